import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runRetryJobs } from '../../src/issuing/delivery/retry-runner.ts';
import type { Database } from '../../src/store/database/database.ts';
import { retryStepSize, stepRetryJob } from '../../src/store/operators/retry-jobs.ts';
import { embeddedNote, laurel } from '../cli/command-line.ts';
import { stageApi } from '../support/api.ts';
import type { ApiStage } from '../support/api.ts';
import { createTestDatabase, hasPostgresql, silent } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { addBadge, addTemplate, badgeRow, emptyTables, makeWorker } from '../support/deliveries.ts';
import { encryptionKey } from '../support/provider-site.ts';
import { waitFor } from '../support/wait.ts';

const many = 21_000;
const few = 500;
const organization = randomUUID();

/** Many failed deliveries of one account and a few of another, retried in steps (S21). */
describe.skipIf(!hasPostgresql())('a retry of many failed deliveries', () => {
  let fresh: TestDatabase;
  let database: Database;
  let api: ApiStage;
  beforeAll(async () => {
    fresh = await createTestDatabase();
    database = fresh.database;
    api = await stageApi(database, { environment: { LAUREL_ENCRYPTION_KEYS: encryptionKey('k1') } });
    // Writes down how many rows every statement changes, and can be held up while it has them.
    await database.transaction((transaction) =>
      transaction.script(`
        CREATE TABLE statement_size (rows bigint NOT NULL);
        CREATE FUNCTION note_size() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          INSERT INTO statement_size SELECT count(*) FROM changed;
          IF (SELECT count(*) FROM changed) > 100 THEN PERFORM pg_advisory_xact_lock_shared(7); END IF;
          RETURN NULL;
        END $$;
        CREATE TRIGGER note_size AFTER UPDATE ON badge REFERENCING NEW TABLE AS changed
          FOR EACH STATEMENT EXECUTE FUNCTION note_size();`),
    );
  });
  afterAll(async () => {
    await api.close();
    await fresh.close();
  });
  beforeEach(async () => {
    await emptyTables(database);
    await database.query('TRUNCATE retry_job, statement_size, audit, connection, provider_account');
    await fail(await addTemplate(database, { origin: 'credly', organization, template: randomUUID() }), many);
    await fail(await addTemplate(database, { origin: 'accredible', account: 'main', group: 1 }), few);
  });

  /** Learners whose badges failed for good, an hour ago. */
  const fail = (template: number, count: number) =>
    database.query(
      `WITH holder AS (
         INSERT INTO learner (id, username, email, name, is_active, identity_time, identity_event)
         SELECT $1 * 1000000 + n, 'learner' || n, 'learner' || n || '@example.org', 'Ada Lovelace', true, now(), ''
         FROM generate_series(1, $2::integer) AS n RETURNING id
       )
       INSERT INTO badge (id, learner_id, template_id, status, state, earned_at, attempts_started, attempts_finished,
                          last_status, last_body, last_attempt_at)
       SELECT gen_random_uuid(), holder.id, $1::integer, 'awarded', 'error', now(), 1, 1, 401, 'wrong key',
              now() - interval '1 hour'
       FROM holder`,
      [template, count],
    );
  const numberOf = async (sql: string): Promise<number> =>
    (await database.query<{ number: number }>(`SELECT count(*) AS number FROM ${sql}`))[0]?.number ?? -1;
  const due = () => numberOf('badge WHERE due IS NOT NULL');
  const audits = async () => (await api.send('admin', 'GET', '/api/v1/audit')).json().items;
  const jobs = async (query = '') => (await api.send('viewer', 'GET', `/api/v1/retry-jobs${query}`)).json().items;
  async function expectSmallSteps(): Promise<void> {
    const [size] = await database.query<{ most: number; steps: number }>(
      'SELECT max(rows) AS most, count(*) FILTER (WHERE rows > 0) AS steps FROM statement_size',
    );
    expect(size?.most).toBe(retryStepSize);
    expect(size?.steps).toBeGreaterThan(10);
  }
  /** Lets the jobs go on, as `deliver` and `serve` do, until none is under way. */
  async function finishJobs(): Promise<void> {
    const stopping = new AbortController();
    const running = runRetryJobs({ database, logger: silent, pollMs: 10 }, stopping.signal);
    await waitFor('the jobs have ended', async () => (await jobs('?running=true')).length === 0);
    stopping.abort();
    await running;
  }

  test('by the command line: it shows how far it is, can be stopped, and is finished by a repetition', async () => {
    const stop = new AbortController();
    let drawn = '';
    const stderr = {
      isTTY: true,
      write: (text: string) => {
        drawn += text;
        stop.abort();
      },
    };
    const stopped = await laurel(['badge', 'retry', '--all'], database, { stderr, signal: stop.signal });
    expect(stopped.exitCode).toBe(1);
    expect(drawn).toMatch(/Retrying \[#+\.+\] \d+%/);
    expect(drawn).toContain('INTERRUPTED');
    expect(drawn).toContain('2000 of 21500 failed deliveries checked: 2000 due now.');
    expect(drawn).toContain('this command when repeated');
    expect(await due()).toBe(retryStepSize);

    const again = await laurel(['badge', 'retry', '--all'], database);
    expect(again).toMatchObject({
      exitCode: 0,
      stdout: `${many + few - retryStepSize} deliveries due now.\n`,
      stderr: expect.stringMatching(embeddedNote),
    });
    expect(await due()).toBe(many + few);
    // The job that was stopped finds nothing more to do, and nothing was made due twice.
    await finishJobs();
    expect((await laurel(['badge', 'retry', '--all', '--json'], database)).json()).toEqual({ retried: 0 });
    expect(await numberOf(`history WHERE kind = 'delivery_retried'`)).toBe(many + few);
    await expectSmallSteps();
    expect(await audits()).toMatchObject([
      { action: 'badge.retry', target: 'all', after: { failed: many + few, retryJob: expect.any(String) } },
      { action: 'badge.retry', target: 'all', after: { failed: many + few } },
      { action: 'badge.retry', target: 'all', after: { failed: many + few } },
    ]);
    expect(await jobs()).toMatchObject([
      { state: 'done', retried: 0 },
      { state: 'done', retried: many + few - retryStepSize },
      { state: 'done', failed: many + few, lookedAt: many + few, retried: retryStepSize },
    ]);
  });

  test('by the API: it answers with the first step, tells how far it is, and deliveries go on meanwhile', async () => {
    const body = { origin: 'credly', account: organization };
    const answer = await api.send('operator', 'POST', '/api/v1/badges/retry', { body });
    expect(answer.status).toBe(200);
    const job = answer.json();
    const begun = { ...body, state: 'running', failed: many, lookedAt: retryStepSize, retried: retryStepSize };
    expect(job).toMatchObject({ ...begun, finishedAt: null });
    const url = `/api/v1/retry-jobs/${job.id}`;
    expect((await api.send('viewer', 'GET', url)).json()).toEqual(job);
    expect((await api.send('viewer', 'GET', `/api/v1/retry-jobs/${randomUUID()}`)).json()).toMatchObject({
      status: 404,
      code: 'RETRY_NOT_FOUND',
    });

    // A step that is held up in its transaction, with its rows locked.
    const own = await addBadge(database, await addTemplate(database, { origin: 'openedx' }));
    const { worker, deliveries } = makeWorker(database, {});
    let step: Promise<unknown> = Promise.resolve();
    await database.transaction(async (holder) => {
      await holder.query('SELECT pg_advisory_xact_lock(7)');
      step = stepRetryJob(database, job.id);
      await waitFor('the step has its rows', () =>
        numberOf(`pg_locks WHERE locktype = 'advisory' AND NOT granted`).then((waiting) => waiting === 1),
      );
      worker.start();
      await waitFor('others are delivered', async () => (await badgeRow(database, own)).state === 'accepted');
      await waitFor('those of the account are tried', () => deliveries.some(({ origin }) => origin === 'credly'));
      await worker.stop();
    });
    expect(await step).toMatchObject({ lookedAt: 2 * retryStepSize });

    // A pause that came meanwhile stays: what was known when it was asked for was known then.
    await database.query(
      `INSERT INTO provider_account (origin, account, failures, paused_until)
       VALUES ('credly', $1, 3, now() + interval '1 hour')
       ON CONFLICT (origin, account) DO UPDATE SET failures = 3, paused_until = excluded.paused_until`,
      [organization],
    );
    await finishJobs();
    const ended = (await api.send('viewer', 'GET', url)).json();
    expect(ended).toMatchObject({ state: 'done', failed: many, lookedAt: many, finishedAt: expect.any(String) });
    expect(ended.retried).toBe(many);
    expect(await numberOf(`provider_account WHERE paused_until > now()`)).toBe(1);
    // The other account's badges stay.
    expect(
      await numberOf('badge JOIN badge_template AS t ON t.id = template_id WHERE account = $$main$$ AND due IS NULL'),
    ).toBe(few);
    await expectSmallSteps();
    expect(await audits()).toMatchObject([
      { action: 'badge.retry', target: `credly/${organization}`, after: { failed: many, retryJob: job.id } },
    ]);
  });

  test('by a new key: it is stored at once, and all that failed is tried again', async () => {
    await database.query(
      `INSERT INTO provider_account (origin, account, failures, paused_until)
       VALUES ('credly', $1, 9, now() + interval '1 hour'), ('accredible', 'main', 9, now() + interval '1 hour')`,
      [organization],
    );
    const body = { origin: 'credly', account: organization, name: 'One', apiKey: 'a-new-key', force: true };
    expect((await api.send('admin', 'POST', '/api/v1/connections', { body })).status).toBe(201);
    expect(await database.query('SELECT account FROM provider_account WHERE paused_until IS NOT NULL')).toEqual([
      { account: 'main' },
    ]);
    const [job] = await jobs('?running=true');
    expect(job).toMatchObject({ origin: 'credly', account: organization, failed: many, retried: retryStepSize });
    expect(await audits()).toMatchObject([
      { action: 'connection.create', after: { name: 'One', retry: { failed: many, retryJob: job.id } } },
    ]);
    // What is tried with the new key while the job goes on, and fails, waits for somebody as ever.
    const [tried] = await database.query<{ id: string }>(
      `UPDATE badge SET due = NULL, due_at = NULL, last_attempt_at = now(), last_status = 422
       WHERE id = (SELECT max(id::text)::uuid FROM badge WHERE due IS NULL AND last_status = 401 AND template_id =
                     (SELECT id FROM badge_template WHERE account = $1)) RETURNING id`,
      [organization],
    );
    await finishJobs();
    expect(await due()).toBe(many - 1);
    expect(await badgeRow(database, tried?.id ?? '')).toMatchObject({ due: null, last_status: 422 });
    await expectSmallSteps();
  });
});
