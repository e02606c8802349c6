import type { RetrySettings } from '../../settings.ts';
import type { Failure } from '../../store/delivery/external.ts';

/** Longer wishes of a provider are not believed. */
export const longestRetryAfterMs = 3_600_000;

/**
 * When a failed delivery is tried again: exponential back-off with full jitter and a cap, not before the provider's own
 * wish (S21). A call of unknown outcome waits at least the base, so that whatever the provider is still doing shows up
 * in the look-up that comes first.
 *
 * A permanent failure stops and waits for an operator, unless the fault is the account's (a wrong key): mending the
 * account mends all its badges, so they stay due and the account's pause holds them back.
 *
 * @param failures failures in a row, this one included
 * @param random in [0, 1)
 * @returns milliseconds from now, or null for never
 */
export function nextAttempt(
  failure: Failure,
  failures: number,
  random: number,
  settings: RetrySettings,
): number | null {
  if (failure.kind === 'permanent' && !failure.account) return null;
  const ceiling = exponential(failures, settings);
  const floor = failure.kind === 'unknown' ? Math.min(settings.baseMs, settings.capMs) : 0;
  const backOff = Math.min(settings.capMs, floor + random * ceiling);
  return Math.round(Math.max(backOff, wishOf(failure)));
}

/** The provider's own wish, bounded; 0 for none. */
export function wishOf(failure: Failure): number {
  return Math.min(failure.retryAfterMs ?? 0, longestRetryAfterMs);
}

/** base, 2 base, 4 base, ... up to the cap. */
export function exponential(failures: number, settings: RetrySettings): number {
  return Math.min(settings.capMs, settings.baseMs * 2 ** Math.max(0, failures - 1));
}
