import { fork } from 'node:child_process';
import { join } from 'node:path';
import pLimit from 'p-limit';
import type { SeedOptions } from './options.ts';
import { Tally } from './report.ts';
import type { TallyState } from './report.ts';
import { playSeed } from './seeds.ts';
import type { Say } from './seeds.ts';

/** What a process is asked to play, and what it answers with at its end; its output is that of one seed. */
export interface Job {
  readonly seed: number;
  readonly options: SeedOptions;
}

const childMain = join(import.meta.dirname, 'job.ts');

/**
 * Plays seeds, some at a time, each in a process of its own: their output comes whole and in the order of the seeds.
 *
 * @returns what came of all together
 */
export async function playSeeds(
  seeds: readonly number[],
  options: SeedOptions,
  jobs: number,
  say: Say,
): Promise<Tally> {
  const total = new Tally();
  if (jobs === 1) {
    for (const seed of seeds) total.join((await playSeed(seed, options, say)).state);
    return total;
  }
  const limit = pLimit(jobs);
  const played = seeds.map((seed) => limit(() => playApart({ seed, options })));
  for (const next of played) {
    const { output, tally } = await next;
    say(output);
    total.join(tally);
  }
  return total;
}

function playApart(job: Job): Promise<{ readonly output: string; readonly tally: TallyState }> {
  return new Promise((resolve, reject) => {
    const child = fork(childMain, [], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    let output = '';
    let tally: TallyState | null = null;
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('message', (state) => (tally = state as TallyState));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      const broken = `${output}\n  seed ${job.seed} ended with ${signal ?? code} before it was played to its end`;
      resolve(tally === null ? { output: broken, tally: Tally.ofBrokenSeed() } : { output: output.trimEnd(), tally });
    });
    child.send(job);
  });
}
