import { compileRule, ruleHolds } from './data-rule.ts';
import type { Micros } from './event.ts';
import type { Requirement } from './template.ts';
import type { Value } from './value-type.ts';

/** An event that was kept as evidence of the learner's progress on another template. */
export interface EventOnRecord {
  /** Id of that template. */
  readonly template: string;
  readonly templateName: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly time: Micros;
  /** What the rules of that template read of it, by key path. */
  readonly values: Readonly<Record<string, Value | null>>;
}

/**
 * An event on record for another template that fits a requirement, though it has not fulfilled it. Only one of which everything
 * that the requirement asks for was kept is found.
 *
 * @param events the newest first
 */
export function findOnRecord(
  { event, rules }: Pick<Requirement, 'event' | 'rules'>,
  events: readonly EventOnRecord[],
): EventOnRecord | null {
  const fits = ({ eventType, values }: EventOnRecord): boolean =>
    eventType === event &&
    rules.every(
      (rule) =>
        Object.hasOwn(values, rule.path) && ruleHolds({ ...compileRule(rule, []), segments: [rule.path] }, values),
    );
  return events.find(fits) ?? null;
}
