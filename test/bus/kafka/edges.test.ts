import { spawn } from 'node:child_process';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { inspectKafka } from '../../../src/bus/kafka/inspect.ts';
import { readSettings } from '../../../src/settings.ts';
import { countParked } from '../../../src/store/engine/parked.ts';
import { storeTemplates } from '../../support/consumer.ts';
import { createTestDatabase, hasPostgresql } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { demoCourse, passing } from '../../support/events.ts';
import { isKafkaInstalled } from '../../support/kafka.ts';
import { node, repositoryRoot } from '../../support/laurel.ts';
import { sharedKafka } from '../../support/on-demand.ts';
import type { SharedKafka } from '../../support/on-demand.ts';
import { isRegistryInstalled } from '../../support/registry.ts';
import { passCourse, template } from '../../support/templates.ts';
import { waitFor } from '../../support/wait.ts';
import { idOf, ReadingStage } from './reading.ts';
import { sendInTransactions } from './other-senders.ts';

const isInstalled = hasPostgresql() && isKafkaInstalled() && isRegistryInstalled();

describe.skipIf(!isInstalled)('S3, S10, S11: what Kafka does with a topic while it is read', () => {
  let kafka: SharedKafka;
  let store: TestDatabase;
  let stage: ReadingStage;
  beforeAll(async () => {
    [kafka, store] = await Promise.all([sharedKafka(), createTestDatabase()]);
    stage = new ReadingStage(kafka, store.database);
  }, 120_000);
  afterEach(() => stage.close());
  afterAll(() => store.close());

  test('what is deleted beyond the position of a consumer that is slow is told with its exact number, and it goes on by itself', async () => {
    const topic = await stage.makeTopic({ partitions: 2 });
    const large = { ...(await topic.messageOf(passing({ id: 'large' }))), partition: 0 };
    const value = Buffer.concat([large.value ?? Buffer.of(), Buffer.alloc(900_000)]);
    for (let index = 0; index < 4; index += 1) await topic.send({ ...large, value });
    const reading = stage.open([topic]);
    const { signal } = new AbortController();
    const first = await waitFor('the first message', async () => {
      const messages = await reading.subscription.read(1, signal);
      return messages.length > 0 && messages;
    });
    // With the other three there is enough to do: nothing more is fetched before some of it is taken.
    await waitFor('the others wait', () => reading.fetched() === 4);
    for (const id of ['a', 'b', 'c', 'd'])
      await topic.send({ ...(await topic.messageOf(passing({ id }))), partition: 0 });
    await topic.admin.deleteRecords(topic.name, 0, 7n);
    await topic.send({ ...(await topic.messageOf(passing({ id: 'elsewhere' }))), partition: 1 });
    await reading.done(first);
    const rest: string[] = [];
    while (!['d', 'elsewhere'].every((id) => rest.includes(id))) {
      const messages = await reading.take(1);
      rest.push(...messages.map(idOf));
      await reading.done(messages);
    }
    expect(rest.toSorted()).toEqual(['d', 'elsewhere', 'large', 'large', 'large']);
    expect(reading.gaps).toMatchObject([{ reason: 'trimmed', lost: 3, exact: true, partition: 0, afterId: '0:4' }]);
    expect(reading.gaps).toHaveLength(1);
    expect(reading.text()).toContain('messages were deleted from the topic before they were read');
    expect(reading.subscription.trouble).toBeNull();
  }, 60_000);

  test('another process reads on between the look at a partition and taking it: no loss is told, and nothing is read again', async () => {
    const topic = await stage.makeTopic();
    await topic.publish(passing({ id: 'a' }), passing({ id: 'b' }));
    const first = stage.open([topic]);
    await first.done(await first.take(2));
    await first.subscription.close();

    const { database } = store;
    const { second, reading } = await database.transaction(async (transaction) => {
      // The other process is about to write how far it is.
      await transaction.query('SELECT FROM kafka_position WHERE topic = $1 FOR UPDATE', [topic.name]);
      const opened = stage.open([topic]);
      const taking = opened.take(1);
      await waitFor('the second process waits for the position', async () => {
        const waiting = await transaction.query(
          'SELECT FROM pg_locks WHERE NOT granted AND transactionid = pg_current_xact_id()::xid',
        );
        return waiting.length > 0;
      });
      await topic.publish(passing({ id: 'c' }), passing({ id: 'd' }), passing({ id: 'e' }));
      await transaction.query('UPDATE kafka_position SET next_offset = 4, seen_end = 5 WHERE topic = $1', [topic.name]);
      return { second: opened, reading: taking };
    });
    expect((await reading).map((message) => idOf(message))).toEqual(['e']);
    expect(second.gaps).toEqual([]);
    expect(second.text()).not.toContain('made anew');
  });

  test('offsets without messages: position and lag settle, no loss is told, and of a later one "at most"', async () => {
    const topic = await stage.makeTopic({
      configs: {
        'cleanup.policy': 'compact,delete',
        'segment.ms': '50',
        'min.cleanable.dirty.ratio': '0.001',
        'max.compaction.lag.ms': '100',
      },
    });
    const of = (course: string, id: string) => passing({ course, id });
    await topic.publish(of(demoCourse, 'x0'), of(demoCourse, 'x1'), of(demoCourse, 'x2'));
    const message = await topic.messageOf(of(demoCourse, 'x3'));
    await sendInTransactions(kafka, topic.name, message, (id) => [
      ...(message.headers ?? []).filter(([name]) => name !== 'ce_id'),
      ['ce_id', id],
    ]);
    // A segment is begun anew with a message, and only what is in older ones is compacted.
    await waitFor('it is compacted', async () => {
      await topic.publish(of(demoCourse, 'newest'));
      return (await topic.entries()).filter(({ header }) => header('ce_id').startsWith('x')).length === 0;
    });
    const reading = stage.open([topic]);
    const group = `badges.${topic.name}`;
    const [end] = await topic.ends();
    const seen: string[] = [];
    await waitFor('all is read and committed', async () => {
      const messages = await reading.subscription.read(100, AbortSignal.timeout(300));
      seen.push(...messages.map(idOf));
      await reading.done(messages);
      return (await topic.admin.committed(group, topic.name)).get(0) === end;
    });
    expect(seen).not.toContain('aborted');
    expect(seen).toContain('newest');
    const { bus } = readSettings({
      EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS: kafka.kafkaServers,
      EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL: kafka.registryUrl,
      LAUREL_TOPICS: topic.name,
    });
    const { topics } = bus.kafka === null ? { topics: [] } : await inspectKafka(bus, bus.kafka);
    expect(topics).toMatchObject([{ standing: { lag: 0 }, keeping: { lost: 0 } }]);
    expect(reading.gaps).toEqual([]);
    await reading.subscription.close();

    await topic.publish(of('course-v1:a+b+c', 'y0'), of('course-v1:a+b+d', 'y1'), of('course-v1:a+b+e', 'y2'));
    await topic.admin.deleteRecords(topic.name, 0, (end ?? 0n) + 2n);
    const again = stage.open([topic]);
    expect((await again.take(1)).map(idOf)).toEqual(['y2']);
    expect(again.gaps).toMatchObject([{ reason: 'trimmed', lost: 2, exact: false, atMost: true }]);
    expect(again.text()).toContain('lostAtMost');
  }, 60_000);

  test('a message that kills every process is parked after as many of them as on Redis, and everything else goes on', async () => {
    const { database, url } = store;
    await storeTemplates(database, [template({ requirements: [passCourse('pass', demoCourse)] })]);
    const topic = await stage.makeTopic({ partitions: 2 });
    const badges = async (): Promise<number> => (await database.query('SELECT id FROM badge')).length;
    const good = (learner: number) => topic.messageOf(passing({ learner }));
    const { headers = [] } = await good(0);
    await topic.send(
      { ...(await good(1)), partition: 0 },
      { headers, value: Buffer.from('kill'), partition: 0 },
      { ...(await good(2)), partition: 0 },
      { ...(await good(3)), partition: 1 },
    );
    let deaths = 0;
    for (;;) {
      const { kafkaServers, registryUrl } = kafka;
      const args = [
        'test/support/dying-consumer.ts',
        url,
        JSON.stringify({ kafkaServers, registryUrl, topic: topic.name }),
      ];
      const child = spawn(node, args, { cwd: repositoryRoot, stdio: 'ignore' });
      onTestFinished(() => void child.kill('SIGKILL'));
      const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_, signal) => resolve(signal)));
      const done = waitFor(
        'it is parked',
        async () => (await countParked(database)).size > 0 && (await badges()) === 3,
        {
          timeoutMs: 60_000,
        },
      );
      const end = await Promise.race([
        ended,
        done.then(
          () => 'parked' as const,
          () => 'late' as const,
        ),
      ]);
      if (end === 'SIGKILL') {
        deaths += 1;
        expect(deaths).toBeLessThan(15);
        continue;
      }
      expect(end).toBe('parked');
      child.kill('SIGTERM');
      await ended;
      break;
    }
    // Twice among others, then alone.
    expect(deaths).toBe(9);
    expect(await countParked(database)).toEqual(new Map([['delivered_too_often', 1]]));
    expect(await database.query('SELECT count(*) AS count FROM message_attempt')).toEqual([{ count: 0 }]);
  }, 120_000);
});
