import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, onTestFinished, test } from 'vitest';
import type { ReplaySource } from '../../src/bus/replay.ts';
import { openReplay } from '../../src/composition/parts.ts';
import { runMaintenance } from '../../src/monitoring/maintenance.ts';
import { readSettings } from '../../src/settings.ts';
import type { Database } from '../../src/store/database/database.ts';
import { stageApi } from '../support/api.ts';
import type { ApiStage } from '../support/api.ts';
import { consumerParts, outcome, storeTemplates } from '../support/consumer.ts';
import { createTestDatabase, hasPostgresql, silent } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { enrolled, passing } from '../support/events.ts';
import { RedisTopic } from '../support/redis-topic.ts';
import { template } from '../support/templates.ts';
import { waitFor } from '../support/wait.ts';

const redisUrl = inject('redisUrl');
const prefix = `m${randomUUID().slice(0, 8)}`;
const environment = {
  EVENT_BUS_REDIS_CONNECTION_URL: redisUrl ?? 'redis://127.0.0.1:1/0',
  EVENT_BUS_TOPIC_PREFIX: prefix,
  LAUREL_KEEP_HISTORY_DAYS: '0',
};

describe.skipIf(!hasPostgresql() || redisUrl === null)('maintenance that people start (S29)', () => {
  const { bus, keptDays } = readSettings(environment);
  let store: TestDatabase;
  let database: Database;
  let api: ApiStage;
  let topic: RedisTopic;
  beforeAll(async () => {
    store = await createTestDatabase();
    database = store.database;
    api = await stageApi(database, { environment, openReplay: () => openReplay(bus) });
    topic = new RedisTopic(redisUrl ?? '', `${prefix}-learning-badges-lifecycle`);
    await storeTemplates(database, [template()]);
    const many = Array.from({ length: 2_400 }, () => enrolled({ learner: 1 }));
    await topic.publish(passing({ learner: 1 }), ...many, passing({ learner: 2 }));
  });
  afterAll(async () => {
    await api?.close();
    await store?.close();
  });
  beforeEach(() => database.query('TRUNCATE maintenance_job, audit, retry_job'));

  /** A process that does what was started. */
  function work(open: () => Promise<ReplaySource | null> = () => openReplay(bus)) {
    const stopping = new AbortController();
    const { logger: _, ...batch } = consumerParts(database);
    const parts = { database, keptDays, batch, announces: true, openReplay: open, logger: silent, pollMs: 20 };
    const ended = runMaintenance(parts, ['prune', 'replay'], stopping.signal);
    const stop = (): Promise<void> => {
      stopping.abort();
      return ended;
    };
    onTestFinished(stop);
    return { stop };
  }
  const begin = (as: 'admin' | 'operator', kind: string, body?: unknown) =>
    api.send(as, 'POST', `/api/v1/maintenance/${kind}`, body === undefined ? {} : { body });
  const read = async (id: string) => (await api.send('operator', 'GET', `/api/v1/maintenance/jobs/${id}`)).json();
  const ended = (id: string) =>
    waitFor('the job has ended', async () => {
      const job = await read(id);
      return job.state !== 'running' && job;
    });
  const hourAgo = { from: new Date(Date.now() - 3_600_000).toISOString() };

  test('pruning tells what would go, goes once it is asked to, one at a time, and is in the audit', async () => {
    await database.query(
      `INSERT INTO audit (actor, actor_name, action, target_type, target, recorded_at)
       VALUES ('cli:x', 'x', 'badge.revoke', 'badge', 'b', now() - interval '11 years')`,
    );
    await database.query(
      `INSERT INTO retry_job (actor, total, finished_at) VALUES ('x', 1, now() - interval '2 years'), ('x', 1, now())`,
    );
    const preview = (await api.send('operator', 'GET', '/api/v1/maintenance/prune')).json();
    expect(preview.kinds).toEqual([
      { kind: 'history', keptDays: null, before: null, count: 0 },
      { kind: 'audit', keptDays: 3650, before: expect.any(String), count: 1 },
      { kind: 'jobs', keptDays: 365, before: expect.any(String), count: 1 },
      { kind: 'images', keptDays: 1, before: expect.any(String), count: 0 },
    ]);
    const started = await begin('admin', 'prune');
    expect([started.status, started.json()]).toEqual([
      202,
      expect.objectContaining({ kind: 'prune', state: 'running', from: null, figures: {}, finishedAt: null }),
    ]);
    const again = await begin('admin', 'prune');
    expect([again.status, again.json().code]).toEqual([409, 'MAINTENANCE_RUNNING']);
    work();
    expect(await ended(started.json().id)).toMatchObject({ state: 'done', figures: { audit: 1, jobs: 1 } });
    const audit = await database.query('SELECT action, actor_name FROM audit');
    expect(audit).toEqual([{ action: 'maintenance.prune', actor_name: expect.any(String) }]);
    expect(await database.query('SELECT id FROM retry_job')).toHaveLength(1);
    const { items } = (await api.send('operator', 'GET', '/api/v1/maintenance/jobs')).json();
    expect(items).toMatchObject([{ id: started.json().id, state: 'done' }]);
  });

  test('a replay tells what it would read, goes on in another process where one ends, and reads nothing twice', async () => {
    const query = `from=${encodeURIComponent(hourAgo.from)}`;
    const preview = (await api.send('operator', 'GET', `/api/v1/maintenance/replay?${query}`)).json();
    expect(preview.topics).toEqual([{ topic: topic.name, oldest: expect.any(String), count: 2_402, atLeast: false }]);
    const { id } = (await begin('operator', 'replay', hourAgo)).json();
    // The first process is frozen after its first page, and told of by nobody; the second one ends in order after one more.
    const frozen = Promise.withResolvers<never>();
    work(() => stoppingAfter(1, () => frozen.promise));
    await waitFor('one page is done', async () => (await read(id)).figures.read === 1_000);
    await database.query("UPDATE maintenance_job SET held_until = now() - interval '1 second'");
    const held = Promise.withResolvers<void>();
    const second = work(() => stoppingAfter(1, () => held.promise));
    await waitFor('another page is done', async () => (await read(id)).figures.read === 2_000);
    const stopped = second.stop();
    held.resolve();
    await stopped;
    expect(await read(id)).toMatchObject({ state: 'running', stopping: false });
    work();
    expect(await ended(id)).toMatchObject({
      state: 'done',
      figures: { read: 2_402, applied: 2, awarded: 2, revoked: 0, noEffect: 2_400, parked: 0 },
    });
    expect(await outcome(database)).toMatchObject({ badges: [{}, {}], parked: [] });
    // The one that wakes up has lost it, and changes nothing.
    frozen.reject(new Error('woken up'));
    expect(await database.query('SELECT action, target FROM audit')).toEqual([
      { action: 'bus.replay', target: topic.name },
    ]);
  });

  test('one that is stopped keeps what it did; one on which processes end again and again fails and says so', async () => {
    const { id } = (await begin('operator', 'replay', hourAgo)).json();
    const asked = await api.send('operator', 'POST', `/api/v1/maintenance/jobs/${id}/stop`);
    expect(asked.json()).toMatchObject({ id, state: 'running', stopping: true });
    const worker = work();
    expect(await ended(id)).toMatchObject({ state: 'stopped', stopping: false, figures: { read: 1_000 } });
    const late = await api.send('operator', 'POST', `/api/v1/maintenance/jobs/${id}/stop`);
    expect([late.status, late.json().code]).toEqual([404, 'MAINTENANCE_NOT_FOUND']);
    expect(await database.query('SELECT action FROM audit ORDER BY id')).toEqual([
      { action: 'bus.replay' },
      { action: 'maintenance.stop' },
    ]);
    await worker.stop();

    const { id: poisoned } = (await begin('operator', 'replay', hourAgo)).json();
    // As if processes had been killed with it.
    await database.query('UPDATE maintenance_job SET tries = 5 WHERE finished_at IS NULL');
    const other = work();
    expect(await ended(poisoned)).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('5 processes ended'),
    });
    await other.stop();

    const away = (await begin('operator', 'replay', hourAgo)).json();
    const dead = readSettings({ ...environment, EVENT_BUS_REDIS_CONNECTION_URL: 'redis://127.0.0.1:1/0' });
    work(() => openReplay(dead.bus));
    expect(await ended(away.id)).toMatchObject({ state: 'failed', error: expect.stringContaining('127.0.0.1:1') });
  });

  test('a span that is none, and a site without a bus, are told before anything is started', async () => {
    const backwards = { from: '2026-02-01T00:00:00Z', until: '2026-01-01T00:00:00+02:00' };
    expect((await begin('operator', 'replay', backwards)).json().mistakes).toMatchObject([{ path: ['from'] }]);
    expect((await begin('operator', 'replay', { from: '2026-01-08T06:46:22' })).status).toBe(422);
    const bare = await stageApi(database);
    onTestFinished(() => bare.close());
    for (const method of ['GET', 'POST'] as const) {
      const url = `/api/v1/maintenance/replay${method === 'GET' ? `?from=${hourAgo.from}` : ''}`;
      const answer = await bare.send('operator', method, url, method === 'GET' ? {} : { body: hourAgo });
      expect([answer.status, answer.json().code]).toEqual([409, 'REPLAY_UNAVAILABLE']);
    }
    expect(await database.query('SELECT id FROM maintenance_job')).toEqual([]);
  });

  /** The bus, which is held up after so many pages. */
  async function stoppingAfter(pages: number, hold: () => Promise<unknown>): Promise<ReplaySource> {
    const source = await openReplay(bus);
    if (source === null) throw new Error('no bus');
    return {
      name: source.name,
      preview: (span, signal) => source.preview(span, signal),
      close: () => source.close(),
      async *read(span, signal, place) {
        let given = 0;
        for await (const page of source.read(span, signal, place)) {
          if (given === pages) await hold();
          given += 1;
          yield page;
        }
      },
    };
  }
});
