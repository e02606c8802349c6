import { compileRule, ruleHolds } from './data-rule.ts';
import type { RuleTrial } from './data-rule.ts';
import type { Micros } from './event.ts';
import type { Requirement } from './template.ts';
import type { Value } from './value-type.ts';

/** An event that is on record: as evidence of progress on another template, or for what it said. */
export interface EventOnRecord {
  /** The template that counted it; null: it is on record for what it said alone. */
  readonly template: { readonly id: string; readonly name: string } | null;
  readonly eventId: string;
  readonly eventType: string;
  readonly time: Micros;
  /** What rules have read of it, by key path. */
  readonly values: Readonly<Record<string, Value | null>>;
}

/** An event that did not match a requirement, and how each of its rules fared. */
export interface Miss {
  readonly eventId: string;
  readonly time: Micros;
  readonly rules: readonly RuleTrial[];
}

type Asked = Pick<Requirement, 'event' | 'rules'>;

/**
 * An event on record that fits a requirement, though it has not fulfilled it.
 *
 * @param events the first that fits is told: those that a template has counted before others, the newest first
 */
export function findOnRecord(asked: Asked, events: readonly EventOnRecord[]): EventOnRecord | null {
  return events.find((event) => tryOnRecord(asked, event)?.every(({ holds }) => holds)) ?? null;
}

/** The event on record that came nearest to a requirement without matching it: the fewest of its rules are unmet, then the newest. */
export function findNearestMiss(asked: Asked, events: readonly EventOnRecord[]): Miss | null {
  let nearest: (Miss & { readonly unmet: number }) | null = null;
  for (const event of events) {
    const rules = tryOnRecord(asked, event);
    const unmet = rules?.filter(({ holds }) => !holds).length ?? 0;
    if (rules === null || unmet === 0) continue;
    const { eventId, time } = event;
    if (nearest === null || unmet < nearest.unmet || (unmet === nearest.unmet && isNewer(event, nearest)))
      nearest = { eventId, time, rules, unmet };
  }
  return nearest && { eventId: nearest.eventId, time: nearest.time, rules: nearest.rules };
}

/** How an event fares with each rule; null when it is of another type, or not everything that is asked for was kept of it. */
function tryOnRecord({ event, rules }: Asked, { eventType, values }: EventOnRecord): RuleTrial[] | null {
  if (eventType !== event || !rules.every(({ path }) => Object.hasOwn(values, path))) return null;
  return rules.map((rule) => ({
    rule,
    actual: values[rule.path] ?? null,
    holds: ruleHolds({ ...compileRule(rule, []), segments: [rule.path] }, values),
  }));
}

function isNewer(a: Pick<Miss, 'time' | 'eventId'>, b: Pick<Miss, 'time' | 'eventId'>): boolean {
  return a.time === b.time ? a.eventId > b.eventId : a.time > b.time;
}
