import { describe, expect, test } from 'vitest';
import { demoCourse, otherCourse, passing, thirdCourse } from '../support/events.ts';
import { eq, failPenalty, passCourse, rulesOf } from '../support/templates.ts';
import { badgeOf, follow, fulfilledOf, kinds, measureOf, outcomes, progressOf } from './journey.ts';

const demo = rulesOf([passCourse('demo', demoCourse)], [failPenalty('fail-demo', ['demo'], demoCourse)]);
const two = rulesOf(
  [passCourse('demo', demoCourse, 'A'), passCourse('other', otherCourse, 'B')],
  [failPenalty('fail-demo', ['demo'], demoCourse), failPenalty('fail-other', ['other'], otherCourse)],
);
const pass = (time: number, course = demoCourse) => passing({ course, time, id: `pass-${time}` });
const fail = (time: number, course = demoCourse) => passing({ course, time, id: `fail-${time}`, passing: false });

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
    const either = rulesOf([passCourse('demo', demoCourse, 'A'), passCourse('third', thirdCourse, 'A')]);
    const alternative = follow([either], [pass(5, thirdCourse)], { from: half.state });
    expect(alternative.steps[0]?.at(-1)).toEqual({ kind: 'awarded', template: 'badge', earnedAt: 5 });
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
