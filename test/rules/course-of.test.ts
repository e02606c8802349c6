import { expect, test } from 'vitest';
import { courseOf, courseUrl } from '../../src/rules/course-of.ts';

const rule = (path: string, value: string, operator: 'eq' | 'ne' = 'eq') => ({ path, operator, value });
const [a, b, ccx] = ['course-v1:A+B+C', 'course-v1:D+E+F', 'ccx-v1:A+B+C+ccx@7'];

test.each([
  [[rule('is_passing', 'true'), rule('course.course_key', a)], a],
  [[rule('course_key', a), rule('course_id', a)], a],
  [[rule('course.master_course_key', a), rule('course.ccx_course_key', ccx)], ccx],
  [[rule('course.course_key', a, 'ne')], null],
  [[rule('course_key', a), rule('course_id', b)], null],
  [[], null],
])('the course that %j is about is %s', (rules, course) => {
  expect(courseOf({ rules })).toBe(course);
});

test('the address of a course has its key as the LMS writes it, and nothing gets out of its place', () => {
  const pattern = 'https://lms.example.org/courses/{course}/about';
  expect(courseUrl(pattern, ccx)).toBe('https://lms.example.org/courses/ccx-v1:A+B+C+ccx@7/about');
  expect(courseUrl(pattern, '../x?y#z')).toBe('https://lms.example.org/courses/..%2Fx%3Fy%23z/about');
});
