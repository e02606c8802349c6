import { setTimeout as sleep } from 'node:timers/promises';
import type { Origin } from '../../rules/template.ts';

/**
 * How fast one account is called by this process: a token bucket holding one second's worth of calls. The providers
 * count requests, so every request takes a token, look-ups too.
 */
export interface RateLimiter {
  /** Resolves when the next call may be sent. Rejects when the signal is aborted first, or all are turned away. */
  take(signal: AbortSignal): Promise<void>;
  /** Turns away everything that waits: the account is paused. */
  turnAway(): void;
}

/** The limiters of this process, one per account, made when first asked for. */
export interface RateLimits {
  of(origin: Origin, account: string): RateLimiter;
}

export function createRateLimits(ratePerSecond: number): RateLimits {
  const limiters = new Map<string, RateLimiter>();
  return {
    of(origin, account) {
      const key = accountKey(origin, account);
      let limiter = limiters.get(key);
      if (limiter === undefined) limiters.set(key, (limiter = createRateLimiter(ratePerSecond)));
      return limiter;
    },
  };
}

/** One text per account: accounts of different providers may have equal names. */
export function accountKey(origin: Origin, account: string): string {
  return `${origin} ${account}`;
}

export function createRateLimiter(ratePerSecond: number): RateLimiter {
  const interval = 1_000 / ratePerSecond;
  const burst = Math.max(0, 1_000 - interval);
  // The bucket as one number: the time at which it would be full again. A call is free to go while that is at most one
  // burst away.
  let fullAt = 0;
  let waiting = new AbortController();
  return {
    async take(signal) {
      signal.throwIfAborted();
      const now = Date.now();
      const wait = Math.max(fullAt, now) - now - burst;
      fullAt = Math.max(fullAt, now) + interval;
      if (wait > 0) await sleep(wait, undefined, { signal: AbortSignal.any([signal, waiting.signal]) });
    },
    turnAway() {
      waiting.abort();
      waiting = new AbortController();
    },
  };
}
