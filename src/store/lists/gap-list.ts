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
  /** False: at least so many. */
  readonly exact: boolean;
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

const columns = sql`id, topic, group_name AS "group", reason, lost, exact, lost_from AS "from", lost_until AS "until",
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
  /** False: at least so many. */
  readonly exact: boolean;
}

export async function summarizeOpenGaps(queryable: Queryable): Promise<OpenGaps[]> {
  return queryable.query<OpenGaps>(
    `SELECT topic, count(*) AS gaps, sum(lost)::bigint AS lost, bool_and(exact) AS exact
     FROM bus_gap WHERE acknowledged_at IS NULL GROUP BY topic ORDER BY topic`,
  );
}
