import { describe, expect, test } from 'vitest';
import type { Change } from '../../src/rules/decide.ts';
import { ccxPassing, demoCourse, otherCourse, passing, thirdCourse } from '../support/events.ts';
import { eq, fails, failPenalty, passCourse, passes, requirement, rulesOf } from '../support/templates.ts';
import { badgeOf, follow, fulfilledOf, kinds, measureOf, outcomes, progressOf } from './journey.ts';

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
    expect(kindsByTemplate(steps[0])).toEqual([
      ...['a fulfilled', 'a progress', 'b fulfilled', 'b progress', 'c fulfilled', 'c progress'],
      ...['a awarded', 'b awarded', 'c awarded'],
      ...['a reset', 'c reset'],
      ...['a progress', 'a revoked', 'c progress', 'c revoked'],
    ]);
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
    expect(journey.steps.map((changes) => changes.some(({ kind }) => kind === 'awarded'))).toEqual([
      ...[false, false, true, false, false, false],
    ]);
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
    const { steps } = follow([rules], [pass(1), pass(9, otherCourse), fail(5)]);
    expect(steps[2]?.at(-1)).toEqual({ kind: 'revoked', template: 'badge', penalties: ['fail-demo'] });
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
    expect(fulfilledOf(journey)).toEqual([]);
  });

  test('two penalties of one event revoke once', () => {
    const rules = rulesOf(two.requirements, [failPenalty('one', ['demo']), failPenalty('two', ['other'])]);
    const journey = follow([rules], [pass(1), pass(2, otherCourse), fail(3)]);
    expect(outcomes(journey)).toEqual(['awarded', 'revoked']);
    expect(journey.steps[2]?.at(-1)).toMatchObject({ penalties: ['one', 'two'] });
  });

  test('the penalty again, later: the badge is revoked already, nothing is revoked again', () => {
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

describe('S18: inactive templates and unfit penalties are not processed', () => {
  test('an inactive template is not compiled: no progress, no penalties, the badge stays', () => {
    const { state } = follow([demo], [pass(1)]);
    const journey = follow([], [fail(2), pass(3)], { from: state });
    expect(kinds(journey)).toEqual([]);
    expect(badgeOf(journey)).toBe('awarded');
  });

  test('a penalty without rules, or without linked requirements, never fires', () => {
    const unfit = [
      { ...failPenalty('no-rules', ['demo']), rules: [] },
      { ...failPenalty('no-links', []), rules: [eq('is_passing', 'false')] },
    ];
    const rules = rulesOf([passCourse('demo', demoCourse)], unfit);
    const journey = follow([rules], [pass(1), fail(2), pass(3)]);
    expect(kinds(journey)).toEqual(['fulfilled', 'progress', 'awarded', 'fulfilled']);
  });
});

describe('S19: editing keeps fulfillments and badges (D24)', () => {
  const before = follow([demo], [pass(1)]);

  test('a new requirement: progress is no longer complete, the badge stays, completing again gives no second one', () => {
    const edited = rulesOf([...demo.requirements, passCourse('more', otherCourse)], demo.penalties, { version: 2 });
    const journey = follow([edited], [pass(2)], { from: before.state });
    expect(measureOf(journey)).toEqual({ met: 1, groups: 2, complete: false });
    expect(badgeOf(journey)).toBe('awarded');
    expect(outcomes(journey)).toEqual([]);
    const completed = follow([edited], [pass(3, otherCourse)], { from: journey.state });
    expect(outcomes(completed)).toEqual([]);
    expect(measureOf(completed).complete).toBe(true);
    expect(outcomes(follow([edited], [fail(4)], { from: completed.state }))).toEqual(['revoked']);
  });

  test('a penalty while progress is incomplete only because of the edit leaves the badge (S15: it was not complete)', () => {
    const edited = rulesOf([...demo.requirements, passCourse('more', otherCourse)], demo.penalties, { version: 2 });
    const journey = follow([edited], [fail(2)], { from: before.state });
    expect(fulfilledOf(journey)).toEqual([]);
    expect(badgeOf(journey)).toBe('awarded');
  });

  test('a removed requirement no longer counts; what is left counts on, and the next fulfillment awards', () => {
    const half = follow([two], [pass(1)]);
    const edited = rulesOf([passCourse('demo', demoCourse, 'A')], [], { version: 2 });
    expect(measureOf(follow([edited], [], { from: half.state }))).toEqual({ met: 1, groups: 1, complete: true });
    const journey = follow([edited], [pass(2)], { from: half.state });
    expect(journey.steps[0]?.at(-1)).toEqual({ kind: 'awarded', template: 'badge', earnedAt: 2 });
    const gone = follow([rulesOf([passCourse('other', otherCourse)])], [], { from: half.state });
    expect(measureOf(gone)).toEqual({ met: 0, groups: 1, complete: false });
    expect(progressOf(gone).registers.has('demo')).toBe(true);
  });

  test('a penalty after an edit that completes the progress makes no badge', () => {
    const half = follow([two], [pass(1)]);
    const edited = rulesOf([passCourse('demo', demoCourse)], [failPenalty('fails', ['demo'])], { version: 2 });
    const journey = follow([edited], [fail(2)], { from: half.state });
    expect(outcomes(journey)).toEqual([]);
    expect(badgeOf(journey)).toBeNull();
  });

  test('an edit that completes the progress of a revoked badge: what comes next is not withheld anew', () => {
    const lost = follow([two], [pass(1), pass(2, otherCourse), fail(3)]);
    const edited = rulesOf([passCourse('other', otherCourse)], [], { version: 2 });
    expect(outcomes(follow([edited], [pass(4, otherCourse)], { from: lost.state }))).toEqual([]);
  });

  test('new rules judge new events; what the old ones fulfilled stays, with the version that judged it', () => {
    const edited = rulesOf([passCourse('demo', thirdCourse)], [], { version: 2 });
    const journey = follow([edited], [pass(2)], { from: before.state });
    expect(kinds(journey)).toEqual([]);
    expect(fulfilledOf(journey)).toEqual(['demo']);
    expect(badgeOf(journey)).toBe('awarded');
    const again = follow([edited], [pass(3, thirdCourse)], { from: before.state });
    expect(again.steps[0]?.[0]).toMatchObject({ kind: 'fulfilled', confirms: true, evidence: { version: 2 } });
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
