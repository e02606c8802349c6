import { queryOptions } from '@tanstack/react-query';
import type { Learner, Progress, Retirement, Standing } from '../../../src/api/schemas/learners.ts';
import { get } from '../api/client.ts';
import { pagedQuery } from '../api/paged-query.ts';

/** By these keys the cache knows what belongs to learners. */
export const learnerKeys = {
  all: ['learners'] as const,
  list: (search: string) => ['learners', 'list', search] as const,
  one: (learner: string) => ['learners', 'one', learner] as const,
  retirement: (learner: number) => ['learners', 'retirement', learner] as const,
  progress: (learner: string) => ['learners', 'progress', learner] as const,
  standing: (learner: string, template: string) => ['learners', 'standing', learner, template] as const,
};

export function learnerListQuery(search: string) {
  return pagedQuery<Learner>(learnerKeys.list(search), '/api/v1/learners', { search }, true);
}

export function learnerQuery(learner: string) {
  return queryOptions({
    queryKey: learnerKeys.one(learner),
    queryFn: ({ signal }) => get<Learner>(`/api/v1/learners/${encodeURIComponent(learner)}`, { signal }),
  });
}

/** What retiring a learner would remove, as it is now. */
export function retirementQuery(learner: number) {
  return queryOptions({
    queryKey: learnerKeys.retirement(learner),
    queryFn: ({ signal }) => get<Retirement>(`/api/v1/learners/${learner}/retirement`, { signal }),
    gcTime: 0,
  });
}

/** How a learner stands on every template that they have begun. */
export function progressOfQuery(learner: string) {
  return pagedQuery<Progress>(learnerKeys.progress(learner), '/api/v1/progress', { learner });
}

/** Why a learner has a badge, or not. */
export function standingQuery(learner: string, template: string) {
  const path = `/api/v1/learners/${encodeURIComponent(learner)}/templates/${encodeURIComponent(template)}`;
  return queryOptions({
    queryKey: learnerKeys.standing(learner, template),
    queryFn: ({ signal }) => get<Standing>(path, { signal }),
  });
}
