import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SchemaRegistry } from '../../../src/bus/kafka/registry.ts';
import { openKafkaSubscription } from '../../../src/bus/kafka/subscription.ts';
import type { Subscription } from '../../../src/bus/bus.ts';
import { consume } from '../../../src/consumer/consumer.ts';
import { retryParked } from '../../../src/consumer/retry-parked.ts';
import { inBatches } from '../../../src/consumer/suspects.ts';
import { beginAttempt } from '../../../src/store/engine/attempts.ts';
import { consumerParts, storeTemplates } from '../../support/consumer.ts';
import { createTestDatabase, hasPostgresql, silent } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { demoCourse, otherCourse, passing, thirdCourse } from '../../support/events.ts';
import { isKafkaInstalled } from '../../support/kafka.ts';
import { KafkaTopic } from '../../support/kafka-topic.ts';
import { messageOf } from '../../support/messages.ts';
import { sharedKafka } from '../../support/on-demand.ts';
import type { SharedKafka } from '../../support/on-demand.ts';
import { isRegistryInstalled } from '../../support/registry.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';
import { passCourse, template } from '../../support/templates.ts';
import { waitFor } from '../../support/wait.ts';
import { kafkaSettings } from './kafka-settings.ts';
import { newerPlatform } from './other-senders.ts';

const isInstalled = hasPostgresql() && isKafkaInstalled() && isRegistryInstalled();

describe.skipIf(!isInstalled)('processing what comes from Kafka', () => {
  let kafka: SharedKafka;
  let store: TestDatabase;
  let topic: KafkaTopic;

  beforeAll(async () => {
    [kafka, store] = await Promise.all([sharedKafka(), createTestDatabase()]);
    topic = new KafkaTopic(kafka, `c-${randomUUID().slice(0, 8)}`);
    await topic.create({ partitions: 4 });
    await waitFor('the topic is known', async () => (await topic.entries(), true));
    const requirements = [passCourse('pass', demoCourse)];
    await storeTemplates(store.database, [template({ requirements })]);
  }, 120_000);
  afterAll(async () => {
    await topic.close();
    await store.close();
  });

  /** A process that consumes, until it is stopped. */
  function start(registryUrl = kafka.registryUrl): { subscription: Subscription; stop: () => Promise<void> } {
    const settings = kafkaSettings({
      EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS: kafka.kafkaServers,
      EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL: registryUrl,
      EVENT_BUS_KAFKA_CONSUMER_POLL_TIMEOUT: '0.2',
      LAUREL_KAFKA_SESSION_SECONDS: '6',
    });
    const { database } = store;
    const schemas = new SchemaRegistry(settings.registry);
    const subscription = openKafkaSubscription(settings, [topic.name], { database, schemas, logger: silent });
    const stopping = new AbortController();
    const running = consume({ ...consumerParts(database), subscription, batchSize: 50 }, stopping.signal);
    const stop = async (): Promise<void> => {
      stopping.abort();
      await running;
      await subscription.close();
    };
    return { subscription, stop };
  }

  const badges = async (): Promise<number> => (await store.database.query('SELECT id FROM badge')).length;
  const parked = () =>
    store.database.query<{ id: number; reason: string; writer_schema: string | null }>(
      'SELECT id, reason, writer_schema FROM parked_message ORDER BY id',
    );

  test('processes share partitions; one that goes loses nothing, and what is processed is recorded with its effects (K01, S10, S11)', async () => {
    const one = start();
    const courses = [demoCourse, otherCourse, thirdCourse];
    const learners = (from: number) =>
      courses.flatMap((course) => Array.from({ length: 20 }, (_, index) => passing({ course, learner: from + index })));
    await topic.publish(...learners(100));
    await waitFor('the first twenty have badges', async () => (await badges()) === 20);
    const two = start();
    await topic.publish(...learners(200));
    await waitFor('both have partitions', async () => {
      const rows = await store.database.query<{ owners: number }>(
        'SELECT count(DISTINCT owner) AS owners FROM kafka_position',
      );
      return rows[0]?.owners === 2;
    });
    await one.stop();
    await topic.publish(...learners(300));
    await waitFor('all sixty have badges', async () => (await badges()) === 60);
    await waitFor('all is recorded', async () => {
      const [row] = await store.database.query<{ done: number }>(
        'SELECT sum(next_offset)::bigint AS done FROM kafka_position',
      );
      return row?.done === 180;
    });
    expect(await parked()).toEqual([]);
    await two.stop();
    const committed = [...(await topic.admin.committed(`badges.${topic.name}`, topic.name)).values()];
    expect(committed.reduce((sum, offset) => sum + Number(offset), 0)).toBe(180);
  }, 60_000);

  test('while the registry is away nothing is parked and it says so; what is parked can be tried again without it (S3)', async () => {
    const proxy = await startTcpProxy(kafka.registryUrl);
    // Nobody answers there.
    proxy.pointTo('http://127.0.0.1:1');
    const registryUrl = kafka.registryUrl.replace(/:\d+/, `:${proxy.port}`);
    const { subscription, stop } = start(registryUrl);
    const write = await newerPlatform(topic);
    const event = passing({ learner: 400 });
    await topic.send({ ...(await topic.messageOf(event)), value: write(event.payload) });
    const trouble = await waitFor('the trouble is told', () => subscription.trouble);
    expect(trouble).toContain('schema registry');
    expect(subscription.healthy).toBe(false);
    expect(await parked()).toEqual([]);
    proxy.pointTo(kafka.registryUrl);
    await waitFor('the badge of the newer platform', async () => (await badges()) === 61);
    expect(subscription.healthy).toBe(true);

    const tomorrow = Date.now() * 1_000 + 86_400_000_000;
    await topic.publish(passing({ learner: 401, time: tomorrow }), passing({ learner: 402, time: tomorrow }));
    await waitFor('both are parked', async () => (await parked()).length === 2);
    await stop();
    await proxy.close();
    expect(await parked()).toMatchObject([{ reason: 'time_ahead' }, { reason: 'time_ahead' }]);
    // As if the registry had not known the schema of the second one.
    const [first, second] = await parked();
    await store.database.query('UPDATE parked_message SET writer_schema = NULL WHERE id = $1', [second?.id]);
    const parts = { ...consumerParts(store.database), futureToleranceMs: 2 * 86_400_000, logger: silent };
    expect(await retryParked(parts, {})).toMatchObject({ processed: 1, stillParked: 1 });
    expect(await parked()).toMatchObject([{ id: second?.id, reason: 'unknown_schema' }]);
    expect(first?.writer_schema).toContain('CloudEvent');
    const { registry } = kafkaSettings({
      EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS: kafka.kafkaServers,
      EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL: kafka.registryUrl,
    });
    const schemas = new SchemaRegistry(registry);
    expect(await retryParked({ ...parts, schemas }, {})).toMatchObject({ processed: 1, stillParked: 0 });
    expect(await badges()).toBe(63);
  }, 60_000);

  test('the position of what had no effect is kept without waiting for the disk, that of what had one with it (S10)', async () => {
    // What a commit waits for is settled at its end.
    await store.database.query('CREATE TABLE seen_commit (id serial, waits text)');
    await store.database.query(`CREATE FUNCTION see_commit() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN INSERT INTO seen_commit (waits) VALUES (current_setting('synchronous_commit')); RETURN NULL; END $$`);
    await store.database.query(`CREATE CONSTRAINT TRIGGER see_commit AFTER UPDATE OF next_offset ON kafka_position
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (old.next_offset < new.next_offset AND old.owner = new.owner) EXECUTE FUNCTION see_commit()`);
    const seen = async () => {
      const rows = await store.database.query<{ waits: string }>('SELECT waits FROM seen_commit ORDER BY id');
      return rows.map(({ waits }) => waits);
    };
    const { stop } = start();
    await topic.publish(passing({ course: otherCourse, learner: 500 }));
    expect(await waitFor('it is recorded', async () => (await seen())[0])).toBe('off');
    await topic.publish(passing({ course: demoCourse, learner: 500 }));
    await waitFor('the badge', async () => (await badges()) === 64);
    await stop();
    expect(await seen()).toEqual(['off', 'on']);
  }, 60_000);

  test('of a message that processes die of, what comes after it in its partition waits (S3)', async () => {
    const at = (position: string, deliveries = 1) => messageOf(passing(), { topic: 't', position, deliveries });
    const messages = [at('0:5', 3), at('1:1', 3), at('0:6', 3), at('2:9'), at('0:7'), at('1:2')];
    await beginAttempt(store.database, { topic: 't', position: '0:6' });
    const batches = await inBatches(consumerParts(store.database), messages, ({ position }) => position.slice(0, 1));
    const positions = batches.map((batch) => batch.map(({ position }) => position));
    expect(positions).toEqual([['2:9'], ['1:1'], ['1:2'], ['0:5'], ['0:6'], ['0:7']]);
  });
});
