import type { Database, Queryable } from '../database/database.ts';

/** How many attempts a key may make in a window. */
export interface AttemptLimit {
  /** What is counted; a digest, not an address. */
  readonly key: string;
  readonly most: number;
}

/**
 * Counts an attempt for each key, before it is known how it ends, so that attempts at the same time are counted too. A
 * window begins with its first attempt.
 *
 * @returns null when all are within their limits; else the milliseconds until the last window over its limit ends
 */
export async function countAttempt(
  database: Database,
  limits: readonly AttemptLimit[],
  windowMs: number,
): Promise<number | null> {
  // What has ended goes with the next attempt, whoever makes it, so that outsiders fill no more than a window.
  await database.query(
    `DELETE FROM sign_in_attempt WHERE key IN (
       SELECT key FROM sign_in_attempt WHERE ends_at < now() LIMIT 1000 FOR UPDATE SKIP LOCKED)`,
  );
  // Keys in order: attempts at the same time wait for each other, never in a circle.
  const sorted = limits.toSorted((one, other) => (one.key < other.key ? -1 : 1));
  const rows = await database.query<{ key: string; attempts: number; restMs: number }>(
    `INSERT INTO sign_in_attempt AS attempt (key, attempts, ends_at)
     SELECT value #>> '{}', 1, now() + $2::double precision * interval '1 millisecond'
     FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS key (value, place) ORDER BY place
     ON CONFLICT (key) DO UPDATE
     SET attempts = CASE WHEN attempt.ends_at <= now() THEN 1 ELSE attempt.attempts + 1 END,
         ends_at = CASE WHEN attempt.ends_at <= now() THEN excluded.ends_at ELSE attempt.ends_at END
     RETURNING key, attempts, (extract(epoch FROM ends_at - now()) * 1000)::double precision AS "restMs"`,
    [JSON.stringify(sorted.map(({ key }) => key)), windowMs],
  );
  const over = rows.filter(({ key, attempts }) => attempts > (limits.find((limit) => limit.key === key)?.most ?? 0));
  return over.length === 0 ? null : Math.max(...over.map(({ restMs }) => restMs));
}

/** Forgets the attempts of a key: one of them was right. */
export async function forgetAttempts(database: Database, key: string): Promise<void> {
  await database.query('DELETE FROM sign_in_attempt WHERE key = $1', [key]);
}

/** Removes what has ended: sessions, links, sign-ins that were begun, and windows of attempts. */
export async function removeEnded(queryable: Queryable): Promise<void> {
  await queryable.query('DELETE FROM sign_in_attempt WHERE ends_at < now()');
  await queryable.query('DELETE FROM sign_in_link WHERE expires_at < now()');
  await queryable.query('DELETE FROM password_link WHERE expires_at < now()');
  await queryable.query('DELETE FROM auth_verification WHERE expires_at < now()');
  await queryable.query('DELETE FROM auth_session WHERE expires_at < now()');
}
