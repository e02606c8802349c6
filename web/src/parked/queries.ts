import { queryOptions } from '@tanstack/react-query';
import type { ParkedCounts, ParkedMessage, ParkedSummary } from '../../../src/api/schemas/parked.ts';
import { get } from '../api/client.ts';
import { pagedQuery } from '../api/paged-query.ts';
import { watching } from '../api/watching.ts';

/** What the list is narrowed down to; it stands in the page's address. */
export interface ParkedFilters {
  readonly reason?: string | undefined;
}

/** What the address of the list holds: the filters, and the job that was begun there. */
export interface ParkedSearch extends ParkedFilters {
  readonly job?: string | undefined;
}

/** By these keys the cache knows what belongs to parked messages. */
export const parkedKeys = {
  all: ['parked'] as const,
  list: (filters: ParkedFilters) => ['parked', 'list', filters] as const,
  counts: ['parked', 'counts'] as const,
  one: (id: string) => ['parked', 'one', id] as const,
};

export function parkedListQuery(filters: ParkedFilters) {
  return pagedQuery<ParkedSummary>(parkedKeys.list(filters), '/api/v1/parked', { ...filters }, true);
}

/** How many are parked, by reason. */
export const parkedCountsQuery = queryOptions({
  queryKey: parkedKeys.counts,
  queryFn: (context) => get<ParkedCounts>('/api/v1/parked/counts', watching(context)),
});

export function parkedMessageQuery(id: string) {
  return queryOptions({
    queryKey: parkedKeys.one(id),
    queryFn: ({ signal }) => get<ParkedMessage>(`/api/v1/parked/${encodeURIComponent(id)}`, { signal }),
  });
}

/** How many are parked for this reason, or in all. */
export function countOf({ items }: ParkedCounts, reason: string | undefined): number {
  return items.reduce((sum, item) => (reason === undefined || item.reason === reason ? sum + item.count : sum), 0);
}
