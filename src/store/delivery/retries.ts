import type { AccountId } from '../operators/connections.ts';
import type { Queryable } from '../database/database.ts';

/**
 * Failed deliveries made due now because an operator wants it (S21): those that waited for an operator, and those that
 * waited for their time. Badges in flight are left alone, and so are those that were revoked before anything of them got
 * outside, and those that were closed.
 */

const failed = `badge.state IN ('error', 'no_response')`;

const closedForRetirement = `badge.closed = 'retired' AND badge.status = 'awarded'`;

const retriable = `(badge.status = 'awarded' OR badge.external_id IS NOT NULL OR badge.uncertain)
  AND (badge.claimed_until IS NULL OR badge.claimed_until < now())`;

/**
 * Makes the badges of `chosen` due, with their history.
 *
 * @param actor the number of the parameter that says who wants it
 */
const retriedBy = (actor: number): string => `retried AS (
    UPDATE badge
    SET due = CASE status WHEN 'awarded' THEN 'issue' ELSE 'revoke' END, due_at = now(), failures = 0, closed = NULL,
        updated_at = now()
    FROM chosen WHERE badge.id = chosen.id
    RETURNING badge.id, learner_id, template_id, due
  ), noted AS (
    INSERT INTO history (learner_id, template_id, kind, details)
    SELECT learner_id, template_id, 'delivery_retried', jsonb_build_object('badge', id, 'due', due, 'actor', $${actor}::text) FROM retried
  )`;

/**
 * Retries one badge. One that was not issued because its learner is retired is tried again, too: the learner may have come
 * back.
 *
 * @param actor who wants it, for the history
 * @returns whether the badge is due again; false when there is nothing to retry
 */
export async function retryBadge(queryable: Queryable, badgeId: string, actor: string): Promise<boolean> {
  const rows = await queryable.query(
    `WITH chosen AS MATERIALIZED (
       SELECT badge.id FROM badge
       WHERE badge.id = $1 AND (${failed} AND badge.closed IS NULL OR ${closedForRetirement}) AND ${retriable}
       FOR UPDATE
     ), ${retriedBy(2)}
     SELECT id FROM retried`,
    [badgeId, actor],
  );
  return rows.length > 0;
}

/** Where a step through the failed badges begins: behind this one, in the order of `badge_failed_by_place`. */
export interface RetryPosition {
  readonly place: number;
  readonly badge: string;
}

export interface RetryStep {
  /** How many were looked at; fewer than asked for at the end. */
  readonly lookedAt: number;
  readonly retried: number;
  /** The last that was looked at; as it was when there was none. */
  readonly position: RetryPosition;
}

/**
 * Goes through at most `limit` failed badges of an account, or of all (null), and makes them due.
 *
 * Left alone is what is due already since an earlier retry, so that a repetition writes nothing, and what was tried after
 * the job was asked for: it has had its retry. A row that somebody else writes at this moment is passed over: it is in
 * flight, or being revoked, and a transaction of the consumer that has it may wait for another of these.
 */
export async function retryStep(
  queryable: Queryable,
  account: AccountId | null,
  wish: { readonly job: string; readonly actor: string; readonly position: RetryPosition; readonly limit: number },
): Promise<RetryStep> {
  const { job, actor, position, limit } = wish;
  const [row] = await queryable.query<{ lookedAt: number; retried: number; place: number; badge: string }>(
    `WITH looked_at AS MATERIALIZED (
       SELECT badge.place_id, badge.id FROM badge
       WHERE ${failed} AND (badge.place_id, badge.id) > ($1::integer, $2::uuid) ${ofAccount(account, 6)}
       ORDER BY badge.place_id, badge.id LIMIT $3::integer
     ), chosen AS MATERIALIZED (
       SELECT badge.id FROM badge
       WHERE badge.id IN (SELECT id FROM looked_at) AND ${failed} AND badge.closed IS NULL AND ${retriable}
         AND (badge.due IS NULL OR badge.due_at > now() OR badge.failures > 0)
         AND (badge.last_attempt_at IS NULL
              OR badge.last_attempt_at <= (SELECT asked_at FROM retry_job WHERE retry_job.id = $4::uuid))
       FOR UPDATE SKIP LOCKED
     ), ${retriedBy(5)}, last AS (
       SELECT place_id, id FROM looked_at ORDER BY place_id DESC, id DESC LIMIT 1
     )
     SELECT (SELECT count(*) FROM looked_at) AS "lookedAt", (SELECT count(*) FROM retried) AS retried,
       coalesce((SELECT place_id FROM last), $1) AS place, coalesce((SELECT id FROM last), $2) AS badge`,
    [position.place, position.badge, limit, job, actor, ...idOf(account)],
  );
  if (row === undefined) throw new Error('a SELECT without FROM has one row');
  return { lookedAt: row.lookedAt, retried: row.retried, position: { place: row.place, badge: row.badge } };
}

/** How many deliveries of an account, or of all, have failed. Reads an index alone. */
export async function countFailed(queryable: Queryable, account: AccountId | null): Promise<number> {
  const [row] = await queryable.query<{ count: number }>(
    `SELECT count(*) AS count FROM badge WHERE ${failed} ${ofAccount(account, 1)}`,
    idOf(account),
  );
  return row?.count ?? 0;
}

/** An array, and no join: the planner keeps the order of the index, and stops at the limit. */
function ofAccount(account: AccountId | null, parameter: number): string {
  if (account === null) return '';
  return `AND badge.place_id = ANY (ARRAY(
    SELECT place.id FROM badge_place AS place
    WHERE place.origin = $${parameter} AND place.account = $${parameter + 1}))`;
}

function idOf(account: AccountId | null): string[] {
  return account === null ? [] : [account.origin, account.account];
}
