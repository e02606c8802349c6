import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PGlite, types } from '@electric-sql/pglite';
import type { Results } from '@electric-sql/pglite';
import { errorCode, LaurelError } from '../../errors.ts';
import { isRunning } from '../../is-running.ts';
import { told } from '../../told.ts';
import type { Database, Queryable, Transaction } from './database.ts';
import { keepToOwner } from './owner-only.ts';
import { sharedOut, Shares } from './shares.ts';

const parsers = {
  [types.INT8]: Number,
  [types.BYTEA]: (text: string) => Buffer.from(text.slice(2), 'hex'),
};

/** All have one connection. It goes to whoever asks next, and of requests one asks at a time, so that events wait for no more. */
const requestShares = { most: 1, mostOfOne: 1, patienceMs: 30_000 };

type Executor = (sql: string, parameters: unknown[]) => Promise<Results<unknown>>;

/** Where in the data directory PGlite has its files. */
export const embeddedFiles = 'pglite';

/**
 * Opens PostgreSQL embedded in this process (PGlite), with its files in `directory`, or in memory when that is null.
 *
 * The files are for the owner of the process alone: they hold what learners and people are called, and digests of passwords.
 *
 * It survives a killed process, but it never forces its files to disk: after a power cut the newest changes can be
 * missing. Beyond trying Laurel out, PostgreSQL is the better choice. One process at a time can use a directory.
 *
 * @throws LaurelError DATABASE_IN_USE when another living process has the directory
 */
export async function openEmbedded(directory: string | null): Promise<Database> {
  if (directory === null) return databaseOf(await PGlite.create());
  const unlock = lockDirectory(directory);
  try {
    const dataDir = join(directory, embeddedFiles);
    // Before there is anything in it.
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    keepToOwner(dataDir);
    const pglite = await PGlite.create({ dataDir });
    keepToOwner(dataDir);
    return databaseOf(pglite, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

/**
 * A PGlite that is open, as a database.
 *
 * @param onClosed called once it is closed
 */
export function databaseOf(pglite: PGlite, onClosed = (): void => {}): Database {
  let closing: Promise<void> | undefined;
  let requests: Database | undefined;
  const database: Database = {
    kind: 'embedded',
    query: queryOf((sql, parameters) => pglite.query(sql, parameters, { parsers })),
    transaction: (work) =>
      pglite.transaction(async (inner) => {
        const transaction: Transaction = {
          isTransaction: true,
          query: queryOf((sql, parameters) => inner.query(sql, parameters, { parsers })),
          script: async (sql) => {
            await inner.exec(sql);
          },
        };
        return work(transaction);
      }),
    forRequests: () => (requests ??= sharedOut(database, new Shares(requestShares))),
    close: () => (closing ??= pglite.close().finally(onClosed)),
  };
  return database;
}

function queryOf(execute: Executor): Queryable['query'] {
  return async <Row>(sql: string, parameters: readonly unknown[] = []) => {
    const { rows } = await execute(sql, [...parameters]);
    return rows as Row[];
  };
}

/** The lock files of this process. */
const held = new Set<string>();

/** Two processes on the same files would destroy them, and PGlite itself does not look. */
function lockDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = resolve(directory, 'laurel.lock');
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx', mode: 0o600 });
      held.add(file);
      return () => {
        held.delete(file);
        rmSync(file, { force: true });
      };
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
      const owner = Number(readFileSync(file, 'utf8'));
      // In a container a process often has the number that its killed forerunner had.
      if (owner === process.pid ? held.has(file) : owner > 0 && isRunning(owner))
        throw new LaurelError('DATABASE_IN_USE', [
          told`Process ${owner} is using ${directory}.`,
          told`Stop it first, choose another directory with LAUREL_DATA_DIRECTORY, or use PostgreSQL (LAUREL_DATABASE_URL), which many processes can share.`,
        ]);
      rmSync(file, { force: true });
    }
  }
}
