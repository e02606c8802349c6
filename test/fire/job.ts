/** A process that plays seeds for {@link playSeeds}, one after the other, until nobody asks any more. */
import { nothingMore } from './jobs.ts';
import type { Job, Outcome } from './jobs.ts';
import { playSeed } from './seeds.ts';
import { KeptServers } from './servers.ts';

let servers: KeptServers | null = null;

process.on('message', (message) => void (message === nothingMore ? end() : play(message as Job)));
// Whoever has asked for it is gone. What this process has started ends with it.
process.once('disconnect', () => process.exit(1));

async function play({ seed, options }: Job): Promise<void> {
  servers ??= new KeptServers(options.bus);
  const lines: string[] = [];
  const { state: tally } = await playSeed(seed, options, servers, (line) => lines.push(line));
  process.send?.({ output: lines.join('\n'), tally } satisfies Outcome);
}

async function end(): Promise<void> {
  await servers?.close();
  process.exit(0);
}
