import { describe, expect, onTestFinished, test } from 'vitest';
import { encodeSignal } from '../../src/bus/signals.ts';
import { Simulation } from '../../src/cli/simulation.ts';
import { processBatch } from '../../src/consumer/process-batch.ts';
import { createReader } from '../../src/events/reader.ts';
import { createVocabulary } from '../../src/events/vocabulary.ts';
import type { Event } from '../../src/rules/event.ts';
import type { Database } from '../../src/store/database/database.ts';
import { takeSignals } from '../../src/store/engine/outbox.ts';
import { awardByHand, revokeByHand } from '../../src/store/operators/hand-awards.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import { demoCourse, otherCourse, passing, passingType } from '../support/events.ts';
import { messageOf } from '../support/messages.ts';
import { failPenalty, passCourse, template } from '../support/templates.ts';

const both = template({
  id: 'both',
  requirements: [passCourse('demo', demoCourse), passCourse('other', otherCourse)],
  penalties: [failPenalty('fail', ['demo'], demoCourse)],
});

/** On one morning, to the microsecond. */
const at = (minute: number, micros = 0): number => Date.UTC(2026, 5, 1, 10, minute) * 1_000 + micros;

/** The badge is earned at 10:10; what takes it away happened at 10:05, and arrives last. */
const story = (learner: number): Event[] => [
  passing({ learner, course: demoCourse, time: at(0) }),
  passing({ learner, course: otherCourse, time: at(10, 7) }),
  passing({ learner, course: demoCourse, passing: false, time: at(5) }),
];
const told = ['2026-06-01T10:10:00.000007+00:00', '2026-06-01T10:10:00.000008+00:00'];

const by = { actor: { id: 'user:1', name: 'Op' } };

describe.skipIf(!hasPostgresql())('S28: the time of a signal', () => {
  const open = async (): Promise<Database> => {
    const { database, close } = await createTestDatabase();
    onTestFinished(close);
    await storeTemplates(database, [both]);
    return database;
  };
  /** What would go out, in its order: kind, and time as on the bus. */
  const outgoing = async (database: Database): Promise<string[][]> => {
    const signals = (await database.transaction((transaction) => takeSignals(transaction, 100))) ?? [];
    return signals.map((signal) => {
      const { fields } = encodeSignal(signal, 'topic');
      return [signal.signal, fields.find(([name]) => name === 'time')?.[1] ?? ''];
    });
  };

  test.each(['one batch', 'many batches'])(
    'is that of the event, and a revocation comes after its award: in %s',
    async (how) => {
      const database = await open();
      const parts = consumerParts(database);
      const plain = [
        passing({ learner: 8, course: demoCourse, time: at(1) }),
        passing({ learner: 8, course: otherCourse, time: at(2) }),
      ];
      const later = passing({ learner: 8, course: demoCourse, passing: false, time: at(20) });
      const messages = [...story(7), ...plain, later].map((event) => messageOf(event));
      if (how === 'one batch') await processBatch(parts, messages);
      else for (const message of messages) await processBatch(parts, [message]);
      expect(await outgoing(database)).toEqual([
        ['awarded', told[0]],
        ['revoked', told[1]],
        ['awarded', '2026-06-01T10:02:00+00:00'],
        ['revoked', '2026-06-01T10:20:00+00:00'],
      ]);
    },
  );

  test('of a badge from before the times were kept: later than its recording', async () => {
    const database = await open();
    const parts = consumerParts(database);
    const [first, second, last] = story(7).map((event) => messageOf(event));
    await processBatch(
      parts,
      [first, second].flatMap((message) => message ?? []),
    );
    await database.query("UPDATE badge SET signalled_at = NULL, created_at = '2026-07-01T00:00Z'");
    await processBatch(
      parts,
      [last].flatMap((message) => message ?? []),
    );
    expect((await outgoing(database))[1]).toEqual(['revoked', '2026-07-01T00:00:00.000001+00:00']);
  });

  test('by hand, too', async () => {
    const database = await open();
    await processBatch(consumerParts(database), [messageOf(passing({ learner: 7, course: demoCourse, time: at(0) }))]);
    const id = await awardByHand(database, { learner: 7, template: 'both', reason: 'Passed on paper' }, by, true);
    // Awarded by a machine whose clock is ahead.
    await database.query("UPDATE badge SET signalled_at = '2099-01-01T00:00Z'");
    await revokeByHand(database, id, 'A mistake', by, true);
    const [award, revocation] = await outgoing(database);
    expect(Math.abs(Date.parse(award?.[1] ?? '') - Date.now())).toBeLessThan(60_000);
    expect(revocation).toEqual(['revoked', '2099-01-01T00:00:00.000001+00:00']);
  });

  test('is the same in a simulation', () => {
    const read = createReader({ eventTypes: [passingType] });
    const simulation = new Simulation([both], createVocabulary([passingType], []));
    for (const event of story(7)) simulation.take(read(messageOf(event)));
    expect(simulation.result().signals.map(({ time }) => time)).toEqual(told);
  });

  test('where nothing is announced, awards and revocations make no signals', async () => {
    const database = await open();
    const [first, ...others] = story(7).map((event) => messageOf(event));
    await processBatch(
      { ...consumerParts(database), announces: false },
      [first, ...others].flatMap((message) => message ?? []),
    );
    await processBatch(consumerParts(database), [messageOf(passing({ learner: 9, course: demoCourse }))]);
    const id = await awardByHand(database, { learner: 9, template: 'both', reason: 'Passed on paper' }, by, false);
    await revokeByHand(database, id, 'A mistake', by, false);
    expect(await database.query('SELECT status FROM badge')).toEqual([{ status: 'revoked' }, { status: 'revoked' }]);
    expect(await outgoing(database)).toEqual([]);
  });
});
