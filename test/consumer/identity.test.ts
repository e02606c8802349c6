import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { Subscription } from '../../src/bus/bus.ts';
import { consume } from '../../src/consumer/consumer.ts';
import { processBatch } from '../../src/consumer/process-batch.ts';
import type { Event, Micros } from '../../src/rules/event.ts';
import type { Database } from '../../src/store/database/database.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { createEmbeddedDatabase, createTestDatabase, hasPostgresql } from '../support/database.ts';
import { demoCourse, otherCourse, passing } from '../support/events.ts';
import { messageOf, withIdentity } from '../support/messages.ts';
import { passCourse, template } from '../support/templates.ts';

const graduate = template({ id: 'graduate', requirements: [passCourse('pass-demo', demoCourse)] });
const morning = Date.UTC(2026, 10, 22, 10) * 1000;

/** The event of a minute, with an address. */
function at(minute: number, email: string, course = otherCourse): Event {
  const time: Micros = morning + minute * 60_000_000;
  return withIdentity(passing({ course, time, id: `${email}-${minute}` }), { email });
}

async function emails(database: Database): Promise<unknown[]> {
  return (await database.query<{ email: string }>('SELECT email FROM learner')).map(({ email }) => email);
}

describe.for(['postgresql', 'embedded'] as const)('S29: the newest event that was seen, on %s', (kind) => {
  const skip = kind === 'postgresql' && !hasPostgresql();
  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });

  async function open(): Promise<Database> {
    const opened = kind === 'embedded' ? await createEmbeddedDatabase() : await createTestDatabase();
    const database = 'database' in opened ? opened.database : opened;
    closers.push(() => opened.close());
    await storeTemplates(database, [graduate]);
    return database;
  }

  test.skipIf(skip)('a late event brings no old address back, though the newest one told nothing new', async () => {
    for (const newest of [otherCourse, demoCourse]) {
      const database = await open();
      const [here, there] = [consumerParts(database), consumerParts(database)];
      await processBatch(here, [messageOf(at(0, 'good@example.org', demoCourse))]);
      await processBatch(here, [messageOf(at(10, 'good@example.org', newest))]);
      for (const late of [otherCourse, demoCourse]) {
        const typo = at(5, 'typo@example.org', late);
        for (const process of [there, here, consumerParts(database)]) await processBatch(process, [messageOf(typo)]);
      }
      expect(await emails(database)).toEqual(['good@example.org']);
      await processBatch(there, [messageOf(at(20, 'new@example.org'))]);
      expect(await emails(database)).toEqual(['new@example.org']);
    }
  });

  test.skipIf(skip)(
    'who was not stored when it was seen is known by it as soon as another event stores them',
    async () => {
      const database = await open();
      const [here, there] = [consumerParts(database), consumerParts(database)];
      await processBatch(here, [messageOf(at(10, 'good@example.org'))]);
      await processBatch(here, [messageOf(at(8, 'older@example.org'))]);
      expect(await emails(database)).toEqual([]);
      // The same process stores them by an older event; another one would not know better.
      await processBatch(here, [messageOf(at(5, 'typo@example.org', demoCourse))]);
      expect(await emails(database)).toEqual(['good@example.org']);
      await processBatch(there, [messageOf(at(9, 'typo@example.org'))]);
      expect(await emails(database)).toEqual(['good@example.org']);
    },
  );

  test.skipIf(skip)(
    'what a process has seen of somebody whom another one stores is told with its next batch',
    async () => {
      const database = await open();
      const [here, there] = [consumerParts(database), consumerParts(database)];
      await processBatch(here, [messageOf(at(10, 'good@example.org'))]);
      await processBatch(there, [messageOf(at(5, 'typo@example.org', demoCourse))]);
      const stranger = messageOf(passing({ learner: 99, course: otherCourse }));
      await processBatch(here, [stranger]);
      expect(await emails(database)).toEqual(['good@example.org']);
      // From then on it tells each newer event, also one that looks as before.
      await processBatch(here, [messageOf(at(20, 'good@example.org'))]);
      await processBatch(there, [messageOf(at(15, 'typo@example.org'))]);
      expect(await emails(database)).toEqual(['good@example.org']);
    },
  );

  test.skipIf(skip)('and without another batch, between two polls of an empty bus', async () => {
    const database = await open();
    const [here, there] = [consumerParts(database), consumerParts(database)];
    await processBatch(here, [messageOf(at(10, 'good@example.org'))]);
    await processBatch(there, [messageOf(at(5, 'typo@example.org', demoCourse))]);
    const stop = new AbortController();
    const empty: Subscription = {
      name: 'empty',
      healthy: true,
      trouble: null,
      read: async () => {
        await pause(5);
        if ((await emails(database))[0] === 'good@example.org') stop.abort();
        return [];
      },
      acknowledge: async () => {},
      close: async () => {},
    };
    await consume({ ...here, subscription: empty, batchSize: 10 }, stop.signal);
    expect(await emails(database)).toEqual(['good@example.org']);
  });
});

describe.skipIf(!hasPostgresql())('an event that concerns no badge (D27)', () => {
  test('costs a stranger one question, once, and whoever is stored one write a batch of what is new', async () => {
    const { database, close } = await createTestDatabase();
    await storeTemplates(database, [graduate]);
    const asked: string[] = [];
    const watched: Database = {
      ...database,
      query: (sql, parameters) => {
        asked.push(sql);
        return database.query(sql, parameters);
      },
      transaction: (work) => {
        asked.push('transaction');
        return database.transaction(work);
      },
    };
    const parts = { ...consumerParts(database), database: watched };
    await processBatch(parts, [messageOf(at(1, 'one@example.org'))]);
    asked.length = 0;
    await processBatch(parts, [messageOf(at(2, 'two@example.org')), messageOf(at(3, 'three@example.org'))]);
    // The revision of the rules, the clock and who is new, in one.
    expect(asked).toHaveLength(1);
    await processBatch(parts, [messageOf(at(4, 'four@example.org', demoCourse))]);
    asked.length = 0;
    await processBatch(parts, [messageOf(at(5, 'five@example.org')), messageOf(at(6, 'six@example.org'))]);
    expect(asked).toEqual([expect.anything(), 'transaction']);
    expect(await emails(database)).toEqual(['six@example.org']);
    asked.length = 0;
    // A late one costs none, unless what it said was never said before: it may be nearer to a badge than what newer ones said.
    const late = at(5, 'five@example.org');
    await processBatch(parts, [messageOf(late)]);
    expect(asked).toHaveLength(1);
    await processBatch(parts, [messageOf({ ...late, payload: { ...late.payload, is_passing: false } })]);
    expect(asked.slice(1)).toEqual([expect.anything(), 'transaction']);
    expect(await emails(database)).toEqual(['six@example.org']);
    await close();
  });
});
