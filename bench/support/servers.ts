import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { createClient } from '@redis/client';
import pg from 'pg';
import { startPostgresql } from '../../test/support/postgresql.ts';
import { startRedisServer } from '../../test/support/redis.ts';

/** The servers of a run: private ports of the loopback interface, gone with the run. */
export interface Servers {
  readonly redisUrl: string;
  /** URL of a database of this name. */
  databaseUrl(name: string): string;
  createDatabase(name: string): Promise<void>;
  /**
   * Counts what statements need in a database, on connections that are made from now on; elsewhere nothing is counted, and
   * measuring costs nothing.
   *
   * @returns what was needed so far
   */
  countWork(name: string): Promise<() => Promise<ServerWork>>;
  /** Makes a copy, and ends the connections to the original for it. */
  copyDatabase(original: string, name: string): Promise<void>;
  dropDatabase(name: string): Promise<void>;
  remove(): Promise<void>;
}

/** What statements need of a server: the same on the busiest machine. */
export interface ServerWork {
  /** Blocks read, from memory or not. */
  readonly blocks: number;
  /** Write-ahead log. */
  readonly walBytes: number;
}

/**
 * As an operator would have it: nothing that makes a commit less durable than it is by default. Memory is set since the
 * defaults are those of a much smaller machine, and the write-ahead log since a bulk load would else force checkpoints.
 */
const postgresqlSettings = [
  'fsync=on',
  'synchronous_commit=on',
  'full_page_writes=on',
  'shared_buffers=1GB',
  'max_wal_size=4GB',
];

/** It is part of PostgreSQL, and Debian has it in the server's own package. */
const blockCounting = ['shared_preload_libraries=pg_stat_statements', 'pg_stat_statements.track=none'];

export async function startServers(): Promise<Servers> {
  const postgresql = await startPostgresql([...postgresqlSettings, ...blockCounting]);
  const redis = await startRedisServer().catch(async (error: unknown) => {
    await postgresql.remove();
    throw error;
  });
  const administer = async (sql: string): Promise<void> => {
    await queryOnce(postgresql.url, sql);
  };
  return {
    redisUrl: redis.url,
    databaseUrl: (name) => postgresql.databaseUrl(name),
    createDatabase: (name) => administer(`CREATE DATABASE ${name}`),
    countWork: async (name) => {
      await administer('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
      await administer(`ALTER DATABASE ${name} SET pg_stat_statements.track = 'all'`);
      return async () => {
        const [row] = await queryOnce<Record<keyof ServerWork, string>>(
          postgresql.url,
          `SELECT coalesce(sum(shared_blks_hit + shared_blks_read), 0) AS blocks, coalesce(sum(wal_bytes), 0) AS "walBytes"
           FROM pg_stat_statements JOIN pg_database AS known ON known.oid = dbid WHERE known.datname = '${name}'`,
        );
        return { blocks: Number(row?.blocks), walBytes: Number(row?.walBytes) };
      };
    },
    copyDatabase: async (original, name) => {
      await administer(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${original}'`);
      await administer(`CREATE DATABASE ${name} TEMPLATE ${original} STRATEGY file_copy`);
    },
    dropDatabase: (name) => administer(`DROP DATABASE ${name} WITH (FORCE)`),
    remove: async () => {
      await Promise.all([postgresql.remove(), redis.remove()]);
    },
  };
}

/** On what a run was made. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGib: number;
  readonly node: string;
  readonly postgresql: string;
  readonly postgresqlSettings: readonly string[];
  readonly redis: string;
  readonly redisSettings: readonly string[];
  readonly commit: string;
}

export async function describeMachine(servers: Servers): Promise<Machine> {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGib: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    postgresql: await postgresqlVersion(servers.databaseUrl('postgres')),
    postgresqlSettings,
    redis: await redisVersion(servers.redisUrl),
    redisSettings: ['appendonly no', 'no snapshots'],
    commit: commit(),
  };
}

async function postgresqlVersion(url: string): Promise<string> {
  const [row] = await queryOnce<{ server_version: string }>(url, 'SHOW server_version');
  return row?.server_version ?? 'unknown';
}

/** One statement on a connection of its own. */
async function queryOnce<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function redisVersion(url: string): Promise<string> {
  const client = createClient({ url });
  await client.connect();
  const info = await client.info('server');
  client.destroy();
  return /redis_version:(\S+)/.exec(info)?.[1] ?? 'unknown';
}

/** The state of the code that was measured; a checkout without git has none. */
function commit(): string {
  try {
    const git = (...args: string[]): string =>
      execFileSync('git', args, {
        cwd: import.meta.dirname,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    const changed = git('status', '--porcelain', '--', '../../src').trim() === '' ? '' : ', changed';
    return git('rev-parse', '--short', 'HEAD').trim() + changed;
  } catch {
    return 'unknown';
  }
}
