import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RedisConnection } from '../../src/bus/redis-streams/connection.ts';
import { inspectRedisStreams } from '../../src/bus/redis-streams/inspect.ts';
import { openRedisPublisher } from '../../src/bus/redis-streams/publisher.ts';
import { openRedisSubscription } from '../../src/bus/redis-streams/subscription.ts';
import { readSettings } from '../../src/settings.ts';
import { recordLogs } from '../support/logs.ts';
import { isRedisInstalled, startRedisServer } from '../support/redis.ts';
import type { RedisServer } from '../support/redis.ts';
import { waitFor } from '../support/wait.ts';
import { passingBody, passingFields } from './passing-status.ts';
import { redisSettings } from './redis-settings.ts';

const topic = 'dev-learning-badges-lifecycle';
const never = new AbortController().signal;

describe.skipIf(!isRedisInstalled())('what the user of Redis may do', () => {
  let server: RedisServer;
  let admin: RedisConnection;
  beforeAll(async () => {
    server = await startRedisServer();
    admin = new RedisConnection(server.url);
  });
  afterAll(async () => {
    admin?.close();
    await server?.remove();
  });

  const urlAs = (user: string): string => server.url.replace('redis://', `redis://${user}:PASSWORD@`);
  const allow = (user: string, ...rules: readonly string[]) =>
    admin.send(['ACL', 'SETUSER', user, 'reset', 'on', '>PASSWORD', '~*', '&*', ...rules]);
  const inspect = (user: string) => {
    const { bus } = readSettings({ EVENT_BUS_TOPIC_PREFIX: 'dev', EVENT_BUS_REDIS_CONNECTION_URL: urlAs(user) });
    return inspectRedisStreams(bus, redisSettings(urlAs(user)));
  };
  const message = { topic: 'learning-badges-lifecycle', key: 'k', fields: passingFields('e1'), body: passingBody };

  test('the line of docs/operations.md is enough for everything, in a database of its own too', async () => {
    const [line = ''] = /^ACL SETUSER .*$/m.exec(readFileSync('docs/operations.md', 'utf8')) ?? [];
    await admin.send(line.split(' '));
    const settings = redisSettings(urlAs('laurel').replace(/\/0$/, '?db=2'));
    const { logger, lines } = recordLogs();
    const publisher = openRedisPublisher(settings, 'dev', logger);
    await publisher.publish([message]);
    await publisher.close();
    const subscription = openRedisSubscription(settings, [topic], logger);
    const messages = await subscription.read(10, never);
    expect(messages).toHaveLength(1);
    await subscription.acknowledge(messages);
    await subscription.close();
    expect(lines.filter(({ level }) => Number(level) > 30)).toEqual([]);
    expect(await inspect('laurel')).toMatchObject({ inconveniences: [] });
    // It went to the database that the URL names.
    expect(await admin.send(['EXISTS', topic])).toBe(0);
  });

  test('without INFO all goes on, and the look says so', async () => {
    await allow('quiet', '+@all', '-info');
    expect(await inspect('quiet')).toMatchObject({
      server: 'Redis of unknown version',
      inconveniences: ['the user may not use INFO'],
    });
  });

  test.each(['XPENDING', 'XREADGROUP', 'XACK', 'XCLAIM', 'XADD'])(
    'without %s the look fails, and names it',
    async (name) => {
      await allow('lacking', '+@all', `-${name.toLowerCase()}`);
      const failure = await inspect('lacking').catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: 'BUS_REFUSED' });
      expect(String(failure)).toContain(`the user may not use ${name}`);
      expect(String(failure)).not.toContain('PASSWORD');
    },
  );

  test('a key that may not be touched is named', async () => {
    await allow('elsewhere', '+@all', 'resetkeys', '~other-*');
    await expect(inspect('elsewhere')).rejects.toThrow(`the user may not touch the key ${topic}`);
  });

  test('a reader says at the start what it lacks, and reads as soon as it may', async () => {
    await allow('late', '+@all', '-xpending');
    const { logger, lines } = recordLogs();
    const subscription = openRedisSubscription(redisSettings(urlAs('late')), [topic], logger);
    const reading = subscription.read(10, never);
    await waitFor('the log line', () => lines.length > 0);
    expect(lines[0]).toMatchObject({
      msg: 'the event bus denies a permission that Laurel needs',
      cause: expect.stringContaining('the user may not use XPENDING') as unknown,
    });
    expect(subscription.healthy).toBe(false);
    await allow('late', '+@all');
    await reading;
    await waitFor('it reads', () => subscription.healthy);
    await subscription.close();
  });
});
