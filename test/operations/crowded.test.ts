import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import pg from 'pg';
import { createCursors } from '../../src/api/cursor.ts';
import type { Database } from '../../src/store/database/database.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { passing } from '../support/events.ts';
import { LaurelProcess, runLaurel } from '../support/laurel.ts';
import { isRedisInstalled, startRedisServer } from '../support/redis.ts';
import type { RedisServer } from '../support/redis.ts';
import { RedisTopic } from '../support/redis-topic.ts';
import { waitFor } from '../support/wait.ts';
import { apply, demoGraduate, settingsFor } from './stage.ts';

interface Account {
  readonly email: string;
  readonly password: string;
}

interface Answered {
  readonly status: number;
  readonly ms: number;
  readonly body: { readonly items?: readonly { readonly id: number }[]; readonly nextCursor?: string | null };
}

const learners = 150_000;
const secret = 'a-secret-of-tests-that-is-long-enough';
/** After the last of those who are found by user name: where a search for "user" reads most and finds least. */
const dearest = createCursors(secret).write('learners found user', [2, '', 0, 0]);

describe.skipIf(!isRedisInstalled() || !hasPostgresql())('one viewer who asks for as much as there is', () => {
  let store: TestDatabase;
  let database: Database;
  let redis: RedisServer;
  let laurel: LaurelProcess;
  let site: string;
  let viewer: string;
  let admin: Account;

  beforeAll(async () => {
    [store, redis] = await Promise.all([createTestDatabase(), startRedisServer()]);
    ({ database } = store);
    const environment = {
      ...settingsFor(redis.url, store.url),
      LAUREL_SECRET: secret,
      LAUREL_HTTP_PORT: '0',
      LAUREL_HTTP_REQUESTS_PER_MINUTE: '1000000',
    };
    await apply(environment, demoGraduate);
    // Each is found by user name, and again by address: whoever reads on by address reads in vain.
    await database.query(
      `INSERT INTO learner (id, username, email, name, is_active, identity_time, identity_event)
       SELECT id, 'user' || id, 'user' || id || '@example.org', 'Name', true, now(), '' FROM generate_series(1, $1::bigint) AS id`,
      [learners],
    );
    await database.query('ANALYZE learner');
    const create = async (email: string, role: string): Promise<Account> => {
      const { stdout, stderr } = await runLaurel(
        ['admin', 'create', '--email', email, '--name', role, '--generate-password', '--json'],
        environment,
      );
      const { password } = JSON.parse(stdout || stderr) as { password: string };
      await database.query('UPDATE auth_user SET role = $1 WHERE email = $2', [role, email]);
      return { email, password };
    };
    const watcher = await create('watcher@example.org', 'viewer');
    admin = await create('ada@example.org', 'admin');
    laurel = new LaurelProcess(['run'], environment);
    site = String((await laurel.waitForLog('serving the API and the pages', { timeoutMs: 60_000 }))['url']);
    await laurel.waitForLog('started');
    const signedIn = await signIn(watcher);
    expect(signedIn.status).toBe(200);
    viewer = signedIn.cookie;
  }, 180_000);

  afterAll(async () => {
    await laurel?.kill();
    await redis?.remove();
    await store?.close();
  });

  async function signIn({ email, password }: Account): Promise<{ status: number; cookie: string }> {
    const answer = await fetch(`${site}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: site },
      body: JSON.stringify({ email, password }),
    });
    return {
      status: answer.status,
      cookie: answer.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; '),
    };
  }

  async function get(cookie: string, path: string): Promise<Answered> {
    const begun = performance.now();
    const answer = await fetch(`${site}${path}`, { headers: { cookie } });
    const body = (await answer.json()) as Answered['body'];
    return { status: answer.status, ms: performance.now() - begun, body };
  }

  /** Thirty connections, each of which asks again as soon as it has its answer, until the work is done. */
  async function whileAsking(path: string, work: () => Promise<unknown>): Promise<readonly number[]> {
    const statuses: number[] = [];
    const done = new AbortController();
    const asking = Array.from({ length: 30 }, async () => {
      while (!done.signal.aborted) statuses.push((await get(viewer, path)).status);
    });
    await waitFor('the first answers', () => statuses.length > 0, { timeoutMs: 30_000 });
    try {
      await work();
    } finally {
      done.abort();
      await Promise.all(asking);
    }
    return statuses;
  }

  /** Others go on: an event becomes a badge, somebody signs in and sees the overview, and the process says that it is ready. */
  async function expectOthersServed(learner: number): Promise<void> {
    const topic = new RedisTopic(redis.url);
    const begun = performance.now();
    await topic.publish(passing({ learner }));
    await waitFor(
      'the badge',
      async () => {
        const rows = await database.query('SELECT FROM badge WHERE learner_id = $1', [learner]);
        return rows.length === 1;
      },
      { timeoutMs: 15_000 },
    );
    const signedIn = await signIn(admin);
    expect(signedIn.status).toBe(200);
    const overview = await get(signedIn.cookie, '/api/v1/overview');
    const ready = await fetch(`${site}/readyz`);
    const one = await get(signedIn.cookie, '/api/v1/learners/1');
    expect({ overview: overview.status, one: one.status, ready: ready.status }).toEqual({
      overview: 200,
      one: 200,
      ready: 200,
    });
    expect(performance.now() - begun).toBeLessThan(20_000);
  }

  test('a search reads on for a while and says where it goes on; nobody is left out, nobody comes twice', async () => {
    // Only the address of this one begins so, between those of all the others.
    await database.query(
      `INSERT INTO learner (id, username, email, name, is_active, identity_time, identity_event)
       VALUES ($1, 'zoe', 'user70000-zoe@example.org', 'Zoe', true, now(), '')`,
      [learners + 1],
    );
    const found: number[] = [];
    let cursor: string | null | undefined = dearest;
    let asked = 0;
    for (; cursor; asked += 1) {
      const { status, body } = await get(viewer, `/api/v1/learners?search=user&limit=1&cursor=${cursor}`);
      expect(status).toBe(200);
      found.push(...(body.items ?? []).map(({ id }) => id));
      cursor = body.nextCursor;
    }
    expect(found).toEqual([learners + 1]);
    // It reads 20,000 at a time, of those whose user name or address begins so, and of those who have such a word.
    expect(asked).toBeGreaterThanOrEqual(8);
    expect(asked).toBeLessThanOrEqual(16);
  });

  test('who searches with thirty connections leaves others served, and gets answers', async () => {
    const statuses = await whileAsking(`/api/v1/learners?search=user&limit=1&cursor=${dearest}`, () =>
      expectOthersServed(200_001),
    );
    expect(statuses.filter((status) => ![200, 429, 503].includes(status))).toEqual([]);
    expect(statuses).toContain(200);
  });

  test('neither does who asks for what never comes: it is given up after some seconds, and is no defect', async () => {
    // The list waits for what somebody has locked.
    const locking = new pg.Client({ connectionString: store.url });
    await locking.connect();
    await locking.query('BEGIN; LOCK TABLE parked_message IN ACCESS EXCLUSIVE MODE');
    const statuses = await whileAsking('/api/v1/parked', () => expectOthersServed(200_002));
    await locking.end();
    expect(new Set(statuses)).toEqual(new Set([503]));
    expect(laurel.logs.filter(({ level }) => level === 'error')).toEqual([]);
  }, 60_000);
});
