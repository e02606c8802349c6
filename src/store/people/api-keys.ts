import type { RoleName } from '../../roles.ts';
import type { Database, Queryable, Transaction } from '../database/database.ts';

/** An API key, without the key. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  /** Its first characters. */
  readonly start: string;
  readonly role: RoleName;
  /** Name of the admin who made it. */
  readonly createdBy: string;
  /** False when its maker is no admin any more: it does not work then. */
  readonly works: boolean;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
}

/** An enabled admin; a key of anybody else does not work. */
const makerIsAdmin = `(maker.role = 'admin' AND NOT maker.disabled)`;

const columns = `key.id, coalesce(key.name, '') AS name, coalesce(key.start, '') AS start,
    key.permissions::jsonb -> 'role' ->> 0 AS role, maker.name AS "createdBy", ${makerIsAdmin} AS works,
    key.created_at AS "createdAt", key.expires_at AS "expiresAt", key.last_request AS "lastUsedAt"`;
const withMaker = 'auth_api_key AS key JOIN auth_user AS maker ON maker.id = key.reference_id';

/** All keys, the newest first; expired ones go when a new one is made. */
export async function listApiKeys(queryable: Queryable): Promise<ApiKey[]> {
  return queryable.query<ApiKey>(`SELECT ${columns} FROM ${withMaker} ORDER BY key.created_at DESC, key.id`);
}

export async function findApiKey(queryable: Queryable, id: string): Promise<ApiKey | null> {
  const [key] = await queryable.query<ApiKey>(`SELECT ${columns} FROM ${withMaker} WHERE key.id = $1`, [id]);
  return key ?? null;
}

/**
 * The key with this hash, when it works: neither revoked nor expired, and made by somebody who is an admin still. Notes
 * that it was used, to the minute, so that not every request writes.
 */
export async function useApiKey(database: Database, hash: string): Promise<ApiKey | null> {
  const [key] = await database.query<ApiKey & { readonly stale: boolean }>(
    `SELECT ${columns}, coalesce(key.last_request < now() - interval '1 minute', true) AS stale
     FROM ${withMaker}
     WHERE key.key = $1 AND key.enabled AND (key.expires_at IS NULL OR key.expires_at > now()) AND ${makerIsAdmin}`,
    [hash],
  );
  if (key?.stale) await database.query('UPDATE auth_api_key SET last_request = now() WHERE id = $1', [key.id]);
  return key ?? null;
}

/** Revokes a key for ever; false when it is gone already. */
export async function deleteApiKey(transaction: Transaction, id: string): Promise<boolean> {
  const gone = await transaction.query('DELETE FROM auth_api_key WHERE id = $1 RETURNING id', [id]);
  return gone.length > 0;
}
