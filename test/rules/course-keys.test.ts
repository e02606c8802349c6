import { describe, expect, test } from 'vitest';
import { findCourseKeyWarnings } from '../../src/rules/course-keys.ts';
import type { CourseKeyWarning } from '../../src/rules/course-keys.ts';
import { passingType } from '../support/events.ts';

function warningsOf(path: string, value: string, operator: 'eq' | 'ne' = 'eq'): CourseKeyWarning[] {
  const rules = [{ path, operator, value }];
  const condition = { id: 'r', event: passingType, group: null, description: '', rules };
  return findCourseKeyWarnings({ requirements: [condition], penalties: [] });
}

const key = 'course-v1:edX+DemoX+Run';

describe('course keys that no event can have', () => {
  test.each<[value: string, suggestion: string | null, fault: string]>([
    ['course-v1:edX DemoX Run', key, 'blank'],
    [` ${key}`, key, 'blank'],
    [`${key} `, key, 'blank'],
    [`${key}\u00a0`, key, 'U+00A0'],
    [`${key}\n`, key, 'line break'],
    [`\ufeff${key}`, key, 'U+FEFF'],
    [`${key}\u200b`, key, 'U+200B'],
    ['course-v1:Universita\u0308t+Demo+e\u0301', 'course-v1:Universit\u00e4t+Demo+\u00e9', 'Unicode NFD'],
    ['course-v1:edX%2BDemoX%2BRun', key, 'percent-encoded'],
    ['course-v1%3AedX%2BDemoX%2BRun', key, 'percent-encoded'],
    [`https://lms.example.org/courses/${key}/about`, key, 'an address'],
    ['https://lms.example.org/courses/course-v1%3AedX%2BDemoX%2BRun/', key, 'an address'],
    ['Course-v1:edX+DemoX+Run', key, 'capital letters'],
    ['edX+DemoX+Run', key, 'no key'],
    ['block-v1:edX+DemoX+Run+type@course+block@course', key, 'part of a course'],
    ['course-v1:edX+DemoX', null, 'no key'],
    ['', null, 'is empty'],
    ['library-v1:edX+Lib', null, 'library'],
    ['ccx-v1:edX+DemoX+Run+ccx@1', null, 'course.ccx_course_key'],
  ])('%j', (value, suggestion, fault) => {
    const [warning, ...more] = warningsOf('course.course_key', value);
    expect(more).toEqual([]);
    expect(warning).toMatchObject({ path: ['requirements', 0, 'rules', 0, 'value'], suggestion });
    expect(warning?.message).toContain(fault);
    expect(warning?.message).toContain('never holds');
    // Whoever reads it sees what is wrong.
    expect(warning?.message).toMatch(/^[^\p{Cc}\p{Cf}\u00a0]*$/u);
  });

  test('a CCX has a key of its own, and other events have either', () => {
    expect(warningsOf('course.ccx_course_key', key)).toMatchObject([{ suggestion: null }]);
    expect(warningsOf('course.ccx_course_key', 'CCX-v1:a+b+c+ccx@1')).toMatchObject([
      { suggestion: 'ccx-v1:a+b+c+ccx@1' },
    ]);
    for (const value of [key, 'ccx-v1:a+b+c+ccx@1']) expect(warningsOf('course_key', value)).toEqual([]);
    expect(warningsOf('course.course_key', 'x', 'ne')[0]?.message).toContain('always holds');
  });

  test.each([key, 'edX/DemoX/Demo_Course', 'course-v1:Größe+数学.1+2026~a:b'])('%s is one', (value) => {
    expect(warningsOf('course.course_key', value)).toEqual([]);
  });

  test('other paths have any text', () => {
    expect(warningsOf('course.display_name', 'edX DemoX')).toEqual([]);
  });
});
