import { templates } from './templates.ts';
import type { FireTemplate } from './templates.ts';
import type { SentEvent } from './wire.ts';

/**
 * What Laurel must end with, worked out from the sent events by the design's rules and by nothing of Laurel's. Registers have one
 * outcome, whatever the order (S11). Whether a badge was ever awarded can depend on the order in which the events of one round
 * were processed: all outcomes that some order has are right, and no others.
 */

/** The newest word on one requirement. */
export interface Register {
  readonly fulfilled: boolean;
  readonly time: number;
  readonly id: string;
}

export type Status = 'none' | 'awarded' | 'revoked';

/** How one learner stands on one template. */
export interface Standing {
  readonly registers: ReadonlyMap<string, Register>;
  readonly status: Status;
}

export const nothing: Standing = { registers: new Map(), status: 'none' };

/** What an event says about a template; null when it doesn't concern it. */
function wordOf(
  template: FireTemplate,
  event: SentEvent,
): { requirements: readonly string[]; fulfilled: boolean } | null {
  const { requirements, penalties } = template;
  const named = event.passing
    ? requirements.filter(({ course }) => course === event.course).map(({ id }) => id)
    : penalties.filter(({ course }) => course === event.course).flatMap(({ requirements }) => requirements);
  return named.length === 0 ? null : { requirements: named, fulfilled: event.passing };
}

/** Whether an event concerns any template, so that its learner is stored. */
export function concernsBadges(event: SentEvent): boolean {
  return templates.some((template) => wordOf(template, event) !== null);
}

/** By time, then by id as bytes. */
export function isNewer(one: { time: number; id: string }, other: { time: number; id: string }): boolean {
  return one.time === other.time ? one.id > other.id : one.time > other.time;
}

function fold(
  template: FireTemplate,
  registers: ReadonlyMap<string, Register>,
  event: SentEvent,
): Map<string, Register> {
  const next = new Map(registers);
  const word = wordOf(template, event);
  for (const requirement of word?.requirements ?? []) {
    const held = next.get(requirement);
    const { time, id } = event;
    if (held === undefined || isNewer(event, held)) next.set(requirement, { fulfilled: event.passing, time, id });
  }
  return next;
}

function isComplete({ requirements }: FireTemplate, registers: ReadonlyMap<string, Register>): boolean {
  const groups = new Map<string, boolean>();
  for (const { id, group } of requirements)
    groups.set(group, (groups.get(group) ?? false) || registers.get(id)?.fulfilled === true);
  return [...groups.values()].every(Boolean);
}

function after(template: FireTemplate, { registers, status }: Standing, event: SentEvent): Standing {
  const next = fold(template, registers, event);
  const [was, is] = [isComplete(template, registers), isComplete(template, next)];
  if (is && status === 'none') return { registers: next, status: 'awarded' };
  if (was && !is && status === 'awarded') return { registers: next, status: 'revoked' };
  return { registers: next, status };
}

/**
 * Every standing in which a learner can be after a round.
 *
 * @param events of this learner, each once
 * @param optional ids of events that may have been lost before they were processed
 */
export function outcomesOf(
  template: FireTemplate,
  before: Standing,
  events: readonly SentEvent[],
  optional: ReadonlySet<string>,
): Standing[] {
  const relevant = events.filter((event) => wordOf(template, event) !== null);
  const needed = relevant.reduce((mask, { id }, bit) => (optional.has(id) ? mask : mask | (1 << bit)), 0);
  // What was processed, as bits, and the status: the registers follow from what was processed.
  const seen = new Map<string, { mask: number; standing: Standing }>([['0 start', { mask: 0, standing: before }]]);
  for (const { mask, standing } of seen.values())
    for (const [bit, event] of relevant.entries()) {
      if (mask & (1 << bit)) continue;
      const next = { mask: mask | (1 << bit), standing: after(template, standing, event) };
      const key = `${next.mask} ${next.standing.status}`;
      if (!seen.has(key)) seen.set(key, next);
    }
  return [...seen.values()].filter(({ mask }) => (mask & needed) === needed).map(({ standing }) => standing);
}
