// `npm run bench`: measures what the engine does against the same work with nothing but the work. See README.md.
import { Command } from 'commander';
import { ensureServers } from '../scripts/ensure-servers.ts';
import { announcing } from './announcing.ts';
import { awards } from './awards.ts';
import { kafka } from './kafka.ts';
import { largeStore } from './large-store.ts';
import { latency } from './latency.ts';
import { lists } from './lists.ts';
import { load } from './load.ts';
import { memory } from './memory.ts';
import { reading } from './reading.ts';
import type { Benchmark, Figure } from './support/benchmark.ts';
import { writeToReadme } from './support/readme.ts';
import { toJson, toTable } from './support/report.ts';
import type { Report } from './support/report.ts';
import { describeMachine, startServers } from './support/servers.ts';
import { twoConsumers } from './two-consumers.ts';

const benchmarks: readonly Benchmark[] = [
  reading,
  awards,
  largeStore,
  latency,
  twoConsumers,
  memory,
  lists,
  announcing,
  kafka,
  load,
];

interface Options {
  readonly json?: true;
  readonly quick?: true;
  readonly only?: readonly Benchmark[];
  readonly writeReadme?: true;
  readonly stored?: number;
}

const program = new Command('npm run bench --')
  .description('Measures the engine against the same work with nothing but the work.')
  .option('--json', 'print one JSON object instead of a table')
  .option('--quick', 'fewer events and rounds: under three minutes, and less exact')
  .option('--only <names>', `only some, by letter or name, separated by commas: ${listing()}`, chosen)
  .option('--stored <number>', 'progress rows of large_store, such as 10000000; unless told 1000000', Number)
  .option('--write-readme', 'put the table into bench/README.md; only a full run can')
  .parse();
const options = program.opts<Options>();
if (options.writeReadme && (options.quick || options.only || options.stored))
  program.error('--write-readme is for a full run: leave out --quick, --only and --stored.');

const missing = ensureServers().filter((name) => !name.startsWith('Python'));
if (missing.length > 0)
  program.error(`This machine lacks ${missing.join(' and ')}, and it could not be installed here.`);

if (options.stored !== undefined && !(Number.isSafeInteger(options.stored) && options.stored > 0))
  program.error('--stored takes a whole number.');

const report = await measure(options.only ?? benchmarks, options.quick ?? false);
const table = toTable(report);
console.log(options.json ? toJson(report) : table);
if (options.writeReadme) writeToReadme(table);

async function measure(chosenOnes: readonly Benchmark[], quick: boolean): Promise<Report> {
  const servers = await startServers();
  // Stopped halfway, the servers go too: they are private, and nobody else would end them.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void servers.remove().finally(() => process.exit(1)));
  try {
    const figures: Figure[] = [];
    for (const { letter, title, run } of chosenOnes) {
      console.error(`(${letter}) ${title}`);
      figures.push(
        ...(await run({
          servers,
          quick,
          stored: options.stored ?? null,
          progress: (text) => console.error(`    ${text}`),
        })),
      );
    }
    return { measuredAt: new Date().toISOString(), quick, machine: await describeMachine(servers), figures };
  } finally {
    await servers.remove();
  }
}

function chosen(text: string): Benchmark[] {
  const names = text.split(',').map((name) => name.trim());
  return names.map((wanted) => {
    const found = benchmarks.find(({ letter, name }) => letter === wanted || name === wanted);
    return found ?? program.error(`There is no benchmark "${wanted}". Choose from ${listing()}.`);
  });
}

function listing(): string {
  return benchmarks.map(({ letter, name }) => `${letter} (${name})`).join(', ');
}
