import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { Consumer } from '@platformatic/kafka';
import type { Message } from '@platformatic/kafka';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openKafkaPublisher } from '../../../src/bus/kafka/publisher.ts';
import { SchemaRegistry } from '../../../src/bus/kafka/registry.ts';
import { encodeSignal } from '../../../src/bus/signals.ts';
import type { WaitingSignal } from '../../../src/store/engine/outbox.ts';
import type { OutgoingMessage } from '../../../src/bus/bus.ts';
import { isKafkaInstalled } from '../../support/kafka.ts';
import { KafkaAdmin } from '../../support/kafka-admin.ts';
import { recordLogs } from '../../support/logs.ts';
import { sharedKafka } from '../../support/on-demand.ts';
import { isRegistryInstalled } from '../../support/registry.ts';
import { freePort } from '../../support/ports.ts';
import { kafkaSettings } from './kafka-settings.ts';

describe.skipIf(!isKafkaInstalled() || !isRegistryInstalled())('Kafka publisher', () => {
  let environment: Record<string, string>;
  let admin: KafkaAdmin;
  beforeAll(async () => {
    const { kafkaServers, registryUrl } = await sharedKafka();
    environment = { EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS: kafkaServers, EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL: registryUrl };
    admin = new KafkaAdmin(kafkaServers.split(','));
  });
  afterAll(() => admin?.close());

  const open = (more: Record<string, string> = {}) => {
    const logs = recordLogs();
    return { logs, publisher: openKafkaPublisher(kafkaSettings({ ...environment, ...more }), 'dev', logs.logger) };
  };

  /** All messages of a topic, in the order of each partition. */
  const read = async (topic: string, count: number): Promise<Message[]> => {
    const bootstrapBrokers = (environment['EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS'] ?? '').split(',');
    const consumer = new Consumer({ clientId: 'test', groupId: randomUUID(), bootstrapBrokers, autocommit: false });
    const stream = await consumer.consume({ topics: [topic], mode: 'earliest', maxWaitTime: 100 });
    const messages: Message[] = [];
    for await (const message of stream) if (messages.push(message) === count) break;
    await consumer.close(true);
    return messages;
  };

  const signalOf = (badgeId: string, topic: string, signal: WaitingSignal['signal'] = 'awarded'): OutgoingMessage =>
    encodeSignal(
      {
        position: 1,
        id: randomUUID(),
        signal,
        badgeId,
        time: 1_795_000_000_123_456,
        traceParent: null,
        learner: { id: 7, username: 'jane', email: 'jane@example.org', name: 'Jane', active: true },
        template: { uuid: randomUUID(), origin: 'openedx', name: 'Pioneer', description: '', imageUrl: '' },
      },
      topic,
    );

  test("S20: writes the bytes of the platform's own producer, under its subjects, and says nothing of what is in them", async () => {
    const topic = `signals-${randomUUID().slice(0, 8)}`;
    await admin.createTopic(`dev-${topic}`, { partitions: 4 });
    const { publisher, logs } = open();
    const badges = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => `00000000-0000-4000-8000-00000000000${letter}`);
    const awards = badges.map((badge) => signalOf(badge, topic));
    await publisher.publish(awards);
    await publisher.publish(badges.map((badge) => signalOf(badge, topic, 'revoked')));
    expect(publisher.healthy).toBe(true);
    await publisher.close();

    const messages = await read(`dev-${topic}`, 12);
    const registry = new SchemaRegistry(kafkaSettings(environment).registry);
    const [first] = awards;
    const award = messages.find(({ headers }) =>
      [...headers.values()].some((value) => String(value) === first?.fields[1]?.[1]),
    );
    expect([...(award?.headers ?? [])].map(([name, value]) => [String(name), String(value)])).toEqual([
      ['ce_specversion', '1.0'],
      ['content-type', 'application/avro'],
      ['ce_datacontenttype', 'application/avro'],
      ['ce_type', 'org.openedx.learning.badge.awarded.v1'],
      ['ce_id', first?.fields[1]?.[1]],
      ['ce_source', 'openedx/laurel/web'],
      ['ce_time', first?.fields[3]?.[1]],
      ['ce_minorversion', '0'],
      ['sourcehost', hostname()],
      ['sourcelib', '11.2.0'],
    ]);
    const [key, value] = [award?.key ?? Buffer.of(), award?.value ?? Buffer.of()];
    // A zero, the id of the schema, and for the key an Avro string of 36 bytes.
    expect([key[0], key[5], key.subarray(6).toString()]).toEqual([0, 72, badges[0]]);
    expect([value[0], value.subarray(5)]).toEqual([0, first?.body]);
    expect(JSON.parse((await registry.schemaOf(value.readInt32BE(1))) ?? '')).toMatchObject({
      name: 'CloudEvent',
      namespace: 'org.openedx.learning.badge.awarded.v1',
    });
    const subjects = (await (
      await fetch(`${environment['EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL']}/subjects`)
    ).json()) as string[];
    expect(subjects.filter((subject) => subject.includes(topic)).toSorted()).toEqual([
      `dev-${topic}-org.openedx.learning.badge.awarded.v1.CloudEvent`,
      `dev-${topic}-org.openedx.learning.badge.revoked.v1.CloudEvent`,
      `dev-${topic}-string`,
    ]);
    // What happened to one badge stays in order, for it is in one partition.
    for (const badge of badges) {
      const own = messages.filter((message) => message.key.subarray(6).toString() === badge);
      expect(new Set(own.map(({ partition }) => partition)).size).toBe(1);
      const types = own.map(({ headers }) => String([...headers.values()][3]));
      expect(types.map((type) => type.split('.')[4])).toEqual(['awarded', 'revoked']);
    }
    const log = JSON.stringify(logs.lines);
    expect(log).toContain('signal sent');
    for (const secret of ['jane', 'Pioneer']) expect(log).not.toContain(secret);
  });

  test('without the topic nothing is sent, which is said clearly; what was taken is not sent again', async () => {
    const [there, missing] = [`there-${randomUUID().slice(0, 8)}`, `missing-${randomUUID().slice(0, 8)}`];
    const { publisher } = open();
    await publisher.check(missing);
    expect([publisher.healthy, publisher.trouble]).toEqual([
      false,
      expect.stringContaining('the topic does not exist'),
    ]);
    let begun = 0;
    const messages = [signalOf(randomUUID(), missing)];
    const sent = publisher.publish(messages, () => (begun += 1));
    await expect(sent).rejects.toMatchObject({
      code: 'BUS_UNAVAILABLE',
      details: [expect.stringContaining('the topic does not exist. Create it')],
    });
    expect(begun).toBe(0);
    await admin.createTopic(`dev-${missing}`);
    await publisher.publish(messages, () => (begun += 1));
    expect([begun, publisher.healthy, (await read(`dev-${missing}`, 1)).length]).toEqual([1, true, 1]);

    // Whoever has lost the right to send finds that out right before the first message.
    await admin.createTopic(`dev-${there}`);
    const late = publisher.publish([signalOf(randomUUID(), there)], () => {
      throw new Error('too late');
    });
    await expect(late).rejects.toThrow('too late');
    await publisher.publish([signalOf(randomUUID(), there)]);
    expect(await read(`dev-${there}`, 1)).toHaveLength(1);
    await publisher.close();
  });

  test('a batch of which a partition refuses its part is not sent twice to the others', async () => {
    const topic = `part-${randomUUID().slice(0, 8)}`;
    await admin.createTopic(`dev-${topic}`, { partitions: 2, configs: { 'max.message.bytes': '4000' } });
    const { publisher } = open();
    const small = Array.from({ length: 8 }, () => signalOf(randomUUID(), topic));
    const huge = { ...signalOf(randomUUID(), topic), body: Buffer.alloc(10_000) };
    for (let attempt = 0; attempt < 2; attempt += 1)
      await expect(publisher.publish([huge, ...small])).rejects.toMatchObject({
        details: [expect.stringContaining('larger than the topic allows')],
      });
    // Those that share its partition have waited with it.
    await publisher.publish(small);
    const ids = (await read(`dev-${topic}`, 8)).map(({ headers }) => String([...headers.values()][4]));
    expect(new Set(ids).size).toBe(8);
    await publisher.close();
  });

  test('nobody there, brokers or registry, is said with the setting to look at', async () => {
    const dead = `127.0.0.1:${await freePort()}`;
    for (const [more, told] of [
      [{ EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS: dead }, `Kafka at ${dead}: nothing is listening there (ECONNREFUSED).`],
      [
        { EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL: `http://me:pass@${dead}` },
        `The schema registry at http://${dead}/ gives no answer (ECONNREFUSED).`,
      ],
    ] as const) {
      const topic = `away-${randomUUID().slice(0, 8)}`;
      await admin.createTopic(`dev-${topic}`);
      const { publisher } = open(more);
      await expect(publisher.publish([signalOf(randomUUID(), topic)])).rejects.toMatchObject({
        code: 'BUS_UNAVAILABLE',
        details: [told, expect.stringContaining(Object.keys(more)[0] ?? '')],
      });
      expect(publisher.healthy).toBe(false);
      await publisher.close();
    }
  });
});
