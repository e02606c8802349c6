import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { startCredlySimulator } from '../../simulators/credly/server.ts';
import type { FaultInput } from '../../simulators/base/faults.ts';
import type { SimulatedBadge } from '../support/credly-stage.ts';
import { one } from '../support/credly-stage.ts';
import type { Transaction } from '../../src/store/database/database.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { passing } from '../support/events.ts';
import { startLaurel } from '../support/laurel.ts';
import type { LaurelEnvironment } from '../support/laurel.ts';
import { freePort } from '../support/ports.ts';
import { isRedisInstalled, startRedisServer } from '../support/redis.ts';
import type { RedisServer } from '../support/redis.ts';
import { RedisTopic } from '../support/redis-topic.ts';
import { SimulatorControl } from '../support/simulator.ts';
import { template } from '../support/templates.ts';
import { waitFor } from '../support/wait.ts';
import { apply, countOf, demoGraduate, run, settingsFor, stopInTime } from './stage.ts';

/** True when somebody waits for this table; the tables of other tests' databases have the same numbers. */
async function isWaitedFor(transaction: Transaction, table: string): Promise<boolean> {
  const waiting = await transaction.query(
    `SELECT 1 FROM pg_locks WHERE NOT granted AND relation = $1::regclass
     AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [table],
  );
  return waiting.length > 0;
}

const awarded = 'org.openedx.learning.badge.awarded.v1';

describe.skipIf(!isRedisInstalled() || !hasPostgresql())('a stop on SIGTERM', () => {
  let redis: RedisServer;
  let database: TestDatabase;
  let topic: RedisTopic;
  let environment: LaurelEnvironment;

  beforeAll(async () => {
    redis = await startRedisServer();
  });
  afterAll(() => redis?.remove());
  beforeEach(async () => {
    database = await createTestDatabase();
    // A topic of each test's own.
    const prefix = `stop-${randomUUID().slice(0, 8)}`;
    topic = new RedisTopic(redis.url, `${prefix}-learning-badges-lifecycle`);
    environment = { ...settingsFor(redis.url, database.url), EVENT_BUS_TOPIC_PREFIX: prefix };
    return () => database.close();
  });

  const badges = (): Promise<number> => countOf(database.database, 'SELECT count(*) AS count FROM badge');

  test('under load: what was begun is finished, the rest is untouched, and the next process goes on from there', async () => {
    const learners = 4_000;
    await apply(environment, demoGraduate);
    await topic.publish(...Array.from({ length: learners }, (_, index) => passing({ learner: index + 1 })));
    const busy = { ...environment, LAUREL_BATCH_SIZE: '20' };
    const first = run(busy);
    await waitFor('some badges', async () => (await badges()) > 100);
    await stopInTime(first);

    // Acknowledged means committed, and committed means acknowledged.
    const position = await topic.position();
    const begun = await badges();
    expect(begun).toBeLessThan(learners);
    expect(position).toEqual({ read: expect.any(Number), pending: (position?.read ?? 0) - begun });
    const complete = 'SELECT count(*) AS count FROM badge_progress WHERE complete';
    expect(await countOf(database.database, complete)).toBe(begun);
    const waiting = await countOf(database.database, 'SELECT count(*) AS count FROM outbox');
    const sent = (await topic.entries()).filter(({ header }) => header('type') === awarded);
    expect(waiting + sent.length).toBe(begun);

    const second = run(environment);
    const signals = await waitFor('all signals', async () => {
      const found = (await topic.entries()).filter(({ header }) => header('type') === awarded);
      return found.length >= learners && found;
    });
    // Laurel's own signals are messages of the topic, too.
    await waitFor('everything is acknowledged', async () => {
      const { read, pending } = (await topic.position()) ?? { read: 0, pending: 1 };
      return read === 2 * learners && pending === 0;
    });
    await stopInTime(second);
    expect(await badges()).toBe(learners);
    expect(new Set(signals.map(({ header }) => header('id'))).size).toBe(signals.length);
    expect(signals).toHaveLength(learners);
    expect(second.stderr + first.stderr).not.toMatch(/example\.org|learner\d/);
  });

  /** A Credly, and a template that it holds. */
  const credly = async (fault: FaultInput) => {
    const simulator = await startCredlySimulator({
      faults: [fault],
      organizations: [
        { id: one.organization, name: 'One', tokens: ['key'], templates: [{ id: one.template, name: 'Data' }] },
      ],
    });
    onTestFinished(() => simulator.close());
    const control = new SimulatorControl(simulator.url);
    environment = {
      ...environment,
      LAUREL_DELIVERY_POLL_SECONDS: '0.05',
      LAUREL_DELIVERY_RETRY_BASE_SECONDS: '0.05',
      BADGES_CONFIG: JSON.stringify({
        credly: { CREDLY_API_BASE_URL: simulator.apiBaseUrl, ORGANIZATIONS: { [one.organization]: 'key' } },
      }),
    };
    await apply(environment, template({ holder: { origin: 'credly', ...one } }));
    const called = (): Promise<unknown> =>
      waitFor('the call', async () => (await control.journal('badges.issue')).length > 0);
    const outside = async (): Promise<SimulatedBadge[]> =>
      (await control.get<{ badges: SimulatedBadge[] }>('/_sim/badges')).badges;
    const inside = (): Promise<{ state: string; due: string | null; uncertain: boolean }[]> =>
      database.database.query('SELECT state, due, uncertain FROM badge');
    return { control, called, outside, inside };
  };

  test('S21: a provider call in flight is waited for, and its outcome is written down', async () => {
    const { called, outside, inside } = await credly({ kind: 'slow', ms: 1_500, route: 'badges.issue' });
    const laurel = run(environment);
    await topic.publish(passing());
    await called();
    await stopInTime(laurel);
    expect(await outside()).toHaveLength(1);
    expect(await inside()).toEqual([{ state: 'pending', due: null, uncertain: false }]);
  });

  test('S21: a provider call that is never answered is cut off; the next process finds the badge and issues no other', async () => {
    const { control, called, outside, inside } = await credly({ kind: 'timeout', route: 'badges.issue' });
    const laurel = run({ ...environment, LAUREL_DELIVERY_TIMEOUT_SECONDS: '25' });
    await topic.publish(passing());
    await called();
    await stopInTime(laurel);
    expect(await inside()).toEqual([{ state: 'no_response', due: 'issue', uncertain: true }]);

    await control.calm();
    const next = run(environment);
    await waitFor('the badge is adopted', async () => (await inside())[0]?.due === null);
    await stopInTime(next);
    expect(await inside()).toEqual([{ state: 'pending', due: null, uncertain: false }]);
    expect(await outside()).toHaveLength(1);
  });

  test('while Redis and PostgreSQL are away it does not wait for them', async () => {
    const port = await freePort();
    const nowhere = settingsFor(`redis://127.0.0.1:${port}/0`, `postgres://127.0.0.1:${port}/laurel`);
    const starting = run(nowhere);
    await starting.waitForLog('waiting for the database, which is not responding yet');
    expect(await stopInTime(starting)).toBeLessThan(3_000);

    const halfway = run({ ...environment, EVENT_BUS_REDIS_CONNECTION_URL: `redis://127.0.0.1:${port}/0` });
    await halfway.waitForLog('the event bus is not responding');
    expect(await stopInTime(halfway)).toBeLessThan(3_000);
  });

  test('a Redis that hangs does not hold it up', async () => {
    const laurel = run(environment);
    await waitFor('Laurel reads', () => topic.position());
    redis.freeze();
    try {
      expect(await stopInTime(laurel)).toBeLessThan(3_000);
    } finally {
      redis.thaw();
    }
  });

  test('nor does one that has hung from the start', async () => {
    redis.freeze();
    try {
      const laurel = run(environment);
      await laurel.waitForLog('started');
      expect(await stopInTime(laurel)).toBeLessThan(3_000);
    } finally {
      redis.thaw();
    }
  });

  test('a transaction that hangs does not hold it up for longer than 10 seconds, and is undone', async () => {
    await apply(environment, demoGraduate);
    const laurel = run(environment);
    await laurel.waitForLog('started');
    const hangs = Promise.withResolvers<void>();
    const blocking = database.database.transaction(async (transaction) => {
      await transaction.query('LOCK TABLE badge IN ACCESS EXCLUSIVE MODE');
      await topic.publish(passing());
      await waitFor('Laurel waits for the table', () => isWaitedFor(transaction, 'badge'));
      await hangs.promise;
    });
    await waitFor('the message was read', async () => ((await topic.position())?.pending ?? 0) > 0);
    try {
      await stopInTime(laurel);
    } finally {
      hangs.resolve();
      await blocking;
    }
    expect(await badges()).toBe(0);
    const next = run({ ...environment, LAUREL_CLAIM_IDLE_SECONDS: '1' });
    await waitFor('the badge', async () => (await badges()) === 1);
    await stopInTime(next);
  });

  test('a command that hangs ends with INTERRUPTED when it is asked twice', async () => {
    await database.database.transaction(async (transaction) => {
      await transaction.query('LOCK TABLE schema_migration IN ACCESS EXCLUSIVE MODE');
      const hanging = startLaurel(['migrate'], environment);
      onTestFinished(() => hanging.kill());
      await waitFor('it waits for the table', () => isWaitedFor(transaction, 'schema_migration'));
      // Signals that follow at once count as one: Ctrl-C comes through npm as well as from the terminal.
      await waitFor('the end', () => {
        if (!hanging.hasEnded) hanging.signal('SIGTERM');
        return hanging.hasEnded;
      });
      expect(await hanging.ended).toEqual({ code: 1, signal: null });
      expect(hanging.stderr).toMatch(/^laurel: INTERRUPTED: /);
    });
  });

  test('idle connections to the HTTP inbox do not hold it up', async () => {
    const token = 'a-token-that-is-long-enough';
    const laurel = run({ ...environment, LAUREL_INBOX_TOKEN: token, LAUREL_INBOX_PORT: '0' });
    const { url } = await laurel.waitForLog('accepting events over HTTP');
    const agent = new Agent({ keepAlive: true });
    onTestFinished(() => agent.destroy());
    const status = await new Promise((resolve, reject) => {
      request(String(url), { agent }, (response) => response.resume().on('end', () => resolve(response.statusCode)))
        .on('error', reject)
        .end();
    });
    expect(status).toEqual(expect.any(Number));
    expect(await stopInTime(laurel)).toBeLessThan(3_000);
  });
});
