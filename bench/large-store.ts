import type { Event } from '../src/rules/event.ts';
import type { Benchmark, BenchContext, Figure } from './support/benchmark.ts';
import { awardingTemplate, earning } from './support/events.ts';
import { partsOf } from './support/parts.ts';
import { inTurns, median, ratioOf } from './support/rounds.ts';
import type { Site } from './support/site.ts';
import type { ServerWork } from './support/servers.ts';
import { withWorkbench } from './support/workbench.ts';
import type { Workbench } from './support/workbench.ts';
import type { Worker } from './support/worker.ts';

/** Learners of the stored progress begin here, far from those of the events. */
const firstStored = 1_000_000_000;

/** Does a store that has grown make awards slower? */
export const largeStore: Benchmark = {
  letter: 'c',
  name: 'large_store',
  title: 'Full awards with much progress stored',
  run,
};

function run(context: BenchContext): Promise<Figure[]> {
  const events = context.quick ? 10_000 : 30_000;
  const stored = context.stored ?? (context.quick ? 200_000 : 1_000_000);
  return withWorkbench(context, async (bench) => {
    const empty = await bench.createSite('empty', [awardingTemplate]);
    const large = await bench.createSite('large', [awardingTemplate]);
    context.progress(`storing ${stored.toLocaleString('en')} learners with progress, fulfillment and badge`);
    await load(large, stored);
    const [emptyConsumer, largeConsumer] = [await bench.startConsumer(empty), await bench.startConsumer(large)];
    let round = 0;
    const measureEmpty = async (consumer: Worker): Promise<number> => {
      await empty.clear();
      return award(bench, consumer, 'empty', earning(events, 1), events);
    };
    // New learners each time: what was stored stays.
    const measureLarge = (consumer: Worker): Promise<number> =>
      award(bench, consumer, `large-${(round += 1)}`, earning(events, round * events), events);
    const variants = { empty: () => measureEmpty(emptyConsumer), large: () => measureLarge(largeConsumer) };
    context.progress('warming up');
    for (const variant of Object.values(variants)) await variant();
    const rounds = await inTurns(variants, context.quick ? 3 : 9, context.progress);
    const ratio = ratioOf(rounds.large, rounds.empty);
    context.progress('counting what an award needs of the server');
    const [needs, needsWhenEmpty] = [
      await needsOf(bench, large, events, measureLarge),
      await needsOf(bench, empty, events, measureEmpty),
    ];
    const counted = (
      key: keyof ServerWork,
      words: { readonly name: string; readonly what: string; readonly unit: string },
    ): Figure => {
      const more = needs[key] / needsWhenEmpty[key];
      return {
        name: `awards.large_store_${words.name}`,
        what: `The same: ${words.what} an award`,
        unit: words.unit,
        value: needs[key],
        counterpart: { what: 'the same with none stored', value: needsWhenEmpty[key] },
        ratio: more,
        goal: { text: 'at most 1.2', met: more <= 1.2 },
        rounds: [needs[key]],
      };
    };
    return [
      {
        name: 'awards.large_store',
        what: `Full awards with ${stored.toLocaleString('en')} progress rows stored`,
        unit: 'awards/s',
        value: median(rounds.large),
        counterpart: { what: 'the same with none stored', value: median(rounds.empty) },
        ratio,
        goal: { text: 'at least 0.8', met: ratio >= 0.8 },
        rounds: rounds.large,
      },
      counted('blocks', { name: 'blocks', what: 'blocks read for', unit: 'blocks' }),
      counted('walBytes', { name: 'wal', what: 'write-ahead log of', unit: 'bytes' }),
    ];
  });
}

/** Lets a consumer read events that are an award each; gives its rate. */
async function award(
  bench: Workbench,
  consumer: Worker,
  topic: string,
  events: Iterable<Event>,
  count: number,
): Promise<number> {
  await bench.fill(topic, events);
  const rate = await bench.rate([consumer], topic, count);
  await bench.redis.sendCommand(['DEL', topic]);
  return rate;
}

/** What an award needs of the server, measured once, for it is the same each time. */
async function needsOf(
  bench: Workbench,
  site: Site,
  events: number,
  measure: (consumer: Worker) => Promise<number>,
): Promise<ServerWork> {
  const workSoFar = await bench.context.servers.countWork(site.name);
  const consumer = await bench.startConsumer(site);
  // The first time brings back to memory what others have driven out of it, and logs whole pages after a checkpoint.
  await measure(consumer);
  const before = await workSoFar();
  await measure(consumer);
  const after = await workSoFar();
  return { blocks: (after.blocks - before.blocks) / events, walBytes: (after.walBytes - before.walBytes) / events };
}

/** Stores learners who have earned the badge, announced and issued. The server's own checks of references are left out: they hold. */
async function load({ database }: Site, count: number): Promise<void> {
  for (const [first, last] of partsOf(firstStored, firstStored + count - 1))
    await database.transaction((transaction) => transaction.script(earners(first, last)));
  await database.query('VACUUM ANALYZE');
  await database.query('CHECKPOINT');
}

/** The statements that store the learners of these ids. */
function earners(first: number, last: number): string {
  const those = `generate_series(${first}, ${last}) AS id`;
  return `
    SET LOCAL session_replication_role = replica;
    INSERT INTO learner (id, username, email, name, is_active, identity_time, identity_event)
      SELECT id, 'learner' || id, 'learner' || id || '@example.org', 'Learner ' || id, true, now(), 'event-' || id
      FROM ${those};
    INSERT INTO fulfillment (learner_id, template_id, requirement, fulfilled, event_time, event_id, event_type,
                             event_source, evidence, template_version)
      SELECT id, 1, 'pass', true, now(), 'event-' || id, 'org.openedx.learning.course.passing.status.updated.v1',
             'openedx/lms/web', '{"values": {"is_passing": true}, "penalty": null}', 1
      FROM ${those};
    INSERT INTO badge_progress (learner_id, template_id, groups_met, groups, complete)
      SELECT id, 1, 1, 1, true FROM ${those};
    INSERT INTO badge (id, learner_id, template_id, place_id, announced_place_id, status, state, earned_at, external_id)
      SELECT gen_random_uuid(), id, 1, 1, 1, 'awarded', 'accepted', now(), 'external-' || id FROM ${those};
    INSERT INTO history (learner_id, template_id, kind, event_id, event_type, event_source, event_time)
      SELECT id, 1, kind, 'event-' || id, 'org.openedx.learning.course.passing.status.updated.v1', 'openedx/lms/web', now()
      FROM ${those} CROSS JOIN (VALUES ('fulfilled'), ('awarded')) AS happened (kind);`;
}
