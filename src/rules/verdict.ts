import type { Measure, Progress } from './progress.ts';

/** Why a learner has, or has not, a badge: the short answer; {@link explain} gives the long one. */
export type Verdict =
  /** Holds it. */
  | 'has_badge'
  /** Held it, and the progress is not complete. */
  | 'revoked'
  /** Held it; complete again, but a revoked badge is never issued again (S17). */
  | 'revoked_complete'
  /** Complete by rules that were edited after the last event: the next matching event awards it (S19). */
  | 'complete_without_badge'
  /** Something is missing. */
  | 'incomplete'
  /** Something is missing, and no event counts, for the template is inactive (S18). */
  | 'inactive';

/** @param badge status of the learner's badge, or null when none was ever awarded */
export function verdictOf(active: boolean, { complete }: Pick<Measure, 'complete'>, badge: Progress['badge']): Verdict {
  if (badge === 'awarded') return 'has_badge';
  if (badge === 'revoked') return complete ? 'revoked_complete' : 'revoked';
  if (complete) return 'complete_without_badge';
  return active ? 'incomplete' : 'inactive';
}
