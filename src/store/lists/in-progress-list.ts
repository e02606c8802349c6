import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Queryable } from '../database/database.ts';
import { after, allOf, orderBy, pageOf } from './paging.ts';
import type { Order, Page, PageWish } from './paging.ts';
import { queryBuilder } from './query-builder.ts';

/** A learner on the way to the badge of a template. */
export interface InProgressListing {
  /** LMS user id. */
  readonly learner: number;
  /** Empty once the learner is retired. */
  readonly username: string;
  readonly groupsMet: number;
  readonly groups: number;
  readonly updatedAt: Date;
}

interface Row extends InProgressListing {
  readonly lacking: number;
}

const nearestFirst: Order<Row> = {
  columns: [
    { name: sql`(progress.groups - progress.groups_met)`, type: 'integer', valueOf: ({ lacking }) => lacking },
    { name: 'progress.learner_id', type: 'bigint', valueOf: ({ learner }) => learner },
  ],
  direction: 'asc',
};

/**
 * A page of those whose progress on a template is not complete and who have no badge of it, neither held nor taken away
 * (S17): those who lack the fewest groups first. They are as many as `in_progress` counts.
 *
 * @param template its key
 */
export async function listInProgress(
  queryable: Queryable,
  template: number,
  { limit, position }: PageWish,
): Promise<Page<InProgressListing>> {
  const conditions: RawBuilder<boolean>[] = [
    sql`progress.template_id = ${template} AND NOT progress.complete`,
    sql`NOT EXISTS (SELECT FROM badge WHERE badge.learner_id = progress.learner_id AND badge.template_id = ${template})`,
  ];
  if (position !== null) conditions.push(after(nearestFirst, position));
  const { rows } = await sql<Row>`
    SELECT progress.learner_id AS learner, username, groups_met AS "groupsMet", groups, groups - groups_met AS lacking,
           progress.updated_at AS "updatedAt"
    FROM (SELECT * FROM badge_progress AS progress WHERE ${allOf(conditions)}
          ORDER BY ${orderBy(nearestFirst)} LIMIT ${limit + 1}) AS progress
    JOIN learner ON learner.id = progress.learner_id
    ORDER BY ${orderBy(nearestFirst)}`.execute(queryBuilder(queryable));
  return pageOf(rows, limit, nearestFirst, ({ learner, username, groupsMet, groups, updatedAt }) => ({
    learner,
    username,
    groupsMet,
    groups,
    updatedAt,
  }));
}
