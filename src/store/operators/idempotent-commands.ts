import type { Queryable } from '../database/database.ts';

/** The answer that a command got. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Without personal data; null: it is made again. */
  readonly body: string | null;
}

/** What is known of a command under its key: nothing, that it is under way, or its answer. */
export type KnownCommand =
  | { readonly kind: 'new' }
  | { readonly kind: 'differs' }
  | { readonly kind: 'under_way' }
  | { readonly kind: 'answered'; readonly answer: KeptAnswer };

/** A command without an answer for so long belonged to a process that died; the same key may try again. */
const abandonedAfter = '1 minute';
/** So long a repetition gets the first answer. */
const keptFor = '24 hours';

/**
 * Takes a command up under its key, unless it is known. What is old is forgotten on the way.
 *
 * @param fingerprint of method, path and body: the same key with something else `differs`
 */
export async function takeUpCommand(
  queryable: Queryable,
  actor: string,
  key: string,
  fingerprint: string,
): Promise<KnownCommand> {
  await queryable.query(
    `DELETE FROM idempotent_command
     WHERE created_at < now() - $1::interval
        OR (actor = $2 AND key = $3 AND status IS NULL AND created_at < now() - $4::interval)`,
    [keptFor, actor, key, abandonedAfter],
  );
  const taken = await queryable.query(
    `INSERT INTO idempotent_command (actor, key, fingerprint) VALUES ($1, $2, $3)
     ON CONFLICT (actor, key) DO NOTHING RETURNING key`,
    [actor, key, fingerprint],
  );
  if (taken.length > 0) return { kind: 'new' };
  const [known] = await queryable.query<{ fingerprint: string; status: number | null } & Omit<KeptAnswer, 'status'>>(
    'SELECT fingerprint, status, headers, body FROM idempotent_command WHERE actor = $1 AND key = $2',
    [actor, key],
  );
  if (known === undefined) return { kind: 'under_way' };
  if (known.fingerprint !== fingerprint) return { kind: 'differs' };
  const { status, headers, body } = known;
  return status === null ? { kind: 'under_way' } : { kind: 'answered', answer: { status, headers, body } };
}

/** Keeps the answer for repetitions. */
export async function keepAnswer(
  queryable: Queryable,
  actor: string,
  key: string,
  { status, headers, body }: KeptAnswer,
): Promise<void> {
  await queryable.query(
    `UPDATE idempotent_command SET status = $3, headers = $4::jsonb, body = $5 WHERE actor = $1 AND key = $2`,
    [actor, key, status, JSON.stringify(headers), body],
  );
}

/** Forgets a command that came to nothing, so that it can be sent again. */
export async function forgetCommand(queryable: Queryable, actor: string, key: string): Promise<void> {
  await queryable.query('DELETE FROM idempotent_command WHERE actor = $1 AND key = $2', [actor, key]);
}
