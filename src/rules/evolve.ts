import type { Change, LearnerState } from './decide.ts';
import { noProgress } from './progress.ts';
import type { Progress } from './progress.ts';

/** The learner's state after changes: what the next event of the same batch, simulation or replay is decided on. */
export function evolve(state: LearnerState, changes: readonly Change[]): LearnerState {
  if (changes.length === 0) return state;
  const next = new Map(state);
  for (const change of changes) next.set(change.template, applyChange(next.get(change.template) ?? noProgress, change));
  return next;
}

function applyChange(progress: Progress, change: Change): Progress {
  switch (change.kind) {
    case 'fulfilled':
    case 'reset': {
      const { time, eventId } = change.evidence;
      const register = { fulfilled: change.kind === 'fulfilled', time, eventId };
      return { ...progress, registers: new Map(progress.registers).set(change.requirement, register) };
    }
    case 'progress':
      return { ...progress, started: true };
    case 'awarded':
    case 'revoked':
      return { ...progress, badge: change.kind };
    case 'withheld':
      return progress;
  }
}
