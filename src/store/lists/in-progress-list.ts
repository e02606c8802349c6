import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Queryable } from '../database/database.ts';
import { after, allOf, orderBy, pageOf, positionIn } from './paging.ts';
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
  /** They have, or had, the badge all the same: an operator awarded it, or it was earned before the template was changed. */
  readonly held: boolean;
  /** The how manieth that was read. */
  readonly place: number;
}

/** Of those who are left out there can be many in a row: a page reads so many, and then says where it goes on. */
const mostRead = 2_000;

const nearestFirst: Order<Row> = {
  columns: [
    { name: sql`(progress.groups - progress.groups_met)`, type: 'integer', valueOf: ({ lacking }) => lacking },
    { name: 'progress.learner_id', type: 'bigint', valueOf: ({ learner }) => learner },
  ],
  direction: 'asc',
};

/**
 * A page of those whose progress on a template is not complete and who have no badge of it, neither held nor taken away
 * (S17): those who lack the fewest groups first. They are as many as `in_progress` counts. Where very many have the badge, a page can
 * have fewer than the limit, or none, and say where the next one begins.
 *
 * @param template its key
 */
export async function listInProgress(
  queryable: Queryable,
  template: number,
  { limit, position }: PageWish,
): Promise<Page<InProgressListing>> {
  const conditions: RawBuilder<boolean>[] = [sql`progress.template_id = ${template} AND NOT progress.complete`];
  if (position !== null) conditions.push(after(nearestFirst, position));
  // Read inside, in the order of the index, and left out outside: as soon as the page is full, no more is read.
  const { rows } = await sql<Row>`
    SELECT progress.*, username FROM (
      SELECT * FROM (
        SELECT *, (SELECT true FROM badge WHERE badge.learner_id = progress.learner AND badge.template_id = ${template}) IS TRUE AS held
        FROM (
          SELECT learner_id AS learner, groups_met AS "groupsMet", groups, groups - groups_met AS lacking, updated_at AS "updatedAt",
                 row_number() OVER (ORDER BY ${orderBy(nearestFirst)}) AS place
          FROM badge_progress AS progress WHERE ${allOf(conditions)} ORDER BY ${orderBy(nearestFirst)} LIMIT ${mostRead}
        ) AS progress
      ) AS progress
      WHERE NOT held OR place = ${mostRead} ORDER BY lacking, learner LIMIT ${limit + 1}
    ) AS progress
    JOIN learner ON learner.id = progress.learner
    ORDER BY lacking, learner`.execute(queryBuilder(queryable));
  const found = rows.filter(({ held }) => !held);
  const page = pageOf(found, limit, nearestFirst, ({ learner, username, groupsMet, groups, updatedAt }) => ({
    learner,
    username,
    groupsMet,
    groups,
    updatedAt,
  }));
  const last = rows.find(({ place }) => place === mostRead);
  return last === undefined || page.next !== null ? page : { ...page, next: positionIn(nearestFirst, last) };
}
