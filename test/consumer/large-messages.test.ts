import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { processIsolating } from '../../src/consumer/consumer.ts';
import { retryParked } from '../../src/consumer/retry-parked.ts';
import { claimInboxMessages, storeInboxMessages } from '../../src/store/engine/inbox.ts';
import { findParked, listParked } from '../../src/store/engine/parked.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import { passing } from '../support/events.ts';
import { messageOf } from '../support/messages.ts';
import { template } from '../support/templates.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function open() {
  const { database, close } = await createTestDatabase();
  closers.push(close);
  await storeTemplates(database, [template({ id: 'graduate' })]);
  return database;
}

describe.skipIf(!hasPostgresql())('S3: messages that are too large', () => {
  test('one of 300 MB is parked by its beginning, size and sum; the others are processed; a retry says that it cannot', async () => {
    const database = await open();
    const parts = consumerParts(database);
    const body = Buffer.alloc(300 << 20, 'x');
    const good = messageOf(passing(), { position: '2-0' });
    const report = await processIsolating(parts, [{ ...good, position: '1-0', body }, good]);
    expect([...report.parked]).toEqual([['body_too_large', 1]]);
    expect(await database.query('SELECT count(*) AS count FROM badge')).toEqual([{ count: 1 }]);
    const [parked] = await listParked(database);
    expect(parked).toMatchObject({
      isWhole: false,
      size: body.length,
      sha256: createHash('sha256').update(body).digest('hex'),
    });
    expect(parked?.message.body).toHaveLength(65_536);
    expect(await retryParked(parts, {})).toEqual({ processed: 0, stillParked: 1, keptInPart: 1 });
  }, 60_000);

  test('metadata as large as that, too; and one that was stored whole is never loaded whole', async () => {
    const database = await open();
    const huge = messageOf(passing(), { position: '3-0' });
    const fields = [Buffer.from('type'), Buffer.alloc(8 << 20, 'x'), ...huge.fields.slice(2)];
    await processIsolating(consumerParts(database), [{ ...huge, fields }]);
    const [kept] = await listParked(database);
    expect(kept).toMatchObject({ isWhole: false });
    expect(kept?.message.fields.reduce((sum, field) => sum + field.length, 0)).toBeLessThanOrEqual(65_536);
    await database.query(
      `UPDATE parked_message SET whole_size = NULL, whole_sha256 = NULL, body = decode(repeat('ff', 3000000), 'hex')`,
    );
    const found = await findParked(database, kept?.id ?? 0);
    expect(found).toMatchObject({ isWhole: false, size: 3_000_000, sha256: null });
    expect(found?.message.body).toHaveLength(65_536);
  });

  test('the inbox hands out about 16 MiB at once, in order', async () => {
    const database = await open();
    const message = { ...messageOf(passing()), body: Buffer.alloc(1 << 20) };
    await storeInboxMessages(
      database,
      Array.from({ length: 40 }, () => message),
    );
    const claim = { claimedBy: 'me', limit: 1_000, leaseMs: 60_000 };
    const sizes: number[] = [];
    for (let taken = 0; taken < 40; taken += sizes.at(-1) ?? 40)
      sizes.push((await claimInboxMessages(database, claim)).length);
    expect(sizes).toEqual([16, 16, 8]);
  });
});
