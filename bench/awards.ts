import { clearKeysOnlyTables, keysOnlyTables } from './support/bare-sql.ts';
import type { Benchmark, BenchContext, Figure } from './support/benchmark.ts';
import { awardingTemplate, earning } from './support/events.ts';
import { inTurns, median, ratioOf } from './support/rounds.ts';
import { withWorkbench } from './support/workbench.ts';
import type { Worker } from './support/worker.ts';

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
    await site.database.transaction((transaction) => transaction.script(keysOnlyTables));
    await bench.fill(topic, earning(events, 1));
    const bare = await bench.start({ kind: 'bare-writing', databaseUrl: site.url, tables: 'own' });
    const keysOnly = await bench.start({ kind: 'bare-writing', databaseUrl: site.url, tables: 'keys' });
    const consumer = await bench.startConsumer(site);
    const measure = (worker: Worker) => async () => {
      await site.clear();
      await site.database.query(clearKeysOnlyTables);
      return bench.rate([worker], topic, events);
    };
    const variants = { bare: measure(bare), keys_only: measure(keysOnly), awards: measure(consumer) };
    context.progress('warming up');
    for (const variant of Object.values(variants)) await variant();
    const rounds = await inTurns(variants, context.quick ? 3 : 9, context.progress);
    const figure = { unit: 'awards/s', value: median(rounds.awards), rounds: rounds.awards };
    const ratio = ratioOf(rounds.awards, rounds.bare);
    return [
      {
        ...figure,
        name: 'awards.empty',
        what: 'Full awards, each to a new learner',
        counterpart: { what: 'batched SQL into the same tables', value: median(rounds.bare) },
        ratio,
        goal: { text: 'at least 0.6', met: ratio >= 0.6 },
      },
      {
        ...figure,
        name: 'awards.empty_keys_only',
        what: 'The same',
        counterpart: { what: 'batched SQL into tables with keys only', value: median(rounds.keys_only) },
        ratio: ratioOf(rounds.awards, rounds.keys_only),
        goal: null,
      },
    ];
  });
}
