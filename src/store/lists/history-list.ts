import { historyKinds } from '../engine/history.ts';
import type { HistoryKind } from '../engine/history.ts';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Queryable } from '../database/database.ts';
import { countUpTo } from './counting.ts';
import type { Count } from './counting.ts';
import { historyColumns, historyJoins, toHistoryListings } from './history-lines.ts';
import type { HistoryListing, HistoryRow } from './history-lines.ts';
import { after, allOf, orderBy, pageOf } from './paging.ts';
import type { Order, Page, PageWish } from './paging.ts';
import { queryBuilder } from './query-builder.ts';

/** What to list; everything is optional. */
export interface HistoryFilter {
  /** LMS user id. */
  readonly learner?: number | undefined;
  /** Id of a badge template: what happened to it, and to learners on it. */
  readonly template?: string | undefined;
  /** Lines of any of these kinds; none or left out: of all. */
  readonly kinds?: readonly HistoryKind[] | undefined;
  /** Recorded at this moment or later. */
  readonly from?: Date | undefined;
  /** Recorded before this moment. */
  readonly until?: Date | undefined;
}

/** By when they were recorded: the one clock that all lines have. */
const newestFirst: Order<HistoryRow> = {
  columns: [
    { name: 'history.recorded_at', type: 'micros', valueOf: ({ recordedMicros }) => recordedMicros },
    { name: 'history.id', type: 'bigint', valueOf: ({ id }) => id },
  ],
  direction: 'desc',
};

/** A page of the history, what was recorded last first. */
export async function listHistory(
  queryable: Queryable,
  filter: HistoryFilter,
  { limit, position }: PageWish,
): Promise<Page<HistoryListing>> {
  const conditions = conditionsOf(filter);
  if (position !== null) conditions.push(after(newestFirst, position));
  const page = sql`ORDER BY ${orderBy(newestFirst)} LIMIT ${limit + 1}`;
  const { rows } = await sql<HistoryRow>`
    SELECT ${historyColumns}
    FROM (${pick(filter, conditions, page)}) AS history
    ${historyJoins}
    ORDER BY ${orderBy(newestFirst)}`.execute(queryBuilder(queryable));
  const { items, next } = pageOf(rows, limit, newestFirst, (row) => row);
  return { items: await toHistoryListings(queryable, items), next };
}

/** How many lines fit, as far as it is cheap to know. */
export function countHistory(queryable: Queryable, filter: HistoryFilter): Promise<Count> {
  return countUpTo(queryable, (limit) => pick(filter, conditionsOf(filter), sql`LIMIT ${limit}`));
}

/** Kinds of which there are few among very many lines: the index `history_kind` has them in order, each for itself. */
const seldom = new Set<HistoryKind>(
  historyKinds.filter((kind) => kind !== 'fulfilled' && kind !== 'awarded' && kind !== 'issued'),
);

/**
 * Picks the page from the indexes: few lines of one kind among millions must not be found by reading millions. What is of
 * several kinds is read kind by kind, and the page is made of these.
 */
function pick(
  { learner, template, kinds = [] }: HistoryFilter,
  conditions: readonly RawBuilder<boolean>[],
  page: RawBuilder<unknown>,
): RawBuilder<unknown> {
  if (kinds.length === 0) return sql`SELECT * FROM history WHERE ${allOf(conditions)} ${page}`;
  const isNarrow = learner !== undefined || template !== undefined;
  if (isNarrow || !kinds.every((kind) => seldom.has(kind)))
    return sql`SELECT * FROM history WHERE ${allOf([...conditions, sql`kind = ANY(ARRAY[${sql.join(kinds)}]::text[])`])} ${page}`;
  const each = [...new Set(kinds)].map(
    (kind) =>
      // The second condition on the kind is the index's own.
      sql`(SELECT * FROM history WHERE ${allOf([...conditions, sql`kind = ${kind}`, sql`kind NOT IN ('fulfilled', 'awarded', 'issued')`])} ${page})`,
  );
  return sql`SELECT * FROM (${sql.join(each, sql` UNION ALL `)}) AS history ${page}`;
}

function conditionsOf({ learner, template, from, until }: HistoryFilter): RawBuilder<boolean>[] {
  const conditions: RawBuilder<boolean>[] = [];
  if (learner !== undefined) conditions.push(sql`learner_id = ${learner}`);
  if (template !== undefined)
    conditions.push(sql`template_id = (SELECT id FROM badge_template WHERE slug = ${template})`);
  if (from !== undefined) conditions.push(sql`recorded_at >= ${from.toISOString()}::timestamptz`);
  if (until !== undefined) conditions.push(sql`recorded_at < ${until.toISOString()}::timestamptz`);
  return conditions;
}
