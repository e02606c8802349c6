import type { Queryable } from './database.ts';

/** How much there is of everything. */
export interface Totals {
  readonly learners: number;
  /** Learners hold them now. */
  readonly awarded: number;
  readonly revoked: number;
}

/**
 * Counts learners and badges. PostgreSQL keeps no such figures: it goes through whole indexes, a million rows in some
 * tens of milliseconds, so callers should remember the answer for a while.
 */
export async function countTotals(queryable: Queryable): Promise<Totals> {
  const [row] = await queryable.query<Totals>(
    `SELECT learners, badges - revoked AS awarded, revoked
     FROM (SELECT count(*) AS learners FROM learner) AS of_learners,
          (SELECT count(*) AS badges FROM badge) AS of_badges,
          (SELECT count(*) AS revoked FROM badge WHERE status = 'revoked') AS of_revoked`,
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
