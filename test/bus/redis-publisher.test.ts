import { randomUUID } from 'node:crypto';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { RedisConnection } from '../../src/bus/redis-streams/connection.ts';
import { openRedisPublisher } from '../../src/bus/redis-streams/publisher.ts';
import { openRedisSubscription } from '../../src/bus/redis-streams/subscription.ts';
import { recordLogs } from '../support/logs.ts';
import { metadata, passingBody, passingFields, passingType } from './passing-status.ts';
import { redisSettings } from './redis-settings.ts';

const redisUrl = inject('redisUrl');

describe.skipIf(redisUrl === null)('Redis Streams publisher', () => {
  const url = redisUrl ?? '';
  let topic: string;
  let redis: RedisConnection;
  beforeEach(() => {
    topic = `test-${randomUUID()}`;
    redis = new RedisConnection(url);
  });
  afterEach(() => redis.close());

  const publish = async (count: number, changes = {}, logger = recordLogs().logger): Promise<void> => {
    const publisher = openRedisPublisher(redisSettings(url, changes), 'dev', logger);
    const ids = Array.from({ length: count }, (_, index) => `e${index + 1}`);
    await publisher.publish(ids.map((id) => ({ topic, key: 'k', fields: passingFields(id), body: passingBody })));
    await publisher.close();
  };
  const entries = async (): Promise<[id: Buffer, fields: Buffer[]][]> =>
    (await redis.send(['XRANGE', `dev-${topic}`, '-', '+'])) as unknown as [Buffer, Buffer[]][];

  const length = () => redis.send(['XLEN', `dev-${topic}`]);
  /** Entries of others. */
  const fill = async (count: number): Promise<void> => {
    await redis.sendAll(Array.from({ length: count }, () => ['XADD', `dev-${topic}`, '*', 'some', 'thing']));
  };
  /** Reads as a consumer does, and finishes nothing. */
  const read = async (group: string, count: number): Promise<string[]> => {
    const reply = await redis.send([
      'XREADGROUP',
      'GROUP',
      group,
      'c',
      'COUNT',
      String(count),
      'STREAMS',
      `dev-${topic}`,
      '>',
    ]);
    const [[, read]] = reply as unknown as [[Buffer, [Buffer, Buffer[]][]]];
    return read.map(([id]) => String(id));
  };

  test('S20: writes the entry that the platform itself would write, field by field and in its order', async () => {
    await publish(1);
    const [[, fields]] = (await entries()) as [[Buffer, Buffer[]]];
    expect(fields.filter((_, index) => index % 2 === 0).map(String)).toEqual([
      'type',
      'id',
      'source',
      'time',
      'minorversion',
      'sourcehost',
      'sourcelib',
      'event_data',
    ]);
    expect(fields.filter((_, index) => index % 2 === 1)).toEqual([
      Buffer.from('org.openedx.learning.course.passing.status.updated.v1'),
      Buffer.from('e1'),
      Buffer.from('openedx/lms/web'),
      Buffer.from('2026-11-22T10:27:28.130449+00:00'),
      Buffer.from('0'),
      Buffer.from('vm'),
      Buffer.from('11.2.0'),
      passingBody,
    ]);
  });

  test('what it sends, a subscription reads, in order', async () => {
    await publish(3);
    const subscription = openRedisSubscription(redisSettings(url), [`dev-${topic}`], recordLogs().logger);
    const messages = await subscription.read(10, new AbortController().signal);
    expect(messages.map((message) => metadata(message)['id'])).toEqual(['e1', 'e2', 'e3']);
    await subscription.close();
  });

  test('deletes nothing of what is in the stream, however much that is', async () => {
    await fill(12_000);
    await publish(2);
    expect(await length()).toBe(12_002);
  });

  test('trims to the length that it is told, but nothing that a group has not read and finished', async () => {
    const { logger, lines } = recordLogs();
    await fill(300);
    await publish(1, { streamMaxLength: 100, consumersEnabled: false }, logger);
    expect(await length(), 'nobody has a group there').toBe(301);
    await redis.send(['XGROUP', 'CREATE', `dev-${topic}`, 'other', '0']);
    await publish(1, { streamMaxLength: 100 }, logger);
    expect(await length(), 'the own group is yet to be made').toBe(302);
    await publish(1, { streamMaxLength: 100, consumersEnabled: false }, logger);
    expect(await length(), 'the other group has read nothing').toBe(303);
    expect(lines).toContainEqual(
      expect.objectContaining({
        level: 40,
        group: 'other',
        msg: expect.stringContaining('the stream stays longer than EVENT_BUS_REDIS_STREAM_MAX_LEN'),
      }),
    );
    const ids = await read('other', 250);
    await redis.send(['XACK', `dev-${topic}`, 'other', ...ids.slice(0, 40), ...ids.slice(50)]);
    await publish(1, { streamMaxLength: 100, consumersEnabled: false });
    expect(await length(), 'ten are in work').toBe(304 - 40);
    expect((await entries())[0]?.[0].toString()).toBe(ids[40]);
    await redis.send(['XACK', `dev-${topic}`, 'other', ...ids]);
    await publish(1, { streamMaxLength: 100, consumersEnabled: false });
    expect(await length(), 'the rest is finished').toBe(100);
  });

  test('of messages whose answer was lost, it sends again what did not arrive', async () => {
    const server = new URL(url);
    // Cuts the connection as soon as the server has answered to an XADD.
    let cuts = 1;
    const proxy = createServer((client) => {
      const upstream = connect(Number(server.port), server.hostname);
      let writes = false;
      client.on('data', (bytes) => {
        writes ||= bytes.includes('XADD');
        upstream.write(bytes);
      });
      upstream.on('data', (bytes) => {
        if (writes && cuts > 0) {
          cuts -= 1;
          client.destroy();
        } else client.write(bytes);
      });
      for (const socket of [client, upstream])
        socket.on('error', () => {}).on('close', () => (client.destroy(), upstream.destroy()));
    });
    await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
    const { port } = proxy.address() as AddressInfo;
    const publisher = openRedisPublisher(redisSettings(`redis://127.0.0.1:${port}/0`), 'dev', recordLogs().logger);
    const messages = ['e1', 'e2'].map((id) => ({ topic, key: 'k', fields: passingFields(id), body: passingBody }));
    await expect(publisher.publish(messages)).rejects.toMatchObject({ code: 'BUS_UNAVAILABLE' });
    expect(await length()).toBe(2);
    await publisher.publish([...messages, { topic, key: 'k', fields: passingFields('e3'), body: passingBody }]);
    expect((await entries()).map(([, fields]) => String(fields[3]))).toEqual(['e1', 'e2', 'e3']);
    await publisher.close();
    proxy.close();
  });

  test('E09: audit logging tells of each signal by type and id, and shows nothing of its content', async () => {
    const { logger, lines, text } = recordLogs();
    await publish(2, {}, logger);
    const sent = await entries();
    expect(lines).toEqual(
      ['e1', 'e2'].map((id, index) =>
        expect.objectContaining({ topic: `dev-${topic}`, entry: String(sent[index]?.[0]), type: passingType, id }),
      ),
    );
    expect(text()).not.toContain('first@x.org');
    const quiet = recordLogs();
    await publish(2, { auditLogging: false }, quiet.logger);
    expect(quiet.lines).toEqual([]);
  });

  test('throws when any message was refused, and says why without quoting it', async () => {
    await redis.send(['SET', `dev-${topic}`, 'text']);
    const failure = await publish(2).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'BUS_UNAVAILABLE' });
    expect(String(failure)).toContain('WRONGTYPE');
    expect(String(failure)).not.toContain('first@x.org');
  });
});
