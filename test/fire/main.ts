/** `npm run fire`: see docs/fire.md. */
import { ensureServers } from '../../scripts/ensure-servers.ts';
import type { BusName } from './bus.ts';
import { Campaign } from './campaign.ts';
import { playSeeds } from './jobs.ts';
import { lackedBy, nemeses, nemesesFor, nemesesOn } from './nemesis/catalogue.ts';
import { help, readCommand, UsageError } from './options.ts';
import type { Command } from './options.ts';
import { findPlant, plants } from './planted.ts';
import { playScenario, readRatchet } from './ratchet.ts';
import { lineOf, verdictOf } from './report.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const tell = (line: string): void => say(`... ${line}`);

// Servers that this run has started end with it; who is asked twice is in the midst of that.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));

try {
  process.exitCode = (await run(readCommand(process.argv.slice(2)))) ? 0 : 1;
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

/** @returns whether all is as it must be */
async function run(command: Command): Promise<boolean> {
  switch (command.what) {
    case 'help':
      process.stdout.write(help);
      return true;
    case 'list':
      for (const { name, what } of nemeses) say(`${name.padEnd(28)} ${what}`);
      return true;
    case 'planted':
      needServers('redis');
      return runPlanted();
    case 'ratchet':
      needServers(command.bus, command.faults ?? []);
      return runRatchet(command);
    case 'seeds': {
      needServers(command.options.bus, command.options.faults ?? []);
      const tally = await playSeeds(command.seeds, command.options, command.jobs, say);
      say(tally.summary);
      return !tally.hasFailed;
    }
  }
}

/** Installs what is needed and missing, as `npm test` does. */
function needServers(bus: BusName, faults: readonly string[] = []): void {
  const needed =
    bus === 'redis' ? ['PostgreSQL', 'Redis'] : ['PostgreSQL', 'Java', 'Maven', 'Apache Kafka', 'Apicurio'];
  const isNeeded = (name: string): boolean => needed.some((begin) => name.startsWith(begin));
  const missing = ensureServers((name) => isNeeded(name) || name === 'libfaketime').filter(isNeeded);
  if (missing.length > 0)
    throw new UsageError(`This machine lacks ${missing.join(', ')}, and it could not be installed here.`);
  for (const nemesis of nemesesOn(bus)) {
    const lacked = lackedBy([nemesis]);
    if (lacked === null) continue;
    if (faults.includes(nemesis.name))
      throw new UsageError(`${nemesis.name} can't be done here: this machine lacks ${lacked}.`);
    if (faults.length === 0) say(`LEFT OUT: ${nemesis.name}, for this machine lacks ${lacked}`);
  }
}

async function runPlanted(): Promise<boolean> {
  const campaign = await Campaign.begin({ seed: 1, bus: 'redis', tell });
  let allFound = true;
  try {
    for (const planted of plants) {
      const shown = await findPlant(campaign, planted);
      const isFound = shown.some((kind) => planted.shows.includes(kind));
      say(`${isFound ? 'found' : 'NOT FOUND'}: ${planted.name}: ${shown.join(', ') || 'no anomaly'}`);
      allFound &&= isFound;
    }
  } finally {
    await campaign.end();
  }
  return allFound;
}

async function runRatchet({ bus, seed, faults: only }: Extract<Command, { what: 'ratchet' }>): Promise<boolean> {
  const wanted = new Set(only ?? nemesesFor(bus).map(({ name }) => name));
  const scenarios = readRatchet().filter(({ faults }) => faults.every((name) => wanted.has(name)));
  let campaign = await Campaign.begin({ seed, bus, tell });
  let unlike = 0;
  try {
    for (const [index, scenario] of scenarios.entries()) {
      const played = await playScenario(campaign, scenario);
      const isAsKnown = verdictOf(played) === scenario.shows;
      say(`${lineOf(index + 1, played)}${isAsKnown ? '' : `  NOT AS KNOWN: ${scenario.shows}`}`);
      if (isAsKnown) continue;
      unlike += 1;
      say(campaign.logs.join('\n---\n'));
      // What it has left behind must not stand against the next one.
      await campaign.end();
      campaign = await Campaign.begin({ seed: seed + unlike, bus, tell });
    }
  } finally {
    await campaign.end();
  }
  say(`${scenarios.length} scenarios on ${bus}, ${unlike} not as known`);
  return unlike === 0;
}
