import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile, match } from '../../src/rules/compile.ts';
import { decide } from '../../src/rules/decide.ts';
import type { Change, LearnerState } from '../../src/rules/decide.ts';
import type { Event } from '../../src/rules/event.ts';
import { evolve } from '../../src/rules/evolve.ts';
import { noProgress } from '../../src/rules/progress.ts';
import type { Measure } from '../../src/rules/progress.ts';
import type { TemplateRules } from '../../src/rules/template.ts';
import { fullVocabulary } from '../support/vocabulary.ts';
import { deliveries, events, templates } from './arbitraries.ts';
import type { Delivery } from './arbitraries.ts';
import { follow, kinds, measureOf } from './journey.ts';
import { completePlainly, matchPlainly, progressPlainly } from './plain-model.ts';

const runs = { numRuns: 1000 };
const fewTemplates = templates(3);

/** As the consumer does it: within a batch each event builds on the one before; then only what changed is stored. */
function process(rules: readonly TemplateRules[], batches: Delivery['batches']): LearnerState {
  const compiled = compile(rules, fullVocabulary);
  let stored: LearnerState = new Map();
  for (const batch of batches) {
    let working = stored;
    const changes: Change[] = [];
    for (const event of batch) {
      const decided = decide(match(compiled, event), working, event);
      working = evolve(working, decided);
      changes.push(...decided);
    }
    stored = evolve(stored, changes);
  }
  return stored;
}

/** Follows events step by step, with the state before and after each. */
function* walk(rules: readonly TemplateRules[], happened: readonly Event[]) {
  let before: LearnerState = new Map();
  for (const event of happened) {
    const { state, steps } = follow(rules, [event], { from: before });
    yield { event, before, after: state, changes: steps[0] ?? [] };
    before = state;
  }
}

const isComplete = (template: TemplateRules, state: LearnerState): boolean =>
  completePlainly(template, (id) => state.get(template.id)?.registers.get(id)?.fulfilled === true);

describe('S11: order, repetition and batches do not matter to progress', () => {
  test('any delivery of the same events ends in the same progress, the one that the events say', () => {
    fc.assert(
      fc.property(fewTemplates, deliveries, (rules, { events: happened, batches }) => {
        const state = process(rules, batches);
        for (const template of rules) {
          const { started, registers } = state.get(template.id) ?? noProgress;
          expect({ started, registers }).toEqual(progressPlainly(template, happened));
        }
      }),
      runs,
    );
  });

  test('processing events again, in any order, changes nothing at all', () => {
    fc.assert(
      fc.property(fewTemplates, deliveries, (rules, { batches }) => {
        const state = process(rules, batches);
        expect(kinds(follow(rules, batches.flat().toReversed(), { from: state }))).toEqual([]);
        expect(kinds(follow(rules, batches.flat(), { from: state }))).toEqual([]);
      }),
      runs,
    );
  });

  test('batches do not matter to badges either', () => {
    fc.assert(
      fc.property(fewTemplates, deliveries, (rules, { batches }) => {
        expect(process(rules, batches)).toEqual(process(rules, [batches.flat()]));
        expect(process(rules, batches)).toEqual(follow(rules, batches.flat()).state);
      }),
      runs,
    );
  });
});

describe('S14 to S17: badges', () => {
  test('a badge is awarded at most once, revoked at most once and after that, and never comes back', () => {
    fc.assert(
      fc.property(fewTemplates, deliveries, (rules, { batches }) => {
        const { steps } = follow(rules, batches.flat());
        for (const { id } of rules) {
          const told = steps.flat().filter(({ template }) => template === id);
          const badges = told.map(({ kind }) => kind).filter((kind) => kind === 'awarded' || kind === 'revoked');
          expect([[], ['awarded'], ['awarded', 'revoked']]).toContainEqual(badges);
          const withheld = told.findIndex(({ kind }) => kind === 'withheld');
          if (withheld >= 0) expect(told.findIndex(({ kind }) => kind === 'revoked')).toBeLessThan(withheld);
        }
      }),
      runs,
    );
  });

  test('also when the rules are edited on the way (S19)', () => {
    fc.assert(
      fc.property(templates(2), templates(2, 2), events(), events(), (rules, edited, first, then) => {
        const before = follow(rules, first);
        const after = follow(edited, then, { from: before.state });
        for (const id of new Set([...rules, ...edited].map((template) => template.id))) {
          const badges = [...before.steps, ...after.steps]
            .flat()
            .filter((change) => change.template === id && (change.kind === 'awarded' || change.kind === 'revoked'))
            .map(({ kind }) => kind);
          expect([[], ['awarded'], ['awarded', 'revoked']]).toContainEqual(badges);
        }
      }),
      runs,
    );
  });

  test('without edits a badge exists once progress is complete, and one that is held is complete', () => {
    fc.assert(
      fc.property(fewTemplates, deliveries, (rules, { batches }) => {
        for (const { after } of walk(rules, batches.flat())) {
          for (const template of rules) {
            const badge = after.get(template.id)?.badge ?? null;
            if (isComplete(template, after)) expect(badge).not.toBeNull();
            if (badge === 'awarded') expect(isComplete(template, after)).toBe(true);
          }
        }
      }),
      runs,
    );
  });

  test('a penalty alone never makes a record or a badge, and never revokes one whose groups all hold', () => {
    fc.assert(
      fc.property(fewTemplates, deliveries, (rules, { batches }) => {
        for (const { event, before, after, changes } of walk(rules, batches.flat())) {
          for (const template of rules) {
            const told = changes.filter((change) => change.template === template.id).map(({ kind }) => kind);
            const held = before.get(template.id) ?? noProgress;
            if (matchPlainly(template, event).requirements.length === 0) {
              expect(told).not.toContain('awarded');
              expect(told).not.toContain('withheld');
              expect(after.get(template.id)?.started ?? false).toBe(held.started);
              if (held.badge === null) expect(told).not.toContain('revoked');
            }
            if (isComplete(template, after)) expect(told).not.toContain('revoked');
          }
        }
      }),
      runs,
    );
  });

  test('completing again after a revocation is withheld, each time and only then', () => {
    fc.assert(
      fc.property(templates(1), deliveries, ([template], { batches }) => {
        if (!template) return;
        for (const { event, before, changes } of walk([template], batches.flat())) {
          const { requirements } = matchPlainly(template, event);
          const between = progressBetween(before, changes, template);
          const completed = requirements.length > 0 && !isComplete(template, before) && isComplete(template, between);
          const withheld = changes.filter(({ kind }) => kind === 'withheld').length;
          expect(withheld).toBe(completed && before.get(template.id)?.badge === 'revoked' ? 1 : 0);
        }
      }),
      runs,
    );
  });

  test('a badge is earned not before any of its groups, and at the time of an event that matched', () => {
    fc.assert(
      fc.property(fewTemplates, deliveries, (rules, { batches }) => {
        const seen: Event[] = [];
        for (const { event, before, changes } of walk(rules, batches.flat())) {
          seen.push(event);
          for (const change of changes) {
            if (change.kind !== 'awarded') continue;
            const template = rules.find(({ id }) => id === change.template);
            if (!template) throw new Error('a badge of no template');
            const registers = progressBetween(before, changes, template).get(template.id)?.registers;
            const heldBy = (time: number) =>
              completePlainly(template, (id) => {
                const register = registers?.get(id);
                return register?.fulfilled === true && register.time <= time;
              });
            expect(heldBy(change.earnedAt)).toBe(true);
            expect(heldBy(change.earnedAt - 1)).toBe(false);
            const matched = seen.filter((one) => matchPlainly(template, one).requirements.length > 0);
            expect(matched.map(({ time }) => time)).toContain(change.earnedAt);
          }
        }
      }),
      runs,
    );
  });
});

describe('S9, S10: what is told is what is', () => {
  test('the numbers last told are those of the registers', () => {
    fc.assert(
      fc.property(fewTemplates, deliveries, (rules, { batches }) => {
        const told = new Map<string, Measure>();
        const { rules: compiled, state, steps } = follow(rules, batches.flat());
        for (const change of steps.flat()) if (change.kind === 'progress') told.set(change.template, change.measure);
        for (const { id } of rules) {
          const numbers = measureOf({ rules: compiled, state }, id);
          if (state.get(id)?.started === true) expect(told.get(id)).toEqual(numbers);
          else expect(told.has(id)).toBe(false);
        }
      }),
      runs,
    );
  });

  test('a write names the event that caused it, and confirms exactly when it changes nothing but the time', () => {
    fc.assert(
      fc.property(fewTemplates, deliveries, (rules, { batches }) => {
        for (const { event, before, changes } of walk(rules, batches.flat())) {
          let state = before;
          for (const change of changes) {
            if (change.kind === 'fulfilled' || change.kind === 'reset') {
              const held = state.get(change.template)?.registers.get(change.requirement)?.fulfilled ?? false;
              expect(change.confirms).toBe(held === (change.kind === 'fulfilled'));
              expect(change.evidence).toMatchObject({ eventId: event.id, eventType: event.type, time: event.time });
              expect(change.evidence.penalty === null).toBe(change.kind === 'fulfilled');
            }
            state = evolve(state, [change]);
          }
        }
      }),
      runs,
    );
  });

  test('progress on templates that an event does not match plays no part', () => {
    fc.assert(
      fc.property(fewTemplates, events(), events(1), (rules, happened, [next]) => {
        if (!next) return;
        const { rules: compiled, state } = follow(rules, happened);
        const found = match(compiled, next);
        const matched = new Set(found.map(({ template }) => template.id));
        const needed = new Map([...state].filter(([id]) => matched.has(id)));
        expect(decide(found, needed, next)).toEqual(decide(found, state, next));
      }),
      runs,
    );
  });
});

/** The state after an event's requirements and before its penalties (S13). */
function progressBetween(before: LearnerState, changes: readonly Change[], template: TemplateRules): LearnerState {
  return evolve(
    before,
    changes.filter((change) => change.template === template.id && change.kind === 'fulfilled'),
  );
}

test('the arbitrary templates and events reach what the properties speak of', () => {
  const samples = fc.sample(fc.tuple(fewTemplates, deliveries), { numRuns: 500, seed: 1 });
  const journeys = samples.map(([rules, { batches }]) => follow(rules, batches.flat()).steps);
  const told = journeys.map((steps) => new Set(kinds({ steps })));
  for (const kind of ['fulfilled', 'reset', 'progress', 'awarded', 'revoked', 'withheld'] as const) {
    expect(told.filter((one) => one.has(kind)).length, kind).toBeGreaterThan(25);
  }
  const has = (step: readonly Change[], wanted: Change['kind']) => step.some(({ kind }) => kind === wanted);
  const atOnce = journeys.filter((steps) => steps.some((step) => has(step, 'awarded') && has(step, 'revoked')));
  expect(atOnce.length, 'awarded and revoked by one event').toBeGreaterThan(25);
});
