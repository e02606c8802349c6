import type { SessionLimits } from '../settings/sign-in.ts';

/** To the minute is enough: not every request writes. */
const moveEveryMs = 60_000;

/** When a session ends whose owner does something now: so long afterwards, but not later than its last moment. */
export function endOfSession({ idleMs, longestMs }: SessionLimits, createdAt: Date, now: number): Date {
  return new Date(Math.min(now + idleMs, createdAt.getTime() + longestMs));
}

/** The end to which a session moves because its owner does something now; null when that makes no difference yet. */
export function movedEnd(
  limits: SessionLimits,
  { createdAt, expiresAt }: { readonly createdAt: Date; readonly expiresAt: Date },
  now: number,
): Date | null {
  const end = endOfSession(limits, createdAt, now);
  return end.getTime() - expiresAt.getTime() >= moveEveryMs ? end : null;
}
