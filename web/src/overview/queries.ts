import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Activity, SetupStatus } from '../../../src/api/schemas/status.ts';
import { unreachable } from '../api/api-error.ts';
import { get } from '../api/client.ts';
import { watching } from '../api/watching.ts';
import { connectionsQuery } from '../shared/connections-query.ts';
import { overviewQuery } from '../shared/overview-query.ts';
import { minutesOf } from './spans.ts';
import type { Span } from './spans.ts';

/** Everything here is read again every few seconds, as long as the page is visible. */
const liveMs = 5_000;
const slowMs = 15_000;

export const liveOverviewQuery = queryOptions({ ...overviewQuery, refetchInterval: liveMs });

/** What happened over time. */
export function activityQuery(span: Span) {
  return queryOptions({
    queryKey: ['activity', span],
    queryFn: (context) =>
      get<Activity>('/api/v1/activity', { query: { minutes: minutesOf[span] }, ...watching(context) }),
    refetchInterval: span === 'hour' ? liveMs : slowMs,
    placeholderData: keepPreviousData,
  });
}

/** The library that draws is large: it comes by itself, and nothing but the charts waits for it, or is lost without it. */
export const chartQuery = queryOptions({
  queryKey: ['activity-chart'],
  queryFn: () =>
    import('./charts/activity-chart.tsx').catch(() => {
      throw unreachable();
    }),
  staleTime: Infinity,
  gcTime: Infinity,
});

/** What a new site still needs; not asked any more once all is done. */
export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: (context) => get<SetupStatus>('/api/v1/setup', watching(context)),
  refetchInterval: ({ state }) => (state.data?.done ? false : liveMs),
});

export const liveConnectionsQuery = queryOptions({ ...connectionsQuery, refetchInterval: slowMs });
