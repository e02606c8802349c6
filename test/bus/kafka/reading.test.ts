import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { SchemaRegistry } from '../../../src/bus/kafka/registry.ts';
import { openKafkaSubscription } from '../../../src/bus/kafka/subscription.ts';
import { TakenOver } from '../../../src/bus/bus.ts';
import type { Subscription } from '../../../src/bus/bus.ts';
import type { RawMessage } from '../../../src/events/message.ts';
import { createReader } from '../../../src/events/reader.ts';
import type { KafkaSettings } from '../../../src/settings/kafka.ts';
import type { Environment } from '../../../src/settings/sources.ts';
import type { BusGap } from '../../../src/store/engine/bus-gaps.ts';
import { createTestDatabase, hasPostgresql } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { passing, passingType } from '../../support/events.ts';
import { isKafkaInstalled } from '../../support/kafka.ts';
import { KafkaTopic } from '../../support/kafka-topic.ts';
import { recordLogs } from '../../support/logs.ts';
import { sharedKafka } from '../../support/on-demand.ts';
import type { SharedKafka } from '../../support/on-demand.ts';
import { isRegistryInstalled } from '../../support/registry.ts';
import { waitFor } from '../../support/wait.ts';
import { kafkaSettings } from './kafka-settings.ts';
import { newerPlatform, sendInTransactions, sendPacked } from './other-senders.ts';

const isInstalled = hasPostgresql() && isKafkaInstalled() && isRegistryInstalled();
const read = createReader({ eventTypes: [passingType] });

describe.skipIf(!isInstalled)('reading from Kafka', () => {
  let kafka: SharedKafka;
  let store: TestDatabase;
  let closers: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    [kafka, store] = await Promise.all([sharedKafka(), createTestDatabase()]);
  }, 120_000);
  afterEach(async () => {
    for (const close of closers.toReversed()) await close();
    closers = [];
  });
  afterAll(() => store.close());

  async function makeTopic(partitions = 1): Promise<KafkaTopic> {
    const topic = new KafkaTopic(kafka, `t-${randomUUID().slice(0, 8)}`);
    closers.push(() => topic.close());
    if (partitions > 0) await create(topic, partitions);
    return topic;
  }

  function open(topics: readonly KafkaTopic[], environment: Environment = {}): Reading {
    const gaps: BusGap[] = [];
    const { logger, text } = recordLogs();
    const settings = settingsOf(kafka, environment);
    const names = topics.map(({ name }) => name);
    const { database } = store;
    const schemas = new SchemaRegistry(settings.registry);
    const subscription = openKafkaSubscription(settings, names, {
      database,
      schemas,
      logger,
      onGap: (_, gap) => gaps.push(gap),
    });
    closers.push(() => subscription.close());
    const done = async (messages: readonly RawMessage[]): Promise<void> => {
      await subscription.positions?.record(database, messages, true);
      await subscription.acknowledge(messages);
    };
    return { subscription, gaps, text, done };
  }

  test('a new group reads from the beginning, goes on where it was, and a process that lost a partition writes nothing (S10)', async () => {
    const topic = await makeTopic(2);
    await topic.publish(passing({ id: 'a' }), passing({ id: 'b' }), passing({ id: 'c' }));
    const first = open([topic]);
    const messages = await take(first, 3);
    expect(messages.map((message) => idOf(message))).toEqual(['a', 'b', 'c']);
    expect(messages[0]).toMatchObject({ topic: topic.name, format: 'confluent', deliveries: 1 });
    await first.done(messages.slice(0, 2));
    expect([...(await topic.admin.committed(`badges.${topic.name}`, topic.name)).values()]).toContain(2n);
    await first.subscription.close();

    const second = open([topic]);
    const rest = await take(second, 1);
    expect(rest.map((message) => idOf(message))).toEqual(['c']);
    // The first one is back from a long sleep: what it holds is the other's by now.
    const late = first.subscription.positions?.record(store.database, messages, true);
    await expect(late).rejects.toBeInstanceOf(TakenOver);
    await second.done(rest);
    // Lost commits change nothing: what is stored with the effects counts.
    expect(second.subscription.trouble).toBeNull();
    expect(second.gaps).toEqual([]);
  }, 60_000);

  test('what is gone before it was read is told with its number and its times, a topic made anew too; nothing else is', async () => {
    const topic = await makeTopic();
    await topic.publish(...Array.from({ length: 10 }, (_, index) => passing({ id: `e${index}` })));
    const before = open([topic]);
    await before.done((await take(before, 10)).slice(0, 4));
    await before.subscription.close();
    await topic.admin.deleteRecords(topic.name, 0, 7n);

    const after = open([topic]);
    const kept = await take(after, 3);
    expect(kept.map((message) => idOf(message))).toEqual(['e7', 'e8', 'e9']);
    expect(after.gaps).toMatchObject([{ reason: 'trimmed', lost: 3, exact: true, partition: 0, afterId: '0:4' }]);
    const [{ from, until } = {}] = after.gaps;
    expect(from?.getTime()).toBeLessThanOrEqual(until?.getTime() ?? 0);
    await after.done(kept);
    await topic.publish(passing({ id: 'late' }));
    await after.done(await take(after, 1));

    // Overtaken while it runs: what is deleted behind its back is told as well.
    await topic.admin.deleteTopic(topic.name);
    await waitFor('the topic is gone', async () => after.text().includes('does not exist'));
    await create(topic);
    await topic.publish(passing({ id: 'anew' }));
    expect((await take(after, 1)).map((message) => idOf(message))).toEqual(['anew']);
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
    const topic = await makeTopic();
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
    await sendInTransactions(kafka, topic.name, value, (id) => headers({ ce_id: id }));

    const reading = open([topic]);
    const messages = await take(reading, Object.keys(sends).length + 5);
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
    expect(reading.text()).toContain('does not say when its event happened');
    await reading.done(messages);
    // Offsets that are no messages are passed over: nothing seems to be left.
    await waitFor('all is committed', async () => {
      const [offset] = (await topic.admin.committed(`badges.${topic.name}`, topic.name)).values();
      // Nine, four, and two transactions with a marker each.
      return Number(offset) === 17;
    });
  }, 60_000);

  test('topics and partitions that come later, several topics in one group, a message that processes died of', async () => {
    const [here, later] = [await makeTopic(), await makeTopic(0)];
    const group = `g-${randomUUID().slice(0, 8)}`;
    const reading = open([here, later], { LAUREL_CONSUMER_GROUP: group });
    await here.publish(passing({ id: 'here' }));
    await reading.done(await take(reading, 1));
    expect(reading.subscription.healthy).toBe(true);
    await create(later);
    await later.publish(passing({ id: 'later' }));
    expect((await take(reading, 1)).map((message) => idOf(message))).toEqual(['later']);
    // As if the third process in a row had ended on what it was given first.
    await reading.subscription.close();
    await store.database.query('UPDATE kafka_position SET tries = 2, begun_to = 1 WHERE group_name = $1', [group]);
    const next = open([here, later], { LAUREL_CONSUMER_GROUP: group });
    expect(await take(next, 1)).toMatchObject([{ topic: later.name, deliveries: 3 }]);
  }, 60_000);
});

/** Makes a topic, once one of the same name is gone, and waits until its leader knows it. */
async function create(topic: KafkaTopic, partitions = 1): Promise<void> {
  await waitFor('the topic is made', async () => (await topic.create({ partitions }), true));
  await waitFor('the topic is known', async () => (await topic.entries(), true));
}

interface Reading {
  readonly subscription: Subscription;
  readonly gaps: BusGap[];
  readonly text: () => string;
  readonly done: (messages: readonly RawMessage[]) => Promise<void>;
}

function settingsOf({ kafkaServers, registryUrl }: SharedKafka, environment: Environment): KafkaSettings {
  return kafkaSettings({
    EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS: kafkaServers,
    EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL: registryUrl,
    EVENT_BUS_KAFKA_CONSUMER_POLL_TIMEOUT: '0.2',
    LAUREL_KAFKA_SESSION_SECONDS: '6',
    ...environment,
  });
}

/** Reads until so many messages have come. */
async function take({ subscription, text }: Reading, count: number): Promise<RawMessage[]> {
  const taken: RawMessage[] = [];
  const { signal } = new AbortController();
  const enough = async (): Promise<boolean> => {
    taken.push(...(await subscription.read(100, signal)));
    return taken.length >= count;
  };
  await waitFor(`${count} messages`, enough, { timeoutMs: 20_000 }).catch((error: unknown) => {
    throw new Error(`${taken.length} of ${count} came\n${text()}`, { cause: error });
  });
  return taken;
}

function idOf({ fields }: RawMessage): string {
  return String(fields[fields.findIndex((field, index) => index % 2 === 0 && String(field) === 'id') + 1]);
}
