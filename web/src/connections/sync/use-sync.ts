import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Connection, SyncJob, SyncRequest } from '../../../../src/api/schemas/connections.ts';
import { post } from '../../api/client.ts';
import type { ApiError } from '../../api/api-error.ts';
import { connectionKeys, connectionPath, syncQuery } from '../queries.ts';
import { newestSync } from './newest-sync.ts';

export interface Sync {
  /** The newest sync of the account: as it runs, or as it ended; null when there was none. */
  readonly job: SyncJob | null;
  /** Whether that is the one which was started here, since the page is open. */
  readonly startedHere: boolean;
  readonly start: (wish?: SyncRequest) => void;
  readonly starting: boolean;
  readonly error: ApiError | null;
}

/** The sync of an account: starts one, and follows the newest, whoever has started it. */
export function useSync(connection: Connection): Sync {
  const client = useQueryClient();
  const start = useMutation({
    mutationFn: async (wish: SyncRequest) => (await post<SyncJob>(`${connectionPath(connection)}/sync`, wish)).data,
    onSuccess: (job) => client.setQueryData(connectionKeys.sync(job.id), job),
    // When somebody else has started one just now, it is to be seen.
    onError: () => client.invalidateQueries({ queryKey: connectionKeys.all }),
  });
  const known = { started: start.data ?? null, last: connection.lastSync };
  const toFollow = newestSync({ ...known, followed: null });
  const followed = useQuery({ ...syncQuery(toFollow?.id ?? ''), enabled: toFollow?.state === 'running' });
  const job = newestSync({ ...known, followed: followed.data ?? null });
  useWhenEnded(job, () => {
    void client.invalidateQueries({ queryKey: connectionKeys.all });
    void client.invalidateQueries({ queryKey: ['templates'] });
  });
  const startedHere = job !== null && job.id === start.data?.id;
  return { job, startedHere, start: (wish = {}) => start.mutate(wish), starting: start.isPending, error: start.error };
}

/** Tells once that a job which was seen running runs no more. */
function useWhenEnded(job: SyncJob | null, tell: () => void): void {
  const running = useRef<string | null>(null);
  useEffect(() => {
    if (job === null) return;
    if (job.state === 'running') {
      running.current = job.id;
    } else if (running.current === job.id) {
      running.current = null;
      tell();
    }
  });
}
