import { useRouter } from '@tanstack/react-router';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';

const storageKey = 'laurel.shown';
/** So many lists are remembered, the last ones. */
const mostLists = 50;
/** More than so many items are not loaded again by themselves. */
const mostItems = 1_000;

/**
 * Shows as much of a list as was shown when its page was left, though the cache has dropped it or the pages were loaded again:
 * without that, nobody could be brought back to their place in it.
 *
 * @param name tells the list from others on the page
 */
export function useShownBefore<Item>(name: string, query: UseInfiniteQueryResult<Item[]>): void {
  const router = useRouter();
  const { data, hasNextPage, isFetching, isError, isPlaceholderData, fetchNextPage } = query;
  const count = data?.length ?? 0;
  useEffect(() => {
    if (isFetching || isPlaceholderData || isError) return;
    const key = `${router.history.location.state.__TSR_key ?? ''} ${name}`;
    const lists = readLists();
    const before = lists.find((list) => list.key === key)?.count ?? 0;
    if (count < before && hasNextPage) void fetchNextPage();
    else if (count !== before)
      writeLists([{ key, count: Math.min(count, mostItems) }, ...lists.filter((list) => list.key !== key)]);
  }, [router, name, count, hasNextPage, isFetching, isError, isPlaceholderData, fetchNextPage]);
}

interface ShownList {
  /** Entry of the browser's history, and name of the list. */
  readonly key: string;
  readonly count: number;
}

function readLists(): readonly ShownList[] {
  try {
    return JSON.parse(sessionStorage.getItem(storageKey) ?? '[]') as readonly ShownList[];
  } catch {
    return [];
  }
}

function writeLists(lists: readonly ShownList[]): void {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(lists.slice(0, mostLists)));
  } catch {
    // A browser that keeps nothing: lists begin with their first page.
  }
}
