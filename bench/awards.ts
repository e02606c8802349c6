import { bareTables, clearBareTables } from './support/bare-sql.ts';
import type { Benchmark, BenchContext, Figure } from './support/benchmark.ts';
import { awardingTemplate, earning } from './support/events.ts';
import { inTurns, median, ratioOf } from './support/rounds.ts';
import { withWorkbench } from './support/workbench.ts';

const topic = 'awards';

/** The most that an event can cost: a learner nobody knew, and a badge. */
export const awards: Benchmark = {
  letter: 'b',
  name: 'awards',
  title: 'Full awards: learner, fulfillment, progress, badge, outbox, history',
  run,
};

function run(context: BenchContext): Promise<Figure[]> {
  const events = context.quick ? 10_000 : 30_000;
  return withWorkbench(context, async (bench) => {
    const site = await bench.createSite('awards', [awardingTemplate]);
    await site.database.transaction((transaction) => transaction.script(bareTables));
    await bench.fill(topic, earning(events, 1));
    const bare = await bench.start({ kind: 'bare-writing', databaseUrl: site.url });
    const consumer = await bench.startConsumer(site);
    const variants = {
      bare: async () => {
        await site.database.query(clearBareTables);
        return bench.rate([bare], topic, events);
      },
      awards: async () => {
        await site.clear();
        return bench.rate([consumer], topic, events);
      },
    };
    context.progress('warming up');
    for (const variant of Object.values(variants)) await variant();
    const rounds = await inTurns(variants, context.quick ? 3 : 9, context.progress);
    const ratio = ratioOf(rounds.awards, rounds.bare);
    return [
      {
        name: 'awards.empty',
        what: 'Full awards, each to a new learner',
        unit: 'awards/s',
        value: median(rounds.awards),
        counterpart: { what: 'batched SQL, 500 rows a statement, keys only', value: median(rounds.bare) },
        ratio,
        goal: { text: 'at least 0.5', met: ratio >= 0.5 },
        rounds: rounds.awards,
      },
    ];
  });
}
