import type { Origin } from '../../rules/template.ts';

/**
 * Who shares an account's turns. Each has a queue of its own and they are served in turn, so that none can take more
 * than its part from the others: a flood of made-up webhook events delays no connection test.
 */
export type Share =
  | 'deliveries'
  /** Events that somebody tells of; they may be made up. */
  | 'webhook'
  /** What an event is about that the provider has confirmed. */
  | 'confirmed'
  | 'tests'
  | 'syncs';

/**
 * How fast one account is called by this process: a token bucket holding one second's worth of calls. The providers
 * count requests, so every request takes a token, look-ups too.
 */
export interface RateLimiter {
  /**
   * Resolves when the next call may be sent. Rejects when the signal is aborted first, or all are turned away; whoever
   * gives up has taken nothing.
   */
  take(signal: AbortSignal, share?: Share): Promise<void>;
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
  return new TurnQueue(1_000 / ratePerSecond);
}

/** Somebody who waits for a turn. */
interface Waiter {
  readonly go: () => void;
  readonly turnAway: () => void;
}

class TurnQueue implements RateLimiter {
  readonly #interval: number;
  readonly #burst: number;
  /**
   * The bucket as one number: the time at which it would be full again, by the clock that nobody sets. A call is free to
   * go while that is at most one burst away.
   */
  #fullAt = 0;
  /** Who waits, by share; the share that has waited longest for being served is the first. */
  readonly #waiting = new Map<Share, Set<Waiter>>();
  #timer: NodeJS.Timeout | null = null;

  constructor(interval: number) {
    this.#interval = interval;
    this.#burst = Math.max(0, 1_000 - interval);
  }

  async take(signal: AbortSignal, share: Share = 'deliveries'): Promise<void> {
    signal.throwIfAborted();
    if (this.#waiting.size === 0 && this.#wait() <= 0) {
      this.#spend();
      return;
    }
    await this.#queue(signal, share);
  }

  turnAway(): void {
    const waiting = [...this.#waiting.values()].flatMap((waiters) => [...waiters]);
    this.#waiting.clear();
    this.#plan();
    for (const waiter of waiting) waiter.turnAway();
  }

  #queue(signal: AbortSignal, share: Share): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (act: () => void) => () => {
        signal.removeEventListener('abort', giveUp);
        act();
      };
      const waiter: Waiter = {
        go: end(resolve),
        turnAway: end(() => reject(new Error('turned away'))),
      };
      const giveUp = end(() => {
        this.#leave(share, waiter);
        this.#plan();
        reject(signal.reason as Error);
      });
      signal.addEventListener('abort', giveUp, { once: true });
      const waiters = this.#waiting.get(share) ?? new Set();
      this.#waiting.set(share, waiters.add(waiter));
      this.#plan();
    });
  }

  #leave(share: Share, waiter: Waiter): void {
    const waiters = this.#waiting.get(share);
    waiters?.delete(waiter);
    if (waiters?.size === 0) this.#waiting.delete(share);
  }

  /** Milliseconds until the next turn. */
  #wait(): number {
    const now = performance.now();
    return Math.max(this.#fullAt, now) - now - this.#burst;
  }

  #spend(): void {
    this.#fullAt = Math.max(this.#fullAt, performance.now()) + this.#interval;
  }

  /** One timer, for the next turn, as long as somebody waits. */
  #plan(): void {
    if (this.#waiting.size === 0) {
      if (this.#timer !== null) clearTimeout(this.#timer);
      this.#timer = null;
    } else {
      this.#timer ??= setTimeout(() => this.#serve(), Math.max(0, this.#wait()));
    }
  }

  #serve(): void {
    this.#timer = null;
    while (this.#wait() <= 0) {
      const [next] = this.#waiting;
      if (next === undefined) break;
      const [share, waiters] = next;
      const [waiter] = waiters;
      // To the end of the row: the other shares come first now.
      this.#waiting.delete(share);
      if (waiter === undefined) continue;
      waiters.delete(waiter);
      if (waiters.size > 0) this.#waiting.set(share, waiters);
      this.#spend();
      waiter.go();
    }
    this.#plan();
  }
}
