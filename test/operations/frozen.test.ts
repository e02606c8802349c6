import pg from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createTestDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { otherCourse, passing } from '../support/events.ts';
import type { LaurelEnvironment } from '../support/laurel.ts';
import { findPostgresql } from '../support/postgresql.ts';
import { isRedisInstalled, startRedisServer } from '../support/redis.ts';
import type { RedisServer } from '../support/redis.ts';
import { RedisTopic } from '../support/redis-topic.ts';
import { passCourse, template } from '../support/templates.ts';
import { waitFor } from '../support/wait.ts';
import { apply, countOf, demoGraduate, run, settingsFor, stopInTime } from './stage.ts';

const awarded = 'org.openedx.learning.badge.awarded.v1';

describe.skipIf(!isRedisInstalled() || findPostgresql() === undefined)('a process that freezes', () => {
  let store: TestDatabase;
  let redis: RedisServer;
  let topic: RedisTopic;
  let environment: LaurelEnvironment;

  beforeAll(async () => {
    [store, redis] = await Promise.all([createTestDatabase(), startRedisServer()]);
    topic = new RedisTopic(redis.url);
    environment = settingsFor(redis.url, store.url);
    await apply(environment, demoGraduate);
  });
  afterAll(() => Promise.all([store?.close(), redis?.remove()]));

  test('inside its transactions keeps nobody else from working, and does nothing twice when it wakes up (S3, S20)', async () => {
    // A signal that waits: only with one does an announcer begin a transaction.
    const before = run(environment, '--roles', 'consume');
    await topic.publish(passing({ learner: 3 }));
    await waitFor('a signal waits', async () => (await countOf(store.database, signals)) === 1);
    await stopInTime(before);

    // The outbox can be read, and nothing taken out of it.
    const release = await lock('LOCK TABLE fulfillment IN ACCESS EXCLUSIVE MODE; LOCK TABLE outbox IN SHARE MODE');
    const frozen = run(environment, '--roles', 'consume,announce');
    await frozen.waitForLog('started');
    await topic.publish(passing({ learner: 1 }));
    await waitFor('consumer and announcer wait in their transactions', async () => (await waiting()) === 2);
    frozen.signal('SIGSTOP');
    await release();
    await waitFor('both transactions are idle', async () => (await idleInTransaction()) === 2);

    const frozenAt = performance.now();
    const other = run(environment, '--roles', 'consume,announce');
    // The same learner, a template that changes, and a signal to announce.
    await Promise.all([
      topic.publish(passing({ learner: 1 })),
      topic.publish(passing({ learner: 2 })),
      apply(environment, demoGraduate, template({ id: 'new', requirements: [passCourse('pass-other', otherCourse)] })),
    ]);
    await waitFor('the others have awarded and announced', async () => new Set(await announced()).size === 3);
    expect(performance.now() - frozenAt).toBeLessThan(15_000);

    frozen.signal('SIGCONT');
    const { code } = await frozen.waitForLog('the database is not working; waiting, and acknowledging nothing');
    // What PostgreSQL said before it ended the connection, or what writing to it said then.
    expect(code).toMatch(/^(?:25P03|EPIPE|ECONNRESET)$/);
    await frozen.waitForLog('the database is back; processing continues');
    // Too late to begin sending: another one may have sent the same.
    await frozen.waitForLog(
      ({ msg, code: why }) => msg.startsWith('cannot announce signals at the moment') && why === 'LEASE_OVER',
    );
    // The other one has sent them meanwhile.
    await frozen.waitForLog(({ msg }) => /^signals are announced again|^the outbox is available again/.test(msg));
    await waitFor('every message is acknowledged', async () => (await topic.position())?.pending === 0);
    await waitFor('every signal is announced', async () => (await countOf(store.database, signals)) === 0);
    expect(await announced()).toHaveLength(3);
    expect(await countOf(store.database, `SELECT count(*) AS count FROM history WHERE kind = 'awarded'`)).toBe(3);
    await Promise.all([stopInTime(frozen), stopInTime(other)]);
  });

  const signals = 'SELECT count(*) AS count FROM outbox';

  async function announced(): Promise<(string | undefined)[]> {
    const entries = await topic.entries();
    return entries.filter(({ header }) => header('type') === awarded).map(({ header }) => header('id'));
  }

  /** Holds locks until the returned function is called. */
  async function lock(tables: string): Promise<() => Promise<void>> {
    const client = new pg.Client({ connectionString: store.url });
    await client.connect();
    onTestFinished(() => client.end().catch(() => {}));
    await client.query(`BEGIN; ${tables}`);
    return async () => void (await client.query('COMMIT'));
  }

  const waiting = (): Promise<number> => countOf(store.database, sessions(`wait_event_type = 'Lock'`));
  const idleInTransaction = (): Promise<number> =>
    countOf(store.database, sessions(`state = 'idle in transaction' AND pid <> pg_backend_pid()`));
  const sessions = (which: string): string =>
    `SELECT count(*) AS count FROM pg_stat_activity WHERE datname = current_database() AND ${which}`;
});
