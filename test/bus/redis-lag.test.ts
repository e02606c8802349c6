import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { RedisConnection } from '../../src/bus/redis-streams/connection.ts';
import { inspectRedisStreams } from '../../src/bus/redis-streams/inspect.ts';
import { busSettings, redisSettings } from './redis-settings.ts';

const redisUrl = inject('redisUrl');

describe.skipIf(redisUrl === null)('what is left to read of a topic', () => {
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

  const add = async (count: number): Promise<void> => {
    await redis.sendAll(Array.from({ length: count }, () => ['XADD', topic, '*', 'some', 'thing']));
  };
  const read = async (count: number): Promise<void> => {
    await redis.send(['XREADGROUP', 'GROUP', 'g', 'c', 'COUNT', String(count), 'NOACK', 'STREAMS', topic, '>']);
  };
  const lag = async (): Promise<number | null | undefined> => {
    const redis = redisSettings(url, { group: 'g' });
    return (await inspectRedisStreams(busSettings(topic, redis), redis)).topics[0]?.standing?.lag;
  };

  test('is what is there, whatever was trimmed unread before', async () => {
    await redis.send(['XGROUP', 'CREATE', topic, 'g', '0', 'MKSTREAM']);
    expect(await lag()).toBe(0);
    await add(3_000);
    await read(100);
    expect(await lag()).toBe(2_900);
    await redis.send(['XTRIM', topic, 'MAXLEN', '1200']);
    expect(await lag()).toBe(1_200);
    await read(700);
    expect(await lag(), 'the read ones are fewer').toBe(500);
    await add(1_700);
    expect(await lag(), 'both are several pages').toBe(2_200);
    await read(2_200);
    expect(await lag(), 'all is read').toBe(0);
    await add(3);
    await redis.send(['XTRIM', topic, 'MAXLEN', '0']);
    expect(await lag(), 'nothing is left').toBe(0);
  });
});
