import type { Award, ProviderEnvironment } from './external.ts';
import { mayBeOutside } from '../engine/badges.ts';
import type { Origin } from '../../rules/template.ts';
import type { Queryable } from '../database/database.ts';

/**
 * The work that is due outside, as the delivery worker sees it. It lies in the badges' own rows, so there is no queue
 * that could disagree with them.
 *
 * Who writes what: the consumer makes a badge with `due = 'issue'`, and when it revokes one that was attempted before,
 * sets `due = 'revoke'`; one that was never attempted it cancels itself (`due = NULL`, state stays `created`). All the
 * rest is written here and in settlement.ts. The consumer may do so while an attempt is in flight, so nothing here may take away a `due` that
 * came in the meantime: every settlement names the `due` it was made for.
 */

/** An account with badges that are due now. */
export interface DueAccount {
  readonly origin: Origin;
  readonly account: string;
  /** Keys of its places that have due badges. */
  readonly places: readonly number[];
  /** Failures of the account in a row; not 0 means that a success is news (see account-health.ts). */
  readonly failures: number;
  /** True when the account was paused and one badge may now try it. */
  readonly probe: boolean;
  /** True when what was found out last is no success, or nothing was: one is news to whoever looks at its connection. */
  readonly doubted: boolean;
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
  /** True when the badge is issued elsewhere as well, and is to be revoked there after this. */
  readonly elsewhere: boolean;
  /** The trace of what made it due (W3C traceparent); null when that was not traced. */
  readonly traceParent: string | null;
  readonly worker: string;
  /** The account's lane that it takes until it is settled; null where calls are not counted. */
  readonly lane: number | null;
}

/** A badge that is due and that nobody has. */
const isFree = `badge.due IS NOT NULL AND badge.due_at <= now()
  AND (badge.claimed_until IS NULL OR badge.claimed_until < now())`;

/**
 * The accounts that have something due now and are not paused (S23). Costs two index probes per place that has due
 * badges, however many these are: the recursion jumps from place to place in the index `badge_due`.
 *
 * Measured with 100,000 due badges in 505 of 10,000 places, on 2 busy cores: 5 ms. Two words in it matter: `due_at` in
 * the ORDER BY, without which the planner takes the index over all badges (90 ms), and LATERAL with LIMIT, where EXISTS
 * would make it hash all due badges (150 ms).
 */
export async function dueAccounts(queryable: Queryable): Promise<DueAccount[]> {
  return queryable.query<DueAccount>(
    `WITH RECURSIVE waiting (place_id) AS (
       (SELECT place_id FROM badge WHERE due IS NOT NULL ORDER BY place_id, due_at LIMIT 1)
       UNION ALL
       SELECT next.place_id FROM waiting CROSS JOIN LATERAL (
         SELECT place_id FROM badge
         WHERE due IS NOT NULL AND badge.place_id > waiting.place_id ORDER BY place_id, due_at LIMIT 1) AS next
     )
     SELECT origin, account, array_agg(place.id) AS places, coalesce(max(health.failures), 0) AS failures,
            count(health.paused_until) > 0 AS probe, count(*) FILTER (WHERE test.succeeded IS NOT TRUE AND origin <> 'openedx') > 0 AS doubted
     FROM waiting
     JOIN badge_place AS place ON place.id = waiting.place_id
     CROSS JOIN LATERAL (SELECT FROM badge WHERE badge.place_id = place.id AND ${isFree} LIMIT 1) AS free
     LEFT JOIN provider_account AS health USING (origin, account)
     LEFT JOIN connection_test AS test USING (origin, account)
     WHERE health.paused_until IS NULL OR health.paused_until <= now()
     GROUP BY origin, account
     ORDER BY origin, account`,
  );
}

type ClaimRow = Omit<Award, 'account'> &
  Pick<Claim, 'due' | 'externalId' | 'uncertain' | 'attempt' | 'failures' | 'elsewhere' | 'traceParent' | 'lane'>;

const withoutLanes = 'SELECT id AS badge_id, NULL::integer AS lane FROM picked';

/** A lane for each badge, as far as there are any. */
const takingLanes = `
       INSERT INTO account_lane AS held (origin, account, lane, badge_id, attempt, until)
       SELECT $7, $8, free.lane, picked.id, picked.attempt, now() + $4::double precision * interval '1 millisecond'
       FROM (SELECT lane, row_number() OVER (ORDER BY lane) AS turn FROM generate_series(1, $9::integer) AS lane
             WHERE NOT EXISTS (SELECT FROM account_lane AS known WHERE known.origin = $7 AND known.account = $8
                               AND known.lane = lane.lane AND known.until >= now())) AS free
       JOIN (SELECT id, attempt, row_number() OVER () AS turn FROM picked) AS picked USING (turn)
       ORDER BY free.lane
       ON CONFLICT (origin, account, lane)
       DO UPDATE SET badge_id = excluded.badge_id, attempt = excluded.attempt, until = excluded.until
       WHERE held.until < now()
       RETURNING badge_id, lane`;

/** How badges are claimed, and what those that were never attempted get. */
export interface ClaimOptions {
  readonly worker: string;
  readonly leaseMs: number;
  readonly limit: number;
  /** How many badges of the account all workers may have at once; null: there are no calls that an account could mind. */
  readonly lanes: number | null;
  /** Where the provider's calls go now. */
  readonly environment: ProviderEnvironment;
  /** Stands before the LMS user id in the id of the earner; null: the one that this site began with. */
  readonly earnerIdPrefix: string | null;
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
 * - What the provider knows a badge by (environment, earner's id, the addresses) is written here, before the first call: the
 *   next attempt looks for it by the same. A badge that is certainly not outside gets it anew.
 * - The candidates come from a LATERAL per place, each a short walk in the index: 1 ms for an account with 1,000 due
 *   badges beside one with 100,000. Rejected: one ORDER BY over all due badges with a filter on the account, which reads
 *   the other's backlog first (21 ms, and growing with it). Four times the limit are looked at without a lock, so that a
 *   second worker finds something besides what the first just takes.
 * - The locked ids are MATERIALIZED: joined directly, the planner may run a locking subquery once per row, and LIMIT
 *   would mean nothing.
 * - All workers together have no more badges of an account than it has lanes: each badge needs a row of `account_lane`. A lane
 *   that another claim takes at the same moment is waited for and then looked at again (ON CONFLICT ... WHERE), and the badge
 *   that was to have it stays as it was. Lanes are taken in their order, so that claims never wait for each other in a circle.
 *   The lane of a worker that has died is free when its lease is over.
 */
export async function claimDue(queryable: Queryable, due: DueAccount, options: ClaimOptions): Promise<Claim[]> {
  const rows = await queryable.query<ClaimRow>(
    `WITH candidate AS MATERIALIZED (
       SELECT free.id FROM json_array_elements_text($1::json) AS place (id)
       CROSS JOIN LATERAL (
         SELECT badge.id, badge.due_at FROM badge
         WHERE badge.place_id = place.id::integer AND ${isFree}
         ORDER BY badge.due_at LIMIT 4 * $2::integer) AS free
       ORDER BY free.due_at LIMIT 4 * $2::integer
     ), picked AS MATERIALIZED (
       SELECT badge.id, attempts_started + 1 AS attempt FROM badge
       WHERE badge.id IN (SELECT id FROM candidate) AND ${isFree}
       ORDER BY badge.due_at LIMIT $2::integer
       FOR UPDATE OF badge SKIP LOCKED
     ), taken AS (${options.lanes === null ? withoutLanes : takingLanes})
     UPDATE badge
     SET attempts_started = attempts_started + 1,
         uncertain = uncertain OR attempts_started > attempts_finished,
         environment = CASE WHEN ${mayBeOutside}
           THEN coalesce(badge.environment, (SELECT value FROM site_fact WHERE name = 'environment.' || origin), $5) ELSE $5 END,
         earner_id = CASE WHEN ${mayBeOutside} THEN coalesce(badge.earner_id, badge.learner_id::text)
           ELSE coalesce($6, (SELECT value FROM site_fact WHERE name = 'earner_id_prefix'), '') || badge.learner_id END,
         sent_to = CASE WHEN due = 'revoke' OR email = '' OR address_digest(badge.id, email) = ANY (sent_to) THEN sent_to
           ELSE sent_to || address_digest(badge.id, email) END,
         claimed_by = $3, claimed_until = now() + $4::double precision * interval '1 millisecond',
         last_attempt_at = now(), updated_at = now()
     FROM taken, badge_place AS place, learner
     WHERE badge.id = taken.badge_id AND place.id = badge.place_id AND learner.id = badge.learner_id
     RETURNING badge.id AS "badgeId", place.external_template AS "externalTemplate", badge.environment,
       learner.id AS "learnerId", badge.earner_id AS "earnerId", badge.sent_to AS "sentTo",
       learner.retired_at IS NOT NULL AS retired, learner.username, learner.email, learner.name,
       badge.earned_at AS "earnedAt", now() AS "claimedAt", coalesce(public_reason, badge.reason) AS reason, badge.due, badge.external_id AS "externalId", badge.uncertain,
       badge.attempts_started AS attempt, badge.failures, badge.trace_parent AS "traceParent", taken.lane,
       EXISTS (SELECT FROM badge_former_place AS former WHERE former.badge_id = badge.id AND NOT former.done) AS elsewhere`,
    [
      JSON.stringify(due.places),
      options.limit,
      options.worker,
      options.leaseMs,
      options.environment,
      options.earnerIdPrefix,
      ...(options.lanes === null ? [] : [due.origin, due.account, options.lanes]),
    ],
  );
  return rows.map((row) => {
    const { due: what, externalId, uncertain, attempt, failures, elsewhere, traceParent, lane, ...award } = row;
    return {
      origin: due.origin,
      award: { ...award, account: due.account },
      due: what,
      externalId,
      uncertain,
      attempt,
      failures,
      elsewhere,
      traceParent,
      lane,
      worker: options.worker,
    };
  });
}

/**
 * Whether a call may be made for a claim now: it is still its worker's, and for so long at least, by the clock that its lease
 * was given by; and nobody, in any process, has paused the account since.
 *
 * @param probe whether the claim is what tries a paused account
 */
export async function mayCallFor(queryable: Queryable, claim: Claim, probe: boolean, forMs: number): Promise<boolean> {
  const rows = await queryable.query(
    `SELECT FROM badge WHERE id = $1 AND claimed_by = $2 AND attempts_started = $3
       AND claimed_until > now() + $4::double precision * interval '1 millisecond'
       AND ($5 OR NOT EXISTS (SELECT FROM provider_account WHERE origin = $6 AND account = $7 AND paused_until > now()))`,
    [claim.award.badgeId, claim.worker, claim.attempt, forMs, probe, claim.origin, claim.award.account],
  );
  return rows.length > 0;
}
