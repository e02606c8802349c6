import { isCoursePath } from '../rules/course-keys.ts';
import type { Value } from '../rules/value-type.ts';
import { printable } from './terminal/output.ts';

/** What key paths are called; others are called by themselves. */
const names: Readonly<Record<string, string>> = {
  is_passing: 'passed',
  'course.course_key': 'course',
  'course.ccx_course_key': 'custom course',
  'course.master_course_key': 'made from course',
  'course.display_name': 'course name',
  course_key: 'course',
  course_id: 'course',
  mode: 'mode',
  grade: 'grade',
};

/**
 * A value that a rule read, in words: `passed: yes`, `course: Demonstration Course (course-v1:...)`.
 *
 * @param courses how courses are called, by key
 */
export function valueWords(path: string, value: Value | null, courses: ReadonlyMap<string, string>): string {
  const name = Object.hasOwn(names, path) ? names[path] : path;
  if (typeof value === 'boolean') return `${name}: ${value ? 'yes' : 'no'}`;
  if (typeof value !== 'string' || !isCoursePath(path)) return `${name}: ${printable(JSON.stringify(value))}`;
  const called = courses.get(value) ?? '';
  return `${name}: ${called === '' ? printable(value) : `${printable(called)} (${printable(value)})`}`;
}

/** The keys of courses among values that rules read. */
export function courseKeysIn(values: Readonly<Record<string, Value | null>>): string[] {
  return Object.entries(values).flatMap(([path, value]) =>
    typeof value === 'string' && isCoursePath(path) ? [value] : [],
  );
}
