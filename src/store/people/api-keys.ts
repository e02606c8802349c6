import type { KeyRoleName } from '../../roles.ts';
import type { Database, Queryable, Transaction } from '../database/database.ts';
import { lmsRoleEndOf } from './lms-people.ts';

/** An API key, without the key. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  /** Its first characters. */
  readonly start: string;
  readonly role: KeyRoleName;
  /** Name of the admin who made it. */
  readonly createdBy: string;
  /** False when its maker is no admin any more: it does not work then. */
  readonly works: boolean;
  /** When it ends unless its maker signs in with the LMS again, whose word made them an admin; null: it does not hang on that. */
  readonly lmsRoleEndsAt: Date | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
}

/** `$1`: for how many days a role that the LMS gave lasts without a new sign-in. */
const lmsRoleEnd = lmsRoleEndOf('maker', '$1');

/** An enabled admin; a key of anybody else does not work. Never null, whatever the maker has lost. */
const makerIsAdmin = `(maker.role IS NOT DISTINCT FROM 'admin' AND NOT maker.disabled
    AND coalesce(${lmsRoleEnd} > now(), true))`;

const columns = `key.id, coalesce(key.name, '') AS name, coalesce(key.start, '') AS start,
    key.permissions::jsonb -> 'role' ->> 0 AS role, maker.name AS "createdBy", ${makerIsAdmin} AS works,
    ${lmsRoleEnd} AS "lmsRoleEndsAt",
    key.created_at AS "createdAt", key.expires_at AS "expiresAt", key.last_request AS "lastUsedAt"`;
const withMaker = 'auth_api_key AS key JOIN auth_user AS maker ON maker.id = key.reference_id';

/** All keys, the newest first; expired ones go when a new one is made. */
export async function listApiKeys(queryable: Queryable, lmsRoleDays: number): Promise<ApiKey[]> {
  return queryable.query<ApiKey>(`SELECT ${columns} FROM ${withMaker} ORDER BY key.created_at DESC, key.id`, [
    lmsRoleDays,
  ]);
}

export async function findApiKey(queryable: Queryable, id: string, lmsRoleDays: number): Promise<ApiKey | null> {
  const [key] = await queryable.query<ApiKey>(`SELECT ${columns} FROM ${withMaker} WHERE key.id = $2`, [
    lmsRoleDays,
    id,
  ]);
  return key ?? null;
}

/**
 * The key with this hash, when it works: neither revoked nor expired, and made by somebody who is an admin still. Notes
 * that it was used, to the minute, so that not every request writes.
 */
export async function useApiKey(database: Database, hash: string, lmsRoleDays: number): Promise<ApiKey | null> {
  const [key] = await database.query<ApiKey & { readonly stale: boolean }>(
    `SELECT ${columns}, coalesce(key.last_request < now() - interval '1 minute', true) AS stale
     FROM ${withMaker}
     WHERE key.key = $2 AND key.enabled AND (key.expires_at IS NULL OR key.expires_at > now()) AND ${makerIsAdmin}`,
    [lmsRoleDays, hash],
  );
  if (key?.stale) await database.query('UPDATE auth_api_key SET last_request = now() WHERE id = $1', [key.id]);
  return key ?? null;
}

/** Revokes a key for ever; false when it is gone already. */
export async function deleteApiKey(transaction: Transaction, id: string): Promise<boolean> {
  const gone = await transaction.query('DELETE FROM auth_api_key WHERE id = $1 RETURNING id', [id]);
  return gone.length > 0;
}

/** Revokes all keys that somebody has made; gives their names. */
export async function deleteApiKeysOf(transaction: Transaction, makerId: string): Promise<string[]> {
  const gone = await transaction.query<{ name: string }>(
    `DELETE FROM auth_api_key WHERE reference_id = $1 RETURNING coalesce(name, '') AS name`,
    [makerId],
  );
  return gone.map(({ name }) => name).toSorted();
}

/** How many keys somebody has made that have not expired. */
export async function countApiKeysOf(queryable: Queryable, makerId: string): Promise<number> {
  const [row] = await queryable.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM auth_api_key
     WHERE reference_id = $1 AND enabled AND (expires_at IS NULL OR expires_at > now())`,
    [makerId],
  );
  return row?.count ?? 0;
}
