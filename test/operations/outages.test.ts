import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPostgresql } from '../../src/store/database/postgresql.ts';
import { silent } from '../support/database.ts';
import { passing } from '../support/events.ts';
import type { LaurelEnvironment, LogLine } from '../support/laurel.ts';
import { findPostgresql, startPostgresql } from '../support/postgresql.ts';
import type { PostgresqlServer } from '../support/postgresql.ts';
import { isRedisInstalled, startRedisServer } from '../support/redis.ts';
import type { RedisServer } from '../support/redis.ts';
import { RedisTopic } from '../support/redis-topic.ts';
import { waitFor } from '../support/wait.ts';
import { apply, countOf, demoGraduate, run, settingsFor, stopInTime } from './stage.ts';

const awarded = 'org.openedx.learning.badge.awarded.v1';

describe.skipIf(!isRedisInstalled() || findPostgresql() === undefined)('a server that is away', () => {
  let postgresql: PostgresqlServer;
  let redis: RedisServer;
  let topic: RedisTopic;
  let environment: LaurelEnvironment;
  let learner = 0;

  beforeAll(async () => {
    [postgresql, redis] = await Promise.all([startPostgresql(), startRedisServer({ persistent: true })]);
    topic = new RedisTopic(redis.url);
    environment = settingsFor(redis.url, postgresql.url);
    await apply(environment, demoGraduate);
  });
  afterAll(() => Promise.all([postgresql?.remove(), redis?.remove()]));

  /** Passes the course for one more learner, and waits until the award is announced on the bus. */
  const passAndHear = async (): Promise<void> => {
    learner += 1;
    await topic.publish(passing({ learner }));
    await hear(learner);
  };
  const hear = (awards: number): Promise<unknown> =>
    waitFor(`${awards} signals`, async () => {
      const signals = (await topic.entries()).filter(({ header }) => header('type') === awarded);
      // At least once, always with the same id (S20).
      return new Set(signals.map(({ header }) => header('id'))).size === awards;
    });

  const saying =
    (msg: string, level: string) =>
    (line: LogLine): boolean =>
      line.msg === msg && line.level === level;

  test('both away at the start: it waits longer each time, says so, and works once they are there', async () => {
    await Promise.all([postgresql.stop(), redis.kill()]);
    const laurel = run(environment);
    const waits = await waitFor('three tries', () => {
      const lines = laurel.logs.filter(saying('waiting for the database, which is not responding yet', 'warn'));
      return lines.length >= 3 && lines.map(({ waitMs }) => waitMs);
    });
    expect(waits).toEqual([250, 500, 1000]);
    await postgresql.start();
    await laurel.waitForLog('started');
    await laurel.waitForLog(saying('the event bus is not responding', 'error'));
    await redis.start();
    await laurel.waitForLog('the event bus is responding again');
    await passAndHear();
    await stopInTime(laurel);
  });

  test('Redis crashes and comes back: no restart of Laurel is needed, no message is lost', async () => {
    const laurel = run(environment);
    await passAndHear();
    await redis.kill();
    await laurel.waitForLog(saying('the event bus is not responding', 'error'));
    await redis.start();
    await laurel.waitForLog('the event bus is responding again');
    await passAndHear();
    await stopInTime(laurel);
  });

  test('an award while Redis is away is announced when it is back', async () => {
    const laurel = run(environment, '--roles', 'consume');
    await laurel.waitForLog('started');
    learner += 1;
    await topic.publish(passing({ learner }));
    await waitFor('the signal is due', async () => (await waiting()) === 1);
    await stopInTime(laurel);
    await redis.kill();
    const announcing = run(environment, '--roles', 'announce');
    await announcing.waitForLog(saying('cannot announce signals at the moment; they wait in the outbox', 'error'));
    expect(await waiting()).toBe(1);
    await redis.start();
    await announcing.waitForLog('signals are announced again');
    await hear(learner);
    expect(await waiting()).toBe(0);
    await stopInTime(announcing);
  });

  test('PostgreSQL crashes and comes back: nothing is acknowledged meanwhile, and all is done afterwards', async () => {
    const laurel = run(environment);
    await passAndHear();
    const before = laurel.logs.length;
    await postgresql.kill();
    learner += 1;
    await topic.publish(passing({ learner }));
    await laurel.waitForLog(saying('the database is not working; waiting, and acknowledging nothing', 'error'));
    await laurel.waitForLog(saying('cannot announce signals at the moment; they wait in the outbox', 'error'));
    await laurel.waitForLog(saying('the database is not responding; delivery waits', 'error'));
    expect((await topic.position())?.pending).toBeGreaterThan(0);
    // One line from each role, not one for each try.
    expect(laurel.logs.slice(before).filter(({ level }) => level !== 'info')).toHaveLength(3);
    await postgresql.start();
    for (const again of [
      'the database is back; processing continues',
      // The one or the other, as it looks before or after the new award.
      ({ msg }: LogLine) => /signals are announced again|the outbox is available again/.test(msg),
      'the database is responding again; delivery continues',
    ])
      await laurel.waitForLog(again);
    await hear(learner);
    await passAndHear();
    await stopInTime(laurel);
    expect(await topic.position()).toMatchObject({ pending: 0 });
    expect(laurel.stderr).not.toMatch(/example\.org|learner\d/);
  });

  /** Signals in the outbox. */
  async function waiting(): Promise<number> {
    const database = openPostgresql({ url: postgresql.url, poolSize: 1, logger: silent });
    try {
      return await countOf(database, 'SELECT count(*) AS count FROM outbox');
    } finally {
      await database.close();
    }
  }
});
