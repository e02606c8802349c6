import { BATCH_BYTES, bytesOf } from '../../events/message.ts';
import type { MessageFormat, RawMessage } from '../../events/message.ts';
import { unreadableReasons } from '../../events/reading.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { rowSet } from '../database/rows.ts';
import { KEPT_HEAD, keptBytesOf, LARGEST_KEPT_BODY } from './parked-size.ts';
import type { KeptBytes } from './parked-size.ts';

/**
 * Why a message is parked: it can't be read (S3), its time has not come (S27), the database refuses what it says, or whoever
 * works on it dies.
 * Explained in docs/errors.md.
 */
export const parkedReasons = [...unreadableReasons, 'time_ahead', 'processing_failed', 'delivered_too_often'] as const;
export type ParkedReason = (typeof parkedReasons)[number];

/** A message that could not be processed: kept with its bytes and the reason, listed, replayable unless it is too large. */
export interface ParkedMessage {
  readonly id: number;
  /** As it came; of a message that is not kept whole, the beginning. */
  readonly message: RawMessage;
  /** Whether all of it is here: else it can't be processed again. */
  readonly isWhole: boolean;
  /** Bytes of the body as it came. */
  readonly size: number;
  /** SHA-256 of the body as it came, in hexadecimal, where only its beginning was kept. */
  readonly sha256: string | null;
  readonly reason: ParkedReason;
  /** More of the reason; holds no values of the message. */
  readonly detail: string;
  readonly parkedAt: Date;
  readonly retriedAt: Date | null;
  readonly retries: number;
}

export type Parking = Pick<ParkedMessage, 'message' | 'reason' | 'detail'> & {
  /** False: the bytes themselves are what can't be stored. */
  readonly withBytes?: boolean;
};

const messageRows = rowSet({
  topic: 'text',
  position: 'text',
  format: 'text',
  fields: 'jsonb',
  body: 'text',
  reason: 'text',
  detail: 'text',
  whole_size: 'bigint',
  whole_sha256: 'text',
  writer_schema: 'text',
});

/**
 * Parks messages, each as it came, or by its beginning when it is too large. One that is parked already, or twice among
 * these, keeps its place and gets the newest reason.
 */
export async function parkMessages(transaction: Transaction, parkings: readonly Parking[]): Promise<void> {
  const each = new Map(parkings.map((parking) => [`${parking.message.topic} ${parking.message.position}`, parking]));
  for (const chunk of chunks(each.values())) {
    const rows = chunk.map(({ message, reason, detail, fields, body, whole }) => ({
      topic: message.topic,
      position: message.position,
      format: message.format,
      fields: fields.map((field) => field.toString('base64')),
      body: body?.toString('base64') ?? null,
      reason,
      detail,
      whole_size: whole?.size ?? null,
      whole_sha256: whole?.sha256 ?? null,
      writer_schema: message.schema ?? null,
    }));
    await transaction.query(
      `INSERT INTO parked_message (topic, position, format, fields, body, reason, detail, whole_size, whole_sha256,
                                   writer_schema)
       SELECT topic, position, format, fields, decode(body, 'base64'), reason, detail, whole_size, whole_sha256,
              writer_schema
       FROM ${messageRows.inParameter} AS row
       ON CONFLICT ON CONSTRAINT parked_message_origin_key DO UPDATE
       SET reason = excluded.reason, detail = excluded.detail,
           writer_schema = coalesce(excluded.writer_schema, parked_message.writer_schema)`,
      [messageRows.toParameter(rows)],
    );
  }
}

/** Bodies can be large: a statement takes so many bytes of them and no more. */
function* chunks(parkings: Iterable<Parking>, limit = 8_000_000): Generator<(Parking & KeptBytes)[]> {
  let chunk: (Parking & KeptBytes)[] = [];
  let size = 0;
  for (const parking of parkings) {
    const kept = keptBytesOf(parking.message, parking.withBytes);
    chunk.push({ ...parking, ...kept });
    size += bytesOf(kept);
    if (size < limit) continue;
    yield chunk;
    chunk = [];
    size = 0;
  }
  if (chunk.length > 0) yield chunk;
}

interface ParkedRow {
  readonly id: number;
  readonly topic: string;
  readonly position: string;
  readonly format: MessageFormat;
  readonly fields: readonly string[];
  readonly body: Buffer | null;
  readonly is_whole: boolean;
  readonly size: number;
  readonly whole_sha256: string | null;
  readonly writer_schema: string | null;
  readonly reason: ParkedReason;
  readonly detail: string;
  readonly parked_at: Date;
  readonly retried_at: Date | null;
  readonly retries: number;
}

/** What to list; everything is optional. */
export interface ParkedFilter {
  readonly reason?: string;
  readonly topic?: string;
  /** Only these, and none that is greater than the last: what was parked meanwhile is left alone. */
  readonly ids?: readonly number[] | undefined;
  readonly upTo?: number | undefined;
  /** Only ids greater than this: the next page. */
  readonly after?: number;
  readonly limit?: number;
}

/** Parked messages by id: as many as the limit says, or fewer when they are large. */
export async function listParked(
  queryable: Queryable,
  { after = 0, limit = 100, ...choice }: ParkedFilter = {},
): Promise<ParkedMessage[]> {
  const { where, values } = chosenFrom(6, choice);
  // Neither the lengths nor a beginning makes PostgreSQL read a whole body.
  const rows = await queryable.query<ParkedRow>(
    `SELECT id, topic, position, format, reason, detail, parked_at, retried_at, retries, is_whole, size, whole_sha256,
            writer_schema,
            CASE WHEN has_all_fields THEN fields ELSE '[]' END AS fields,
            CASE WHEN is_whole THEN body ELSE substring(body FROM 1 FOR $4) END AS body
     FROM (
       SELECT *, whole_size IS NULL AND size <= $3 AND has_all_fields AS is_whole,
              sum(least(size, $3)) OVER (ORDER BY id) - least(size, $3) AS bytes_before
       FROM (
         SELECT *, coalesce(whole_size, octet_length(body), 0)::bigint AS size,
                pg_column_size(fields) <= $3 AS has_all_fields
         FROM parked_message
         WHERE id > $1 AND ${where}
         ORDER BY id LIMIT $2
       ) AS page
     ) AS measured
     WHERE bytes_before < $5 ORDER BY id`,
    [after, limit, LARGEST_KEPT_BODY, KEPT_HEAD, BATCH_BYTES, ...values],
  );
  return rows.map(fromRow);
}

/** A parked message without its bytes. */
export type ParkedSummary = Omit<ParkedMessage, 'message' | 'isWhole' | 'sha256'> &
  Pick<RawMessage, 'topic' | 'position'>;

/** Parked messages by id, without their bytes: what a list shows. */
export async function summariesOfParked(
  queryable: Queryable,
  { after = 0, limit = 100, ...choice }: ParkedFilter = {},
): Promise<ParkedSummary[]> {
  const { where, values } = chosenFrom(3, choice);
  return queryable.query<ParkedSummary>(
    `SELECT id, topic, position, reason, detail, parked_at AS "parkedAt", retried_at AS "retriedAt", retries,
            coalesce(whole_size, octet_length(body), 0)::bigint AS size
     FROM parked_message
     WHERE id > $1 AND ${where}
     ORDER BY id LIMIT $2`,
    [after, limit, ...values],
  );
}

/** How many messages are parked, by reason. They are counted as they come and go: it costs the same however many there are. */
export async function countParked(queryable: Queryable): Promise<Map<string, number>> {
  const rows = await queryable.query<{ reason: string; count: number }>(
    `SELECT reason, sum(messages)::bigint AS count FROM parked_count
     GROUP BY reason HAVING sum(messages) > 0 ORDER BY reason`,
  );
  return new Map(rows.map(({ reason, count }) => [reason, count]));
}

/** The parked message of an id, or null. */
export async function findParked(queryable: Queryable, id: number): Promise<ParkedMessage | null> {
  const [found] = await listParked(queryable, { after: id - 1, limit: 1 });
  return found?.id === id ? found : null;
}

/** Notes that a message was tried again and is still parked. */
export async function noteRetry(transaction: Transaction, ids: readonly number[]): Promise<void> {
  await transaction.query(
    `UPDATE parked_message SET retried_at = now(), retries = retries + 1
     WHERE id IN (SELECT value::bigint FROM json_array_elements_text($1::json))`,
    [JSON.stringify(ids)],
  );
}

/** Removes messages that have been processed after all, or that an operator discards. */
export async function removeParked(transaction: Transaction, ids: readonly number[]): Promise<void> {
  await transaction.query(
    'DELETE FROM parked_message WHERE id IN (SELECT value::bigint FROM json_array_elements_text($1::json))',
    [JSON.stringify(ids)],
  );
}

/** What names a message that is discarded. */
export interface Discarded {
  readonly id: number;
  readonly topic: string;
  readonly position: string;
  readonly reason: string;
}

/** Removes a message that an operator does not need, and keeps in the history which one and why. */
export async function discardParked(
  transaction: Transaction,
  { id, topic, position, reason }: Discarded,
  why: string,
  actor: string,
): Promise<void> {
  await transaction.query(`INSERT INTO history (kind, details) VALUES ('message_discarded', $1::jsonb)`, [
    JSON.stringify({ topic, position, reason, why, actor }),
  ]);
  await removeParked(transaction, [id]);
}

/**
 * What a choice asks of a message, in SQL.
 *
 * @param first the number of the first parameter of its own
 */
export function chosenFrom(
  first: number,
  { reason, topic, ids, upTo }: ParkedFilter,
): { readonly where: string; readonly values: readonly unknown[] } {
  const [ofReason, ofTopic, last, list] = [0, 1, 2, 3].map((place) => `$${first + place}`);
  return {
    where: `(${ofReason}::text IS NULL OR reason = ${ofReason}) AND (${ofTopic}::text IS NULL OR topic = ${ofTopic})
      AND (${last}::bigint IS NULL OR id <= ${last})
      AND (${list}::json IS NULL OR id IN (SELECT value::bigint FROM json_array_elements_text(${list}::json)))`,
    values: [reason ?? null, topic ?? null, upTo ?? null, ids === undefined ? null : JSON.stringify(ids)],
  };
}

function fromRow(row: ParkedRow): ParkedMessage {
  return {
    id: row.id,
    message: {
      topic: row.topic,
      position: row.position,
      format: row.format,
      fields: row.fields.map((field) => Buffer.from(field, 'base64')),
      body: row.body,
      ...(row.format === 'confluent' && { schema: row.writer_schema }),
      deliveries: 1,
    },
    isWhole: row.is_whole,
    size: row.size,
    sha256: row.whole_sha256,
    reason: row.reason,
    detail: row.detail,
    parkedAt: row.parked_at,
    retriedAt: row.retried_at,
    retries: row.retries,
  };
}
