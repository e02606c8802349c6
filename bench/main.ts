// `npm run bench`: measures what the engine does against the same work with nothing but the work. See README.md.
import { loadavg } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import { ensureServers } from '../scripts/ensure-servers.ts';
import { announcing } from './announcing.ts';
import { awards } from './awards.ts';
import { kafka } from './kafka.ts';
import { kafkaLatency } from './kafka-latency.ts';
import { largeStore } from './large-store.ts';
import { latency } from './latency.ts';
import { lists } from './lists.ts';
import { load } from './load.ts';
import { memory } from './memory.ts';
import { providers } from './providers.ts';
import { reading } from './reading.ts';
import { signing } from './signing.ts';
import { soak } from './soak.ts';
import type { Benchmark } from './support/benchmark.ts';
import type { Chart } from './support/chart.ts';
import { writeCharts, writeToReadme } from './support/readme.ts';
import { toJson, toSection, toText } from './support/report.ts';
import type { Part, Report } from './support/report.ts';
import { describeMachine, startServers } from './support/servers.ts';
import type { Servers } from './support/servers.ts';
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
  providers,
  soak,
  kafkaLatency,
  signing,
];

interface Options {
  readonly json?: true;
  readonly quick?: true;
  readonly only?: readonly Benchmark[];
  readonly writeReadme?: true;
  readonly plots?: string;
  readonly stored?: number;
  readonly events?: number;
  readonly minutes?: number;
  readonly bus?: 'redis' | 'kafka';
}

const program = new Command('npm run bench --')
  .description('Measures the engine against the same work with nothing but the work.')
  .option('--json', 'print one JSON object instead of tables')
  .option('--quick', 'fewer events and rounds: some minutes, and less exact')
  .option('--only <names>', `only some, by letter or name, separated by commas: ${listing()}`, chosen)
  .option(
    '--stored <number>',
    'progress rows of large_store, and learners of lists, such as 10000000; unless told 1000000',
    wholeNumber,
  )
  .option('--events <number>', 'events of soak; unless told 10000000', wholeNumber)
  .option('--minutes <number>', 'how long soak sends at most, on each bus', wholeNumber)
  .addOption(new Option('--bus <name>', 'the bus of soak; unless told each').choices(['redis', 'kafka']))
  .option('--plots <directory>', 'draw what was measured there, as SVG')
  .option('--write-readme', 'put tables and plots of what was measured into bench/; not with --quick')
  .parse();
const options = program.opts<Options>();
if (options.writeReadme && options.quick) program.error('--write-readme is for the record: leave out --quick.');

const missing = ensureServers().filter((name) => !name.startsWith('Python'));
if (missing.length > 0)
  program.error(`This machine lacks ${missing.join(' and ')}, and it could not be installed here.`);

const report = await measure(options.only ?? benchmarks, options.quick ?? false);
console.log(options.json ? toJson(report) : toText(report));

/** Measures one after the other, and puts down what each has found before the next one begins. */
async function measure(chosenOnes: readonly Benchmark[], quick: boolean): Promise<Report> {
  const servers = await startServers();
  // Stopped halfway, the servers go too: they are private, and nobody else would end them.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void servers.remove().finally(() => process.exit(1)));
  try {
    const machine = await describeMachine(servers);
    const parts: Part[] = [];
    for (const benchmark of chosenOnes) {
      console.error(`(${benchmark.letter}) ${benchmark.title}`);
      const part = await measureOne(benchmark, servers, quick);
      parts.push(part);
      if (options.plots !== undefined) writeCharts(part.charts, options.plots);
      if (options.writeReadme) {
        writeCharts(part.charts);
        writeToReadme(part.name, toSection(part, machine));
      }
    }
    return { quick, machine, parts };
  } finally {
    await servers.remove();
  }
}

async function measureOne({ name, run }: Benchmark, servers: Servers, quick: boolean): Promise<Part> {
  const charts: Chart[] = [];
  const [begunAt, load] = [new Date(), loadavg()[0] ?? NaN];
  const figures = await run({
    servers,
    quick,
    stored: options.stored ?? null,
    events: options.events ?? null,
    minutes: options.minutes ?? null,
    bus: options.bus ?? null,
    draw: (chart) => charts.push(chart),
    progress: (text) => console.error(`    ${text}`),
  });
  return { name, figures, charts, begunAt, minutes: (Date.now() - begunAt.getTime()) / 60_000, load };
}

function wholeNumber(text: string): number {
  const number = Number(text.replaceAll('_', ''));
  if (!Number.isSafeInteger(number) || number <= 0) throw new InvalidArgumentError('It takes a whole number.');
  return number;
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
