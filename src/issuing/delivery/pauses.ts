import { setTimeout as sleep } from 'node:timers/promises';

/** Longest pause between looks while the database is away. */
const longestDatabasePauseMs = 5_000;

/** How long to wait after so many failures of the database in a row, in milliseconds. */
export function databasePause(failures: number): number {
  return Math.min(longestDatabasePauseMs, 100 * 2 ** (failures - 1));
}

/** Waits for the work, but no longer than so. */
export async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const enough = new AbortController();
  await Promise.race([work, sleep(milliseconds, undefined, { signal: enough.signal }).catch(() => {})]);
  enough.abort();
}
