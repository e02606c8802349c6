import type { HistoryEntry } from '../../../src/api/schemas/history.ts';
import { pagedQuery } from '../api/paged-query.ts';

/** Whose history it is; what is left out does not narrow it down. */
export interface HistoryOf {
  /** LMS user id. */
  readonly learner?: number | string | undefined;
  /** Id of a badge template. */
  readonly template?: string | undefined;
}

/** By this key the cache knows what belongs to a history. */
export const historyKey = ({ learner, template }: HistoryOf) =>
  ['history', 'of', learner === undefined ? null : String(learner), template ?? null] as const;

/** What happened to a learner, to a template, or to a learner on a template: the newest first. */
export function historyOfQuery({ learner, template }: HistoryOf) {
  return pagedQuery<HistoryEntry>(historyKey({ learner, template }), '/api/v1/history', {
    learner,
    template,
    limit: 20,
  });
}
