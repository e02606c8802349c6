import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Queryable } from '../database/database.ts';
import { queryBuilder } from './query-builder.ts';

/** How many there are. */
export interface Count {
  readonly number: number;
  /** False: there are more than the number. */
  readonly exact: boolean;
}

/** Up to here lists are counted to the last; to count further would cost more with every item. */
export const mostCounted = 10_000;

/**
 * Counts what a list has, up to a bound: however long the list is, no more of it is read.
 *
 * @param pick selects at most so many rows of the list
 */
export async function countUpTo(queryable: Queryable, pick: (limit: number) => RawBuilder<unknown>): Promise<Count> {
  const { rows } = await sql<{ number: number }>`
    SELECT count(*)::integer AS number FROM (${pick(mostCounted + 1)}) AS counted`.execute(queryBuilder(queryable));
  const number = rows[0]?.number ?? 0;
  return number > mostCounted ? { number: mostCounted, exact: false } : { number, exact: true };
}
