import { randomUUID } from 'node:crypto';
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
    await publisher.publish(ids.map((id) => ({ topic, fields: passingFields(id), body: passingBody })));
    await publisher.close();
  };
  const entries = async (): Promise<[id: Buffer, fields: Buffer[]][]> =>
    (await redis.send(['XRANGE', `dev-${topic}`, '-', '+'])) as unknown as [Buffer, Buffer[]][];

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

  test('keeps the stream near its longest length', async () => {
    await publish(1_000, { streamMaxLength: 100 });
    // Approximate trimming drops whole nodes of 100 entries.
    expect((await entries()).length).toBeLessThanOrEqual(200);
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
