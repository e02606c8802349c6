import type { Origin } from '../../rules/template.ts';
import type { Database } from '../../store/database/database.ts';
import { ownTurns, sharedTurns, turnRule } from './turns.ts';
import type { TurnSource } from './turns.ts';

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
 * How fast one account is called, by all processes together. The providers count requests, so every request takes a turn,
 * look-ups too.
 */
export interface RateLimiter {
  /**
   * Resolves when the next call may be sent. Rejects when the signal is aborted first, or all are turned away, or nobody can
   * say when the next turn is.
   */
  take(signal: AbortSignal, share?: Share): Promise<void>;
  /** Turns away everything that waits here: the account is paused. */
  turnAway(): void;
}

/** The limiters of this process, one per account, made when first asked for. */
export interface RateLimits {
  of(origin: Origin, account: string): RateLimiter;
}

/**
 * @param database where the turns are counted for all processes; null: this process counts its own alone, as for a command
 * that has to do without a database
 */
export function createRateLimits(ratePerSecond: number, database: Database | null): RateLimits {
  const rule = turnRule(ratePerSecond);
  const limiters = new Map<string, RateLimiter>();
  return {
    of(origin, account) {
      const key = accountKey(origin, account);
      let limiter = limiters.get(key);
      if (limiter === undefined) {
        const turns = database === null ? ownTurns(rule) : sharedTurns(database, { origin, account }, rule);
        limiters.set(key, (limiter = new TurnQueue(turns)));
      }
      return limiter;
    },
  };
}

/** One text per account: accounts of different providers may have equal names. */
export function accountKey(origin: Origin, account: string): string {
  return `${origin} ${account}`;
}

/** The limiter of one account that only this process calls. */
export function createRateLimiter(ratePerSecond: number): RateLimiter {
  return new TurnQueue(ownTurns(turnRule(ratePerSecond)));
}

/** Somebody who waits for a turn. */
interface Waiter {
  readonly go: () => void;
  readonly turnAway: () => void;
}

/** A turn that is so late, because the process had no time for it, is not used: others may have theirs by now. */
export const STALE_MS = 50;

/** Takes turns for those who wait here, no more than these are, and gives each to the share whose turn it is. */
class TurnQueue implements RateLimiter {
  readonly #source: TurnSource;
  /** Who waits, by share; the share that has waited longest for being served is the first. */
  readonly #waiting = new Map<Share, Set<Waiter>>();
  /** When the turns come that were taken and not used, by the clock that nobody sets; the next one first. */
  #turns: number[] = [];
  #asking = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(source: TurnSource) {
    this.#source = source;
  }

  take(signal: AbortSignal, share: Share = 'deliveries'): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason as Error);
        return;
      }
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
        reject(signal.reason as Error);
      });
      signal.addEventListener('abort', giveUp, { once: true });
      const waiters = this.#waiting.get(share) ?? new Set();
      this.#waiting.set(share, waiters.add(waiter));
      this.#serve();
    });
  }

  turnAway(): void {
    const waiting = [...this.#waiting.values()].flatMap((waiters) => [...waiters]);
    this.#waiting.clear();
    for (const waiter of waiting) waiter.turnAway();
  }

  #leave(share: Share, waiter: Waiter): void {
    const waiters = this.#waiting.get(share);
    waiters?.delete(waiter);
    if (waiters?.size === 0) this.#waiting.delete(share);
  }

  /** Serves whoever has a turn now, and sees to it that those who are left get one. */
  #serve(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const now = performance.now();
    this.#turns = this.#turns.filter((at) => at >= now - STALE_MS);
    while (this.#waiting.size > 0 && this.#turns[0] !== undefined && this.#turns[0] <= now) {
      this.#turns.shift();
      this.#goNext();
    }
    if (this.#waiting.size === 0) return;
    const [next] = this.#turns;
    if (next === undefined) void this.#ask();
    else this.#timer = setTimeout(() => this.#serve(), Math.max(1, next - now));
  }

  #goNext(): void {
    const [[share, waiters] = []] = this.#waiting;
    const [waiter] = waiters ?? [];
    if (share === undefined || waiters === undefined || waiter === undefined) return;
    waiters.delete(waiter);
    // To the end of the row: the other shares come first now.
    this.#waiting.delete(share);
    if (waiters.size > 0) this.#waiting.set(share, waiters);
    waiter.go();
  }

  async #ask(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    try {
      const waiting = [...this.#waiting.values()].reduce((sum, waiters) => sum + waiters.size, 0);
      const delays = await this.#source.next(waiting);
      const now = performance.now();
      this.#turns.push(...delays.map((delay) => now + delay));
    } catch {
      // Without the database nothing is delivered, either; whoever asked tries again later.
      this.turnAway();
    } finally {
      this.#asking = false;
    }
    this.#serve();
  }
}
