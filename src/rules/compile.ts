import { compileRule, ruleHolds, valueAt } from './data-rule.ts';
import type { CompiledRule } from './data-rule.ts';
import type { Event, Payload } from './event.ts';
import { groupRequirements } from './groups.ts';
import type { Penalty, TemplateRules } from './template.ts';
import type { Value, Vocabulary } from './value-type.ts';
import { compileWatches } from './watch.ts';
import type { Watch } from './watch.ts';

/**
 * The index: from an event to the requirements and penalties that it can match, without looking at the others, so that
 * the cost of an event does not grow with the number of templates.
 *
 * Each requirement and penalty is filed under one of its equality rules, the most selective one: the (path, value) pair that
 * the fewest others of its event type share. An event is looked up once per path that is used so. What has no equality
 * rule is scanned.
 */
export interface CompiledRules {
  readonly templates: ReadonlyMap<string, CompiledTemplate>;
  readonly byEventType: ReadonlyMap<string, EventTypeIndex>;
  /** By event type, what is kept of events to tell why they did not match. */
  readonly watches: ReadonlyMap<string, Watch>;
}

export interface CompiledTemplate {
  readonly id: string;
  readonly version: number;
  /** Requirement ids by group (S8). */
  readonly groups: readonly (readonly string[])[];
}

/** A requirement or a penalty, filed in the index. */
export interface Condition {
  readonly template: CompiledTemplate;
  readonly kind: 'requirement' | 'penalty';
  readonly id: string;
  /** Place among all, by template id and then as configured: the order in which one event's changes happen. */
  readonly order: number;
  /** The requirements that it fulfills (itself) or resets (the linked ones). */
  readonly requirements: readonly string[];
  readonly rules: readonly CompiledRule[];
}

interface EventTypeIndex {
  readonly lookups: readonly Lookup[];
  readonly scanned: readonly Condition[];
}

interface Lookup {
  readonly segments: readonly string[];
  readonly byValue: Map<Value, Condition[]>;
}

/** What of one template an event matches. */
export interface TemplateMatch {
  readonly template: CompiledTemplate;
  readonly requirements: readonly Condition[];
  readonly penalties: readonly Condition[];
}

const nothing: readonly TemplateMatch[] = [];

/**
 * Compiles active templates (S18: the caller leaves out the inactive ones).
 *
 * @param templates in any order; ids are unique
 * @param vocabulary gives the type of each path, by which values compare (S7)
 */
export function compile(templates: readonly TemplateRules[], vocabulary: Vocabulary): CompiledRules {
  const compiled = new Map<string, CompiledTemplate>();
  const conditions = new Map<string, Condition[]>();
  let order = 0;
  const file = (event: string, unplaced: Omit<Condition, 'order'>): void => {
    const condition: Condition = { ...unplaced, order: order++ };
    const filed = conditions.get(event);
    if (filed) filed.push(condition);
    else conditions.set(event, [condition]);
  };
  const sorted = templates.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  for (const { id, version, requirements, penalties } of sorted) {
    const template: CompiledTemplate = { id, version, groups: groupRequirements(requirements) };
    compiled.set(id, template);
    for (const requirement of requirements) {
      const rules = compileRules(requirement, vocabulary);
      file(requirement.event, {
        template,
        kind: 'requirement',
        id: requirement.id,
        requirements: [requirement.id],
        rules,
      });
    }
    for (const penalty of penalties) {
      if (!canFire(penalty)) continue;
      const rules = compileRules(penalty, vocabulary);
      file(penalty.event, { template, kind: 'penalty', id: penalty.id, requirements: penalty.requirements, rules });
    }
  }
  const byEventType = new Map([...conditions].map(([type, list]) => [type, indexConditions(list)]));
  return { templates: compiled, byEventType, watches: compileWatches(sorted, vocabulary) };
}

/** A penalty without rules or without linked requirements can't be active (S18): it never fires. */
export function canFire({ rules, requirements }: Pick<Penalty, 'rules' | 'requirements'>): boolean {
  return rules.length > 0 && requirements.length > 0;
}

function compileRules(
  { event, rules }: Pick<TemplateRules['penalties'][number], 'event' | 'rules'>,
  vocabulary: Vocabulary,
): CompiledRule[] {
  const keyPaths = vocabulary.keyPaths(event);
  return rules.map((rule) => compileRule(rule, keyPaths));
}

function indexConditions(conditions: readonly Condition[]): EventTypeIndex {
  const sharers = new Map<string, Map<Value, number>>();
  for (const { rules } of conditions) {
    for (const { path, expected } of rules.filter(isSelective)) {
      const values = sharers.get(path) ?? new Map<Value, number>();
      sharers.set(path, values.set(expected, (values.get(expected) ?? 0) + 1));
    }
  }
  const lookups = new Map<string, Lookup>();
  const scanned: Condition[] = [];
  for (const condition of conditions) {
    const shares = ({ path, expected }: SelectiveRule): number => sharers.get(path)?.get(expected) ?? 0;
    const [best] = condition.rules.filter(isSelective).toSorted((a, b) => shares(a) - shares(b));
    if (!best) {
      scanned.push(condition);
      continue;
    }
    const lookup = lookups.get(best.path) ?? { segments: best.segments, byValue: new Map<Value, Condition[]>() };
    lookups.set(best.path, lookup);
    const filed = lookup.byValue.get(best.expected);
    if (filed) filed.push(condition);
    else lookup.byValue.set(best.expected, [condition]);
  }
  return { lookups: [...lookups.values()], scanned };
}

type SelectiveRule = CompiledRule & { readonly expected: Value };

function isSelective(rule: CompiledRule): rule is SelectiveRule {
  return rule.operator.selectsOneValue && rule.expected !== undefined;
}

/**
 * Finds what an event matches (S6): all rules of a requirement or penalty must hold; checking stops at the first that fails.
 *
 * @returns one entry per touched template, in the order of template ids, with its requirements and penalties as configured, so
 *   that a decision does not depend on where the index files things; empty for most events
 */
export function match(rules: CompiledRules, event: Pick<Event, 'type' | 'payload'>): readonly TemplateMatch[] {
  const index = rules.byEventType.get(event.type);
  if (!index) return nothing;
  let matched: Condition[] | undefined;
  for (const { segments, byValue } of index.lookups) {
    const value = valueAt(event.payload, segments);
    const candidates = value === undefined ? undefined : byValue.get(value);
    if (candidates) matched = collect(candidates, event.payload, matched);
  }
  if (index.scanned.length > 0) matched = collect(index.scanned, event.payload, matched);
  return matched === undefined ? nothing : byTemplate(matched);
}

function collect(
  candidates: readonly Condition[],
  payload: Payload,
  into: Condition[] | undefined,
): Condition[] | undefined {
  let matched = into;
  for (const candidate of candidates) {
    if (!candidate.rules.every((rule) => ruleHolds(rule, payload))) continue;
    if (matched) matched.push(candidate);
    else matched = [candidate];
  }
  return matched;
}

function byTemplate(conditions: readonly Condition[]): readonly TemplateMatch[] {
  const matches = new Map<
    CompiledTemplate,
    { template: CompiledTemplate; requirements: Condition[]; penalties: Condition[] }
  >();
  for (const condition of conditions.toSorted((a, b) => a.order - b.order)) {
    let found = matches.get(condition.template);
    if (!found)
      matches.set(condition.template, (found = { template: condition.template, requirements: [], penalties: [] }));
    (condition.kind === 'requirement' ? found.requirements : found.penalties).push(condition);
  }
  return [...matches.values()];
}
