import { randomBytes, randomUUID } from 'node:crypto';
import { createReader } from '../src/events/reader.ts';
import { passing } from '../test/support/events.ts';
import { isKafkaInstalled, startKafka } from '../test/support/kafka.ts';
import { isRegistryInstalled, startRegistry } from '../test/support/registry.ts';
import type { Benchmark, BenchContext, Figure } from './support/benchmark.ts';
import { awardedCourse, awardingTemplate, nowMicros } from './support/events.ts';
import { kafkaLane, redisLane } from './support/lanes.ts';
import type { Lane } from './support/lanes.ts';
import { median, quantile, ratioOf } from './support/rounds.ts';
import { sendOnSchedule } from './support/schedule.ts';
import { withWorkbench } from './support/workbench.ts';
import type { Workbench } from './support/workbench.ts';
import type { Worker } from './support/worker.ts';

const perSecond = 500;
/** The first events of a round find everything cold. */
const leftOut = perSecond;
const awardedType = 'org.openedx.learning.badge.awarded.v1';
const stages = ['decision', 'signal'] as const;
const parts = [0.5, 0.95, 0.99] as const;

/** How long does a learner wait on Kafka, and on Redis? Each event is an award to a new learner, each award is announced. */
export const kafkaLatency: Benchmark = {
  letter: 'm',
  name: 'kafka_latency',
  title: `From sending to the decision and to the signal, ${perSecond} awards a second: Kafka beside Redis`,
  run,
};

/** In milliseconds from the time of each event. */
type Latencies = Readonly<Record<(typeof stages)[number], number[]>>;

/** A bus with a consumer and an announcer on a database of their own. */
interface Stage {
  readonly lane: Lane;
  readonly consumer: Worker;
  readonly announcer: Worker;
}

async function run(context: BenchContext): Promise<Figure[]> {
  if (!isKafkaInstalled() || !isRegistryInstalled())
    throw new Error('Kafka and the schema registry are not installed.');
  const [cluster, registry] = await Promise.all([startKafka(), startRegistry()]);
  const kafka = kafkaLane({ kafkaServers: cluster.servers, registryUrl: registry.url });
  const count = (context.quick ? 5 : 15) * perSecond;
  const rounds = context.quick ? 1 : 5;
  try {
    return await withWorkbench(context, async (bench) => {
      const lanes = [redisLane(context.servers.redisUrl), kafka];
      const ready = await Promise.all(lanes.map((lane) => openStage(bench, lane)));
      const measured: Record<Lane['bus'], Latencies[]> = { Redis: [], Kafka: [] };
      for (let round = 0; round < rounds; round += 1) {
        for (const stage of round % 2 === 0 ? ready : ready.toReversed()) {
          const latencies = await measure(stage, 1 + round * (count + 1), count);
          const { bus } = stage.lane;
          measured[bus].push(latencies);
          context.progress(
            `round ${round + 1} of ${rounds}: ${bus}, ${stages.map((to) => told(to, latencies)).join(', ')}`,
          );
        }
      }
      return stages.flatMap((to) => parts.map((part) => figure(measured, to, part)));
    });
  } finally {
    await Promise.all([cluster.remove(), registry.remove()]);
  }
}

async function openStage(bench: Workbench, lane: Lane): Promise<Stage> {
  const site = await bench.createSite(`latency_${lane.bus.toLowerCase()}`, [awardingTemplate]);
  const place = { bus: lane.address, databaseUrl: site.url };
  const [consumer, announcer] = await Promise.all([
    bench.start({ kind: 'consumer', ...place }),
    bench.start({ kind: 'announcer', ...place }),
  ]);
  return { lane, consumer, announcer };
}

/** Sends while the workers read, once these are at it. */
async function measure({ lane, consumer, announcer }: Stage, first: number, count: number): Promise<Latencies> {
  const [events, signals] = await Promise.all([lane.openTopic(`events-${first}`), lane.openTopic(`signals-${first}`)]);
  const group = randomBytes(4).toString('hex');
  const times = new Map<number, number>();
  const signal: number[] = [];
  const decided = new Count();
  const announced = new Count();
  const read = createReader({ eventTypes: [awardedType] });
  const ending = new AbortController();
  const following = signals.follow((message) => {
    const reading = read(message);
    if (reading.kind !== 'event') throw new Error(`a signal is ${reading.kind}`);
    signal.push((nowMicros() - (times.get(reading.event.learner.id) ?? NaN)) / 1_000);
    announced.add(1);
  }, ending.signal);
  const send = (index: number): Promise<unknown> => {
    // The event's own time is the last thing that happens before it is sent.
    const time = nowMicros();
    times.set(first + index, time);
    return events.send(passing({ id: randomUUID(), learner: first + index, course: awardedCourse, time }));
  };
  consumer.begin({ topic: `events-${first}`, group, events: count + 1, latency: true }, (done) => decided.add(done));
  announcer.begin({ topic: `signals-${first}`, group, events: count + 1 }, () => {});
  const failed = Promise.race([
    consumer.failed,
    announcer.failed,
    following.then(() => Promise.reject(new Error('nobody follows the signals'))),
  ]);
  failed.catch(() => {});
  // A consumer group takes its time to form.
  await Promise.race([send(0).then(() => announced.reaches(1)), failed]);
  await Promise.race([sendOnSchedule({ count, perSecond }, (index) => send(index + 1)), failed]);
  await Promise.race([Promise.all([decided.reaches(count + 1), announced.reaches(count + 1)]), failed]);
  const [{ latencies: decision }] = await Promise.all([consumer.finish(), announcer.finish()]);
  ending.abort();
  await following;
  await Promise.all([events.close(), signals.close()]);
  return { decision: decision.slice(1 + leftOut), signal: signal.slice(1 + leftOut) };
}

/** Counts, and tells whoever waits for a number. */
class Count {
  #count = 0;
  #waiting: (() => void)[] = [];

  add(more: number): void {
    this.#count += more;
    for (const look of this.#waiting.splice(0)) look();
  }

  async reaches(number: number): Promise<void> {
    while (this.#count < number) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}

function told(to: (typeof stages)[number], latencies: Latencies): string {
  const figures = parts.map((part) => `p${part * 100} ${quantile(latencies[to], part).toFixed(1)} ms`);
  return `to the ${to} ${figures.join(' ')}`;
}

function figure(
  measured: Readonly<Record<Lane['bus'], readonly Latencies[]>>,
  to: (typeof stages)[number],
  part: number,
): Figure {
  const of = (bus: Lane['bus']): number[] => measured[bus].map((latencies) => quantile(latencies[to], part));
  const [kafka, redis] = [of('Kafka'), of('Redis')];
  const percentile = `p${part * 100}`;
  const value = median(kafka);
  const below = to === 'decision' && part === 0.99 ? 50 : null;
  return {
    name: `kafka_latency.${to}_${percentile}`,
    what: `Kafka: latency from sending to the ${to} at ${perSecond} awards/s, ${percentile}`,
    unit: 'ms',
    value,
    counterpart: { what: 'the same on Redis', value: median(redis) },
    ratio: ratioOf(kafka, redis),
    goal: below === null ? null : { text: `below ${below} ms`, met: value < below },
    rounds: kafka,
  };
}
