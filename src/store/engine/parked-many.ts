import type { Queryable, Transaction } from '../database/database.ts';
import { toList } from './parked.ts';
import type { ParkedFilter } from './parked.ts';

/** The next of those that an operator does not need: removed, and each kept in the history with why. */
export async function discardNext(
  transaction: Transaction,
  { reason, topic, ids, upTo, after = 0, limit = 100 }: ParkedFilter,
  why: string,
): Promise<{ readonly discarded: number; readonly last: number | null }> {
  const [row] = await transaction.query<{ discarded: number; last: number | null }>(
    `WITH gone AS (
       DELETE FROM parked_message WHERE id IN (
         SELECT id FROM parked_message
         WHERE id > $1 AND ($2::text IS NULL OR reason = $2) AND ($3::text IS NULL OR topic = $3)
           AND ($4::bigint IS NULL OR id <= $4)
           AND ($5::json IS NULL OR id IN (SELECT value::bigint FROM json_array_elements_text($5::json)))
         ORDER BY id LIMIT $6 FOR UPDATE)
       RETURNING id, topic, position, reason),
     kept AS (
       INSERT INTO history (kind, details)
       SELECT 'message_discarded', jsonb_build_object('topic', topic, 'position', position, 'reason', reason, 'why', $7::text)
       FROM gone ORDER BY id)
     SELECT count(*)::bigint AS discarded, max(id) AS last FROM gone`,
    [after, reason ?? null, topic ?? null, upTo ?? null, toList(ids), limit, why],
  );
  return row ?? { discarded: 0, last: null };
}

/** The newest of the parked messages, so that what comes later can be left alone; 0: there is none. */
export async function newestParked(queryable: Queryable): Promise<number> {
  const [row] = await queryable.query<{ id: number }>('SELECT id FROM parked_message ORDER BY id DESC LIMIT 1');
  return row?.id ?? 0;
}

/** How many messages a choice means, as they are now. */
export async function countChosen(queryable: Queryable, { ids, reason, topic, upTo }: ParkedFilter): Promise<number> {
  const [row] = await queryable.query<{ count: number }>(
    `SELECT count(*)::bigint AS count FROM parked_message
     WHERE ($1::text IS NULL OR reason = $1) AND ($2::text IS NULL OR topic = $2) AND ($3::bigint IS NULL OR id <= $3)
       AND ($4::json IS NULL OR id IN (SELECT value::bigint FROM json_array_elements_text($4::json)))`,
    [reason ?? null, topic ?? null, upTo ?? null, toList(ids)],
  );
  return row?.count ?? 0;
}
