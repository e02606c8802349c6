import type { Micros } from '../../rules/event.ts';
import type { Queryable } from '../database/database.ts';

/** How the database stands when a batch begins. */
export interface Moment {
  /** Of the rules, see templates.ts. */
  readonly rulesRevision: number;
  /** The database's clock. */
  readonly now: Micros;
  /** Which transactions were visible; opaque, for the next question. */
  readonly snapshot: string;
  /** Learners who were stored since the last snapshot, by whichever process. */
  readonly newLearners: readonly number[];
}

/**
 * All that a batch must know before it begins, in one round trip.
 *
 * @param since the snapshot of an earlier moment; null: nobody counts as new
 */
export async function readMoment(queryable: Queryable, since: string | null): Promise<Moment> {
  // Exact, however transactions overlap: a row counts as new when the earlier snapshot did not show it. The upper bound
  // passes over numbers that a restored dump brought from another server.
  const [row] = await queryable.query<{ revision: number; now: Micros; snapshot: string; new_learners: number[] }>(
    `SELECT revision,
       (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS now,
       pg_current_snapshot()::text AS snapshot,
       (SELECT coalesce(json_agg(id), '[]') FROM learner
        WHERE made_by >= pg_snapshot_xmin($1::pg_snapshot)
          AND made_by < pg_snapshot_xmax(pg_current_snapshot())
          AND NOT pg_visible_in_snapshot(made_by, $1::pg_snapshot)) AS new_learners
     FROM rules_revision`,
    [since],
  );
  if (!row) throw new Error('rules_revision has lost its row');
  return {
    rulesRevision: row.revision,
    now: row.now,
    snapshot: row.snapshot,
    newLearners: row.new_learners,
  };
}

/** The database's clock: the one by which events lie ahead (S27). */
export async function databaseClock(queryable: Queryable): Promise<Micros> {
  const [row] = await queryable.query<{ now: Micros }>(
    'SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS now',
  );
  if (!row) throw new Error('the database has told no time');
  return row.now;
}
