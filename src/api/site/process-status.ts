import type { ProcessListing } from '../../store/lists/process-list.ts';
import type { ProcessStatus } from '../schemas/status.ts';

/** A process, as the API tells of it. */
export function toProcessStatus({ duties, startedAt, seenAt, roles, ...process }: ProcessListing): ProcessStatus {
  const { host, pid, version, state } = process;
  return {
    host,
    pid,
    version,
    roles: [...roles],
    state,
    duties: duties.map(({ role, name, state: standing, trouble }) => ({ role, name, state: standing, trouble })),
    startedAt: startedAt.toISOString(),
    seenAt: seenAt.toISOString(),
  };
}
