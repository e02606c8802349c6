import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { RedisConnection } from '../../src/bus/redis-streams/connection.ts';
import { openRedisSubscription } from '../../src/bus/redis-streams/subscription.ts';
import type { Check } from '../../src/cli/doctor/checks.ts';
import { storeBusGap } from '../../src/store/engine/bus-gaps.ts';
import type { Database } from '../../src/store/database/database.ts';
import { redisSettings } from '../bus/redis-settings.ts';
import { createEmbeddedDatabase, silent } from '../support/database.ts';
import { isRedisInstalled, startRedisServer } from '../support/redis.ts';
import type { RedisServer } from '../support/redis.ts';
import { waitFor } from '../support/wait.ts';
import { laurel } from './command-line.ts';

const topic = 'learning-badges-lifecycle';
const group = `badges.${topic}`;

let database: Database;
beforeAll(async () => {
  database = await createEmbeddedDatabase();
});
afterAll(() => database.close());
beforeEach(() => database.query('TRUNCATE bus_gap, bus_position RESTART IDENTITY'));

async function doctor(environment: Record<string, string> = {}): Promise<(check: string) => Check[]> {
  const ended = await laurel(['doctor', '--json'], database, { environment, openProviders: () => new Map() });
  const { checks } = ended.json() as { checks: Check[] };
  return (name) => checks.filter(({ check }) => check === name);
}

describe('laurel gaps (S29)', () => {
  test('lists what was lost until it is acknowledged, and doctor tells of it as long', async () => {
    expect((await laurel(['gaps', 'list'], database)).stdout).toContain('No events are known to be lost.');
    expect((await doctor())('lost events')).toMatchObject([{ status: 'ok' }]);
    const [from, until] = [new Date('2026-03-01T10:00:00Z'), new Date('2026-03-01T11:00:00Z')];
    await database.transaction(async (transaction) => {
      const gap = { life: 1, from, until, exact: true } as const;
      await storeBusGap(transaction, { topic, group }, { ...gap, reason: 'trimmed', afterId: '1-1', lost: 40 });
      await storeBusGap(
        transaction,
        { topic, group },
        { ...gap, reason: 'topic_gone', afterId: '7-1', lost: 0, exact: false },
      );
    });
    const listed = (await laurel(['gaps', 'list'], database)).stdout;
    expect(listed).toMatch(/2 +learning-badges-lifecycle +unknown +topic_gone/);
    expect(listed).toMatch(
      /1 +learning-badges-lifecycle +40 +trimmed +2026-03-01T10:00:00.000Z +2026-03-01T11:00:00.000Z/,
    );
    expect((await doctor())('lost events')).toMatchObject([
      { status: 'warn', message: `at least 40 of ${topic}, gone from the bus before they were read` },
    ]);

    expect((await laurel(['gaps', 'acknowledge', '9'], database)).stdout).toContain(
      'There is no open gap with this number.',
    );
    expect((await laurel(['gaps', 'acknowledge', '2'], database)).stdout).toContain('1 gap acknowledged.');
    expect((await laurel(['gaps', 'list', '--open', '--json'], database)).json()).toMatchObject({ items: [{ id: 1 }] });
    expect((await laurel(['gaps', 'acknowledge'], database)).stdout).toContain('1 gap acknowledged.');
    expect((await laurel(['gaps', 'list', '--open'], database)).stdout).toContain('No events are known to be lost.');
    expect((await laurel(['gaps', 'list', '--json'], database)).json()).toMatchObject({
      items: [{ id: 2 }, { id: 1 }],
    });

    // Of Kafka the partition, and no more than is known: some of its offsets were never events.
    await database.transaction(async (transaction) => {
      const gap = { life: 1, from, until, lost: 5, exact: false, atMost: true, partition: 3 } as const;
      await storeBusGap(transaction, { topic, group }, { ...gap, reason: 'trimmed', afterId: '3:7' });
    });
    const onKafka = (await laurel(['gaps', 'list', '--open'], database)).stdout;
    expect(onKafka).toMatch(/learning-badges-lifecycle, partition 3 +at most 5 +trimmed/);
    expect((await doctor())('lost events')).toMatchObject([
      { message: expect.stringContaining(`at most 5 of ${topic}`) },
    ]);
    await laurel(['gaps', 'acknowledge'], database);
    expect((await doctor())('lost events')).toMatchObject([{ status: 'ok' }]);
    const mistaken = await laurel(['gaps', 'acknowledge', 'all'], database);
    expect(mistaken).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('all') });
  });
});

describe.skipIf(!isRedisInstalled())('laurel doctor on what may be lost (S29)', () => {
  let server: RedisServer;
  let redis: RedisConnection;
  beforeAll(async () => {
    server = await startRedisServer();
    redis = new RedisConnection(server.url);
  });
  afterAll(async () => {
    redis.close();
    await server.remove();
  });
  beforeEach(() => redis.send(['FLUSHALL']));

  const says = (...command: string[]) => redis.send(command);
  const send = (count: number) => redis.sendAll(Array.from({ length: count }, () => ['XADD', topic, '*', 'a', 'x']));
  const check = async (name: string, more: Record<string, string> = {}, url = server.url): Promise<Check[]> =>
    (await doctor({ EVENT_BUS_REDIS_CONNECTION_URL: url, ...more }))(name);
  const events = (more: Record<string, string> = {}) => check(`events of ${topic}`, more);
  /** Reads so many, and ends. */
  const readAll = async (count: number): Promise<void> => {
    const reader = openRedisSubscription(redisSettings(server.url), [topic], silent, { database });
    let left = count;
    await waitFor('all is read', async () => {
      const messages = await reader.read(left, new AbortController().signal);
      await reader.acknowledge(messages);
      left -= messages.length;
      return left === 0;
    });
    await reader.close();
  };

  test('whether a full Redis evicts topics, as far as the user may see it', async () => {
    const told = () => check('event bus memory');
    expect(await told()).toMatchObject([{ status: 'ok', message: expect.stringContaining('noeviction') }]);
    for (const policy of ['allkeys-lru', 'allkeys-random']) {
      await says('CONFIG', 'SET', 'maxmemory-policy', policy);
      expect(await told()).toMatchObject([{ status: 'warn', message: expect.stringContaining(policy) }]);
    }
    await says('CONFIG', 'SET', 'maxmemory-policy', 'volatile-lru');
    expect(await told()).toMatchObject([{ status: 'ok', message: expect.stringContaining('volatile-lru') }]);
    const asUser = async (...rights: string[]) => {
      await says('ACL', 'SETUSER', 'limited', 'reset', 'on', '>secret', '~*', '+@all', ...rights);
      return check('event bus memory', {}, server.url.replace('redis://', 'redis://limited:secret@'));
    };
    expect(await asUser('-info')).toMatchObject([{ status: 'ok', message: expect.stringContaining('volatile-lru') }]);
    expect(await asUser('-info', '-config')).toMatchObject([
      { status: 'warn', message: expect.stringContaining('unknown: the user may use neither INFO nor CONFIG GET') },
    ]);
  });

  test('a backlog near the length that the topic is let to keep, or beyond it; none without a backlog', async () => {
    await says('XGROUP', 'CREATE', topic, group, '0', 'MKSTREAM');
    await send(85);
    const keeps = { EVENT_BUS_REDIS_STREAM_MAX_LEN: '100' };
    expect(await events(keeps)).toMatchObject([
      {
        status: 'warn',
        message: 'the oldest unprocessed one is removed when 15 more have arrived: the topic keeps 100',
      },
    ]);
    expect(await events()).toEqual([]);
    expect(await events({ EVENT_BUS_REDIS_STREAM_MAX_LEN: '60' })).toMatchObject([
      { status: 'warn', message: expect.stringContaining('25 unprocessed ones can be removed with the next') },
    ]);
    await readAll(85);
    await send(15);
    expect(await events(keeps)).toEqual([]);
    // Full, all but the newest processed: one that was handed out long ago is next.
    await says('XREADGROUP', 'GROUP', group, 'dead', 'COUNT', '1', 'STREAMS', topic, '>');
    await says('XADD', topic, 'MAXLEN', '20', '*', 'a', 'x');
    await readAll(14 + 1);
    expect(await events({ EVENT_BUS_REDIS_STREAM_MAX_LEN: '20' })).toEqual([]);
    for (let more = 0; more < 3; more += 1) await says('XADD', topic, 'MAXLEN', '20', '*', 'a', 'x');
    expect(await events({ EVENT_BUS_REDIS_STREAM_MAX_LEN: '20' })).toMatchObject([
      { status: 'warn', message: expect.stringContaining('when 1 more have arrived') },
    ]);
    for (let more = 0; more < 3; more += 1) await says('XADD', topic, 'MAXLEN', '20', '*', 'a', 'x');
    const [inWork] = await events({ EVENT_BUS_REDIS_STREAM_MAX_LEN: '20' });
    expect(inWork?.message).toContain('while being processed');
  });

  test('where the platform keeps less than the settings say, the topic itself shows how much', async () => {
    await send(400);
    await says('XTRIM', topic, 'MAXLEN', '200');
    await says('XGROUP', 'CREATE', topic, group, '0');
    expect(await events()).toMatchObject([{ status: 'warn', message: expect.stringContaining('the topic keeps 200') }]);
    await readAll(150);
    expect(await events()).toEqual([]);
  });

  test('what was removed while nobody ran, the group, the whole topic', async () => {
    await send(20);
    await readAll(20);
    await send(50);
    await says('XTRIM', topic, 'MAXLEN', '10');
    expect(await events()).toMatchObject([
      { status: 'warn', message: expect.stringContaining('at least 40 were removed from the topic') },
    ]);
    await readAll(10);
    expect(await events()).toEqual([]);
    await says('XGROUP', 'DESTROY', topic, group);
    expect(await events()).toMatchObject([{ status: 'warn', message: `the group ${group} was deleted` }]);
    await says('DEL', topic);
    const gone = [{ status: 'warn', message: expect.stringContaining('deleted, evicted or replaced') }];
    expect(await events()).toMatchObject(gone);
    await send(1);
    expect(await events()).toMatchObject(gone);
  });
});
