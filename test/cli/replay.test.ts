import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { RedisConnection } from '../../src/bus/redis-streams/connection.ts';
import type { ReplayPlace } from '../../src/bus/replay.ts';
import { openReplay, recentMessages } from '../../src/composition/parts.ts';
import { readSettings } from '../../src/settings.ts';
import type { Event } from '../../src/rules/event.ts';
import type { Database } from '../../src/store/database/database.ts';
import { outcome, storeTemplates } from '../support/consumer.ts';
import { createEmbeddedDatabase } from '../support/database.ts';
import { enrolled, passing } from '../support/events.ts';
import { isKafkaInstalled } from '../support/kafka.ts';
import { KafkaTopic } from '../support/kafka-topic.ts';
import { messageOf } from '../support/messages.ts';
import { sharedKafka } from '../support/on-demand.ts';
import { isRegistryInstalled } from '../support/registry.ts';
import { template } from '../support/templates.ts';
import { empty, laurel } from './command-line.ts';

const hour = 3_600_000;
const span = ['--from', new Date(Date.now() - hour).toISOString()];
/** Only what is passed counts: the enrolment is of a type that is not configured. */
const events = [1, 2, 3].map((learner) => passing({ learner }));
const all: readonly Event[] = [...events, enrolled({ learner: 4 })];

let database: Database;
beforeAll(async () => {
  database = await createEmbeddedDatabase();
});
afterAll(() => database.close());
beforeEach(() => empty(database));

interface Replayed {
  readonly awarded: number;
  readonly [name: string]: unknown;
}

const replay = async (environment: Record<string, string>, ...more: string[]): Promise<Replayed> => {
  const ended = await laurel(['replay', ...span, '--json', ...more], database, { environment });
  if (ended.exitCode !== 0) throw new Error(ended.stderr);
  return ended.json() as Replayed;
};

/** What both buses do. */
async function expectReplay(environment: Record<string, string>, topic: string): Promise<void> {
  await storeTemplates(database, [template()]);
  const counted = { read: 5, topics: { [topic]: 5 }, ignored: { type_not_configured: 1 }, stopped: false };
  const dry = await replay(environment, '--dry-run');
  expect(dry).toMatchObject({ ...counted, dryRun: true, noEffect: 3, awarded: 0, parked: expect.any(Object) });
  expect(await outcome(database)).toMatchObject({ badges: [], parked: [] });

  expect(await replay(environment, '--yes')).toMatchObject({ ...counted, applied: 3, awarded: 3, revoked: 0 });
  const after = await outcome(database);
  expect(after).toMatchObject({ badges: [{}, {}, {}], signals: [{}, {}, {}], parked: [{ topic }] });
  // S11: once more changes nothing.
  expect(await replay(environment, '--yes')).toMatchObject({ ...counted, applied: 0, noEffect: 3, awarded: 0 });
  expect(await outcome(database)).toEqual(after);
  const audit = await database.query("SELECT after FROM audit WHERE action = 'bus.replay' ORDER BY id");
  expect(audit).toMatchObject([{ after: { awarded: 3, read: 5 } }, { after: { awarded: 0 } }]);

  await expectPlaces(environment, topic);
  const past = ['--from', '2020-01-01T00:00:00Z', '--until', '2020-01-02T00:00:00+02:00', '--yes'];
  const nothing = await laurel(['replay', ...past], database, { environment });
  expect(nothing.stdout).toContain(
    `${topic}: no messages from 2020-01-01T00:00:00.000Z until 2020-01-01T22:00:00.000Z.`,
  );
}

/** What would be read is told, and a replay that is broken off after any page goes on with the next one. */
async function expectPlaces(environment: Record<string, string>, topic: string): Promise<void> {
  const source = await openReplay(readSettings(environment).bus);
  if (source === null) throw new Error('no bus');
  const { signal } = new AbortController();
  const times = { from: new Date(Date.now() - hour), until: new Date() };
  const [found, ...more] = await source.preview(times, signal);
  expect([found, more]).toEqual([{ topic, oldest: expect.any(Date), count: 5, atLeast: false }, []]);
  const positionsFrom = async (place: ReplayPlace | null) => {
    const pages: { readonly place: ReplayPlace; readonly positions: string[] }[] = [];
    for await (const page of source.read(times, signal, place))
      pages.push({ place: page.place, positions: page.messages.map(({ position }) => position) });
    return pages;
  };
  const pages = await positionsFrom(null);
  expect(pages.flatMap(({ positions }) => positions)).toHaveLength(5);
  for (const [index, { place }] of pages.entries()) {
    const rest = (await positionsFrom(place)).flatMap(({ positions }) => positions);
    expect(rest).toEqual(pages.slice(index + 1).flatMap(({ positions }) => positions));
  }
  await source.close();
}

describe('laurel replay', () => {
  const environment = { EVENT_BUS_REDIS_CONNECTION_URL: 'redis://127.0.0.1:1/0' };

  test('wants to be confirmed, a bus, and times that mean one moment (K08)', async () => {
    const unconfirmed = await laurel(['replay', ...span], database, { environment });
    expect(unconfirmed.exitCode).toBe(2);
    expect(unconfirmed.stderr).toMatch(/badges can be awarded, revoked and announced[^]*--dry-run[^]*--yes/);
    const naive = await laurel(['replay', '--from', '2026-01-08T06:46:22', '--yes'], database, { environment });
    expect([naive.exitCode, naive.stderr]).toEqual([2, expect.stringContaining('Write the time with its zone')]);
    const backwards = [...span, '--until', '2020-01-01T00:00:00Z', '--yes'];
    expect((await laurel(['replay', ...backwards], database, { environment })).stderr).toContain('before --until');
    const noBus = await laurel(['replay', ...span, '--yes'], database);
    expect(noBus.stderr).toContain('No event bus to read from: set EVENT_BUS_REDIS_CONNECTION_URL');
    const off = await laurel(['replay', ...span, '--yes'], database, {
      environment: { ...environment, BADGES_ENABLED: 'false' },
    });
    expect(off.stderr).toContain('BADGES_ENABLED: is off');
    expect((await laurel(['replay', ...span, '--yes'], database, { environment })).stderr).toContain('BUS_UNAVAILABLE');
  });

  test.skipIf(inject('redisUrl') === null)('Redis: what is in the streams, without moving the group', async () => {
    const url = inject('redisUrl') ?? '';
    const prefix = `r${randomUUID().slice(0, 8)}`;
    const topic = `${prefix}-learning-badges-lifecycle`;
    const connection = new RedisConnection(url);
    const add = (event: Event, id: string) => {
      const { fields, body } = messageOf(event);
      return connection.send(['XADD', topic, id, ...fields, 'event_data', body ?? '']);
    };
    // One came before the time that is asked for, one can't be read.
    await add(passing({ learner: 9 }), `${Date.now() - 2 * hour}-0`);
    for (const event of all) await add(event, '*');
    await connection.send(['XADD', topic, '*', 'some', 'thing']);
    await connection.send(['XGROUP', 'CREATE', topic, 'badges', '0']);
    const groups = () => connection.send(['XINFO', 'GROUPS', topic]);
    const before = await groups();
    const environment = { EVENT_BUS_REDIS_CONNECTION_URL: url, EVENT_BUS_TOPIC_PREFIX: prefix };
    await expectReplay(environment, topic);
    expect(await groups()).toEqual(before);
    connection.close();
  });

  test.skipIf(!isKafkaInstalled() || !isRegistryInstalled())(
    'Kafka: what is in all partitions, without a group',
    async () => {
      const shared = await sharedKafka();
      const prefix = `k${randomUUID().slice(0, 8)}`;
      const topic = new KafkaTopic(shared, `${prefix}-learning-badges-lifecycle`);
      await topic.create({ partitions: 3 });
      for (const [partition, event] of all.entries())
        await topic.send({ ...(await topic.messageOf(event)), partition: partition % 3 });
      await topic.send({ value: Buffer.from('nonsense'), headers: [['ce_id', 'x']], partition: 1 });
      const environment = {
        EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS: shared.kafkaServers,
        EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL: shared.registryUrl,
        EVENT_BUS_TOPIC_PREFIX: prefix,
      };
      await expectReplay(environment, topic.name);
      // The newest ones, of which the pages make samples.
      const newest = await recentMessages(readSettings(environment).bus, 2);
      expect(newest.map(({ position }) => position)).toEqual(['1:1', '0:1']);
      for (const group of [`badges.${topic.name}`, 'laurel.replay'])
        expect(await topic.admin.committed(group, topic.name)).toEqual(new Map());
      await topic.close();
    },
  );
});
