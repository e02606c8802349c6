import type { Queryable, Transaction } from '../database/database.ts';

/** The credential of a badge that Laurel issues itself. */
export interface Credential {
  readonly badgeId: string;
  /** In its public address; nobody can guess it. */
  readonly publicId: string;
  readonly issuerId: number;
  readonly achievementId: string;
  readonly achievementVersion: number;
  readonly listId: number;
  /** Number of the list, in its address. */
  readonly listNumber: number;
  readonly slot: number;
  readonly salt: string;
  readonly awardedAt: Date;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
  /** The signed JSON; null: reserved, and not signed yet. */
  readonly body: string | null;
  readonly publishedAt: Date | null;
  readonly revokedAt: Date | null;
  /** Why it was revoked, as everybody may know; null or empty: nobody is told. */
  readonly revocationReason: string | null;
}

const columns = `badge_id AS "badgeId", public_id AS "publicId", credential.issuer_id AS "issuerId",
  achievement_id AS "achievementId", achievement_version AS "achievementVersion", list_id AS "listId",
  status_list.number AS "listNumber", slot, salt, awarded_at AS "awardedAt", valid_from AS "validFrom",
  valid_until AS "validUntil", credential.body, published_at AS "publishedAt", revoked_at AS "revokedAt",
  CASE WHEN revoked_at IS NOT NULL THEN (SELECT public_reason FROM badge WHERE badge.id = badge_id) END AS "revocationReason"`;

const from = 'credential JOIN status_list ON status_list.id = list_id';

export async function findCredential(queryable: Queryable, badgeId: string): Promise<Credential | null> {
  const [row] = await queryable.query<Credential>(`SELECT ${columns} FROM ${from} WHERE badge_id = $1`, [badgeId]);
  return row ?? null;
}

/** The credentials of badges, by the badge; of which there is none is absent. */
export async function findCredentials(
  queryable: Queryable,
  badgeIds: readonly string[],
): Promise<ReadonlyMap<string, Credential>> {
  const rows = await queryable.query<Credential>(
    `SELECT ${columns} FROM ${from}
     WHERE badge_id IN (SELECT id::uuid FROM jsonb_array_elements_text($1::jsonb) AS wanted (id))`,
    [JSON.stringify(badgeIds)],
  );
  return new Map(rows.map((credential) => [credential.badgeId, credential]));
}

/**
 * The signed credential that everybody may see at its public address: the learner has published it. One that is private, or
 * does not exist, is null in the same time.
 */
export async function findPublished(queryable: Queryable, publicId: string): Promise<Credential | null> {
  const [row] = await queryable.query<Credential>(
    `SELECT ${columns} FROM ${from} WHERE public_id = $1 AND published_at IS NOT NULL AND credential.body IS NOT NULL`,
    [publicId],
  );
  return row ?? null;
}

/** What a new credential is made with; `slots` are the ones to try, at random. */
export type NewCredential = Pick<
  Credential,
  | 'badgeId'
  | 'publicId'
  | 'issuerId'
  | 'achievementId'
  | 'achievementVersion'
  | 'listId'
  | 'salt'
  | 'awardedAt'
  | 'validFrom'
  | 'validUntil'
> & { readonly slots: readonly number[] };

/**
 * Reserves credentials, each with the first of its slots that is free. Those are left out of which none is, or somebody else has just
 * taken it, and of badges that have a credential already.
 */
export async function reserveCredentials(transaction: Transaction, wanted: readonly NewCredential[]): Promise<void> {
  await transaction.query(
    `INSERT INTO credential
       (badge_id, public_id, issuer_id, achievement_id, achievement_version, list_id, slot, salt, awarded_at, valid_from, valid_until)
     SELECT "badgeId", "publicId", "issuerId", "achievementId", "achievementVersion", "listId", free.slot, salt, "awardedAt", "validFrom", "validUntil"
     FROM jsonb_to_recordset($1::jsonb) AS wanted ("badgeId" uuid, "publicId" text, "issuerId" integer, "achievementId" uuid,
       "achievementVersion" integer, "listId" integer, slots jsonb, salt text, "awardedAt" timestamptz, "validFrom" timestamptz,
       "validUntil" timestamptz)
     CROSS JOIN LATERAL (
       SELECT tried.slot::integer AS slot FROM jsonb_array_elements_text(wanted.slots) AS tried (slot)
       WHERE NOT EXISTS (SELECT FROM credential AS taken WHERE taken.list_id = wanted."listId" AND taken.slot = tried.slot::integer)
       LIMIT 1) AS free
     ORDER BY "badgeId"
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(wanted)],
  );
}

/** Has a credential that is not signed yet say what a version of the achievement says. */
export async function moveReserved(
  queryable: Queryable,
  badgeId: string,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<void> {
  await queryable.query(
    `UPDATE credential SET achievement_id = $2, achievement_version = $3
     WHERE badge_id = $1 AND body IS NULL AND (achievement_id, achievement_version) IS DISTINCT FROM ($2, $3)`,
    [badgeId, id, version],
  );
}

/** A credential as it was signed, and the number of the issuer's key that did. */
export interface SignedBody {
  readonly badgeId: string;
  readonly body: string;
  readonly keyNumber: number;
}

/**
 * Stores signed credentials, except where somebody else has meanwhile: there is one signed form of each. What a key signed that was
 * revoked since is not stored; nobody revokes one until that is done.
 *
 * @returns the badges whose credentials were stored
 */
export async function storeSigned(queryable: Queryable, signed: readonly SignedBody[]): Promise<ReadonlySet<string>> {
  const rows = await queryable.query<{ badgeId: string }>(
    `WITH given AS MATERIALIZED (
       SELECT "badgeId", body, "keyNumber" FROM json_to_recordset($1::json) AS given ("badgeId" uuid, body text, "keyNumber" integer)
     ), key AS MATERIALIZED (
       SELECT issuer_id, number FROM issuer_key
       WHERE revoked_at IS NULL AND (issuer_id, number) IN (
         SELECT issuer_id, "keyNumber" FROM given JOIN credential ON badge_id = "badgeId")
       ORDER BY issuer_id, number FOR SHARE
     )
     UPDATE credential SET body = given.body, key_number = given."keyNumber", signed_at = now()
     FROM given, key
     WHERE badge_id = given."badgeId" AND credential.body IS NULL
       AND key.issuer_id = credential.issuer_id AND key.number = given."keyNumber"
     RETURNING badge_id AS "badgeId"`,
    [JSON.stringify(signed)],
  );
  return new Set(rows.map(({ badgeId }) => badgeId));
}

/** Revokes the credential of a badge, for ever; its status list is to be signed anew then. Without one nothing happens. */
export async function revokeCredential(queryable: Queryable, badgeId: string): Promise<void> {
  await queryable.query(
    `WITH revoked AS (
       UPDATE credential SET revoked_at = now() WHERE badge_id = $1 AND revoked_at IS NULL RETURNING list_id
     )
     UPDATE status_list SET revision = revision + 1 FROM revoked WHERE status_list.id = revoked.list_id`,
    [badgeId],
  );
}

/**
 * Shows a badge to everybody, or hides it again, as its learner wants.
 *
 * @returns false when the learner has no such credential
 */
export async function publishCredential(
  queryable: Queryable,
  { badgeId, learnerId }: { readonly badgeId: string; readonly learnerId: number },
  shown: boolean,
): Promise<boolean> {
  const rows = await queryable.query(
    `UPDATE credential SET published_at = CASE WHEN $3 THEN coalesce(published_at, now()) END
     FROM badge WHERE badge.id = credential.badge_id AND credential.badge_id = $1 AND badge.learner_id = $2
     RETURNING credential.badge_id`,
    [badgeId, learnerId, shown],
  );
  return rows.length > 0;
}

/** Whether a badge that Laurel holds itself was not issued yet: it was awarded while there was no issuer, or never signed. */
export const isHeldBack = `badge.status = 'awarded' AND badge.closed IS NULL AND badge.due IS NULL AND badge.claimed_until IS NULL
    AND NOT EXISTS (SELECT FROM credential WHERE credential.badge_id = badge.id
                    AND (credential.body IS NOT NULL OR credential.cleared_at IS NOT NULL))`;

const heldBack = `FROM badge JOIN badge_place AS place ON place.id = badge.place_id AND place.origin = 'openedx'
  WHERE ${isHeldBack}`;

/** How many badges are held back. */
export async function countHeldBack(queryable: Queryable): Promise<number> {
  const [row] = await queryable.query<{ count: number }>(`SELECT count(*) AS count ${heldBack}`);
  return row?.count ?? 0;
}

/**
 * Makes at most so many badges that were held back due now, the earliest first, with their history. They are dated when they
 * were earned all the same (S22).
 *
 * @param actor who wants it, for the history
 * @returns how many; fewer than asked for at the end
 */
export async function issueHeldBack(queryable: Queryable, limit: number, actor: string): Promise<number> {
  const rows = await queryable.query(
    `WITH chosen AS MATERIALIZED (
       SELECT badge.id ${heldBack} ORDER BY badge.created_at, badge.id LIMIT $1 FOR UPDATE OF badge SKIP LOCKED
     ), due AS (
       UPDATE badge
       SET due = 'issue', due_at = now(), state = 'created', external_id = NULL, external_url = NULL, failures = 0,
           last_status = NULL, last_body = NULL, updated_at = now()
       FROM chosen WHERE badge.id = chosen.id RETURNING badge.id, learner_id, template_id
     ), noted AS (
       INSERT INTO history (learner_id, template_id, kind, details)
       SELECT learner_id, template_id, 'delivery_retried', jsonb_build_object('badge', id, 'due', 'issue', 'actor', $2::text) FROM due
     )
     SELECT id FROM due`,
    [limit, actor],
  );
  return rows.length;
}

/** The address of the learner of a badge; empty when there is none. */
export async function addressOfLearner(queryable: Queryable, badgeId: string): Promise<string> {
  const [row] = await queryable.query<{ email: string }>(
    'SELECT email FROM badge JOIN learner ON learner.id = badge.learner_id WHERE badge.id = $1',
    [badgeId],
  );
  return row?.email.trim() ?? '';
}
