/** `npm run fire`: see docs/fire.md. */
import { parseArgs } from 'node:util';
import type { BusName } from './bus.ts';
import { Campaign } from './campaign.ts';
import { nemeses, nemesesFor, nemesesNamed } from './nemesis/catalogue.ts';
import { findPlant, plants } from './planted.ts';
import { playScenario, readRatchet } from './ratchet.ts';
import { commandOf, lineOf, Tally, verdictOf } from './report.ts';

const help = `Runs Laurel under fire and checks that nothing is lost, doubled or made up.

  npm run fire -- --seed 7 --minutes 1           one seed
  npm run fire -- --seeds 1..20 --minutes 1      many, one after the other
  npm run fire -- --seed 7 --faults kill,redis-trim --rounds 3

  --bus redis|kafka    the event bus (redis)
  --faults a,b         draw from these only; with --together all of them in each round
  --rounds N           so many rounds instead of minutes
  --learners N         learners of a round (40)
  --ratchet            every scenario of test/fire/ratchet.yaml, against what it says
  --planted            put mistakes into copies of the sources and see that they are found
  --list               the faults
`;

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    seeds: { type: 'string' },
    minutes: { type: 'string', default: '1' },
    rounds: { type: 'string' },
    faults: { type: 'string' },
    together: { type: 'boolean', default: false },
    bus: { type: 'string', default: 'redis' },
    learners: { type: 'string', default: '40' },
    ratchet: { type: 'boolean', default: false },
    planted: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) process.stdout.write(help);
else if (values.planted) await runPlanted();
else if (values.ratchet) await runRatchet();
else if (values.list)
  for (const { name, what } of nemeses)
    process.stdout.write(`${name.padEnd(28)} ${what}
`);
else {
  const [first, last] = (values.seeds ?? `${values.seed ?? '1'}..${values.seed ?? '1'}`).split('..').map(Number);
  const tally = new Tally();
  for (let seed = first ?? 1; seed <= (last ?? seed); seed += 1) await runSeed(seed, tally);
  process.stdout.write(`${tally.summary}\n`);
  process.exitCode = tally.hasFailed ? 1 : 0;
}

async function runPlanted(): Promise<void> {
  const campaign = await Campaign.begin({ seed: 1, bus: 'redis' });
  try {
    for (const planted of plants) {
      const shown = await findPlant(campaign, planted);
      const isFound = shown.some((kind) => planted.shows.includes(kind));
      process.stdout.write(
        `${isFound ? 'found' : 'NOT FOUND'}: ${planted.name}: ${shown.join(', ') || 'no anomaly'}\n`,
      );
      if (!isFound) process.exitCode = 1;
    }
  } finally {
    await campaign.end();
  }
}

async function runRatchet(): Promise<void> {
  const scenarios = readRatchet().filter(({ faults }) => faults.every((name) => nemesisFits(name)));
  const campaign = await Campaign.begin({ seed: Number(values.seed ?? '1'), bus: values.bus as BusName });
  try {
    for (const [index, scenario] of scenarios.entries()) {
      const played = await playScenario(campaign, scenario);
      const shows = verdictOf(played);
      process.stdout.write(
        `${lineOf(index + 1, played)}${shows === scenario.shows ? '' : `  NOT AS KNOWN: ${scenario.shows}`}\n`,
      );
      if (shows !== scenario.shows) process.exitCode = 1;
    }
  } finally {
    await campaign.end();
  }
}

function nemesisFits(name: string): boolean {
  return nemesesFor(values.bus as BusName).some((nemesis) => nemesis.name === name);
}

async function runSeed(seed: number, tally: Tally): Promise<void> {
  const bus = values.bus as BusName;
  const among = values.faults === undefined ? nemesesFor(bus) : nemesesNamed(values.faults.split(','));
  const rounds = values.rounds === undefined ? null : Number(values.rounds);
  process.stdout.write(`seed ${seed} on ${bus}\n`);
  const campaign = await Campaign.begin({ seed, bus });
  const until = performance.now() + Number(values.minutes) * 60_000;
  try {
    const isOver = (round: number): boolean => (rounds === null ? performance.now() >= until : round > rounds);
    for (let round = 1; !isOver(round); round += 1) {
      const played = await campaign.play(values.together ? among : campaign.draw(among), {
        learners: Number(values.learners),
      });
      tally.add(played);
      process.stdout.write(`  ${lineOf(round, played)}\n`);
      if (played.anomalies.length > 0) {
        process.stdout.write(
          `  repeat: ${commandOf({ ...values, seed, rounds: round })}\n${campaign.logs.join('\n---\n')}\n`,
        );
        break;
      }
    }
  } finally {
    tally.endSeed();
    await campaign.end();
  }
}
