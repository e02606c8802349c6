import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shippedCatalogue } from '../../src/events/catalogue.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { passing, passingType } from '../support/events.ts';
import { isKafkaInstalled, startKafka } from '../support/kafka.ts';
import type { KafkaCluster } from '../support/kafka.ts';
import { framed, KafkaTopic } from '../support/kafka-topic.ts';
import { LaurelProcess } from '../support/laurel.ts';
import type { LaurelEnvironment, LogLine } from '../support/laurel.ts';
import { sharedKafka } from '../support/on-demand.ts';
import { freePort } from '../support/ports.ts';
import { isRegistryInstalled } from '../support/registry.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import type { TcpProxy } from '../support/tcp-proxy.ts';
import { waitFor } from '../support/wait.ts';
import { Flow, kafkaSettingsFor } from './kafka-flow.ts';
import { apply, countOf, demoGraduate, stopInTime } from './stage.ts';

const partitions = 3;
const canRun = isKafkaInstalled() && isRegistryInstalled() && hasPostgresql();
/** Laurel is whole again within so long, without being started again. */
const timeoutMs = 30_000;

describe.skipIf(!canRun)('S3, S11, S20: a Kafka of three brokers, and a registry, that go away and come back', () => {
  const prefix = `outages-${randomUUID().slice(0, 8)}`;
  const group = `badges.${prefix}-learning-badges-lifecycle`;
  let cluster: KafkaCluster;
  let registry: TcpProxy;
  let registryUrl: string;
  let topic: KafkaTopic;
  let store: TestDatabase;
  let monitoring: string;
  let environment: LaurelEnvironment;
  let laurel: LaurelProcess;
  let flow: Flow;

  beforeAll(async () => {
    [cluster, { registryUrl }, store] = await Promise.all([
      startKafka({ brokers: 3 }),
      sharedKafka(),
      createTestDatabase(),
    ]);
    registry = await startTcpProxy(registryUrl);
    topic = new KafkaTopic({ kafkaServers: cluster.servers, registryUrl }, `${prefix}-learning-badges-lifecycle`);
    const [, port] = await Promise.all([topic.create({ partitions }), freePort()]);
    monitoring = `http://127.0.0.1:${port}`;
    const url = new URL(registryUrl);
    url.port = String(registry.port);
    environment = {
      ...kafkaSettingsFor({ kafkaServers: cluster.servers, registryUrl: url.href }, prefix, store.url),
      LAUREL_MONITORING_PORT: String(port),
    };
    await apply(environment, demoGraduate);
    flow = new Flow(topic, store.database, partitions);
    laurel = new LaurelProcess(['run', '--roles', 'consume,announce'], environment);
    await flow.pass(partitions);
    await flow.expectWhole(group);
  }, 300_000);
  afterAll(async () => {
    await laurel?.kill();
    await topic?.close();
    await Promise.all([cluster?.remove(), registry?.close(), store?.close()]);
  });

  const whole = async (): Promise<void> => {
    await flow.expectWhole(group).catch((error: unknown) => {
      throw new Error(`${String(error)}; the log was:\n${laurel.stderr}`, { cause: error });
    });
  };
  const says = (wanted: string): Promise<unknown> =>
    waitFor(
      `it says that it is ${wanted}`,
      async () =>
        ((await (await fetch(`${monitoring}/readyz`)).json()) as { readonly status: string }).status === wanted,
      { timeoutMs },
    );

  test('one of three brokers is killed under load: the flow goes on, and nothing is lost', async () => {
    flow.start();
    await flow.waitForMore(30);
    const victim = cluster.nodes[await topic.admin.leaderOf(topic.name, 0)];
    await victim?.kill();
    await flow.waitForMore(300);
    await flow.stop();
    await whole();
    await victim?.start();
    await flow.pass(partitions);
    await whole();
  }, 180_000);

  test('all brokers are killed and come back: Laurel says so, waits, and goes on', async () => {
    await Promise.all(cluster.nodes.map((node) => node.kill()));
    const from = laurel.logs.length;
    const isTold = ({ level, msg }: LogLine): boolean =>
      level === 'error' && msg.startsWith('the event bus does not answer');
    await laurel.waitForLog(isTold, { from, timeoutMs });
    await says('degraded');
    await Promise.all(cluster.nodes.map((node) => node.start()));
    await flow.pass(partitions * 10);
    await whole();
    await says('ready');
  }, 180_000);

  test('the registry is away while a new schema comes: Laurel waits, parks nothing, says so, and goes on', async () => {
    const { headers, value } = await topic.messageOf(passing({ learner: 1, time: Date.now() * 1000, passing: false }));
    registry.pointTo(`http://127.0.0.1:${await freePort()}`);
    registry.cut();
    const from = laurel.logs.length;
    const id = await topic.register('other', newSchema());
    await topic.send({ headers: headers ?? [], value: framed(id, (value ?? Buffer.of()).subarray(5)), partition: 0 });
    const line = await laurel.waitForLog(
      ({ level, ...rest }) => level === 'error' && /registry/.test(JSON.stringify(rest)),
      { from, timeoutMs },
    );
    expect(JSON.stringify(line)).toContain('EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL');
    const revoked = (): Promise<number> =>
      countOf(store.database, "SELECT count(*) AS count FROM badge WHERE status = 'revoked'");
    expect(await revoked()).toBe(0);
    registry.pointTo(registryUrl);
    await waitFor('the penalty has counted', async () => (await revoked()) === 1, { timeoutMs });
    await whole();
    await stopInTime(laurel);
  }, 120_000);
});

/** The schema of passing statuses under another text: another id, the same bytes. */
function newSchema(): unknown {
  const [variant] = shippedCatalogue().types.get(passingType)?.variants.slice(-1) ?? [];
  return { ...variant?.schema, doc: `another text ${randomUUID()}` };
}
