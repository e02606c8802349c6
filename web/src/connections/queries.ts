import { queryOptions } from '@tanstack/react-query';
import type { Connection, SyncJob } from '../../../src/api/schemas/connections.ts';
import type { Overview } from '../../../src/api/schemas/status.ts';
import { get, getTagged } from '../api/client.ts';
import { pagedQuery } from '../api/paged-query.ts';
import { watching } from '../api/watching.ts';
import { connectionsQuery } from '../shared/connections-query.ts';
import { overviewQuery } from '../shared/overview-query.ts';

/** Which account of which provider. */
export type AccountId = Pick<Connection, 'origin' | 'account'>;

/** By these keys the cache knows what belongs to connections; all of them begin with the first. */
export const connectionKeys = {
  all: ['connections'] as const,
  one: ({ origin, account }: AccountId) => ['connections', 'one', origin, account] as const,
  syncs: ({ origin, account }: AccountId) => ['connections', 'syncs', origin, account] as const,
  sync: (id: string) => ['connections', 'sync', id] as const,
};

/** Health and deliveries change by themselves. */
const liveMs = 10_000;

export const liveConnectionsQuery = queryOptions({ ...connectionsQuery, refetchInterval: liveMs });

/** Where the API has a connection. */
export function connectionPath({ origin, account }: AccountId): string {
  return `/api/v1/connections/${origin}/${encodeURIComponent(account)}`;
}

/** One connection, with the tag that an edit is based on. */
export function connectionQuery(id: AccountId) {
  return queryOptions({
    queryKey: connectionKeys.one(id),
    queryFn: (context) => getTagged<Connection>(connectionPath(id), watching(context)),
    refetchInterval: liveMs,
  });
}

/** The syncs of an account, the newest first. */
export function syncsQuery({ origin, account }: AccountId) {
  const query = { origin, account, limit: 10 };
  return pagedQuery<SyncJob>(connectionKeys.syncs({ origin, account }), '/api/v1/sync-jobs', query);
}

/** One sync: while it runs it is looked at again and again. */
export function syncQuery(id: string) {
  return queryOptions({
    queryKey: connectionKeys.sync(id),
    queryFn: (context) => get<SyncJob>(`/api/v1/sync-jobs/${encodeURIComponent(id)}`, watching(context)),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 1_000 : false),
  });
}

/** The event bus; it comes with the figures of the overview. */
export const busQuery = queryOptions({ ...overviewQuery, refetchInterval: liveMs, select: ({ bus }: Overview) => bus });
