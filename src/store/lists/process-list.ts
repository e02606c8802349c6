import type { Queryable } from '../database/database.ts';
import type { DutyStanding, ProcessIdentity } from '../engine/processes.ts';

/** A process, as it last told. */
export interface ProcessListing extends ProcessIdentity {
  /** `silent`: it has not been heard of for half a minute; it has ended without a word, or hangs as a whole. */
  readonly state: 'running' | 'silent';
  readonly duties: readonly DutyStanding[];
  readonly startedAt: Date;
  readonly seenAt: Date;
}

/** All processes that run or went silent, the longest running first. Which of them are silent is told by the database's clock. */
export async function listProcesses(queryable: Queryable): Promise<ProcessListing[]> {
  return queryable.query<ProcessListing>(
    `SELECT id, host, pid, version, to_jsonb(roles) AS roles, duties, started_at AS "startedAt", seen_at AS "seenAt",
            CASE WHEN seen_at < now() - interval '30 seconds' THEN 'silent' ELSE 'running' END AS state
     FROM process ORDER BY started_at, id`,
  );
}
