import { expect, test } from 'vitest';
import { coursesOf } from '../../src/events/courses.ts';
import { hasVisibleText } from '../../src/rules/visible-text.ts';

test.each([
  ['x', true],
  ['é'.normalize('NFD'), true],
  ['شارة', true],
  ['👩🏽‍🚀', true],
  ['7', true],
  // Of a newer Unicode than ours: somebody's letter all the same.
  ['\u{1FFFD}', true],
  ['', false],
  [' \t\u00A0\u3000', false],
  ['\u200B\u200D\u2060\uFEFF', false],
  ['\u202E\u2066', false],
  ['\u00AD', false],
  ['\u0301\uFE0F', false],
  ['\u3164\u115F\uFFA0\u2800', false],
] as const)('%j can be seen: %s', (text, seen) => {
  expect(hasVisibleText(text)).toBe(seen);
});

test('a course whose name can’t be seen has none', () => {
  const course = { course_key: 'course-v1:X+Y+Z', display_name: '\u200B' };
  expect(coursesOf({ course })).toContainEqual({ key: 'course-v1:X+Y+Z', name: '' });
});
