import { afterEach, describe, expect, test } from 'vitest';
import { processIsolating } from '../../src/consumer/consumer.ts';
import { Tally, sum } from '../../src/consumer/report.ts';
import { retryParked } from '../../src/consumer/retry-parked.ts';
import { createCatalogue, shippedCatalogue } from '../../src/events/catalogue.ts';
import type { Catalogue } from '../../src/events/catalogue.ts';
import type { RawMessage } from '../../src/events/message.ts';
import { createReader } from '../../src/events/reader.ts';
import type { AvroRecord } from '../../src/events/shape.ts';
import type { Database } from '../../src/store/database/database.ts';
import { countParked, listParked } from '../../src/store/engine/parked.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import { passing, passingType } from '../support/events.ts';
import { malformedMessages } from '../support/malformed.ts';
import { messageOf } from '../support/messages.ts';
import { template } from '../support/templates.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function open(): Promise<Database> {
  const { database, close } = await createTestDatabase();
  closers.push(close);
  await storeTemplates(database, [template({ id: 'graduate' })]);
  return database;
}

describe.skipIf(!hasPostgresql())('S3: parking', () => {
  test('100,000 malformed messages of every kind are all parked with their bytes, between good ones that are processed', async () => {
    const count = 100_000;
    const perBatch = 1_000;
    const database = await open();
    const parts = consumerParts(database);
    const tally = new Tally();
    let batch: RawMessage[] = [];
    let learner = 0;
    for (const message of malformedMessages(20_261_122, count)) {
      batch.push(message);
      if (batch.length < perBatch) continue;
      learner += 1;
      tally.add(await processIsolating(parts, [...batch, messageOf(passing({ learner }))]));
      batch = [];
    }
    expect(sum(tally.parked)).toBe(count);
    expect(tally.applied).toBe(count / perBatch);
    expect(sum(await countParked(database))).toBe(count);
    expect(await database.query('SELECT count(*) AS awarded FROM badge')).toEqual([{ awarded: count / perBatch }]);

    // Every tenth is compared byte for byte with what was sent.
    const sent = [...malformedMessages(20_261_122, count)];
    let compared = 0;
    for (let after = 0; ; after += 10_000) {
      const [parked] = await listParked(database, { after, limit: 1 });
      if (!parked) break;
      const original = sent.find(({ position }) => position === parked.message.position);
      expect(parked.message.fields.map((field) => field.toString('hex'))).toEqual(
        original?.fields.map((field) => field.toString('hex')),
      );
      expect(parked.message.body?.toString('hex')).toBe(original?.body?.toString('hex'));
      compared += 1;
    }
    expect(compared).toBe(10);
  }, 180_000);

  test('a redelivered malformed message is parked once', async () => {
    const database = await open();
    const [message] = malformedMessages(1, 1);
    if (!message) throw new Error('no message');
    await processIsolating(consumerParts(database), [message, message]);
    await processIsolating(consumerParts(database), [message]);
    expect(sum(await countParked(database))).toBe(1);
  });

  test('E08: an event of a newer openedx-events is parked, and a retry reads it once its schema is known', async () => {
    const database = await open();
    const message = messageOf(passing());
    const before = {
      ...consumerParts(database),
      read: createReader({ eventTypes: [passingType], catalogue: olderCatalogue() }),
    };
    await processIsolating(before, [message]);
    expect(await countParked(database)).toEqual(new Map([['unknown_schema', 1]]));

    expect(await retryParked(before, {})).toEqual({ processed: 0, stillParked: 1, keptInPart: 0 });
    expect(await retryParked(consumerParts(database), {})).toEqual({ processed: 1, stillParked: 0, keptInPart: 0 });
    expect(await database.query('SELECT learner_id FROM badge')).toEqual([{ learner_id: 7 }]);
    expect(await countParked(database)).toEqual(new Map());
  });
});

/** What a Laurel would know that was made before courses had an end. */
function olderCatalogue(): Catalogue {
  const variant = shippedCatalogue().types.get(passingType)?.variants.at(-1);
  const schema = JSON.parse(JSON.stringify(variant?.schema), (_key, value: unknown) =>
    Array.isArray(value) ? value.filter((field: { name?: unknown }) => field.name !== 'end') : value,
  ) as AvroRecord;
  return createCatalogue({
    versions: ['9.0.0'],
    types: { [passingType]: [{ versions: ['9.0.0'], minorversion: 0, schema }] },
  });
}
