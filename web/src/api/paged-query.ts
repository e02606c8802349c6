import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import type { QueryKey } from '@tanstack/react-query';
import { get } from './client.ts';
import type { Query } from './client.ts';
import { watching } from './watching.ts';

/** One page of a list, as every list of the API answers. */
interface ApiPage<Item> {
  readonly items: Item[];
  /** Left out by lists that are always whole. */
  readonly nextCursor?: string | null;
  /** How many there are; left out by lists that can't be counted, null unless it was asked for. */
  readonly count?: { readonly number: number; readonly exact: boolean } | null;
}

/**
 * A list that goes on by cursor; for useInfiniteQuery, and for `PagedTable`.
 *
 * @param counted whether the first page says how many there are, for `ListHead`
 */
export function pagedQuery<Item>(queryKey: QueryKey, path: string, query: Query, counted = false) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: async ({ pageParam, ...context }) => {
      // "Show more" is asked for by somebody; what is read again from the beginning is not.
      const how = pageParam === null ? watching(context) : { signal: context.signal };
      const getPage = (cursor: string | null) =>
        get<ApiPage<Item>>(path, {
          query: { ...query, ...(counted && cursor === null && { count: true }), cursor },
          ...how,
        });
      let page = await getPage(pageParam);
      // A search can read for long without finding any, and says then where it goes on.
      while (page.items.length === 0 && page.nextCursor != null) page = await getPage(page.nextCursor);
      return page;
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    // Whoever comes back from one of its things finds the list as it was, however long they looked at that.
    gcTime: 60 * 60_000,
    // While another filter loads, the list before stays in sight.
    placeholderData: keepPreviousData,
  });
}
