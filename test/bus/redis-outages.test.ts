import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Subscription } from '../../src/bus/bus.ts';
import { RedisConnection } from '../../src/bus/redis-streams/connection.ts';
import { openRedisPublisher } from '../../src/bus/redis-streams/publisher.ts';
import { openRedisSubscription } from '../../src/bus/redis-streams/subscription.ts';
import { LaurelError } from '../../src/errors.ts';
import type { RawMessage } from '../../src/events/message.ts';
import type { RedisSettings } from '../../src/settings/redis.ts';
import { recordLogs } from '../support/logs.ts';
import { freePort } from '../support/ports.ts';
import { isRedisInstalled, startRedisServer } from '../support/redis.ts';
import type { RedisServer } from '../support/redis.ts';
import { waitFor } from '../support/wait.ts';
import { idsOf, passingBody, passingFields } from './passing-status.ts';
import { redisSettings } from './redis-settings.ts';

const topic = 'dev-learning-badges-lifecycle';
const never = new AbortController().signal;

describe.skipIf(!isRedisInstalled())('Redis away and back', () => {
  const cleanup: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of cleanup.splice(0).toReversed()) await end();
  });

  const startServer = async (persistent = false): Promise<RedisServer> => {
    const server = await startRedisServer({ persistent });
    cleanup.push(() => server.remove());
    return server;
  };
  const subscribe = (url: string, changes: Partial<RedisSettings> = {}) => {
    const logs = recordLogs();
    const subscription = openRedisSubscription(redisSettings(url, changes), [topic], logs.logger);
    cleanup.push(() => subscription.close());
    return { subscription, ...logs };
  };
  const send = async (server: RedisServer, id: string): Promise<void> => {
    const redis = new RedisConnection(server.url);
    await redis.send(['XADD', topic, '*', ...passingFields(id).flat(), 'event_data', passingBody]);
    redis.close();
  };
  const readOne = (subscription: Subscription): Promise<readonly RawMessage[]> =>
    waitFor('a message', async () => {
      const messages = await subscription.read(10, never);
      return messages.length > 0 && messages;
    });
  const blockedReader = async (server: RedisServer): Promise<void> => {
    const redis = new RedisConnection(server.url);
    await waitFor('a blocked read', async () =>
      String(await redis.send(['INFO', 'clients'])).includes('blocked_clients:1'),
    );
    redis.close();
  };

  test('an abort ends a blocked read at once; a message that comes later is given by the next read', async () => {
    const server = await startServer();
    const { subscription } = subscribe(server.url, { pollTimeoutMs: 60_000 });
    const stop = new AbortController();
    const reading = subscription.read(10, stop.signal);
    await blockedReader(server);
    const started = performance.now();
    stop.abort();
    expect(await reading).toEqual([]);
    expect(performance.now() - started).toBeLessThan(500);
    await send(server, 'later');
    expect(idsOf(await subscription.read(10, never))).toEqual(['later']);
  });

  test('closing ends a blocked read at once', async () => {
    const server = await startServer();
    const { subscription } = subscribe(server.url, { pollTimeoutMs: 60_000 });
    const reading = subscription.read(10, never);
    await blockedReader(server);
    const started = performance.now();
    await subscription.close();
    expect(await reading).toEqual([]);
    expect(performance.now() - started).toBeLessThan(500);
  });

  test.each([true, false])(
    'E06: a restart during a blocked read (persistent: %s) is outlived, and told twice',
    async (persistent) => {
      const server = await startServer(persistent);
      const { subscription, lines } = subscribe(server.url, { pollTimeoutMs: 60_000 });
      await send(server, 'before');
      await subscription.acknowledge(await readOne(subscription));
      const reading = subscription.read(10, never);
      await blockedReader(server);
      await server.kill();
      await waitFor('the outage is seen', () => !subscription.healthy);
      await server.start();
      await send(server, 'after');
      expect(idsOf(await reading)).toEqual(['after']);
      expect(subscription.healthy).toBe(true);
      const told = lines.map(({ msg }) => msg).filter((msg) => String(msg).startsWith('the event bus'));
      expect(told).toEqual(['the event bus is not responding', 'the event bus is responding again']);
    },
  );

  test('a message that was pending when Redis crashed comes again after it is back', async () => {
    const server = await startServer(true);
    const { subscription } = subscribe(server.url, { claimIdleMs: 50 });
    await send(server, 'unfinished');
    const messages = await readOne(subscription);
    await server.kill();
    await expect(subscription.acknowledge(messages)).rejects.toThrow(LaurelError);
    expect(subscription.healthy).toBe(false);
    await server.start();
    const again = await readOne(subscription);
    expect(idsOf(again)).toEqual(['unfinished']);
    await subscription.acknowledge(again);
    expect(subscription.healthy).toBe(true);
  });

  test('E06: the limit of errors in a row ends reading with BUS_UNAVAILABLE, so that the process exits with a failure', async () => {
    const { subscription } = subscribe(`redis://:sesame@127.0.0.1:${await freePort()}/0`, {
      consecutiveErrorsLimit: 3,
      pollFailureSleepMs: 1,
    });
    const failure = await subscription.read(10, never).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'BUS_UNAVAILABLE', exitCode: 1 });
    expect(String(failure)).toContain('ECONNREFUSED');
    expect(String(failure)).not.toContain('sesame');
  });

  test('without a limit it never gives up, and an abort ends the wait at once', async () => {
    const { subscription, lines } = subscribe(`redis://127.0.0.1:${await freePort()}/0`, { pollFailureSleepMs: 1 });
    const stop = new AbortController();
    const reading = subscription.read(10, stop.signal);
    await waitFor('the outage is seen', () => lines.length > 0);
    stop.abort();
    expect(await reading).toEqual([]);
    expect(lines).toHaveLength(1);
  });

  test('closing does not wait for a server that takes connections and never answers', async () => {
    const sockets: Socket[] = [];
    const mute = createServer((socket) => sockets.push(socket));
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => closeServer(mute, sockets));
    const { port } = mute.address() as { port: number };
    const { subscription } = subscribe(`rediss://user:sesame@127.0.0.1:${port}/0`);
    const reading = subscription.read(10, never);
    await waitFor('the connection', () => sockets.length > 0);
    const started = performance.now();
    await subscription.close();
    expect(await reading).toEqual([]);
    expect(performance.now() - started).toBeLessThan(500);
  });

  test('signs in with user and password, and names a wrong one without showing it', async () => {
    const server = await startServer();
    const admin = new RedisConnection(server.url);
    await admin.send(['ACL', 'SETUSER', 'laurel', 'on', '>open sesame', '~*', '+@all']);
    await admin.send(['ACL', 'SETUSER', 'default', 'off']);
    const address = new URL(server.url).host;
    const logs = recordLogs();
    const right = openRedisPublisher(redisSettings(`redis://laurel:open%20sesame@${address}/0`), 'dev', logs.logger);
    const wrong = openRedisPublisher(redisSettings(`redis://laurel:wrong-secret@${address}/0`), 'dev', logs.logger);
    cleanup.push(() => Promise.all([right.close(), wrong.close()]));
    const message = { topic: 'learning-badges-lifecycle', key: 'k', fields: passingFields('e1'), body: passingBody };
    await right.publish([message]);
    const failure = await wrong.publish([message]).catch((error: unknown) => String(error));
    expect(failure).toContain('WRONGPASS');
    for (const secret of ['sesame', 'wrong-secret', 'first@x.org'])
      expect(failure + logs.text() + right.name + wrong.name).not.toContain(secret);
    expect(wrong.healthy).toBe(false);
  });

  test('a publisher says that Redis is away, and sends when it is back', async () => {
    const server = await startServer(true);
    const { logger, lines } = recordLogs();
    const publisher = openRedisPublisher(redisSettings(server.url), 'dev', logger);
    cleanup.push(() => publisher.close());
    const message = { topic: 'learning-badges-lifecycle', key: 'k', fields: passingFields('e1'), body: passingBody };
    await publisher.publish([message]);
    await server.kill();
    await expect(publisher.publish([message])).rejects.toMatchObject({ code: 'BUS_UNAVAILABLE', retryable: true });
    await expect(publisher.publish([message])).rejects.toMatchObject({ code: 'BUS_UNAVAILABLE' });
    expect(publisher.healthy).toBe(false);
    await server.start();
    await publisher.publish([message]);
    expect(publisher.healthy).toBe(true);
    expect(lines.filter(({ level }) => level === 50)).toHaveLength(1);
  });
});

function closeServer(server: Server, sockets: readonly Socket[]): Promise<void> {
  for (const socket of sockets) socket.destroy();
  return new Promise((resolve) => server.close(() => resolve()));
}
