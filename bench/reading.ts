import type { Benchmark, BenchContext, Figure } from './support/benchmark.ts';
import { bystanding, templates } from './support/events.ts';
import { inTurns, median, ratioOf } from './support/rounds.ts';
import { storeLearners } from './support/site.ts';
import type { Worker } from './support/worker.ts';
import { withWorkbench } from './support/workbench.ts';

const topic = 'reading';
const learners = 10_000;
const counts = [10, 1_000, 10_000] as const;

/** Most events on a busy site concern no badge: what do they cost, and what do templates cost that don't match? */
export const reading: Benchmark = {
  letter: 'a',
  name: 'reading',
  title: 'Events that match nothing, of stored learners',
  run,
};

function run(context: BenchContext): Promise<Figure[]> {
  const events = context.quick ? 60_000 : 200_000;
  return withWorkbench(context, async (bench) => {
    await bench.fill(topic, bystanding(events, learners));
    const bare = await bench.start({ kind: 'bare-reading', redisUrl: context.servers.redisUrl });
    const consumers = await Promise.all(
      counts.map(async (count) => {
        const site = await bench.createSite(`reading_${count}`, templates(count));
        await storeLearners(site.database, learners);
        return bench.startConsumer(site);
      }),
    );
    const workerAt = (index: number): Worker => {
      const worker = index < 0 ? bare : consumers[index];
      if (worker === undefined) throw new Error(`there is no consumer ${index}`);
      return worker;
    };
    const measure = (index: number) => () => bench.rate([workerAt(index)], topic, events);
    let sent = events;
    const measureNews = async (): Promise<number> => {
      const news = `${topic}-${sent}`;
      await bench.fill(news, bystanding(events, learners, sent));
      sent += events;
      try {
        return await bench.rate([workerAt(1)], news, events);
      } finally {
        await bench.redis.sendCommand(['DEL', news]);
      }
    };
    const variants = {
      bare: measure(-1),
      templates_10: measure(0),
      templates_1000: measure(1),
      templates_10000: measure(2),
      news: measureNews,
    };
    context.progress('warming up: the learners become known, the rules are compiled');
    for (const variant of Object.values(variants)) await variant();
    const rounds = await inTurns(variants, context.quick ? 3 : 9, context.progress);
    return [
      ...counts.map((count): Figure => {
        const values = rounds[`templates_${count}`];
        const ratio = ratioOf(values, rounds.bare);
        return {
          name: `reading.templates_${count}`,
          what: `Events that match nothing, ${count.toLocaleString('en')} active templates`,
          unit: 'events/s',
          value: median(values),
          counterpart: { what: 'XREADGROUP COUNT 1000, Avro decode, XACK', value: median(rounds.bare) },
          ratio,
          goal: { text: 'at least 0.75', met: ratio >= 0.75 },
          rounds: values,
        };
      }),
      growth(rounds.templates_10000, rounds.templates_10),
      {
        name: 'reading.news',
        what: 'The same with 1,000 active templates, each newer than all that is known of its learner, whose identity is kept (S29)',
        unit: 'events/s',
        value: median(rounds.news),
        counterpart: { what: 'the same events once more', value: median(rounds.templates_1000) },
        ratio: ratioOf(rounds.news, rounds.templates_1000),
        goal: null,
        rounds: rounds.news,
      },
    ];
  });
}

function growth(many: readonly number[], few: readonly number[]): Figure {
  const ratio = ratioOf(many, few);
  return {
    name: 'reading.growth',
    what: '10,000 active templates against 10',
    unit: 'events/s',
    value: median(many),
    counterpart: { what: 'the same with 10 active templates', value: median(few) },
    ratio,
    goal: { text: 'at least 0.9', met: ratio >= 0.9 },
    rounds: many,
  };
}
