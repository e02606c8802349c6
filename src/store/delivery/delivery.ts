import type { Award, ExternalState } from './external.ts';
import type { Origin } from '../../rules/template.ts';
import type { Queryable } from '../database/database.ts';

/**
 * The work that is due outside, as the delivery worker sees it. It lies in the badges' own rows, so there is no queue
 * that could disagree with them.
 *
 * Who writes what: the consumer makes a badge with `due = 'issue'`, and when it revokes one that was attempted before,
 * sets `due = 'revoke'`; one that was never attempted it cancels itself (`due = NULL`, state stays `created`). All the
 * rest is written here. The consumer may do so while an attempt is in flight, so nothing here may take away a `due` that
 * came in the meantime: every settlement names the `due` it was made for.
 */

/** An account with badges that are due now. */
export interface DueAccount {
  readonly origin: Origin;
  readonly account: string;
  /** Keys of its templates that have due badges. */
  readonly templates: readonly number[];
  /** Failures of the account in a row; not 0 means that a success is news (see account-health.ts). */
  readonly failures: number;
  /** True when the account was paused and one badge may now try it. */
  readonly probe: boolean;
}

/** A badge that this worker has, until the lease ends. */
export interface Claim {
  readonly origin: Origin;
  readonly award: Award;
  readonly due: 'issue' | 'revoke';
  readonly externalId: string | null;
  /** True when an issue may have happened outside without our knowing: find first (S21). */
  readonly uncertain: boolean;
  /** Which attempt this is, from 1; also the proof that a settlement is of this claim and not of an older one. */
  readonly attempt: number;
  /** Failures in a row before this attempt. */
  readonly failures: number;
  /** The trace of what made it due (W3C traceparent); null when that was not traced. */
  readonly traceParent: string | null;
  readonly worker: string;
}

/** How an attempt ended. */
export interface Settlement {
  /** Null leaves the state as it is. */
  readonly state: ExternalState | null;
  /** Null leaves what is known. */
  readonly externalId: string | null;
  readonly externalUrl: string | null;
  /** Milliseconds until the next attempt, or null when there is nothing more to do, or nothing without an operator. */
  readonly retryInMs: number | null;
  readonly uncertain: boolean;
  /** Failures in a row, this attempt included. */
  readonly failures: number;
  /** What the provider said last, when it was a failure. */
  readonly failure: { readonly status: number | null; readonly body: string } | null;
  readonly history: DeliveryHistory;
}

/** What a delivery leaves in the history. */
export interface DeliveryHistory {
  readonly kind: 'issued' | 'adopted' | 'revoked_outside' | 'cancelled' | 'delivery_failed';
  readonly details: Readonly<Record<string, unknown>>;
}

/** A badge that is due and that nobody has. */
const isFree = `badge.due IS NOT NULL AND badge.due_at <= now()
  AND (badge.claimed_until IS NULL OR badge.claimed_until < now())`;

/**
 * The accounts that have something due now and are not paused (S23). Costs two index probes per template that has due
 * badges, however many these are: the recursion jumps from template to template in the index `badge_due`.
 *
 * Measured with 100,000 due badges on 505 of 10,000 templates, on 2 busy cores: 5 ms. Two words in it matter: `due_at` in
 * the ORDER BY, without which the planner takes the index over all badges (90 ms), and LATERAL with LIMIT, where EXISTS
 * would make it hash all due badges (150 ms).
 */
export async function dueAccounts(queryable: Queryable): Promise<DueAccount[]> {
  return queryable.query<DueAccount>(
    `WITH RECURSIVE waiting (template_id) AS (
       (SELECT template_id FROM badge WHERE due IS NOT NULL ORDER BY template_id, due_at LIMIT 1)
       UNION ALL
       SELECT next.template_id FROM waiting CROSS JOIN LATERAL (
         SELECT template_id FROM badge
         WHERE due IS NOT NULL AND badge.template_id > waiting.template_id ORDER BY template_id, due_at LIMIT 1) AS next
     )
     SELECT origin, account, array_agg(template.id) AS templates, coalesce(max(health.failures), 0) AS failures,
            count(health.paused_until) > 0 AS probe
     FROM waiting
     JOIN badge_template AS template ON template.id = waiting.template_id
     CROSS JOIN LATERAL (SELECT FROM badge WHERE badge.template_id = template.id AND ${isFree} LIMIT 1) AS free
     LEFT JOIN provider_account AS health USING (origin, account)
     WHERE health.paused_until IS NULL OR health.paused_until <= now()
     GROUP BY origin, account
     ORDER BY origin, account`,
  );
}

interface ClaimRow extends Omit<Award, 'account'> {
  readonly due: 'issue' | 'revoke';
  readonly externalId: string | null;
  readonly uncertain: boolean;
  readonly attempt: number;
  readonly failures: number;
  readonly traceParent: string | null;
}

/**
 * Claims up to `limit` due badges of one account, the longest due first.
 *
 * This statement is what keeps "at most one external badge" (S21), so here is why it holds:
 *
 * - It is one statement: when it has returned, `attempts_started` is committed, and a crash at any later moment leaves
 *   started > finished. The next claim sees that, and sets `uncertain`: find first.
 * - Two workers can't get the same badge. `SKIP LOCKED` passes over rows that another claim holds; a row that another
 *   claim has just committed is read again by the locking SELECT, whose condition no longer holds.
 * - The consumer can't cancel a badge as "never attempted" at the same time: both write the same row, and whoever comes
 *   second sees the other's `attempts_started` or `due`.
 * - The candidates come from a LATERAL per template, each a short walk in the index: 1 ms for an account with 1,000 due
 *   badges beside one with 100,000. Rejected: one ORDER BY over all due badges with a filter on the account, which reads
 *   the other's backlog first (21 ms, and growing with it). Four times the limit are looked at without a lock, so that a
 *   second worker finds something besides what the first just takes.
 * - The locked ids are MATERIALIZED: joined directly, the planner may run a locking subquery once per row, and LIMIT
 *   would mean nothing.
 */
export async function claimDue(
  queryable: Queryable,
  due: DueAccount,
  options: { readonly worker: string; readonly leaseMs: number; readonly limit: number },
): Promise<Claim[]> {
  const rows = await queryable.query<ClaimRow>(
    `WITH candidate AS MATERIALIZED (
       SELECT free.id FROM json_array_elements_text($1::json) AS template (id)
       CROSS JOIN LATERAL (
         SELECT badge.id, badge.due_at FROM badge
         WHERE badge.template_id = template.id::integer AND ${isFree}
         ORDER BY badge.due_at LIMIT 4 * $2::integer) AS free
       ORDER BY free.due_at LIMIT 4 * $2::integer
     ), picked AS MATERIALIZED (
       SELECT badge.id FROM badge WHERE badge.id IN (SELECT id FROM candidate) AND ${isFree}
       ORDER BY badge.due_at LIMIT $2::integer
       FOR UPDATE OF badge SKIP LOCKED
     )
     UPDATE badge
     SET attempts_started = attempts_started + 1,
         uncertain = uncertain OR attempts_started > attempts_finished,
         claimed_by = $3, claimed_until = now() + $4::double precision * interval '1 millisecond',
         last_attempt_at = now(), updated_at = now()
     FROM picked, badge_template AS template, learner
     WHERE badge.id = picked.id AND template.id = badge.template_id AND learner.id = badge.learner_id
     RETURNING badge.id AS "badgeId", template.external_template AS "externalTemplate", learner.id AS "learnerId",
       learner.username, learner.email, learner.name, badge.earned_at AS "earnedAt", badge.reason,
       badge.due, badge.external_id AS "externalId", badge.uncertain, badge.attempts_started AS attempt,
       badge.failures, badge.trace_parent AS "traceParent"`,
    [JSON.stringify(due.templates), options.limit, options.worker, options.leaseMs],
  );
  return rows.map((row) => {
    const { due: what, externalId, uncertain, attempt, failures, traceParent, ...award } = row;
    return {
      origin: due.origin,
      award: { ...award, account: due.account },
      due: what,
      externalId,
      uncertain,
      attempt,
      failures,
      traceParent,
      worker: options.worker,
    };
  });
}

/**
 * Writes down how an attempt ended, with its history, in one statement. A `due` that changed meanwhile (a revocation
 * that came in while the badge was being issued) stays due now.
 *
 * @returns false when the claim is no longer this worker's (its lease ended and another took over): nothing was written,
 * and the other finds out for itself what happened outside
 */
export async function settle(queryable: Queryable, claim: Claim, settlement: Settlement): Promise<boolean> {
  const rows = await queryable.query<{ id: string }>(
    `WITH settled AS (
       UPDATE badge
       SET state = coalesce($4, state), external_id = coalesce($5, external_id), external_url = coalesce($6, external_url),
           due = CASE WHEN due = $7 AND $8::double precision IS NULL THEN NULL ELSE due END,
           due_at = CASE WHEN due = $7 THEN now() + $8::double precision * interval '1 millisecond' ELSE due_at END,
           uncertain = $9, failures = $10, last_status = $11, last_body = $12,
           attempts_finished = attempts_started, claimed_by = NULL, claimed_until = NULL, updated_at = now()
       WHERE id = $1 AND claimed_by = $2 AND attempts_started = $3
       RETURNING id, learner_id, template_id
     ), noted AS (
       INSERT INTO history (learner_id, template_id, kind, details)
       SELECT learner_id, template_id, $13, $14::jsonb || jsonb_build_object('badge', id) FROM settled
     )
     SELECT id FROM settled`,
    [
      claim.award.badgeId,
      claim.worker,
      claim.attempt,
      settlement.state,
      settlement.externalId,
      settlement.externalUrl,
      claim.due,
      settlement.retryInMs,
      settlement.uncertain,
      settlement.failures,
      settlement.failure?.status ?? null,
      settlement.failure?.body ?? null,
      settlement.history.kind,
      JSON.stringify(settlement.history.details),
    ],
  );
  return rows.length > 0;
}

/** Whether a claim is still its worker's, and for so long at least, by the clock that its lease was given by. */
export async function isStillClaimed(queryable: Queryable, claim: Claim, forMs: number): Promise<boolean> {
  const rows = await queryable.query(
    `SELECT FROM badge WHERE id = $1 AND claimed_by = $2 AND attempts_started = $3
       AND claimed_until > now() + $4::double precision * interval '1 millisecond'`,
    [claim.award.badgeId, claim.worker, claim.attempt, forMs],
  );
  return rows.length > 0;
}

/** Gives a badge back as it was, when its attempt has certainly not begun: the claim is undone. */
export async function release(queryable: Queryable, claim: Claim): Promise<void> {
  await queryable.query(
    `UPDATE badge SET attempts_started = attempts_started - 1, claimed_by = NULL, claimed_until = NULL, updated_at = now()
     WHERE id = $1 AND claimed_by = $2 AND attempts_started = $3`,
    [claim.award.badgeId, claim.worker, claim.attempt],
  );
}

/** Which failed deliveries an operator wants tried again. */
export type RetryTarget = { readonly badgeId: string } | { readonly origin: Origin; readonly account: string } | 'all';

/**
 * Makes failed deliveries due now: those that waited for an operator, and those that waited for their time. Accounts
 * named (or all) are no longer paused. Badges in flight are left alone, and so are those that were revoked before
 * anything of them got outside.
 *
 * @returns how many badges are due again
 */
export async function retryBadges(queryable: Queryable, target: RetryTarget): Promise<number> {
  const badgeId = target !== 'all' && 'badgeId' in target ? target.badgeId : null;
  const account = target !== 'all' && 'account' in target ? target : null;
  const [row] = await queryable.query<{ badges: number }>(
    `WITH unpaused AS (
       UPDATE provider_account SET failures = 0, paused_until = NULL, updated_at = now()
       WHERE $1::uuid IS NULL AND ($2::text IS NULL OR (origin = $2 AND account = $3))
     ), failed AS MATERIALIZED (
       SELECT badge.id FROM badge JOIN badge_template AS template ON template.id = badge.template_id
       WHERE badge.state IN ('error', 'no_response')
         AND (badge.status = 'awarded' OR badge.external_id IS NOT NULL OR badge.uncertain)
         AND (badge.claimed_until IS NULL OR badge.claimed_until < now())
         AND ($1::uuid IS NULL OR badge.id = $1)
         AND ($2::text IS NULL OR (template.origin = $2 AND template.account = $3))
       ORDER BY badge.id FOR UPDATE OF badge
     ), retried AS (
       UPDATE badge
       SET due = CASE status WHEN 'awarded' THEN 'issue' ELSE 'revoke' END, due_at = now(), failures = 0, updated_at = now()
       FROM failed WHERE badge.id = failed.id
       RETURNING badge.id, learner_id, template_id, due
     ), noted AS (
       INSERT INTO history (learner_id, template_id, kind, details)
       SELECT learner_id, template_id, 'delivery_retried', jsonb_build_object('badge', id, 'due', due) FROM retried
     )
     SELECT count(*) AS badges FROM retried`,
    [badgeId, account?.origin ?? null, account?.account ?? null],
  );
  return row?.badges ?? 0;
}
