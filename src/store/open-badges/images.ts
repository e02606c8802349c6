import type { Queryable } from '../database/database.ts';

export const imageTypes = ['image/png', 'image/svg+xml'] as const;
export type ImageType = (typeof imageTypes)[number];

/** A picture of a badge or of an issuer. */
export interface StoredImage {
  /** Digest of the bytes, in hexadecimal: by this it is named. */
  readonly sha256: string;
  readonly mediaType: ImageType;
  readonly bytes: Buffer;
}

/** How long a picture stays that nothing names: the template that it was uploaded for may still be written. */
export const unnamedDays = 1;

/** Keeps a picture; the same bytes are kept once. Uploaded again, it has its day again. */
export async function storeImage(queryable: Queryable, { sha256, mediaType, bytes }: StoredImage): Promise<void> {
  await queryable.query(
    `INSERT INTO image AS known (sha256, media_type, bytes) VALUES ($1, $2, $3)
     ON CONFLICT (sha256) DO UPDATE SET created_at = now() WHERE known.created_at < now() - interval '1 hour'`,
    [sha256, mediaType, bytes],
  );
}

export async function findImage(queryable: Queryable, sha256: string): Promise<StoredImage | null> {
  const [row] = await queryable.query<StoredImage>(
    'SELECT sha256, media_type AS "mediaType", bytes FROM image WHERE sha256 = $1',
    [sha256],
  );
  return row ?? null;
}

/**
 * Which of these pictures there are. Who asks is about to name them, so that each has its day again: none is removed between the
 * question and the answer's use.
 */
export async function knownImages(queryable: Queryable, wanted: readonly string[]): Promise<Set<string>> {
  if (wanted.length === 0) return new Set();
  const rows = await queryable.query<{ sha256: string }>(
    `WITH wanted AS (SELECT jsonb_array_elements_text($1::jsonb) AS sha256), asked AS (
       UPDATE image SET created_at = now() FROM wanted
       WHERE image.sha256 = wanted.sha256 AND created_at < now() - interval '1 hour'
       RETURNING image.sha256
     )
     SELECT sha256 FROM asked UNION SELECT image.sha256 FROM image JOIN wanted USING (sha256)`,
    [JSON.stringify(wanted)],
  );
  return new Set(rows.map(({ sha256 }) => sha256));
}

/** Notes that a picture is the logo of an issuer: badges that are signed name it for ever. */
export async function keepAsLogo(queryable: Queryable, sha256: string): Promise<void> {
  await queryable.query('UPDATE image SET was_logo = true WHERE sha256 = $1 AND NOT was_logo', [sha256]);
}

/** Pictures that nothing names: neither a template, nor what was ever issued, nor an issuer; `$1` is the moment before which they came. */
const unnamed = `created_at < $1 AND NOT was_logo
  AND NOT EXISTS (SELECT FROM issuer WHERE logo = image.sha256)
  AND NOT EXISTS (SELECT FROM badge_template WHERE achievement ->> 'image' = image.sha256)
  AND NOT EXISTS (SELECT FROM achievement_version WHERE content -> 'image' ->> 'sha256' = image.sha256)`;

/** How many pictures that came before a moment nothing names. */
export async function countUnnamedImages(queryable: Queryable, before: Date): Promise<number> {
  const [row] = await queryable.query<{ count: number }>(`SELECT count(*) AS count FROM image WHERE ${unnamed}`, [
    before,
  ]);
  return row?.count ?? 0;
}

/**
 * Removes at most so many of them. One that somebody has asked for since (knownImages) is looked at again, and stays.
 *
 * @returns how many
 */
export async function removeUnnamedImages(queryable: Queryable, before: Date, limit: number): Promise<number> {
  const rows = await queryable.query(
    `DELETE FROM image WHERE sha256 IN (SELECT sha256 FROM image WHERE ${unnamed} LIMIT $2) AND created_at < $1
     RETURNING sha256`,
    [before, limit],
  );
  return rows.length;
}
