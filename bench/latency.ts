import { randomBytes, randomUUID } from 'node:crypto';
import { passing } from '../test/support/events.ts';
import type { Benchmark, BenchContext, Figure } from './support/benchmark.ts';
import { awardedCourse, awardingTemplate, nowMicros } from './support/events.ts';
import { median, quantile, ratioOf } from './support/rounds.ts';
import { sendOnSchedule } from './support/schedule.ts';
import { addCommand } from './support/stream.ts';
import { withWorkbench } from './support/workbench.ts';
import type { Workbench } from './support/workbench.ts';
import { perform } from './support/worker.ts';
import type { Worker } from './support/worker.ts';

export const perSecond = 500;
/** The first events of a round find everything cold. */
const leftOut = perSecond;

/** How long does a learner wait for the badge? Each event is an award to a new learner. */
export const latency: Benchmark = {
  letter: 'd',
  name: 'latency',
  title: `From XADD to the commit, ${perSecond} awards a second`,
  run,
};

function run(context: BenchContext): Promise<Figure[]> {
  const seconds = context.quick ? 5 : 15;
  const rounds = context.quick ? 1 : 3;
  return withWorkbench(context, async (bench) => {
    const site = await bench.createSite('latency', [awardingTemplate]);
    const { redisUrl } = context.servers;
    const consumer = await bench.startConsumer(site);
    const bare = await bench.start({ kind: 'bare-awarding', redisUrl, databaseUrl: site.url });
    const events = { first: 1, count: seconds * perSecond };
    const measured = { consumer: [] as number[][], bare: [] as number[][] };
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, worker] of [
        ['bare', bare],
        ['consumer', consumer],
      ] as const) {
        const latencies = await measureLatencies(bench, worker, events);
        measured[name].push(latencies);
        events.first += events.count;
        const [p50, p99] = [quantile(latencies, 0.5), quantile(latencies, 0.99)];
        context.progress(`round ${round + 1} of ${rounds}: ${name} p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`);
      }
    }
    return [figure(measured, 0.5, null), figure(measured, 0.99, 50)];
  });
}

/** Sends on a schedule that does not wait for anybody, while the worker reads; gives the latencies in milliseconds. */
export async function measureLatencies(
  bench: Workbench,
  worker: Worker,
  { first, count }: { readonly first: number; readonly count: number },
): Promise<number[]> {
  const [topic, group] = [`latency-${first}`, randomBytes(4).toString('hex')];
  await bench.redis.sendCommand(['XGROUP', 'CREATE', topic, group, '0', 'MKSTREAM']);
  const [{ latencies }] = await Promise.all([
    perform([worker], { topic, group, events: count, latency: true }),
    send(bench, topic, first, count),
  ]);
  await bench.redis.sendCommand(['DEL', topic]);
  return latencies.slice(leftOut);
}

async function send({ redis }: Workbench, topic: string, first: number, count: number): Promise<void> {
  await sendOnSchedule({ count, perSecond }, (sent) => {
    // The event's own time is the last thing that happens before XADD.
    const event = passing({ id: randomUUID(), learner: first + sent, course: awardedCourse, time: nowMicros() });
    return redis.sendCommand(addCommand(topic, event));
  });
}

function figure(
  { consumer, bare }: { readonly consumer: readonly number[][]; readonly bare: readonly number[][] },
  part: number,
  below: number | null,
): Figure {
  const [values, counterparts] = [consumer, bare].map((rounds) => rounds.map((latencies) => quantile(latencies, part)));
  const value = median(values ?? []);
  const percentile = `p${part * 100}`;
  return {
    name: `latency.${percentile}`,
    what: `Latency from XADD to commit at ${perSecond} awards/s, ${percentile}`,
    unit: 'ms',
    value,
    counterpart: { what: 'XREADGROUP, decode, batched SQL', value: median(counterparts ?? []) },
    ratio: ratioOf(values ?? [], counterparts ?? []),
    goal: below === null ? null : { text: `below ${below} ms`, met: value < below },
    rounds: values ?? [],
  };
}
