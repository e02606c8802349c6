import type { Queryable, Transaction } from '../database/database.ts';

/** Who issues badges in Laurel's own name, as stored. */
export interface Issuer {
  readonly id: number;
  /** In its addresses, and the last part of its DID. */
  readonly slug: string;
  readonly name: string;
  readonly url: string;
  readonly email: string | null;
  /** Digest of its logo (images.ts). */
  readonly logo: string | null;
  /** BCP 47. */
  readonly language: string;
  /** With what its DID and all its addresses begin, without a trailing slash: as it was when the issuer was made. */
  readonly baseUrl: string;
  readonly createdAt: Date;
}

/** What people say of an issuer; the rest follows. */
export type IssuerProfile = Pick<Issuer, 'name' | 'url' | 'email' | 'logo' | 'language'>;

const columns = `issuer.id, slug, name, url, email, logo, language, base_url AS "baseUrl", issuer.created_at AS "createdAt"`;

/** All of them, the one that was made first first. */
export async function loadIssuers(queryable: Queryable): Promise<Issuer[]> {
  return queryable.query<Issuer>(`SELECT ${columns} FROM issuer ORDER BY id`);
}

export async function findIssuer(queryable: Queryable, slug: string): Promise<Issuer | null> {
  const [row] = await queryable.query<Issuer>(`SELECT ${columns} FROM issuer WHERE slug = $1`, [slug]);
  return row ?? null;
}

export async function findIssuerById(queryable: Queryable, id: number): Promise<Issuer | null> {
  const [row] = await queryable.query<Issuer>(`SELECT ${columns} FROM issuer WHERE id = $1`, [id]);
  return row ?? null;
}

/** Who has issued a badge; null when nobody has. */
export async function findIssuerOfBadge(queryable: Queryable, badgeId: string): Promise<Issuer | null> {
  const [row] = await queryable.query<Issuer>(
    `SELECT ${columns} FROM issuer JOIN credential ON credential.issuer_id = issuer.id WHERE credential.badge_id = $1`,
    [badgeId],
  );
  return row ?? null;
}

/** As {@link findIssuer}, and keeps others from changing it until the transaction ends. */
export async function lockIssuer(transaction: Transaction, slug: string): Promise<Issuer | null> {
  const [row] = await transaction.query<Issuer>(`SELECT ${columns} FROM issuer WHERE slug = $1 FOR UPDATE`, [slug]);
  return row ?? null;
}

/** @returns null when there is an issuer of that slug already */
export async function insertIssuer(
  transaction: Transaction,
  issuer: IssuerProfile & Pick<Issuer, 'slug' | 'baseUrl'>,
): Promise<Issuer | null> {
  const [row] = await transaction.query<Issuer>(
    `INSERT INTO issuer (slug, name, url, email, logo, language, base_url) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT ON CONSTRAINT issuer_slug_key DO NOTHING RETURNING ${columns}`,
    [issuer.slug, issuer.name, issuer.url, issuer.email, issuer.logo, issuer.language, issuer.baseUrl],
  );
  return row ?? null;
}

export async function updateIssuer(transaction: Transaction, id: number, profile: IssuerProfile): Promise<Issuer> {
  const [row] = await transaction.query<Issuer>(
    `UPDATE issuer SET name = $2, url = $3, email = $4, logo = $5, language = $6, updated_at = now()
     WHERE id = $1 RETURNING ${columns}`,
    [id, profile.name, profile.url, profile.email, profile.logo, profile.language],
  );
  if (row === undefined) throw new Error('the issuer is gone although its row was locked');
  return row;
}

/** Removes an issuer that has issued nothing, with its keys. */
export async function deleteIssuer(transaction: Transaction, id: number): Promise<void> {
  await transaction.query(
    'DELETE FROM achievement_version WHERE achievement_id IN (SELECT id FROM achievement WHERE issuer_id = $1)',
    [id],
  );
  await transaction.query('DELETE FROM achievement WHERE issuer_id = $1', [id]);
  await transaction.query('DELETE FROM issuer WHERE id = $1', [id]);
}

/** What hangs on an issuer. */
export interface IssuerUse {
  readonly credentials: number;
  readonly revoked: number;
  /** Templates that name it. */
  readonly templates: number;
}

/** Of each issuer, by its id. */
export async function issuerUse(queryable: Queryable): Promise<Map<number, IssuerUse>> {
  const rows = await queryable.query<IssuerUse & { id: number }>(
    `SELECT issuer.id, coalesce(issued.credentials, 0) AS credentials, coalesce(issued.revoked, 0) AS revoked,
            (SELECT count(*) FROM badge_template AS template
             WHERE template.origin = 'openedx' AND template.achievement ->> 'issuer' = issuer.slug) AS templates
     FROM issuer LEFT JOIN (
       SELECT issuer_id, count(*) AS credentials, count(*) FILTER (WHERE revoked_at IS NOT NULL) AS revoked
       FROM credential GROUP BY issuer_id) AS issued ON issued.issuer_id = issuer.id`,
  );
  return new Map(rows.map(({ id, ...use }) => [id, use]));
}
