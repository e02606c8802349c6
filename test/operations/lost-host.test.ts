import { randomUUID } from 'node:crypto';
import { expect, inject, onTestFinished, test } from 'vitest';
import { RedisConnection } from '../../src/bus/redis-streams/connection.ts';
import { openRedisSubscription } from '../../src/bus/redis-streams/subscription.ts';
import type { RawMessage } from '../../src/events/message.ts';
import { openPostgresql } from '../../src/store/database/postgresql.ts';
import { idsOf, passingBody, passingFields } from '../bus/passing-status.ts';
import { redisSettings } from '../bus/redis-settings.ts';
import { createTestDatabase, hasPostgresql, silent } from '../support/database.ts';
import { recordLogs } from '../support/logs.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { waitFor } from '../support/wait.ts';

/** Ten seconds without an answer, and what is done with that. */
const healedWithinMs = 15_000;
const redisUrl = inject('redisUrl');

/** Reads an event, loses the host of Redis, and reads the next one. */
async function readOn(url: string): Promise<void> {
  const proxy = await startTcpProxy(url);
  const topic = `lost-${randomUUID()}`;
  const direct = new RedisConnection(url);
  const logs = recordLogs();
  const subscription = openRedisSubscription(redisSettings(`redis://127.0.0.1:${proxy.port}/0`), [topic], logs.logger);
  onTestFinished(async () => {
    await subscription.close();
    direct.close();
    await proxy.close();
  });
  const send = (id: string) =>
    direct.send(['XADD', topic, '*', ...passingFields(id).flat(), 'event_data', passingBody]);
  const never = new AbortController().signal;
  const read: RawMessage[] = [];
  const reads = (id: string): Promise<unknown> =>
    waitFor(
      id,
      async () => {
        const messages = await subscription.read(10, never);
        await subscription.acknowledge(messages);
        return read.push(...messages) > 0 && idsOf(read).includes(id);
      },
      { timeoutMs: healedWithinMs },
    );
  await send('before');
  await reads('before');
  proxy.lose();
  await send('after');
  await reads('after');
  // What was read before came once.
  expect(idsOf(read)).toEqual(['before', 'after']);
  expect(logs.text()).toContain('lost the connection to the event bus');
}

/** Answers requests, loses the host of PostgreSQL, and answers them again. */
async function answerOn(): Promise<void> {
  const store = await createTestDatabase();
  const proxy = await startTcpProxy(store.url);
  const url = new URL(store.url);
  url.port = String(proxy.port);
  const database = openPostgresql({ url: url.href, poolSize: 4, logger: silent });
  onTestFinished(async () => {
    await proxy.close();
    await database.close();
    await store.close();
  });
  const requests = database.forRequests();
  const ask = async (): Promise<number | undefined> =>
    (await requests.query<{ one: number }>('SELECT 1 AS one'))[0]?.one;
  // Several connections: all of them are dead afterwards, and each finds that out at the same time.
  await Promise.all([ask(), ask()]);
  proxy.lose();
  await waitFor('an answer', async () => (await ask()) === 1, { timeoutMs: healedWithinMs * 2 });
}

test.skipIf(redisUrl === null || !hasPostgresql())(
  'a host that is lost without a word: another one in its place is found by events and by requests',
  { timeout: 90_000 },
  async () => {
    await Promise.all([readOn(redisUrl ?? ''), answerOn()]);
  },
);
