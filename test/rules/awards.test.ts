import { describe, expect, test } from 'vitest';
import type { Change } from '../../src/rules/decide.ts';
import { ccxPassing, demoCourse, otherCourse, passing, thirdCourse } from '../support/events.ts';
import { eq, fails, failPenalty, passCourse, passes, requirement, rulesOf } from '../support/templates.ts';
import { badgeOf, follow, fulfilledOf, kinds, measureOf, outcomes } from './journey.ts';

const demo = rulesOf([passCourse('demo', demoCourse)], [failPenalty('fail-demo', ['demo'], demoCourse)]);
const two = rulesOf(
  [passCourse('demo', demoCourse, 'A'), passCourse('other', otherCourse, 'B')],
  [failPenalty('fail-demo', ['demo'], demoCourse), failPenalty('fail-other', ['other'], otherCourse)],
);
const pass = (time: number, course = demoCourse) => passing({ course, time, id: `pass-${time}` });
const fail = (time: number, course = demoCourse) => passing({ course, time, id: `fail-${time}`, passing: false });
const kindsByTemplate = (changes: readonly Change[] = []): string[] =>
  changes.map(({ kind, template }) => `${template} ${kind}`);

describe('S13: within one event: requirements, awards, penalties, revocations', () => {
  /** Fulfilled by every grade, lost by a failing one. */
  const fragile = (id: string) => rulesOf([requirement('any', { rules: [] })], [failPenalty('fails', ['any'])], { id });

  test('in this order in one template: the badge is awarded, then revoked', () => {
    const { steps } = follow([fragile('a')], [fail(1)]);
    expect(kindsByTemplate(steps[0])).toEqual([
      'a fulfilled',
      'a progress',
      'a awarded',
      'a reset',
      'a progress',
      'a revoked',
    ]);
  });

  test('phase by phase over all templates, and in a phase by template id', () => {
    const steady = rulesOf([requirement('any', { rules: [] })], [], { id: 'b' });
    const { steps } = follow([fragile('c'), steady, fragile('a')], [fail(1)]);
    const phases = [
      ['a fulfilled', 'a progress', 'b fulfilled', 'b progress', 'c fulfilled', 'c progress'],
      ['a awarded', 'b awarded', 'c awarded'],
      ['a reset', 'c reset'],
      ['a progress', 'a revoked', 'c progress', 'c revoked'],
    ];
    expect(kindsByTemplate(steps[0])).toEqual(phases.flat());
  });

  test('all requirements of a template come before its award: one event can fulfill several groups at once', () => {
    const rules = rulesOf([requirement('one', { rules: [passes] }), requirement('two', { rules: [] })]);
    const journey = follow([rules], [pass(1)]);
    expect(kinds(journey)).toEqual(['fulfilled', 'fulfilled', 'progress', 'awarded']);
    expect(measureOf(journey)).toEqual({ met: 2, groups: 2, complete: true });
  });

  test('all penalties come before a revocation: it is told once, after the last reset', () => {
    const rules = rulesOf(
      [passCourse('demo', demoCourse), requirement('any', { rules: [] })],
      [failPenalty('p1', ['demo']), failPenalty('p2', ['any'])],
    );
    const { steps } = follow([rules], [pass(1), fail(2)]);
    expect(kinds({ steps: steps.slice(1) })).toEqual(['fulfilled', 'reset', 'reset', 'progress', 'revoked']);
  });
});

describe('S14: the badge is awarded when progress becomes complete', () => {
  test('two groups and one of them met: no award (D01)', () => {
    const journey = follow([two], [pass(1), pass(2), pass(3)]);
    expect(outcomes(journey)).toEqual([]);
    expect(badgeOf(journey)).toBeNull();
    expect(measureOf(journey)).toEqual({ met: 1, groups: 2, complete: false });
  });

  test('one award, however many fulfillments come before and after it (D02)', () => {
    const events = [pass(1), pass(2), pass(3, otherCourse), pass(4), pass(5, otherCourse), pass(6)];
    const journey = follow([two], events);
    const awards = journey.steps.map((changes) => changes.filter(({ kind }) => kind === 'awarded').length);
    expect(awards).toEqual([0, 0, 1, 0, 0, 0]);
    expect(outcomes(follow([two], events, { from: journey.state }))).toEqual([]);
  });

  test('a group that was lost in between must be met again', () => {
    const journey = follow([two], [pass(1), fail(2), pass(3, otherCourse)]);
    expect(outcomes(journey)).toEqual([]);
    expect(outcomes(follow([two], [pass(4)], { from: journey.state }))).toEqual(['awarded']);
  });

  test('each template awards its own badge', () => {
    const journey = follow([two, { ...demo, id: 'demo-only' }], [pass(1), pass(2, otherCourse)]);
    expect(journey.steps.map((step) => kindsByTemplate(step).filter((text) => text.endsWith('awarded')))).toEqual([
      ['demo-only awarded'],
      ['badge awarded'],
    ]);
  });

  test('requirements of different event types', () => {
    const ccx = requirement('ccx', { event: ccxPassing().type, rules: [passes] });
    const rules = rulesOf([passCourse('demo', demoCourse), ccx]);
    expect(outcomes(follow([rules], [pass(1), pass(2)]))).toEqual([]);
    expect(outcomes(follow([rules], [ccxPassing(), pass(2)]))).toEqual(['awarded']);
  });
});

describe('S14, S22: a badge is earned at the time of the events, whenever they arrive', () => {
  const earned = (events: Parameters<typeof follow>[1], rules = two) =>
    follow([rules], events)
      .steps.flat()
      .flatMap((change) => (change.kind === 'awarded' ? [change.earnedAt] : []));

  test('the completing event is the last one', () => expect(earned([pass(1), pass(5, otherCourse)])).toEqual([5]));
  test('the completing event arrives late: not before every group held', () =>
    expect(earned([pass(5, otherCourse), pass(1)])).toEqual([5]));
  test('one event completes all', () => expect(earned([pass(3)], demo)).toEqual([3]));
  test('an alternative that holds since earlier counts for its group', () => {
    const rules = rulesOf([
      passCourse('a1', demoCourse, 'A'),
      passCourse('a2', thirdCourse, 'A'),
      passCourse('b', otherCourse, 'B'),
    ]);
    expect(earned([pass(9), pass(2, thirdCourse), pass(4, otherCourse)], rules)).toEqual([4]);
  });
  test('an alternative that was reset does not count', () => {
    const rules = rulesOf(
      [passCourse('a1', demoCourse, 'A'), passCourse('a2', thirdCourse, 'A'), passCourse('b', otherCourse, 'B')],
      [failPenalty('fail-demo', ['a1'], demoCourse)],
    );
    expect(earned([pass(1), fail(2), pass(9, thirdCourse), pass(4, otherCourse)], rules)).toEqual([9]);
  });
});

describe('S15: a penalty resets, and revokes once when progress is no longer complete', () => {
  test('the awarded badge is revoked, and the penalty is named', () => {
    const journey = follow([demo], [pass(1), fail(2)]);
    expect(journey.steps[1]?.at(-1)).toEqual({ kind: 'revoked', template: 'badge', penalties: ['fail-demo'] });
    expect(badgeOf(journey)).toBe('revoked');
    expect(measureOf(journey)).toEqual({ met: 0, groups: 1, complete: false });
  });

  test('only penalties that took something away are named', () => {
    const rules = rulesOf(
      [passCourse('demo', demoCourse, 'A'), passCourse('other', otherCourse, 'B')],
      [failPenalty('idle', ['other']), failPenalty('fail-demo', ['demo'])],
    );
    // The pass of the other course is newer than the fail, which therefore takes nothing of it away.
    const newer = follow([rules], [pass(1), pass(9, otherCourse), fail(5)]);
    expect(newer.steps[2]?.at(-1)).toEqual({ kind: 'revoked', template: 'badge', penalties: ['fail-demo'] });
    // Nothing but the alternative that was fulfilled can be taken away.
    const either = rulesOf(
      [passCourse('demo', demoCourse, 'A'), passCourse('other', otherCourse, 'A')],
      rules.penalties,
    );
    const open = follow([either], [pass(1), fail(5)]);
    expect(open.steps[1]?.at(-1)).toEqual({ kind: 'revoked', template: 'badge', penalties: ['fail-demo'] });
  });

  test('a lost alternative of an OR group keeps the badge (D08)', () => {
    const rules = rulesOf(
      [passCourse('a1', demoCourse, 'A'), passCourse('a2', thirdCourse, 'A'), passCourse('b', otherCourse, 'B')],
      [failPenalty('fail-demo', ['a1'], demoCourse), failPenalty('fail-third', ['a2'], thirdCourse)],
    );
    const held = follow([rules], [pass(1), pass(2, thirdCourse), pass(3, otherCourse), fail(4)]);
    expect(badgeOf(held)).toBe('awarded');
    expect(outcomes(held)).toEqual(['awarded']);
    expect(fulfilledOf(held)).toEqual(['a2', 'b']);
    expect(measureOf(held)).toEqual({ met: 2, groups: 2, complete: true });
    expect(outcomes(follow([rules], [fail(5, thirdCourse)], { from: held.state }))).toEqual(['revoked']);
  });

  test('one penalty linked to two fulfilled requirements revokes once (D09)', () => {
    const rules = rulesOf(two.requirements, [failPenalty('fails', ['demo', 'other'], demoCourse)]);
    const journey = follow([rules], [pass(1), pass(2, otherCourse), fail(3)]);
    expect(kinds({ steps: journey.steps.slice(2) })).toEqual(['reset', 'reset', 'progress', 'revoked']);
    expect(journey.steps[2]?.at(-1)).toMatchObject({ penalties: ['fails'] });
    expect(fulfilledOf(journey)).toEqual([]);
  });

  test('two penalties of one event revoke once', () => {
    const rules = rulesOf(two.requirements, [failPenalty('one', ['demo']), failPenalty('two', ['other'])]);
    const journey = follow([rules], [pass(1), pass(2, otherCourse), fail(3)]);
    expect(outcomes(journey)).toEqual(['awarded', 'revoked']);
    expect(journey.steps[2]?.at(-1)).toMatchObject({ penalties: ['one', 'two'] });
  });

  test('a requirement that was fulfilled many times is reset by one penalty (D23)', () => {
    const journey = follow([demo], [pass(1), pass(2), pass(3), fail(4)]);
    expect(fulfilledOf(journey)).toEqual([]);
    expect(outcomes(journey)).toEqual(['awarded', 'revoked']);
  });

  test('the penalty again, later: the badge is revoked already, nothing is revoked again (D13)', () => {
    const journey = follow([demo], [pass(1), fail(2), fail(3), fail(4)]);
    expect(outcomes(journey)).toEqual(['awarded', 'revoked']);
  });

  test('without a badge there is no badge record and no signal (D04)', () => {
    for (const events of [[fail(1)], [fail(1), fail(2)], [pass(1), fail(2)], [pass(1, otherCourse), fail(2)]]) {
      const journey = follow([two], events);
      expect(outcomes(journey)).toEqual([]);
      expect(badgeOf(journey)).toBeNull();
    }
  });

  test('a penalty of another course, or linked to another requirement, takes nothing away', () => {
    const journey = follow([demo], [pass(1), fail(2, otherCourse)]);
    expect(kinds({ steps: journey.steps.slice(1) })).toEqual([]);
    const linked = rulesOf(two.requirements, [failPenalty('fail-demo', ['other'], demoCourse)]);
    expect(fulfilledOf(follow([linked], [pass(1), fail(2)]))).toEqual(['demo']);
  });

  test('a penalty only touches its own template', () => {
    const lenient = rulesOf([passCourse('demo', demoCourse)], [], { id: 'lenient' });
    const journey = follow([demo, lenient], [pass(1), fail(2)]);
    expect(badgeOf(journey, 'badge')).toBe('revoked');
    expect(badgeOf(journey, 'lenient')).toBe('awarded');
  });
});

describe('S16: an award and its revocation are both told, in order, for the outside to be settled', () => {
  test('also when one event does both: nothing has been issued yet, and the issue can be cancelled', () => {
    const rules = rulesOf([requirement('any', { rules: [] })], [failPenalty('fails', ['any'])]);
    expect(outcomes(follow([rules], [fail(1)]))).toEqual(['awarded', 'revoked']);
  });
});

describe('S17: a revoked badge is never issued again (D03)', () => {
  test('progress goes on; completing again is withheld', () => {
    const journey = follow([demo], [pass(1), fail(2), pass(3)]);
    expect(outcomes(journey)).toEqual(['awarded', 'revoked', 'withheld']);
    expect(badgeOf(journey)).toBe('revoked');
    expect(measureOf(journey).complete).toBe(true);
    expect(journey.steps[2]?.at(-1)).toEqual({ kind: 'withheld', template: 'badge' });
  });

  test('withheld is told once per completion, not once per fulfillment', () => {
    const journey = follow([demo], [pass(1), fail(2), pass(3), pass(4), pass(5), fail(6), fail(7), pass(8)]);
    expect(outcomes(journey)).toEqual(['awarded', 'revoked', 'withheld', 'withheld']);
  });

  test('passing again without completing is not withheld', () => {
    const journey = follow([two], [pass(1), pass(2, otherCourse), fail(3), fail(4, otherCourse), pass(5)]);
    expect(outcomes(journey)).toEqual(['awarded', 'revoked']);
    expect(outcomes(follow([two], [pass(6, otherCourse)], { from: journey.state }))).toEqual(['withheld']);
  });

  test('redelivering everything neither issues nor withholds again', () => {
    const events = [pass(1), fail(2), pass(3)];
    const { state } = follow([demo], events);
    expect(kinds(follow([demo], events, { from: state }))).toEqual([]);
  });
});

test('deciding changes neither the state nor the event', () => {
  const { state } = follow([two], [pass(1), pass(2, otherCourse)]);
  const copy = structuredClone(state);
  const happened = fail(3);
  const sent = structuredClone(happened);
  follow([two], [happened], { from: state });
  expect(state).toEqual(copy);
  expect(happened).toEqual(sent);
});

test('S6: a failing grade fails whatever words the penalty is written in', () => {
  for (const word of ['false', 'No', '-']) {
    const rules = rulesOf(demo.requirements, [{ ...failPenalty('f', ['demo']), rules: [eq(fails.path, word)] }]);
    expect(outcomes(follow([rules], [pass(1), fail(2)]))).toEqual(['awarded', 'revoked']);
  }
});
