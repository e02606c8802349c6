import { randomUUID } from 'node:crypto';
import { Consumer } from '@platformatic/kafka';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Check } from '../../../src/cli/doctor/checks.ts';
import { laurel } from '../../cli/command-line.ts';
import { createEmbeddedDatabase } from '../../support/database.ts';
import { advanceKafkaPositions, takeKafkaPosition } from '../../../src/store/engine/kafka-positions.ts';
import { inspectStore } from '../../../src/store/lists/inspection.ts';
import type { Database } from '../../../src/store/database/database.ts';
import { isKafkaInstalled } from '../../support/kafka.ts';
import { KafkaAdmin } from '../../support/kafka-admin.ts';
import { sharedKafka } from '../../support/on-demand.ts';
import type { SharedKafka } from '../../support/on-demand.ts';
import { freePort } from '../../support/ports.ts';
import { isRegistryInstalled } from '../../support/registry.ts';
import { openKafkaPublisher } from '../../../src/bus/kafka/publisher.ts';
import { waitFor } from '../../support/wait.ts';
import { recordLogs } from '../../support/logs.ts';
import { passingBody, passingFields } from '../passing-status.ts';
import { kafkaSettings } from './kafka-settings.ts';

const name = 'learning-badges-lifecycle';

describe.skipIf(!isKafkaInstalled() || !isRegistryInstalled())('laurel doctor with Kafka', () => {
  let shared: SharedKafka;
  let admin: KafkaAdmin;
  let database: Database;
  beforeAll(async () => {
    shared = await sharedKafka();
    admin = new KafkaAdmin(shared.kafkaServers.split(','));
    database = await createEmbeddedDatabase();
  });
  afterAll(() => Promise.all([admin?.close(), database?.close()]));

  const environmentOf = (more: Record<string, string>) => ({
    EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS: shared.kafkaServers,
    EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL: shared.registryUrl,
    ...more,
  });
  const doctor = async (more: Record<string, string>): Promise<Check[]> => {
    const openProviders = () => new Map();
    const ended = await laurel(['doctor', '--json'], database, { environment: environmentOf(more), openProviders });
    return (ended.json() as { checks: Check[] }).checks;
  };
  const fill = async (prefix: string, count: number): Promise<void> => {
    const publisher = openKafkaPublisher(kafkaSettings(environmentOf({})), prefix, recordLogs().logger);
    const messages = Array.from({ length: count }, (_, index) => ({
      topic: name,
      key: String(index),
      fields: passingFields(`e${index}`),
      body: passingBody,
    }));
    await publisher.publish(messages);
    await publisher.close();
  };

  test('brokers, registry, partitions, what waits, and the prefixes in use', async () => {
    const prefix = `p${randomUUID().slice(0, 8)}`;
    const topic = `${prefix}-${name}`;
    await admin.createTopic(topic, { partitions: 2 });
    await fill(prefix, 5);
    const fresh = await doctor({ EVENT_BUS_TOPIC_PREFIX: prefix });
    expect(fresh).toContainEqual({
      check: 'event bus',
      status: 'ok',
      message: `Kafka, 1 broker; schema registry at ${shared.registryUrl}/`,
      todo: '',
    });
    expect(fresh).toContainEqual({
      check: `topic ${topic}`,
      status: 'ok',
      message: `5 messages in 2 partitions; the group badges.${topic} will start with the first of them`,
      todo: '',
    });

    // Another service reads, and so have we: three of the five.
    const bootstrapBrokers = shared.kafkaServers.split(',');
    const other = new Consumer({ clientId: 'credentials', groupId: `credentials-${prefix}`, bootstrapBrokers });
    other.topics.track(topic);
    await other.joinGroup({});
    const own = new Consumer({ clientId: 'laurel', groupId: `badges.${topic}`, bootstrapBrokers, autocommit: false });
    const ends = (await own.listOffsets({ topics: [topic] })).get(topic) ?? [];
    const read = ends.map((end, partition) => ({
      topic,
      partition,
      offset: end > 1n ? end - 1n : end,
      leaderEpoch: 0,
    }));
    own.topics.track(topic);
    await own.joinGroup({});
    await own.commit({ offsets: read });
    await own.close();
    const lag = ends.filter((end) => end > 1n).length;
    expect(await doctor({ EVENT_BUS_TOPIC_PREFIX: prefix })).toContainEqual({
      check: `topic ${topic}`,
      status: 'warn',
      message: `5 messages in 2 partitions; group badges.${topic}: ${lag} to read, 0 in work, 0 consumers; also read by credentials-${prefix}`,
      todo: 'Nobody reads: start `laurel run` or `laurel consume`.',
    });
    await other.close(true);

    expect(await doctor({ EVENT_BUS_TOPIC_PREFIX: `${prefix}x` })).toContainEqual({
      check: `topic ${prefix}x-${name}`,
      status: 'warn',
      message: expect.stringMatching(
        new RegExp(`does not exist, but this event bus has such topics with .*prefix ${prefix}`),
      ),
      todo: "Set EVENT_BUS_TOPIC_PREFIX to the platform's prefix.",
    });
  });

  test('when a position was stored last, as doctor tells it', async () => {
    const topic = `s${randomUUID().slice(0, 8)}-${name}`;
    const where = { topic, group: 'g', partition: 0 };
    const position = { topicId: 't', nextOffset: 0, tries: 1, begunTo: 0, seenEnd: 0, lastTime: null, hasHoles: false };
    const before = Date.now();
    await database.transaction((transaction) => takeKafkaPosition(transaction, where, 'o', { ...position, life: 1 }));
    const { lastCommits } = await inspectStore(database);
    const at = lastCommits.get(topic);
    expect(Math.abs((at?.getTime() ?? NaN) - before)).toBeLessThan(60_000);
    const told = { check: `position in ${topic}`, status: 'ok', message: `last stored ${at?.toISOString()}`, todo: '' };
    expect(await doctor({})).toContainEqual(told);
    // Whoever takes the partition over has not processed anything yet.
    await database.transaction((transaction) => takeKafkaPosition(transaction, where, 'p', { ...position, life: 1 }));
    expect((await inspectStore(database)).lastCommits.get(topic)).toEqual(at);
    const progress = { topic, partition: 0, nextOffset: 1, seenEnd: 1, lastTime: null, hasHoles: false };
    await advanceKafkaPositions(database, { group: 'g', owner: 'p' }, [progress], true);
    const later = (await inspectStore(database)).lastCommits.get(topic);
    expect(later?.getTime()).toBeGreaterThan(at?.getTime() ?? NaN);
  });

  test('a topic that does not keep what it gets', async () => {
    const prefix = `k${randomUUID().slice(0, 8)}`;
    const topic = `${prefix}-${name}`;
    // So long that the broker does not remove them before somebody can look.
    await admin.createTopic(topic, { configs: { 'cleanup.policy': 'compact,delete', 'retention.ms': '6000' } });
    await fill(prefix, 3);
    const checks = await waitFor('messages are old', async () => {
      const found = (await doctor({ EVENT_BUS_TOPIC_PREFIX: prefix })).filter(
        ({ check }) => check === `events of ${topic}`,
      );
      return found.length > 1 && found;
    });
    expect(checks).toMatchObject([
      {
        status: 'warn',
        message: expect.stringContaining('cleanup.policy=compact'),
        todo: expect.stringContaining('delete'),
      },
      { status: 'warn', message: expect.stringContaining('unread ones will soon be removed') },
    ]);
  });

  test('what is away is named, with the setting that leads there', async () => {
    const dead = `127.0.0.1:${await freePort()}`;
    for (const setting of ['EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS', 'EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL']) {
      const checks = await doctor({ [setting]: setting.endsWith('URL') ? `http://${dead}` : dead });
      expect(checks).toContainEqual({
        check: 'event bus',
        status: 'fail',
        message: 'The event bus is not responding.',
        todo: expect.stringMatching(new RegExp(`${dead}.*ECONNREFUSED.*${setting}`)),
      });
    }
  });
});
