import type { Queryable, Transaction } from '../database/database.ts';

export const keyAlgorithms = ['Ed25519', 'P-256', 'RSA'] as const;
export type KeyAlgorithm = (typeof keyAlgorithms)[number];

/** What a key signs: proofs in the credential itself, or tokens (JWT) on demand. */
export type KeyPurpose = 'credential' | 'token';

/** A key of an issuer, without its private part. */
export interface IssuerKey {
  readonly issuerId: number;
  /** `#key-<number>` in the DID document. */
  readonly number: number;
  readonly algorithm: KeyAlgorithm;
  readonly purpose: KeyPurpose;
  /** A JSON Web Key. */
  readonly publicJwk: Readonly<Record<string, string>>;
  readonly createdAt: Date;
  /** Since when it signs no more; what it signed still verifies. */
  readonly retiredAt: Date | null;
  /** Since when what it signed does not verify. */
  readonly revokedAt: Date | null;
}

/** A key that signs, with its sealed private part (src/secrets.ts). */
export interface SealedIssuerKey {
  readonly issuerId: number;
  readonly number: number;
  /** Slug of the issuer, for messages. */
  readonly issuer: string;
  readonly algorithm: KeyAlgorithm;
  readonly sealedKey: string;
}

const columns = `issuer_id AS "issuerId", number, algorithm, purpose, public_jwk AS "publicJwk",
  created_at AS "createdAt", retired_at AS "retiredAt", revoked_at AS "revokedAt"`;

/** The keys of one issuer, or of all (null), the first first. */
export async function loadIssuerKeys(queryable: Queryable, issuerId: number | null): Promise<IssuerKey[]> {
  return queryable.query<IssuerKey>(
    `SELECT ${columns} FROM issuer_key WHERE $1::integer IS NULL OR issuer_id = $1 ORDER BY issuer_id, number`,
    [issuerId],
  );
}

/** The keys that sign, of one issuer or of all (null). */
export async function loadSigningKeys(queryable: Queryable, issuerId: number | null): Promise<SealedIssuerKey[]> {
  return queryable.query<SealedIssuerKey>(signingKeys, [issuerId]);
}

/** All keys that sign, kept from others until the transaction ends. */
export async function lockSigningKeys(transaction: Transaction): Promise<SealedIssuerKey[]> {
  return transaction.query<SealedIssuerKey>(`${signingKeys} FOR UPDATE OF issuer_key`, [null]);
}

const signingKeys = `SELECT issuer_id AS "issuerId", number, slug AS issuer, algorithm, sealed_key AS "sealedKey"
  FROM issuer_key JOIN issuer ON issuer.id = issuer_key.issuer_id
  WHERE sealed_key IS NOT NULL AND ($1::integer IS NULL OR issuer_id = $1) ORDER BY issuer_id, number`;

/** The next number of a key; numbers are never used again. To be called with the issuer's row locked. */
export async function nextKeyNumber(transaction: Transaction, issuerId: number): Promise<number> {
  const [row] = await transaction.query<{ number: number }>(
    'SELECT coalesce(max(number), 0) + 1 AS number FROM issuer_key WHERE issuer_id = $1',
    [issuerId],
  );
  return row?.number ?? 1;
}

export async function insertIssuerKey(
  transaction: Transaction,
  key: Pick<IssuerKey, 'issuerId' | 'number' | 'algorithm' | 'purpose' | 'publicJwk'> & { readonly sealedKey: string },
): Promise<void> {
  await transaction.query(
    `INSERT INTO issuer_key (issuer_id, number, algorithm, purpose, public_jwk, sealed_key)
     VALUES ($1, $2, $3, $4, $5::jsonb, $6)`,
    [key.issuerId, key.number, key.algorithm, key.purpose, JSON.stringify(key.publicJwk), key.sealedKey],
  );
}

/** Lets the key that signs by an algorithm sign no more, and destroys its private part. */
export async function retireIssuerKey(
  transaction: Transaction,
  issuerId: number,
  algorithm: KeyAlgorithm,
): Promise<void> {
  await transaction.query(
    `UPDATE issuer_key SET retired_at = now(), sealed_key = NULL
     WHERE issuer_id = $1 AND algorithm = $2 AND sealed_key IS NOT NULL`,
    [issuerId, algorithm],
  );
}

/** Stores the private part sealed anew. */
export async function storeSealedIssuerKey(transaction: Transaction, key: SealedIssuerKey): Promise<void> {
  await transaction.query('UPDATE issuer_key SET sealed_key = $3 WHERE issuer_id = $1 AND number = $2', [
    key.issuerId,
    key.number,
    key.sealedKey,
  ]);
}
