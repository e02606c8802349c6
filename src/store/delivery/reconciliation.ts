import type { Origin } from '../../rules/template.ts';
import type { Queryable } from '../database/database.ts';

/** What Laurel believes of a badge outside; to be compared with what is really there. */
export interface BadgeBelief {
  readonly badgeId: string;
  readonly origin: Origin;
  /** Credly organization or Accredible account. */
  readonly account: string;
  readonly externalTemplate: string;
  /** What the provider knows the learner by; null while nothing was attempted. */
  readonly earnerId: string | null;
  readonly status: 'awarded' | 'revoked';
  readonly state: string;
  /** Null when it never was outside. */
  readonly externalId: string | null;
}

/** Every badge. */
export function listBeliefs(queryable: Queryable): Promise<BadgeBelief[]> {
  return queryable.query<BadgeBelief>(
    `SELECT badge.id AS "badgeId", origin, account, external_template AS "externalTemplate", earner_id AS "earnerId",
            status, state, external_id AS "externalId"
     FROM badge JOIN badge_place AS place ON place.id = badge.place_id`,
  );
}

/** Work that is not finished yet. */
export interface Pending {
  /** Badges with something due outside. */
  readonly deliveries: number;
  /** Badges whose delivery failed for good and waits for an operator. */
  readonly failed: number;
  /** Signals that wait for the bus. */
  readonly signals: number;
  /** Messages in the HTTP inbox. */
  readonly inbox: number;
}

export async function countPending(queryable: Queryable): Promise<Pending> {
  const [pending] = await queryable.query<Pending>(
    `SELECT (SELECT count(*) FROM badge WHERE due IS NOT NULL) AS deliveries,
            (SELECT count(*) FROM badge WHERE due IS NULL AND state = 'error') AS failed,
            (SELECT count(*) FROM outbox) AS signals,
            (SELECT count(*) FROM inbox_message) AS inbox`,
  );
  return pending as Pending;
}

/** Totals since the beginning. */
export interface Totals {
  readonly learners: number;
  readonly awarded: number;
  readonly revoked: number;
}

export async function countTotals(queryable: Queryable): Promise<Totals> {
  const [totals] = await queryable.query<Totals>(
    `SELECT (SELECT count(*) FROM learner) AS learners, (SELECT count(*) FROM badge) AS awarded,
            (SELECT count(*) FROM badge WHERE status = 'revoked') AS revoked`,
  );
  return totals as Totals;
}
