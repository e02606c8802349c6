import type { Origin } from '../../rules/template.ts';
import type { Queryable } from '../database/database.ts';

/** At most `turns` calls within any stretch of `windowMs`. */
export interface TurnRule {
  readonly turns: number;
  readonly windowMs: number;
  /** How far ahead turns are given at most; the next one is given however far it is. */
  readonly aheadMs: number;
}

/**
 * Gives up to `most` of an account's next turns to the caller; nobody else gets the same ones, in whichever process.
 *
 * The row holds the newest turns, so the n-th of the next ones comes a window after the n-th of those, or now. Whoever waits
 * for the row's lock computes by what the one before has left there. Turns that nobody uses, because a process has died, are
 * lost with their moment. The commit does not wait for the disk: a server that fails forgets some turns at most, and is longer
 * away than they last.
 *
 * @returns in how many milliseconds each turn comes
 */
export async function takeTurns(
  queryable: Queryable,
  { origin, account }: { readonly origin: Origin; readonly account: string },
  most: number,
  { turns, windowMs, aheadMs }: TurnRule,
): Promise<number[]> {
  const [row] = await queryable.query<{ delays: number[] }>(
    `INSERT INTO account_turns AS kept (origin, account, turns, given)
     VALUES ($1, $2, array_fill(clock_timestamp(), ARRAY[least($3::integer, $4::integer)]), least($3::integer, $4::integer))
     ON CONFLICT (origin, account) DO UPDATE SET (turns, given) = (
       SELECT (kept.turns || array_agg(at ORDER BY at))[greatest(1, cardinality(kept.turns) + count(*) - $4::integer + 1):],
              count(*)
       FROM (
         SELECT place, greatest(now, kept.turns[cardinality(kept.turns) - $4::integer + place] + $5::double precision * interval '1 millisecond') AS at, now
         FROM (SELECT clock_timestamp() AS now OFFSET 0) AS clock, generate_series(1, least($3::integer, $4::integer)) AS place
       ) AS next
       WHERE place = 1 OR at <= now + $6::double precision * interval '1 millisecond')
     RETURNING (SELECT json_agg(greatest(0, extract(epoch FROM at - clock_timestamp()) * 1000)::double precision ORDER BY at)
                FROM unnest(kept.turns[cardinality(kept.turns) - given + 1:]) AS at) AS delays,
       set_config('synchronous_commit', 'off', true)`,
    [origin, account, most, turns, windowMs, aheadMs],
  );
  return row?.delays ?? [];
}
