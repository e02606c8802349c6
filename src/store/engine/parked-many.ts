import type { Queryable, Transaction } from '../database/database.ts';
import { chosenFrom } from './parked.ts';
import type { ParkedFilter } from './parked.ts';

/** The next of those that an operator does not need: removed, and each kept in the history with why. */
export async function discardNext(
  transaction: Transaction,
  { after = 0, limit = 100, ...choice }: ParkedFilter,
  why: string,
  actor: string,
): Promise<{ readonly discarded: number; readonly last: number | null }> {
  const { where, values } = chosenFrom(5, choice);
  const [row] = await transaction.query<{ discarded: number; last: number | null }>(
    `WITH gone AS (
       DELETE FROM parked_message WHERE id IN (
         SELECT id FROM parked_message
         WHERE id > $1 AND ${where}
         ORDER BY id LIMIT $2 FOR UPDATE)
       RETURNING id, topic, position, reason),
     kept AS (
       INSERT INTO history (kind, details)
       SELECT 'message_discarded', jsonb_build_object('topic', topic, 'position', position, 'reason', reason, 'why', $3::text,
                'actor', $4::text)
       FROM gone ORDER BY id)
     SELECT count(*)::bigint AS discarded, max(id) AS last FROM gone`,
    [after, limit, why, actor, ...values],
  );
  return row ?? { discarded: 0, last: null };
}

/** The newest of the parked messages, so that what comes later can be left alone; 0: there is none. */
export async function newestParked(queryable: Queryable): Promise<number> {
  const [row] = await queryable.query<{ id: number }>('SELECT id FROM parked_message ORDER BY id DESC LIMIT 1');
  return row?.id ?? 0;
}

/** How many messages a choice means, as they are now. */
export async function countChosen(queryable: Queryable, choice: ParkedFilter): Promise<number> {
  const { where, values } = chosenFrom(1, choice);
  const [row] = await queryable.query<{ count: number }>(
    `SELECT count(*)::bigint AS count FROM parked_message WHERE ${where}`,
    values,
  );
  return row?.count ?? 0;
}
