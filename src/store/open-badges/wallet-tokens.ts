import type { Queryable, Transaction } from '../database/database.ts';

/** A step of removing what is over: more come up between two only where thousands do each minute. */
const removedAtOnce = 1_000;

/**
 * Keeps the token of an offer, which ends with it. Removes what is over.
 *
 * @returns false when the offer has had one already: its code works once
 */
export async function addWalletToken(
  transaction: Transaction,
  { offerId, tokenHash, endsAt }: { readonly offerId: string; readonly tokenHash: Buffer; readonly endsAt: Date },
): Promise<boolean> {
  await transaction.query(
    `DELETE FROM wallet_token WHERE token_hash IN (
       SELECT token_hash FROM wallet_token WHERE ends_at < now() ORDER BY ends_at LIMIT ${removedAtOnce}
       FOR UPDATE SKIP LOCKED)`,
  );
  const rows = await transaction.query(
    `INSERT INTO wallet_token (token_hash, offer_id, ends_at) VALUES ($1, $2, $3)
     ON CONFLICT ON CONSTRAINT wallet_token_offer_key DO NOTHING RETURNING offer_id`,
    [tokenHash, offerId, endsAt],
  );
  return rows.length > 0;
}

/** The offer of a token; null when there never was such a token, or it is over and was removed. */
export async function offerOfToken(queryable: Queryable, tokenHash: Buffer): Promise<string | null> {
  const [row] = await queryable.query<{ offer: string }>(
    'SELECT offer_id AS offer FROM wallet_token WHERE token_hash = $1',
    [tokenHash],
  );
  return row?.offer ?? null;
}

/**
 * Notes that a nonce was used, for as long as it would count. Removes those that count no more.
 *
 * @returns false when it was used before
 */
export async function addUsedNonce(transaction: Transaction, nonceHash: Buffer, seconds: number): Promise<boolean> {
  await transaction.query(
    `DELETE FROM wallet_nonce WHERE nonce_hash IN (
       SELECT nonce_hash FROM wallet_nonce WHERE ends_at < now() ORDER BY ends_at LIMIT ${removedAtOnce}
       FOR UPDATE SKIP LOCKED)`,
  );
  const rows = await transaction.query(
    `INSERT INTO wallet_nonce (nonce_hash, ends_at) VALUES ($1, now() + $2 * interval '1 second')
     ON CONFLICT DO NOTHING RETURNING nonce_hash`,
    [nonceHash, seconds],
  );
  return rows.length > 0;
}

/** Whether a nonce was used. */
export async function isNonceUsed(queryable: Queryable, nonceHash: Buffer): Promise<boolean> {
  const rows = await queryable.query('SELECT 1 AS used FROM wallet_nonce WHERE nonce_hash = $1', [nonceHash]);
  return rows.length > 0;
}
