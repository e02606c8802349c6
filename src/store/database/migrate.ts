import { readFileSync, readdirSync } from 'node:fs';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import { makePartitionsAhead } from '../upkeep/partitions.ts';
import type { Database, Queryable, Transaction } from './database.ts';

const directory = new URL('../migrations/', import.meta.url);

/** Any number will do, as long as all Laurel processes take the same. */
const MIGRATION_LOCK = 76_982_114;

interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** What {@link migrate} did. */
export interface MigrationReport {
  /** Names of the migrations applied now, oldest first. */
  readonly applied: readonly string[];
  /** The schema's version afterwards. */
  readonly version: number;
}

/**
 * Brings the schema up to date: plain SQL, forward only, all in one transaction. Any number of processes may start at
 * once; one works and the others wait.
 *
 * @throws LaurelError SCHEMA_TOO_NEW when a newer Laurel has migrated this database
 */
export async function migrate(database: Database): Promise<MigrationReport> {
  const migrations = readMigrations();
  const apply = async (transaction: Transaction): Promise<MigrationReport> => {
    await transaction.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    // Not asked for again: a role that may make no tables works with those that there are.
    if (!(await isMigrated(transaction)))
      await transaction.script(
        `CREATE TABLE schema_migration (
           version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
      );
    const current = await appliedVersion(transaction);
    refuseNewer(current, migrations);
    const pending = migrations.filter(({ version }) => version > current);
    for (const { version, name, sql } of pending) {
      await transaction.script(sql);
      await transaction.query('INSERT INTO schema_migration (version, name) VALUES ($1, $2)', [version, name]);
    }
    await makePartitionsAhead(transaction);
    return { applied: pending.map(({ name }) => name), version: migrations.at(-1)?.version ?? 0 };
  };
  // A large table takes its time, and so does the wait for another process that migrates.
  return database.transaction(apply, { unhurried: true });
}

/**
 * Checks that the schema is the one that this Laurel knows.
 *
 * @throws LaurelError SCHEMA_TOO_NEW or SCHEMA_OUTDATED
 */
export async function requireCurrentSchema(database: Queryable): Promise<void> {
  const migrations = readMigrations();
  const current = (await isMigrated(database)) ? await appliedVersion(database) : 0;
  refuseNewer(current, migrations);
  if (current < (migrations.at(-1)?.version ?? 0))
    throw new LaurelError('SCHEMA_OUTDATED', told`Run \`npm run -s laurel -- migrate\` first.`);
}

async function isMigrated(queryable: Queryable): Promise<boolean> {
  const [table] = await queryable.query<{ exists: boolean }>(
    `SELECT to_regclass('schema_migration') IS NOT NULL AS exists`,
  );
  return table?.exists === true;
}

async function appliedVersion(queryable: Queryable): Promise<number> {
  const [row] = await queryable.query<{ version: number }>(
    'SELECT coalesce(max(version), 0)::integer AS version FROM schema_migration',
  );
  return row?.version ?? 0;
}

function refuseNewer(current: number, migrations: readonly Migration[]): void {
  const known = migrations.at(-1)?.version ?? 0;
  if (current > known)
    throw new LaurelError('SCHEMA_TOO_NEW', [
      told`The schema has version ${current}; this Laurel knows up to ${known}.`,
      told`Start the newer version of Laurel, or restore the backup made before it was installed.`,
    ]);
}

function readMigrations(): Migration[] {
  return readdirSync(directory)
    .filter((file) => file.endsWith('.sql'))
    .toSorted()
    .map((file) => ({
      version: Number.parseInt(file, 10),
      name: file.replace(/\.sql$/, ''),
      sql: readFileSync(new URL(file, directory), 'utf8'),
    }));
}
