import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { LaurelError } from '../../src/errors.ts';
import { parseBadgesFile } from '../../src/formats/badges-file.ts';
import { badgesFileValue, writeBadgesFile } from '../../src/formats/badges-file-writer.ts';
import type { DataRule, Holder, Template } from '../../src/rules/template.ts';
import { enrollmentType, passingType } from '../support/events.ts';
import { fullVocabulary } from '../support/vocabulary.ts';

const parse = (text: string): Template[] => parseBadgesFile(text, 'badges.yaml', fullVocabulary);

function mistakesOf(text: string): readonly string[] {
  try {
    parse(text);
  } catch (error) {
    expect(error).toMatchObject({ code: 'BADGES_FILE_INVALID', exitCode: 2 });
    return (error as LaurelError).details;
  }
  return [];
}

/** A file with one template whose one requirement has one rule. */
const withRule = (rule: string): string => `
templates:
  - {id: a, name: A, origin: openedx, requirements: [{id: r, event: ${passingType}, rules: [${rule}]}]}
`;

describe('reading', () => {
  test('the example of the documentation', () => {
    const [template] = parse(`
# yaml-language-server: $schema=docs/badges.schema.json
templates:
  - id: demo-graduate
    name: Demo graduate
    description: Passed the Demo course
    origin: openedx
    active: true
    requirements:
      - id: pass-demo
        event: ${passingType}
        group: A
        description: On the Demo course completion
        rules:
          - {path: is_passing, operator: eq, value: "true"}
          - {path: course.course_key, operator: eq, value: "course-v1:OpenedX+DemoX+Demo_Course"}
    penalties:
      - id: fail-demo
        event: ${passingType}
        requirements: [pass-demo]
        rules:
          - {path: is_passing, operator: eq, value: "false"}
`);
    expect(template).toEqual({
      id: 'demo-graduate',
      name: 'Demo graduate',
      description: 'Passed the Demo course',
      imageUrl: null,
      holder: { origin: 'openedx' },
      active: true,
      version: 1,
      requirements: [
        {
          id: 'pass-demo',
          event: passingType,
          group: 'A',
          description: 'On the Demo course completion',
          rules: [
            { path: 'is_passing', operator: 'eq', value: 'true' },
            { path: 'course.course_key', operator: 'eq', value: 'course-v1:OpenedX+DemoX+Demo_Course' },
          ],
        },
      ],
      penalties: [
        {
          id: 'fail-demo',
          event: passingType,
          description: '',
          requirements: ['pass-demo'],
          rules: [{ path: 'is_passing', operator: 'eq', value: 'false' }],
        },
      ],
    });
  });

  test('a missing group stays a group of its own (S8)', () => {
    expect(parse(withRule(''))[0]?.requirements[0]?.group).toBeNull();
  });

  test.each([
    ['{path: is_passing, operator: eq, value: true}', 'true'],
    ['{path: is_passing, operator: eq, value: True}', 'true'],
    ['{path: is_passing, operator: eq, value: +}', '+'],
    ['{path: is_passing, operator: ne, value: No}', 'No'],
    ['{path: course.course_key, operator: eq, value: 007}', '007'],
    ['{path: course.course_key, operator: eq, value: 12345678901234567890}', '12345678901234567890'],
    ['{path: course.start, operator: ne, value: 2026-01-01}', '2026-01-01'],
    ['{path: course.display_name, operator: eq, value: no}', 'no'],
  ])('a value may be written without quotes, and keeps its letters: %s', (rule, value) => {
    expect(parse(withRule(rule))[0]?.requirements[0]?.rules[0]?.value).toBe(value);
  });

  test('JSON is read too, $schema included', () => {
    const file = {
      $schema: './badges.schema.json',
      templates: [{ id: 'a', name: 'A', origin: 'openedx', active: false }],
    };
    expect(parse(JSON.stringify(file, null, 2))).toMatchObject([{ id: 'a', active: false, requirements: [] }]);
  });

  test('Credly and Accredible', () => {
    const [credly, accredible] = parse(`
templates:
  - id: c
    name: C
    origin: credly
    credly: {organization: 9F0C6A0E-8A3B-4F3E-9D57-1C8F1E0B7A11, template: 9f0c6a0e-8a3b-4f3e-9d57-1c8f1e0b7a12}
    active: false
  - {id: a, name: A, origin: accredible, accredible: {account: main, group: 70110}, active: false}
`);
    expect(credly?.holder).toEqual({
      origin: 'credly',
      organization: '9f0c6a0e-8a3b-4f3e-9d57-1c8f1e0b7a11',
      template: '9f0c6a0e-8a3b-4f3e-9d57-1c8f1e0b7a12',
    });
    expect(accredible?.holder).toEqual({ origin: 'accredible', account: 'main', group: 70110 });
  });
});

describe('mistakes', () => {
  test('all of the file are told at once, in order, with line, column and field', () => {
    const mistakes = mistakesOf(`templates:
  - id: Bad Id
    nmae: x
    origin: credly
    accredible: {account: main}
    requirements:
      - id: r
        event: ${passingType}
        rules: [{path: is_passing, operator: equals, value: []}]
  - id: ok
    name: Ok
    origin: openedx
    active: maybe
  - id: fine
    name: Fine
    origin: openedx
    requirements:
      - {id: a, event: ${passingType}, rules: [{path: is_passing, operator: eq, value: 7}, {path: nix, operator: eq, value: x}]}
    penalties:
      - {id: p, event: ${enrollmentType}, requirements: [b]}
`);
    expect(mistakes.map((mistake) => mistake.split(': ').slice(0, 2).join(': '))).toEqual([
      'badges.yaml:2:5: templates[0].name',
      'badges.yaml:2:5: templates[0]',
      'badges.yaml:2:9: templates[0].id',
      'badges.yaml:3:5: templates[0].nmae',
      'badges.yaml:5:5: templates[0].accredible',
      'badges.yaml:5:17: templates[0].accredible.group',
      'badges.yaml:9:46: templates[0].requirements[0].rules[0].operator',
      'badges.yaml:9:61: templates[0].requirements[0].rules[0].value',
      'badges.yaml:13:13: templates[1].active',
      expect.stringMatching(/^badges.yaml:18:\d+: templates\[2\].requirements\[0\].rules\[0\].value$/),
      expect.stringMatching(/^badges.yaml:18:\d+: templates\[2\].requirements\[0\].rules\[1\].path$/),
      'badges.yaml:20:9: templates[2].penalties[0].rules',
      expect.stringMatching(/^badges.yaml:20:\d+: templates\[2\].penalties\[0\].requirements\[0\]$/),
    ]);
    expect(mistakes[3]).toContain('Did you mean "name"?');
    expect(mistakes[6]).toContain('must be one of eq, ne');
    expect(mistakes[9]).toContain('write true, True, yes');
    expect(mistakes[10]).toContain('course.course_key');
  });

  test.each([
    ['', 'badges.yaml:1:1: must be a mapping of fields'],
    ['[]', 'badges.yaml:1:1: must be a mapping of fields'],
    ['templates: {}', 'badges.yaml:1:12: templates: must be a list'],
    ['templates: [1]', 'badges.yaml:1:13: templates[0]: must be a mapping of fields'],
    ['badges: []', 'badges.yaml:1:1: templates: is missing; it must be a list'],
  ])('a file of another shape: %s', (text, message) => {
    expect(mistakesOf(text)).toContain(message);
  });

  test('text that is no YAML', () => {
    expect(mistakesOf('templates:\n  - {id: a\n')[0]).toMatch(/^badges\.yaml:\d+:\d+: /);
    expect(mistakesOf('a: 1\na: 2')[0]).toMatch(/^badges\.yaml:2:1: .*same key twice/);
    expect(mistakesOf('templates: [{id: a, "id": b}]')[0]).toMatch(/^badges\.yaml:1:21: .*same key twice/);
    const bomb = [
      'a0: &a0 [x]',
      ...Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n},`.repeat(9)}]`),
    ];
    expect(mistakesOf(bomb.join('\n'))[0]).toMatch(/^badges\.yaml:1:1: .*alias/);
    // Deep nesting would end the process in the parser.
    for (const deep of ['['.repeat(100_000), '{a: '.repeat(50_000), '- '.repeat(50_000), '? '.repeat(50_000)])
      expect(mistakesOf(`templates:\n  ${deep}`)).toEqual([
        expect.stringMatching(/^badges\.yaml:2:\d+: .*nested deeper/),
      ]);
    // Comparing each key with all others takes minutes of a processor; a clock would also count what a busy machine makes of it.
    const keys = Array.from({ length: 40_000 }, (_, number) => `key${number}: a`);
    const before = process.cpuUsage();
    expect(mistakesOf(keys.join('\n')).length).toBeLessThanOrEqual(101);
    expect(process.cpuUsage(before).user).toBeLessThan(12_000_000);
    const many = mistakesOf(`templates: [${'1, '.repeat(5_000)}]`);
    expect(many).toHaveLength(101);
    expect(many.at(-1)).toContain('4900 more mistakes');
  });

  test.each([
    ['an id twice', '{id: a, name: A, origin: openedx, active: false}', 'templates[1].id: "a" is the id of an earlier'],
    [
      'one badge outside for two templates',
      '{id: b, name: B, origin: accredible, accredible: {account: main, group: 1}, active: false}',
      'templates[1].accredible: the template "a" issues the same badge outside',
    ],
  ])('%s', (_name, second, message) => {
    const first = second.replace('id: b', 'id: a');
    expect(mistakesOf(`templates:\n  - ${first}\n  - ${second}\n`)[0]).toContain(message);
  });

  test('an active template without requirements, and penalties that would reset all or nothing (S9, S18)', () => {
    const mistakes = mistakesOf(
      `templates: [{id: a, name: A, origin: openedx, penalties: [{id: p, event: ${passingType}}]}]`,
    ).join('\n');
    expect(mistakes).toContain('templates[0].requirements:');
    expect(mistakes).toContain('templates[0].penalties[0].requirements:');
    expect(mistakes).toContain('templates[0].penalties[0].rules:');
  });

  test('whatever the text, there are templates or there are mistakes, and nothing else happens', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.json()), (text) => {
        expect(() => parse(text)).toThrow(LaurelError);
      }),
    );
  });
});

describe('writing', () => {
  const slug = fc.stringMatching(/^[a-z0-9]([a-z0-9._-]{0,12}[a-z0-9])?$/);
  const words = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.constantFrom('yes', '007', 'a: b', '- x', '#'),
  );
  const rule: fc.Arbitrary<DataRule> = fc.oneof(
    fc.record({
      path: fc.constant('course.display_name'),
      operator: fc.constantFrom('eq', 'ne'),
      value: words,
    }),
    fc.constant({ path: 'is_passing', operator: 'eq', value: 'true' } as const),
  );
  const holder: fc.Arbitrary<Holder> = fc.oneof(
    fc.constant({ origin: 'openedx' } as const),
    fc.record({ origin: fc.constant('credly'), organization: fc.uuid(), template: fc.uuid() }),
    fc.record({
      origin: fc.constant('accredible'),
      account: fc.constantFrom('main', 'b'),
      group: fc.integer({ min: 1 }),
    }),
  );
  const name = words.filter((text) => text.trim() !== '').map((text) => text.slice(0, 100));
  const achievement = fc.record({
    issuer: fc.option(fc.constantFrom('acme', 'acme-academy')),
    criteria: words,
    tags: fc.array(name, { maxLength: 3 }),
    alignments: fc.array(fc.record({ name, url: fc.webUrl(), framework: fc.option(name), code: fc.option(name) }), {
      maxLength: 2,
    }),
    language: fc.option(fc.constantFrom('en', 'pt-BR', 'ar')),
    type: fc.option(fc.constantFrom('Badge', 'Course')),
    image: fc.option(fc.constantFrom('ab'.repeat(32), 'pictures/badge.png')),
  });
  const template: fc.Arbitrary<Template> = fc
    .record({
      id: slug,
      version: fc.constant(1),
      name: words.filter((text) => text.trim() !== ''),
      description: words,
      imageUrl: fc.option(fc.webUrl()),
      holder,
      active: fc.boolean(),
      requirements: fc.uniqueArray(
        fc.record({
          id: slug,
          event: fc.constant(passingType),
          group: fc.option(words.filter((text) => text.trim() !== '')),
          description: words,
          rules: fc.array(rule, { maxLength: 3 }),
        }),
        { minLength: 1, maxLength: 3, selector: ({ id }) => id },
      ),
    })
    .chain((base) =>
      fc
        .uniqueArray(
          fc.record({
            id: slug,
            event: fc.constant(passingType),
            description: words,
            requirements: fc.subarray(
              base.requirements.map(({ id }) => id),
              { minLength: 1 },
            ),
            rules: fc.array(rule, { minLength: 1, maxLength: 2 }),
          }),
          { maxLength: 2, selector: ({ id }) => id },
        )
        .map((penalties) => ({ ...base, penalties })),
    )
    .chain((base) =>
      base.holder.origin === 'openedx'
        ? fc.option(achievement).map((added) => (added === null ? base : { ...base, achievement: added }))
        : fc.constant(base),
    );
  const templates = fc.uniqueArray(template, {
    maxLength: 4,
    comparator: (a, b) =>
      a.id === b.id || (a.holder.origin !== 'openedx' && JSON.stringify(a.holder) === JSON.stringify(b.holder)),
  });

  test('what was written is read again, as YAML and as JSON', () => {
    fc.assert(
      fc.property(templates, (wanted) => {
        expect(parse(writeBadgesFile(wanted))).toEqual(wanted);
        expect(parse(JSON.stringify(badgesFileValue(wanted)))).toEqual(wanted);
      }),
    );
  });
});
