import type { Queryable } from '../database/database.ts';

/** How much there is of everything. */
export interface Totals {
  readonly learners: number;
  /** Learners hold them now. */
  readonly awarded: number;
  readonly revoked: number;
}

/**
 * Counts learners and badges. Held badges are counted as they change (template_use), and of revoked ones there are few;
 * but PostgreSQL keeps no number of rows: to count the learners it goes through a whole index, a million in some tens of
 * milliseconds, so callers should remember the answer for a while.
 */
export async function countTotals(queryable: Queryable): Promise<Totals> {
  const [row] = await queryable.query<Totals>(
    `SELECT (SELECT count(*) FROM learner) AS learners,
            (SELECT coalesce(sum(holders), 0)::bigint FROM template_use) AS awarded,
            (SELECT count(*) FROM badge WHERE status = 'revoked') AS revoked`,
  );
  if (!row) throw new Error('SELECT returned no row');
  return row;
}

/** How many badge templates there are, and how many of them events are processed for. */
export async function countTemplates(queryable: Queryable): Promise<{ total: number; active: number }> {
  const [row] = await queryable.query<{ total: number; active: number }>(
    'SELECT count(*) AS total, count(*) FILTER (WHERE active) AS active FROM badge_template',
  );
  if (!row) throw new Error('SELECT returned no row');
  return row;
}
