import type { Micros } from './event.ts';

/**
 * The newest word on one learner's requirement: a last-writer-wins register over the event's time (S11). Duplicates,
 * late redeliveries and any order of arrival end in the same register.
 */
export interface Register {
  readonly fulfilled: boolean;
  readonly time: Micros;
  readonly eventId: string;
}

/** All that decisions about one learner on one template depend on. */
export interface Progress {
  /** True once a requirement has been matched: from then on there is a progress record (S9). */
  readonly started: boolean;
  /** By requirement id. Requirements that the template no longer has may still be here; they don't count. */
  readonly registers: ReadonlyMap<string, Register>;
  /** Status of the learner's badge of this template, or null when none was ever awarded. */
  readonly badge: 'awarded' | 'revoked' | null;
}

export const noProgress: Progress = { started: false, registers: new Map(), badge: null };

/** Progress in numbers: the ratio is `met / groups` (S9). */
export interface Measure {
  readonly met: number;
  readonly groups: number;
  /** Every group is met, exactly, and there is at least one. */
  readonly complete: boolean;
}

export function measure(groups: readonly (readonly string[])[], registers: ReadonlyMap<string, Register>): Measure {
  const met = groups.filter((group) => group.some((id) => registers.get(id)?.fulfilled === true)).length;
  return { met, groups: groups.length, complete: groups.length > 0 && met === groups.length };
}

/**
 * Whether a write wins over what the register holds: the later event does; at the same time the greater event id; at the
 * same event a reset comes after a fulfillment (S11). A write equal to the register does not win, so redelivery is no change.
 */
export function wins(write: Register, held: Register | undefined): boolean {
  if (held === undefined) return true;
  if (write.time !== held.time) return write.time > held.time;
  if (write.eventId !== held.eventId) return write.eventId > held.eventId;
  return held.fulfilled && !write.fulfilled;
}

/**
 * When a complete progress was earned: the moment from which every group held, by the times of the events (S22). It
 * is the completing event's own time unless that one arrived late.
 */
export function earnedAt(
  groups: readonly (readonly string[])[],
  registers: ReadonlyMap<string, Register>,
  completedBy: Micros,
): Micros {
  const heldSince = groups.map((group) =>
    Math.min(
      ...group
        .map((id) => registers.get(id))
        .filter((register) => register?.fulfilled === true)
        .map((register) => register?.time ?? completedBy),
    ),
  );
  return Math.max(completedBy, ...heldSince);
}
