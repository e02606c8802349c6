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

/** How something was found out about an account. */
export const findingWays = ['test', 'sync', 'delivery'] as const;
export type FindingWay = (typeof findingWays)[number];

/** What was found out last about an account, by a test, a sync or a delivery. */
export interface ConnectionTest {
  readonly succeeded: boolean;
  readonly status: number | null;
  /** What the account said, as a sentence. */
  readonly message: string;
  /** What to do about it; null when all is well, or the message says it. */
  readonly advice: string | null;
  /** What it said, word for word; null when that is the message. */
  readonly raw: string | null;
  readonly foundBy: FindingWay;
  readonly testedAt: Date;
}

const testColumns = 'succeeded, status, message, advice, raw, found_by AS "foundBy", tested_at AS "testedAt"';

export async function loadConnectionTests(queryable: Queryable): Promise<(ConnectionTest & AccountId)[]> {
  return queryable.query<ConnectionTest & AccountId>(`SELECT origin, account, ${testColumns} FROM connection_test`);
}

/** What was found out last about one account, or null. */
export async function findConnectionTest(
  queryable: Queryable,
  { origin, account }: AccountId,
): Promise<ConnectionTest | null> {
  const [row] = await queryable.query<ConnectionTest>(
    `SELECT ${testColumns} FROM connection_test WHERE origin = $1 AND account = $2`,
    [origin, account],
  );
  return row ?? null;
}

/** Keeps what was found out about an account, instead of what was before. */
export async function keepFinding(
  queryable: Queryable,
  { origin, account }: { readonly origin: string; readonly account: string },
  { succeeded, status, message, advice, raw, foundBy }: Omit<ConnectionTest, 'testedAt'>,
): Promise<ConnectionTest> {
  const [row] = await queryable.query<ConnectionTest>(
    `INSERT INTO connection_test (origin, account, succeeded, status, message, found_by, advice, raw)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (origin, account) DO UPDATE
       SET succeeded = excluded.succeeded, status = excluded.status, message = excluded.message, advice = excluded.advice, raw = excluded.raw,
           found_by = excluded.found_by, tested_at = now()
     RETURNING ${testColumns}`,
    [origin, account, succeeded, status, message, foundBy, advice, raw],
  );
  if (!row) throw new Error('INSERT returned no row');
  return row;
}

/** What a test said of a key that is gone is no news any more. */
async function forgetTest(transaction: Transaction, { origin, account }: AccountId): Promise<void> {
  await transaction.query('DELETE FROM connection_test WHERE origin = $1 AND account = $2', [origin, account]);
}
