import type { Benchmark, BenchContext, Figure } from './support/benchmark.ts';
import { awardingTemplate, earning } from './support/events.ts';
import { inTurns, median, ratioOf } from './support/rounds.ts';
import type { Site } from './support/site.ts';
import { withWorkbench } from './support/workbench.ts';

const awardsTopic = 'awards';
const signalsTopic = 'signals';

/** Does one announcer keep up with two consumers that award as fast as they can? */
export const announcing: Benchmark = {
  letter: 'h',
  name: 'announcing',
  title: 'Signals from the outbox to the bus',
  run,
};

function run(context: BenchContext): Promise<Figure[]> {
  const events = context.quick ? 10_000 : 30_000;
  return withWorkbench(context, async (bench) => {
    const { redisUrl } = context.servers;
    const site = await bench.createSite('announcing', [awardingTemplate]);
    await bench.fill(awardsTopic, earning(events, 1));
    const consumers = [await bench.startConsumer(site), await bench.startConsumer(site)];
    const announcer = await bench.start({ kind: 'announcer', bus: { redisUrl }, databaseUrl: site.url });
    const bare = await bench.start({ kind: 'bare-announcing', redisUrl });
    const award = async (): Promise<number> => {
      await site.clear();
      return bench.rate(consumers, awardsTopic, events);
    };
    await award();
    await keepSignals(site);
    const variants = {
      announcing: async () => {
        await bench.redis.sendCommand(['DEL', signalsTopic]);
        await fillOutbox(site);
        return bench.rate([announcer], signalsTopic, events);
      },
      bare: async () => {
        await bench.redis.sendCommand(['DEL', signalsTopic]);
        return bench.rate([bare], signalsTopic, events);
      },
    };
    context.progress('warming up');
    for (const variant of Object.values(variants)) await variant();
    const rounds = await inTurns(variants, context.quick ? 3 : 9, context.progress);
    // Afterwards, for it empties the tables that the signals are read from.
    const awards = await inTurns({ awards: award }, context.quick ? 3 : 9, context.progress);
    const figure = { unit: 'signals/s', value: median(rounds.announcing), rounds: rounds.announcing };
    const ratio = median(rounds.announcing) / median(awards.awards);
    return [
      {
        ...figure,
        name: 'announcing.outbox',
        what: 'Signals of one announcer, from the outbox to the bus',
        counterpart: { what: 'XADD of the same messages, 500 at a time', value: median(rounds.bare) },
        ratio: ratioOf(rounds.announcing, rounds.bare),
        goal: null,
      },
      {
        ...figure,
        name: 'announcing.awards',
        what: 'The same',
        counterpart: { what: 'full awards of two consumers', value: median(awards.awards) },
        ratio,
        goal: { text: 'at least 1', met: ratio >= 1 },
      },
    ];
  });
}

async function keepSignals({ database }: Site): Promise<void> {
  await database.query('CREATE TABLE kept_signal AS SELECT id, signal, badge_id, created_at, signal_time FROM outbox');
}

async function fillOutbox({ database }: Site): Promise<void> {
  await database.query('TRUNCATE outbox');
  await database.query(
    `INSERT INTO outbox (id, signal, badge_id, created_at, signal_time)
     SELECT id, signal, badge_id, created_at, signal_time FROM kept_signal`,
  );
  await database.query('VACUUM (ANALYZE) outbox, badge, learner');
}
