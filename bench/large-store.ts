import type { Benchmark, BenchContext, Figure } from './support/benchmark.ts';
import { awardingTemplate, earning } from './support/events.ts';
import { partsOf } from './support/parts.ts';
import { inTurns, median, ratioOf } from './support/rounds.ts';
import type { Site } from './support/site.ts';
import { withWorkbench } from './support/workbench.ts';

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
    const variants = {
      empty: async () => {
        await empty.clear();
        const topic = 'empty';
        await bench.fill(topic, earning(events, 1));
        const rate = await bench.rate([emptyConsumer], topic, events);
        await bench.redis.sendCommand(['DEL', topic]);
        return rate;
      },
      large: async () => {
        // New learners each time: what was stored stays.
        const topic = `large-${(round += 1)}`;
        await bench.fill(topic, earning(events, round * events));
        const rate = await bench.rate([largeConsumer], topic, events);
        await bench.redis.sendCommand(['DEL', topic]);
        return rate;
      },
    };
    context.progress('warming up');
    for (const variant of Object.values(variants)) await variant();
    const rounds = await inTurns(variants, context.quick ? 3 : 9, context.progress);
    const ratio = ratioOf(rounds.large, rounds.empty);
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
    ];
  });
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
