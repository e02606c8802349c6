import type { HistoryKind } from '../engine/history.ts';
import type { Database, Queryable } from '../database/database.ts';
import type { Claim } from './delivery.ts';
import type { ClosedBecause, ExternalState } from './external.ts';
import { turnToNextPlace } from './former-places.ts';

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
  /** Why nothing more is done for it outside; null when that is not so. */
  readonly closed: ClosedBecause | null;
  readonly history: DeliveryHistory;
}

/** What a delivery leaves in the history. */
export interface DeliveryHistory {
  readonly kind: Extract<
    HistoryKind,
    'issued' | 'adopted' | 'revoked_outside' | 'cancelled' | 'delivery_failed' | 'deleted_outside'
  >;
  readonly details: Readonly<Record<string, unknown>>;
}

/** An attempt that has ended, and how. */
export interface Settled {
  readonly claim: Claim;
  readonly settlement: Settlement;
}

/**
 * Writes down how an attempt ended, with its history. A `due` that changed meanwhile (a revocation that came in while the
 * badge was being issued) stays due now. A badge that is revoked at several places turns to the next one in the same
 * transaction.
 *
 * @returns false when the claim is no longer this worker's (its lease ended and another took over): nothing was written,
 * and the other finds out for itself what happened outside
 */
export async function settle(database: Database, claim: Claim, settlement: Settlement): Promise<boolean> {
  const settled = [{ claim, settlement }];
  if (!turnsElsewhere(claim)) return (await settleAll(database, settled)).has(claim.award.badgeId);
  return database.transaction(async (transaction) => {
    const written = await settleAll(transaction, settled);
    if (written.size > 0) await turnToNextPlace(transaction, claim.award.badgeId);
    return written.size > 0;
  });
}

/** Whether, once this is done, the same badge is to be revoked at another place: such a claim is settled by {@link settle} alone. */
export function turnsElsewhere({ due, elsewhere }: Claim): boolean {
  return due === 'revoke' && elsewhere;
}

/**
 * Writes down how several attempts ended, in one statement.
 *
 * The rows are locked in the order of their ids, so that workers that settle at the same time never wait for each other in a circle.
 *
 * @returns the badges that were written: those whose claims are still their worker's
 */
export async function settleAll(queryable: Queryable, settled: readonly Settled[]): Promise<ReadonlySet<string>> {
  const rows = await queryable.query<{ id: string }>(
    `WITH given AS MATERIALIZED (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS given (id uuid, worker text, attempt integer, due text, origin text,
         account text, lane integer, state text, "externalId" text, "externalUrl" text, "retryInMs" double precision,
         uncertain boolean, failures integer, status integer, body text, closed text, kind text, details jsonb)
     ), locked AS MATERIALIZED (
       SELECT badge.id FROM badge JOIN given ON given.id = badge.id
       WHERE badge.claimed_by = given.worker AND badge.attempts_started = given.attempt
       ORDER BY badge.id FOR NO KEY UPDATE OF badge
     ), settled AS (
       UPDATE badge
       SET state = coalesce(given.state, badge.state), external_id = coalesce("externalId", external_id),
           external_url = coalesce("externalUrl", external_url),
           due = CASE WHEN badge.due = given.due AND "retryInMs" IS NULL THEN NULL ELSE badge.due END,
           due_at = CASE WHEN badge.due = given.due THEN now() + "retryInMs" * interval '1 millisecond' ELSE due_at END,
           uncertain = given.uncertain, failures = given.failures, last_status = given.status, last_body = given.body,
           closed = given.closed, attempts_finished = attempts_started, claimed_by = NULL, claimed_until = NULL, updated_at = now()
       FROM given JOIN locked ON locked.id = given.id
       WHERE badge.id = given.id AND badge.claimed_by = given.worker AND badge.attempts_started = given.attempt
       RETURNING badge.id, learner_id, template_id, place_id, given.kind, given.details
     ), noted AS (
       INSERT INTO history (learner_id, template_id, kind, details)
       SELECT learner_id, template_id, kind, details || jsonb_build_object('badge', settled.id,
         'place', jsonb_build_object('origin', origin, 'account', account))
       FROM settled JOIN badge_place AS place ON place.id = place_id
     ), left_lanes AS (
       UPDATE account_lane SET until = '-infinity' FROM given
       WHERE account_lane.origin = given.origin AND account_lane.account = given.account AND account_lane.lane = given.lane
         AND account_lane.badge_id = given.id AND account_lane.attempt = given.attempt
     )
     SELECT id FROM settled`,
    [JSON.stringify(settled.map(toRow), wellFormed)],
  );
  return new Set(rows.map(({ id }) => id));
}

/** What a provider said can be cut within a character, and PostgreSQL reads no half of one in JSON. */
function wellFormed(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value;
}

function toRow({ claim, settlement }: Settled): Readonly<Record<string, unknown>> {
  const { failure, history, ...rest } = settlement;
  const { origin, award, lane, attempt, worker, due } = claim;
  return {
    ...rest,
    ...failure,
    ...history,
    id: award.badgeId,
    account: award.account,
    origin,
    lane,
    attempt,
    worker,
    due,
  };
}

/** Gives a badge back as it was, when its attempt has certainly not begun: the claim is undone. */
export async function release(queryable: Queryable, claim: Claim): Promise<void> {
  await queryable.query(
    `WITH left_lane AS (
       UPDATE account_lane SET until = '-infinity'
       WHERE origin = $4 AND account = $5 AND lane = $6::integer AND badge_id = $1 AND attempt = $3
     )
     UPDATE badge SET attempts_started = attempts_started - 1, claimed_by = NULL, claimed_until = NULL, updated_at = now()
     WHERE id = $1 AND claimed_by = $2 AND attempts_started = $3`,
    [claim.award.badgeId, claim.worker, claim.attempt, claim.origin, claim.award.account, claim.lane],
  );
}
