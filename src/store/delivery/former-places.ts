import type { Queryable, Transaction } from '../database/database.ts';
import type { ExternalState, ProviderEnvironment } from './external.ts';

/**
 * Badges that are issued at several places, because their template was moved and they were issued again at the new one.
 * The badge's row has one place, with all that is due there; the others wait in `badge_former_place`. When the badge is
 * revoked, each comes into the row in its turn.
 */

/**
 * Puts another place of a revoked badge into its row, when more is to be done there than at the one that was just tried:
 * that is done, or waits for longer. To be called with the badge's row written in this transaction.
 */
export async function turnToNextPlace(transaction: Transaction, badge: string): Promise<void> {
  const [next] = await transaction.query<{ place: number }>(
    `SELECT former.place_id AS place
     FROM badge_former_place AS former JOIN badge ON badge.id = former.badge_id
     WHERE badge.id = $1 AND badge.status = 'revoked' AND NOT former.done AND badge.claimed_until IS NULL
       AND (badge.due IS NULL AND badge.state NOT IN ('error', 'no_response')
            OR former.due_at < coalesce(badge.due_at, 'infinity'))
     ORDER BY former.due_at NULLS LAST, former.moved_at, former.place_id LIMIT 1`,
    [badge],
  );
  if (next === undefined) return;
  await keepPlace(transaction, badge);
  await transaction.query(
    `WITH taken AS (DELETE FROM badge_former_place WHERE badge_id = $1 AND place_id = $2 RETURNING *)
     UPDATE badge
     SET place_id = taken.place_id, environment = taken.environment, earner_id = taken.earner_id, sent_to = taken.sent_to,
         external_id = taken.external_id, external_url = taken.external_url, state = taken.state,
         uncertain = taken.uncertain, failures = taken.failures, last_status = taken.last_status,
         last_body = taken.last_body, closed = NULL,
         due = CASE WHEN taken.due_at IS NOT NULL THEN 'revoke' END, due_at = taken.due_at, updated_at = now()
     FROM taken WHERE badge.id = $1`,
    [badge, next.place],
  );
}

/** Keeps how the badge stands at its place, before another one comes into its row. */
async function keepPlace(transaction: Transaction, badge: string): Promise<void> {
  await transaction.query(
    `INSERT INTO badge_former_place
       (badge_id, place_id, environment, earner_id, sent_to, external_id, external_url, state, uncertain, failures,
        last_status, last_body, due_at, done)
     SELECT id, place_id, environment, earner_id, sent_to, external_id, external_url, state, uncertain, failures,
            last_status, last_body, due_at, due IS NULL AND state NOT IN ('error', 'no_response')
     FROM badge WHERE id = $1`,
    [badge],
  );
}

/** A place where a badge is, or was, issued besides the one in its row. */
export interface FormerPlace {
  readonly origin: 'openedx' | 'credly' | 'accredible';
  readonly account: string;
  readonly externalTemplate: string;
  readonly environment: ProviderEnvironment | null;
  readonly externalId: string | null;
  readonly externalUrl: string | null;
  /** State at that provider. */
  readonly state: ExternalState;
  /** True once nothing is left to be done there. */
  readonly done: boolean;
}

/** The other places of a badge, the first one first. */
export async function formerPlaces(queryable: Queryable, badge: string): Promise<FormerPlace[]> {
  return queryable.query<FormerPlace>(
    `SELECT origin, account, external_template AS "externalTemplate", environment, external_id AS "externalId",
            external_url AS "externalUrl", state, done
     FROM badge_former_place AS former JOIN badge_place AS place ON place.id = former.place_id
     WHERE badge_id = $1::uuid ORDER BY moved_at, place.id`,
    [badge],
  );
}
