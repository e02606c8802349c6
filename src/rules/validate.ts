import { operatorNames } from './operators.ts';
import type { DataRule, Template } from './template.ts';
import { parseValue, validValues } from './value-type.ts';
import type { KeyPath, Vocabulary } from './value-type.ts';

/** Something wrong in a template, and where. */
export interface Mistake {
  /** From the template downwards, for example `['requirements', 0, 'rules', 1, 'path']`. */
  readonly path: readonly (string | number)[];
  /** What is wrong, and what would be valid. */
  readonly message: string;
}

/** What an id of a template, a requirement or a penalty looks like. */
export const slug = /^[a-z0-9](?:[a-z0-9._-]{0,98}[a-z0-9])?$/;
export const slugHelp =
  'use 1 to 100 lower-case letters, digits, ".", "_" or "-", beginning and ending with a letter or digit';

/**
 * Checks a template before it is saved. Reports every mistake, not only the first.
 *
 * @param vocabulary the configured event types and their key paths (S1, S7)
 */
export function validateTemplate(template: Template, vocabulary: Vocabulary): Mistake[] {
  const mistakes: Mistake[] = [];
  const report = (path: Mistake['path'], message: string): void => void mistakes.push({ path, message });

  if (!slug.test(template.id)) report(['id'], `"${template.id}" is not a valid id: ${slugHelp}`);
  if (template.name.trim() === '') report(['name'], 'a badge template needs a name');
  if (template.active && template.requirements.length === 0)
    report(['requirements'], 'an active template needs at least one requirement (add one, or set active: false)');

  reportIds('requirements', template.requirements, report);
  for (const [index, requirement] of template.requirements.entries()) {
    const at = ['requirements', index] as const;
    if (requirement.group !== null && requirement.group.trim() === '')
      report([...at, 'group'], 'a group needs a label; leave it out to make the requirement a group of its own');
    reportRules(at, requirement.event, requirement.rules, vocabulary, report);
  }

  reportIds('penalties', template.penalties, report);
  const requirementIds = new Set(template.requirements.map(({ id }) => id));
  for (const [index, penalty] of template.penalties.entries()) {
    const at = ['penalties', index] as const;
    for (const [place, id] of penalty.requirements.entries())
      if (!requirementIds.has(id))
        report(
          [...at, 'requirements', place],
          `there is no requirement "${id}" in this template; it has ${list([...requirementIds])}`,
        );
    // S18: such a penalty would reset everything, or nothing.
    if (template.active && penalty.requirements.length === 0)
      report([...at, 'requirements'], 'a penalty of an active template must name the requirements that it resets');
    if (template.active && penalty.rules.length === 0)
      report([...at, 'rules'], 'a penalty of an active template needs at least one data rule');
    reportRules(at, penalty.event, penalty.rules, vocabulary, report);
  }
  return mistakes;
}

type Report = (path: Mistake['path'], message: string) => void;

function reportIds(
  field: 'requirements' | 'penalties',
  items: readonly { readonly id: string }[],
  report: Report,
): void {
  const seen = new Set<string>();
  for (const [index, { id }] of items.entries()) {
    if (!slug.test(id)) report([field, index, 'id'], `"${id}" is not a valid id: ${slugHelp}`);
    if (seen.has(id)) report([field, index, 'id'], `the id "${id}" is used twice; ids are unique within a template`);
    seen.add(id);
  }
}

function reportRules(
  at: readonly (string | number)[],
  event: string,
  rules: readonly DataRule[],
  vocabulary: Vocabulary,
  report: Report,
): void {
  if (!vocabulary.eventTypes.includes(event)) {
    report(
      [...at, 'event'],
      `"${event}" is not a configured event type; configured are ${list(vocabulary.eventTypes)} (BADGES_CONFIG.events)`,
    );
    return;
  }
  const keyPaths = vocabulary.keyPaths(event);
  for (const [index, rule] of rules.entries()) reportRule([...at, 'rules', index], rule, keyPaths, report);
}

function reportRule(
  at: readonly (string | number)[],
  rule: DataRule,
  keyPaths: readonly KeyPath[],
  report: Report,
): void {
  if (!operatorNames.includes(rule.operator))
    report([...at, 'operator'], `"${rule.operator}" is not an operator; use ${list(operatorNames)}`);
  const keyPath = keyPaths.find(({ path }) => path === rule.path);
  if (!keyPath)
    report(
      [...at, 'path'],
      `this event has no "${rule.path}"; choose one of ${list(keyPaths.map(({ path }) => path))}`,
    );
  else if (parseValue(keyPath.type, rule.value) === undefined)
    report(
      [...at, 'value'],
      `"${rule.value}" is no ${keyPath.type} value for ${rule.path}; write ${validValues[keyPath.type]}`,
    );
}

function list(items: readonly string[]): string {
  return items.length === 0 ? 'none' : items.join(', ');
}
