import type { BusSettings } from '../settings.ts';

/** Whether there is an event bus, of whichever kind. */
export function hasBus({ redis, kafka }: Pick<BusSettings, 'redis' | 'kafka'>): boolean {
  return redis !== null || kafka !== null;
}

/** Whether awards and revocations are announced: there is a bus, and nobody has switched it off. */
export function isAnnouncing(bus: BusSettings): boolean {
  return bus.announcing.enabled && hasBus(bus);
}

/** Why they are not, in words for people. */
export function whyNotAnnouncing({ announcing }: BusSettings): string {
  return announcing.enabled ? 'no event bus is configured' : 'LAUREL_ANNOUNCE_ENABLED is false';
}
