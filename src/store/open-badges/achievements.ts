import type { AchievementType } from '../../rules/achievement-types.ts';
import type { Achievement, Alignment, Requirement } from '../../rules/template.ts';
import type { Queryable, Transaction } from '../database/database.ts';

/** What a version of an achievement says. */
export interface AchievementContent {
  /** What the badge stands for; left out: a badge. */
  readonly type?: AchievementType;
  readonly name: string;
  readonly description: string;
  readonly criteria: string;
  readonly tags: readonly string[];
  readonly alignments: readonly Alignment[];
  readonly language: string;
  /** Digest of an uploaded image, or the address of one elsewhere. */
  readonly image: { readonly sha256: string } | { readonly url: string };
  /** Whether its awards have a grade in percent. */
  readonly graded: boolean;
}

/** A version of an achievement, as it is public. */
export interface AchievementVersion {
  readonly id: string;
  readonly version: number;
  readonly issuerId: number;
  readonly content: AchievementContent;
}

/** What a credential of a badge is made from, besides the learner. */
export interface BadgeFacts {
  readonly templateId: number;
  readonly name: string;
  readonly description: string;
  readonly imageUrl: string | null;
  readonly achievement: Achievement | null;
  readonly requirements: readonly Requirement[];
}

/** What the templates of badges say now, by the badge. */
export async function findBadgeFacts(
  queryable: Queryable,
  badgeIds: readonly string[],
): Promise<ReadonlyMap<string, BadgeFacts>> {
  const rows = await queryable.query<BadgeFacts & { readonly badgeId: string }>(
    `SELECT badge.id AS "badgeId", template.id AS "templateId", name, description, image_url AS "imageUrl", achievement, requirements
     FROM badge JOIN badge_template AS template ON template.id = badge.template_id
     WHERE badge.id IN (SELECT id::uuid FROM jsonb_array_elements_text($1::jsonb) AS wanted (id))`,
    [JSON.stringify(badgeIds)],
  );
  return new Map(rows.map(({ badgeId, ...facts }) => [badgeId, facts]));
}

/** A fulfillment of the learner of a badge, with the values that its rules read (S10). */
export interface FulfillmentEvidence {
  readonly requirement: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly eventTime: Date;
  readonly evidence: Readonly<Record<string, unknown>>;
}

/** What the learners of badges have fulfilled of their templates, by the badge, the earliest first. Who has nothing is absent. */
export async function loadEvidence(
  queryable: Queryable,
  badgeIds: readonly string[],
): Promise<ReadonlyMap<string, readonly FulfillmentEvidence[]>> {
  const rows = await queryable.query<FulfillmentEvidence & { readonly badgeId: string }>(
    `SELECT badge.id AS "badgeId", requirement, event_id AS "eventId", event_type AS "eventType", event_time AS "eventTime", evidence
     FROM fulfillment JOIN badge USING (learner_id, template_id)
     WHERE badge.id IN (SELECT id::uuid FROM jsonb_array_elements_text($1::jsonb) AS wanted (id)) AND fulfilled
     ORDER BY event_time, requirement`,
    [JSON.stringify(badgeIds)],
  );
  const byBadge = new Map<string, FulfillmentEvidence[]>();
  for (const { badgeId, ...fulfillment } of rows) {
    const own = byBadge.get(badgeId);
    if (own === undefined) byBadge.set(badgeId, [fulfillment]);
    else own.push(fulfillment);
  }
  return byBadge;
}

/**
 * The version of an achievement that says exactly this: the newest if it does, else a new one.
 *
 * @returns its public id and its version
 */
export async function ensureAchievement(
  transaction: Transaction,
  { templateId, issuerId }: { readonly templateId: number; readonly issuerId: number },
  content: AchievementContent,
): Promise<{ readonly id: string; readonly version: number }> {
  const found = await newestVersion(transaction, templateId, issuerId, content);
  if (found?.same === true) return found;
  await transaction.query(
    `INSERT INTO achievement (template_id, issuer_id) VALUES ($1, $2)
     ON CONFLICT ON CONSTRAINT achievement_template_key DO NOTHING`,
    [templateId, issuerId],
  );
  // One after the other: who comes second sees the version of who came first.
  await transaction.query('SELECT id FROM achievement WHERE template_id = $1 AND issuer_id = $2 FOR UPDATE', [
    templateId,
    issuerId,
  ]);
  const now = await newestVersion(transaction, templateId, issuerId, content);
  if (now?.same === true) return now;
  const [made] = await transaction.query<{ id: string; version: number }>(
    `INSERT INTO achievement_version (achievement_id, version, content)
     SELECT id, $3, $4::jsonb FROM achievement WHERE template_id = $1 AND issuer_id = $2
     RETURNING achievement_id AS id, version`,
    [templateId, issuerId, (now?.version ?? 0) + 1, JSON.stringify(content)],
  );
  if (made === undefined) throw new Error('the achievement vanished while its row was locked');
  return made;
}

async function newestVersion(
  transaction: Transaction,
  templateId: number,
  issuerId: number,
  content: AchievementContent,
): Promise<{ readonly id: string; readonly version: number; readonly same: boolean } | undefined> {
  const [row] = await transaction.query<{ id: string; version: number; same: boolean }>(
    `SELECT id, version, content = $3::jsonb AS same
     FROM achievement JOIN achievement_version ON achievement_id = id
     WHERE template_id = $1 AND issuer_id = $2 ORDER BY version DESC LIMIT 1`,
    [templateId, issuerId, JSON.stringify(content)],
  );
  return row;
}

/**
 * An achievement by its public id.
 *
 * @param version null: the newest
 */
export async function findAchievement(
  queryable: Queryable,
  id: string,
  version: number | null,
): Promise<AchievementVersion | null> {
  const [row] = await queryable.query<AchievementVersion>(
    `SELECT id, version, issuer_id AS "issuerId", content
     FROM achievement JOIN achievement_version ON achievement_id = id
     WHERE id = $1 AND ($2::integer IS NULL OR version = $2) ORDER BY version DESC LIMIT 1`,
    [id, version],
  );
  return row ?? null;
}

/** What one can earn of an issuer, as its newest versions say, by name. */
export async function listAchievements(
  queryable: Queryable,
  issuerId: number,
): Promise<{ readonly id: string; readonly name: string; readonly language: string }[]> {
  return queryable.query(
    `SELECT achievement.id, newest.content ->> 'name' AS name, newest.content ->> 'language' AS language
     FROM achievement CROSS JOIN LATERAL (
       SELECT content FROM achievement_version WHERE achievement_id = achievement.id ORDER BY version DESC LIMIT 1
     ) AS newest
     WHERE issuer_id = $1 ORDER BY name, id LIMIT 500`,
    [issuerId],
  );
}
