import { formatMicros } from '../events/time.ts';
import type { Event, Micros } from '../rules/event.ts';
import { told } from '../told.ts';

/** What events are held against (S27). */
export interface Clock {
  /** The database's: the only one that all processes share. */
  readonly now: Micros;
  /** How far an event may lie ahead of it. */
  readonly toleranceMs: number;
}

/**
 * Why an event is not to be believed yet; null when its time has come. One clock that is wrong must not make a badge
 * irrevocable, or freeze an address, until the time it tells (S27).
 */
export function findTooEarly({ time }: Pick<Event, 'time'>, { now, toleranceMs }: Clock): string | null {
  const from = time - toleranceMs * 1_000;
  if (from <= now) return null;
  return told`its time, ${formatMicros(time)}, is more than ${toleranceMs / 1_000} seconds ahead of the database's clock; it can be processed from ${formatMicros(from)} on`
    .text;
}
