import { isKafkaInstalled, startKafka } from '../test/support/kafka.ts';
import { KafkaTopic } from '../test/support/kafka-topic.ts';
import { isRegistryInstalled, startRegistry } from '../test/support/registry.ts';
import type { Event } from '../src/rules/event.ts';
import type { Benchmark, BenchContext, Figure } from './support/benchmark.ts';
import { awardingTemplate, bystanding, earning, templates } from './support/events.ts';
import type { KafkaAddress } from './support/jobs.ts';
import { inTurns, median, ratioOf } from './support/rounds.ts';
import { storeLearners } from './support/site.ts';
import { withWorkbench } from './support/workbench.ts';
import type { Workbench } from './support/workbench.ts';
import type { Worker } from './support/worker.ts';

const learners = 10_000;
const partitions = 4;
/** What is handed to the producer at once. */
const together = 1_000;

/** The same questions as on Redis, on Kafka: one broker, a topic of four partitions. */
export const kafka: Benchmark = {
  letter: 'i',
  name: 'kafka',
  title: 'Kafka: events that match nothing, awards, and the memory of a consumer',
  run,
};

async function run(context: BenchContext): Promise<Figure[]> {
  if (!isKafkaInstalled() || !isRegistryInstalled())
    throw new Error('Kafka and the schema registry are not installed.');
  // All of a group join before it has its first partitions: the group is not made anew while it is measured.
  const [cluster, registry] = await Promise.all([
    startKafka({ properties: { 'group.initial.rebalance.delay.ms': '1500' } }),
    startRegistry(),
  ]);
  const address: KafkaAddress = { kafkaServers: cluster.servers, registryUrl: registry.url };
  try {
    return await withWorkbench(context, async (bench) => [
      ...(await measureReading(bench, address)),
      ...(await measureAwards(bench, address)),
    ]);
  } finally {
    await Promise.all([cluster.remove(), registry.remove()]);
  }
}

async function measureReading(bench: Workbench, address: KafkaAddress): Promise<Figure[]> {
  const { context } = bench;
  const { quick, progress } = context;
  const topic = 'reading';
  const events = quick ? 60_000 : 200_000;
  await fill(address, topic, bystanding(events, learners));
  const site = await bench.createSite('kafka_reading', templates(1_000));
  await storeLearners(site.database, learners);
  const bare = await bench.start({ kind: 'bare-fetching', ...address });
  const workers = await Promise.all(Array.from({ length: 4 }, () => start(bench, address, site.url)));
  const rate = (some: readonly Worker[]) => () => bench.rateOnceReading(some, topic, events);
  const variants = {
    bare: rate([bare]),
    consumers_1: rate(workers.slice(0, 1)),
    consumers_2: rate(workers.slice(0, 2)),
    consumers_4: rate(workers),
  };
  progress('warming up: the learners become known, the rules are compiled');
  for (const variant of Object.values(variants)) await variant();
  const rounds = await inTurns(variants, quick ? 3 : 9, progress);
  context.draw({
    name: 'consumers-kafka-reading',
    title: 'Kafka: rate over consumers of one group, events that match nothing',
    x: { label: 'consumers', scale: 'linear' },
    y: { label: 'events/s', scale: 'linear' },
    lines: [
      {
        name: 'consumers, with the broker on the same cores',
        points: [
          [1, median(rounds.consumers_1)],
          [2, median(rounds.consumers_2)],
          [4, median(rounds.consumers_4)],
        ],
      },
    ],
  });
  const memory = await workers[0]?.measureMemory();
  const ratio = ratioOf(rounds.consumers_1, rounds.bare);
  const mebibytes = (memory?.residentBytes ?? NaN) / 2 ** 20;
  return [
    {
      name: 'kafka.reading',
      what: 'Kafka: events that match nothing, 1,000 active templates',
      unit: 'events/s',
      value: median(rounds.consumers_1),
      counterpart: { what: 'fetch, Avro decode, commit', value: median(rounds.bare) },
      ratio,
      goal: { text: 'at least 0.7', met: ratio >= 0.7 },
      rounds: rounds.consumers_1,
    },
    ...([2, 4] as const).map((count): Figure => {
      const values = rounds[`consumers_${count}`];
      return {
        name: `kafka.consumers_${count}`,
        what: `Kafka: ${count} consumers of one group, events that match nothing`,
        unit: 'events/s',
        value: median(values),
        counterpart: { what: 'one of them', value: median(rounds.consumers_1) },
        ratio: ratioOf(values, rounds.consumers_1),
        goal: null,
        rounds: values,
      };
    }),
    {
      name: 'kafka.memory',
      what: 'Kafka: resident memory of that one consumer afterwards',
      unit: 'MiB',
      value: mebibytes,
      counterpart: { what: 'what it may take', value: mostMebibytes },
      ratio: mebibytes / mostMebibytes,
      goal: { text: 'at most 1', met: mebibytes <= mostMebibytes },
      rounds: [mebibytes],
    },
  ];
}

const mostMebibytes = 350;

async function measureAwards(bench: Workbench, address: KafkaAddress): Promise<Figure[]> {
  const { quick, progress } = bench.context;
  const topic = 'awards';
  const events = quick ? 10_000 : 30_000;
  await fill(address, topic, earning(events, 1));
  const site = await bench.createSite('kafka_awards', [awardingTemplate]);
  const bare = await bench.start({ kind: 'bare-writing', databaseUrl: site.url, tables: 'own' });
  const consumer = await start(bench, address, site.url);
  const variants = {
    bare: async () => {
      await site.clear();
      return bench.rate([bare], topic, events);
    },
    awards: async () => {
      await site.clear();
      return bench.rateOnceReading([consumer], topic, events);
    },
  };
  progress('warming up');
  for (const variant of Object.values(variants)) await variant();
  const rounds = await inTurns(variants, quick ? 3 : 9, progress);
  const ratio = ratioOf(rounds.awards, rounds.bare);
  return [
    {
      name: 'kafka.awards',
      what: 'Kafka: full awards, each to a new learner',
      unit: 'awards/s',
      value: median(rounds.awards),
      counterpart: { what: 'batched SQL into the same tables', value: median(rounds.bare) },
      ratio,
      goal: { text: 'at least 0.6', met: ratio >= 0.6 },
      rounds: rounds.awards,
    },
  ];
}

function start(bench: Workbench, bus: KafkaAddress, databaseUrl: string): Promise<Worker> {
  return bench.start({ kind: 'consumer', bus, databaseUrl });
}

/** Makes a topic of these events, as the platform's producer would. */
async function fill(address: KafkaAddress, name: string, events: Iterable<Event>): Promise<void> {
  const topic = new KafkaTopic(address, name);
  try {
    await topic.create({ partitions });
    let batch: Event[] = [];
    for (const event of events) {
      batch.push(event);
      if (batch.length < together) continue;
      await topic.publish(...batch);
      batch = [];
    }
    if (batch.length > 0) await topic.publish(...batch);
  } finally {
    await topic.close();
  }
}
