import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './ports.ts';
import { endWithThisProcess } from './running.ts';
import { waitFor } from './wait.ts';

/** A Redis server of the tests' own: private port on the loopback interface, private directory. */
export interface RedisServer {
  readonly url: string;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
  /** Lets it hang: it takes connections and answers nothing, until `thaw`. */
  freeze(): void;
  thaw(): void;
  /** Starts it again on the same port; with persistence it has what it had. */
  start(): Promise<void>;
  restart(): Promise<void>;
  /** Ends it and removes its files. */
  remove(): Promise<void>;
}

export function isRedisInstalled(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/**
 * Starts a fresh server. With `persistent` every write is in its file before it is answered.
 *
 * @param options of redis-server, beside those that the tests need
 */
export async function startRedisServer({
  persistent = false,
  options = [],
}: {
  readonly persistent?: boolean;
  readonly options?: readonly string[];
} = {}): Promise<RedisServer> {
  const root = mkdtempSync(join(tmpdir(), 'laurel-redis-'));
  const port = await freePort();
  let server: ChildProcess | undefined;

  const start = async (): Promise<void> => {
    const persistence = persistent ? ['--appendonly', 'yes', '--appendfsync', 'always'] : ['--appendonly', 'no'];
    server = spawn(
      'redis-server',
      ['--bind', '127.0.0.1', '--port', String(port), '--dir', root, '--save', '', ...persistence, ...options],
      {
        stdio: 'ignore',
      },
    );
    endWithThisProcess(server);
    await waitFor('Redis answers', () => answers(port));
  };
  const end = async (): Promise<void> => {
    const ending = server;
    server = undefined;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = new Promise((resolve) => ending.once('exit', resolve));
    ending.kill('SIGKILL');
    await ended;
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}/0`,
    start,
    kill: end,
    freeze: () => void server?.kill('SIGSTOP'),
    thaw: () => void server?.kill('SIGCONT'),
    restart: async () => {
      await end();
      await start();
    },
    remove: async () => {
      await end();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    const settle = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    // While it loads its file it answers -LOADING.
    socket.once('data', (data) => settle(data.toString().startsWith('+PONG')));
    socket.once('error', () => settle(false));
  });
}
