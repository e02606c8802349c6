import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CommandError } from '../../src/errors.ts';
import type { Database } from '../../src/store/database/database.ts';
import { openEmbedded } from '../../src/store/database/embedded.ts';
import { createStanding } from '../../src/monitoring/standing.ts';
import type { Readiness } from '../../src/monitoring/standing.ts';
import { Vitals } from '../../src/monitoring/vitals.ts';
import { stageApi } from '../support/api.ts';
import type { ApiStage } from '../support/api.ts';
import { createEmbeddedDatabase } from '../support/database.ts';

const newVitals = () => new Vitals({ version: '1', roles: ['serve'], stallMs: 60_000 });

let database: Database;
beforeAll(async () => {
  database = await createEmbeddedDatabase();
});
afterAll(() => database.close());

async function withApi<T>(options: Parameters<typeof stageApi>[1], work: (stage: ApiStage) => Promise<T>): Promise<T> {
  const stage = await stageApi(database, options);
  try {
    return await work(stage);
  } finally {
    await stage.close();
  }
}

test('a living process says so to everybody', () =>
  withApi({}, async (stage) => {
    const answer = await stage.send(null, 'GET', '/healthz');
    expect(answer.status).toBe(200);
    expect(answer.json()).toEqual({ status: 'ok' });
  }));

test('it is ready with database and schema, and without a bus when none is configured', () =>
  withApi({}, async (stage) => {
    const answer = await stage.send(null, 'GET', '/readyz');
    expect(answer.status).toBe(200);
    expect(answer.json()).toEqual({
      status: 'ready',
      checks: [
        { name: 'database', state: 'ok' },
        { name: 'schema', state: 'ok' },
        { name: 'bus', state: 'not_configured' },
      ],
    });
  }));

const unreached = new CommandError('BUS_UNAVAILABLE', 'Redis at redis://redis.example.org');
const environment = { EVENT_BUS_REDIS_CONNECTION_URL: 'redis://127.0.0.1:1/0' };

test('with its own way over the bus failing it is degraded: nothing is told but the names of the checks', () => {
  const vitals = newVitals();
  const pulse = vitals.watch({ role: 'announce', name: 'redis.example.org', onBus: true });
  return withApi({ vitals, environment }, async (stage) => {
    const states = async () => {
      const answer = await stage.send(null, 'GET', '/readyz');
      expect(answer.status).toBe(200);
      expect(answer.text).not.toContain('example.org');
      const { status, checks } = answer.json() as Readiness;
      return [status, ...checks.slice(2).map(({ name, state }) => `${name} ${state}`)];
    };
    // Nothing is known of it yet.
    expect(await states()).toEqual(['degraded', 'bus failing', 'announce failing']);
    pulse.turned();
    expect(await states()).toEqual(['ready', 'bus ok', 'announce ok']);
    pulse.failed(unreached);
    expect(await states()).toEqual(['degraded', 'bus failing', 'announce failing']);
    pulse.failed(Object.assign(new Error('away'), { code: 'ECONNREFUSED' }));
    expect(await states()).toEqual(['degraded', 'bus ok', 'announce failing']);
  });
});

test('that the bus of other processes is away is nothing to one that does not use it', () =>
  withApi({ environment, inspectBus: () => Promise.reject(unreached) }, async (stage) => {
    const answer = await stage.send(null, 'GET', '/readyz');
    expect(answer.json()).toMatchObject({ status: 'ready' });
    expect(answer.json().checks).toContainEqual({ name: 'bus', state: 'not_used' });
  }));

describe('it is not ready', () => {
  test('before the database is migrated', async () => {
    const empty = await openEmbedded(null);
    const { status, checks } = await createStanding({
      database: empty,
      vitals: newVitals(),
      hasBus: false,
      inspectBus: () => Promise.resolve(null),
    }).readiness();
    await empty.close();
    expect({ status, checks }).toEqual({
      status: 'not_ready',
      checks: [
        { name: 'database', state: 'ok' },
        { name: 'schema', state: 'failing' },
        { name: 'bus', state: 'not_configured' },
      ],
    });
  });

  test('while the database hangs, and many who ask cost it one question', async () => {
    let asked = 0;
    const hanging: Database = {
      ...database,
      query: () => {
        asked += 1;
        return new Promise(() => {});
      },
    };
    const standing = createStanding({
      database: hanging,
      vitals: newVitals(),
      hasBus: false,
      inspectBus: () => Promise.resolve(null),
      patienceMs: 50,
    });
    const found = await Promise.all(Array.from({ length: 20 }, () => standing.readiness()));
    expect(new Set(found.map(({ status }) => status))).toEqual(new Set(['not_ready']));
    expect(found[0]?.checks).toContainEqual({ name: 'database', state: 'failing' });
    expect(asked).toBe(1);
  });
});
