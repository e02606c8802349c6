import { randomBytes, randomUUID } from 'node:crypto';
import { cpus } from 'node:os';
import type { Event } from '../src/rules/event.ts';
import { passing } from '../test/support/events.ts';
import type { Benchmark, BenchContext, Figure } from './support/benchmark.ts';
import { awardedCourse, awardingTemplate, nowMicros, templates } from './support/events.ts';
import { sendOnSchedule } from './support/open-loop.ts';
import { watchProcessors } from './support/processor-time.ts';
import type { Party, ProcessorTimes } from './support/processor-time.ts';
import { quantile } from './support/rounds.ts';
import { storeLearners } from './support/site.ts';
import { addCommand } from './support/stream.ts';
import { withWorkbench } from './support/workbench.ts';
import type { Workbench } from './support/workbench.ts';
import { perform } from './support/worker.ts';
import type { Worker } from './support/worker.ts';

const learners = 10_000;
/** One event of so many is an award to a new learner. */
const awardEvery = 20;
const firstRate = 1_000;
const growth = 1.5;
/** Later than that for one in a hundred, and the consumer does not keep up. */
const lateMs = 1_000;
/** A party that uses so much of a core, or all of them that much of the machine, leaves no room. */
const busy = 0.85;

/**
 * How much can come? Events are sent on a schedule that waits for nobody, and each is late by its place in the schedule, not
 * by when it was really sent: who measures otherwise leaves out the waiting that an overload causes (coordinated omission).
 */
export const load: Benchmark = {
  letter: 'j',
  name: 'load',
  title: 'An open-loop load, stepping up to saturation: one award in twenty events',
  run,
};

interface Step {
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
  readonly limit: string;
}

function run(context: BenchContext): Promise<Figure[]> {
  return withWorkbench(context, async (bench) => {
    const site = await bench.createSite('load', [awardingTemplate, ...templates(1_000)]);
    await storeLearners(site.database, learners);
    const consumer = await bench.startConsumer(site);
    const times = await watchProcessors({ consumer: consumer.pid, database: site.database, redis: bench.redis });
    const seconds = context.quick ? 4 : 15;
    const steps: Step[] = [];
    context.progress('warming up');
    await step({ bench, consumer, times: null }, firstRate, seconds, 0);
    let sent = firstRate * seconds;
    for (let rate = firstRate; ; rate = Math.round(rate * growth)) {
      const made = await step({ bench, consumer, times }, rate, seconds, sent);
      sent += rate * seconds;
      steps.push(made);
      context.progress(
        `${rate.toLocaleString('en')} events/s: p50 ${made.p50.toFixed(0)} ms, p99 ${made.p99.toFixed(0)} ms; ${made.limit}`,
      );
      if (made.p99 > lateMs) break;
    }
    context.draw({
      name: 'load-latency',
      title: 'From the time an event was due to its commit, over the load',
      x: { label: 'events/s, one in twenty an award', scale: 'log' },
      y: { label: 'ms', scale: 'log' },
      lines: (['p50', 'p99'] as const).map((part) => ({
        name: part,
        points: steps.map((made) => [made.rate, made[part]]),
      })),
    });
    const kept = steps.filter(({ p99 }) => p99 <= lateMs);
    const last = steps.at(-1) as Step;
    const best = kept.at(-1) ?? last;
    return [
      {
        name: 'load.saturation',
        what: `Open loop, one award in ${awardEvery}: the highest rate with 99 of 100 events within ${lateMs / 1_000} s. Beyond it: ${last.limit}`,
        unit: 'events/s',
        value: best.rate,
        counterpart: { what: 'the rate at which it fell behind', value: last.rate },
        ratio: best.rate / last.rate,
        goal: null,
        rounds: steps.map(({ rate }) => rate),
      },
      {
        name: 'load.p99',
        what: 'Open loop: p99 at that rate',
        unit: 'ms',
        value: best.p99,
        counterpart: { what: 'p50', value: best.p50 },
        ratio: best.p99 / best.p50,
        goal: null,
        rounds: steps.map(({ p99 }) => p99),
      },
    ];
  });
}

interface Stage {
  readonly bench: Workbench;
  readonly consumer: Worker;
  readonly times: (() => ProcessorTimes) | null;
}

async function step({ bench, consumer, times }: Stage, rate: number, seconds: number, sent: number): Promise<Step> {
  const count = rate * seconds;
  const [topic, group] = [`load-${rate}-${sent}`, randomBytes(4).toString('hex')];
  await bench.redis.sendCommand(['XGROUP', 'CREATE', topic, group, '0', 'MKSTREAM']);
  // Made ready before the schedule begins, so that sending takes next to nothing of the machine.
  const ahead = 0.5 + count / 20_000;
  const begin = nowMicros() + ahead * 1_000_000;
  const commands = Array.from({ length: count }, (_, index) =>
    addCommand(topic, eventOf(sent + index, begin + (index * 1_000_000) / rate)),
  );
  const before = times?.();
  const [{ latencies }] = await Promise.all([
    perform([consumer], { topic, group, events: count, latency: true }),
    sendOnSchedule(bench.redis, commands, { begin, rate }),
  ]);
  const elapsed = (nowMicros() - begin) / 1_000_000;
  const after = times?.();
  await bench.redis.sendCommand(['DEL', topic]);
  return {
    rate,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    limit: before && after ? limitOf(before, after, elapsed) : 'what limits it can not be seen on this system',
  };
}

function eventOf(number: number, time: number): Event {
  const at = Math.round(time);
  return number % awardEvery === 0
    ? passing({ id: randomUUID(), learner: 1_000_000 + number, course: awardedCourse, time: at })
    : passing({
        id: randomUUID(),
        learner: 1 + (number % learners),
        course: `course-v1:OpenedX+Other${number % 97}+2026`,
        time: at,
      });
}

/** Names what is used up, with what each party takes of a core. */
function limitOf(before: ProcessorTimes, after: ProcessorTimes, seconds: number): string {
  const shares = (Object.keys(before) as Party[])
    .map((party) => ({ party, cores: (after[party] - before[party]) / seconds }))
    .toSorted((a, b) => b.cores - a.cores);
  const told = shares.map(({ party, cores }) => `${party} ${(cores * 100).toFixed(0)}%`).join(', ');
  const all = shares.reduce((sum, { cores }) => sum + cores, 0);
  const [first] = shares;
  if (all >= busy * cpus().length) return `all ${cpus().length} cores are the limit (of a core: ${told})`;
  if (first && first.party === 'consumer' && first.cores >= busy)
    return `the consumer's one thread is the limit (of a core: ${told})`;
  return `no processor is used up: it waits for the disk or the network (of a core: ${told})`;
}
