import { randomUUID } from 'node:crypto';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { pino } from 'pino';
import { inject } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { openEmbedded } from '../../src/store/embedded.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openPostgresql } from '../../src/store/postgresql.ts';

export const silent = pino({ level: 'silent' });

/** False when the machine has no PostgreSQL: such tests are then skipped, and the runner says so. */
export const hasPostgresql = (): boolean => inject('postgresqlUrl') !== null;

/** A migrated database of one test's own; `close` drops it. */
export interface TestDatabase {
  readonly url: string;
  readonly database: Database;
  close(): Promise<void>;
}

/** Makes a fresh, migrated PostgreSQL database on the shared server. */
export async function createTestDatabase({ migrated = true } = {}): Promise<TestDatabase> {
  const serverUrl = inject('postgresqlUrl');
  if (serverUrl === null) throw new Error('PostgreSQL is not installed');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(serverUrl, `CREATE DATABASE ${name}`);
  const url = serverUrl.replace(/[^/]+$/, name);
  const database = openPostgresql({ url, poolSize: 10, logger: silent });
  if (migrated) await migrate(database);
  return {
    url,
    database,
    close: async () => {
      await database.close();
      await administer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

/** The files of an empty embedded database: made once in each process, for making them takes seconds. */
let emptyFiles: Promise<Blob> | undefined;

async function makeEmptyFiles(): Promise<Blob> {
  const pglite = await PGlite.create();
  const files = await pglite.dumpDataDir('none');
  await pglite.close();
  return files;
}

/** A migrated database embedded in the test's process, in memory. */
export async function createEmbeddedDatabase(): Promise<Database> {
  const database = await openEmbedded(null, await (emptyFiles ??= makeEmptyFiles()));
  await migrate(database);
  return database;
}

async function administer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
