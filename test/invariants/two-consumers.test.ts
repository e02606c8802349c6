import { onTestFinished, describe, expect, test } from 'vitest';
import { processIsolating } from '../../src/consumer/consumer.ts';
import type { Event } from '../../src/rules/event.ts';
import type { Database } from '../../src/store/database/database.ts';
import { openPostgresql } from '../../src/store/database/postgresql.ts';
import { consumerParts, outcome, storeTemplates } from '../support/consumer.ts';
import { crowdTemplates, crowdWaves } from '../support/crowd.ts';
import { createTestDatabase, hasPostgresql, silent } from '../support/database.ts';
import { demoCourse, passing } from '../support/events.ts';
import { messageOf } from '../support/messages.ts';
import { passCourse, template } from '../support/templates.ts';

const batchSize = 40;

interface Consumer {
  process(events: readonly Event[]): Promise<void>;
  close(): Promise<void>;
}

/** A consumer as a process has it: connections, learners and rules of its own. */
function openConsumer(url: string): Consumer {
  const database = openPostgresql({ url, poolSize: 3, logger: silent });
  const parts = consumerParts(database);
  return {
    process: async (events) => {
      for (let start = 0; start < events.length; start += batchSize)
        await processIsolating(
          parts,
          events.slice(start, start + batchSize).map((event) => messageOf(event)),
        );
    },
    close: () => database.close(),
  };
}

/** What must be the same in whatever order it happened; which of several events completed a badge may differ. */
async function result(database: Database): Promise<unknown> {
  const { badges, ...rest } = (await outcome(database)) as { badges: { earned_at: Date }[] };
  const history = await database.query(
    `SELECT kind, learner_id, template_id, count(*) AS count FROM history
     WHERE kind IN ('fulfilled', 'reset', 'awarded', 'revoked', 'withheld')
     GROUP BY kind, learner_id, template_id ORDER BY learner_id, template_id, kind`,
  );
  return { ...rest, badges: badges.map((badge) => ({ ...badge, earned_at: null })), history };
}

async function openDatabase(): Promise<Awaited<ReturnType<typeof createTestDatabase>>> {
  const made = await createTestDatabase();
  onTestFinished(made.close);
  return made;
}

describe.skipIf(!hasPostgresql())('two consumers of one database', () => {
  test('awards and revocations of the same learners at once end as one after the other, without a deadlock (S11, S14, S15, S17)', async () => {
    // So few learners that every batch of one has most of those of the other.
    const waves = crowdWaves(3_000, 25, 20_261_130);
    const calm = await openDatabase();
    await storeTemplates(calm.database, crowdTemplates);
    const alone = openConsumer(calm.url);
    for (const wave of waves) await alone.process(wave);
    await alone.close();

    const { database, url } = await openDatabase();
    await storeTemplates(database, crowdTemplates);
    const consumers = [openConsumer(url), openConsumer(url)];
    for (const wave of waves) {
      const halves = [wave.filter((_, place) => place % 2 === 0), wave.filter((_, place) => place % 2 === 1)];
      // Each has what the other has had, too, from the end on: so they meet.
      await Promise.all(
        consumers.map((consumer, place) =>
          consumer.process([...(halves[place] ?? []), ...(halves[1 - place] ?? []).toReversed().slice(0, 200)]),
        ),
      );
    }
    await Promise.all(consumers.map((consumer) => consumer.close()));

    expect(await result(database)).toEqual(await result(calm.database));
    const [counted] = await database.query<{ deadlocks: number; revoked: number }>(
      `SELECT deadlocks, (SELECT count(*) FROM badge WHERE status = 'revoked') AS revoked
       FROM pg_stat_database WHERE datname = current_database()`,
    );
    expect(counted?.deadlocks).toBe(0);
    expect(counted?.revoked).toBeGreaterThan(20);
  });

  test('both know a template that was added, with their next batch (S19)', async () => {
    const { database, url } = await openDatabase();
    const consumers = [openConsumer(url), openConsumer(url)];
    const passEach = (first: number): Promise<void[]> =>
      Promise.all(
        consumers.map((consumer, place) => consumer.process([passing({ learner: first + place, course: demoCourse })])),
      );
    await passEach(1);
    await storeTemplates(database, [template({ requirements: [passCourse('pass', demoCourse)] })]);
    await passEach(3);
    await passEach(5);
    await Promise.all(consumers.map((consumer) => consumer.close()));
    expect(await database.query('SELECT learner_id FROM badge ORDER BY learner_id')).toEqual([
      { learner_id: 3 },
      { learner_id: 4 },
      { learner_id: 5 },
      { learner_id: 6 },
    ]);
    // Ids rise with time, whoever makes them: new badges are written side by side, however many there are.
    const inOrder = await database.query<{ early: boolean }>('SELECT learner_id < 5 AS early FROM badge ORDER BY id');
    expect(inOrder.map(({ early }) => early)).toEqual([true, true, false, false]);
  });
});
