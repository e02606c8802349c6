import { readFileSync } from 'node:fs';
import type { Database } from '../../src/store/database/database.ts';
import type { LaurelProcess } from '../../test/support/laurel.ts';

/** The tables whose growth is watched: those that every matched event writes to. */
export const watchedTables = ['learner', 'fulfillment', 'badge_progress', 'badge', 'history', 'outbox'] as const;
export type WatchedTable = (typeof watchedTables)[number];

/** How things stand after so many events. */
export interface SoakSample {
  readonly events: number;
  readonly seconds: number;
  /** Of each process, in MiB. */
  readonly resident: Readonly<Record<string, number>>;
  /** Sent, and not done. */
  readonly behind: number;
  /** Signals that wait for the bus, and badges that wait to be brought outside. */
  readonly waitingSignals: number;
  readonly waitingBadges: number;
  readonly tables: Readonly<Record<WatchedTable, TableState>>;
}

export interface TableState {
  /** In MiB, of the table with its large values, and of its indexes. */
  readonly heap: number;
  readonly indexes: number;
  /** Row versions that nobody sees any more and vacuum has not cleared, as far as the server has noticed. */
  readonly dead: number;
}

/** What the processes have of the memory, in MiB: the operating system's figure, without a word to them. */
export function residentOf(processes: Readonly<Record<string, LaurelProcess>>): Record<string, number> {
  return Object.fromEntries(Object.entries(processes).map(([name, { pid }]) => [name, residentMebibytes(pid)]));
}

function residentMebibytes(pid: number): number {
  const found = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(found?.[1]) / 1024;
}

/** Sizes of the watched tables; the partitions of the history are added up. */
export async function lookAtTables(database: Database): Promise<Record<WatchedTable, TableState>> {
  const rows = await database.query<TableState & { readonly name: WatchedTable }>(
    `SELECT watched.name, sum(pg_table_size(part.oid))::double precision / 1048576 AS heap,
            sum(pg_indexes_size(part.oid))::double precision / 1048576 AS indexes,
            sum(pg_stat_get_dead_tuples(part.oid))::double precision AS dead
     FROM json_array_elements_text($1::json) AS watched (name)
     CROSS JOIN LATERAL (
       SELECT relid AS oid FROM pg_partition_tree(watched.name::regclass) WHERE isleaf
       UNION SELECT watched.name::regclass::oid WHERE watched.name <> 'history') AS part
     GROUP BY watched.name`,
    [JSON.stringify(watchedTables)],
  );
  return Object.fromEntries(rows.map(({ name, ...state }) => [name, state])) as Record<WatchedTable, TableState>;
}

/** What waits in the database. */
export async function lookAtWaiting(database: Database): Promise<Pick<SoakSample, 'waitingSignals' | 'waitingBadges'>> {
  const [row] = await database.query<Pick<SoakSample, 'waitingSignals' | 'waitingBadges'>>(
    `SELECT (SELECT count(*) FROM outbox) AS "waitingSignals",
            (SELECT count(*) FROM badge WHERE due IS NOT NULL) AS "waitingBadges"`,
  );
  return row ?? { waitingSignals: NaN, waitingBadges: NaN };
}

/**
 * How much larger the indexes of a table are than they would be if they were made anew now: what churn has left in them.
 */
export async function bloatOf(database: Database, table: WatchedTable): Promise<number> {
  const before = (await lookAtTables(database))[table].indexes;
  await database.query(`REINDEX TABLE ${table}`);
  return before / (await lookAtTables(database))[table].indexes;
}
