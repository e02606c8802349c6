import type { QueryClient, QueryKey } from '@tanstack/react-query';

/** What TanStack Query tells a query that is read. */
interface Reading {
  readonly client: QueryClient;
  readonly queryKey: QueryKey;
  readonly signal: AbortSignal;
}

/**
 * How something is asked for that is asked for again and again: from the second time on nobody has asked for it but the page,
 * which the server does not take for somebody who is there.
 */
export function watching({ client, queryKey, signal }: Reading): {
  readonly signal: AbortSignal;
  readonly byItself: boolean;
} {
  return { signal, byItself: client.getQueryData(queryKey) !== undefined };
}
