import type { Queryable } from '../database/database.ts';

/** The work in the database that waits for something or somebody. */
export interface StoreInspection {
  readonly parked: number;
  /** Badges whose delivery failed for good and waits for an operator. */
  readonly failedForGood: number;
  /** Badges whose delivery failed and is due again, now or later. */
  readonly retrying: number;
  /** Badges that are due outside, later retries included. */
  readonly due: number;
  readonly oldestDueAt: Date | null;
  /** Signals that wait for the bus. */
  readonly waitingSignals: number;
  /** How long the oldest of them has waited; null when none does. */
  readonly oldestSignalSeconds: number | null;
  /** Gaps in what came over the bus that nobody has acknowledged. */
  readonly openGaps: number;
  /** Messages that came over HTTP and are not processed yet. */
  readonly waitingMessages: number;
  /** When the positions in each topic of Kafka were moved on last. */
  readonly lastCommits: ReadonlyMap<string, Date>;
}

/** The server's version: for people, and as a number (`150004` is 15.4). Needs no schema. */
export async function databaseVersion(queryable: Queryable): Promise<string> {
  const [row] = await queryable.query<{ text: string }>(`SELECT current_setting('server_version') AS text`);
  return row?.text ?? '';
}

/** Costs as much as there is such work: it is counted in the indexes of that work, never among all badges. */
export async function inspectStore(queryable: Queryable): Promise<StoreInspection> {
  const [row] = await queryable.query<StoreInspectionRow>(
    `SELECT (SELECT coalesce(sum(messages), 0)::bigint FROM parked_count) AS parked,
            broken.badges AS "failedForGood", failing.badges - broken.badges AS retrying,
            waiting.badges AS due, waiting.oldest AS "oldestDueAt",
            (SELECT count(*) FROM outbox) AS "waitingSignals",
            (SELECT extract(epoch FROM now() - created_at)::double precision
             FROM outbox ORDER BY position LIMIT 1) AS "oldestSignalSeconds",
            (SELECT count(*) FROM bus_gap WHERE acknowledged_at IS NULL) AS "openGaps",
            (SELECT count(*) FROM inbox_message) AS "waitingMessages",
            (SELECT json_agg(json_build_array(topic, 1000 * extract(epoch FROM moved_at)))
             FROM (SELECT topic, max(seen_at) AS moved_at FROM kafka_position GROUP BY topic) AS position) AS "lastCommits"
     FROM (SELECT count(*) AS badges FROM badge WHERE state IN ('error', 'no_response') AND due IS NULL) AS broken,
          (SELECT count(*) AS badges FROM badge WHERE state IN ('error', 'no_response')) AS failing,
          (SELECT count(*) AS badges, min(due_at) AS oldest FROM badge WHERE due IS NOT NULL) AS waiting`,
  );
  if (!row) throw new Error('SELECT returned no row');
  const { lastCommits, ...counts } = row;
  return { ...counts, lastCommits: new Map(lastCommits?.map(([topic, at]) => [topic, new Date(at)])) };
}

type StoreInspectionRow = Omit<StoreInspection, 'lastCommits'> & {
  readonly lastCommits: readonly (readonly [topic: string, at: number])[] | null;
};
