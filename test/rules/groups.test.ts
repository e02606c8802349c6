import { describe, expect, test } from 'vitest';
import { firstFreeGroup, groupRequirements } from '../../src/rules/groups.ts';
import { measure } from '../../src/rules/progress.ts';
import { demoCourse, otherCourse, passing, thirdCourse } from '../support/events.ts';
import { passCourse, requirement, rulesOf } from '../support/templates.ts';
import { badgeOf, follow, measureOf, outcomes } from './journey.ts';

const labels = (groups: readonly (string | null)[]) => groups.map((group) => ({ group }));

describe('S8: same group OR, different groups AND', () => {
  test('groups keep the order in which they first appear', () => {
    const grouped = groupRequirements([
      { id: 'b1', group: 'B' },
      { id: 'a1', group: 'A' },
      { id: 'lone', group: null },
      { id: 'b2', group: 'B' },
      { id: 'a2', group: 'A' },
    ]);
    expect(grouped).toEqual([['b1', 'b2'], ['a1', 'a2'], ['lone']]);
  });

  test('a requirement without a group is a group of its own: two of them must both be met (D06)', () => {
    const rules = rulesOf([passCourse('demo', demoCourse), passCourse('other', otherCourse)]);
    expect(groupRequirements(rules.requirements)).toEqual([['demo'], ['other']]);
    const half = follow([rules], [passing({ course: demoCourse })]);
    expect(badgeOf(half)).toBeNull();
    expect(badgeOf(follow([rules], [passing({ course: otherCourse })], { from: half.state }))).toBe('awarded');
  });

  test('a group label that looks like the id of a requirement without a group does not join it', () => {
    const grouped = groupRequirements([
      { id: 'a', group: null },
      { id: 'b', group: 'a' },
      { id: 'null', group: null },
      { id: 'c', group: 'null' },
    ]);
    expect(grouped).toEqual([['a'], ['b'], ['null'], ['c']]);
  });

  test('(A1 or A2) and B', () => {
    const rules = rulesOf([
      passCourse('a1', demoCourse, 'A'),
      passCourse('a2', otherCourse, 'A'),
      passCourse('b', thirdCourse, 'B'),
    ]);
    const [a1, a2, b] = [demoCourse, otherCourse, thirdCourse].map((course) => passing({ course }));
    if (!a1 || !a2 || !b) throw new Error('three events');
    expect(outcomes(follow([rules], [a1, a2]))).toEqual([]);
    expect(outcomes(follow([rules], [b]))).toEqual([]);
    expect(outcomes(follow([rules], [a1, b]))).toEqual(['awarded']);
    expect(outcomes(follow([rules], [b, a2]))).toEqual(['awarded']);
  });
});

describe('S8: a new requirement gets the first free letter (D07)', () => {
  test.each<[(string | null)[], string]>([
    [[], 'A'],
    [['A'], 'B'],
    [['A', 'A'], 'B'],
    [['A', 'C'], 'B'],
    [['C', 'B'], 'A'],
    [[null, null], 'A'],
    [['a', 'team'], 'A'],
  ])('%j: %s', (taken, free) => expect(firstFreeGroup(labels(taken))).toBe(free));

  test('one after another they never repeat, and after Z comes AA', () => {
    const taken: string[] = [];
    for (let number = 0; number < 26 + 26 * 26 + 2; number += 1) taken.push(firstFreeGroup(labels(taken)));
    expect(new Set(taken).size).toBe(taken.length);
    expect(taken.slice(0, 3)).toEqual(['A', 'B', 'C']);
    expect(taken.slice(25, 28)).toEqual(['Z', 'AA', 'AB']);
    expect(taken.slice(51, 53)).toEqual(['AZ', 'BA']);
    expect(taken.slice(-3)).toEqual(['ZZ', 'AAA', 'AAB']);
  });
});

describe('S9: complete means every group, exactly (D25)', () => {
  const many = Array.from({ length: 201 }, (_, number) => requirement(`r${number}`, { group: `g${number}` }));
  const groups = groupRequirements(many);
  const registers = (count: number) =>
    new Map(many.slice(0, count).map(({ id }) => [id, { fulfilled: true, time: 1, eventId: 'e' }]));

  test.each([
    [0, false],
    [200, false],
    [201, true],
  ])('%i of 201', (met, complete) => {
    expect(measure(groups, registers(met))).toEqual({ met, groups: 201, complete });
  });

  test('200 of 201 courses passed is no badge, the last one is', () => {
    const rules = rulesOf(many.map(({ id }) => passCourse(id, id, id)));
    const passes = many.map(({ id }) => passing({ course: id }));
    const almost = follow([rules], passes.slice(0, 200));
    expect(measureOf(almost)).toEqual({ met: 200, groups: 201, complete: false });
    expect(outcomes(almost)).toEqual([]);
    expect(outcomes(follow([rules], passes.slice(200), { from: almost.state }))).toEqual(['awarded']);
  });

  test('no requirements: never complete', () => {
    expect(measure([], new Map())).toEqual({ met: 0, groups: 0, complete: false });
    expect(measure([], registers(5)).complete).toBe(false);
  });

  test('a group counts once however many of its requirements are fulfilled; a reset one does not count', () => {
    const state = new Map([
      ['a1', { fulfilled: true, time: 1, eventId: 'x' }],
      ['a2', { fulfilled: true, time: 2, eventId: 'y' }],
      ['b1', { fulfilled: false, time: 3, eventId: 'z' }],
      ['gone', { fulfilled: true, time: 4, eventId: 'w' }],
    ]);
    expect(measure([['a1', 'a2'], ['b1']], state)).toEqual({ met: 1, groups: 2, complete: false });
  });
});
