import type { HistoryKind } from '../engine/history.ts';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Micros } from '../../rules/event.ts';
import type { Queryable } from '../database/database.ts';
import { after, allOf, micros, orderBy, pageOf } from './paging.ts';
import type { Order, Page, PageWish } from './paging.ts';
import { queryBuilder } from './query-builder.ts';

/** A line of the history. */
export interface HistoryListing {
  readonly id: number;
  readonly recordedAt: Date;
  readonly kind: HistoryKind;
  /** LMS user id; null for what happened to a template. */
  readonly learner: number | null;
  /** Their user name; empty once they are retired, null for what happened to a template. */
  readonly username: string | null;
  /** Id of the badge template; of one that was deleted, the id that it had. */
  readonly template: string | null;
  readonly templateName: string | null;
  /** The causing event; null when there was none. */
  readonly event: {
    readonly id: string;
    readonly type: string;
    readonly source: string;
    readonly time: Micros;
  } | null;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What to list; everything is optional. */
export interface HistoryFilter {
  /** LMS user id. */
  readonly learner?: number | undefined;
  /** Id of a badge template: what happened to it, and to learners on it. */
  readonly template?: string | undefined;
  readonly kind?: HistoryKind | undefined;
}

interface Row extends Omit<HistoryListing, 'event'> {
  readonly eventId: string | null;
  readonly eventType: string;
  readonly eventSource: string;
  readonly eventMicros: Micros;
}

const newestFirst: Order<Row> = {
  columns: [{ name: 'history.id', type: 'bigint', valueOf: ({ id }) => id }],
  direction: 'desc',
};

/** A page of the history, the newest first. */
export async function listHistory(
  queryable: Queryable,
  filter: HistoryFilter,
  { limit, position }: PageWish,
): Promise<Page<HistoryListing>> {
  const conditions = conditionsOf(filter);
  if (position !== null) conditions.push(after(newestFirst, position));
  const { rows } = await sql<Row>`
    SELECT history.id, recorded_at AS "recordedAt", kind, learner_id AS learner, username,
           coalesce(slug, details ->> 'template') AS template, template.name AS "templateName", event_id AS "eventId",
           event_type AS "eventType", event_source AS "eventSource", ${micros('event_time')} AS "eventMicros", details
    FROM (SELECT * FROM history WHERE ${allOf(conditions)} ORDER BY ${orderBy(newestFirst)} LIMIT ${limit + 1}) AS history
    LEFT JOIN badge_template AS template ON template.id = template_id
    LEFT JOIN learner ON learner.id = learner_id
    ORDER BY ${orderBy(newestFirst)}`.execute(queryBuilder(queryable));
  return pageOf(rows, limit, newestFirst, fromRow);
}

function conditionsOf({ learner, template, kind }: HistoryFilter): RawBuilder<boolean>[] {
  const conditions: RawBuilder<boolean>[] = [];
  if (learner !== undefined) conditions.push(sql`learner_id = ${learner}`);
  if (template !== undefined)
    conditions.push(sql`template_id = (SELECT id FROM badge_template WHERE slug = ${template})`);
  if (kind !== undefined) conditions.push(sql`kind = ${kind}`);
  return conditions;
}

function fromRow({ eventId, eventType, eventSource, eventMicros, ...line }: Row): HistoryListing {
  const event = eventId === null ? null : { id: eventId, type: eventType, source: eventSource, time: eventMicros };
  return { ...line, event };
}
