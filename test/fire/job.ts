/** A process that plays one seed for {@link playSeeds}, and ends. */
import type { Job } from './jobs.ts';
import { playSeed } from './seeds.ts';

process.once('message', (message) => void play(message as Job));
// Whoever has asked for it is gone.
process.once('disconnect', () => process.exit(1));

async function play({ seed, options }: Job): Promise<void> {
  const tally = await playSeed(seed, options, (line) => process.stdout.write(`${line}\n`));
  process.send?.(tally.state, () => process.exit(0));
}
