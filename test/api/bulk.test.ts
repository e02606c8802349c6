import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { processBatch } from '../../src/consumer/process-batch.ts';
import { parseLearnerList } from '../../src/formats/learner-list.ts';
import type { Database } from '../../src/store/database/database.ts';
import { parkMessages } from '../../src/store/engine/parked.ts';
import { holdMaintenanceJob } from '../../src/store/operators/maintenance-jobs.ts';
import { stageApi } from '../support/api.ts';
import type { ApiStage } from '../support/api.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { createEmbeddedDatabase } from '../support/database.ts';
import { demoCourse, enrolled, passing } from '../support/events.ts';
import { workAtJobs } from '../support/jobs.ts';
import { messageOf } from '../support/messages.ts';
import { passCourse, template } from '../support/templates.ts';
import { waitFor } from '../support/wait.ts';

let database: Database;
let api: ApiStage;
beforeAll(async () => {
  database = await createEmbeddedDatabase();
  api = await stageApi(database);
});
afterAll(async () => {
  await api.close();
  await database.close();
});
beforeEach(async () => {
  await database.query(
    `TRUNCATE badge_template, badge_template_version, learner, fulfillment, badge_progress, badge, history, outbox,
              parked_message, audit, maintenance_job RESTART IDENTITY`,
  );
  const requirements = [passCourse('pass', demoCourse)];
  await storeTemplates(database, [template({ id: 'demo', requirements }), template({ id: 'other', requirements })]);
});

const send = async (path: string, body: object, as: 'operator' | 'viewer' = 'operator') =>
  api.send(as, 'POST', `/api/v1/${path}`, { body });
/** Begins a job and waits for its end. */
async function job(path: string, body: object) {
  const begun = await send(path, body);
  expect([begun.status, begun.json()]).toMatchObject([202, { state: 'running' }]);
  return waitFor('the end of the job', async () => {
    const now = (await api.send('operator', 'GET', `/api/v1/maintenance/jobs/${begun.json().id}`)).json();
    return now.state !== 'running' && now;
  });
}

describe('many parked messages', () => {
  const truncated = (learner: number) => {
    const message = messageOf(passing({ learner }));
    return { ...message, body: message.body?.subarray(0, 10) ?? null };
  };
  const park = (...messages: ReturnType<typeof truncated>[]) =>
    database.transaction((transaction) =>
      parkMessages(
        transaction,
        messages.map((message) => ({ message, reason: 'unknown_schema', detail: 'not known then' })),
      ),
    );
  const ids = async () =>
    (await database.query<{ id: number }>('SELECT id FROM parked_message ORDER BY id')).map(({ id }) => id);

  test('those that are chosen are tried again, or discarded with one reason; the list tells learner and course', async () => {
    await park(
      ...[1, 2, 3].map((learner) => messageOf(passing({ learner }))),
      truncated(4),
      truncated(5),
      truncated(6),
    );
    const { items } = (await api.send('viewer', 'GET', '/api/v1/parked')).json();
    expect(items).toMatchObject([
      ...Array.from({ length: 3 }, () => ({ learner: null, course: null, detail: 'not known then' })),
      { id: 3, learner: { id: 3, username: 'learner3' }, course: demoCourse },
      { id: 2 },
      { id: 1 },
    ]);
    workAtJobs(database);
    expect(await job('parked/bulk', { action: 'retry', ids: [1, 3, 4] })).toMatchObject({
      kind: 'retry_parked',
      state: 'done',
      figures: { total: 3, lookedAt: 3, processed: 2, stillParked: 1 },
    });
    expect(await ids()).toEqual([2, 4, 5, 6]);
    const refused = await send('parked/bulk', { action: 'discard', ids: [4] });
    expect([refused.status, refused.json().mistakes]).toMatchObject([422, [{ path: ['why'] }]]);
    expect(await job('parked/bulk', { action: 'discard', ids: [4, 5, 99], why: 'cut off' })).toMatchObject({
      state: 'done',
      reason: 'cut off',
      figures: { total: 2, discarded: 2 },
    });
    expect(await ids()).toEqual([2, 6]);
    expect(await database.query(`SELECT details FROM history WHERE kind = 'message_discarded'`)).toMatchObject([
      { details: { why: 'cut off', reason: 'schema_mismatch' } },
      { details: { why: 'cut off' } },
    ]);
    expect(await job('parked/bulk', { action: 'discard', reason: 'unknown_schema', why: 'old' })).toMatchObject({
      figures: { discarded: 2 },
    });
    expect(await ids()).toEqual([]);
    expect(await database.query('SELECT action, target, reason FROM audit ORDER BY id')).toEqual([
      { action: 'parked_message.retry', target: '3 messages', reason: '' },
      { action: 'parked_message.discard', target: '3 messages', reason: 'cut off' },
      { action: 'parked_message.discard', target: 'reason=unknown_schema', reason: 'old' },
    ]);
    for (const as of ['viewer'] as const) expect((await send('parked/bulk', { action: 'retry' }, as)).status).toBe(403);
  });

  test('goes on in another process where one has died, and leaves alone what was parked later', async () => {
    await park(...Array.from({ length: 1_200 }, (_, learner) => truncated(learner + 1)));
    const begun = (await send('parked/bulk', { action: 'discard', why: 'old' })).json();
    // Somebody took it and died; more comes meanwhile.
    await holdMaintenanceJob(database, 'a1b2c3d4-0000-4000-8000-000000000000', ['discard_parked']);
    await park(truncated(9_001));
    await database.query(`UPDATE maintenance_job SET held_until = now() - interval '1 second'`);
    workAtJobs(database);
    await waitFor('the end', async () => {
      const now = (await api.send('operator', 'GET', `/api/v1/maintenance/jobs/${begun.id}`)).json();
      return now.state === 'done' && now.figures.discarded === 1_200;
    });
    expect(await ids()).toHaveLength(1);
  });
});

describe('a badge for many learners', () => {
  const status = () =>
    database.query(
      'SELECT learner_id AS learner, status FROM badge JOIN badge_template AS t ON t.id = template_id WHERE slug = $1 ORDER BY 1',
      ['demo'],
    );

  test('a check tells what would become of each; then those who can get it do, and the others are named', async () => {
    // 1 has the badge; 2 and 3 are known; 4 is retired.
    await processBatch(
      consumerParts(database),
      [1, 2, 3, 4].map((learner) => messageOf(learner === 1 ? passing({ learner }) : enrolled({ learner }))),
    );
    await database.query(
      `INSERT INTO learner (id, username, email, name, is_active, identity_time, identity_event)
       SELECT id, 'learner' || id, 'learner' || id || '@example.org', 'Learner ' || id, true, now(), '' FROM generate_series(2, 4) AS id
       ON CONFLICT DO NOTHING`,
    );
    await database.query(`UPDATE learner SET retired_at = now(), username = '', email = '', name = '' WHERE id = 4`);
    const list = 'username,course\nlearner1,a\n2,a\n"LEARNER3@example.org",a\n3,a\n4,a\nnobody,a\n';
    const check = (action: string) => send('badges/bulk/check', { action, template: 'demo', list });
    const found = (await check('award')).json();
    expect(found.items.map(({ learner, outcome }: { learner: number; outcome: string }) => [learner, outcome])).toEqual(
      [
        [1, 'holds_it'],
        [2, 'ready'],
        [3, 'ready'],
        [3, 'repeated'],
        [4, 'retired'],
        [null, 'unknown'],
      ],
    );
    expect(found.ready).toBe(2);
    expect(await status()).toEqual([{ learner: 1, status: 'awarded' }]);

    workAtJobs(database);
    const body = { action: 'award', template: 'demo', learners: [1, 2, 3, 4, 77], reason: 'course of 2019' };
    expect(await job('badges/bulk', body)).toMatchObject({
      kind: 'award',
      state: 'done',
      template: 'demo',
      reason: 'course of 2019',
      figures: { total: 5, lookedAt: 5, changed: 2 },
      leftOut: [
        { learner: 1, why: 'holds_it' },
        { learner: 4, why: 'retired' },
        { learner: 77, why: 'unknown' },
      ],
    });
    // It stands in the learner's table, though nothing was begun; and any badge can be asked about.
    const { items } = (await api.send('viewer', 'GET', '/api/v1/progress?learner=3')).json();
    expect(items).toMatchObject([{ template: 'demo', groups: 0, badge: { status: 'awarded' } }]);
    const why = (await api.send('viewer', 'GET', '/api/v1/learners/3/templates/other')).json();
    expect(why.explanation.groups[0].requirements).toMatchObject([
      {
        standing: 'open',
        event: 'org.openedx.learning.course.passing.status.updated.v1',
        rules: expect.arrayContaining([{ path: 'course.course_key', operator: 'eq', value: demoCourse }]),
      },
    ]);
    // Once more changes nothing.
    expect(await job('badges/bulk', body)).toMatchObject({ figures: { changed: 0 } });
    expect(await database.query(`SELECT count(*) AS signals FROM outbox`)).toEqual([{ signals: 4 }]);

    expect((await check('revoke')).json().items[0]).toMatchObject({ learner: 1, outcome: 'ready' });
    const revocation = { ...body, action: 'revoke', learners: [2, 3, 4], publicReason: 'by mistake' };
    expect(await job('badges/bulk', revocation)).toMatchObject({
      figures: { changed: 2 },
      leftOut: [{ learner: 4, why: 'holds_none' }],
    });
    expect(await status()).toEqual([
      { learner: 1, status: 'awarded' },
      { learner: 2, status: 'revoked' },
      { learner: 3, status: 'revoked' },
    ]);
    expect(await job('badges/bulk', { ...body, learners: [2] })).toMatchObject({
      leftOut: [{ learner: 2, why: 'was_revoked' }],
    });
    const audit = await database.query('SELECT action, reason FROM audit ORDER BY id');
    expect(audit).toEqual([
      ...Array.from({ length: 2 }, () => ({ action: 'badge.award', reason: 'course of 2019' })),
      ...Array.from({ length: 2 }, () => ({ action: 'badge.revoke', reason: 'course of 2019' })),
    ]);
    await database.query(`UPDATE badge_template SET active = false`);
    expect((await send('badges/bulk', body)).json().code).toBe('TEMPLATE_INACTIVE');
    expect((await send('badges/bulk/check', { action: 'award', template: 'demo', list: ' \n' })).status).toBe(422);
  });

  test.each([
    ['ada\n\n alan \r\ngrace', ['ada', 'alan', 'grace']],
    ['ada, alan; grace', ['ada', 'alan; grace']],
    ['1;2;3', ['1', '2', '3']],
    ['Name;E-mail\nAda;ada@example.org\n"King; Ada";king@example.org', ['ada@example.org', 'king@example.org']],
    ['\ufeffID,Username\r\n5,ada\r\n6,alan', ['5', '6']],
    ['Ada Lovelace,ada@example.org\nAlan Turing,alan@example.org', ['ada@example.org', 'alan@example.org']],
    ['1,2\n3,4', ['1', '2', '3', '4']],
  ])('a list may be pasted or be a CSV file: %j', (text, learners) => {
    expect(parseLearnerList(text)).toEqual(learners);
  });
});
