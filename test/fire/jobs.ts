import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import pLimit from 'p-limit';
import type { SeedOptions } from './options.ts';
import { Tally } from './report.ts';
import type { TallyState } from './report.ts';
import { playSeed } from './seeds.ts';
import type { Say } from './seeds.ts';
import { KeptServers } from './servers.ts';

/** Asked for at the end. */
export const nothingMore = 'nothing more';

/** What a process is asked to play. */
export interface Job {
  readonly seed: number;
  readonly options: SeedOptions;
}

/** What came of it, and what it had to say. */
export interface Outcome {
  readonly output: string;
  readonly tally: TallyState;
}

const childMain = join(import.meta.dirname, 'job.ts');

/**
 * Plays seeds, some at a time, in processes of their own: their output comes whole and in the order of the seeds.
 *
 * @returns what came of all together
 */
export async function playSeeds(
  seeds: readonly number[],
  options: SeedOptions,
  jobs: number,
  say: Say,
): Promise<Tally> {
  return jobs === 1 ? playHere(seeds, options, say) : playApart(seeds, options, jobs, say);
}

async function playHere(seeds: readonly number[], options: SeedOptions, say: Say): Promise<Tally> {
  const total = new Tally();
  const servers = new KeptServers(options.bus);
  for (const seed of seeds) total.join((await playSeed(seed, options, servers, say)).state);
  await servers.close();
  return total;
}

async function playApart(seeds: readonly number[], options: SeedOptions, jobs: number, say: Say): Promise<Tally> {
  const total = new Tally();
  const idle: Player[] = [];
  const limit = pLimit(jobs);
  const played = seeds.map((seed) =>
    limit(async () => {
      const player = idle.pop() ?? new Player();
      const outcome = await player.play({ seed, options });
      if (player.isThere) idle.push(player);
      return outcome;
    }),
  );
  for (const next of played) {
    const { output, tally } = await next;
    say(output);
    total.join(tally);
  }
  await Promise.all(idle.map((player) => player.end()));
  return total;
}

/** A process that plays one seed after the other, and keeps its servers meanwhile. */
class Player {
  readonly #child: ChildProcess;
  readonly #ended: Promise<string>;
  /** What it said beside its outcomes: only where it breaks down. */
  #said = '';

  constructor() {
    const child = fork(childMain, [], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (this.#said += text));
    this.#ended = new Promise((resolve) => {
      child.once('error', (error) => resolve(String(error)));
      child.once('close', (code, signal) => resolve(String(signal ?? code)));
    });
  }

  get isThere(): boolean {
    return this.#child.connected;
  }

  async play(job: Job): Promise<Outcome> {
    const told = new Promise<Outcome>((resolve) =>
      this.#child.once('message', (outcome) => resolve(outcome as Outcome)),
    );
    this.#child.send(job);
    const broken = this.#ended.then((how): Outcome => {
      const output = `${this.#said}\n  seed ${job.seed} ended with ${how} before it was played to its end`;
      return { output, tally: Tally.ofBrokenSeed() };
    });
    return Promise.race([told, broken]);
  }

  /** Lets it end its servers, and waits for that. */
  async end(): Promise<void> {
    this.#child.send(nothingMore);
    await this.#ended;
  }
}
