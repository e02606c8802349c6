import { canFire } from './compile.ts';
import { compileRule, ruleHolds, valueAt } from './data-rule.ts';
import type { RuleTrial } from './data-rule.ts';
import type { Evidence } from './decide.ts';
import type { Event } from './event.ts';
import { groupRequirements } from './groups.ts';
import { findNearestMiss, findOnRecord } from './on-record.ts';
import type { EventOnRecord, Miss } from './on-record.ts';
import { measure } from './progress.ts';
import type { Measure, Register } from './progress.ts';
import type { DataRule, Penalty, TemplateRules } from './template.ts';
import type { Vocabulary } from './value-type.ts';

/** Why a learner's requirement stands as it does (S10). */
export interface RequirementExplanation {
  readonly requirement: string;
  readonly description: string;
  /** Which events would meet it: their type, and what must hold of them. */
  readonly event: string;
  readonly rules: readonly DataRule[];
  /** `open`: no event has counted; `reset`: a penalty took it away. */
  readonly standing: 'fulfilled' | 'reset' | 'open';
  /** What the newest write rests on; null while open. */
  readonly evidence: Evidence | null;
  /** The penalty that took it away, as far as the rules still have it. */
  readonly resetBy: Penalty | null;
  /** While open: an event that fits is on record, and came when this template did not count it. */
  readonly onRecord: EventOnRecord | null;
  /** While it is not fulfilled: of the learner's events of this type that did not match the nearest one on record. */
  readonly nearest: Miss | null;
  /** False when the evidence was judged by an older version of the rules. */
  readonly currentRules: boolean;
}

export interface GroupExplanation {
  readonly met: boolean;
  /** Any one of them is enough (S8). */
  readonly requirements: readonly RequirementExplanation[];
}

/** Why a learner has, or has not, completed a template. */
export interface Explanation {
  readonly measure: Measure;
  /** All of them must be met (S8). */
  readonly groups: readonly GroupExplanation[];
}

/**
 * Explains progress from the evidence that was kept (S10).
 *
 * @param evidence the newest write on each requirement, by requirement id
 * @param events of the learner that are on record: those that other templates have counted before others, the newest first
 */
export function explain(
  template: TemplateRules,
  evidence: ReadonlyMap<string, Evidence & { readonly fulfilled: boolean }>,
  events: readonly EventOnRecord[] = [],
): Explanation {
  const registers = new Map<string, Register>(
    [...evidence].map(([id, { fulfilled, time, eventId }]) => [id, { fulfilled, time, eventId }]),
  );
  const groups = groupRequirements(template.requirements);
  const explainRequirement = (id: string): RequirementExplanation => {
    const found = evidence.get(id);
    const wanted = template.requirements.find((requirement) => requirement.id === id);
    return {
      requirement: id,
      description: wanted?.description ?? '',
      event: wanted?.event ?? '',
      rules: wanted?.rules ?? [],
      standing: found === undefined ? 'open' : found.fulfilled ? 'fulfilled' : 'reset',
      evidence: found ?? null,
      resetBy: template.penalties.find((penalty) => penalty.id === found?.penalty) ?? null,
      onRecord: found === undefined && wanted !== undefined ? findOnRecord(wanted, events) : null,
      nearest: found?.fulfilled === true || wanted === undefined ? null : findNearestMiss(wanted, events),
      currentRules: found === undefined || found.version === template.version,
    };
  };
  return {
    measure: measure(groups, registers),
    groups: groups.map((ids) => {
      const requirements = ids.map(explainRequirement);
      return { met: requirements.some(({ standing }) => standing === 'fulfilled'), requirements };
    }),
  };
}

/** How a requirement or penalty fares with an event. */
export interface ConditionTrial {
  readonly kind: 'requirement' | 'penalty';
  readonly id: string;
  readonly eventTypeMatches: boolean;
  /** Empty when the event is of another type. */
  readonly rules: readonly RuleTrial[];
  readonly matches: boolean;
}

/** Tries an event on a template: condition by condition and rule by rule, what matches and why not. */
export function tryEvent(
  template: TemplateRules,
  event: Pick<Event, 'type' | 'payload'>,
  vocabulary: Vocabulary,
): ConditionTrial[] {
  const keyPaths = vocabulary.keyPaths(event.type);
  const trial = (
    kind: ConditionTrial['kind'],
    { id, event: type, rules }: { readonly id: string; readonly event: string; readonly rules: readonly DataRule[] },
  ): ConditionTrial => {
    const eventTypeMatches = type === event.type;
    const tried = eventTypeMatches
      ? rules.map((rule): RuleTrial => {
          const compiled = compileRule(rule, keyPaths);
          return {
            rule,
            actual: valueAt(event.payload, compiled.segments) ?? null,
            holds: ruleHolds(compiled, event.payload),
          };
        })
      : [];
    return { kind, id, eventTypeMatches, rules: tried, matches: eventTypeMatches && tried.every(({ holds }) => holds) };
  };
  return [
    ...template.requirements.map((requirement) => trial('requirement', requirement)),
    ...template.penalties.map((penalty) => {
      const tried = trial('penalty', penalty);
      return { ...tried, matches: tried.matches && canFire(penalty) };
    }),
  ];
}
