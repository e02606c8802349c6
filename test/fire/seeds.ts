import { Campaign } from './campaign.ts';
import { nemesesFor, nemesesNamed } from './nemesis/catalogue.ts';
import type { SeedOptions } from './options.ts';
import { commandOf, lineOf, Tally } from './report.ts';
import type { FireServers, KeptServers } from './servers.ts';

/** Writes one line of what a run has to say. */
export type Say = (line: string) => void;

/**
 * Plays the rounds of one seed, up to the first anomaly.
 *
 * @param servers on which it is played; after a failure the next one gets others
 * @returns what came of it; a seed that could not be played to its end has failed, too
 */
export async function playSeed(seed: number, options: SeedOptions, servers: KeptServers, say: Say): Promise<Tally> {
  const tally = new Tally();
  say(`seed ${seed} on ${options.bus}`);
  try {
    await playRounds({ seed, options, servers: await servers.get(), say, tally });
  } catch (error) {
    say(
      `  seed ${seed} could not be played to its end: ${error instanceof Error ? (error.stack ?? error) : String(error)}`,
    );
    tally.breakOff();
  }
  tally.endSeed();
  if (tally.hasFailed) await servers.close();
  return tally;
}

interface Play {
  readonly seed: number;
  readonly options: SeedOptions;
  readonly servers: FireServers;
  readonly say: Say;
  readonly tally: Tally;
}

async function playRounds({ seed, options, servers, say, tally }: Play): Promise<void> {
  const { bus, faults, minutes, rounds, together, learners } = options;
  const among = faults === null ? nemesesFor(bus) : nemesesNamed(faults);
  const campaign = await Campaign.begin({ seed, bus, servers, tell: (line) => say(`  ... ${line}`) });
  const until = performance.now() + minutes * 60_000;
  const isOver = (round: number): boolean => (rounds === null ? performance.now() >= until : round > rounds);
  try {
    for (let round = 1; !isOver(round); round += 1) {
      const played = await campaign.play(together ? among : campaign.draw(among), { learners });
      tally.add(played);
      say(`  ${lineOf(round, played)}`);
      if (played.anomalies.length === 0) continue;
      say(`  repeat: ${commandOf({ ...options, seed, rounds: round })}\n${campaign.logs.join('\n---\n')}`);
      break;
    }
  } finally {
    await campaign.end();
  }
}
