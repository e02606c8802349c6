import { compile, match } from '../../src/rules/compile.ts';
import type { CompiledRules } from '../../src/rules/compile.ts';
import { decide } from '../../src/rules/decide.ts';
import type { Change, LearnerState } from '../../src/rules/decide.ts';
import type { Event } from '../../src/rules/event.ts';
import { evolve } from '../../src/rules/evolve.ts';
import { measure, noProgress } from '../../src/rules/progress.ts';
import type { Measure, Progress } from '../../src/rules/progress.ts';
import type { TemplateRules } from '../../src/rules/template.ts';
import type { Vocabulary } from '../../src/rules/value-type.ts';
import { fullVocabulary } from '../support/vocabulary.ts';

/** What happened to one learner on the way through some events. */
export interface Journey {
  readonly rules: CompiledRules;
  readonly state: LearnerState;
  /** What each event changed, in the order of the events. */
  readonly steps: readonly (readonly Change[])[];
}

/** Leads one learner through events, whatever learner they name, from a state that earlier events have left. */
export function follow(
  templates: readonly TemplateRules[],
  events: readonly Event[],
  { from = new Map(), vocabulary = fullVocabulary }: { from?: LearnerState; vocabulary?: Vocabulary } = {},
): Journey {
  const rules = compile(templates, vocabulary);
  let state = from;
  const steps = events.map((event) => {
    const changes = decide(match(rules, event), state, event);
    state = evolve(state, changes);
    return changes;
  });
  return { rules, state, steps };
}

/** What changed to the learner's progress and badges in one word each, all events together. */
export function kinds({ steps }: Pick<Journey, 'steps'>): string[] {
  return steps.flat().map(({ kind }) => kind);
}

/** The outcomes among the changes: what a learner hears of. */
export function outcomes({ steps }: Pick<Journey, 'steps'>): string[] {
  return steps
    .flat()
    .filter(({ kind }) => kind === 'awarded' || kind === 'revoked' || kind === 'withheld')
    .map(({ kind }) => kind);
}

export function progressOf({ state }: Pick<Journey, 'state'>, template = 'badge'): Progress {
  return state.get(template) ?? noProgress;
}

export function badgeOf(journey: Pick<Journey, 'state'>, template = 'badge'): Progress['badge'] {
  return progressOf(journey, template).badge;
}

/** The numbers of a learner's progress, measured from the registers. */
export function measureOf(journey: Pick<Journey, 'rules' | 'state'>, template = 'badge'): Measure {
  return measure(journey.rules.templates.get(template)?.groups ?? [], progressOf(journey, template).registers);
}

/** Ids of the requirements that count as fulfilled. */
export function fulfilledOf(journey: Pick<Journey, 'state'>, template = 'badge'): string[] {
  return [...progressOf(journey, template).registers]
    .filter(([, { fulfilled }]) => fulfilled)
    .map(([id]) => id)
    .toSorted();
}
