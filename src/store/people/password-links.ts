import type { Queryable, Transaction } from '../database/database.ts';

/** A link that works, and whose it is. */
export interface OpenPasswordLink {
  readonly userId: string;
  readonly endsAt: Date;
}

/**
 * Keeps a link by the hash of its token, in place of the one that its owner had.
 *
 * @returns when it ends
 */
export async function putPasswordLink(
  transaction: Transaction,
  link: { readonly tokenHash: string; readonly userId: string; readonly hours: number },
): Promise<Date> {
  const [row] = await transaction.query<{ endsAt: Date }>(
    `INSERT INTO password_link (token_hash, user_id, expires_at)
     VALUES ($1, $2, now() + $3::integer * interval '1 hour')
     ON CONFLICT (user_id) DO UPDATE
     SET token_hash = excluded.token_hash, expires_at = excluded.expires_at, created_at = now()
     RETURNING expires_at AS "endsAt"`,
    [link.tokenHash, link.userId, link.hours],
  );
  if (row === undefined) throw new Error('a link was not stored');
  return row.endsAt;
}

/** The link of a token while it works, for people who may sign in. */
export async function findPasswordLink(queryable: Queryable, tokenHash: string): Promise<OpenPasswordLink | null> {
  const [link] = await queryable.query<OpenPasswordLink>(
    `SELECT link.user_id AS "userId", link.expires_at AS "endsAt"
     FROM password_link link JOIN auth_user ON auth_user.id = link.user_id
     WHERE link.token_hash = $1 AND link.expires_at > now() AND NOT auth_user.disabled`,
    [tokenHash],
  );
  return link ?? null;
}

/** Uses up a link: of any number of tries, one gets the user. Null when it does not work, any more or yet. */
export async function takePasswordLink(transaction: Transaction, tokenHash: string): Promise<string | null> {
  const [link] = await transaction.query<{ userId: string }>(
    `DELETE FROM password_link link USING auth_user
     WHERE link.token_hash = $1 AND link.expires_at > now() AND auth_user.id = link.user_id AND NOT auth_user.disabled
     RETURNING link.user_id AS "userId"`,
    [tokenHash],
  );
  return link?.userId ?? null;
}

/** Takes somebody's link back. Whether there was one that worked. */
export async function dropPasswordLink(transaction: Transaction, userId: string): Promise<boolean> {
  const dropped = await transaction.query<{ works: boolean }>(
    'DELETE FROM password_link WHERE user_id = $1 RETURNING expires_at > now() AS works',
    [userId],
  );
  return dropped.some(({ works }) => works);
}
