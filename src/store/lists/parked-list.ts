import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { MessageFormat } from '../../events/message.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { countUpTo } from './counting.ts';
import type { Count } from './counting.ts';
import { after, allOf, pageOf } from './paging.ts';
import type { Order, Page, PageWish } from './paging.ts';
import { queryBuilder } from './query-builder.ts';

/** A parked message in a list: everything but its bytes. */
export interface ParkedListing {
  readonly id: number;
  readonly topic: string;
  readonly position: string;
  /** Metadata as they came: alternating names and values. Empty when they are so large that a list leaves them out. */
  readonly fields: readonly Buffer[];
  readonly format: MessageFormat;
  /** The body, where it is so small that a list reads it; else null. */
  readonly body: Buffer | null;
  /** The schema that it was written with, where it came with one. */
  readonly schema: string | null;
  readonly reason: string;
  readonly detail: string;
  /** Bytes of the body as it came. */
  readonly size: number;
  readonly parkedAt: Date;
  readonly retriedAt: Date | null;
  readonly retries: number;
}

/** What to list; everything is optional. */
export interface ParkedListFilter {
  readonly reason?: string | undefined;
  readonly topic?: string | undefined;
}

type Row = Omit<ParkedListing, 'fields' | 'size'> & {
  readonly fields: readonly string[] | null;
  readonly size: number | null;
};

const newestFirst: Order<Row> = {
  columns: [{ name: 'parked_message.id', type: 'bigint', valueOf: ({ id }) => id }],
  direction: 'desc',
};

const columns = [
  'id',
  'topic',
  'position',
  'reason',
  'detail',
  'parked_at as parkedAt',
  'retried_at as retriedAt',
  'retries',
  'format',
  'writer_schema as schema',
] as const;

const size = sql<number | null>`coalesce(whole_size, octet_length(body))::bigint`.as('size');
/** Metadata of an event have some hundred bytes; what strangers send may have more. */
const fields = sql<readonly string[] | null>`CASE WHEN pg_column_size(fields) < 16384 THEN fields END`.as('fields');

/** Events have some thousand bytes; a longer body is not read for a list. */
const body = sql<Buffer | null>`CASE WHEN whole_size IS NULL AND octet_length(body) <= 16384 THEN body END`.as('body');

/** A page of parked messages, the newest first. Of bodies it reads the small ones: the length is known without. */
export async function pageOfParked(
  queryable: Queryable,
  { reason, topic }: ParkedListFilter,
  { limit, position }: PageWish,
): Promise<Page<ParkedListing>> {
  let query = queryBuilder(queryable)
    .selectFrom('parked_message')
    .select(columns)
    .select([size, fields, body])
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (reason !== undefined) query = query.where('reason', '=', reason);
  if (topic !== undefined) query = query.where('topic', '=', topic);
  if (position !== null) query = query.where(after(newestFirst, position));
  return pageOf<Row, ParkedListing>(await query.execute(), limit, newestFirst, fromRow);
}

/** How many there are, as far as it is cheap to know. */
export function countParkedListed(queryable: Queryable, { reason, topic }: ParkedListFilter): Promise<Count> {
  const conditions: RawBuilder<boolean>[] = [];
  if (reason !== undefined) conditions.push(sql`reason = ${reason}`);
  if (topic !== undefined) conditions.push(sql`topic = ${topic}`);
  return countUpTo(queryable, (limit) => sql`SELECT id FROM parked_message WHERE ${allOf(conditions)} LIMIT ${limit}`);
}

/** Locks a parked message until the transaction ends, so that it can be discarded once; null when it is not parked. */
export async function lockParked(transaction: Transaction, id: number): Promise<ParkedListing | null> {
  const [row] = await queryBuilder(transaction)
    .selectFrom('parked_message')
    .select(columns)
    .select([size, fields, body])
    .where('id', '=', id)
    .forUpdate()
    .execute();
  return row === undefined ? null : fromRow(row);
}

function fromRow(row: Row): ParkedListing {
  const names = (row.fields ?? []).map((field) => Buffer.from(field, 'base64'));
  return { ...row, fields: names, size: row.size ?? 0 };
}
