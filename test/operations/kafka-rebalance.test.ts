import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { isKafkaInstalled } from '../support/kafka.ts';
import { KafkaTopic } from '../support/kafka-topic.ts';
import type { LaurelEnvironment } from '../support/laurel.ts';
import { sharedKafka } from '../support/on-demand.ts';
import { isRegistryInstalled } from '../support/registry.ts';
import { waitFor } from '../support/wait.ts';
import { Flow, kafkaSettingsFor, sessionMs } from './kafka-flow.ts';
import { apply, demoGraduate, run, stopInTime } from './stage.ts';

const partitions = 6;
const canRun = isKafkaInstalled() && isRegistryInstalled() && hasPostgresql();

describe.skipIf(!canRun)('S3, S11, S20: consumers of one group on Kafka', () => {
  const prefix = `group-${randomUUID().slice(0, 8)}`;
  const group = `badges.${prefix}-learning-badges-lifecycle`;
  let topic: KafkaTopic;
  let store: TestDatabase;
  let environment: LaurelEnvironment;
  let flow: Flow;

  beforeAll(async () => {
    const [kafka, created] = await Promise.all([sharedKafka(), createTestDatabase()]);
    store = created;
    topic = new KafkaTopic(kafka, `${prefix}-learning-badges-lifecycle`);
    environment = kafkaSettingsFor(kafka, prefix, store.url);
    flow = new Flow(topic, store.database, partitions);
    await Promise.all([topic.create({ partitions }), apply(environment, demoGraduate)]);
  }, 240_000);
  afterAll(async () => {
    await topic?.close();
    await store?.close();
  });

  const join = (more: LaurelEnvironment = {}) => run({ ...environment, ...more }, '--roles', 'consume,announce');
  const settled = (members: number): Promise<unknown> =>
    waitFor(
      `${members} members have settled who reads what`,
      async () => {
        const now = await topic.admin.group(group);
        return now.state === 'Stable' && now.members === members;
      },
      { timeoutMs: 40_000 },
    );

  test('come and go under load, in order, in the middle of a rebalance and by a crash: nothing is lost, nobody waits long', async () => {
    const first = join();
    const second = join();
    await settled(2);
    flow.start();
    await flow.waitForMore(50);

    const third = join();
    await waitFor(
      'the group begins anew',
      async () => (await topic.admin.group(group)).state === 'PreparingRebalance',
      { timeoutMs: 40_000 },
    );
    await stopInTime(second);
    await settled(2);
    await flow.waitForMore(50);

    await first.kill();
    await settled(1);
    const fourth = join();
    await settled(2);
    await flow.waitForMore(50);
    await flow.stop();
    await flow.expectWhole(group);
    // The dead one's session, and what it takes to share its partitions out.
    expect(await flow.longestWait()).toBeLessThan(sessionMs + 7000);
    await Promise.all([stopInTime(third), stopInTime(fourth)]);
  }, 180_000);

  test.each(['consume.read', 'consume.committed'])(
    'one that freezes at %s for longer than its session changes nothing when it wakes up, and reads on',
    async (failpoint) => {
      const frozen = join({ LAUREL_FAILPOINTS: `${failpoint}=stop@3` });
      await settled(1);
      await waitFor('it is frozen', async () => {
        await flow.pass(partitions);
        return frozen.isFrozen;
      });
      const successor = join();
      await settled(1);
      await flow.pass(partitions * 5);
      await flow.expectWhole(group);

      const before = await topic.admin.committed(group, topic.name);
      frozen.signal('SIGCONT');
      await settled(2);
      await flow.pass(partitions * 5);
      await flow.expectWhole(group);
      const after = await topic.admin.committed(group, topic.name);
      for (const [partition, offset] of before) expect(after.get(partition)).toBeGreaterThanOrEqual(offset);
      await stopInTime(successor);
      await settled(1);
      // What is left to it, it reads alone.
      await flow.pass(partitions * 5);
      await flow.expectWhole(group);
      await stopInTime(frozen);
    },
    120_000,
  );
});
