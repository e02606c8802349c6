import type { Benchmark, BenchContext, Figure } from './support/benchmark.ts';
import type { Line } from './support/chart.ts';
import { awardingTemplate, bystanding, earning, templates } from './support/events.ts';
import { inTurns, median, ratioOf } from './support/rounds.ts';
import { storeLearners } from './support/site.ts';
import { withWorkbench } from './support/workbench.ts';
import type { Workbench } from './support/workbench.ts';
import type { Worker } from './support/worker.ts';

const learners = 10_000;

/** What does a second process bring, on this machine? The bare loops show what there is to be had. */
export const twoConsumers: Benchmark = {
  letter: 'e',
  name: 'two_consumers',
  title: 'Two processes of one consumer group against one',
  run,
};

function run(context: BenchContext): Promise<Figure[]> {
  return withWorkbench(context, async (bench) => [...(await compareReading(bench)), ...(await compareAwards(bench))]);
}

async function compareReading(bench: Workbench): Promise<Figure[]> {
  const { servers, quick } = bench.context;
  const events = quick ? 60_000 : 200_000;
  await bench.fill('reading', bystanding(events, learners));
  const site = await bench.createSite('two_reading', templates(1_000));
  await storeLearners(site.database, learners);
  const consumers = [await bench.startConsumer(site), await bench.startConsumer(site)];
  const bare = [
    await bench.start({ kind: 'bare-reading', redisUrl: servers.redisUrl }),
    await bench.start({ kind: 'bare-reading', redisUrl: servers.redisUrl }),
  ];
  const rate = (workers: readonly Worker[]) => () => bench.rate(workers, 'reading', events);
  return compare(bench, 'reading', 'events/s', 'events that match nothing', {
    one: rate(consumers.slice(0, 1)),
    two: rate(consumers),
    one_bare: rate(bare.slice(0, 1)),
    two_bare: rate(bare),
  });
}

async function compareAwards(bench: Workbench): Promise<Figure[]> {
  const events = bench.context.quick ? 10_000 : 30_000;
  await bench.fill('awards', earning(events, 1));
  const site = await bench.createSite('two_awards', [awardingTemplate]);
  const consumers = [await bench.startConsumer(site), await bench.startConsumer(site)];
  const bare = await Promise.all(
    [1, 2].map(() => bench.start({ kind: 'bare-writing', databaseUrl: site.url, tables: 'own' })),
  );
  const award = (workers: readonly Worker[]) => async () => {
    await site.clear();
    return bench.rate(workers, 'awards', events);
  };
  return compare(bench, 'awards', 'awards/s', 'full awards', {
    one: award(consumers.slice(0, 1)),
    two: award(consumers),
    one_bare: award(bare.slice(0, 1)),
    two_bare: award(bare),
  });
}

type Variants = Readonly<Record<'one' | 'two' | 'one_bare' | 'two_bare', () => Promise<number>>>;

async function compare(
  { context }: Workbench,
  name: string,
  unit: string,
  what: string,
  variants: Variants,
): Promise<Figure[]> {
  context.progress('warming up');
  for (const variant of Object.values(variants)) await variant();
  const rounds = await inTurns(variants, context.quick ? 2 : 7, context.progress);
  const line = (name: string, one: readonly number[], two: readonly number[]): Line => ({
    name,
    points: [
      [1, median(one)],
      [2, median(two)],
    ],
  });
  context.draw({
    name: `consumers-redis-${name}`,
    title: `Redis: rate over consumers of one group, ${what}`,
    x: { label: 'consumers', scale: 'linear' },
    y: { label: unit, scale: 'linear' },
    lines: [line('consumers', rounds.one, rounds.two), line('bare loops', rounds.one_bare, rounds.two_bare)],
  });
  const figure = (two: readonly number[], one: readonly number[], kind: string, words: string): Figure => ({
    name: `${kind}.${name}`,
    what: `${words}: ${what}`,
    unit,
    value: median(two),
    counterpart: { what: 'one of them', value: median(one) },
    ratio: ratioOf(two, one),
    goal: null,
    rounds: two,
  });
  return [
    figure(rounds.two, rounds.one, 'two_consumers', 'Two consumers of one group'),
    figure(rounds.two_bare, rounds.one_bare, 'two_bare_loops', 'Two bare loops, to compare'),
  ];
}
