import { describe, expect, test } from 'vitest';
import { compile, match } from '../../src/rules/compile.ts';
import type { Event } from '../../src/rules/event.ts';
import type { DataRule } from '../../src/rules/template.ts';
import { parseValue } from '../../src/rules/value-type.ts';
import type { ValueType } from '../../src/rules/value-type.ts';
import { createVocabulary } from '../../src/events/vocabulary.ts';
import {
  ccxPassing,
  certificate,
  demoCourse,
  enrolled,
  enrollmentType,
  event,
  otherCourse,
  passing,
  passingType,
} from '../support/events.ts';
import { eq, inCourse, ne, passes, requirement, rulesOf } from '../support/templates.ts';
import { fullVocabulary, vocabularyOf } from '../support/vocabulary.ts';

/** Whether a requirement with these rules matches the event. */
function matches(rules: readonly DataRule[], happened: Event, vocabulary = fullVocabulary): boolean {
  const compiled = compile([rulesOf([requirement('it', { event: happened.type, rules })])], vocabulary);
  return match(compiled, happened).length > 0;
}

describe('S6: a requirement matches when all its data rules hold', () => {
  const rules = [passes, inCourse(demoCourse), eq('user.id', '7')];

  test('all of them', () => expect(matches(rules, passing())).toBe(true));
  test.each([
    ['the first fails', passing({ passing: false })],
    ['the second fails', passing({ course: otherCourse })],
    ['the last fails', passing({ learner: 8 })],
  ])('not when %s', (_, happened) => expect(matches(rules, happened)).toBe(false));

  test('without rules it matches every event of its type, and no other type (D05)', () => {
    const anything = [passing(), passing({ passing: false, course: otherCourse }), passing({ learner: 1 })];
    for (const happened of anything) expect(matches([], happened)).toBe(true);
    const compiled = compile([rulesOf([requirement('any', { rules: [] })])], fullVocabulary);
    for (const happened of [ccxPassing(), enrolled(), certificate()]) expect(match(compiled, happened)).toEqual([]);
  });

  test('two rules on one path must both hold', () => {
    expect(matches([ne('course.course_key', 'a'), ne('course.course_key', 'b')], passing())).toBe(true);
    expect(matches([ne('course.course_key', 'a'), ne('course.course_key', demoCourse)], passing())).toBe(false);
    expect(matches([inCourse(demoCourse), inCourse(otherCourse)], passing())).toBe(false);
  });

  test('checking stops at the first rule that fails', () => {
    const read: string[] = [];
    const spied = new Proxy(passing({ passing: false }).payload, {
      get: (target, key) => (read.push(String(key)), target[String(key)]),
    });
    expect(matches([ne('is_passing', 'false'), ne('course.course_key', 'x')], { ...passing(), payload: spied })).toBe(
      false,
    );
    expect(read).toEqual(['is_passing']);
  });
});

describe('S7: absent and null values: eq is false, ne is true (D19)', () => {
  const nullStart = passing({ start: null });
  test.each([
    ['null', nullStart],
    ['absent', event(passingType, { is_passing: true, course: { course_key: demoCourse } })],
    ['absent with its parent', event(passingType, { is_passing: true })],
    ['a parent that is null', event(passingType, { is_passing: true, course: null })],
    ['a parent that is text', event(passingType, { is_passing: true, course: 'start' })],
  ])('%s', (_, happened) => {
    for (const text of ['None', 'null', 'undefined', '', '2026-01-01T00:00:00+00:00']) {
      expect(matches([eq('course.start', text)], happened)).toBe(false);
      expect(matches([ne('course.start', text)], happened)).toBe(true);
    }
  });

  test('a list, a map or a record is no value: eq is false, ne is true', () => {
    for (const start of [[], ['x'], {}, { x: 1 }]) {
      const happened = event(passingType, { is_passing: true, course: { start } });
      for (const text of ['', 'x', '[object Object]']) {
        expect(matches([eq('course.start', text)], happened)).toBe(false);
        expect(matches([ne('course.start', text)], happened)).toBe(true);
      }
    }
  });

  test('a value that is there compares', () => {
    const happened = passing({ start: '2026-01-01T00:00:00+00:00' });
    expect(matches([eq('course.start', '2026-01-01T00:00:00+00:00')], happened)).toBe(true);
    expect(matches([ne('course.start', '2026-01-01T00:00:00+00:00')], happened)).toBe(false);
    expect(matches([ne('course.start', '2026-01-02T00:00:00+00:00')], happened)).toBe(true);
  });
});

describe('S7: falsy values are values (V01)', () => {
  const type = 'test.type';
  const vocabulary = vocabularyOf(type, { flag: 'boolean', count: 'integer', share: 'number', word: 'text' });
  test.each([
    ['flag', false, 'false', 'true'],
    ['count', 0, '0', '1'],
    ['count', -0, '0', '1'],
    ['count', 0, '-0', '1'],
    ['share', 0, '0.0', '0.1'],
    ['word', '', '', 'x'],
  ])('%s %j', (path, value, same, different) => {
    const happened = event(type, { [path]: value });
    expect(matches([eq(path, same)], happened, vocabulary)).toBe(true);
    expect(matches([ne(path, same)], happened, vocabulary)).toBe(false);
    expect(matches([eq(path, different)], happened, vocabulary)).toBe(false);
    expect(matches([ne(path, different)], happened, vocabulary)).toBe(true);
  });
});

describe('S7: boolean words are for boolean paths (D20)', () => {
  test.each(['true', 'True', 'yes', 'Yes', '+'])('"%s" is true', (word) => {
    expect(matches([eq('is_passing', word)], passing({ passing: true }))).toBe(true);
    expect(matches([eq('is_passing', word)], passing({ passing: false }))).toBe(false);
    expect(matches([ne('is_passing', word)], passing({ passing: true }))).toBe(false);
    expect(matches([ne('is_passing', word)], passing({ passing: false }))).toBe(true);
  });
  test.each(['false', 'False', 'no', 'No', '-'])('"%s" is false', (word) => {
    expect(matches([eq('is_passing', word)], passing({ passing: false }))).toBe(true);
    expect(matches([eq('is_passing', word)], passing({ passing: true }))).toBe(false);
    expect(matches([ne('is_passing', word)], passing({ passing: false }))).toBe(false);
  });
  test.each(['TRUE', 'YES', '1', '0', 'on', '', ' true', 'None'])('"%s" is no boolean', (word) => {
    expect(parseValue('boolean', word)).toBeUndefined();
  });

  test.each(['true', 'True', 'yes', 'Yes', '+', 'false', 'False', 'no', 'No', '-', '1', '0.98', ''])(
    'on a text path "%s" is that text, and nothing else',
    (word) => {
      expect(matches([eq('grade', word)], certificate({ grade: word }))).toBe(true);
      expect(matches([ne('grade', word)], certificate({ grade: word }))).toBe(false);
      for (const other of ['true', 'True', 'no', '-', 'x']) {
        expect(matches([eq('grade', word)], certificate({ grade: other }))).toBe(word === other);
      }
    },
  );

  test('text is compared as it is: letter case, spaces and Unicode forms count', () => {
    for (const other of ['Honor', ' honor', 'honor ', 'honor\u0301']) {
      expect(matches([eq('mode', other)], enrolled({ mode: 'honor' }))).toBe(false);
    }
  });
});

describe('S7: numbers compare as numbers (D21)', () => {
  test.each(['7', '07', '+7', ' 7 '])('"%s" is the learner id 7', (text) => {
    expect(matches([eq('user.id', text)], passing({ learner: 7 }))).toBe(true);
    expect(matches([ne('user.id', text)], passing({ learner: 7 }))).toBe(false);
    expect(matches([eq('user.id', text)], passing({ learner: 77 }))).toBe(false);
  });
  test('a number in a record that may be null', () => {
    const rule = eq('course.max_students_allowed', '0');
    expect(matches([rule], ccxPassing({ maxStudents: 0 }))).toBe(true);
    expect(matches([rule], ccxPassing({ maxStudents: null }))).toBe(false);
    expect(matches([rule], ccxPassing({ maxStudents: 10 }))).toBe(false);
  });
  test.each<[ValueType, string, number | undefined]>([
    ['integer', '10', 10],
    ['integer', '-3', -3],
    ['integer', '9007199254740991', 9007199254740991],
    ['integer', '9007199254740993', undefined],
    ['integer', '1.0', undefined],
    ['integer', '1e3', undefined],
    ['integer', '0x10', undefined],
    ['integer', 'ten', undefined],
    ['integer', '', undefined],
    ['number', '0.75', 0.75],
    ['number', '.75', 0.75],
    ['number', '0.750', 0.75],
    ['number', '1e3', 1000],
    ['number', '-0.5', -0.5],
    ['number', '0x10', undefined],
    ['number', '0b1', undefined],
    ['number', '0,75', undefined],
    ['number', '75%', undefined],
    ['number', 'NaN', undefined],
    ['number', 'Infinity', undefined],
    ['number', '1e999', undefined],
    ['number', ' ', undefined],
  ])('%s "%s"', (type, text, value) => expect(parseValue(type, text)).toBe(value));

  test('written differently, the same number', () => {
    const vocabulary = vocabularyOf('test.type', { share: 'number' });
    for (const text of ['0.5', '.5', '0.50', '5e-1']) {
      expect(matches([eq('share', text)], event('test.type', { share: 0.5 }), vocabulary)).toBe(true);
    }
    expect(matches([eq('share', '0.5')], event('test.type', { share: Number.NaN }), vocabulary)).toBe(false);
    expect(matches([ne('share', '0.5')], event('test.type', { share: Number.NaN }), vocabulary)).toBe(true);
  });
});

describe('S7: a saved rule keeps its meaning when its path is no longer offered', () => {
  // An operator adds the paths to ignored_keypaths after rules have been saved with them.
  const hidden = createVocabulary([passingType, enrollmentType], ['is_passing', 'user.id', 'mode', 'user.is_active']);
  test.each<[DataRule, Event, boolean]>([
    [eq('is_passing', 'yes'), passing({ passing: true }), true],
    [eq('is_passing', 'yes'), passing({ passing: false }), false],
    [ne('is_passing', 'yes'), passing({ passing: true }), false],
    [ne('is_passing', 'yes'), passing({ passing: false }), true],
    [eq('user.id', '07'), passing({ learner: 7 }), true],
    [ne('user.id', '7'), passing({ learner: 7 }), false],
    [eq('user.id', '8'), passing({ learner: 7 }), false],
    [eq('mode', 'no'), enrolled({ mode: 'no' }), true],
    [ne('mode', 'no'), enrolled({ mode: 'no' }), false],
    [eq('mode', 'no'), enrolled({ mode: 'False' }), false],
    [ne('user.is_active', '+'), enrolled(), false],
  ])('%j', (rule, happened, expected) => {
    expect(matches([rule], happened, hidden)).toBe(expected);
    expect(matches([rule], happened, hidden)).toBe(matches([rule], happened));
  });

  test('text has no parts', () => {
    expect(matches([eq('mode.length', '5')], enrolled({ mode: 'honor' }))).toBe(false);
    expect(matches([ne('mode.length', '5')], enrolled({ mode: 'honor' }))).toBe(true);
  });

  test('an unknown path is absent: eq is false, ne is true', () => {
    expect(matches([eq('course.run', 'x')], passing())).toBe(false);
    expect(matches([ne('course.run', 'x')], passing())).toBe(true);
  });

  test('a value that is none of its type: eq is false, ne is true', () => {
    for (const happened of [passing(), passing({ passing: false }), event(passingType, {})]) {
      expect(matches([eq('is_passing', 'maybe')], happened)).toBe(false);
      expect(matches([ne('is_passing', 'maybe')], happened)).toBe(true);
    }
  });
});
