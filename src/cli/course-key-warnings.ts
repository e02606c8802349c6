import { findCourseKeyWarnings, findCourseRules, unseenCourse } from '../rules/course-keys.ts';
import type { Template } from '../rules/template.ts';
import type { Queryable } from '../store/database/database.ts';
import { unseenCourses } from '../store/lists/course-list.ts';

/** Rules that can never hold, because no course can have the key that they name. They may be brought in all the same. */
export function courseKeyWarnings(templates: readonly Template[]): string[] {
  return templates.flatMap((template) =>
    findCourseKeyWarnings(template).map(
      ({ path, message }) => `Warning: "${template.id}", ${path.join('.')}: ${message}`,
    ),
  );
}

/** Rules that wait for a course that no event has named so far. */
export async function unseenCourseWarnings(templates: readonly Template[], queryable: Queryable): Promise<string[]> {
  const keys = templates.flatMap((template) => findCourseRules(template).map(({ key }) => key));
  const unseen = await unseenCourses(queryable, [...new Set(keys)]);
  return warnOf(templates, (key) => unseen.has(key), unseenCourse);
}

/**
 * Rules that wait for a course that no event of a file names.
 *
 * @param named the keys that they name
 */
export function absentCourseWarnings(templates: readonly Template[], named: ReadonlySet<string>): string[] {
  const active = templates.filter(({ active: isActive }) => isActive);
  return warnOf(
    active,
    (key) => !named.has(key),
    (key) => `no event of the file names the course "${key}". Check its key, or the file.`,
  );
}

function warnOf(
  templates: readonly Template[],
  concerns: (key: string) => boolean,
  words: (key: string) => string,
): string[] {
  return templates.flatMap((template) =>
    findCourseRules(template)
      .filter(({ key }) => concerns(key))
      .map(({ path, key }) => `Warning: "${template.id}", ${path.join('.')}: ${words(key)}`),
  );
}
