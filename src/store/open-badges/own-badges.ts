import { sql } from 'kysely';
import type { Origin } from '../../rules/template.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import type { ExternalState } from '../delivery/external.ts';
import { appendHistory } from '../engine/history.ts';
import { after, allOf, micros, orderBy, pageOf } from '../lists/paging.ts';
import type { Order, Page, PageWish } from '../lists/paging.ts';
import { queryBuilder } from '../lists/query-builder.ts';
import type { AchievementContent } from './achievements.ts';
import { findCredential, publishCredential } from './credentials.ts';
import type { Credential } from './credentials.ts';
import { templatePicture } from './template-picture.ts';

/** A badge as its own learner sees it. */
export interface OwnBadge {
  readonly id: string;
  /** Id of the badge template. */
  readonly template: string;
  readonly templateName: string;
  readonly templateImage: string | null;
  /** Who holds it. */
  readonly origin: Origin;
  readonly status: 'awarded' | 'revoked';
  /** State at the provider (S21). */
  readonly state: ExternalState;
  readonly earnedAt: Date;
  readonly revokedAt: Date | null;
  readonly reason: string;
  /** Its page at the provider. */
  readonly externalUrl: string | null;
  /** What Laurel has signed of it; null when it is issued elsewhere alone, or not yet. */
  readonly credential: {
    readonly publicId: string;
    readonly publishedAt: Date | null;
    readonly awardedAt: Date;
    readonly validUntil: Date | null;
    readonly revokedAt: Date | null;
    readonly achievement: AchievementContent;
    readonly issuer: { readonly name: string; readonly baseUrl: string };
  } | null;
}

interface Row extends OwnBadge {
  readonly createdMicros: number;
}

/** A badge and whose it has to be: every question here is asked with the learner. */
export interface BadgeOfLearner {
  readonly badgeId: string;
  /** LMS user id. */
  readonly learnerId: number;
}

const newestFirst: Order<Row> = {
  columns: [
    { name: 'badge.created_at', type: 'micros', valueOf: ({ createdMicros }) => createdMicros },
    { name: 'badge.id', type: 'uuid', valueOf: ({ id }) => id },
  ],
  direction: 'desc',
};

const columns = sql`badge.id, template.slug AS template, template.name AS "templateName", ${templatePicture} AS "templateImage",
  place.origin, badge.status, badge.state, badge.earned_at AS "earnedAt", badge.revoked_at AS "revokedAt",
  coalesce(badge.public_reason, badge.reason) AS reason,
  badge.external_url AS "externalUrl", ${micros('badge.created_at')} AS "createdMicros",
  CASE WHEN credential.body IS NOT NULL THEN jsonb_build_object(
    'publicId', credential.public_id, 'publishedAt', credential.published_at, 'awardedAt', credential.awarded_at,
    'validUntil', credential.valid_until, 'revokedAt', credential.revoked_at, 'achievement', said.content,
    'issuer', jsonb_build_object('name', issuer.name, 'baseUrl', issuer.base_url)) END AS credential`;

const joined = sql`JOIN badge_template AS template ON template.id = badge.template_id
  JOIN badge_place AS place ON place.id = badge.place_id
  LEFT JOIN credential ON credential.badge_id = badge.id
  LEFT JOIN achievement_version AS said
    ON said.achievement_id = credential.achievement_id AND said.version = credential.achievement_version
  LEFT JOIN issuer ON issuer.id = credential.issuer_id`;

/** A page of the badges of a learner, the newest first. */
export async function listOwnBadges(
  queryable: Queryable,
  learnerId: number,
  { limit, position }: PageWish,
): Promise<Page<OwnBadge>> {
  const conditions = [sql<boolean>`badge.learner_id = ${learnerId}`];
  if (position !== null) conditions.push(after(newestFirst, position));
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM badge ${joined} WHERE ${allOf(conditions)}
    ORDER BY ${orderBy(newestFirst)} LIMIT ${limit + 1}`.execute(queryBuilder(queryable));
  return pageOf(rows, limit, newestFirst, fromRow);
}

/** @returns null for the badge of somebody else, as for one that never was */
export async function findOwnBadge(
  queryable: Queryable,
  { badgeId, learnerId }: BadgeOfLearner,
): Promise<OwnBadge | null> {
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM badge ${joined} WHERE badge.id = ${badgeId}::uuid AND badge.learner_id = ${learnerId}`.execute(
    queryBuilder(queryable),
  );
  return rows[0] === undefined ? null : fromRow(rows[0]);
}

/** The signed credential of a learner's own badge, published or not; null when there is none. */
export async function findOwnCredential(
  queryable: Queryable,
  badge: BadgeOfLearner,
): Promise<(Credential & { readonly body: string }) | null> {
  const [own] = await queryable.query('SELECT id FROM badge WHERE id = $1 AND learner_id = $2', [
    badge.badgeId,
    badge.learnerId,
  ]);
  const credential = own === undefined ? null : await findCredential(queryable, badge.badgeId);
  return credential?.body == null ? null : { ...credential, body: credential.body };
}

/**
 * Shows a badge to everybody, or hides it again, as its learner wants; the history says when. What is so already stays.
 *
 * @returns false when the learner has no such badge of Laurel's
 */
export async function publishOwnBadge(
  transaction: Transaction,
  { badgeId, learnerId }: BadgeOfLearner,
  shown: boolean,
): Promise<boolean> {
  const [before] = await transaction.query<{ template: number; shown: boolean }>(
    `SELECT template_id AS template, published_at IS NOT NULL AS shown
     FROM credential JOIN badge ON badge.id = credential.badge_id
     WHERE badge.id = $1 AND badge.learner_id = $2 AND credential.body IS NOT NULL FOR UPDATE OF credential`,
    [badgeId, learnerId],
  );
  if (before === undefined) return false;
  if (before.shown === shown) return true;
  await publishCredential(transaction, { badgeId, learnerId }, shown);
  const kind = shown ? 'published' : 'unpublished';
  const details = { badge: badgeId };
  await appendHistory(transaction, [{ learner: learnerId, template: before.template, kind, event: null, details }]);
  return true;
}

function fromRow(row: Row): OwnBadge {
  const { createdMicros: _, credential, ...badge } = row;
  return { ...badge, credential: credential && withDates(credential) };
}

/** In JSON, times are texts. */
function withDates(credential: NonNullable<OwnBadge['credential']>): NonNullable<OwnBadge['credential']> {
  const { publishedAt, awardedAt, validUntil, revokedAt } = credential;
  return {
    ...credential,
    publishedAt: publishedAt && new Date(publishedAt),
    awardedAt: new Date(awardedAt),
    validUntil: validUntil && new Date(validUntil),
    revokedAt: revokedAt && new Date(revokedAt),
  };
}
