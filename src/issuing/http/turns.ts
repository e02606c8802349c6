import type { Origin } from '../../rules/template.ts';
import type { Database } from '../../store/database/database.ts';
import { takeTurns } from '../../store/delivery/account-turns.ts';
import type { TurnRule } from '../../store/delivery/account-turns.ts';

/** Where an account's turns come from. */
export interface TurnSource {
  /** Takes up to so many of the next turns, one at least; says in how many milliseconds each comes. */
  next(most: number): Promise<readonly number[]>;
}

/** Most turns that are counted one by one: with a higher rate the same number is counted in a shorter time. */
const MOST_COUNTED = 20;
/** Calls arrive outside later or sooner than those before them: so much longer is a second, that a provider counts none too many. */
const SLACK = 1.05;
/** Waiting calls take turns together when they come so soon. */
const AHEAD_MS = 250;

/** At most the rate in any second; up to {@link MOST_COUNTED} of it at once. */
export function turnRule(ratePerSecond: number): TurnRule {
  const turns = Math.max(1, Math.min(ratePerSecond, MOST_COUNTED));
  return { turns, windowMs: (turns / ratePerSecond) * 1_000 * SLACK, aheadMs: AHEAD_MS };
}

/** The turns of an account that all processes share; they lie in the database. */
export function sharedTurns(
  database: Database,
  account: { readonly origin: Origin; readonly account: string },
  rule: TurnRule,
): TurnSource {
  return { next: (most) => takeTurns(database, account, most, rule) };
}

/** Turns of this process alone, for where no database can be used. By the clock that nobody sets. */
export function ownTurns({ turns, windowMs, aheadMs }: TurnRule): TurnSource {
  let given: number[] = [];
  return {
    next: (most) => {
      const now = performance.now();
      const next = Array.from({ length: Math.min(most, turns) }, (_, place) =>
        Math.max(now, (given[given.length - turns + place] ?? -Infinity) + windowMs),
      ).filter((at, place) => place === 0 || at <= now + aheadMs);
      given = [...given, ...next].slice(-turns);
      return Promise.resolve(next.map((at) => at - now));
    },
  };
}
