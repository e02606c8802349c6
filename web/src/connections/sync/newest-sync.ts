import type { SyncJob } from '../../../../src/api/schemas/connections.ts';

/** What is known of the syncs of an account, each from a request of its own: they come in any order. */
export interface KnownSyncs {
  /** The one that was started on this page. */
  readonly started: SyncJob | null;
  /** The newest of the account. */
  readonly last: SyncJob | null;
  /** The one that is looked at again and again while it runs. */
  readonly followed: SyncJob | null;
}

/** The newest sync of an account as it stands: once anything says that it has ended, it has. */
export function newestSync({ started, last, followed }: KnownSyncs): SyncJob | null {
  const newest = newerOf(started, last);
  return newest?.state === 'running' && followed?.id === newest.id ? followed : newest;
}

function newerOf(one: SyncJob | null, other: SyncJob | null): SyncJob | null {
  if (one === null || other === null) return one ?? other;
  if (one.id === other.id) return one.state === 'running' ? other : one;
  return one.startedAt > other.startedAt ? one : other;
}
