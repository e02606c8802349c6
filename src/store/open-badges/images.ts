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

/** Keeps a picture; the same bytes are kept once. */
export async function storeImage(queryable: Queryable, { sha256, mediaType, bytes }: StoredImage): Promise<void> {
  await queryable.query(
    'INSERT INTO image (sha256, media_type, bytes) VALUES ($1, $2, $3) ON CONFLICT (sha256) DO NOTHING',
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

/** Which of these pictures there are. */
export async function knownImages(queryable: Queryable, wanted: readonly string[]): Promise<Set<string>> {
  if (wanted.length === 0) return new Set();
  const rows = await queryable.query<{ sha256: string }>(
    'SELECT sha256 FROM image WHERE sha256 IN (SELECT jsonb_array_elements_text($1::jsonb))',
    [JSON.stringify(wanted)],
  );
  return new Set(rows.map(({ sha256 }) => sha256));
}
