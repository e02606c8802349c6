import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/rules/compile.ts';
import { explain, tryEvent } from '../../src/rules/explain.ts';
import type { EventOnRecord } from '../../src/rules/on-record.ts';
import type { Event } from '../../src/rules/event.ts';
import type { Sighting } from '../../src/rules/watch.ts';
import { likenessNumber, sightingOf } from '../../src/rules/watch.ts';
import { otherCourse, passing } from '../support/events.ts';
import { eq, ne, passes, requirement, rulesOf } from '../support/templates.ts';
import { fullVocabulary } from '../support/vocabulary.ts';
import { events, templates } from './arbitraries.ts';

const isNewer = (a: Pick<Event, 'time' | 'id'>, b: Pick<Event, 'time' | 'id'>): boolean =>
  a.time === b.time ? a.id > b.id : a.time > b.time;

/** What a store keeps: of the events that are alike the newest. */
function record(sightings: readonly Sighting[]): EventOnRecord[] {
  const kept = new Map<string, Sighting>();
  for (const sighting of sightings) {
    const key = `${sighting.event.type} ${sighting.likeness}`;
    const held = kept.get(key);
    if (!held || isNewer(sighting.event, held.event)) kept.set(key, sighting);
  }
  return [...kept.values()].map(({ event: { id, type, time }, said }) => ({
    template: null,
    eventId: id,
    eventType: type,
    time,
    values: said,
  }));
}

const sight = (rules: Parameters<typeof compile>[0], happened: readonly Event[], vocabulary = fullVocabulary) => {
  const { watches } = compile(rules, vocabulary);
  return happened.flatMap((event) => {
    const watch = watches.get(event.type);
    return watch === undefined ? [] : [sightingOf(watch, event)];
  });
};

describe('the nearest event that did not match (S10)', () => {
  test('what is kept tells the same as all events would: the fewest rules unmet, then the newest', () => {
    fc.assert(
      // As consumers know the paths, and with paths of which they do not know the type.
      fc.property(templates(4), events(12), fc.boolean(), (rules, happened, typed) => {
        const vocabulary = typed ? fullVocabulary : { ...fullVocabulary, keyPaths: () => [] };
        const kept = record(sight(rules, happened, vocabulary));
        for (const template of rules) {
          const trials = happened.map((event) => ({ event, tried: tryEvent(template, event, vocabulary) }));
          for (const explained of explain(template, new Map(), kept).groups.flatMap((group) => group.requirements)) {
            const [wanted] = trials
              .flatMap(({ event, tried }) => {
                const found = tried.find(({ kind, id }) => kind === 'requirement' && id === explained.requirement);
                const unmet = found?.rules.filter(({ holds }) => !holds).length ?? 0;
                return unmet === 0 ? [] : [{ event, rules: found?.rules, unmet }];
              })
              .toSorted((a, b) => a.unmet - b.unmet || (isNewer(a.event, b.event) ? -1 : 1));
            expect(explained.nearest).toEqual(
              wanted === undefined ? null : { eventId: wanted.event.id, time: wanted.event.time, rules: wanted.rules },
            );
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  test('events have one number when they are alike, and only then; with rules that know no types, none', () => {
    fc.assert(
      fc.property(templates(4), events(12), fc.boolean(), (rules, happened, typed) => {
        const { watches } = compile(rules, typed ? fullVocabulary : { ...fullVocabulary, keyPaths: () => [] });
        const seen = happened.flatMap((event) => {
          const watch = watches.get(event.type);
          if (watch === undefined) return [];
          const number = likenessNumber(watch, event.payload);
          if (!typed && watch.paths.length > 0) expect(number).toBeNull();
          return number === null ? [] : [{ type: event.type, number, likeness: sightingOf(watch, event).likeness }];
        });
        for (const a of seen)
          for (const b of seen.filter(({ type }) => type === a.type))
            expect(a.number === b.number).toBe(a.likeness === b.likeness);
      }),
      { numRuns: 400 },
    );
  });

  test('what rules do not tell apart is one event on record, however many came and however long they are', () => {
    const rules = [rulesOf([requirement('r', { rules: [passes, ne('course.display_name', 'Draft')] })])];
    const many = Array.from({ length: 200 }, (_, course) =>
      passing({ course: `course-v1:A+B+${course}`, passing: false }),
    );
    const named = (name: string) => {
      const event = passing({ course: otherCourse });
      return { ...event, payload: { ...event.payload, course: { course_key: otherCourse, display_name: name } } };
    };
    const kept = record(sight(rules, [...many, named('Draft'), named('x'.repeat(100_000))]));
    expect(kept.map(({ values }) => values)).toEqual([
      { is_passing: false, 'course.display_name': expect.any(String) },
      { is_passing: true, 'course.display_name': 'Draft' },
      { is_passing: true, 'course.display_name': `${'x'.repeat(500)}...` },
    ]);
    // The name of the long one that rules compare with is kept whole, and found again.
    const long = [
      rulesOf([requirement('r', { rules: [eq('course.display_name', 'y'.repeat(600)), eq('is_passing', 'no')] })]),
    ];
    const [template] = long;
    if (template === undefined) throw new Error('no template');
    const { groups } = explain(template, new Map(), record(sight(long, [named('y'.repeat(600))])));
    expect(groups[0]?.requirements[0]?.nearest?.rules.map(({ holds }) => holds)).toEqual([true, false]);
  });
});
