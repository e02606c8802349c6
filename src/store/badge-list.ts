import type { Origin } from '../rules/template.ts';
import type { Queryable } from './database.ts';

/** A badge with how it is doing outside, for operators. Holds no personal data. */
export interface BadgeListing {
  readonly id: string;
  /** LMS user id. */
  readonly learner: number;
  /** Id of the badge template. */
  readonly template: string;
  readonly origin: Origin;
  /** Credly organization or Accredible account; empty for `openedx`. */
  readonly account: string;
  readonly status: 'awarded' | 'revoked';
  /** State at the provider (S21). */
  readonly state: string;
  readonly earnedAt: Date;
  readonly revokedAt: Date | null;
  readonly reason: string;
  readonly externalId: string | null;
  readonly externalUrl: string | null;
  readonly due: 'issue' | 'revoke' | null;
  /** When the next attempt is due; null when none is, without an operator. */
  readonly dueAt: Date | null;
  readonly attempts: number;
  /** What the provider said last, when it was a failure. */
  readonly lastStatus: number | null;
  readonly lastBody: string | null;
  readonly lastAttemptAt: Date | null;
}

const selection = `SELECT badge.id, learner_id AS learner, slug AS template, origin, account, status, state,
    earned_at AS "earnedAt", revoked_at AS "revokedAt", reason, external_id AS "externalId",
    external_url AS "externalUrl", due, due_at AS "dueAt", attempts_started AS attempts, last_status AS "lastStatus",
    last_body AS "lastBody", last_attempt_at AS "lastAttemptAt"
  FROM badge JOIN badge_template AS template ON template.id = badge.template_id`;

/** What to list; everything is optional. */
export interface BadgeFilter {
  readonly state?: string;
  readonly template?: string;
  /** LMS user id. */
  readonly learner?: number;
  /** Only those that did not succeed outside and wait for an operator or for their next attempt. */
  readonly failed?: boolean;
  readonly limit?: number;
}

/** Badges, the newest first. */
export async function listBadges(
  queryable: Queryable,
  { state, template, learner, failed = false, limit = 100 }: BadgeFilter = {},
): Promise<BadgeListing[]> {
  return queryable.query<BadgeListing>(
    `${selection}
     WHERE ($1::text IS NULL OR state = $1) AND ($2::text IS NULL OR slug = $2)
       AND ($3::bigint IS NULL OR learner_id = $3) AND (NOT $4 OR state IN ('error', 'no_response'))
     ORDER BY badge.created_at DESC, badge.id LIMIT $5`,
    [state ?? null, template ?? null, learner ?? null, failed, limit],
  );
}

/** The badge of an id (UUID), or null. */
export async function findBadge(queryable: Queryable, id: string): Promise<BadgeListing | null> {
  const [badge] = await queryable.query<BadgeListing>(`${selection} WHERE badge.id = $1::uuid`, [id]);
  return badge ?? null;
}
