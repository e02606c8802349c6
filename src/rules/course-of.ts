import type { Requirement } from './template.ts';

const keyPath = /(?:^|\.)(?:course_key|course_id|ccx_course_key)$/;

/** The key of the course that a requirement is about; null where it names none, or leaves several. */
export function courseOf({ rules }: Pick<Requirement, 'rules'>): string | null {
  const keys = rules.filter(({ path, operator }) => operator === 'eq' && keyPath.test(path)).map(({ value }) => value);
  // Of a CCX the rule of its own key says more than that of the course it was made from.
  return keys.find((key) => key.startsWith('ccx-v1:')) ?? (new Set(keys).size === 1 ? (keys[0] ?? null) : null);
}

/**
 * Where learners take a course.
 *
 * @param pattern an address with `{course}` in the place of the key
 */
export function courseUrl(pattern: string, course: string): string {
  // As the LMS writes keys in its own addresses.
  const key = encodeURIComponent(course).replaceAll('%3A', ':').replaceAll('%2B', '+').replaceAll('%40', '@');
  return pattern.replaceAll('{course}', key);
}
