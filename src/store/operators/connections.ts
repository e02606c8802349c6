import type { Queryable, Transaction } from '../database/database.ts';

/** Providers that accounts are connected to. */
export const providerOrigins = ['credly', 'accredible'] as const;
export type ProviderOrigin = (typeof providerOrigins)[number];

/** Which account of which provider. */
export interface AccountId {
  readonly origin: ProviderOrigin;
  /** Credly organization (UUID, lower case) or Accredible account name. */
  readonly account: string;
}

/** A connection that was made in Laurel, without its key. */
export interface StoredConnection extends AccountId {
  readonly name: string;
  /** When the provider made the key: `2026-03-02`. */
  readonly keyIssuedOn: string;
  /** Counts the edits. */
  readonly version: number;
  readonly createdAt: Date;
}

/** The sealed key of an account (src/secrets.ts). */
export interface SealedKey extends AccountId {
  readonly sealedKey: string;
}

const columns = `origin, account, name, key_issued_on::text AS "keyIssuedOn", version, created_at AS "createdAt"`;

/** All of them, by provider and account. */
export async function loadConnections(queryable: Queryable): Promise<StoredConnection[]> {
  return queryable.query<StoredConnection>(
    `SELECT ${columns} FROM connection ORDER BY origin COLLATE "C" DESC, account COLLATE "C"`,
  );
}

export async function findConnection(
  queryable: Queryable,
  { origin, account }: AccountId,
): Promise<StoredConnection | null> {
  const [row] = await queryable.query<StoredConnection>(
    `SELECT ${columns} FROM connection WHERE origin = $1 AND account = $2`,
    [origin, account],
  );
  return row ?? null;
}

/** The same, and keeps others from changing it until the transaction ends. */
export async function lockConnection(
  transaction: Transaction,
  { origin, account }: AccountId,
): Promise<StoredConnection | null> {
  const [row] = await transaction.query<StoredConnection>(
    `SELECT ${columns} FROM connection WHERE origin = $1 AND account = $2 FOR UPDATE`,
    [origin, account],
  );
  return row ?? null;
}

/** The sealed key of one account, or null: asked before every call to a provider. */
export async function findSealedKey(queryable: Queryable, { origin, account }: AccountId): Promise<string | null> {
  const [row] = await queryable.query<SealedKey>(
    'SELECT sealed_key AS "sealedKey" FROM connection WHERE origin = $1 AND account = $2',
    [origin, account],
  );
  return row?.sealedKey ?? null;
}

/** What a new connection is made from, and what an edit changes it to. */
export interface ConnectionValues extends AccountId {
  readonly name: string;
  readonly keyIssuedOn: string;
  /** Null in an edit leaves the key as it is. */
  readonly sealedKey: string | null;
}

/** @returns null when there is such a connection already */
export async function insertConnection(
  transaction: Transaction,
  { origin, account, name, keyIssuedOn, sealedKey }: ConnectionValues & { readonly sealedKey: string },
): Promise<StoredConnection | null> {
  const [row] = await transaction.query<StoredConnection>(
    `INSERT INTO connection (origin, account, name, key_issued_on, sealed_key) VALUES ($1, $2, $3, $4::date, $5)
     ON CONFLICT (origin, account) DO NOTHING RETURNING ${columns}`,
    [origin, account, name, keyIssuedOn, sealedKey],
  );
  return row ?? null;
}

export async function updateConnection(
  transaction: Transaction,
  { origin, account, name, keyIssuedOn, sealedKey }: ConnectionValues,
): Promise<StoredConnection> {
  const [row] = await transaction.query<StoredConnection>(
    `UPDATE connection
     SET name = $3, key_issued_on = $4::date, sealed_key = coalesce($5, sealed_key), version = version + 1,
         updated_at = now()
     WHERE origin = $1 AND account = $2 RETURNING ${columns}`,
    [origin, account, name, keyIssuedOn, sealedKey],
  );
  if (!row) throw new Error('the connection was locked and is gone');
  return row;
}

/** Removes a connection with what was only true of its key; what it synced and delivered stays. */
export async function deleteConnection(transaction: Transaction, account: AccountId): Promise<void> {
  await transaction.query('DELETE FROM connection WHERE origin = $1 AND account = $2', [
    account.origin,
    account.account,
  ]);
  await transaction.query('DELETE FROM provider_account WHERE origin = $1 AND account = $2', [
    account.origin,
    account.account,
  ]);
  await forgetTest(transaction, account);
}

/** Every sealed key. */
export async function loadSealedKeys(queryable: Queryable): Promise<SealedKey[]> {
  return queryable.query<SealedKey>(
    `SELECT origin, account, sealed_key AS "sealedKey" FROM connection ORDER BY origin, account`,
  );
}

/** The same, and keeps others from changing them until the transaction ends. */
export async function lockSealedKeys(transaction: Transaction): Promise<SealedKey[]> {
  return transaction.query<SealedKey>(
    `SELECT origin, account, sealed_key AS "sealedKey" FROM connection ORDER BY origin, account FOR UPDATE`,
  );
}

/** Puts the same key under another seal: no edit of the connection. */
export async function storeSealedKey(
  transaction: Transaction,
  { origin, account, sealedKey }: SealedKey,
): Promise<void> {
  await transaction.query('UPDATE connection SET sealed_key = $3 WHERE origin = $1 AND account = $2', [
    origin,
    account,
    sealedKey,
  ]);
}

/** What the newest test of an account said. */
export interface ConnectionTest {
  readonly succeeded: boolean;
  readonly status: number | null;
  readonly message: string;
  readonly testedAt: Date;
}

export async function loadConnectionTests(queryable: Queryable): Promise<(ConnectionTest & AccountId)[]> {
  return queryable.query<ConnectionTest & AccountId>(
    `SELECT origin, account, succeeded, status, message, tested_at AS "testedAt" FROM connection_test`,
  );
}

/** What the newest test of one account said, or null. */
export async function findConnectionTest(
  queryable: Queryable,
  { origin, account }: AccountId,
): Promise<ConnectionTest | null> {
  const [row] = await queryable.query<ConnectionTest>(
    `SELECT succeeded, status, message, tested_at AS "testedAt" FROM connection_test WHERE origin = $1 AND account = $2`,
    [origin, account],
  );
  return row ?? null;
}

/** Keeps what a test said, instead of what the one before did. */
export async function keepTest(
  queryable: Queryable,
  { origin, account }: AccountId,
  { succeeded, status, message }: Omit<ConnectionTest, 'testedAt'>,
): Promise<ConnectionTest> {
  const [row] = await queryable.query<ConnectionTest>(
    `INSERT INTO connection_test (origin, account, succeeded, status, message) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (origin, account) DO UPDATE
       SET succeeded = excluded.succeeded, status = excluded.status, message = excluded.message, tested_at = now()
     RETURNING succeeded, status, message, tested_at AS "testedAt"`,
    [origin, account, succeeded, status, message],
  );
  if (!row) throw new Error('INSERT returned no row');
  return row;
}

/**
 * An account has answered as it should: a test that failed before that is no news any more.
 *
 * @param message what it has answered
 */
export async function noteAnswer(
  queryable: Queryable,
  { origin, account }: { readonly origin: string; readonly account: string },
  message: string,
): Promise<void> {
  await queryable.query(
    `UPDATE connection_test SET succeeded = true, status = 200, message = $3, tested_at = now()
     WHERE origin = $1 AND account = $2 AND NOT succeeded`,
    [origin, account, message],
  );
}

/** What a test said of a key that is gone is no news any more. */
async function forgetTest(transaction: Transaction, { origin, account }: AccountId): Promise<void> {
  await transaction.query('DELETE FROM connection_test WHERE origin = $1 AND account = $2', [origin, account]);
}
