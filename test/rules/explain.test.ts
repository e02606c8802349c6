import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../src/rules/decide.ts';
import type { Event } from '../../src/rules/event.ts';
import { explain, tryEvent } from '../../src/rules/explain.ts';
import type { TemplateRules } from '../../src/rules/template.ts';
import { demoCourse, enrolled, otherCourse, passing, passingType } from '../support/events.ts';
import { eq, failPenalty, ne, passCourse, passes, requirement, rulesOf } from '../support/templates.ts';
import { fullVocabulary } from '../support/vocabulary.ts';
import { follow, measureOf } from './journey.ts';

const graduate = rulesOf(
  [
    { ...passCourse('demo', demoCourse, 'A'), description: 'Pass the demo course' },
    { ...passCourse('other', otherCourse, 'A'), description: 'or the other one' },
    requirement('early', { description: 'Before it starts', rules: [passes, eq('course.start', '2030-01-01')] }),
  ],
  [failPenalty('fail-demo', ['demo'], demoCourse)],
);

/** The newest evidence by requirement, as a store would keep it. */
function keep(template: TemplateRules, events: readonly Event[]) {
  const kept = new Map<string, Evidence & { fulfilled: boolean }>();
  const journey = follow([template], events);
  for (const change of journey.steps.flat()) {
    if (change.kind === 'fulfilled' || change.kind === 'reset')
      kept.set(change.requirement, { ...change.evidence, fulfilled: change.kind === 'fulfilled' });
  }
  return { kept, journey };
}

const pass = (time: number, course = demoCourse) => passing({ course, time, id: `pass-${time}` });
const fail = (time: number) => passing({ time, id: `fail-${time}`, passing: false });

describe('S10: why does this learner have, or not have, this badge', () => {
  test('nothing has happened: everything is open', () => {
    const { measure, groups } = explain(graduate, new Map());
    expect(measure).toEqual({ met: 0, groups: 2, complete: false });
    expect(groups.map(({ met }) => met)).toEqual([false, false]);
    expect(groups.map(({ requirements }) => requirements.map(({ requirement: id }) => id))).toEqual([
      ['demo', 'other'],
      ['early'],
    ]);
    for (const { requirements } of groups) {
      for (const { standing, evidence, currentRules } of requirements) {
        expect({ standing, evidence, currentRules }).toEqual({ standing: 'open', evidence: null, currentRules: true });
      }
    }
  });

  test('a long text counts as a whole, and is kept by its beginning', () => {
    const name = 'x'.repeat(100_000);
    const event = pass(1);
    const long = { ...event, payload: { ...event.payload, course: { course_key: demoCourse, display_name: name } } };
    const named = (value: string) =>
      rulesOf([requirement('named', { rules: [passes, eq('course.display_name', value)] })]);
    const { kept } = keep(named(name), [long]);
    expect(kept.get('named')?.values).toEqual({
      is_passing: true,
      'course.display_name': `${name.slice(0, 500)}...`,
    });
    expect(keep(named(`${name}y`), [long]).kept.size).toBe(0);
  });

  test('half way: the met group names the event that met it, the other one is open', () => {
    const { kept, journey } = keep(graduate, [pass(1), pass(2)]);
    const { measure, groups } = explain(graduate, kept);
    expect(measure).toEqual({ met: 1, groups: 2, complete: false });
    expect(measure).toEqual(measureOf(journey));
    expect(groups[0]?.met).toBe(true);
    expect(groups[0]?.requirements[0]).toMatchObject({
      requirement: 'demo',
      description: 'Pass the demo course',
      standing: 'fulfilled',
      evidence: { eventId: 'pass-2', values: { is_passing: true, 'course.course_key': demoCourse }, penalty: null },
    });
    expect(groups[0]?.requirements[1]).toMatchObject({ requirement: 'other', standing: 'open', evidence: null });
    expect(groups[1]).toMatchObject({ met: false, requirements: [{ requirement: 'early', standing: 'open' }] });
  });

  test('taken away: the penalty and its event are named', () => {
    const { kept } = keep(graduate, [pass(1), fail(2)]);
    const [first] = explain(graduate, kept).groups;
    expect(first?.met).toBe(false);
    expect(first?.requirements[0]).toMatchObject({
      standing: 'reset',
      evidence: { eventId: 'fail-2', penalty: 'fail-demo', time: 2 },
    });
  });

  test('failed before anything was fulfilled: shown as reset, with the event, for a late older pass will not count', () => {
    const { kept } = keep(graduate, [fail(2), pass(1)]);
    const { measure, groups } = explain(graduate, kept);
    expect(measure).toEqual({ met: 0, groups: 2, complete: false });
    expect(groups[0]?.requirements[0]).toMatchObject({ standing: 'reset', evidence: { eventId: 'fail-2' } });
  });

  test('the group still holds through its alternative', () => {
    const { kept } = keep(graduate, [pass(1), pass(2, otherCourse), fail(3)]);
    const [first] = explain(graduate, kept).groups;
    expect(first?.met).toBe(true);
    expect(first?.requirements.map(({ standing }) => standing)).toEqual(['reset', 'fulfilled']);
  });

  test('complete: every group is met', () => {
    const { kept } = keep(graduate, [passing({ start: '2030-01-01' })]);
    const { measure, groups } = explain(graduate, kept);
    expect(measure).toEqual({ met: 2, groups: 2, complete: true });
    expect(groups.every(({ met }) => met)).toBe(true);
  });

  test('S19: evidence of older rules is marked, and evidence of removed requirements does not count', () => {
    const { kept } = keep(graduate, [pass(1)]);
    const edited = rulesOf([passCourse('demo', demoCourse), passCourse('new', otherCourse)], [], { version: 2 });
    const { measure, groups } = explain(edited, kept);
    expect(measure).toEqual({ met: 1, groups: 2, complete: false });
    expect(
      groups.flatMap(({ requirements }) => requirements.map((one) => [one.requirement, one.currentRules])),
    ).toEqual([
      ['demo', false],
      ['new', true],
    ]);
    const replaced = rulesOf([passCourse('new', otherCourse)], [], { version: 2 });
    expect(explain(replaced, kept).measure).toEqual({ met: 0, groups: 1, complete: false });
  });
});

describe('why does this event match, or not match', () => {
  const trialsOf = (event: Event) => tryEvent(graduate, event, fullVocabulary);

  test('condition by condition, requirements first, in the order of the template', () => {
    expect(trialsOf(pass(1)).map(({ kind, id, matches }) => [kind, id, matches])).toEqual([
      ['requirement', 'demo', true],
      ['requirement', 'other', false],
      ['requirement', 'early', false],
      ['penalty', 'fail-demo', false],
    ]);
    expect(trialsOf(fail(1)).filter(({ matches }) => matches)).toMatchObject([{ kind: 'penalty', id: 'fail-demo' }]);
  });

  test('rule by rule: every rule is tried, also after one has failed, with the value it found', () => {
    const [, other] = trialsOf(fail(1));
    expect(other?.rules).toEqual([
      { rule: passes, actual: false, holds: false },
      { rule: eq('course.course_key', otherCourse), actual: demoCourse, holds: false },
    ]);
    const [, , early] = trialsOf(pass(1));
    expect(early?.rules).toEqual([
      { rule: passes, actual: true, holds: true },
      { rule: eq('course.start', '2030-01-01'), actual: null, holds: false },
    ]);
  });

  test('D19: a null value shows as null, and "is not" holds for it', () => {
    const rules = rulesOf([requirement('r', { rules: [ne('course.start', 'None')] })]);
    expect(tryEvent(rules, pass(1), fullVocabulary)[0]).toMatchObject({
      matches: true,
      rules: [{ actual: null, holds: true }],
    });
  });

  test('an event of another type: no rule is tried', () => {
    for (const trial of trialsOf(enrolled())) {
      expect(trial).toMatchObject({ eventTypeMatches: false, rules: [], matches: false });
    }
  });

  test('D05: without rules every event of the type matches', () => {
    const any = rulesOf([requirement('any', { rules: [] })]);
    expect(tryEvent(any, fail(1), fullVocabulary)).toEqual([
      { kind: 'requirement', id: 'any', eventTypeMatches: true, rules: [], matches: true },
    ]);
    expect(tryEvent(any, enrolled(), fullVocabulary)).toMatchObject([{ matches: false }]);
  });

  test('values are compared by the type of their path, as in live processing', () => {
    const rules = rulesOf([requirement('r', { rules: [eq('is_passing', 'Yes'), eq('user.id', '07')] })]);
    expect(tryEvent(rules, passing({ learner: 7 }), fullVocabulary)[0]?.matches).toBe(true);
    expect(rules.requirements[0]?.event).toBe(passingType);
  });

  test('S18: a penalty that never fires is never shown as matching', () => {
    const unfit = [{ ...failPenalty('no-rules', ['r']), rules: [] }, failPenalty('no-links', [])];
    const trials = tryEvent(rulesOf([requirement('r')], unfit), fail(1), fullVocabulary);
    expect(trials.map(({ id, matches }) => [id, matches])).toEqual([
      ['r', false],
      ['no-rules', false],
      ['no-links', false],
    ]);
  });
});
