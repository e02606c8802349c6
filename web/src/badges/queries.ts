import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Badge, BadgeDetails, BadgePage } from '../../../src/api/schemas/badges.ts';
import { get } from '../api/client.ts';
import { pagedQuery } from '../api/paged-query.ts';
import { watching } from '../api/watching.ts';
import type { BadgeFilters } from './badge-filters.ts';

/** By these keys the cache knows what belongs to badges. */
export const badgeKeys = {
  all: ['badges'] as const,
  list: (filters: BadgeFilters) => ['badges', 'list', filters] as const,
  one: (id: string) => ['badges', 'one', id] as const,
  failed: (account: Account | null) => ['badges', 'failed', account] as const,
};

/** Who holds badges outside, and for whom. */
export interface Account {
  readonly origin: 'credly' | 'accredible';
  readonly account: string;
}

/** How often something is looked at that is tried within a minute; and something that is tried later. */
const watchMs = 3_000;
const watchLaterMs = 30_000;
/** Of a list that goes on, more than so many items are not read again and again. */
const mostWatched = 200;

/** The badges that fit, the newest first; read again by itself as long as something is under way. */
export function badgeListQuery(filters: BadgeFilters) {
  const options = pagedQuery<Badge>(badgeKeys.list(filters), '/api/v1/badges', { ...filters }, true);
  return infiniteQueryOptions({
    ...options,
    refetchInterval: ({ state }) => {
      const badges = state.data?.pages.flatMap(({ items }) => items) ?? [];
      return badges.length > mostWatched ? false : watchInterval(badges);
    },
  });
}

export function badgeQuery(id: string) {
  return queryOptions({
    queryKey: badgeKeys.one(id),
    queryFn: (context) => get<BadgeDetails>(`/api/v1/badges/${encodeURIComponent(id)}`, watching(context)),
    refetchInterval: ({ state }) => (state.data ? watchInterval([state.data]) : false),
  });
}

/** How many deliveries are counted; of more it is only said that they are more. */
export const mostCounted = 200;

/** How many deliveries of an account, or of all, have failed. */
export function failedCountQuery(account: Account | null) {
  return queryOptions({
    queryKey: badgeKeys.failed(account),
    queryFn: async ({ signal }) => {
      const query = { ...account, failed: true, limit: mostCounted };
      const { items, nextCursor } = await get<BadgePage>('/api/v1/badges', { query, signal });
      return { count: items.length, more: nextCursor !== null };
    },
  });
}

/** How often to look again; false: nothing will happen by itself. */
function watchInterval(badges: readonly Badge[]): number | false {
  const due = badges.filter(({ due }) => due !== null);
  if (due.length === 0) return false;
  const soon = Date.now() + 60_000;
  return due.some(({ dueAt }) => dueAt !== null && Date.parse(dueAt) < soon) ? watchMs : watchLaterMs;
}
