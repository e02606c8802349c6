import type { AccountHealth } from '../../store/delivery/provider-accounts.ts';
import type { RetrySettings } from '../../settings.ts';
import type { Failure } from '../../store/delivery/external.ts';
import { exponential, wishOf } from './retry-policy.ts';

/**
 * The circuit breaker of one provider account, as a pure state machine. Its state lies in the account's row, so all
 * workers share it and it survives restarts.
 *
 * - **working** (`pausedUntil` null): every due badge is tried. Failures that are the account's are counted; any answer
 *   that isn't such a failure sets the count back to 0. After {@link outageThreshold} in a row, or at once when the
 *   provider says 429, 401 or 403, the account is paused.
 * - **paused** (`pausedUntil` in the future): nothing of this account is tried; other accounts don't notice (S23).
 * - **probing** (`pausedUntil` has passed): one badge is tried by one worker. If the account answers, it works again; if
 *   not, it is paused for longer.
 */
export const working: AccountHealth = { failures: 0, pausedUntil: null };

/** Failures in a row that pause an account. */
export const outageThreshold = 5;

/** Upper bounds of the pauses, in milliseconds; shorter where the settings' cap is. */
const longestOutagePause = 300_000;
const keyPause = 300_000;
/** No published limit tells how long to rest; both providers count in periods of half a minute to a minute. */
const rateLimitPause = 30_000;
/** Even when the provider asks for none: it has just said that there were too many calls. */
const shortestRateLimitPause = 1_000;

/**
 * The account answered one of our calls.
 *
 * @param probe whether that call was the probe; a late answer to an earlier call doesn't end a pause
 */
export function afterAnswer(health: AccountHealth, probe: boolean): AccountHealth {
  return probe || health.pausedUntil === null ? working : health;
}

export interface FailureContext {
  readonly probe: boolean;
  readonly now: Date;
  /** In [0, 1). */
  readonly random: number;
  readonly settings: RetrySettings;
}

/**
 * A call failed, and the fault is the account's.
 */
export function afterFailure(health: AccountHealth, failure: Failure, context: FailureContext): AccountHealth {
  const wish = wishOf(failure);
  if (health.pausedUntil !== null && !context.probe) {
    // A call sent before the pause: it says nothing new, but the provider's wish is respected.
    return { ...health, pausedUntil: later(health.pausedUntil, after(context.now, wish)) };
  }
  const failures = health.failures + 1;
  const pause = pauseLength(failure, failures, context);
  return { failures, pausedUntil: pause === null ? null : after(context.now, Math.max(pause, wish)) };
}

function pauseLength(failure: Failure, failures: number, context: FailureContext): number | null {
  const { settings, random } = context;
  if (failure.kind === 'permanent') return Math.min(keyPause, settings.capMs);
  if (failure.status === 429) {
    const jittered = rateLimitPause * (1 + random / 2);
    return Math.min(failure.retryAfterMs === undefined ? jittered : shortestRateLimitPause, settings.capMs);
  }
  if (failures < outageThreshold && !context.probe) return null;
  const ceiling = Math.min(longestOutagePause, exponential(failures - outageThreshold + 1, settings));
  // Half of it fixed: a probe right after the pause began would tell nothing.
  return ceiling / 2 + (random * ceiling) / 2;
}

function after(time: Date, milliseconds: number): Date {
  return new Date(time.getTime() + milliseconds);
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}
