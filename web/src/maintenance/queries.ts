import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { MaintenanceJob, PrunePreview, ReplayPreview } from '../../../src/api/schemas/maintenance.ts';
import { get, post } from '../api/client.ts';
import { pagedQuery } from '../api/paged-query.ts';

/** By these keys the cache knows what belongs to maintenance. */
const keys = { all: ['maintenance'] as const };
const watchMs = 1_000;
const lookMs = 10_000;

export const prunePreviewQuery = queryOptions({
  queryKey: [...keys.all, 'prune'],
  queryFn: ({ signal }) => get<PrunePreview>('/api/v1/maintenance/prune', { signal }),
});

/** From when until when events came to the bus; ISO 8601. */
export interface Span {
  readonly from: string;
  readonly until?: string;
}

export function replayPreviewQuery(span: Span) {
  return queryOptions({
    queryKey: [...keys.all, 'replay', span],
    queryFn: ({ signal }) => get<ReplayPreview>('/api/v1/maintenance/replay', { query: { ...span }, signal }),
    // What came in the meantime counts, and nobody waits twice for a look that can't succeed.
    gcTime: 0,
    retry: false,
  });
}

/** What the cache holds of the list. */
interface CachedJobs {
  readonly state: {
    readonly data?: { readonly pages: readonly { readonly items: readonly MaintenanceJob[] }[] } | undefined;
  };
}

/** Jobs, the newest first; looked at often while one is under way. */
export const jobsQuery = {
  ...pagedQuery<MaintenanceJob>([...keys.all, 'jobs'], '/api/v1/maintenance/jobs', { limit: 10 }),
  refetchInterval: ({ state }: CachedJobs) =>
    state.data?.pages.some(({ items }) => items.some((job) => job.state === 'running')) === true ? watchMs : lookMs,
};

/** Gives a command of this page, and shows what it has changed. */
export function useCommand(path: string, onDone: () => void = () => {}) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body?: unknown) => post<MaintenanceJob>(path, body),
    onSuccess: async () => {
      onDone();
      await client.invalidateQueries({ queryKey: keys.all });
    },
  });
}
