import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Tally } from '../../src/consumer/report.ts';
import type { Delivery } from '../../src/issuing/delivery/counters.ts';
import { firstEventAt } from '../../src/store/lists/activity.ts';
import type { Database } from '../../src/store/database/database.ts';
import { migrate } from '../../src/store/database/migrate.ts';
import { openPostgresql } from '../../src/store/database/postgresql.ts';
import { ActivityLog } from '../../src/monitoring/activity-log.ts';
import { createEmbeddedDatabase, hasPostgresql, silent } from '../support/database.ts';
import { recordLogs } from '../support/logs.ts';
import { startPostgresql } from '../support/postgresql.ts';
import { waitFor } from '../support/wait.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

const noon = Date.parse('2026-11-22T12:00:30Z');

let database: Database;
beforeAll(async () => {
  database = await createEmbeddedDatabase();
});
afterAll(() => database.close());
beforeEach(() => database.query('TRUNCATE activity, milestone'));

function batchOf(applied: number): Tally {
  const tally = new Tally();
  for (let event = 0; event < applied; event += 1) tally.decided([{ kind: 'withheld', template: 'demo' }]);
  return tally;
}

const delivery = (result: Delivery['result']): Delivery => ({
  origin: 'credly',
  account: 'one',
  badgeId: 'b',
  learnerId: 7,
  result,
  status: null,
});

const stored = async (database: Database): Promise<Record<string, number>> => {
  const rows = await database.query<{ metric: string; count: number }>(
    'SELECT metric, sum(count)::bigint AS count FROM activity GROUP BY metric ORDER BY metric',
  );
  return Object.fromEntries(rows.map(({ metric, count }) => [metric, count]));
};

describe('the activity of a process', () => {
  test('is counted by verdict and by what changed, and is in the database after a flush', async () => {
    const log = new ActivityLog({ database, logger: silent, now: () => noon });
    const tally = new Tally();
    tally.decided([]);
    tally.decided([
      { kind: 'awarded', template: 'demo', earnedAt: 0 },
      { kind: 'awarded', template: 'other', earnedAt: 0 },
    ]);
    tally.decided([{ kind: 'withheld', template: 'demo' }]);
    tally.ignore('no_learner');
    tally.ignore('type_not_configured');
    tally.park('invalid_time');
    log.countBatch(tally);
    for (const result of ['issued', 'adopted', 'revoked', 'cancelled', 'retry', 'failed'] as const)
      log.countDelivery(delivery(result));
    log.countByHand('awarded');
    log.countByHand('revoked');
    await log.flush();
    expect(await stored(database)).toEqual({
      awarded: 3,
      delivered: 3,
      delivery_failed: 2,
      events_applied: 2,
      events_ignored: 2,
      events_no_effect: 1,
      events_parked: 1,
      revoked: 1,
      withheld: 1,
    });
    expect(await database.query('SELECT DISTINCT minute FROM activity')).toEqual([
      { minute: new Date('2026-11-22T12:00:00Z') },
    ]);
  });

  test('adds up over flushes and processes, and what was written is not written again', async () => {
    const [one, two] = [1, 2].map(() => new ActivityLog({ database, logger: silent, now: () => noon }));
    one?.countBatch(batchOf(3));
    two?.countBatch(batchOf(4));
    await Promise.all([one?.flush(), two?.flush()]);
    await one?.flush();
    two?.countBatch(batchOf(5));
    await two?.flush();
    expect(await stored(database)).toEqual({ events_applied: 12, withheld: 12 });
  });

  test('is written by itself while the process works, and at the stop', async () => {
    const log = new ActivityLog({ database, logger: silent, everyMs: 5 });
    log.start();
    log.countBatch(batchOf(1));
    await waitFor('the first count', async () => (await stored(database))['events_applied'] === 1);
    await log.stop();
    log.countBatch(batchOf(1));
    await log.stop();
    expect(await stored(database)).toMatchObject({ events_applied: 2 });
  });

  test('asks nothing of the database while nothing happens', async () => {
    const statements: string[] = [];
    const watched: Database = {
      ...database,
      query: (sql, parameters) => {
        statements.push(sql);
        return database.query(sql, parameters);
      },
      transaction: (work) => {
        statements.push('BEGIN');
        return database.transaction(work);
      },
    };
    const log = new ActivityLog({ database: watched, logger: silent, now: () => noon });
    await log.flush();
    statements.length = 0;
    for (let flush = 0; flush < 10; flush += 1) await log.flush();
    expect(statements).toEqual([]);
  });

  test('is kept in longer steps when it is older, and nothing gets lost by that', async () => {
    let now = Date.parse('2026-11-20T00:00:30Z');
    const log = new ActivityLog({ database, logger: silent, now: () => now });
    for (let minute = 0; minute < 48 * 60; minute += 7) {
      log.countBatch(batchOf(1));
      now += 7 * 60_000;
    }
    const counted = Math.ceil((48 * 60) / 7);
    await log.flush();
    now += 3_600_000;
    await Promise.all([log.flush(), new ActivityLog({ database, logger: silent, now: () => now }).flush()]);
    expect(await stored(database)).toEqual({ events_applied: counted, withheld: counted });
    const rows = await database.query<{ minute: Date }>('SELECT minute FROM activity ORDER BY minute');
    for (const { minute } of rows) {
      const hours = (now - minute.getTime()) / 3_600_000;
      const step = hours > 26 ? 3_600_000 : hours > 5 ? 600_000 : 60_000;
      expect(minute.getTime() % step, minute.toISOString()).toBe(0);
    }
    expect(rows.length).toBeLessThan(2 * counted);
  });

  test('is forgotten after 14 days, the first event is not', async () => {
    let now = noon;
    const log = new ActivityLog({ database, logger: silent, now: () => now });
    log.countBatch(batchOf(1));
    await log.flush();
    now += 13 * 86_400_000;
    await log.flush();
    expect(await stored(database)).toMatchObject({ events_applied: 1 });
    now += 2 * 86_400_000;
    log.countBatch(batchOf(2));
    await log.flush();
    expect(await stored(database)).toMatchObject({ events_applied: 2 });
    expect(await firstEventAt(database)).toEqual(new Date('2026-11-22T12:00:00Z'));
  });
});

describe.skipIf(!hasPostgresql())('while the database is away', () => {
  test('counts wait in memory, are told of once, and are all written when it is back', async () => {
    const server = await startPostgresql();
    const database = openPostgresql({ url: server.url, poolSize: 2, logger: silent });
    closers.push(
      () => server.remove(),
      () => database.close(),
    );
    await migrate(database);
    const { logger, lines } = recordLogs();
    const log = new ActivityLog({ database, logger });
    log.countBatch(batchOf(1));
    await log.flush();
    await server.kill();
    for (let batch = 0; batch < 3; batch += 1) {
      log.countBatch(batchOf(10));
      await log.flush();
    }
    expect(lines.map(({ msg }) => msg)).toEqual(['data for the charts waits for the database']);
    await server.start();
    await log.flush();
    expect(await stored(database)).toEqual({ events_applied: 31, withheld: 31 });
  });

  test('a stop is not held up', async () => {
    const server = await startPostgresql();
    const database = openPostgresql({ url: server.url, poolSize: 2, logger: silent });
    closers.push(
      () => server.remove(),
      () => database.close(),
    );
    await migrate(database);
    const log = new ActivityLog({ database, logger: silent });
    log.countBatch(batchOf(1));
    await server.kill();
    const started = performance.now();
    await log.stop();
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
