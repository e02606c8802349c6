import type { Micros } from '../../rules/event.ts';
import type { Queryable } from '../database/database.ts';
import { rowSet } from '../database/rows.ts';

/** What an event told of a course. */
export interface ToldCourse {
  readonly key: string;
  /** Empty: not told. */
  readonly name: string;
  /** Of the event. */
  readonly time: Micros;
}

/** Sites with more are not known of; what was told of longest ago goes. */
const mostCourses = 50_000;

const courseRows = rowSet({ key: 'text', name: 'text', time: 'micros' });

/** Remembers courses: the newest event that names one says how it is called. */
export async function writeCourses(queryable: Queryable, courses: readonly ToldCourse[]): Promise<void> {
  if (courses.length === 0) return;
  // In one order, so that processes wait for each other and never in a circle.
  const rows = courses.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map(({ key, name, time }) => ({ key, name, time }));
  const written = await queryable.query<{ inserted: boolean }>(
    `INSERT INTO course AS known (course_key, name, told_at)
     SELECT key, name, "time" FROM ${courseRows.inParameter} AS row
     ON CONFLICT (course_key) DO UPDATE
     SET name = CASE WHEN excluded.name <> '' AND (known.name = '' OR excluded.told_at >= known.told_at) THEN excluded.name ELSE known.name END,
         told_at = greatest(known.told_at, excluded.told_at)
     WHERE excluded.told_at > known.told_at + interval '1 day'
        OR (excluded.name NOT IN ('', known.name) AND (known.name = '' OR excluded.told_at >= known.told_at))
     RETURNING xmax = 0 AS inserted`,
    [courseRows.toParameter(rows)],
  );
  if (written.some(({ inserted }) => inserted))
    await queryable.query(
      `DELETE FROM course WHERE course_key IN (SELECT course_key FROM course ORDER BY told_at DESC OFFSET ${mostCourses})`,
    );
}
