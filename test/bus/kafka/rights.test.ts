import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openKafkaPublisher } from '../../../src/bus/kafka/publisher.ts';
import type { Check } from '../../../src/cli/doctor/checks.ts';
import { inspectBus } from '../../../src/composition/parts.ts';
import { readSettings } from '../../../src/settings.ts';
import { stageApi } from '../../support/api.ts';
import { createTestDatabase, hasPostgresql } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { passing } from '../../support/events.ts';
import { isKafkaInstalled } from '../../support/kafka.ts';
import type { KafkaTopic } from '../../support/kafka-topic.ts';
import { recordLogs } from '../../support/logs.ts';
import { restrictedUser, sharedKafka } from '../../support/on-demand.ts';
import type { SharedKafka } from '../../support/on-demand.ts';
import { isRegistryInstalled } from '../../support/registry.ts';
import { waitFor } from '../../support/wait.ts';
import { laurel } from '../../cli/command-line.ts';
import { passingBody, passingFields } from '../passing-status.ts';
import { idOf, ReadingStage, settingsOf } from './reading.ts';

const isInstalled = hasPostgresql() && isKafkaInstalled() && isRegistryInstalled();
const user = restrictedUser.name;

describe.skipIf(!isInstalled)('S20, S26: rights that the user of Laurel lacks at Kafka', () => {
  const prefix = `acl-${randomUUID().slice(0, 8)}`;
  const group = `${prefix}-readers`;
  let kafka: SharedKafka;
  let store: TestDatabase;
  let stage: ReadingStage;
  /** That of the signals, and another one. */
  let signals: KafkaTopic;
  let other: KafkaTopic;
  let environment: Record<string, string>;

  beforeAll(async () => {
    [kafka, store] = await Promise.all([sharedKafka(), createTestDatabase()]);
    stage = new ReadingStage(kafka, store.database);
    signals = await stage.makeTopic({}, `${prefix}-learning-badges-lifecycle`);
    other = await stage.makeTopic({}, `${prefix}-other`);
    environment = {
      EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS: kafka.restrictedServers,
      EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL: kafka.registryUrl,
      EVENT_BUS_KAFKA_API_KEY: user,
      EVENT_BUS_KAFKA_API_SECRET: restrictedUser.password,
      LAUREL_KAFKA_SECURITY_PROTOCOL: 'SASL_PLAINTEXT',
      LAUREL_CONSUMER_GROUP: group,
      LAUREL_TOPICS: 'learning-badges-lifecycle,other',
      EVENT_BUS_TOPIC_PREFIX: prefix,
    };
    await signals.admin.allow(user, ['READ'], { group });
    await signals.admin.allow(user, ['READ'], { topic: other.name });
  }, 120_000);
  afterAll(async () => {
    await stage?.close();
    await store?.close();
  });

  /** What doctor says that must be mended, with what to do. */
  async function failures(): Promise<string[]> {
    const openProviders = () => new Map();
    const ended = await laurel(['doctor', '--json'], store.database, { environment, openProviders });
    const { checks } = ended.json() as { checks: Check[] };
    return checks
      .filter(({ check, status }) => status === 'fail' && /topic|bus/.test(check))
      .map(({ message, todo }) => `${message} ${todo}`);
  }
  const lacks = (right: string, on: string): RegExp =>
    new RegExp(
      `User:${user} lacks the permission ${right} on the ${on}, .*kafka-acls.sh.*--allow-principal 'User:${user}'`,
    );

  test('K04: each is named, with whose it is and how to grant it, before a signal is to be sent; other topics go on', async () => {
    const reading = stage.open([signals, other], environment);
    const { subscription } = reading;
    const { logger, text } = recordLogs();
    const publisher = openKafkaPublisher(settingsOf(kafka, environment), prefix, logger);
    // Everything is tried again at once here: what was found of the way is not remembered.
    const look = async (): Promise<string> => {
      const fresh = openKafkaPublisher(settingsOf(kafka, environment), prefix, logger);
      await fresh.check('learning-badges-lifecycle');
      await fresh.close();
      return fresh.trouble ?? '';
    };
    const flows = async (id: string): Promise<void> => {
      await other.publish(passing({ id }));
      const messages = await reading.take(1);
      expect(messages.map(idOf)).toEqual([id]);
      await reading.done(messages);
    };
    const told = (right: string, on: string): Promise<unknown> =>
      waitFor(
        `${right} is missing`,
        async () => {
          await subscription.read(1, AbortSignal.timeout(200));
          return lacks(right, on).test(subscription.trouble ?? '');
        },
        { timeoutMs: 20_000 },
      ).catch((error: unknown) => {
        throw new Error(`${subscription.trouble}\n${reading.text()}`, { cause: error });
      });

    await flows('unseen');
    await told('Describe', `topic ${signals.name}`);
    expect(reading.text()).toMatch(lacks('Describe', `topic ${signals.name}`));
    expect(await look()).toMatch(lacks('Describe', `topic ${signals.name}`));
    expect(await failures()).toEqual([expect.stringMatching(lacks('Describe', `topic ${signals.name}`))]);

    await signals.admin.allow(user, ['DESCRIBE'], { topic: signals.name });
    await told('Read', `topic ${signals.name}`);
    await flows('unreadable');
    expect(await look()).toMatch(lacks('Write', `topic ${signals.name}`));
    expect(text()).toMatch(lacks('Write', `topic ${signals.name}`));
    expect(await failures()).toEqual([
      expect.stringMatching(lacks('Read', `topic ${signals.name}`)),
      expect.stringMatching(lacks('Write', `topic ${signals.name}`)),
    ]);
    expect(await signals.entries()).toEqual([]);

    await signals.admin.allow(user, ['READ', 'WRITE'], { topic: signals.name });
    await signals.publish(passing({ id: 'granted' }));
    const granted = await reading.take(1);
    expect(granted.map(idOf)).toEqual(['granted']);
    await reading.done(granted);
    await waitFor('nothing is wrong', () => subscription.trouble === null);
    expect(await look()).toBe('');
    expect(await failures()).toEqual([]);

    // Taken away while it runs: from whoever sends, and from whoever reads.
    await publisher.check('learning-badges-lifecycle');
    expect(publisher.trouble).toBeNull();
    await signals.admin.disallow(user, ['WRITE'], { topic: signals.name });
    await waitFor('it is taken away', async () => (await failures()).length === 1);
    const signal = { topic: 'learning-badges-lifecycle', key: 'k', fields: passingFields('s'), body: passingBody };
    await expect(publisher.publish([signal])).rejects.toThrow();
    expect(publisher.trouble).toMatch(lacks('Write', `topic ${signals.name}`));
    await publisher.close();

    await signals.admin.disallow(user, ['READ'], { group });
    await told('Read', `group ${group}`);
    expect(await failures()).toContainEqual(expect.stringMatching(lacks('Read', `group ${group}`)));
    const { bus } = readSettings(environment);
    const api = await stageApi(store.database, { environment, inspectBus: () => inspectBus(bus) });
    const overview = (await api.send('viewer', 'GET', '/api/v1/overview')).json();
    await api.close();
    expect(overview.bus).toMatchObject({
      state: 'failing',
      message: expect.stringMatching(`lacks the permission Write .*lacks the permission Read on the group ${group}`),
    });
    await signals.admin.allow(user, ['READ'], { group });
    await flows('joined again');
    await waitFor('nothing is wrong', async () => {
      await subscription.read(1, AbortSignal.timeout(200));
      return subscription.trouble === null;
    });
    expect(reading.gaps).toEqual([]);
  }, 120_000);
});
