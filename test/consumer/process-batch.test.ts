import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { processIsolating } from '../../src/consumer/consumer.ts';
import { processBatch } from '../../src/consumer/process-batch.ts';
import { sum } from '../../src/consumer/report.ts';
import { retryParked } from '../../src/consumer/retry-parked.ts';
import type { RawMessage } from '../../src/events/message.ts';
import type { Database } from '../../src/store/database/database.ts';
import { countParked } from '../../src/store/engine/parked.ts';
import { findTemplate, lockRules, raiseRulesRevision, updateTemplate } from '../../src/store/engine/templates.ts';
import { consumerParts, outcome, storeTemplates } from '../support/consumer.ts';
import { createEmbeddedDatabase, createTestDatabase, hasPostgresql } from '../support/database.ts';
import { demoCourse, enrolled, otherCourse, passing } from '../support/events.ts';
import { messageOf, withIdentity } from '../support/messages.ts';
import { failPenalty, passCourse, template } from '../support/templates.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function open(kind: 'postgresql' | 'embedded' = 'postgresql'): Promise<Database> {
  if (kind === 'embedded') {
    const database = await createEmbeddedDatabase();
    closers.push(() => database.close());
    return database;
  }
  const { database, close } = await createTestDatabase();
  closers.push(close);
  return database;
}

const graduate = template({
  id: 'graduate',
  requirements: [passCourse('pass-demo', demoCourse)],
  penalties: [failPenalty('fail-demo', ['pass-demo'], demoCourse)],
});

/** Readable, but the index on user names refuses it. */
const longerThanAnIndexTakes = randomBytes(20_000).toString('base64');

describe.for(['postgresql', 'embedded'] as const)('a batch on %s', (kind) => {
  const skip = kind === 'postgresql' && !hasPostgresql();

  test.skipIf(skip)('S14: an award is progress, badge, signal and due work in one go', async () => {
    const database = await open(kind);
    await storeTemplates(database, [graduate]);
    const event = passing();
    const report = await processBatch(consumerParts(database), [messageOf(event)]);

    expect(report).toMatchObject({ applied: 1, noEffect: 0 });
    expect(await database.query('SELECT learner_id, status, state, due, earned_at FROM badge')).toEqual([
      { learner_id: 7, status: 'awarded', state: 'created', due: 'issue', earned_at: new Date(event.time / 1000) },
    ]);
    expect(await database.query('SELECT signal FROM outbox')).toEqual([{ signal: 'awarded' }]);
    expect(await database.query('SELECT kind, event_id FROM history ORDER BY id')).toEqual([
      { kind: 'template_created', event_id: null },
      { kind: 'fulfilled', event_id: event.id },
      { kind: 'awarded', event_id: event.id },
    ]);
    // S10: what the rules read is kept with the fulfillment, to the microsecond of the event.
    expect(
      await database.query('SELECT evidence, event_time::text AS "time", template_version FROM fulfillment'),
    ).toMatchObject([
      {
        evidence: { values: { is_passing: true, 'course.course_key': demoCourse }, penalty: null },
        template_version: 1,
      },
    ]);
  });

  test.skipIf(skip)('S11, S14: redelivery, in the same batch and later, changes nothing', async () => {
    const database = await open(kind);
    await storeTemplates(database, [graduate]);
    const parts = consumerParts(database);
    const event = passing();
    await processBatch(parts, [messageOf(event), messageOf(event)]);
    const before = await outcome(database);
    const again = await processBatch(parts, [messageOf(event)]);
    expect(again).toMatchObject({ applied: 0, noEffect: 1 });
    expect(await outcome(database)).toEqual(before);
    expect(before).toMatchObject({ badges: [{ status: 'awarded' }], signals: [{ signal: 'awarded' }] });
  });

  test.skipIf(skip)('S15, S16: a badge that is not yet outside is cancelled, and both signals go out', async () => {
    const database = await open(kind);
    await storeTemplates(database, [graduate]);
    const parts = consumerParts(database);
    // Learner 7 in two batches, learner 8 within one.
    await processBatch(parts, [messageOf(passing())]);
    await processBatch(parts, [
      messageOf(passing({ passing: false })),
      messageOf(passing({ learner: 8 })),
      messageOf(passing({ learner: 8, passing: false })),
    ]);
    expect(await database.query('SELECT learner_id, status, state, due FROM badge ORDER BY learner_id')).toEqual([
      { learner_id: 7, status: 'revoked', state: 'created', due: null },
      { learner_id: 8, status: 'revoked', state: 'created', due: null },
    ]);
    expect(await database.query(`SELECT kind FROM history WHERE learner_id = 7 ORDER BY id`)).toEqual(
      ['fulfilled', 'awarded', 'reset', 'revoked', 'cancelled'].map((happened) => ({ kind: happened })),
    );
    expect(await outcome(database)).toMatchObject({
      signals: [{ signal: 'awarded' }, { signal: 'revoked' }, { signal: 'awarded' }, { signal: 'revoked' }],
    });
  });

  test.skipIf(skip)('S16: a badge that may be outside has its revocation due', async () => {
    const database = await open(kind);
    await storeTemplates(database, [graduate]);
    const parts = consumerParts(database);
    await processBatch(parts, [messageOf(passing())]);
    await database.query(`UPDATE badge SET external_id = 'x1', state = 'pending', due = NULL, due_at = NULL`);
    await processBatch(parts, [messageOf(passing({ passing: false }))]);
    expect(await database.query('SELECT status, state, due, reason FROM badge')).toEqual([
      {
        status: 'revoked',
        state: 'pending',
        due: 'revoke',
        reason: 'The requirements of this badge are no longer met.',
      },
    ]);
  });

  test.skipIf(skip)(
    'S16: a badge whose issue has failed for certain is cancelled, and is no error any more',
    async () => {
      const database = await open(kind);
      await storeTemplates(database, [graduate]);
      const parts = consumerParts(database);
      await processBatch(parts, [messageOf(passing())]);
      await database.query(
        `UPDATE badge SET state = 'error', attempts_started = 1, attempts_finished = 1, failures = 1`,
      );
      await processBatch(parts, [messageOf(passing({ passing: false }))]);
      expect(await database.query('SELECT status, state, due FROM badge')).toEqual([
        { status: 'revoked', state: 'created', due: null },
      ]);
    },
  );

  test.skipIf(skip)('S3: what cannot be read is parked with its bytes, and the rest is processed', async () => {
    const database = await open(kind);
    await storeTemplates(database, [graduate]);
    const broken = messageOf(passing({ learner: 9 }), { body: Buffer.from([1, 0xff]) });
    const report = await processBatch(consumerParts(database), [broken, messageOf(passing())]);
    expect(report.applied).toBe(1);
    expect(sum(report.parked)).toBe(1);
    expect(await database.query('SELECT position, body, reason FROM parked_message')).toEqual([
      { position: broken.position, body: broken.body, reason: 'schema_mismatch' },
    ]);
  });

  test.skipIf(skip)(
    'D26, D28: a learner whom the database refuses is parked alone, and the rest is processed',
    async () => {
      const database = await open(kind);
      await storeTemplates(database, [graduate]);
      const messages = Array.from({ length: 9 }, (_, index) => messageOf(passing({ learner: index + 1 })));
      const poison = messageOf(withIdentity(passing({ learner: 10 }), { username: longerThanAnIndexTakes }));
      const report = await processIsolating(consumerParts(database), [
        ...messages.slice(0, 4),
        poison,
        ...messages.slice(4),
      ]);
      expect(report.applied).toBe(9);
      expect([...report.parked]).toEqual([['processing_failed', 1]]);
      expect(await database.query('SELECT count(*) AS badges FROM badge')).toEqual([{ badges: 9 }]);
      expect(await database.query('SELECT position FROM parked_message')).toEqual([{ position: poison.position }]);
    },
  );
});

describe.skipIf(!hasPostgresql())('learners', () => {
  test('D27: an event that concerns no badge stores nobody', async () => {
    const database = await open();
    await storeTemplates(database, [graduate]);
    const report = await processBatch(consumerParts(database), [messageOf(passing({ course: otherCourse }))]);
    expect(report).toMatchObject({ applied: 0, noEffect: 1 });
    expect(await database.query('SELECT id FROM learner')).toEqual([]);
  });

  test('S5, D15: a known learner is renamed by any newer event, and by no older one', async () => {
    const database = await open();
    await storeTemplates(database, [graduate]);
    const parts = consumerParts(database);
    const older = passing({ course: otherCourse });
    await processBatch(parts, [messageOf(passing())]);
    const renamed = withIdentity(passing({ course: otherCourse }), { username: 'ada', email: 'ada@new.example' });
    await processBatch(parts, [messageOf(renamed)]);
    const fresh = consumerParts(database);
    await processBatch(fresh, [messageOf(withIdentity(older, { email: 'old@example.org' }))]);
    await processBatch(parts, [messageOf(withIdentity(older, { email: 'old@example.org' }))]);
    expect(await database.query('SELECT username, email FROM learner')).toEqual([
      { username: 'ada', email: 'ada@new.example' },
    ]);
  });

  test('S5, D49: after a rename the progress goes on under the same learner', async () => {
    const database = await open();
    const both = template({
      id: 'both',
      requirements: [passCourse('one', demoCourse), passCourse('two', otherCourse)],
    });
    await storeTemplates(database, [both]);
    const parts = consumerParts(database);
    await processBatch(parts, [messageOf(passing())]);
    await processBatch(parts, [messageOf(withIdentity(passing({ course: otherCourse }), { username: 'renamed' }))]);
    expect(await outcome(database)).toMatchObject({
      learners: [{ username: 'renamed' }],
      progress: [{ complete: true }],
      badges: [{ learner_id: 7, status: 'awarded' }],
    });
  });

  test('S4, D14: staff enrols a learner, and the learner gets the badge', async () => {
    const database = await open();
    const enrolledTemplate = template({
      id: 'enrolled',
      requirements: [
        {
          id: 'enrol',
          event: 'org.openedx.learning.course.enrollment.created.v1',
          group: null,
          description: '',
          rules: [],
        },
      ],
    });
    await storeTemplates(database, [enrolledTemplate]);
    await processBatch(consumerParts(database), [messageOf(enrolled({ learner: 7, by: 99 }))]);
    expect(await database.query('SELECT learner_id FROM badge')).toEqual([{ learner_id: 7 }]);
    expect(await database.query('SELECT id FROM learner')).toEqual([{ id: 7 }]);
  });
});

describe.skipIf(!hasPostgresql())('several processes', () => {
  test('D22: consumers that meet on the same learners make one progress and one badge each', async () => {
    const database = await open();
    const both = template({
      id: 'both',
      requirements: [passCourse('one', demoCourse), passCourse('two', otherCourse)],
    });
    await storeTemplates(database, [both, graduate]);
    const learners = Array.from({ length: 30 }, (_, index) => index + 1);
    const messages = learners.flatMap((learner) => [
      messageOf(passing({ learner })),
      messageOf(passing({ learner, course: otherCourse })),
    ]);
    // Four processes get overlapping halves, in different orders.
    const reversed = messages.toReversed();
    await Promise.all(
      [messages, reversed, messages.slice(20), reversed.slice(20)].map((batch) =>
        processIsolating(consumerParts(database), batch),
      ),
    );
    const { badges, progress, signals } = (await outcome(database)) as Record<string, unknown[]>;
    expect(badges).toHaveLength(60);
    expect(progress).toHaveLength(60);
    expect(signals).toHaveLength(60);
  });

  test('a template that is activated counts for the very next batch of every process', async () => {
    const database = await open();
    const parts = consumerParts(database);
    expect(await processBatch(parts, [messageOf(passing())])).toMatchObject({ noEffect: 1 });
    await storeTemplates(database, [graduate]);
    expect(await processBatch(parts, [messageOf(passing())])).toMatchObject({ applied: 1 });
  });

  test('S19: an edit between matching and deciding makes the batch start again with the new rules', async () => {
    const database = await open();
    await storeTemplates(database, [graduate]);
    const parts = consumerParts(database);
    await processBatch(parts, []);
    let edited = false;
    const racing: Database = {
      ...database,
      transaction: async (work) => {
        if (!edited) {
          edited = true;
          await database.transaction(async (transaction) => {
            await lockRules(transaction);
            const stored = await findTemplate(transaction, 'graduate');
            if (!stored) throw new Error('no template');
            const requirements = [passCourse('pass-other', otherCourse)];
            await updateTemplate(transaction, stored, { ...stored, requirements, penalties: [] });
            await raiseRulesRevision(transaction);
          });
        }
        return database.transaction(work);
      },
    };
    const report = await processIsolating({ ...parts, database: racing }, [messageOf(passing())]);
    expect(report).toMatchObject({ applied: 0, noEffect: 1 });
    expect(await database.query('SELECT learner_id FROM fulfillment')).toEqual([]);
  });
});

describe.skipIf(!hasPostgresql())('a crash', () => {
  /** The database, whose server ends the connection just before the given statement of the next transaction. */
  function dyingAt(database: Database, statement: number): Database {
    return {
      ...database,
      transaction: (work) =>
        database.transaction(async (transaction) => {
          let count = 0;
          return work({
            ...transaction,
            query: async (sql, parameters) => {
              if (count++ === statement) {
                const [own] = await transaction.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
                await database.query('SELECT pg_terminate_backend($1)', [own?.pid]);
              }
              return transaction.query(sql, parameters);
            },
          });
        }),
    };
  }

  test('at any statement of the transaction leaves nothing behind, and the redelivered batch ends as a calm run does', async () => {
    const batch = (): RawMessage[] => [
      messageOf(passing({ learner: 1, id: 'a', time: 1e15 }), { position: '1-0' }),
      messageOf(passing({ learner: 2, id: 'b', time: 1e15 + 1 }), { position: '2-0' }),
      messageOf(passing({ learner: 2, id: 'c', time: 1e15 + 2, passing: false }), { position: '3-0' }),
      messageOf(passing({ learner: 3 }), { position: '4-0', body: null }),
    ];
    /** A site where one of the learners is known already. */
    const openSite = async (): Promise<Database> => {
      const database = await open();
      await storeTemplates(database, [graduate]);
      await processBatch(consumerParts(database), [messageOf(passing({ learner: 2, id: '0', time: 1e15 - 1 }))]);
      return database;
    };
    const calm = await openSite();
    await processBatch(consumerParts(calm), batch());
    const expected = await outcome(calm);

    let statement = 0;
    for (let died = true; died; statement += 1) {
      const database = await openSite();
      const untouched = await outcome(database);
      const parts = consumerParts(database);
      await processBatch(parts, []);
      died = await processBatch({ ...parts, database: dyingAt(database, statement) }, batch()).then(
        () => false,
        () => true,
      );
      if (died) {
        expect(await outcome(database), `after a crash at statement ${statement}`).toEqual(untouched);
        await processIsolating(consumerParts(database), batch());
      }
      expect(await outcome(database), `redelivered after a crash at statement ${statement}`).toEqual(expected);
    }
    // Hold the rules, ensure learners, load, fulfillments, progress, badges, signals, history, what is on record; then what is
    // parked, before which it is asked whether anybody is retired.
    expect(statement - 1).toBe(13);
  });
});

describe.skipIf(!hasPostgresql())('parked messages', () => {
  test('that have become readable are processed by a retry, the others stay', async () => {
    const database = await open();
    await storeTemplates(database, [graduate]);
    const parts = consumerParts(database);
    const good = messageOf(passing());
    await processBatch(parts, [
      { ...good, fields: good.fields.map((field) => (field.toString() === 'id' ? Buffer.from('it') : field)) },
      messageOf(passing(), { body: Buffer.from([9, 9]) }),
    ]);
    expect(await countParked(database)).toEqual(
      new Map([
        ['missing_header', 1],
        ['schema_mismatch', 1],
      ]),
    );
    // A later version may read what this one could not; here the stored fields are mended instead.
    await database.query(`UPDATE parked_message SET fields = $1::jsonb WHERE reason = 'missing_header'`, [
      JSON.stringify(good.fields.map((field) => field.toString('base64'))),
    ]);
    expect(await retryParked(parts, {})).toEqual({ processed: 1, stillParked: 1, keptInPart: 0 });
    expect(await countParked(database)).toEqual(new Map([['schema_mismatch', 1]]));
    expect(await database.query('SELECT retries FROM parked_message')).toEqual([{ retries: 1 }]);
    expect(await outcome(database)).toMatchObject({ badges: [{ learner_id: 7, status: 'awarded' }] });
  });
});
