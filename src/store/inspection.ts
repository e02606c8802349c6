import type { Queryable } from './database.ts';

/** How the database and the work in it stand, for `laurel doctor`. */
export interface StoreInspection {
  readonly parked: number;
  /** Badges whose delivery failed for good and waits for an operator. */
  readonly failedForGood: number;
  /** Badges that are due outside, later retries included. */
  readonly due: number;
  /** Signals that wait for the bus. */
  readonly waitingSignals: number;
}

/** The server's version: for people, and as a number (`150004` is 15.4). Needs no schema. */
export async function databaseVersion(queryable: Queryable): Promise<{ text: string; number: number }> {
  const [row] = await queryable.query<{ text: string; number: string }>(
    `SELECT current_setting('server_version') AS text, current_setting('server_version_num') AS number`,
  );
  return { text: row?.text ?? '', number: Number(row?.number) };
}

export async function inspectStore(queryable: Queryable): Promise<StoreInspection> {
  const [row] = await queryable.query<StoreInspection>(
    `SELECT (SELECT count(*) FROM parked_message) AS parked,
            (SELECT count(*) FROM badge WHERE state IN ('error', 'no_response') AND due_at IS NULL) AS "failedForGood",
            (SELECT count(*) FROM badge WHERE due IS NOT NULL) AS due,
            (SELECT count(*) FROM outbox) AS "waitingSignals"`,
  );
  if (!row) throw new Error('SELECT returned no row');
  return row;
}
