import type { HistoryKind } from '../engine/history.ts';
import type { Database, Queryable } from '../database/database.ts';
import { laneOf, leaveLane } from './delivery.ts';
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

/**
 * Writes down how an attempt ended, with its history. A `due` that changed meanwhile (a revocation that came in while the
 * badge was being issued) stays due now. A badge that is revoked at several places turns to the next one in the same
 * transaction.
 *
 * @returns false when the claim is no longer this worker's (its lease ended and another took over): nothing was written,
 * and the other finds out for itself what happened outside
 */
export async function settle(database: Database, claim: Claim, settlement: Settlement): Promise<boolean> {
  if (claim.due === 'issue' || !claim.elsewhere) return writeSettlement(database, claim, settlement);
  return database.transaction(async (transaction) => {
    const settled = await writeSettlement(transaction, claim, settlement);
    if (settled) await turnToNextPlace(transaction, claim.award.badgeId);
    return settled;
  });
}

async function writeSettlement(queryable: Queryable, claim: Claim, settlement: Settlement): Promise<boolean> {
  const rows = await queryable.query<{ id: string }>(
    `WITH settled AS (
       UPDATE badge
       SET state = coalesce($4, state), external_id = coalesce($5, external_id), external_url = coalesce($6, external_url),
           due = CASE WHEN due = $7 AND $8::double precision IS NULL THEN NULL ELSE due END,
           due_at = CASE WHEN due = $7 THEN now() + $8::double precision * interval '1 millisecond' ELSE due_at END,
           uncertain = $9, failures = $10, last_status = $11, last_body = $12, closed = $15,
           attempts_finished = attempts_started, claimed_by = NULL, claimed_until = NULL, updated_at = now()
       WHERE id = $1 AND claimed_by = $2 AND attempts_started = $3
       RETURNING id, learner_id, template_id, place_id
     ), noted AS (
       INSERT INTO history (learner_id, template_id, kind, details)
       SELECT learner_id, template_id, $13, $14::jsonb || jsonb_build_object('badge', settled.id,
         'place', jsonb_build_object('origin', origin, 'account', account))
       FROM settled JOIN badge_place AS place ON place.id = place_id
     ), left_lane AS (${leaveLane(16)})
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
      settlement.closed,
      ...laneOf(claim),
    ],
  );
  return rows.length > 0;
}

/** Gives a badge back as it was, when its attempt has certainly not begun: the claim is undone. */
export async function release(queryable: Queryable, claim: Claim): Promise<void> {
  await queryable.query(
    `WITH left_lane AS (${leaveLane(4)})
     UPDATE badge SET attempts_started = attempts_started - 1, claimed_by = NULL, claimed_until = NULL, updated_at = now()
     WHERE id = $1 AND claimed_by = $2 AND attempts_started = $3`,
    [claim.award.badgeId, claim.worker, claim.attempt, ...laneOf(claim)],
  );
}
