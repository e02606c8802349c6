import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Queryable } from '../database/database.ts';
import { after, allOf, orderBy, pageOf } from './paging.ts';
import type { Order, Page, PageWish } from './paging.ts';
import { queryBuilder } from './query-builder.ts';

/** A course that an event has named. */
export interface CourseListing {
  readonly key: string;
  /** Empty where no event has told it. */
  readonly name: string;
  /** When an event named it last, to about a day. */
  readonly toldAt: Date;
}

/** What to list; everything is optional. */
export interface CourseFilter {
  /** A part of the name or of the key. */
  readonly search?: string | undefined;
  readonly keys?: readonly string[] | undefined;
}

interface Row extends CourseListing {
  readonly sortName: string;
}

const byName: Order<Row> = {
  columns: [
    {
      name: sql`natural_order(coalesce(nullif(name, ''), course_key))`,
      type: 'text',
      valueOf: ({ sortName }) => sortName,
    },
    { name: 'course_key', type: 'text', valueOf: ({ key }) => key },
  ],
  direction: 'asc',
};

/** A page of the courses that events have named, by name. */
export async function listCourses(
  queryable: Queryable,
  { search, keys }: CourseFilter,
  { limit, position }: PageWish,
): Promise<Page<CourseListing>> {
  const conditions: RawBuilder<boolean>[] = [];
  if (search !== undefined)
    conditions.push(
      sql`(strpos(lower(name), lower(${search})) > 0 OR strpos(lower(course_key), lower(${search})) > 0)`,
    );
  if (keys !== undefined) conditions.push(sql`course_key = ANY (${keys}::text[])`);
  if (position !== null) conditions.push(after(byName, position));
  const { rows } = await sql<Row>`
    SELECT course_key AS key, name, told_at AS "toldAt", natural_order(coalesce(nullif(name, ''), course_key)) AS "sortName"
    FROM course WHERE ${allOf(conditions)} ORDER BY ${orderBy(byName)} LIMIT ${limit + 1}`.execute(
    queryBuilder(queryable),
  );
  return pageOf(rows, limit, byName, ({ sortName: _sortName, ...listing }) => listing);
}

/** How courses are called, by key; those that no event has named are absent. */
export async function courseNames(queryable: Queryable, keys: readonly string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const rows = await queryable.query<{ key: string; name: string }>(
    `SELECT course_key AS key, name FROM course WHERE course_key = ANY ($1::text[])`,
    [[...new Set(keys)]],
  );
  return new Map(rows.map(({ key, name }) => [key, name]));
}

/** Which of these no event has named; none while no event has named any course, for then nothing is known. */
export async function unseenCourses(queryable: Queryable, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const known = await courseNames(queryable, keys);
  const unseen = new Set(keys.filter((key) => !known.has(key)));
  if (unseen.size === 0) return unseen;
  const [row] = await queryable.query<{ any: boolean }>('SELECT EXISTS (SELECT FROM course) AS any');
  return row?.any === true ? unseen : new Set();
}
