/** What each party of a load takes of the processors. Linux only: elsewhere nothing is known. */
import { readFileSync, readdirSync } from 'node:fs';
import type { Database } from '../../src/store/database/database.ts';
import type { BareRedis } from './stream.ts';

/** Seconds of processor time that each party has had since it began. */
export type ProcessorTimes = Readonly<Record<Party, number>>;
export type Party = 'consumer' | 'PostgreSQL' | 'Redis' | 'sender';

interface Parties {
  readonly consumer: number;
  readonly database: Database;
  readonly redis: BareRedis;
}

/** Clock ticks of /proc; 100 on every Linux that Node runs on. */
const ticksPerSecond = 100;

/** Finds the processes once; each call then tells what they have had. Null where that can't be known. */
export async function watchProcessors({ consumer, database, redis }: Parties): Promise<(() => ProcessorTimes) | null> {
  if (process.platform !== 'linux') return null;
  const [row] = await database.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const postmaster = row === undefined ? null : statOf(row.pid)?.parent;
  const info = (await redis.sendCommand<Buffer>(['INFO', 'server'])).toString();
  const redisPid = Number(/process_id:(\d+)/.exec(info)?.[1]);
  if (postmaster === undefined || postmaster === null || Number.isNaN(redisPid)) return null;
  return () => ({
    consumer: statOf(consumer)?.seconds ?? NaN,
    PostgreSQL: secondsWithChildren(postmaster),
    Redis: statOf(redisPid)?.seconds ?? NaN,
    sender: statOf(process.pid)?.seconds ?? NaN,
  });
}

interface Stat {
  readonly parent: number;
  readonly seconds: number;
  /** Of children that have ended. */
  readonly endedSeconds: number;
}

function statOf(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name before it may hold anything, so the fields are counted from its closing bracket: state, ppid, ...
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const at = (index: number): number => (fields[index] ?? NaN) / ticksPerSecond;
    return { parent: fields[1] ?? NaN, seconds: at(11) + at(12), endedSeconds: at(13) + at(14) };
  } catch {
    // It has ended.
    return null;
  }
}

function secondsWithChildren(pid: number): number {
  const own = statOf(pid);
  const children = readdirSync('/proc')
    .map(Number)
    .filter((candidate) => candidate > 0)
    .map(statOf)
    .filter((stat) => stat?.parent === pid);
  return children.reduce((sum, stat) => sum + (stat?.seconds ?? 0), (own?.seconds ?? 0) + (own?.endedSeconds ?? 0));
}
