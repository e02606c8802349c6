import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { encodeSignal } from '../../src/bus/signals.ts';
import { processBatch } from '../../src/consumer/process-batch.ts';
import { createReader } from '../../src/events/reader.ts';
import type { Database } from '../../src/store/database/database.ts';
import { takeSignals } from '../../src/store/engine/outbox.ts';
import { describeApi, describeApiOnBoth, emptySite } from '../support/api-databases.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { demoCourse, otherCourse, passing } from '../support/events.ts';
import { allPages, expectBadCursorsRefused, page } from '../support/lists.ts';
import type { Item } from '../support/lists.ts';
import { messageOf } from '../support/messages.ts';
import { failPenalty, passCourse, template } from '../support/templates.ts';

const list = '/api/v1/badges';
const organization = '0c9f6c1e-6d0a-4a55-9a0e-5f3f0b5d1a01';
const atCredly = { origin: 'credly', organization, template: '5b0f7a52-1f0e-4c7e-8a53-0d1c5b6c9e10' } as const;
const atAccredible = { origin: 'accredible', account: 'main', group: 1 } as const;

const process = (database: Database, ...events: Parameters<typeof messageOf>[0][]) =>
  processBatch(
    consumerParts(database),
    events.map((event) => messageOf(event)),
  );

/** Says of the badges of a learner how their delivery went. */
const deliver = (database: Database, learner: number, slug: string, state: string, due: string | null = null) =>
  database.query(
    `UPDATE badge SET state = $3, due = $4, due_at = CASE WHEN $4::text IS NULL THEN NULL ELSE now() + interval '1 hour' END,
            attempts_started = 3, attempts_finished = 3, last_attempt_at = now(),
            last_status = CASE WHEN $3 IN ('error', 'no_response') THEN 503 END,
            last_body = CASE WHEN $3 IN ('error', 'no_response') THEN 'try later' END
     FROM badge_template AS template WHERE template.id = template_id AND learner_id = $1 AND slug = $2`,
    [learner, slug, state, due],
  );

describeApiOnBoth('the list of badges', (stage) => {
  /** Of learners who come while a list is read. */
  let late = 1_000;
  /** Learner and template of each. */
  const keysOf = async (query: string) => {
    const items = await allPages(stage().api, `${list}${query}`, { limit: 2 });
    return items.map(({ learner, template: slug }) => `${learner} ${slug}`);
  };

  beforeAll(async () => {
    const { database } = stage();
    const demo = [passCourse('a', demoCourse)];
    await storeTemplates(database, [
      template({ id: 'own', name: 'Own', requirements: demo, penalties: [failPenalty('fail', ['a'], demoCourse)] }),
      template({ id: 'credly', name: 'At Credly', holder: atCredly, requirements: demo }),
      template({ id: 'accredible', holder: atAccredible, requirements: [passCourse('b', otherCourse)] }),
    ]);
    // One after the other, so that each has its moment.
    for (const learner of [1, 2, 3]) await process(database, passing({ learner }));
    await process(database, passing({ learner: 2, passing: false }));
    await process(database, passing({ learner: 1, course: otherCourse }));
    await deliver(database, 1, 'own', 'accepted');
    await deliver(database, 2, 'credly', 'error');
    await deliver(database, 3, 'credly', 'no_response', 'issue');
    await deliver(database, 3, 'own', 'rejected');
  });

  test('the newest come first; each with learner, template, and how it is doing outside', async () => {
    const { items } = await page(stage().api, `${list}?learner=2&template=credly`);
    expect(items).toEqual([
      {
        id: expect.any(String),
        learner: 2,
        username: 'learner2',
        learnerName: expect.any(String),
        template: 'credly',
        templateName: 'At Credly',
        origin: 'credly',
        account: organization,
        accountName: null,
        externalTemplate: expect.any(String),
        environment: null,
        closed: null,
        status: 'awarded',
        state: 'error',
        earnedAt: expect.stringMatching(/^2026-.*Z$/),
        revokedAt: null,
        reason: '',
        publicReason: null,
        externalId: null,
        externalUrl: null,
        due: null,
        dueAt: null,
        pausedSince: null,
        nextAttemptAt: null,
        attempts: 3,
        lastStatus: 503,
        lastMessage: 'try later',
        lastBody: 'try later',
        lastAttemptAt: expect.stringMatching(/Z$/),
        waitsForOperator: true,
      },
    ]);
    const all = await allPages(stage().api, list, { limit: 200 });
    expect(all[0]).toMatchObject({ learner: 1, template: 'accredible' });
    expect(all.map(({ learner }) => learner)).toEqual([1, 3, 3, 2, 2, 1, 1]);
    expect((await allPages(stage().api, `${list}?sort=createdAt`, { limit: 2 })).map(({ id }) => id)).toEqual(
      all.map(({ id }) => id).toReversed(),
    );
  });

  test.each([
    ['?template=own', ['3 own', '2 own', '1 own']],
    ['?template=own&sort=createdAt', ['1 own', '2 own', '3 own']],
    ['?template=nothing', []],
    ['?learner=2&template=own', ['2 own']],
    ['?learner=99', []],
    ['?status=revoked', ['2 own']],
    ['?status=revoked&origin=credly', []],
    ['?status=awarded&template=own', ['3 own', '1 own']],
    ['?state=accepted', ['1 own']],
    ['?state=accepted&origin=openedx', ['1 own']],
    ['?state=rejected', ['3 own']],
    ['?state=rejected&template=own', ['3 own']],
    ['?state=rejected&template=credly', []],
    ['?state=error&origin=credly', ['2 credly']],
    ['?failed=true', ['3 credly', '2 credly']],
    ['?failed=true&sort=createdAt', ['2 credly', '3 credly']],
    [`?failed=true&origin=credly&account=${organization}`, ['3 credly', '2 credly']],
    ['?failed=true&origin=accredible', []],
    ['?failed=true&state=error', ['2 credly']],
    ['?failed=true&template=credly&state=no_response', ['3 credly']],
    ['?failed=true&learner=2', ['2 credly']],
    // What waits for nobody, and what waits for an operator: as the overview and the connections count them.
    ['?failed=true&due=true', ['3 credly']],
    ['?failed=true&due=false', ['2 credly']],
    ['?due=true&origin=credly', ['3 credly', '1 credly']],
    [`?due=true&origin=credly&account=${organization}&template=credly`, ['3 credly', '1 credly']],
    ['?due=false&learner=3', ['3 own']],
    ['?origin=credly', ['3 credly', '2 credly', '1 credly']],
    ['?origin=credly&learner=3', ['3 credly']],
    ['?account=main', ['1 accredible']],
    ['?origin=openedx', ['3 own', '2 own', '1 own']],
    ['?origin=openedx&template=credly', []],
  ])('%s, over all pages', async (query, keys) => {
    expect(await keysOf(query)).toEqual(keys);
  });

  test('by the id outside, however it was copied, by its own, and by whose it is', async () => {
    const { database, api } = stage();
    const all = await allPages(api, list, { limit: 200 });
    const [credly, accredible] = ['credly', 'accredible'].map((slug) => all.find(({ template: id }) => id === slug));
    const outside = randomUUID();
    const set = (id: unknown, externalId: string) =>
      database.query('UPDATE badge SET external_id = $2 WHERE id = $1', [id, externalId]);
    await set(credly?.id, outside);
    await set(accredible?.id, '10000005');
    const found = async (query: string) => (await allPages(api, `${list}?${query}`, { limit: 1 })).map(({ id }) => id);
    const search = (text: string) => found(new URLSearchParams({ search: text }).toString());
    for (const text of [
      outside,
      outside.toUpperCase(),
      ` ${outside} `,
      `https://www.credly.com/badges/${outside}`,
      `https://www.credly.com/badges/${outside}/?source=mail`,
      String(credly?.id),
    ])
      expect(await search(text), text).toEqual([credly?.id]);
    expect(await search('10000005')).toEqual([accredible?.id]);
    expect(await search('1000000')).toEqual([]);
    const ofLearner = all.filter(({ learner }) => learner === 2).map(({ id }) => id);
    expect(await found('username=learner2')).toEqual(ofLearner);
    // As `explain` and Open edX do it.
    expect(await found('username=LEARNER2')).toEqual([]);
    expect(await found('email=Learner2@example.org')).toEqual(ofLearner);
    expect(await found('username=learner2&template=credly')).toHaveLength(1);
    expect(await found('username=learner')).toEqual([]);
  });

  test('every filter leaves what it says, over pages of every size', async () => {
    const all = await allPages(stage().api, list, { limit: 200 });
    const checks: readonly [string, (badge: Item) => boolean][] = [
      ['state=created', ({ state }) => state === 'created'],
      ['failed=false', () => true],
      ['status=awarded', ({ status }) => status === 'awarded'],
      ['origin=credly&status=awarded', ({ origin, status }) => origin === 'credly' && status === 'awarded'],
    ];
    for (const [query, is] of checks) {
      const wanted = all.filter(is).map(({ id }) => id);
      for (const limit of [1, 2, 5])
        expect((await allPages(stage().api, `${list}?${query}`, { limit })).map(({ id }) => id)).toEqual(wanted);
    }
  });

  test.each(['', '?origin=credly', '?state=created'])(
    'while badges are awarded, none is left out and none is shown twice (%s)',
    async (query) => {
      const before = (await allPages(stage().api, `${list}${query}`, { limit: 200 })).map(({ id }) => id);
      const found = await allPages(stage().api, `${list}${query}`, {
        limit: 1,
        between: () => process(stage().database, passing({ learner: (late += 1) })),
      });
      expect(found.map(({ id }) => id)).toEqual(before);
    },
  );

  test('cursors and filters that make no sense are refused', async () => {
    const { api } = stage();
    await expectBadCursorsRefused(api, list, ['badges -createdAt', 1_763_800_000_000_000, randomUUID()]);
    await expectBadCursorsRefused(api, `${list}?origin=credly`, [
      'badges -createdAt',
      1_763_800_000_000_000,
      randomUUID(),
    ]);
    const descending = (await page(api, `${list}?limit=1`)).nextCursor;
    const turned = await api.send('viewer', 'GET', `${list}?limit=1&sort=createdAt&cursor=${descending}`);
    expect(turned.json()).toMatchObject({ code: 'CURSOR_INVALID' });
    for (const query of ['?status=lost', '?state=gone', '?learner=ada', '?failed=1', '?sort=state', '?origin=x']) {
      const answer = await api.send('viewer', 'GET', `${list}${query}`);
      expect({ query, status: answer.status }).toEqual({ query, status: 422 });
    }
  });

  test('one badge; one that is not there', async () => {
    const { api } = stage();
    const [first] = (await page(api, `${list}?limit=1`)).items;
    expect((await api.send('viewer', 'GET', `${list}/${first.id}`)).json()).toEqual({ ...first, formerPlaces: [] });
    const unknown = await api.send('viewer', 'GET', `${list}/${randomUUID()}`);
    expect(unknown.json()).toMatchObject({ status: 404, code: 'BADGE_NOT_FOUND' });
    expect(await api.send('viewer', 'GET', `${list}/7`)).toMatchObject({ status: 422 });
  });
});

describeApi('badges by hand', (stage) => {
  beforeEach(async () => {
    await emptySite(stage().database);
    await storeTemplates(stage().database, [
      template({
        id: 'both',
        requirements: [passCourse('a', demoCourse), passCourse('b', otherCourse)],
        penalties: [failPenalty('fail', ['a'], demoCourse)],
      }),
      template({ id: 'off', active: false }),
    ]);
    // The learner is known by an event that concerns a badge.
    await process(stage().database, passing({ learner: 7 }));
  });

  const award = (more: object = {}, headers?: Record<string, string>) =>
    stage().api.send('operator', 'POST', list, {
      body: { learner: 7, template: 'both', reason: 'Passed on paper', ...more },
      ...(headers === undefined ? {} : { headers }),
    });
  const revoke = (id: string, reason = 'Was a mistake') =>
    stage().api.send('operator', 'POST', `${list}/${id}/revoke`, { body: { reason } });
  const timeline = async () =>
    (await page(stage().api, '/api/v1/history?learner=7')).items.map(({ kind, details, event }) => ({
      kind,
      by: event?.id === undefined ? details.by : 'event',
    }));
  const signals = () => stage().database.query('SELECT signal FROM outbox ORDER BY position');
  const audited = () =>
    stage().database.query('SELECT actor, action, target_type, target, reason, before, after FROM audit ORDER BY id');

  test('an award is a badge like any other: issue due, signal in the outbox, in history and audit (S14)', async () => {
    const { api, database } = stage();
    const made = await award();
    expect(made.status).toBe(201);
    const badge = made.json();
    expect(made.headers['location']).toBe(`${list}/${badge.id}`);
    expect(badge).toMatchObject({
      learner: 7,
      username: 'learner7',
      status: 'awarded',
      state: 'created',
      due: 'issue',
    });
    expect(Math.abs(Date.parse(badge.earnedAt) - Date.now())).toBeLessThan(60_000);
    expect(await signals()).toEqual([{ signal: 'awarded' }]);
    const { items } = await page(api, '/api/v1/history?learner=7&kind=awarded');
    expect(items).toMatchObject([
      {
        kind: 'awarded',
        template: 'both',
        event: null,
        details: { badge: badge.id, by: 'hand', reason: 'Passed on paper' },
      },
    ]);
    expect(await audited()).toEqual([
      {
        actor: `user:${api.people.operator.id}`,
        action: 'badge.award',
        target_type: 'badge',
        target: badge.id,
        reason: 'Passed on paper',
        before: null,
        after: { learner: 7, template: 'both', status: 'awarded' },
      },
    ]);
    // Progress stays as events made it.
    expect((await page(api, '/api/v1/progress?learner=7')).items).toMatchObject([
      { groupsMet: 1, complete: false, badge: { id: badge.id } },
    ]);
    expect(await database.query('SELECT count(*) AS badges FROM badge')).toEqual([{ badges: 1 }]);
  });

  test('its signal is what the platform expects of any award (S20)', async () => {
    const { database } = stage();
    await award();
    const [waiting] = (await database.transaction((transaction) => takeSignals(transaction, 10))) ?? [];
    if (waiting === undefined) throw new Error('no signal waits');
    const { fields, body } = encodeSignal(waiting, 'topic');
    const read = createReader({ eventTypes: ['org.openedx.learning.badge.awarded.v1'] });
    const message = { topic: 't', position: '1', format: 'avro', deliveries: 1 } as const;
    expect(read({ ...message, body, fields: fields.flat().map((text) => Buffer.from(text)) })).toMatchObject({
      kind: 'event',
      event: { learner: { id: 7, username: 'learner7' } },
    });
  });

  test('completing later makes no second badge and no second signal; a penalty then takes it (S15)', async () => {
    const { database } = stage();
    const { id } = (await award()).json();
    await process(database, passing({ learner: 7, course: otherCourse }));
    expect(await database.query('SELECT id, status FROM badge')).toEqual([{ id, status: 'awarded' }]);
    expect(await signals()).toEqual([{ signal: 'awarded' }]);
    await process(database, passing({ learner: 7, passing: false }));
    expect(await database.query('SELECT status, reason FROM badge')).toEqual([
      { status: 'revoked', reason: 'The requirements of this badge are no longer met.' },
    ]);
    expect(await signals()).toEqual([{ signal: 'awarded' }, { signal: 'revoked' }]);
  });

  test('a penalty does not take a badge whose progress never was complete', async () => {
    const { database } = stage();
    await award();
    await process(database, passing({ learner: 7, passing: false }), passing({ learner: 7, course: otherCourse }));
    expect(await database.query('SELECT status FROM badge')).toEqual([{ status: 'awarded' }]);
    expect(await signals()).toEqual([{ signal: 'awarded' }]);
  });

  test('what is revoked by hand stays revoked, whatever events come (S17)', async () => {
    const { database, api } = stage();
    await process(database, passing({ learner: 7, course: otherCourse }));
    const [{ id }] = (await page(api, list)).items;
    const revoked = await revoke(id);
    expect(revoked.status).toBe(200);
    expect(revoked.json()).toMatchObject({
      id,
      status: 'revoked',
      reason: 'Was a mistake',
      revokedAt: expect.stringMatching(/Z$/),
      state: 'created',
      due: null,
    });
    // Nothing of it was outside yet: it is cancelled (S16).
    expect((await timeline()).slice(0, 3)).toEqual([
      { kind: 'cancelled', by: 'hand' },
      { kind: 'revoked', by: 'hand' },
      { kind: 'awarded', by: 'event' },
    ]);
    expect(await signals()).toEqual([{ signal: 'awarded' }, { signal: 'revoked' }]);
    expect(await audited()).toMatchObject([
      {
        action: 'badge.revoke',
        target: id,
        reason: 'Was a mistake',
        before: { status: 'awarded' },
        after: { status: 'revoked' },
      },
    ]);
    await process(database, passing({ learner: 7, passing: false }), passing({ learner: 7 }));
    expect(await database.query('SELECT status FROM badge')).toEqual([{ status: 'revoked' }]);
    expect((await timeline())[0]).toEqual({ kind: 'withheld', by: 'event' });
    expect((await award()).json()).toMatchObject({ status: 409, code: 'BADGE_EXISTS' });
    expect(await signals()).toHaveLength(2);
  });

  test('a badge that has begun to go outside has its revocation due there (S16)', async () => {
    const { database } = stage();
    const { id } = (await award()).json();
    await database.query(`UPDATE badge SET state = 'accepted', external_id = 'x', due = NULL, due_at = NULL`);
    expect((await revoke(id)).json()).toMatchObject({ status: 'revoked', state: 'accepted', due: 'revoke' });
    expect((await timeline())[0]).toEqual({ kind: 'revoked', by: 'hand' });
  });

  test.each([
    [{ learner: 99 }, 404, 'LEARNER_NOT_FOUND'],
    [{ template: 'nothing' }, 404, 'TEMPLATE_NOT_FOUND'],
    [{ template: 'off' }, 409, 'TEMPLATE_INACTIVE'],
    [{ reason: '  ' }, 422, 'REQUEST_INVALID'],
    [{ learner: '7' }, 422, 'REQUEST_INVALID'],
    [{ learner: 0 }, 422, 'REQUEST_INVALID'],
    [{ earnedAt: '2020-01-01' }, 422, 'REQUEST_INVALID'],
  ])('an award of %j is refused', async (more, status, code) => {
    expect((await award(more)).json()).toMatchObject({ status, code });
    expect(await stage().database.query('SELECT 1 FROM badge')).toEqual([]);
    expect(await audited()).toEqual([]);
  });

  test('a retired learner gets nothing', async () => {
    await stage().database.query(`UPDATE learner SET retired_at = now(), username = '', email = '', name = ''`);
    expect((await award()).json()).toMatchObject({
      code: 'LEARNER_NOT_FOUND',
      detail: expect.stringContaining('retired'),
    });
  });

  test('a second award, and a second revocation, are refused', async () => {
    const { id } = (await award()).json();
    const again = await award();
    expect(again.json()).toMatchObject({ status: 409, code: 'BADGE_EXISTS', detail: expect.stringContaining(id) });
    await revoke(id);
    expect((await revoke(id)).json()).toMatchObject({ status: 409, code: 'BADGE_REVOKED' });
    expect((await revoke(randomUUID())).json()).toMatchObject({ status: 404, code: 'BADGE_NOT_FOUND' });
    expect(await signals()).toHaveLength(2);
  });

  test('sent twice with one Idempotency-Key it is awarded once, and both get the same answer', async () => {
    const headers = { 'idempotency-key': 'award-7' };
    const [first, second] = [await award({}, headers), await award({}, headers)];
    expect(second.status).toBe(201);
    expect(second.json()).toEqual(first.json());
    expect(second.headers['location']).toBe(first.headers['location']);
    expect(await signals()).toHaveLength(1);
    expect(await audited()).toHaveLength(1);
  });

  test('by hand and by an event at once, however they meet: one badge, one signal', async () => {
    const { database } = stage();
    const learners = Array.from({ length: 20 }, (_, number) => 100 + number);
    await process(database, ...learners.map((learner) => passing({ learner })));
    const completing = learners.map((learner) => passing({ learner, course: otherCourse }));
    const byHand = learners.map((learner) => award({ learner }));
    await Promise.all([...byHand, process(database, ...completing), process(database, ...completing)]);
    for (const answer of await Promise.all(byHand)) expect([201, 409]).toContain(answer.status);
    const perLearner = await database.query(
      `SELECT learner_id, count(*) AS badges FROM badge GROUP BY 1 HAVING count(*) <> 1`,
    );
    expect(perLearner).toEqual([]);
    expect(await database.query('SELECT count(*) AS badges FROM badge')).toEqual([{ badges: 20 }]);
    expect(await signals()).toHaveLength(20);
  });

  test('revoked by hand and by a penalty at once: one revocation, one signal', async () => {
    const { database, api } = stage();
    await process(database, passing({ learner: 7, course: otherCourse }));
    const [{ id }] = (await page(api, list)).items;
    const [byHand] = await Promise.all([revoke(id), process(database, passing({ learner: 7, passing: false }))]);
    expect([200, 409]).toContain(byHand.status);
    expect(await signals()).toEqual([{ signal: 'awarded' }, { signal: 'revoked' }]);
  });
});

describeApi('failed deliveries', (stage) => {
  const retry = (id: string) => stage().api.send('operator', 'POST', `${list}/${id}/retry`);
  const retryAll = (body: object) => stage().api.send('operator', 'POST', `${list}/retry`, { body });
  const idOf = async (slug: string, learner = 1) =>
    (await page(stage().api, `${list}?template=${slug}&learner=${learner}`)).items[0].id;

  beforeEach(async () => {
    const { database } = stage();
    await emptySite(database);
    await storeTemplates(database, [
      template({ id: 'credly', holder: atCredly }),
      template({ id: 'accredible', holder: atAccredible }),
    ]);
    await process(database, passing({ learner: 1 }), passing({ learner: 2 }));
    for (const learner of [1, 2])
      for (const slug of ['credly', 'accredible']) await deliver(database, learner, slug, 'error');
    await database.query(
      `INSERT INTO provider_account (origin, account, failures, paused_until)
       VALUES ('accredible', 'main', 9, now() + interval '1 hour')`,
    );
  });

  test('one is due again at once; the audit has who wanted it (S21)', async () => {
    const { api, database } = stage();
    const id = await idOf('credly');
    const answer = await retry(id);
    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({ id, due: 'issue', waitsForOperator: false });
    expect(Date.parse(answer.json().dueAt)).toBeLessThanOrEqual(Date.now() + 1_000);
    expect(await database.query('SELECT count(*) AS due FROM badge WHERE due IS NOT NULL')).toEqual([{ due: 1 }]);
    expect((await page(api, '/api/v1/history?kind=delivery_retried')).items).toMatchObject([
      { details: { badge: id } },
    ]);
    expect((await page(api, '/api/v1/audit?action=badge.retry')).items).toMatchObject([
      {
        actor: `user:${api.people.operator.id}`,
        targetType: 'badge',
        target: id,
        before: { state: 'error', due: null, lastStatus: 503 },
        after: { retried: 1 },
      },
    ]);
  });

  test('a badge that is well has nothing to retry', async () => {
    const { database } = stage();
    await deliver(database, 1, 'credly', 'accepted');
    expect((await retry(await idOf('credly'))).json()).toMatchObject({ status: 409, code: 'NOTHING_TO_RETRY' });
    expect((await retry(randomUUID())).json()).toMatchObject({ status: 404, code: 'BADGE_NOT_FOUND' });
    expect(await database.query('SELECT 1 FROM audit')).toEqual([]);
  });

  test('all of an account, which is no longer paused; others stay', async () => {
    const { api, database } = stage();
    expect((await retryAll({ origin: 'accredible', account: 'main' })).json()).toMatchObject({
      state: 'done',
      retried: 2,
    });
    expect((await page(api, `${list}?origin=credly`)).items).toMatchObject([{ due: null }, { due: null }]);
    expect(await database.query('SELECT failures, paused_until FROM provider_account')).toEqual([
      { failures: 0, paused_until: null },
    ]);
    expect((await page(api, '/api/v1/audit')).items).toMatchObject([
      { action: 'badge.retry', targetType: 'connection', target: 'accredible/main', after: { retried: 2 } },
    ]);
  });

  test('all of all', async () => {
    expect((await retryAll({ origin: null, account: null })).json()).toMatchObject({ state: 'done', retried: 4 });
    expect((await page(stage().api, '/api/v1/audit')).items).toMatchObject([{ target: 'all', after: { retried: 4 } }]);
  });

  test.each([
    { origin: 'credly', account: null },
    { origin: null, account: 'main' },
    { origin: 'openedx', account: '' },
    {},
  ])('of %j nothing is retried', async (body) => {
    expect((await retryAll(body)).json()).toMatchObject({ status: 422, code: 'REQUEST_INVALID' });
  });
});
