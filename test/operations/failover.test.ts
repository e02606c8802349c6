import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RedisConnection } from '../../src/bus/redis-streams/connection.ts';
import type { Command, Reply } from '../../src/bus/redis-streams/connection.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { passing } from '../support/events.ts';
import { LaurelProcess } from '../support/laurel.ts';
import { freePort } from '../support/ports.ts';
import { isRedisInstalled, startRedisServer } from '../support/redis.ts';
import type { RedisServer } from '../support/redis.ts';
import { RedisTopic } from '../support/redis-topic.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import type { TcpProxy } from '../support/tcp-proxy.ts';
import { waitFor } from '../support/wait.ts';
import { apply, countOf, demoGraduate, settingsFor, stopInTime } from './stage.ts';

const awarded = 'org.openedx.learning.badge.awarded.v1';
/** Laurel is whole again within so long, without being started again. */
const timeoutMs = 30_000;

describe.skipIf(!isRedisInstalled() || !hasPostgresql())('a failover of Redis behind a proxy', () => {
  let a: RedisServer;
  let b: RedisServer;
  let proxy: TcpProxy;
  let database: TestDatabase;
  let laurel: LaurelProcess;
  let monitoring: string;
  let learners = 0;

  beforeAll(async () => {
    [a, b, database] = await Promise.all([startRedisServer(), startRedisServer(), createTestDatabase()]);
    proxy = await startTcpProxy(a.url);
    await follow(b, a);
    const port = await freePort();
    monitoring = `http://127.0.0.1:${port}`;
    const environment = {
      ...settingsFor(`redis://127.0.0.1:${proxy.port}/0`, database.url),
      EVENT_BUS_REDIS_CONSUMER_POLL_TIMEOUT: '2',
      LAUREL_MONITORING_PORT: String(port),
    };
    await apply(environment, demoGraduate);
    laurel = new LaurelProcess(['run', '--roles', 'consume,announce'], environment);
    await passes(a, 1);
    await whole(a);
  }, 60_000);
  afterAll(async () => {
    await laurel?.kill();
    await Promise.all([a?.remove(), b?.remove(), proxy?.close(), database?.close()]);
  });

  test('the old server answers that it is a replica: reader, acknowledgements and signals go to the new one', async () => {
    await failOver(a, b);
    await follow(a, b);
    await passes(b, 5);
    await whole(b);
    expect(laurel.logs.filter(({ msg }) => /cannot acknowledge processed messages/.test(msg))).toEqual([]);
  }, 60_000);

  test('the consumer is busy meanwhile: its idle reader finds the new server, too', async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    let locked = (): void => {};
    const isLocked = new Promise<void>((resolve) => (locked = resolve));
    const holding = database.database.transaction(async (transaction) => {
      await transaction.script('LOCK TABLE fulfillment');
      locked();
      await held;
    });
    await isLocked;
    await passes(b, 1);
    await waitFor('the message is in work', async () => ((await topicOf(b).position())?.pending ?? 0) > 0);
    await failOver(b, a);
    await follow(b, a);
    release();
    await holding;
    await passes(a, 3);
    await whole(a);
  }, 60_000);

  test('the old server goes on as if nothing were: nobody stays with it', async () => {
    await failOver(a, b);
    await passes(b, 2);
    await whole(b);
  }, 60_000);

  test('S3, S11: in all of this nothing was parked, and every event counted once', async () => {
    expect(await countOf(database.database, 'SELECT count(*) AS count FROM parked_message')).toBe(0);
    const figures = await (await fetch(`${monitoring}/metrics`)).text();
    const counted = /^laurel_events_total\{verdict="applied"[^}]*\} (\d+)$/m.exec(figures)?.[1];
    const again = /^laurel_events_total\{verdict="no_effect"[^}]*\} (\d+)$/m.exec(figures)?.[1] ?? '0';
    expect({ counted, again }).toEqual({ counted: String(learners), again: '0' });
    await stopInTime(laurel);
  });

  const topicOf = (server: RedisServer): RedisTopic => new RedisTopic(server.url);

  async function passes(server: RedisServer, count: number): Promise<void> {
    await topicOf(server).publish(...Array.from({ length: count }, () => passing({ learner: (learners += 1) })));
  }

  /** Every learner has a badge, every badge its signal, and nothing is left in work. */
  async function whole(server: RedisServer): Promise<void> {
    await waitFor(
      'Laurel is whole',
      async () => {
        const signals = (await topicOf(server).entries()).filter(({ header }) => header('type') === awarded);
        const ids = new Set(signals.map(({ header }) => header('id')));
        const badges = await countOf(database.database, 'SELECT count(*) AS count FROM badge');
        const position = await topicOf(server).position();
        return badges === learners && ids.size === learners && position?.pending === 0;
      },
      { timeoutMs },
    ).catch((error: unknown) => {
      throw new Error(`${String(error)}; the log was:\n${laurel.stderr}`, { cause: error });
    });
  }

  /** New connections go to the other server, which takes writes from now on. */
  async function failOver(from: RedisServer, to: RedisServer): Promise<void> {
    await waitFor('the replica has all', async () => (await send(from, ['WAIT', '1', '1000'])) === 1);
    await send(to, ['REPLICAOF', 'NO', 'ONE']);
    proxy.pointTo(to.url);
  }

  async function follow(replica: RedisServer, master: RedisServer): Promise<void> {
    await send(replica, ['REPLICAOF', '127.0.0.1', new URL(master.url).port]);
    await waitFor('the replica follows', async () =>
      String(await send(replica, ['INFO', 'replication'])).includes('master_link_status:up'),
    );
  }

  async function send(server: RedisServer, command: Command): Promise<Reply> {
    const connection = new RedisConnection(server.url);
    try {
      return await connection.send(command);
    } finally {
      connection.close();
    }
  }
});
