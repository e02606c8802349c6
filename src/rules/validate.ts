import { hasVisibleText } from './visible-text.ts';
import { told } from '../told.ts';
import type { Told } from '../told.ts';
import { cut } from './cut.ts';
import { operatorNames } from './operators.ts';
import type { DataRule, Template } from './template.ts';
import { parseValue } from './value-type.ts';
import type { ValueType, Vocabulary } from './value-type.ts';

/** Something wrong in a template, and where. */
export interface Mistake {
  /** From the template downwards, for example `['requirements', 0, 'rules', 1, 'path']`. */
  readonly path: readonly (string | number)[];
  /** What is wrong, and what would be valid: in English, and so that pages can say it in another language. */
  readonly message: string;
  readonly told: Told;
}

/** Makes a mistake. */
export function mistakeAt(path: Mistake['path'], told: Told): Mistake {
  return { path, message: told.text, told };
}

/** What an id of a template, a requirement or a penalty looks like. */
export const slug = /^[a-z0-9](?:[a-z0-9._-]{0,98}[a-z0-9])?$/;
export const slugHelp = told`use 1 to 100 lower-case letters, digits, ".", "_" or "-", beginning and ending with a letter or digit`;

/** How many data rules, and how many links from penalties to requirements, a template has at most. */
export const mostRules = 1_000;
export const mostLinks = 1_000;

/** Of each kind; who has mended these is told the next. */
const mostMistakes = 100;
const longestQuote = 100;
/** How much of all messages of a template may be names of what would be valid, and how many of them each may always have. */
const lettersOfNames = 8_000;
const fewNames = 3;

/** What is wrong with a template, active or not. */
export interface TemplateMistakes {
  /** What keeps it from being saved, active or not. */
  readonly mistakes: readonly Mistake[];
  /** What keeps it, besides, from being active (S18). */
  readonly activationMistakes: readonly Mistake[];
}

type TemplateContent = Pick<Template, 'id' | 'name' | 'requirements' | 'penalties'>;

/**
 * Checks a template before it is saved. Reports every mistake, not only the first; of very many the first hundred.
 *
 * @param vocabulary the configured event types and their key paths (S1, S7)
 */
export function validateTemplate(template: Template, vocabulary: Vocabulary): Mistake[] {
  const findings = new Findings();
  check(template, vocabulary, findings);
  return findings.of(template.active ? ['any', 'active'] : ['any']);
}

/** The same with the two kinds apart, for a template that may or may not become active. */
export function checkTemplate(template: TemplateContent, vocabulary: Vocabulary): TemplateMistakes {
  const findings = new Findings();
  check(template, vocabulary, findings);
  return { mistakes: findings.of(['any']), activationMistakes: findings.of(['active']) };
}

/** Where a template has more than is taken. */
export function findExcess({ requirements, penalties }: Pick<Template, 'requirements' | 'penalties'>): Mistake[] {
  const rules = [...requirements, ...penalties].reduce((sum, each) => sum + each.rules.length, 0);
  const links = penalties.reduce((sum, penalty) => sum + penalty.requirements.length, 0);
  const mistakes: Mistake[] = [];
  if (rules > mostRules)
    mistakes.push(
      mistakeAt(
        ['requirements'],
        told`a badge template can have at most ${mostRules} data rules, including those of penalties; this one has ${rules}`,
      ),
    );
  if (links > mostLinks)
    mistakes.push(
      mistakeAt(
        ['penalties'],
        told`the penalties of a badge template can name at most ${mostLinks} requirements in total; these name ${links}`,
      ),
    );
  return mistakes;
}

/** `any`: it can't be saved; `active`: it can't be active. */
type Kind = 'any' | 'active';

class Findings {
  readonly #found: { readonly kind: Kind; readonly mistake: Mistake }[] = [];
  readonly #counts: Record<Kind, number> = { any: 0, active: 0 };
  #lettersLeft = lettersOfNames;

  /** Nothing that is found from now on would be told. */
  get full(): boolean {
    return this.#counts.any > mostMistakes;
  }

  report(path: Mistake['path'], why: Told, kind: Kind = 'any'): void {
    this.#counts[kind] += 1;
    if (this.#counts[kind] <= mostMistakes) this.#found.push({ kind, mistake: mistakeAt(path, why) });
  }

  of(kinds: readonly Kind[]): Mistake[] {
    const found = this.#found.flatMap(({ kind, mistake }) => (kinds.includes(kind) ? [mistake] : []));
    return kinds.some((kind) => this.#counts[kind] > mostMistakes)
      ? [...found, mistakeAt([], told`there are more mistakes; correct these first`)]
      : found;
  }

  /** All names, until much has been said; then a few. */
  names(items: readonly string[]): Told | string {
    if (items.length === 0) return told`none`;
    const all = items.join(', ');
    if (items.length <= fewNames || all.length <= this.#lettersLeft) {
      this.#lettersLeft -= all.length;
      return all;
    }
    return told`${items.slice(0, fewNames).join(', ')} and ${items.length - fewNames} more`;
  }
}

function check(template: TemplateContent, vocabulary: Vocabulary, findings: Findings): void {
  if (!slug.test(template.id)) findings.report(['id'], told`${quoted(template.id)} is not a valid id: ${slugHelp}`);
  if (!hasVisibleText(template.name)) findings.report(['name'], told`a badge template needs a name`);
  if (template.requirements.length === 0)
    findings.report(
      ['requirements'],
      told`an active template needs at least one requirement (add one, or set active: false)`,
      'active',
    );
  const excess = findExcess(template);
  for (const mistake of excess) findings.report(mistake.path, mistake.told);
  // What is too much is not looked at one by one.
  if (excess.length > 0) return;
  checkRequirements(template, vocabulary, findings);
  checkPenalties(template, vocabulary, findings);
}

function checkRequirements({ requirements }: TemplateContent, vocabulary: Vocabulary, findings: Findings): void {
  checkIds('requirements', requirements, findings);
  for (const [index, requirement] of requirements.entries()) {
    if (findings.full) return;
    const at = ['requirements', index] as const;
    if (requirement.group !== null && requirement.group.trim() === '')
      findings.report([...at, 'group'], told`a group needs a label; omit it to make the requirement its own group`);
    checkRules(at, requirement, vocabulary, findings);
  }
}

function checkPenalties(
  { requirements, penalties }: TemplateContent,
  vocabulary: Vocabulary,
  findings: Findings,
): void {
  checkIds('penalties', penalties, findings);
  const ids = [...new Set(requirements.map(({ id }) => id))];
  const known = new Set(ids);
  for (const [index, penalty] of penalties.entries()) {
    if (findings.full) return;
    const at = ['penalties', index] as const;
    for (const [place, id] of penalty.requirements.entries())
      if (!known.has(id) && !findings.full)
        findings.report(
          [...at, 'requirements', place],
          told`this template has no requirement ${quoted(id)}; it has ${findings.names(ids)}`,
        );
    // S18: such a penalty would reset everything, or nothing.
    if (penalty.requirements.length === 0)
      findings.report(
        [...at, 'requirements'],
        told`a penalty of an active template must name the requirements it resets`,
        'active',
      );
    if (penalty.rules.length === 0)
      findings.report([...at, 'rules'], told`a penalty of an active template needs at least one data rule`, 'active');
    checkRules(at, penalty, vocabulary, findings);
  }
}

function checkIds(
  field: 'requirements' | 'penalties',
  items: readonly { readonly id: string }[],
  findings: Findings,
): void {
  const seen = new Set<string>();
  for (const [index, { id }] of items.entries()) {
    if (findings.full) return;
    if (!slug.test(id)) findings.report([field, index, 'id'], told`${quoted(id)} is not a valid id: ${slugHelp}`);
    if (seen.has(id))
      findings.report([field, index, 'id'], told`the id ${quoted(id)} is used twice; ids are unique within a template`);
    seen.add(id);
  }
}

function checkRules(
  at: readonly (string | number)[],
  { event, rules }: { readonly event: string; readonly rules: readonly DataRule[] },
  vocabulary: Vocabulary,
  findings: Findings,
): void {
  if (!vocabulary.eventTypes.includes(event)) {
    const configured = findings.names(vocabulary.eventTypes);
    findings.report(
      [...at, 'event'],
      told`${quoted(event)} is not a configured event type; the configured types are ${configured} (BADGES_CONFIG.events)`,
    );
    return;
  }
  for (const [index, rule] of rules.entries()) {
    if (findings.full) return;
    checkRule([...at, 'rules', index], event, rule, vocabulary, findings);
  }
}

function checkRule(
  at: readonly (string | number)[],
  event: string,
  rule: DataRule,
  vocabulary: Vocabulary,
  findings: Findings,
): void {
  if (!operatorNames.includes(rule.operator))
    findings.report(
      [...at, 'operator'],
      told`${quoted(rule.operator)} is not an operator; use ${operatorNames.join(', ')}`,
    );
  const keyPaths = vocabulary.keyPaths(event);
  const keyPath = keyPaths.find(({ path }) => path === rule.path);
  if (!keyPath) {
    const why = vocabulary.isIgnored(event, rule.path)
      ? told`${quoted(rule.path)} is in BADGES_CONFIG.rules.ignored_keypaths`
      : told`this event has no ${quoted(rule.path)}`;
    findings.report([...at, 'path'], told`${why}; choose one of ${findings.names(keyPaths.map(({ path }) => path))}`);
  } else if (parseValue(keyPath.type, rule.value) === undefined)
    findings.report([...at, 'value'], wrongValue[keyPath.type](quoted(rule.value), rule.path));
}

const wrongValue: Readonly<Record<ValueType, (value: string, path: string) => Told>> = {
  boolean: (value, path) =>
    told`${value} is not a boolean value for ${path}; write true, True, yes, Yes, + or false, False, no, No, -`,
  integer: (value, path) => told`${value} is not an integer value for ${path}; write a whole number, for example 3`,
  number: (value, path) => told`${value} is not a number value for ${path}; write a number, for example 0.75`,
  text: (value, path) => told`${value} is not a text value for ${path}; write any text`,
};

function quoted(text: string): string {
  return `"${cut(text, longestQuote)}"`;
}
