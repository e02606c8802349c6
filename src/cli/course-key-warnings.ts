import { findCourseKeyWarnings } from '../rules/course-keys.ts';
import type { Template } from '../rules/template.ts';

/** Rules that can never hold, because no course can have the key that they name. They may be brought in all the same. */
export function courseKeyWarnings(templates: readonly Template[]): string[] {
  return templates.flatMap((template) =>
    findCourseKeyWarnings(template).map(
      ({ path, message }) => `Warning: "${template.id}", ${path.join('.')}: ${message}`,
    ),
  );
}
