import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { inspectKafka } from '../../src/bus/kafka/inspect.ts';
import { shippedCatalogue } from '../../src/events/catalogue.ts';
import { readSettings } from '../../src/settings.ts';
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
import { idOf, ReadingStage, settingsOf } from '../bus/kafka/reading.ts';
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

  test('K03: all brokers are killed and come back: Laurel says so, waits, and goes on', async () => {
    await Promise.all(cluster.nodes.map((node) => node.kill()));
    const from = laurel.logs.length;
    const isTold = ({ level, msg }: LogLine): boolean =>
      level === 'error' && msg.startsWith('the event bus is not responding');
    await laurel.waitForLog(isTold, { from, timeoutMs });
    await says('degraded');
    await Promise.all(cluster.nodes.map((node) => node.start()));
    await flow.pass(partitions * 10);
    await whole();
    await says('ready');
  }, 180_000);

  test('a partition has no leader, a broker hangs: the others are read and written meanwhile by who comes new, and nothing is lost', async () => {
    // Each partition is on one broker only.
    const stage = new ReadingStage({ kafkaServers: cluster.servers, registryUrl }, store.database);
    onTestFinished(() => stage.close());
    const alone = await stage.makeTopic({ partitions, replicas: 1 }, `${prefix}-alone`);
    const leaders = await alone.admin.leaders(alone.name);
    const ids = leaders.map((_, partition) => `in ${partition}`);
    for (const [partition, id] of ids.entries())
      await alone.send({ ...(await alone.messageOf(passing({ id }))), partition });
    // The one that everybody asks first.
    const away = leaders.indexOf(0);
    cluster.nodes[0]?.freeze();
    onTestFinished(() => cluster.nodes[0]?.thaw());
    const reading = stage.open([alone], { LAUREL_KAFKA_SESSION_SECONDS: '3' });
    const others = await reading.take(partitions - 1, 60_000);
    expect(others.map(idOf).toSorted()).toEqual(ids.filter((_, partition) => partition !== away));
    await reading.done(others);
    await waitFor(
      'it is told',
      async () => {
        await reading.subscription.read(1, AbortSignal.timeout(200));
        return reading.subscription.trouble?.includes(`partitions without a leader: ${alone.name} ${away}`);
      },
      { timeoutMs },
    );
    const settings = settingsOf({ kafkaServers: cluster.servers, registryUrl }, {});
    const { bus } = readSettings({
      EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS: cluster.servers,
      EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL: registryUrl,
      LAUREL_TOPICS: alone.name,
    });
    const look = await inspectKafka(bus, settings);
    expect(look.topics).toMatchObject([{ topic: alone.name, lacks: [], keeping: { leaderless: [away] } }]);

    cluster.nodes[0]?.thaw();
    const late = await reading.take(1);
    await reading.done(late);
    expect(late.map(idOf)).toEqual([ids[away]]);
    expect(reading.gaps).toEqual([]);
    await waitFor(
      'nothing is wrong',
      async () => {
        await reading.subscription.read(1, AbortSignal.timeout(200));
        return reading.subscription.trouble === null;
      },
      { timeoutMs },
    );
    // Laurel, which read the other topic all the while.
    await flow.pass(partitions);
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
