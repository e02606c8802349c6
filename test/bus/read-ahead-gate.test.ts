import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { RedisConnection } from '../../src/bus/redis-streams/connection.ts';
import { openReadAheadGate } from '../../src/bus/redis-streams/read-ahead-gate.ts';
import type { RedisSettings } from '../../src/settings/redis.ts';
import { recordLogs } from '../support/logs.ts';
import { waitFor } from '../support/wait.ts';
import { busSettings, redisSettings } from './redis-settings.ts';

const redisUrl = inject('redisUrl');

describe.skipIf(redisUrl === null)('signals and the events that are still to be read', () => {
  const url = redisUrl ?? '';
  let topic: string;
  let redis: RedisConnection;
  beforeEach(() => {
    topic = `test-${randomUUID()}`;
    redis = new RedisConnection(url);
  });
  afterEach(async () => {
    await redis.send(['DEL', topic]);
    redis.close();
  });

  const open = (changes: Partial<RedisSettings> = {}, patienceMs = 60_000) => {
    const { logger, lines } = recordLogs();
    const gate = openReadAheadGate(
      busSettings(topic, redisSettings(url, changes), patienceMs),
      redisSettings(url, changes),
      logger,
    );
    return { room: () => gate.room(), close: () => gate.close(), said: () => lines.map(({ msg }) => String(msg)) };
  };
  const add = async (count: number): Promise<void> => {
    await redis.sendAll(Array.from({ length: count }, () => ['XADD', topic, '*', 'some', 'thing']));
  };
  const makeGroup = () => redis.send(['XGROUP', 'CREATE', topic, `badges.${topic}`, '0', 'MKSTREAM']);
  const read = async (count: number): Promise<string[]> => {
    const reply = await redis.send([
      'XREADGROUP',
      'GROUP',
      `badges.${topic}`,
      'c',
      'COUNT',
      String(count),
      'STREAMS',
      topic,
      '>',
    ]);
    const [[, entries]] = reply as unknown as [[Buffer, [Buffer, Buffer[]][]]];
    return entries.map(([id]) => String(id));
  };
  const finish = (ids: readonly string[]) => redis.send(['XACK', topic, `badges.${topic}`, ...ids]);

  test('signals wait while the group has much to read or to finish, and say so once', async () => {
    await makeGroup();
    await add(1_500);
    const gate = open();
    expect(await gate.room()).toBe(0);
    const ids = await read(1_400);
    expect(await gate.room(), 'read is not finished').toBe(0);
    await finish(ids.slice(1));
    expect(await gate.room(), 'the oldest is far behind').toBe(0);
    expect(gate.said()).toEqual([expect.stringContaining('signals wait until the backlog of events has been read')]);
    await finish(ids);
    expect(await gate.room(), 'as many as may lie behind the oldest unread event').toBe(900);
    expect(gate.said()[1]).toContain('sending signals again');
    await gate.close();
  });

  test('a tenth of what the platform keeps may lie behind an unread event', async () => {
    await makeGroup();
    await add(5);
    const gate = open({ streamMaxLength: 200 });
    expect(await gate.room()).toBe(15);
    await gate.close();
  });

  test('they do not wait for a group that makes no progress, and again for one that does', async () => {
    await makeGroup();
    await add(3_000);
    const gate = open({}, 300);
    expect(await gate.room()).toBe(0);
    await waitFor('the end of patience', async () => (await gate.room()) === Infinity);
    expect(gate.said()[1]).toContain('nobody reads the events of the topic');
    await finish(await read(100));
    expect(await gate.room(), 'somebody reads again').toBe(0);
    await gate.close();
  });

  test('nor where nobody is going to read: not configured, no group, no topic, no right to look', async () => {
    expect(await open().room(), 'no topic').toBeGreaterThan(0);
    await add(3_000);
    expect(await open().room(), 'no group').toBeGreaterThan(0);
    await makeGroup();
    expect(await open({ consumersEnabled: false }).room()).toBe(Infinity);
    expect(await open().room()).toBe(0);
    const user = `u${randomUUID()}`;
    await redis.send(['ACL', 'SETUSER', user, 'on', '>secret', '~*', '+xadd', '+ping', '+auth', '+hello', '+select']);
    const { host } = new URL(url);
    const limited = open({ url: `redis://${user}:secret@${host}/0` });
    expect(await limited.room()).toBe(Infinity);
    expect(limited.said()).toEqual([expect.stringContaining('may not inspect the consumer group')]);
    await redis.send(['ACL', 'DELUSER', user]);
  });
});
