import type { RawMessage } from '../../events/message.ts';
import type { Queryable } from '../database/database.ts';
import { rowSet } from '../database/rows.ts';

/** Where a message is. */
type Origin = Pick<RawMessage, 'topic' | 'position'>;

const originRows = rowSet({ topic: 'text', position: 'text' });

/**
 * Notes that a process begins to work on this message alone.
 *
 * @returns how many attempts before this one were begun and never ended
 */
export async function beginAttempt(queryable: Queryable, { topic, position }: Origin): Promise<number> {
  const [row] = await queryable.query<{ open: number }>(
    `INSERT INTO message_attempt (topic, position, open) VALUES ($1, $2, 1)
     ON CONFLICT (topic, position) DO UPDATE SET open = message_attempt.open + 1, begun_at = now()
     RETURNING open`,
    [topic, position],
  );
  return (row?.open ?? 1) - 1;
}

/** Takes an attempt back: whatever ends the process now, it is not this message. */
export async function withdrawAttempt(queryable: Queryable, { topic, position }: Origin): Promise<void> {
  await queryable.query('UPDATE message_attempt SET open = open - 1 WHERE topic = $1 AND position = $2 AND open > 0', [
    topic,
    position,
  ]);
}

/** Forgets the attempts at a message that is done, and those at messages that never came again. */
export async function forgetAttempts(queryable: Queryable, { topic, position }: Origin): Promise<void> {
  await queryable.query(
    `DELETE FROM message_attempt
     WHERE (topic = $1 AND position = $2) OR begun_at < now() - interval '30 days'`,
    [topic, position],
  );
}

/** The attempts at these messages that were begun and never ended; messages without any are left out. */
export async function openAttempts(queryable: Queryable, messages: readonly Origin[]): Promise<Map<string, number>> {
  const rows = await queryable.query<Origin & { readonly open: number }>(
    `SELECT topic, position, open FROM message_attempt
     JOIN ${originRows.inParameter} AS wanted USING (topic, position) WHERE open > 0`,
    [originRows.toParameter(messages.map(({ topic, position }) => ({ topic, position })))],
  );
  return new Map(rows.map(({ topic, position, open }) => [originKey({ topic, position }), open]));
}

/** One text for where a message is. */
export function originKey({ topic, position }: Origin): string {
  return `${topic} ${position}`;
}
