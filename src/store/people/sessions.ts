import type { Queryable, Transaction } from '../database/database.ts';

/** Where somebody is signed in. */
export interface StoredSession {
  readonly id: string;
  /** Kind of browser and system, such as "Firefox on Linux"; null when it did not tell. */
  readonly device: string | null;
  readonly startedAt: Date;
  /** To the minute; null until it was used. */
  readonly lastSeenAt: Date | null;
  readonly endsAt: Date;
  /** Whether it is the session that asks. */
  readonly current: boolean;
}

/**
 * Somebody's sessions, the newest first.
 *
 * @param current the id of the session that asks
 */
export async function listSessions(
  queryable: Queryable,
  userId: string,
  current: string | null,
): Promise<StoredSession[]> {
  return queryable.query<StoredSession>(
    `SELECT id, device, created_at AS "startedAt", last_seen_at AS "lastSeenAt", expires_at AS "endsAt",
            id IS NOT DISTINCT FROM $2::uuid AS current
     FROM auth_session WHERE user_id = $1 AND expires_at > now() ORDER BY created_at DESC, id`,
    [userId, current],
  );
}

/** Ends one of somebody's sessions; false when there is no such session of theirs. */
export async function endSession(queryable: Queryable, userId: string, id: string): Promise<boolean> {
  const gone = await queryable.query('DELETE FROM auth_session WHERE user_id = $1 AND id = $2 RETURNING id', [
    userId,
    id,
  ]);
  return gone.length > 0;
}

/** Ends somebody's sessions but one; gives how many. */
export async function endOtherSessions(queryable: Queryable, userId: string, current: string | null): Promise<number> {
  const gone = await queryable.query(
    'DELETE FROM auth_session WHERE user_id = $1 AND id IS DISTINCT FROM $2::uuid RETURNING id',
    [userId, current],
  );
  return gone.length;
}

/** Notes that a session and its owner are here, and until when the session now lasts (null: as before). */
export async function noteSeen(
  queryable: Queryable,
  { userId, sessionId, endsAt }: { readonly userId: string; readonly sessionId: string; readonly endsAt: Date | null },
): Promise<void> {
  // Several requests of one page come at once: one of them writes.
  await queryable.query(
    `WITH session AS (
       UPDATE auth_session SET last_seen_at = now(), expires_at = greatest(expires_at, $3::timestamptz)
       WHERE id = $2 AND (last_seen_at IS NULL OR last_seen_at < now() - interval '30 seconds'
                          OR expires_at < $3::timestamptz))
     UPDATE auth_user SET last_seen_at = now()
     WHERE id = $1 AND (last_seen_at IS NULL OR last_seen_at < now() - interval '30 seconds')`,
    [userId, sessionId, endsAt],
  );
}

/** Signs somebody out everywhere, and takes back the links by which they could get in. */
export async function endSessions(transaction: Transaction, id: string): Promise<void> {
  await transaction.query('DELETE FROM auth_session WHERE user_id = $1', [id]);
  await transaction.query('DELETE FROM sign_in_link WHERE user_id = $1', [id]);
  await transaction.query('DELETE FROM password_link WHERE user_id = $1', [id]);
}
