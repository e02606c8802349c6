import { execFile, execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from './ports.ts';
import { endWithThisProcess } from './running.ts';
import { waitFor } from './wait.ts';

const run = promisify(execFile);

/** A PostgreSQL server of the tests' own: private port on the loopback interface, private directory. */
export interface PostgresqlServer {
  /** URL of the maintenance database. */
  readonly url: string;
  /** The account that it runs as; undefined: that of the tests. */
  readonly account: { readonly uid: number; readonly gid: number } | undefined;
  /** URL of another database of this server. */
  databaseUrl(name: string): string;
  /** Ends it the way a crash would, open transactions and all. */
  kill(): Promise<void>;
  /** Ends it in an orderly way, cutting off its clients. */
  stop(): Promise<void>;
  /** Starts it again on the same port and files. */
  start(): Promise<void>;
  /** Ends it and removes its files. */
  remove(): Promise<void>;
}

/** The newest installed server's program directory, or undefined when the machine has none. */
export function findPostgresql(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian)
    ? readdirSync(debian)
        .map(Number)
        .filter((version) => version >= 15)
    : [];
  const candidates = versions.toSorted((a, b) => b - a).map((version) => join(debian, String(version), 'bin'));
  const onPath = (process.env['PATH'] ?? '').split(':');
  return [...candidates, ...onPath].find((directory) => directory !== '' && existsSync(join(directory, 'initdb')));
}

/**
 * Without fsync a killed server still recovers, since the operating system goes on; only a power cut would hurt. Commits
 * stay synchronous: else a kill would lose the newest ones, and tests of durability would mean nothing.
 */
const quickSettings = ['fsync=off', 'full_page_writes=off'];

/**
 * Starts a fresh server.
 *
 * @param settings of the server, as `name=value`, instead of those that make tests quick
 */
export async function startPostgresql(settings: readonly string[] = quickSettings): Promise<PostgresqlServer> {
  const programs = findPostgresql();
  if (programs === undefined) throw new Error('PostgreSQL is not installed');
  const root = mkdtempSync(join(tmpdir(), 'laurel-postgresql-'));
  const identity = unprivileged();
  if (identity) chownSync(root, identity.uid, identity.gid);
  const data = join(root, 'data');
  await run(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'laurel', '--auth=trust', '-E', 'UTF8', '--no-locale', '--no-sync'],
    {
      ...identity,
      cwd: root,
    },
  );
  const port = await freePort();
  const databaseUrl = (name: string): string => `postgres://laurel@127.0.0.1:${port}/${name}`;
  const url = databaseUrl('postgres');
  let server: ChildProcess | undefined;

  const start = async (): Promise<void> => {
    const all = [
      ...settings,
      'max_connections=300',
      'listen_addresses=127.0.0.1',
      `unix_socket_directories=${root}`,
      'log_min_messages=fatal',
    ];
    server = spawn(
      join(programs, 'postgres'),
      ['-D', data, '-p', String(port), ...all.flatMap((setting) => ['-c', setting])],
      {
        ...identity,
        cwd: root,
        stdio: 'ignore',
      },
    );
    // SIGQUIT, here as in kill: its children end with it.
    endWithThisProcess(server, 'SIGQUIT');
    await waitFor('PostgreSQL answers', () => answers(url));
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = server;
    server = undefined;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = new Promise((resolve) => ending.once('exit', resolve));
    ending.kill(signal);
    await ended;
  };
  await start();
  return {
    url,
    account: identity,
    databaseUrl,
    start,
    // SIGQUIT is PostgreSQL's immediate shutdown: no checkpoint, recovery at the next start, and no orphaned children.
    kill: () => end('SIGQUIT'),
    stop: () => end('SIGINT'),
    remove: async () => {
      await end('SIGQUIT');
      rmSync(root, { recursive: true, force: true });
    },
  };
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } finally {
    await client.end().catch(() => {});
  }
}

/** PostgreSQL refuses to run as root: it then runs as the account that its package made. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}
