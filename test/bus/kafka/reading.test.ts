import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { TakenOver } from '../../../src/bus/bus.ts';
import { createReader } from '../../../src/events/reader.ts';
import { createTestDatabase, hasPostgresql } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { passing, passingType } from '../../support/events.ts';
import { isKafkaInstalled } from '../../support/kafka.ts';
import { sharedKafka } from '../../support/on-demand.ts';
import type { SharedKafka } from '../../support/on-demand.ts';
import { isRegistryInstalled } from '../../support/registry.ts';
import { waitFor } from '../../support/wait.ts';
import { createTopic, idOf, ReadingStage } from './reading.ts';
import { newerPlatform, sendInTransactions, sendPacked } from './other-senders.ts';

const isInstalled = hasPostgresql() && isKafkaInstalled() && isRegistryInstalled();
const read = createReader({ eventTypes: [passingType] });

describe.skipIf(!isInstalled)('reading from Kafka', () => {
  let kafka: SharedKafka;
  let store: TestDatabase;
  let stage: ReadingStage;

  beforeAll(async () => {
    [kafka, store] = await Promise.all([sharedKafka(), createTestDatabase()]);
    stage = new ReadingStage(kafka, store.database);
  }, 120_000);
  afterEach(() => stage.close());
  afterAll(() => store.close());

  test('a new group reads from the beginning, goes on where it was, and a process that lost a partition writes nothing (K02, S10)', async () => {
    const topic = await stage.makeTopic({ partitions: 2 });
    await topic.publish(passing({ id: 'a' }), passing({ id: 'b' }), passing({ id: 'c' }));
    const first = stage.open([topic]);
    const messages = await first.take(3);
    expect(messages.map((message) => idOf(message))).toEqual(['a', 'b', 'c']);
    expect(messages[0]).toMatchObject({ topic: topic.name, format: 'confluent', deliveries: 1 });
    await first.done(messages.slice(0, 2));
    expect([...(await topic.admin.committed(`badges.${topic.name}`, topic.name)).values()]).toContain(2n);
    await first.subscription.close();

    const second = stage.open([topic]);
    const rest = await second.take(1);
    expect(rest.map((message) => idOf(message))).toEqual(['c']);
    // The first one is back from a long sleep: what it holds is the other's by now.
    const late = first.subscription.positions?.record(store.database, messages, true);
    await expect(late).rejects.toBeInstanceOf(TakenOver);
    await second.done(rest);
    // Lost commits change nothing: what is stored with the effects counts.
    expect(second.subscription.trouble).toBeNull();
    expect(second.gaps).toEqual([]);
  }, 60_000);

  test('what is gone before it was read is told with its number and its times, a topic made anew too; nothing else is (K05)', async () => {
    const topic = await stage.makeTopic();
    await topic.publish(...Array.from({ length: 10 }, (_, index) => passing({ id: `e${index}` })));
    const before = stage.open([topic]);
    await before.done((await before.take(10)).slice(0, 4));
    await before.subscription.close();
    await topic.admin.deleteRecords(topic.name, 0, 7n);

    const after = stage.open([topic]);
    const kept = await after.take(3);
    expect(kept.map((message) => idOf(message))).toEqual(['e7', 'e8', 'e9']);
    expect(after.gaps).toMatchObject([{ reason: 'trimmed', lost: 3, exact: true, partition: 0, afterId: '0:4' }]);
    const [{ from, until } = {}] = after.gaps;
    expect(from?.getTime()).toBeLessThanOrEqual(until?.getTime() ?? 0);
    await after.done(kept);
    await topic.publish(passing({ id: 'late' }));
    await after.done(await after.take(1));

    // Overtaken while it runs: what is deleted behind its back is told as well.
    await topic.admin.deleteTopic(topic.name);
    await waitFor('the topic is gone', async () => after.text().includes('does not exist'));
    await createTopic(topic);
    await topic.publish(passing({ id: 'anew' }));
    expect((await after.take(1)).map((message) => idOf(message))).toEqual(['anew']);
    expect(after.gaps.slice(1)).toMatchObject([{ reason: 'topic_gone', lost: 0, exact: false }]);
    const rows = await store.database.query(
      'SELECT reason, lost, partition FROM bus_gap WHERE topic = $1 ORDER BY id',
      [topic.name],
    );
    expect(rows).toEqual([
      { reason: 'trimmed', lost: 3, partition: 0 },
      { reason: 'topic_gone', lost: 0, partition: 0 },
    ]);
  }, 60_000);

  test('whatever is on the topic: other schemas, no body, no headers, foreign frames, compression, aborted transactions', async () => {
    const topic = await stage.makeTopic();
    const message = await topic.messageOf(passing({ id: 'plain' }));
    const headers = (changes: Record<string, string | null>) => [
      ...(message.headers ?? []).filter(([name]) => !(name in changes)),
      ...Object.entries(changes).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
    ];
    const newer = await newerPlatform(topic);
    const sends = {
      plain: message,
      appended: { ...message, headers: headers({ ce_id: 'appended' }), value: newer(passing().payload) },
      tombstone: { headers: headers({ ce_id: 'tombstone' }) },
      untyped: {
        headers: [
          ['id', 'x'],
          ['type', 'y'],
        ] as const,
        value: Buffer.from('hello'),
      },
      unframed: { ...message, headers: headers({ ce_id: 'unframed' }), value: Buffer.from('{"a": 1}') },
      unregistered: {
        ...message,
        headers: headers({ ce_id: 'unregistered' }),
        value: Buffer.concat([Buffer.from([0, 0x7f, 0, 0, 1]), message.value?.subarray(5) ?? Buffer.alloc(0)]),
      },
      timeless: {
        ...message,
        headers: headers({ ce_id: 'timeless', ce_time: null, ce_source: null, sourcelib: null }),
      },
      twice: { ...message, headers: [...headers({ ce_id: 'twice' }), ['ce_type', passingType] as const] },
      nameless: { ...message, headers: headers({ ce_id: null }) },
    };
    for (const each of Object.values(sends)) await topic.send(each);
    const value = message.value ?? Buffer.alloc(0);
    await sendPacked(kafka, topic.name, value, headers({ ce_id: 'packed' }));
    await sendInTransactions(kafka, topic.name, { value }, (id) => headers({ ce_id: id }));

    const reading = stage.open([topic]);
    const messages = await reading.take(Object.keys(sends).length + 5);
    const verdicts = messages.map((each) => {
      const what = read(each);
      return what.kind === 'event' ? what.event.id : what.reason;
    });
    expect(verdicts).toEqual([
      'plain',
      'appended',
      'missing_body',
      'missing_header',
      'schema_mismatch',
      'unknown_schema',
      'timeless',
      'invalid_header',
      'missing_header',
      'packed',
      'packed',
      'packed',
      'packed',
      'committed',
    ]);
    const timeless = messages.map(read).find((each) => each.kind === 'event' && each.event.id === 'timeless');
    expect(timeless).toMatchObject({ event: { source: 'unknown' } });
    expect(reading.text()).toContain('has no event time');
    await reading.done(messages);
    // Offsets that are no messages are passed over: nothing seems to be left.
    await waitFor('all is committed', async () => {
      const [offset] = (await topic.admin.committed(`badges.${topic.name}`, topic.name)).values();
      // Nine, four, and two transactions with a marker each.
      return Number(offset) === 17;
    });
  }, 60_000);

  test('topics and partitions that come later, several topics in one group, a message that processes died of', async () => {
    const [here, later] = [await stage.makeTopic(), await stage.makeTopic({ partitions: 0 })];
    const group = `g-${randomUUID().slice(0, 8)}`;
    const reading = stage.open([here, later], { LAUREL_CONSUMER_GROUP: group });
    await here.publish(passing({ id: 'here' }));
    await reading.done(await reading.take(1));
    expect(reading.subscription.healthy).toBe(true);
    await createTopic(later);
    await later.publish(passing({ id: 'later' }));
    expect((await reading.take(1)).map((message) => idOf(message))).toEqual(['later']);
    // As if the third process in a row had ended on what it was given first.
    await reading.subscription.close();
    await store.database.query('UPDATE kafka_position SET tries = 2, begun_to = 1 WHERE group_name = $1', [group]);
    const next = stage.open([here, later], { LAUREL_CONSUMER_GROUP: group });
    expect(await next.take(1)).toMatchObject([{ topic: later.name, deliveries: 3 }]);
  }, 60_000);
});
