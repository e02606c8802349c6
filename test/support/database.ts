import { randomUUID } from 'node:crypto';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { pino } from 'pino';
import { inject } from 'vitest';
import type { Database } from '../../src/store/database/database.ts';
import { databaseOf } from '../../src/store/database/embedded.ts';
import { migrate } from '../../src/store/database/migrate.ts';
import { openPostgresql } from '../../src/store/database/postgresql.ts';
import type { PostgresqlServer } from './postgresql.ts';

export const silent = pino({ level: 'silent' });

/** False when the machine has no PostgreSQL: such tests are then skipped, and the runner says so. */
export const hasPostgresql = (): boolean => inject('postgresqlUrl') !== null;

/** A migrated database of one test's own; `close` drops it. */
export interface TestDatabase {
  readonly url: string;
  readonly database: Database;
  close(): Promise<void>;
}

/** Of the shared server; migrated, and copied for each test that wants one. */
const migratedName = 'migrated';

/** Makes a fresh PostgreSQL database on the shared server. */
export async function createTestDatabase({ migrated = true } = {}): Promise<TestDatabase> {
  const serverUrl = inject('postgresqlUrl');
  if (serverUrl === null) throw new Error('PostgreSQL is not installed');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(serverUrl, `CREATE DATABASE ${name}${migrated ? ` TEMPLATE ${migratedName}` : ''}`);
  const url = serverUrl.replace(/[^/]+$/, name);
  const database = openPostgresql({ url, poolSize: 10, logger: silent });
  return {
    url,
    database,
    close: async () => {
      await database.close();
      await administer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

/** Makes what {@link createTestDatabase} copies; once for each server. */
export async function createMigratedDatabase(server: PostgresqlServer): Promise<void> {
  await administer(server.url, `CREATE DATABASE ${migratedName}`);
  const database = openPostgresql({ url: server.databaseUrl(migratedName), poolSize: 1, logger: silent });
  await migrate(database);
  await database.close();
}

let migratedFiles: Promise<Blob> | undefined;

/** The files of a migrated embedded database: made once in each process, for making them takes seconds. */
async function makeMigratedFiles(): Promise<Blob> {
  const pglite = await PGlite.create();
  await migrate(databaseOf(pglite));
  // It stays open: as long as it lives, others in this process share what was compiled for it.
  return pglite.dumpDataDir('none');
}

/** A migrated database embedded in the test's process, in memory. */
export async function createEmbeddedDatabase(): Promise<Database> {
  return databaseOf(await PGlite.create({ loadDataDir: await (migratedFiles ??= makeMigratedFiles()) }));
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
