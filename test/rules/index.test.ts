import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile, match } from '../../src/rules/compile.ts';
import { decide } from '../../src/rules/decide.ts';
import type { Payload } from '../../src/rules/event.ts';
import { tryEvent } from '../../src/rules/explain.ts';
import type { DataRule } from '../../src/rules/template.ts';
import { ccxPassing, demoCourse, enrolled, event, otherCourse, passing, passingType } from '../support/events.ts';
import { eq, failPenalty, inCourse, ne, passes, requirement, rulesOf } from '../support/templates.ts';
import { fullVocabulary } from '../support/vocabulary.ts';
import { events, templates } from './arbitraries.ts';
import { follow } from './journey.ts';
import { matchPlainly } from './plain-model.ts';

const runs = { numRuns: 1000 };

describe('S6: the index decides as a plain scan does', () => {
  test('it finds the same templates, requirements and penalties, in the same order', () => {
    fc.assert(
      fc.property(templates(12), events(3), (rules, happened) => {
        const compiled = compile(rules, fullVocabulary);
        const sorted = rules.toSorted((a, b) => (a.id < b.id ? -1 : 1));
        for (const event of happened) {
          const found = match(compiled, event).map(({ template, requirements, penalties }) => ({
            id: template.id,
            requirements: requirements.map(({ id }) => id),
            penalties: penalties.map(({ id }) => id),
          }));
          const expected = sorted
            .map((template) => ({ id: template.id, ...matchPlainly(template, event) }))
            .filter(({ requirements, penalties }) => requirements.length + penalties.length > 0);
          expect(found).toEqual(expected);
        }
      }),
      runs,
    );
  });

  test('other templates, and the order in which templates are given, change nothing for a template', () => {
    fc.assert(
      fc.property(templates(6), events(), (rules, happened) => {
        const together = follow(rules, happened);
        expect(follow(rules.toReversed(), happened).steps).toEqual(together.steps);
        for (const template of rules) {
          const alone = follow([template], happened);
          expect(together.steps.map((step) => step.filter((change) => change.template === template.id))).toEqual(
            alone.steps,
          );
        }
      }),
      runs,
    );
  });

  test('trying an event tells the same as processing it', () => {
    fc.assert(
      fc.property(templates(1), events(3), ([template], happened) => {
        if (!template) return;
        for (const event of happened) {
          const matching = tryEvent(template, event, fullVocabulary).filter(({ matches }) => matches);
          const { requirements, penalties } = matchPlainly(template, event);
          expect(matching.map(({ id }) => id)).toEqual([...requirements, ...penalties]);
        }
      }),
      runs,
    );
  });
});

describe('the index finds what the rules say, whichever rule it files them under', () => {
  const template = (id: string, rules: readonly DataRule[]) =>
    rulesOf([requirement('it', { event: passingType, rules })], [], { id });

  test('one answer per template, in the order of ids, however they were given and filed', () => {
    const rules = compile(
      [
        template('d', []),
        template('c', [ne('course.course_key', otherCourse)]),
        template('b', [passes]),
        template('a', [passes, inCourse(demoCourse)]),
        template('e', [inCourse(demoCourse), passes]),
        template('not', [inCourse(otherCourse), passes]),
      ],
      fullVocabulary,
    );
    const found = match(rules, passing()).map(({ template: { id } }) => id);
    expect(found).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('within a template requirements and penalties come as configured, whatever other templates share their values', () => {
    const passAny = requirement('1-any', { rules: [] });
    const passTrue = requirement('2-passing', { rules: [passes] });
    const passDemo = requirement('3-demo', { rules: [inCourse(demoCourse)] });
    const penalties = [failPenalty('p1', ['2-passing']), failPenalty('p2', ['2-passing'], demoCourse)];
    const badge = rulesOf([passAny, passTrue, passDemo], penalties);
    // These make the course, or the grade, the more shared value, so that the index files the badge's rules elsewhere.
    const sharers = (rule: DataRule) => [1, 2, 3].map((number) => template(`other-${number}`, [rule]));
    for (const others of [[], sharers(inCourse(demoCourse)), sharers(eq('is_passing', 'false'))]) {
      const rules = compile([badge, ...others], fullVocabulary);
      const won = passing();
      const [first] = match(rules, won);
      expect(first?.requirements.map(({ id }) => id)).toEqual(['1-any', '2-passing', '3-demo']);
      const lost = passing({ passing: false });
      const [again] = match(rules, lost);
      expect(again?.penalties.map(({ id }) => id)).toEqual(['p1', 'p2']);
      const resets = decide(match(rules, lost), new Map(), lost).filter(({ kind }) => kind === 'reset');
      expect(resets).toMatchObject([{ requirement: '2-passing', evidence: { penalty: 'p1' } }]);
    }
  });

  test('an event type nobody asks for matches nothing', () => {
    expect(match(compile([template('a', [])], fullVocabulary), enrolled())).toEqual([]);
    expect(match(compile([], fullVocabulary), passing())).toEqual([]);
    expect(match(compile([template('a', [])], fullVocabulary), ccxPassing())).toEqual([]);
  });

  test('an event is compared with what shares its value only, not with every template', () => {
    const thousand = Array.from({ length: 1000 }, (_, n) => template(`t${n}`, [passes, inCourse(`course-${n}`)]));
    const rules = compile(thousand, fullVocabulary);
    let reads = 0;
    const keyed: Payload = { course_key: 'course-500' };
    const course = new Proxy(keyed, {
      get: (target, key) => ((reads += 1), target[String(key)]),
    });
    const found = match(rules, event(passingType, { is_passing: true, course }));
    expect(found.map(({ template: { id } }) => id)).toEqual(['t500']);
    expect(reads).toBeLessThanOrEqual(2);
  });
});
