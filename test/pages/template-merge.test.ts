import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PenaltyDocument, RequirementDocument, TemplateDocument } from '../../src/api/schemas/templates.ts';
import { groupRequirements } from '../../src/rules/groups.ts';
import { mergeTemplates } from '../../web/src/templates/merge/merge.ts';
import type { Side } from '../../web/src/templates/merge/parts.ts';

/** What is made of two edits that began with the same template, in the editor of the pages. */

const requirement = (id: string, more: Partial<RequirementDocument> = {}): RequirementDocument => ({
  id,
  event: 'passed',
  group: null,
  description: '',
  rules: [],
  ...more,
});
const penalty = (
  id: string,
  requirements: readonly string[],
  more: Partial<PenaltyDocument> = {},
): PenaltyDocument => ({
  id,
  event: 'failed',
  description: '',
  requirements: [...requirements],
  rules: [],
  ...more,
});
const base: TemplateDocument = {
  id: 'demo',
  name: 'Demo',
  description: 'Words',
  imageUrl: null,
  holder: { origin: 'openedx' },
  achievement: null,
  requirements: [requirement('a', { group: 'A' }), requirement('b', { group: 'B' })],
  penalties: [penalty('p', ['a'])],
};
const edit = (more: Partial<TemplateDocument>): TemplateDocument => ({ ...base, ...more });
const [a, b] = base.requirements as [RequirementDocument, RequirementDocument];
const merge = (mine: Partial<TemplateDocument>, theirs: Partial<TemplateDocument>, choose: Side = 'theirs') => {
  const merged = mergeTemplates(base, edit(mine), edit(theirs));
  return {
    conflicts: merged.conflicts.map(({ part: { list, item, field } }) => [list, item, field].filter(Boolean).join(' ')),
    kept: merged.kept.map(({ by, part: { item, field } }) => [by, item, field].filter(Boolean).join(' ')),
    result: merged.resolve(() => choose),
  };
};

describe('what does not overlap is merged', () => {
  test('a name and a description; fields of one requirement; of the public page', () => {
    const achievement = {
      issuer: null,
      type: null,
      criteria: '',
      tags: [],
      alignments: [],
      language: null,
      image: null,
    };
    const { conflicts, kept, result } = merge(
      {
        name: 'Mine',
        requirements: [{ ...a, description: 'My words' }, b],
        achievement: { ...achievement, criteria: 'Do it' },
      },
      {
        description: 'Theirs',
        requirements: [{ ...a, event: 'other' }, b],
        achievement: { ...achievement, tags: ['x'] },
      },
    );
    expect(conflicts).toEqual([]);
    expect(kept.toSorted()).toEqual(
      [
        'mine name',
        'theirs description',
        'mine a description',
        'theirs a condition',
        'mine criteria',
        'theirs tags',
      ].toSorted(),
    );
    expect(result).toEqual({
      ...base,
      name: 'Mine',
      description: 'Theirs',
      achievement: { ...achievement, criteria: 'Do it', tags: ['x'] },
      requirements: [{ ...a, description: 'My words', event: 'other' }, b],
    });
  });

  test('requirements that both have added under one label stay apart, and alternatives to one requirement meet (S8)', () => {
    const both = merge(
      { requirements: [a, b, requirement('mine', { group: 'C' })] },
      { requirements: [a, b, requirement('theirs', { group: 'C' })] },
    );
    expect(both.conflicts).toEqual([]);
    expect(groupRequirements(both.result.requirements).map((group) => group.toSorted())).toEqual(
      expect.arrayContaining([['a'], ['b'], ['mine'], ['theirs']]),
    );
    const alternatives = merge(
      { requirements: [a, requirement('mine', { group: 'A' }), b] },
      { requirements: [a, b, requirement('theirs', { group: 'A' })] },
    );
    expect(alternatives.conflicts).toEqual([]);
    expect(groupRequirements(alternatives.result.requirements).map((group) => group.toSorted())).toEqual([
      ['a', 'mine', 'theirs'],
      ['b'],
    ]);
  });

  test('links of a penalty go one by one', () => {
    const { conflicts, result } = merge({ penalties: [penalty('p', ['a', 'b'])] }, { penalties: [penalty('p', [])] });
    expect(conflicts).toEqual([]);
    expect(result.penalties[0]?.requirements).toEqual(['b']);
  });
});

describe('what overlaps is chosen one by one', () => {
  test.for(['mine', 'theirs'] as const)(
    'fields, and a requirement that one has removed and the other changed: %s',
    (side) => {
      const mine = { name: 'Mine', requirements: [b], penalties: [penalty('p', [])] };
      const theirs = { name: 'Theirs', requirements: [{ ...a, description: 'New' }, b] };
      const { conflicts, result } = merge(mine, theirs, side);
      expect(conflicts.toSorted()).toEqual(['requirements a whole', 'template name']);
      // A requirement comes back with the links to it.
      expect(result).toEqual(edit(side === 'mine' ? mine : theirs));
    },
  );

  test('a requirement that one has removed while the other lets a penalty reset it', () => {
    const mine = { requirements: [a] };
    const theirs = { penalties: [penalty('p', ['a', 'b'])] };
    expect(merge(mine, theirs).conflicts).toEqual(['requirements b whole']);
    expect(merge(mine, theirs, 'theirs').result).toEqual(edit(theirs));
    expect(merge(mine, theirs, 'mine').result).toEqual(edit(mine));
  });

  test('two ways to count together are one choice', () => {
    const third = requirement('c', { group: 'C' });
    const more = edit({ requirements: [a, b, third] });
    const mine = { ...more, requirements: [a, { ...b, group: 'A' }, third] };
    const theirs = { ...more, requirements: [a, { ...b, group: 'C' }, third] };
    const merged = mergeTemplates(more, mine, theirs);
    expect(merged.conflicts.map(({ part }) => part.field)).toEqual(['groups']);
    expect(merged.resolve(() => 'mine')).toEqual(mine);
    expect(merged.resolve(() => 'theirs')).toEqual(theirs);
  });

  test('what a provider says is nobody’s to choose', () => {
    const merged = mergeTemplates(base, edit({ name: 'Mine' }), edit({ name: 'At Credly' }), ['name']);
    expect(merged.conflicts).toEqual([]);
    expect(merged.resolve(() => 'mine').name).toBe('At Credly');
  });
});

const ids = ['r1', 'r2', 'r3', 'r4'] as const;
const word = fc.constantFrom('', 'x', 'y');
const rules = fc.array(
  fc.record({ path: fc.constantFrom('p', 'q'), operator: fc.constant('eq' as const), value: word }),
  { maxLength: 1 },
);
const document: fc.Arbitrary<TemplateDocument> = fc
  .record({
    name: word,
    description: word,
    imageUrl: fc.constantFrom(null, 'https://example.org/a.png'),
    achievement: fc.constantFrom<NonNullable<TemplateDocument['achievement']> | null>(null, {
      issuer: null,
      type: null,
      criteria: 'Do it',
      tags: ['x'],
      alignments: [],
      language: null,
      image: null,
    }),
    requirements: fc.uniqueArray(
      fc.record({
        id: fc.constantFrom(...ids),
        event: word,
        group: fc.constantFrom(null, 'A', 'B'),
        description: word,
        rules,
      }),
      { selector: ({ id }) => id, maxLength: 4 },
    ),
    penalties: fc.uniqueArray(
      fc.record({
        id: fc.constantFrom('p1', 'p2'),
        event: word,
        description: word,
        requirements: fc.uniqueArray(fc.constantFrom(...ids)),
        rules,
      }),
      { selector: ({ id }) => id, maxLength: 2 },
    ),
  })
  .map((parts) => {
    const known = new Set<string>(parts.requirements.map(({ id }) => id));
    const penalties = parts.penalties.map((each) => ({
      ...each,
      requirements: each.requirements.filter((id) => known.has(id)),
    }));
    return { id: 'demo', holder: { origin: 'openedx' }, ...parts, penalties };
  });

/** The same with groups by who is in them, and links in one order. */
const meaning = (template: TemplateDocument) => ({
  ...template,
  requirements: template.requirements.map((each) => ({ ...each, group: null })),
  groups: groupRequirements(template.requirements)
    .map((group) => group.toSorted().join(' '))
    .toSorted(),
  penalties: template.penalties.map((each) => ({ ...each, requirements: each.requirements.toSorted() })),
});

/** Every single thing that a template says, by what it says it of. */
function facts(template: TemplateDocument): Map<string, string> {
  const items = [
    ...template.requirements.map((each) => ['requirements', each] as const),
    ...template.penalties.map((each) => ['penalties', each] as const),
  ];
  return new Map([
    ...(['name', 'description', 'imageUrl'] as const).map((field): [string, string] => [
      field,
      JSON.stringify(template[field]),
    ]),
    ...(['criteria', 'tags'] as const).map((field): [string, string] => [
      `achievement ${field}`,
      JSON.stringify(template.achievement?.[field] ?? (field === 'tags' ? [] : '')),
    ]),
    ...items.flatMap(([list, { id, event, description, rules: asked }]): [string, string][] => [
      [`${list} ${id} description`, description],
      [`${list} ${id} condition`, JSON.stringify([event, asked])],
    ]),
    ...template.penalties.flatMap(({ id, requirements }) =>
      requirements.map((link): [string, string] => [`link ${id} ${link}`, 'linked']),
    ),
  ]);
}

const three = fc.tuple(document, document, document);

test('whoever alone has changed something gets exactly that; equal edits are one', () => {
  fc.assert(
    fc.property(document, document, (from, to) => {
      for (const merged of [
        mergeTemplates(from, to, from),
        mergeTemplates(from, from, to),
        mergeTemplates(from, to, to),
      ]) {
        expect(merged.conflicts).toEqual([]);
        expect(meaning(merged.resolve(() => 'mine'))).toEqual(meaning(to));
      }
    }),
  );
});

test('nothing is lost: of every change of either, the result has it, or it is among what was chosen', () => {
  fc.assert(
    fc.property(three, fc.constantFrom<Side>('mine', 'theirs'), ([from, mine, theirs], side) => {
      const merged = mergeTemplates(from, mine, theirs);
      const asked = merged.conflicts.map(({ part: { list, item, field } }) => ({ list, item, field }));
      const isChosen = (fact: string): boolean =>
        asked.some(({ list, item, field }) =>
          item === null
            ? fact === field || fact === `${list} ${field}`
            : field === 'whole'
              ? fact.startsWith(`${list} ${item} `) || fact.startsWith(`link ${item} `) || fact.endsWith(` ${item}`)
              : fact === `${list} ${item} ${field}`,
        );
      const [before, my, their, now] = [facts(from), facts(mine), facts(theirs), facts(merged.resolve(() => side))];
      const chosen = side === 'mine' ? my : their;
      for (const fact of new Set([...before.keys(), ...my.keys(), ...their.keys()])) {
        // Whether a penalty is there is told by its other facts; with it go its links.
        if (fact.startsWith('link') && !now.has(`penalties ${fact.split(' ')[1]} description`)) continue;
        const [was, one, other] = [before.get(fact), my.get(fact), their.get(fact)];
        if (isChosen(fact)) expect(now.get(fact), fact).toBe(chosen.get(fact));
        else if (was === one) expect(now.get(fact), fact).toBe(other);
        else expect(now.get(fact), fact).toBe(one);
      }
    }),
    { numRuns: 300 },
  );
});

test('nobody stands in for a requirement but who did so for one of the two, or through a third', () => {
  fc.assert(
    fc.property(three, fc.constantFrom<Side>('mine', 'theirs'), ([from, mine, theirs], side) => {
      const result = mergeTemplates(from, mine, theirs).resolve(() => side);
      const near = new Map<string, Set<string>>(ids.map((id) => [id, new Set([id])]));
      for (const group of [mine, theirs].flatMap(({ requirements }) => groupRequirements(requirements)))
        for (const id of group) {
          const all = new Set(group.flatMap((each) => [...(near.get(each) ?? [])]));
          for (const each of [...all, id]) near.set(each, all);
        }
      for (const group of groupRequirements(result.requirements))
        for (const id of group) expect([...(near.get(group[0] ?? '') ?? [])]).toContain(id);
    }),
    { numRuns: 300 },
  );
});
