import type { Database, Transaction } from '../database/database.ts';

/** Keeps a one-time link by the hash of its token. */
export async function insertSignInLink(
  transaction: Transaction,
  link: { readonly tokenHash: string; readonly userId: string; readonly lifetimeMs: number },
): Promise<void> {
  await transaction.query(
    `INSERT INTO sign_in_link (token_hash, user_id, expires_at)
     VALUES ($1, $2, now() + $3::double precision * interval '1 millisecond')`,
    [link.tokenHash, link.userId, link.lifetimeMs],
  );
}

/**
 * Uses up a link: of any number of tries, one gets the user.
 *
 * @returns the id of the user; null when there is no such link, any more or yet
 */
export async function takeSignInLink(database: Database, tokenHash: string): Promise<string | null> {
  const [link] = await database.query<{ userId: string; valid: boolean }>(
    `DELETE FROM sign_in_link WHERE token_hash = $1 RETURNING user_id AS "userId", expires_at > now() AS valid`,
    [tokenHash],
  );
  return link?.valid ? link.userId : null;
}
