import type { Activity } from '../../../../src/api/schemas/status.ts';

type Point = Activity['points'][number];

/** How many events were processed in a step, whatever came of them. */
export function eventsOf({ counts }: Point): number {
  return (
    (counts.events_applied ?? 0) +
    (counts.events_no_effect ?? 0) +
    (counts.events_ignored ?? 0) +
    (counts.events_parked ?? 0)
  );
}

/**
 * Over the minute that has begun and the one before it: steady, and yet of now.
 *
 * @param activity minute by minute; the last one is the one that has begun
 */
export function eventsPerMinute({ points }: Activity, now: number): number {
  const lastTwo = points.slice(-2);
  const [first] = lastTwo;
  if (first === undefined) return 0;
  // Clocks differ: what the browser's says is believed only as far as it can be true.
  const minutes = Math.min(2, Math.max(1, (now - Date.parse(first.at)) / 60_000));
  return lastTwo.reduce((sum, point) => sum + eventsOf(point), 0) / minutes;
}
