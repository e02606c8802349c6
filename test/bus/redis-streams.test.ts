import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import type { Subscription } from '../../src/bus/bus.ts';
import { RedisConnection } from '../../src/bus/redis-streams/connection.ts';
import { tidyConsumers } from '../../src/bus/redis-streams/consumer-group.ts';
import { openRedisSubscription } from '../../src/bus/redis-streams/subscription.ts';
import { detectPrefixes } from '../../src/bus/redis-streams/prefixes.ts';
import { fullTopic } from '../../src/bus/topics.ts';
import type { RawMessage } from '../../src/events/message.ts';
import type { RedisSettings } from '../../src/settings/redis.ts';
import { recordLogs } from '../support/logs.ts';
import { waitFor } from '../support/wait.ts';
import { redisSettings } from './redis-settings.ts';
import { idsOf, sortedIdsOf, metadata, passingBody, passingFields, passingType } from './passing-status.ts';

const redisUrl = inject('redisUrl');
const never = new AbortController().signal;

describe.skipIf(redisUrl === null)('Redis Streams subscription', () => {
  const url = redisUrl ?? '';
  let topic: string;
  let redis: RedisConnection;
  let opened: Subscription[];

  beforeEach(() => {
    topic = `test-${randomUUID()}`;
    redis = new RedisConnection(url);
    opened = [];
  });
  afterEach(async () => {
    await Promise.all(opened.map((subscription) => subscription.close()));
    redis.close();
  });

  const subscribe = (changes: Partial<RedisSettings> = {}, topics = [topic], logger = recordLogs().logger) => {
    const subscription = openRedisSubscription(redisSettings(url, changes), topics, logger);
    opened.push(subscription);
    return subscription;
  };
  const send = async (...ids: string[]): Promise<string[]> => {
    const entries = await redis.sendAll(
      ids.map((id) => ['XADD', topic, '*', ...passingFields(id).flat(), 'event_data', passingBody]),
    );
    return entries.map((entry) => (entry.status === 'fulfilled' ? String(entry.value) : 'refused'));
  };
  /** Reads until there are as many messages, whatever the pieces they come in. */
  const readAll = async (from: Subscription, count: number): Promise<RawMessage[]> => {
    const all: RawMessage[] = [];
    await waitFor(`${count} messages`, async () => {
      all.push(...(await from.read(1_000, never)));
      return all.length >= count;
    });
    return all;
  };
  const pendingCount = async (): Promise<number> => {
    const [count] = (await redis.send(['XPENDING', topic, `badges.${topic}`])) as [number];
    return count;
  };
  const consumerNames = async (): Promise<string[]> => {
    const rows = (await redis.send(['XINFO', 'CONSUMERS', topic, `badges.${topic}`])) as Buffer[][];
    return rows.map((row) => String(row[1]));
  };

  test('gives every field and the body as they are on the wire, and acknowledges', async () => {
    const [entry] = await send('e1');
    const subscription = subscribe();
    const [message] = await readAll(subscription, 1);
    expect(message).toMatchObject({ topic, position: entry, format: 'avro', deliveries: 1 });
    expect(message?.body).toEqual(passingBody);
    expect(metadata(message as RawMessage)).toEqual(Object.fromEntries(passingFields('e1')));
    await subscription.acknowledge([message as RawMessage]);
    expect(await pendingCount()).toBe(0);
  });

  test('a clock of the server that is set back: what comes then is read after the rest, and nothing counts as lost', async () => {
    const logs = recordLogs();
    const subscription = subscribe({}, [topic], logs.logger);
    const ahead = Date.now() + 3_600_000;
    await redis.send(['XADD', topic, `${ahead}-0`, ...passingFields('ahead').flat(), 'event_data', passingBody]);
    const before = await readAll(subscription, 1);
    expect(idsOf(before)).toEqual(['ahead']);
    // Redis goes on from the newest id, whatever its clock says.
    const [first = '', second = ''] = await send('after-1', 'after-2');
    expect([first, second]).toEqual([`${ahead}-1`, `${ahead}-2`]);
    const after = await readAll(subscription, 2);
    expect(idsOf(after)).toEqual(['after-1', 'after-2']);
    await subscription.acknowledge([...before, ...after]);
    expect(await pendingCount()).toBe(0);
    const [group] = (await redis.send(['XINFO', 'GROUPS', topic])) as Buffer[][];
    expect(String(group?.[group.findIndex((field) => String(field) === 'lag') + 1])).toBe('0');
    expect(logs.text()).not.toContain('lost');
  });

  test('E01: what was sent before the group was made, and while nobody was reading, is all read, once', async () => {
    await send('before-1', 'before-2');
    const first = subscribe();
    const early = await readAll(first, 2);
    await first.acknowledge(early);
    await first.close();
    await send('between-1', 'between-2');
    const second = subscribe();
    const late = await readAll(second, 2);
    expect(idsOf([...early, ...late])).toEqual(['before-1', 'before-2', 'between-1', 'between-2']);
    expect(await second.read(10, never)).toEqual([]);
  });

  test('E01: a group that an operator put at the end keeps its position', async () => {
    await send('old');
    await redis.send(['XGROUP', 'CREATE', topic, `badges.${topic}`, '$']);
    const subscription = subscribe();
    expect(await subscription.read(10, never)).toEqual([]);
    await send('new');
    expect(idsOf(await readAll(subscription, 1))).toEqual(['new']);
  });

  test('E02: a second consumer of the group takes nothing away from the first', async () => {
    const first = subscribe();
    const seen = await first.read(10, never);
    await send('a', 'b', 'c', 'd');
    const second = subscribe();
    const all = [...seen, ...(await first.read(2, never)), ...(await second.read(10, never))];
    await waitFor('all four', async () => {
      if (all.length < 4) all.push(...(await first.read(10, never)), ...(await second.read(10, never)));
      return all.length === 4;
    });
    expect(sortedIdsOf(all)).toEqual(['a', 'b', 'c', 'd']);
    // Nothing came twice.
    expect(all.every(({ deliveries }) => deliveries === 1)).toBe(true);
  });

  test('E03: a message that was read and not acknowledged stays pending and comes again', async () => {
    await send('failed');
    const subscription = subscribe({ claimIdleMs: 50 });
    await readAll(subscription, 1);
    expect(await pendingCount()).toBe(1);
    const [again] = await readAll(subscription, 1);
    expect(idsOf([again as RawMessage])).toEqual(['failed']);
    expect(again?.deliveries).toBe(2);
  });

  test('E04: a pending entry that was trimmed is settled, counted, and does not stop the recovery of the others', async () => {
    const [oldest] = await send('trimmed', 'kept-1', 'kept-2');
    await abandon('dead');
    await redis.send(['XDEL', topic, oldest ?? '']);
    const { logger, lines } = recordLogs();
    const subscription = openRedisSubscription(redisSettings(url, { claimIdleMs: 50 }), [topic], logger);
    opened.push(subscription);
    const recovered = await readAll(subscription, 2);
    expect(idsOf(recovered)).toEqual(['kept-1', 'kept-2']);
    await subscription.acknowledge(recovered);
    expect(await pendingCount()).toBe(0);
    await waitFor('the loss in the log', () => lines.some((line) => line['lost'] === 1 && line['topic'] === topic));
  });

  test('E04: recovery goes on behind more trimmed entries than fit in one batch', async () => {
    const entries = await send(...Array.from({ length: 7 }, (_, index) => `trimmed-${index}`), 'kept');
    await abandon('dead');
    await redis.send(['XDEL', topic, ...entries.slice(0, 7)]);
    const subscription = subscribe({ claimIdleMs: 50 });
    let recovered: readonly RawMessage[] = [];
    await waitFor('the kept message', async () => (recovered = await subscription.read(3, never)).length > 0);
    expect(idsOf(recovered)).toEqual(['kept']);
  });

  test('E05: messages of a consumer that dies are claimed while running, with the count of their deliveries', async () => {
    const living = subscribe({ claimIdleMs: 100 });
    expect(await living.read(10, never)).toEqual([]);
    await send('orphan-1', 'orphan-2');
    await abandon('dead');
    const claimed = await readAll(living, 2);
    expect(idsOf(claimed)).toEqual(['orphan-1', 'orphan-2']);
    expect(claimed.map(({ deliveries }) => deliveries)).toEqual([2, 2]);
    await living.acknowledge(claimed);
    expect(await pendingCount()).toBe(0);
  });

  test('E10: several topics in one subscription, many messages in one read', async () => {
    const other = `${topic}-other`;
    await send(...Array.from({ length: 50 }, (_, index) => `first-${index}`));
    await redis.send(['XADD', other, '*', ...passingFields('second').flat(), 'event_data', passingBody]);
    const subscription = subscribe({}, [topic, other]);
    const messages = await readAll(subscription, 51);
    expect(new Set(messages.map((message) => message.topic))).toEqual(new Set([topic, other]));
    await subscription.acknowledge(messages);
    expect(await pendingCount()).toBe(0);
    expect(await redis.send(['XPENDING', other, `badges.${other}`])).toEqual([0, null, null, null]);
  });

  test('a read never gives more than its limit, and loses nothing of the rest', async () => {
    const sent = Array.from({ length: 25 }, (_, index) => `m-${index}`);
    await send(...sent);
    const subscription = subscribe();
    const seen: RawMessage[] = [];
    for (const limit of [10, 3, 10, 10]) {
      const messages = await subscription.read(limit, never);
      expect(messages.length).toBeLessThanOrEqual(limit);
      seen.push(...messages);
    }
    seen.push(...(await readAll(subscription, sent.length - seen.length)));
    expect(idsOf(seen)).toEqual(sent);
  });

  test('E09, E11: malformed entries come through as they are, and no log line holds a payload', async () => {
    const { logger, text } = recordLogs();
    const subscription = subscribe({}, [topic], logger);
    await redis.send(['XADD', topic, '*', 'type', passingType, 'event_data', passingBody]);
    await redis.send(['XADD', topic, '*', 'walrus', '']);
    const [withoutId, withoutBody] = await readAll(subscription, 2);
    // No id is made up: the reader sees that there is none.
    expect(metadata(withoutId as RawMessage)).toEqual({ type: passingType });
    expect(withoutBody?.body).toBeNull();
    expect(metadata(withoutBody as RawMessage)).toEqual({ walrus: '' });
    expect(text()).not.toContain('first@x.org');
    expect(text()).not.toContain('event_data');
  });

  test('closing gives back what was read ahead or not finished, for the next process to take at its start', async () => {
    const sent = Array.from({ length: 6 }, (_, index) => `m-${index}`);
    await send(...sent);
    const first = subscribe();
    await first.acknowledge(await first.read(2, never));
    await first.read(2, never);
    await first.close();
    const second = subscribe();
    expect(sortedIdsOf(await readAll(second, 4))).toEqual(sent.slice(2));
  });

  test('silent consumers of ours are deleted, but none that has something pending, is not ours or is this one', async () => {
    const group = `badges.${topic}`;
    await send('pending');
    await abandon('laurel-pending');
    for (const name of ['laurel-gone', 'laurel-self', 'somebody-else'])
      await redis.send(['XGROUP', 'CREATECONSUMER', topic, group, name]);
    const self = { topic, group, consumer: 'laurel-self' };
    await tidyConsumers(redis, self);
    expect(await consumerNames()).toContain('laurel-gone');
    await tidyConsumers(redis, self, 0);
    expect(await consumerNames()).toEqual(['laurel-pending', 'laurel-self', 'somebody-else']);
    expect(await pendingCount()).toBe(1);
  });

  test('a consumer that leaves with nothing pending leaves no name behind', async () => {
    await send('done');
    const subscription = subscribe();
    await subscription.acknowledge(await readAll(subscription, 1));
    expect(await consumerNames()).toHaveLength(1);
    await subscription.close();
    expect(await consumerNames()).toEqual([]);
  });

  test('a group that vanishes with its stream is made again, and reading goes on', async () => {
    const { logger, lines } = recordLogs();
    const subscription = subscribe({ pollTimeoutMs: 2_000 }, [topic], logger);
    await send('first');
    await subscription.acknowledge(await readAll(subscription, 1));
    const reading = subscription.read(10, never);
    await redis.send(['DEL', topic]);
    await send('after');
    const messages = [...(await reading)];
    if (messages.length === 0) messages.push(...(await readAll(subscription, 1)));
    expect(idsOf(messages)).toEqual(['after']);
    expect(lines.filter(({ msg }) => String(msg).startsWith('created the consumer group'))).toHaveLength(2);
  });

  test('a key that is no stream is an outage of that topic only, logged once', async () => {
    const broken = `${topic}-broken`;
    await redis.send(['SET', broken, 'text']);
    await send('fine');
    const { logger, lines } = recordLogs();
    const subscription = subscribe({}, [topic, broken], logger);
    expect(idsOf(await readAll(subscription, 1))).toEqual(['fine']);
    await waitFor('the outage', () => !subscription.healthy);
    const outages = () => lines.filter(({ level }) => level === 50);
    await subscription.read(10, never);
    expect(outages()).toEqual([
      expect.objectContaining({ bus: `redis-streams ${broken}`, cause: expect.stringContaining('WRONGTYPE') }),
    ]);
  });

  test('lists the topic prefixes in use', async () => {
    await redis.send(['XADD', 'q7x-learning-badges-lifecycle', '*', 'a', 'b']);
    await redis.send(['XADD', 'two-parts-learning-badges-lifecycle', '*', 'a', 'b']);
    await redis.send(['SET', 'no-stream-learning-badges-lifecycle', 'text']);
    const prefixes = await detectPrefixes(redis);
    expect(prefixes).toEqual(expect.arrayContaining(['q7x', 'two-parts']));
    expect(prefixes).not.toContain('no-stream');
    expect(prefixes.map((prefix) => fullTopic(prefix, 'learning-badges-lifecycle'))).toContain(
      'q7x-learning-badges-lifecycle',
    );
    expect(fullTopic('', 'learning-badges-lifecycle')).toBe('learning-badges-lifecycle');
  });

  /** Another consumer reads everything new and is never heard of again. */
  async function abandon(consumer: string): Promise<void> {
    const group = `badges.${topic}`;
    await redis.sendAll([['XGROUP', 'CREATE', topic, group, '0', 'MKSTREAM']]);
    await redis.send(['XREADGROUP', 'GROUP', group, consumer, 'COUNT', '1000', 'STREAMS', topic, '>']);
  }
});
