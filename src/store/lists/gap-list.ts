import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Queryable } from '../database/database.ts';
import type { GapReason } from '../engine/bus-gaps.ts';
import { after, allOf, orderBy, pageOf } from './paging.ts';
import type { Order, Page, PageWish } from './paging.ts';
import { queryBuilder } from './query-builder.ts';

/** Messages that were lost on the event bus; see BusGap. */
export interface GapListing {
  readonly id: number;
  readonly topic: string;
  readonly group: string;
  readonly reason: GapReason;
  readonly lost: number;
  /** False: at least so many, or {@link atMost}. */
  readonly exact: boolean;
  /** At most so many: some of what is gone may never have been messages. */
  readonly atMost: boolean;
  /** Of Kafka; null on a bus without partitions. */
  readonly partition: number | null;
  readonly from: Date | null;
  readonly until: Date | null;
  readonly foundAt: Date;
  /** When somebody said that they know of it; null: it needs attention. */
  readonly acknowledgedAt: Date | null;
}

const newestFirst: Order<GapListing> = {
  columns: [{ name: 'bus_gap.id', type: 'bigint', valueOf: ({ id }) => id }],
  direction: 'desc',
};

const columns = sql`id, topic, group_name AS "group", reason, lost, exact, at_most AS "atMost", partition, lost_from AS "from", lost_until AS "until",
  found_at AS "foundAt", acknowledged_at AS "acknowledgedAt"`;

/** A page of what was lost on the bus, the newest first. */
export async function listGaps(
  queryable: Queryable,
  { acknowledged }: { readonly acknowledged?: boolean | undefined },
  { limit, position }: PageWish,
): Promise<Page<GapListing>> {
  const conditions: RawBuilder<boolean>[] = [];
  if (acknowledged !== undefined)
    conditions.push(acknowledged ? sql`acknowledged_at IS NOT NULL` : sql`acknowledged_at IS NULL`);
  if (position !== null) conditions.push(after(newestFirst, position));
  const { rows } = await sql<GapListing>`
    SELECT ${columns} FROM bus_gap WHERE ${allOf(conditions)}
    ORDER BY ${orderBy(newestFirst)} LIMIT ${limit + 1}`.execute(queryBuilder(queryable));
  return pageOf(rows, limit, newestFirst, (listing) => listing);
}

/** What was lost of a topic and not acknowledged. */
export interface OpenGaps {
  readonly topic: string;
  readonly gaps: number;
  readonly lost: number;
  /** False: at least so many, or {@link atMost}. */
  readonly exact: boolean;
  readonly atMost: boolean;
}

export async function summarizeOpenGaps(queryable: Queryable): Promise<OpenGaps[]> {
  return queryable.query<OpenGaps>(
    // Where some are known from below and some from above, what is known from below is certain.
    `SELECT topic, gaps, exact, at_most AND NOT at_least AS "atMost",
            coalesce(CASE WHEN at_most AND at_least THEN certain ELSE lost END, 0)::bigint AS lost
     FROM (
       SELECT topic, count(*) AS gaps, sum(lost) AS lost, sum(lost) FILTER (WHERE NOT at_most) AS certain,
              bool_and(exact) AS exact, bool_or(at_most) AS at_most, bool_or(NOT exact AND NOT at_most) AS at_least
       FROM bus_gap WHERE acknowledged_at IS NULL GROUP BY topic
     ) AS open ORDER BY topic`,
  );
}
