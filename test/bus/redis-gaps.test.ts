import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import type { Subscription } from '../../src/bus/bus.ts';
import { RedisConnection } from '../../src/bus/redis-streams/connection.ts';
import { openRedisSubscription } from '../../src/bus/redis-streams/subscription.ts';
import type { RedisSettings } from '../../src/settings/redis.ts';
import { listGaps } from '../../src/store/lists/gap-list.ts';
import type { GapListing } from '../../src/store/lists/gap-list.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { recordLogs } from '../support/logs.ts';
import { waitFor } from '../support/wait.ts';
import { redisSettings } from './redis-settings.ts';

const redisUrl = inject('redisUrl');
const never = new AbortController().signal;

describe.skipIf(redisUrl === null || !hasPostgresql())('messages that are gone before they are read', () => {
  const url = redisUrl ?? '';
  let store: TestDatabase;
  let redis: RedisConnection;
  let topic: string;
  let group: string;
  let logs: ReturnType<typeof recordLogs>;
  let opened: Subscription[];
  /** What the metrics were told. */
  let counted: number;

  beforeAll(async () => {
    store = await createTestDatabase();
    redis = new RedisConnection(url);
  });
  afterAll(async () => {
    redis.close();
    await store.close();
  });
  beforeEach(() => {
    topic = `test-${randomUUID()}`;
    group = `badges.${topic}`;
    logs = recordLogs();
    opened = [];
    counted = 0;
  });
  afterEach(async () => {
    await Promise.all(opened.map((subscription) => subscription.close()));
    await redis.send(['DEL', topic]);
  });

  const start = (changes: Partial<RedisSettings> = {}): Subscription => {
    const subscription = openRedisSubscription(redisSettings(url, changes), [topic], logs.logger, {
      database: store.database,
      onGap: (_topic, { lost }) => (counted += lost),
    });
    opened.push(subscription);
    return subscription;
  };
  const send = async (count: number): Promise<string[]> => {
    const results = await redis.sendAll(Array.from({ length: count }, () => ['XADD', topic, '*', 'event_data', 'x']));
    return results.map((result) => (result.status === 'fulfilled' ? String(result.value) : ''));
  };
  const redisSays = (...command: string[]) => redis.send(command);
  /** Reads so many, from whichever gets them: a reader fetches ahead. */
  const read = async (from: Subscription | readonly Subscription[], count: number): Promise<void> => {
    const readers = [from].flat();
    let left = count;
    await waitFor(`${count} messages`, async () => {
      for (const reader of readers) {
        const messages = await reader.read(left, never);
        await reader.acknowledge(messages);
        left -= messages.length;
        if (left <= 0) return true;
      }
      return false;
    });
  };
  /** As a process that takes exactly so many and fetches none ahead. */
  const readElsewhere = (count: number) =>
    redisSays('XREADGROUP', 'GROUP', group, 'other', 'COUNT', String(count), 'NOACK', 'STREAMS', topic, '>');
  const gaps = async (): Promise<GapListing[]> => {
    const { items } = await listGaps(store.database, {}, { limit: 100, position: null });
    return items.filter((gap) => gap.topic === topic).toReversed();
  };
  const found = (count: number): Promise<GapListing[]> =>
    waitFor(`${count} gaps`, async () => {
      const all = await gaps();
      return all.length >= count && all;
    });
  const errors = () => logs.lines.filter(({ level }) => level === 50);

  test('S29: trimmed while nobody ran: told once with how many and when, also after a restart and with many processes', async () => {
    await redisSays('XGROUP', 'CREATE', topic, group, '0', 'MKSTREAM');
    const ids = await send(3);
    await redisSays('XTRIM', topic, 'MAXLEN', '1');
    const processes = [start(), start(), start()];
    await read(processes, 1);
    const [gap] = await found(1);
    expect(gap).toMatchObject({ topic, group, reason: 'trimmed', lost: 2, exact: true, acknowledgedAt: null });
    expect(gap?.until?.getTime()).toBe(Number(ids[2]?.split('-')[0]));
    await waitFor('the log', () => errors().length > 0);
    for (const each of processes) await each.close();
    const again = start();
    await send(1);
    await read(again, 1);
    await again.close();
    expect(await gaps()).toHaveLength(1);
    expect(errors()).toEqual([expect.objectContaining({ topic, group, lost: 2 })]);
    expect(counted).toBe(2);
  });

  test('S29: trimmed while it runs and while it does not, again and again: each is counted once', async () => {
    const first = start();
    await first.read(1, never);
    await send(30);
    await readElsewhere(10);
    await redisSays('XTRIM', topic, 'MAXLEN', '12');
    await read(first, 12);
    expect(await found(1)).toMatchObject([{ lost: 8, exact: true }]);
    expect(await first.read(1, never)).toEqual([]);
    await send(20);
    await readElsewhere(10);
    await redisSays('XTRIM', topic, 'MAXLEN', '7');
    await read(first, 7);
    expect(await found(2)).toMatchObject([{ lost: 8 }, { lost: 3, exact: true }]);
    await first.close();
    await send(1_000);
    await redisSays('XTRIM', topic, 'MAXLEN', '0');
    const second = start();
    expect(await second.read(1, never)).toEqual([]);
    expect(await found(3)).toMatchObject([{ lost: 8 }, { lost: 3 }, { lost: 1_000, exact: true }]);
    await send(2);
    await read(second, 2);
    await second.close();
    expect(await gaps()).toHaveLength(3);
    expect(counted).toBe(1_011);
  });

  test('S29: processes read side by side while it is trimmed: nothing is counted twice, nothing forgotten', async () => {
    const processes = [start(), start()];
    for (const each of processes) await each.read(1, never);
    let sent = 0;
    let got = 0;
    for (let round = 0; round < 8; round += 1) {
      sent += (await send(40)).length;
      await redisSays('XTRIM', topic, 'MAXLEN', '25');
      for (const each of processes) {
        const messages = await each.read(10, never);
        await each.acknowledge(messages);
        got += messages.length;
      }
    }
    await waitFor('all is read', async () => {
      const before = got;
      for (const each of processes) got += (await each.read(10, never)).length;
      return got === before;
    });
    await Promise.all(processes.map((each) => each.close()));
    const all = await gaps();
    const told = all.reduce((sum, { lost }) => sum + lost, 0);
    expect(all.length).toBeGreaterThan(3);
    // Where two look at the same moment, a count may be unsure; then it says so, and is not too high.
    expect(got + told).toBeLessThanOrEqual(sent);
    if (all.every(({ exact }) => exact)) expect(got + told).toBe(sent);
  });

  test('S29: deleted one by one from the middle', async () => {
    const reader = start();
    await reader.read(1, never);
    const ids = await send(10);
    await readElsewhere(3);
    await redisSays('XDEL', topic, ids[1] ?? '', ids[4] ?? '', ids[6] ?? '');
    await read(reader, 5);
    expect(await found(1)).toMatchObject([{ reason: 'deleted', lost: 2, exact: true }]);
    const more = await send(4);
    await redisSays('XDEL', topic, ids[0] ?? '', more[2] ?? '');
    await read(reader, 3);
    expect(await found(2)).toMatchObject([{ lost: 2 }, { reason: 'deleted', lost: 1 }]);
    await reader.read(1, never);
    await reader.close();
    expect(await gaps()).toHaveLength(2);
  });

  test('S29: the group or the topic was deleted: made anew, and told; what is still there comes again', async () => {
    const reader = start();
    await send(5);
    await read(reader, 5);
    await redisSays('XGROUP', 'DESTROY', topic, group);
    await read(reader, 5);
    expect(await found(1)).toMatchObject([{ reason: 'group_gone', lost: 0, exact: true }]);
    await redisSays('DEL', topic);
    await send(2);
    await read(reader, 2);
    expect(await found(2)).toMatchObject([{}, { reason: 'topic_gone', exact: false }]);
    await reader.close();
    await redisSays('DEL', topic);
    await send(6);
    const [one, two] = [start(), start()];
    await read([one, two], 6);
    const all = await found(3);
    await Promise.all([one.close(), two.close()]);
    // As long as before, it could be the same: so it may be that nothing is lost.
    expect(all[2]).toMatchObject({ reason: 'group_gone', lost: 0, exact: false });
    expect(await gaps()).toHaveLength(3);
  });

  test('S29: no gap: a new group on a trimmed topic, an empty topic, what was read and then removed', async () => {
    await redisSays('XADD', topic, '*', 'event_data', 'x');
    const [, deleted] = await send(4);
    await redisSays('XTRIM', topic, 'MAXLEN', '3');
    await redisSays('XDEL', topic, deleted ?? '');
    const starting = [start(), start()];
    await send(2);
    await read(starting, 4);
    for (const each of starting) await each.close();
    await redisSays('XTRIM', topic, 'MAXLEN', '0');
    const again = start({ claimIdleMs: 3_600_000 });
    expect(await again.read(10, never)).toEqual([]);
    const ids = await send(3);
    await read(again, 3);
    await redisSays('XDEL', topic, ...ids);
    await send(1);
    await read(again, 1);
    await redisSays('XGROUP', 'SETID', topic, group, '0');
    await read(again, 1);
    await again.close();
    expect(await gaps()).toEqual([]);
    expect(errors()).toEqual([]);
  });

  test('S29: without the right to use XINFO it reads all the same, and says once what it can not see', async () => {
    const user = `reader-${randomUUID()}`;
    await redisSays('ACL', 'SETUSER', user, 'on', '>secret', '~*', '&*', '+@all', '-xinfo', '-info');
    const reader = start({ url: url.replace('redis://', `redis://${user}:secret@`) });
    await send(3);
    await read(reader, 3);
    await reader.close();
    await redisSays('ACL', 'DELUSER', user);
    expect(reader.healthy).toBe(true);
    expect(logs.lines.filter(({ msg }) => /XINFO/.test(String(msg)))).toHaveLength(1);
  });
});
