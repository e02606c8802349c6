import { isKafkaInstalled, startKafka } from '../test/support/kafka.ts';
import { isRegistryInstalled, startRegistry } from '../test/support/registry.ts';
import { LaurelProcess } from '../test/support/laurel.ts';
import { waitFor } from '../test/support/wait.ts';
import type { Benchmark, BenchContext, Figure } from './support/benchmark.ts';
import type { BusAddress } from './support/jobs.ts';
import type { Site } from './support/site.ts';
import { openSoakBus } from './support/soak-bus.ts';
import type { SoakBus } from './support/soak-bus.ts';
import { chartsOf } from './support/soak-charts.ts';
import { figuresOf } from './support/soak-figures.ts';
import { badgesOf, soakTemplates, wholeTurns } from './support/soak-mix.ts';
import { bloatOf, lookAtTables, lookAtWaiting, residentOf, watchedTables } from './support/soak-watch.ts';
import type { SoakSample } from './support/soak-watch.ts';
import { withWorkbench } from './support/workbench.ts';
import type { Workbench } from './support/workbench.ts';

/** The sender is never further ahead of the consumer: what is not sent yet waits there and not on the bus. */
const ahead = 20_000;
/** So many looks at a run, evenly over its events. */
const looks = 100;

/**
 * Does anything grow with what has gone through? Consumer, announcer and deliverer are the real program, a process each;
 * the mix is mostly events that match nothing.
 */
export const soak: Benchmark = {
  letter: 'l',
  name: 'soak',
  title: 'A soak: memory, lag, tables and indexes over millions of events, on each bus',
  run,
};

async function run(context: BenchContext): Promise<Figure[]> {
  const events = wholeTurns(context.events ?? (context.quick ? 200_000 : 10_000_000));
  const figures: Figure[] = [];
  if (context.bus !== 'kafka')
    figures.push(...(await soakOn(context, 'Redis', { redisUrl: context.servers.redisUrl }, events)));
  if (context.bus !== 'redis') figures.push(...(await onKafka(context, events)));
  return figures;
}

async function onKafka(context: BenchContext, events: number): Promise<Figure[]> {
  if (!isKafkaInstalled() || !isRegistryInstalled())
    throw new Error('Kafka and the schema registry are not installed.');
  const [cluster, registry] = await Promise.all([startKafka(), startRegistry()]);
  try {
    return await soakOn(context, 'Kafka', { kafkaServers: cluster.servers, registryUrl: registry.url }, events);
  } finally {
    await Promise.all([cluster.remove(), registry.remove()]);
  }
}

function soakOn(context: BenchContext, busName: string, address: BusAddress, events: number): Promise<Figure[]> {
  return withWorkbench(context, async (bench) => {
    const site = await bench.createSite(`soak_${busName.toLowerCase()}`, soakTemplates);
    const bus = await openSoakBus(address);
    const processes = startProcesses(site, bus);
    try {
      await bus.create();
      await Promise.all(Object.values(processes).map((each) => each.waitForLog('started', { timeoutMs: 120_000 })));
      const samples = await soakThrough({ bench, site, bus, processes, busName }, address, events);
      await checkOutcome(site, samples.at(-1)?.events ?? 0);
      const bloat: Record<string, number> = {};
      for (const table of watchedTables) bloat[table] = await bloatOf(site.database, table);
      for (const chart of chartsOf(busName, samples)) context.draw(chart);
      return figuresOf(busName, samples, bloat);
    } finally {
      for (const each of Object.values(processes)) await each.stop();
      await bus.close();
    }
  });
}

function startProcesses(site: Site, bus: SoakBus): Record<string, LaurelProcess> {
  const environment = { ...bus.environment, LAUREL_DATABASE_URL: site.url };
  const roles = { consumer: 'consume', announcer: 'announce', deliverer: 'deliver' };
  return Object.fromEntries(
    Object.entries(roles).map(([name, role]) => [name, new LaurelProcess(['run', '--roles', role], environment)]),
  );
}

interface Soaking {
  readonly bench: Workbench;
  readonly site: Site;
  readonly bus: SoakBus;
  readonly processes: Readonly<Record<string, LaurelProcess>>;
  readonly busName: string;
}

/** Sends all events and sees to it that all is done; resolves with what was seen on the way. */
async function soakThrough(
  { bench, site, bus, processes, busName }: Soaking,
  address: BusAddress,
  events: number,
): Promise<SoakSample[]> {
  const sender = await bench.start({ kind: 'soak-sender', bus: address, ahead });
  const samples: SoakSample[] = [];
  const begun = performance.now();
  let sent = 0;
  sender.begin({ topic: '', group: '', events }, (count) => (sent += count));
  const mostSeconds = bench.context.minutes === null ? Infinity : bench.context.minutes * 60;
  const elapsed = (): number => (performance.now() - begun) / 1_000;
  const look = async (): Promise<SoakSample> => {
    const [behind, waiting, tables] = await Promise.all([
      bus.behind(),
      lookAtWaiting(site.database),
      lookAtTables(site.database),
    ]);
    // What is on its way to the bus is counted there before it is counted here.
    const done = Math.max(samples.at(-1)?.events ?? 0, sent - behind);
    return { events: done, seconds: elapsed(), behind, ...waiting, tables, resident: residentOf(processes) };
  };
  const mayGoOn = async (): Promise<void> => {
    for (const [name, each] of Object.entries(processes))
      if (each.hasEnded) throw new Error(`The ${name} has ended:\n${each.stderr.slice(-2_000)}`);
    await Promise.race([sender.failed, new Promise((resolve) => setTimeout(resolve, 200))]);
  };
  const isSending = (): boolean => sent < events && elapsed() < mostSeconds;
  while (isSending()) {
    await mayGoOn();
    const due = Math.max(sent / events, elapsed() / mostSeconds) * looks;
    if (due < samples.length + 1) continue;
    const sample = await look();
    samples.push(sample);
    if (samples.length % 5 === 0) bench.context.progress(`${busName}: ${inWords(sample)}`);
  }
  // It stops after a whole turn of the mix.
  await sender.finish();
  await waitFor('everything is done', async () => isDone(await look()), { timeoutMs: 600_000, everyMs: 200 });
  samples.push(await look());
  return samples;
}

function isDone({ behind, waitingSignals, waitingBadges }: SoakSample): boolean {
  return behind + waitingSignals + waitingBadges === 0;
}

function inWords({ events, seconds, resident, behind, waitingSignals, tables }: SoakSample): string {
  const memory = Object.entries(resident).map(([name, mebibytes]) => `${name} ${mebibytes.toFixed(0)}`);
  const stored = Object.values(tables).reduce((sum, { heap, indexes }) => sum + heap + indexes, 0);
  return [
    `${events.toLocaleString('en')} events, ${Math.round(events / seconds).toLocaleString('en')} a second`,
    `${memory.join(', ')} MiB`,
    `${behind.toLocaleString('en')} behind, ${waitingSignals.toLocaleString('en')} signals wait`,
    `${stored.toFixed(0)} MiB stored`,
  ].join('; ');
}

/** A soak that lost or doubled something has measured nothing. */
async function checkOutcome({ database }: Site, events: number): Promise<void> {
  const [row] = await database.query<{ badges: number; parked: number }>(
    `SELECT (SELECT count(*) FROM badge WHERE status = 'awarded' AND state = 'accepted') AS badges,
            (SELECT count(*) FROM parked_message) AS parked`,
  );
  if (row?.badges !== badgesOf(events) || row.parked !== 0)
    throw new Error(
      `${badgesOf(events)} badges were earned, ${row?.badges} are there, and ${row?.parked} messages are parked.`,
    );
}
