import { describe, expect, test } from 'vitest';
import { wins } from '../../src/rules/progress.ts';
import type { Register } from '../../src/rules/progress.ts';
import { demoCourse, enrolled, otherCourse, passing, thirdCourse } from '../support/events.ts';
import {
  eq,
  fails,
  failPenalty,
  inCourse,
  ne,
  passCourse,
  passes,
  requirement,
  rulesOf,
} from '../support/templates.ts';
import { badgeOf, follow, fulfilledOf, kinds, measureOf, outcomes, progressOf } from './journey.ts';

const demo = rulesOf([passCourse('demo', demoCourse)], [failPenalty('fail-demo', ['demo'], demoCourse)]);
const two = rulesOf(
  [passCourse('demo', demoCourse, 'A'), passCourse('other', otherCourse, 'B')],
  [failPenalty('fail-demo', ['demo'], demoCourse), failPenalty('fail-other', ['other'], otherCourse)],
);
const pass = (time: number, id = `pass-${time}`, course = demoCourse) => passing({ course, time, id });
const fail = (time: number, id = `fail-${time}`, course = demoCourse) => passing({ course, time, id, passing: false });

describe('S9: one progress record, made at the first fulfillment', () => {
  test('an event that matches nothing changes nothing', () => {
    const journey = follow([demo], [passing({ course: otherCourse }), enrolled()]);
    expect(journey.steps).toEqual([[], []]);
    expect(journey.state.size).toBe(0);
  });

  test('a penalty makes no record', () => {
    const journey = follow([demo], [fail(1)]);
    expect(progressOf(journey).started).toBe(false);
    expect(kinds(journey)).toEqual(['reset']);
  });

  test('the first fulfillment makes it, with its numbers; the next ones change them', () => {
    const { steps } = follow([two], [pass(1), pass(2), pass(3, 'x', otherCourse), fail(4)]);
    const numbers = steps.map((changes) => changes.filter(({ kind }) => kind === 'progress'));
    expect(numbers).toEqual([
      [{ kind: 'progress', template: 'badge', measure: { met: 1, groups: 2, complete: false } }],
      [],
      [{ kind: 'progress', template: 'badge', measure: { met: 2, groups: 2, complete: true } }],
      [{ kind: 'progress', template: 'badge', measure: { met: 1, groups: 2, complete: false } }],
    ]);
  });

  test('a second fulfillment in a group that is met already does not change the numbers', () => {
    const rules = rulesOf([passCourse('a1', demoCourse, 'A'), passCourse('a2', otherCourse, 'A')]);
    expect(kinds(follow([rules], [pass(1), pass(2, 'x', otherCourse)]))).toEqual([
      'fulfilled',
      'progress',
      'awarded',
      'fulfilled',
    ]);
  });

  test('a fulfillment that comes too late to count still makes the record: whether there is one depends on no order', () => {
    const late = follow([demo], [fail(2), pass(1)]);
    expect(kinds(late)).toEqual(['reset', 'progress']);
    const { started, registers } = progressOf(follow([demo], [pass(1), fail(2)]));
    expect(progressOf(late)).toEqual({ started, registers, badge: null });
    expect(started).toBe(true);
  });

  test('two templates have two records', () => {
    const other = rulesOf([passCourse('it', demoCourse), passCourse('more', otherCourse)], [], { id: 'other' });
    const journey = follow([demo, other], [pass(1)]);
    expect(measureOf(journey, 'badge')).toEqual({ met: 1, groups: 1, complete: true });
    expect(measureOf(journey, 'other')).toEqual({ met: 1, groups: 2, complete: false });
  });
});

describe('S10: every fulfillment and reset keeps its evidence', () => {
  const rules = rulesOf(
    [requirement('early', { rules: [passes, ne('course.start', '2020-01-01'), eq('user.id', '7')] })],
    [{ ...failPenalty('lost', ['early']), rules: [fails, inCourse(demoCourse)] }],
    { version: 4 },
  );

  test('fulfillment: event id, type, source, time, the values read, the version of the rules', () => {
    const happened = passing({ id: 'e-1', time: 123, course: otherCourse });
    expect(follow([rules], [happened]).steps[0]?.[0]).toEqual({
      kind: 'fulfilled',
      template: 'badge',
      requirement: 'early',
      confirms: false,
      evidence: {
        eventId: 'e-1',
        eventType: 'org.openedx.learning.course.passing.status.updated.v1',
        eventSource: 'openedx/lms/web',
        time: 123,
        values: { is_passing: true, 'course.start': null, 'user.id': 7 },
        version: 4,
        penalty: null,
      },
    });
  });

  test('reset: the same, and the penalty', () => {
    const { steps } = follow([rules], [passing({ time: 1 }), passing({ id: 'e-2', time: 2, passing: false })]);
    expect(steps[1]?.[0]).toEqual({
      kind: 'reset',
      template: 'badge',
      requirement: 'early',
      confirms: false,
      evidence: {
        eventId: 'e-2',
        eventType: 'org.openedx.learning.course.passing.status.updated.v1',
        eventSource: 'openedx/lms/web',
        time: 2,
        values: { is_passing: false, 'course.course_key': demoCourse },
        version: 4,
        penalty: 'lost',
      },
    });
  });

  test('a write that only confirms says so', () => {
    const { steps } = follow([demo], [fail(1), fail(2), pass(3), pass(4), fail(5), fail(6)]);
    const confirms = steps.flat().flatMap((change) => ('confirms' in change ? [change.confirms] : []));
    expect(confirms).toEqual([true, true, false, true, false, true]);
  });
});

describe('S11: each learner and requirement is a last-writer-wins register', () => {
  const register = (time: number, eventId: string, fulfilled: boolean): Register => ({ time, eventId, fulfilled });

  test.each<[string, Register, Register | undefined, boolean]>([
    ['the first write', register(1, 'a', false), undefined, true],
    ['a later event', register(2, 'a', false), register(1, 'b', true), true],
    ['an older event', register(1, 'b', true), register(2, 'a', false), false],
    ['same time, greater id', register(1, 'b', true), register(1, 'a', false), true],
    ['same time, smaller id', register(1, 'a', false), register(1, 'b', true), false],
    ['same event, a reset after the fulfillment', register(1, 'a', false), register(1, 'a', true), true],
    ['same event, a fulfillment after the reset', register(1, 'a', true), register(1, 'a', false), false],
    ['the same fulfillment again', register(1, 'a', true), register(1, 'a', true), false],
    ['the same reset again', register(1, 'a', false), register(1, 'a', false), false],
  ])('%s', (_, write, held, expected) => expect(wins(write, held)).toBe(expected));

  test('a duplicate, and a redelivery however late, change nothing', () => {
    const events = [pass(1), fail(2), pass(3), fail(4)];
    const once = follow([demo], events);
    const again = follow([demo], [...events, ...events.toReversed()], { from: once.state });
    expect(kinds(again)).toEqual([]);
    expect(again.state).toEqual(once.state);
  });

  test('an older pass that comes after a newer fail does not count', () => {
    const journey = follow([demo], [fail(2), pass(1)]);
    expect(fulfilledOf(journey)).toEqual([]);
    expect(outcomes(journey)).toEqual([]);
  });

  test('an older fail that comes after a newer pass takes nothing away', () => {
    const journey = follow([demo], [pass(2), fail(1)]);
    expect(fulfilledOf(journey)).toEqual(['demo']);
    expect(kinds(journey)).toEqual(['fulfilled', 'progress', 'awarded']);
  });

  test('a pass on what is fulfilled already still moves the register, so that a fail between the two loses', () => {
    const journey = follow([demo], [pass(1), pass(3), fail(2)]);
    expect(progressOf(journey).registers.get('demo')).toEqual({ fulfilled: true, time: 3, eventId: 'pass-3' });
    expect(badgeOf(journey)).toBe('awarded');
    expect(outcomes(journey)).toEqual(['awarded']);
  });

  test('a penalty on what is not fulfilled still moves the register, so that a pass between the two loses', () => {
    const journey = follow([two], [pass(1), fail(2), fail(4), pass(3), pass(9, 'o', otherCourse)]);
    expect(progressOf(journey).registers.get('demo')).toEqual({ fulfilled: false, time: 4, eventId: 'fail-4' });
    expect(outcomes(journey)).toEqual([]);
  });

  test('events of one time: the greater id is the later one, in whatever order they come', () => {
    for (const events of [
      [pass(1, 'b'), fail(1, 'a')],
      [fail(1, 'a'), pass(1, 'b')],
    ]) {
      expect(fulfilledOf(follow([demo], events))).toEqual(['demo']);
    }
    for (const events of [
      [pass(1, 'a'), fail(1, 'b')],
      [fail(1, 'b'), pass(1, 'a')],
    ]) {
      expect(fulfilledOf(follow([demo], events))).toEqual([]);
    }
  });

  test('a microsecond decides', () => {
    const now = Date.UTC(2026, 10, 22) * 1000;
    expect(fulfilledOf(follow([demo], [fail(now + 1, 'a'), pass(now, 'b')]))).toEqual([]);
    expect(fulfilledOf(follow([demo], [fail(now, 'b'), pass(now + 1, 'a')]))).toEqual(['demo']);
  });

  test('one event that fulfills and resets the same requirement leaves it reset, also when it comes again', () => {
    const any = rulesOf([requirement('it', { rules: [] })], [failPenalty('fails', ['it'])]);
    const both = fail(5);
    const journey = follow([any], [both, both]);
    expect(kinds({ steps: journey.steps.slice(1) })).toEqual([]);
    expect(progressOf(journey).registers.get('it')).toEqual({ fulfilled: false, time: 5, eventId: 'fail-5' });
  });
});

describe('S12: fulfillments are recorded also when the template is complete', () => {
  const either = rulesOf(
    [passCourse('demo', demoCourse, 'A'), passCourse('other', otherCourse, 'A')],
    [failPenalty('fail-demo', ['demo'], demoCourse), failPenalty('fail-other', ['other'], otherCourse)],
  );

  test('the alternative that came after the badge keeps it when the first is lost', () => {
    const journey = follow([either], [pass(1), pass(2, 'o', otherCourse), fail(3)]);
    expect(fulfilledOf(journey)).toEqual(['other']);
    expect(outcomes(journey)).toEqual(['awarded']);
    expect(badgeOf(journey)).toBe('awarded');
  });

  test('and when that is lost too, the badge goes', () => {
    const journey = follow([either], [pass(1), pass(2, 'o', otherCourse), fail(3), fail(4, 'f', otherCourse)]);
    expect(outcomes(journey)).toEqual(['awarded', 'revoked']);
  });

  test('also while the badge is revoked', () => {
    const journey = follow([either], [pass(1), fail(2), pass(3), pass(4, 'o', otherCourse)]);
    expect(fulfilledOf(journey)).toEqual(['demo', 'other']);
  });

  test('an event of another course is no alternative', () => {
    expect(fulfilledOf(follow([either], [pass(1), pass(2, 'x', thirdCourse)]))).toEqual(['demo']);
  });
});
