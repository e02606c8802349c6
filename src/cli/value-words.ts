import { pathWords } from '../api/views/condition-words.ts';
import { isCoursePath } from '../rules/course-keys.ts';
import type { RuleTrial } from '../rules/data-rule.ts';
import type { DataRule } from '../rules/template.ts';
import { parseValue } from '../rules/value-type.ts';
import type { Value } from '../rules/value-type.ts';
import { printable } from './terminal/output.ts';

/** How courses are called, by key. */
export type CourseNames = ReadonlyMap<string, string>;

/** A value that a rule read, in words: `passed: yes`, `course: Demonstration Course (course-v1:...)`. */
export function valueWords(path: string, value: Value | null, courses: CourseNames): string {
  return `${pathWords(path)}: ${plainValue(path, value, courses)}`;
}

/** A data rule in words: `passed is yes`. */
export function ruleWords({ path, operator, value }: DataRule, courses: CourseNames): string {
  return `${pathWords(path)} ${operator === 'eq' ? 'is' : 'is not'} ${expectedWords(path, value, courses)}`;
}

/** How a data rule fared, in words: `passed: no, needed yes`. */
export function trialWords(
  { rule: { path, operator, value }, actual, holds }: RuleTrial,
  courses: CourseNames,
): string {
  const said = actual === null ? `${pathWords(path)}: not in the event` : valueWords(path, actual, courses);
  if (holds) return `${said}, as needed`;
  const wanted = expectedWords(path, value, courses);
  return operator === 'eq' ? `${said}, needed ${wanted}` : `${said}, needed anything except ${wanted}`;
}

/** The keys of courses among values that rules read, or compare with. */
export function courseKeysIn(values: readonly (readonly [path: string, value: Value | null])[]): string[] {
  return values.flatMap(([path, value]) => (typeof value === 'string' && isCoursePath(path) ? [value] : []));
}

/** The value of a rule is text; where its path says yes or no, so does it. */
function expectedWords(path: string, value: string, courses: CourseNames): string {
  const read = /(?:^|\.)is_\w+$/.test(path) ? parseValue('boolean', value) : undefined;
  return plainValue(path, typeof read === 'boolean' ? read : value, courses);
}

function plainValue(path: string, value: Value | null, courses: CourseNames): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'string' || !isCoursePath(path)) return printable(JSON.stringify(value));
  const called = courses.get(value) ?? '';
  return called === '' ? printable(value) : `${printable(called)} (${printable(value)})`;
}
