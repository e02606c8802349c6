import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toRequestMistake } from '../../src/api/wording.ts';
import { createVocabulary } from '../../src/events/vocabulary.ts';
import { firstFreeGroup } from '../../src/rules/groups.ts';
import type { DataRule, OperatorName, Requirement, Template } from '../../src/rules/template.ts';
import { checkTemplate, validateTemplate } from '../../src/rules/validate.ts';
import type { Mistake } from '../../src/rules/validate.ts';
import { ccxPassingType, demoCourse, enrollmentType, otherCourse, passingType } from '../support/events.ts';
import { templates } from './arbitraries.ts';
import { eq, failPenalty, ne, passCourse, requirement, template } from '../support/templates.ts';

const vocabulary = createVocabulary([passingType, ccxPassingType], ['user.pii.email', 'course.start']);
const mistakesOf = (details: Partial<Template>): Mistake[] => validateTemplate(template(details), vocabulary);
const pathsOf = (details: Partial<Template>): string[] => mistakesOf(details).map(({ path }) => path.join('.'));

const demo = passCourse('demo', demoCourse);

describe('a template that can be saved', () => {
  test.each<[string, Partial<Template>]>([
    ['the simplest', {}],
    ['a draft without requirements', { active: false, requirements: [] }],
    [
      'a draft whose penalties are not finished (S18)',
      { active: false, requirements: [demo], penalties: [{ ...failPenalty('p', []), rules: [] }] },
    ],
    ['a requirement without rules (S6)', { requirements: [requirement('any', { rules: [] })] }],
    ['groups of any label', { requirements: [passCourse('a', demoCourse, 'A'), passCourse('b', otherCourse, 'Team')] }],
    [
      'penalties and requirements may have the same id',
      { requirements: [demo], penalties: [failPenalty('demo', ['demo'])] },
    ],
    ['one letter ids', { id: 'x', requirements: [passCourse('1', demoCourse)] }],
    ['ids of 100 letters', { id: 'x'.repeat(100) }],
    ['a text value of any kind', { requirements: [requirement('r', { rules: [eq('course.display_name', '')] })] }],
  ])('%s', (_, details) => expect(mistakesOf(details)).toEqual([]));
});

test('a path that the settings keep back is told apart from one that the event does not have (S7)', () => {
  const messageOf = (path: string): unknown =>
    mistakesOf({ requirements: [requirement('r', { rules: [eq(path, 'x')] })] })[0]?.message;
  expect(messageOf('course.start')).toMatch(
    /^"course.start" is in BADGES_CONFIG.rules.ignored_keypaths; choose one of /,
  );
  expect(messageOf('user.pii.email')).toMatch(/^"user.pii.email" is in BADGES_CONFIG.rules.ignored_keypaths/);
  expect(messageOf('course.begin')).toMatch(/^this event has no "course.begin"; choose one of /);
});

describe('each mistake is told at its path', () => {
  test.each<[string, Partial<Template>, string]>([
    ['an id with capitals', { id: 'Demo' }, 'id'],
    ['an empty id', { id: '' }, 'id'],
    ['an id that ends in a dash', { id: 'demo-' }, 'id'],
    ['an id with a line break', { id: 'demo\n' }, 'id'],
    ['an id of 101 letters', { id: 'x'.repeat(101) }, 'id'],
    ['no name', { name: ' ' }, 'name'],
    ['S9: an active template without requirements', { requirements: [] }, 'requirements'],
    ['a requirement id', { requirements: [demo, passCourse('no spaces', demoCourse)] }, 'requirements.1.id'],
    ['a requirement id used twice', { requirements: [demo, demo] }, 'requirements.1.id'],
    ['a blank group', { requirements: [passCourse('a', demoCourse, ' ')] }, 'requirements.0.group'],
    [
      'S1: an event type that is not configured',
      { requirements: [demo, requirement('b', { event: enrollmentType })] },
      'requirements.1.event',
    ],
    [
      'S7: a path the event does not have',
      { requirements: [requirement('r', { rules: [eq('is_passing', 'true'), eq('course.run', 'x')] })] },
      'requirements.0.rules.1.path',
    ],
    [
      'S7: a path of another event type',
      { requirements: [requirement('r', { rules: [eq('course.ccx_course_key', 'x')] })] },
      'requirements.0.rules.0.path',
    ],
    [
      'S7: a record, which is no value',
      { requirements: [requirement('r', { rules: [eq('course', 'x')] })] },
      'requirements.0.rules.0.path',
    ],
    [
      'S7: an ignored path',
      { requirements: [requirement('r', { rules: [eq('user.pii.email', 'x')] })] },
      'requirements.0.rules.0.path',
    ],
    [
      'S7: text for a boolean',
      { requirements: [requirement('r', { rules: [ne('is_passing', 'maybe')] })] },
      'requirements.0.rules.0.value',
    ],
    [
      'S7: text for a whole number',
      { requirements: [requirement('r', { rules: [eq('user.id', 'seven')] })] },
      'requirements.0.rules.0.value',
    ],
    [
      'an operator that does not exist',
      {
        requirements: [requirement('r', { rules: [{ ...eq('is_passing', 'true'), operator: 'gt' as OperatorName }] })],
      },
      'requirements.0.rules.0.operator',
    ],
    [
      'an operator that only JavaScript knows',
      {
        requirements: [
          requirement('r', { rules: [{ ...eq('is_passing', 'true'), operator: 'toString' as OperatorName }] }),
        ],
      },
      'requirements.0.rules.0.operator',
    ],
    ['a penalty id', { penalties: [failPenalty('', ['pass-demo'])] }, 'penalties.0.id'],
    [
      'a penalty id used twice',
      { penalties: [failPenalty('p', ['pass-demo']), failPenalty('p', ['pass-demo'])] },
      'penalties.1.id',
    ],
    [
      'a link to no requirement',
      { penalties: [failPenalty('p', ['pass-demo', 'pass-other'])] },
      'penalties.0.requirements.1',
    ],
    ['S18: an active penalty without links', { penalties: [failPenalty('p', [])] }, 'penalties.0.requirements'],
    [
      'S18: an active penalty without rules',
      { penalties: [{ ...failPenalty('p', ['pass-demo']), rules: [] }] },
      'penalties.0.rules',
    ],
    [
      'an event type of a penalty',
      { penalties: [{ ...failPenalty('p', ['pass-demo']), event: 'x' }] },
      'penalties.0.event',
    ],
    [
      'a rule of a penalty',
      { penalties: [{ ...failPenalty('p', ['pass-demo']), rules: [eq('is_passing', '')] }] },
      'penalties.0.rules.0.value',
    ],
  ])('%s', (_, details, path) => expect(pathsOf(details)).toEqual([path]));
});

describe('messages say what would be valid', () => {
  const messageOf = (details: Partial<Template>) => mistakesOf(details)[0]?.message;
  const withRule = (rule: ReturnType<typeof eq>) => messageOf({ requirements: [requirement('r', { rules: [rule] })] });

  test('event types', () => {
    const message = messageOf({ requirements: [requirement('r', { event: enrollmentType })] });
    expect(message).toContain(enrollmentType);
    expect(message).toContain(passingType);
    expect(message).toContain(ccxPassingType);
    expect(message).toContain('BADGES_CONFIG');
  });
  test('paths, without the ignored ones', () => {
    const message = withRule(eq('course.key', 'x'));
    expect(message).toContain('"course.key"');
    expect(message).toContain('is_passing, course.course_key');
    expect(message).not.toContain('email');
  });
  test('values', () => {
    expect(withRule(eq('is_passing', 'maybe'))).toMatch(/"maybe".*boolean.*is_passing.*true, True, yes, Yes, \+/);
    expect(withRule(eq('user.id', '1.5'))).toMatch(/"1.5".*integer.*user\.id.*whole number/);
  });
  test('operators', () =>
    expect(withRule({ ...eq('is_passing', 'true'), operator: 'lt' as OperatorName })).toMatch(/"lt".*eq, ne/));
  test('requirements that a penalty can name', () => {
    expect(messageOf({ penalties: [failPenalty('p', ['x'])] })).toMatch(/"x".*pass-demo/);
    expect(messageOf({ active: false, requirements: [], penalties: [failPenalty('p', ['x'])] })).toMatch(/none/);
  });
  test('the way out of an active template without requirements', () =>
    expect(messageOf({ requirements: [] })).toContain('active: false'));
});

test('every mistake is told, in the order of the template', () => {
  const paths = pathsOf({
    id: 'Bad Id',
    name: '',
    requirements: [
      requirement('ok', { rules: [eq('nowhere', 'x'), eq('is_passing', 'x')] }),
      requirement('ok', { event: 'nothing', group: '' }),
    ],
    penalties: [{ ...failPenalty('P', ['ok', 'gone']), rules: [] }],
  });
  expect(paths).toEqual([
    'id',
    'name',
    'requirements.1.id',
    'requirements.0.rules.0.path',
    'requirements.0.rules.1.value',
    'requirements.1.group',
    'requirements.1.event',
    'penalties.0.id',
    'penalties.0.requirements.1',
    'penalties.0.rules',
  ]);
});

test('S8: the letter offered for a new requirement is one that can be saved', () => {
  const requirements = [passCourse('a', demoCourse, 'A'), passCourse('c', otherCourse, 'C')];
  const more = passCourse('b', otherCourse, firstFreeGroup(requirements));
  expect(mistakesOf({ requirements: [...requirements, more] })).toEqual([]);
  expect(more.group).toBe('B');
});

describe('a template with very many mistakes', () => {
  const long = 'z'.repeat(2_000);
  const times = <T>(count: number, make: (index: number) => T): T[] =>
    Array.from({ length: count }, (_, index) => make(index));
  const bytes = (told: unknown) => JSON.stringify(told).length;

  test.each<[string, Partial<Template>]>([
    ['unknown events', { requirements: times(200, (n) => requirement(`r${n}`, { event: long })) }],
    [
      'unknown paths',
      { requirements: times(200, (n) => requirement(`r${n}`, { rules: times(5, () => eq(long, long)) })) },
    ],
    [
      'wrong values',
      { requirements: times(200, (n) => requirement(`r${n}`, { rules: times(5, () => eq('user.id', long)) })) },
    ],
    ['wrong ids', { requirements: times(200, () => requirement(`-${long}`)) }],
    [
      'links to nothing',
      {
        requirements: times(200, (n) => requirement(`r${n}-${'a'.repeat(90)}`)),
        penalties: times(10, (n) =>
          failPenalty(
            `p${n}`,
            times(100, () => long),
          ),
        ),
      },
    ],
  ])('%s: the first hundred are told, short, and that there are more', (_, details) => {
    const mistakes = mistakesOf(details);
    expect(mistakes).toHaveLength(101);
    expect(mistakes.at(-1)).toMatchObject({ path: [], message: expect.stringContaining('more mistakes') });
    expect(bytes(mistakes.map(({ path, message }) => ({ path, message })))).toBeLessThan(60_000);
    // With the values apart, as answers tell them.
    expect(bytes(mistakes.map(toRequestMistake))).toBeLessThan(200_000);
    // The first still names everything that would be valid.
    expect(mistakes[0]?.message.length).toBeLessThan(21_000);
  });

  test('more rules or links than a template may have are one mistake, and are not looked at one by one', () => {
    const rules = times(100, () => eq('nowhere', 'x'));
    expect(pathsOf({ requirements: times(11, (n) => requirement(`r${n}`, { rules })) })).toEqual(['requirements']);
    const links = times(100, () => 'nothing');
    expect(pathsOf({ penalties: times(11, (n) => failPenalty(`p${n}`, links)) })).toEqual(['penalties']);
  });

  test('what keeps it from being active is told apart, however much else is wrong', () => {
    const penalties = times(150, (n) => ({ ...failPenalty(`p${n}`, []), rules: [] }));
    const requirements = times(200, (n) => requirement(`r${n}`, { event: 'unknown' }));
    const both = checkTemplate(template({ requirements: requirements.slice(0, 50), penalties }), vocabulary);
    expect([both.mistakes.length, both.activationMistakes.length]).toEqual([50, 101]);
    // Penalties that are only unfinished never hide what keeps a draft from being saved.
    expect(validateTemplate(template({ active: false, requirements, penalties }), vocabulary)).toHaveLength(101);
  });
});

describe('arbitrary templates', () => {
  const everything = createVocabulary([passingType, ccxPassingType], []);
  const arbitrary = templates(1).map(([rules]) => template(rules ?? {}));
  const bad: DataRule = eq('nowhere', 'x');

  /** One mistake put into a template, and the path at which it must be told. */
  type Injection = (valid: Template, at: number) => { readonly broken: Template; readonly path: Mistake['path'] };
  const injections: Readonly<Record<string, Injection>> = {
    'a wrong id': (valid) => ({ broken: { ...valid, id: 'Not A Slug' }, path: ['id'] }),
    'a blank name': (valid) => ({ broken: { ...valid, name: '' }, path: ['name'] }),
    'no requirement': (valid) => ({
      broken: { ...valid, requirements: [], penalties: [] },
      path: ['requirements'],
    }),
    'an unknown event type': inRequirement('event', () => ({ event: 'unknown' })),
    'a blank group': inRequirement('group', () => ({ group: '' })),
    'the id of another': (valid) => ({
      broken: { ...valid, requirements: [...valid.requirements, { ...requirement('r0') }] },
      path: ['requirements', valid.requirements.length, 'id'],
    }),
    'an unknown path': inRequirement('rules.path', ({ rules }) => ({ rules: [...rules, bad] })),
    'a value of the wrong type': inRequirement('rules.value', ({ rules }) => ({
      rules: [...rules, eq('is_passing', 'perhaps')],
    })),
    'an unknown operator': inRequirement('rules.operator', ({ rules }) => ({
      rules: [...rules, { ...eq('is_passing', 'yes'), operator: 'like' as OperatorName }],
    })),
    'a penalty on nothing': (valid) => ({
      broken: { ...valid, penalties: [...valid.penalties, failPenalty('new', ['gone'])] },
      path: ['penalties', valid.penalties.length, 'requirements', 0],
    }),
    'a penalty without rules': (valid) => ({
      broken: { ...valid, penalties: [...valid.penalties, { ...failPenalty('new', ['r0']), rules: [] }] },
      path: ['penalties', valid.penalties.length, 'rules'],
    }),
  };

  /** A mistake in one of the requirements; in a rule, it is in a last rule that is added. */
  function inRequirement(field: string, change: (before: Requirement) => Partial<Requirement>): Injection {
    return (valid, at) => {
      const index = at % valid.requirements.length;
      const requirements = valid.requirements.map((one, place) => (place === index ? { ...one, ...change(one) } : one));
      const [inRules, ofRule] = field.split('.');
      const last = (requirements[index]?.rules.length ?? 0) - 1;
      const path = ofRule === undefined ? [field] : [inRules ?? '', last, ofRule];
      return { broken: { ...valid, requirements }, path: ['requirements', index, ...path] };
    };
  }

  test('are accepted', () => {
    fc.assert(
      fc.property(arbitrary, (valid) => {
        expect(validateTemplate(valid, everything)).toEqual([]);
      }),
    );
  });

  test.each(Object.entries(injections))('%s is told at its path, and nothing else is', (_, inject) => {
    fc.assert(
      fc.property(arbitrary, fc.nat(), (valid, at) => {
        const { broken, path } = inject(valid, at);
        expect(validateTemplate(broken, everything).map((mistake) => mistake.path)).toEqual([path]);
      }),
    );
  });
});
