import type { BusSettings } from '../settings.ts';

/** Whether awards and revocations are announced: there is a bus, and nobody has switched it off. */
export function isAnnouncing({ redis, announcing }: BusSettings): boolean {
  return announcing.enabled && redis !== null;
}

/** Why they are not, in words for people. */
export function whyNotAnnouncing({ announcing }: BusSettings): string {
  return announcing.enabled ? 'no event bus is configured' : 'LAUREL_ANNOUNCE_ENABLED is false';
}
