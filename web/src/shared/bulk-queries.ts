import { queryOptions } from '@tanstack/react-query';
import type { MaintenanceJob, MaintenanceJobPage } from '../../../src/api/schemas/maintenance.ts';
import { get } from '../api/client.ts';

export type BulkKind = Exclude<MaintenanceJob['kind'], 'prune' | 'replay'>;

/** How often a job that is under way is looked at, and whether somebody has begun another. */
const watchMs = 1_000;
const lookMs = 10_000;

/** One job; looked at until it has ended. */
export function bulkJobQuery(id: string) {
  return queryOptions({
    queryKey: ['bulk-jobs', 'one', id],
    queryFn: ({ signal }) => get<MaintenanceJob>(`/api/v1/maintenance/jobs/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: ({ state }) => (state.data === undefined || state.data.state === 'running' ? watchMs : false),
  });
}

/** The jobs of a kind that are under way, whoever began them. */
export function runningJobsQuery(kind: BulkKind) {
  return queryOptions({
    queryKey: ['bulk-jobs', 'running', kind],
    queryFn: ({ signal }) =>
      get<MaintenanceJobPage>('/api/v1/maintenance/jobs', { query: { kind, running: true, limit: 10 }, signal }),
    refetchInterval: lookMs,
  });
}
