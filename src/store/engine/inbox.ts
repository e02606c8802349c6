import { BATCH_BYTES } from '../../events/message.ts';
import type { MessageFormat, RawMessage } from '../../events/message.ts';
import type { Queryable } from '../database/database.ts';
import { rowSet } from '../database/rows.ts';

/** The topic of messages that came over HTTP. */
export const inboxTopic = 'http-inbox';

/** A message as it is stored: what makes it a RawMessage otherwise is its row. */
export type InboxMessage = Pick<RawMessage, 'fields' | 'body' | 'format'>;

const messageRows = rowSet({ format: 'text', fields: 'jsonb', body: 'text' });

/** Stores messages, all or none, in their order. They are durable when this resolves. */
export async function storeInboxMessages(queryable: Queryable, messages: readonly InboxMessage[]): Promise<void> {
  if (messages.length === 0) return;
  const rows = messages.map(({ format, fields, body }) => ({
    format,
    fields: fields.map((field) => field.toString('base64')),
    body: body?.toString('base64') ?? null,
  }));
  await queryable.query(
    `INSERT INTO inbox_message (format, fields, body)
     SELECT format, fields, decode(body, 'base64')
     FROM ${messageRows.inParameter} AS row`,
    [messageRows.toParameter(rows)],
  );
}

/** Who takes messages, how many at most, and for how long they are left to it before another may take them. */
export interface InboxClaim {
  readonly claimedBy: string;
  readonly limit: number;
  readonly leaseMs: number;
}

interface InboxRow {
  readonly position: number;
  readonly format: MessageFormat;
  readonly fields: readonly string[];
  readonly body: Buffer | null;
  readonly deliveries: number;
}

/**
 * Claims the oldest messages that nobody has, in order: as many as the limit says, or fewer when they are large. Several
 * processes may claim at once: each passes over the rows that another is just claiming.
 */
export async function claimInboxMessages(
  queryable: Queryable,
  { claimedBy, limit, leaseMs }: InboxClaim,
): Promise<RawMessage[]> {
  const rows = await queryable.query<InboxRow>(
    `WITH oldest AS MATERIALIZED (
       SELECT position, coalesce(octet_length(body), 0) + pg_column_size(fields) AS size FROM inbox_message
       WHERE claimed_until IS NULL OR claimed_until < now()
       ORDER BY position LIMIT $3
       FOR UPDATE SKIP LOCKED
     ), measured AS (
       SELECT position, sum(size) OVER (ORDER BY position) - size AS bytes_before FROM oldest
     )
     UPDATE inbox_message AS message
     SET deliveries = deliveries + 1, claimed_by = $1, claimed_until = now() + $2 * interval '1 millisecond'
     FROM measured
     WHERE message.position = measured.position AND bytes_before < $4
     RETURNING message.position, format, fields, body, deliveries`,
    [claimedBy, leaseMs, limit, BATCH_BYTES],
  );
  return rows.toSorted((a, b) => a.position - b.position).map(fromRow);
}

/** Deletes messages that are done. */
export async function deleteInboxMessages(queryable: Queryable, messages: readonly RawMessage[]): Promise<void> {
  if (messages.length === 0) return;
  await queryable.query(
    'DELETE FROM inbox_message WHERE position IN (SELECT value::bigint FROM json_array_elements_text($1::json))',
    [JSON.stringify(messages.map(({ position }) => position))],
  );
}

/** Gives back what a consumer has claimed and not finished, for others to take at once. */
export async function releaseInboxMessages(queryable: Queryable, claimedBy: string): Promise<void> {
  await queryable.query('UPDATE inbox_message SET claimed_by = NULL, claimed_until = NULL WHERE claimed_by = $1', [
    claimedBy,
  ]);
}

/** Fails when messages can't be stored now. */
export async function probeInbox(queryable: Queryable): Promise<void> {
  await queryable.query('SELECT FROM inbox_message LIMIT 1');
}

/** How many messages wait or are being processed. */
export async function countInboxMessages(queryable: Queryable): Promise<number> {
  const [row] = await queryable.query<{ count: number }>('SELECT count(*) AS count FROM inbox_message');
  return row?.count ?? 0;
}

function fromRow({ position, format, fields, body, deliveries }: InboxRow): RawMessage {
  return {
    topic: inboxTopic,
    position: String(position),
    fields: fields.map((field) => Buffer.from(field, 'base64')),
    body,
    format,
    deliveries,
  };
}
