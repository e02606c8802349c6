import { beforeAll, expect, test } from 'vitest';
import { processBatch } from '../../src/consumer/process-batch.ts';
import { appendAudit } from '../../src/store/operators/audit.ts';
import type { Database } from '../../src/store/database/database.ts';
import { describeApiOnBoth } from '../support/api-databases.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { demoCourse, otherCourse, passing, passingType } from '../support/events.ts';
import { allPages, expectBadCursorsRefused, page } from '../support/lists.ts';
import { messageOf } from '../support/messages.ts';
import { failPenalty, passCourse, template } from '../support/templates.ts';

const process = (database: Database, ...events: Parameters<typeof messageOf>[0][]) =>
  processBatch(
    consumerParts(database),
    events.map((event) => messageOf(event)),
  );

describeApiOnBoth('the history', (stage) => {
  const list = '/api/v1/history';
  const moment = Date.UTC(2026, 10, 22, 10, 27, 28) * 1_000 + 130_449;
  const pass = passing({ learner: 1, id: 'pass-1', time: moment });
  const fail = passing({ learner: 1, id: 'fail-1', passing: false, time: moment + 1 });
  /** Kind, learner and template of each. */
  const linesOf = async (query: string) => {
    const items = await allPages(stage().api, `${list}${query}`, { limit: 2 });
    return items.map(({ kind, learner, template: slug }) => `${kind} ${learner} ${slug}`);
  };

  beforeAll(async () => {
    const { database } = stage();
    await storeTemplates(database, [
      template({
        id: 'demo',
        name: 'Demo',
        requirements: [passCourse('a', demoCourse)],
        penalties: [failPenalty('fail', ['a'], demoCourse)],
      }),
      template({ id: 'other', name: 'Other', requirements: [passCourse('b', otherCourse)] }),
    ]);
    await process(database, pass);
    await process(database, passing({ learner: 2, course: otherCourse }));
    await process(database, fail);
  });

  test('has the newest first; each line with learner, template, causing event to the microsecond, and details', async () => {
    const { items } = await page(stage().api, `${list}?learner=1&kind=fulfilled`);
    expect(items).toEqual([
      {
        id: expect.any(Number),
        recordedAt: expect.stringMatching(/Z$/),
        kind: 'fulfilled',
        learner: 1,
        username: 'learner1',
        learnerName: 'Learner 1',
        template: 'demo',
        templateName: 'Demo',
        actor: null,
        actorName: null,
        account: null,
        accountBefore: null,
        conditions: [{ ...passCourse('a', demoCourse), role: 'requirement', group: undefined }],
        event: { id: 'pass-1', type: passingType, source: 'openedx/lms/web', time: '2026-11-22T10:27:28.130449Z' },
        details: {
          requirement: 'a',
          values: { is_passing: true, 'course.course_key': demoCourse },
          version: 1,
          penalty: null,
        },
      },
    ]);
  });

  const lines = {
    cancelled: 'cancelled 1 demo',
    revoked: 'revoked 1 demo',
    reset: 'reset 1 demo',
    awarded2: 'awarded 2 other',
    fulfilled2: 'fulfilled 2 other',
    awarded1: 'awarded 1 demo',
    fulfilled1: 'fulfilled 1 demo',
    other: 'template_created null other',
    demo: 'template_created null demo',
  };

  test.each([
    ['', Object.values(lines)],
    ['?learner=1', [lines.cancelled, lines.revoked, lines.reset, lines.awarded1, lines.fulfilled1]],
    ['?learner=2', [lines.awarded2, lines.fulfilled2]],
    ['?learner=3', []],
    ['?template=other', [lines.awarded2, lines.fulfilled2, lines.other]],
    ['?template=demo', [lines.cancelled, lines.revoked, lines.reset, lines.awarded1, lines.fulfilled1, lines.demo]],
    ['?template=nothing', []],
    ['?kind=awarded', [lines.awarded2, lines.awarded1]],
    ['?kind=revoked', [lines.revoked]],
    ['?kind=template_created', [lines.other, lines.demo]],
    ['?kind=template_created&template=demo', [lines.demo]],
    ['?kind=template_deleted', []],
    ['?learner=1&template=demo&kind=reset', [lines.reset]],
    ['?kind=awarded&kind=revoked', [lines.revoked, lines.awarded2, lines.awarded1]],
    ['?kind=template_created&kind=reset&kind=cancelled', [lines.cancelled, lines.reset, lines.other, lines.demo]],
    ['?learner=1&kind=revoked&kind=reset', [lines.revoked, lines.reset]],
    ['?from=2999-01-01T00:00:00Z', []],
    ['?until=2026-01-01T00:00:00Z', []],
    ['?learner=2&from=2026-01-01T00:00:00%2B02:00&until=2999-01-01T00:00:00Z', [lines.awarded2, lines.fulfilled2]],
  ])('%s, over all pages', async (query, wanted) => {
    expect(await linesOf(query)).toEqual(wanted);
  });

  test.each(['', '?template=demo', '?kind=awarded'])(
    'while more happens, nothing is left out and nothing is shown twice (%s)',
    async (query) => {
      const { api, database } = stage();
      const before = (await allPages(api, `${list}${query}`, { limit: 200 })).map(({ id }) => id);
      let late = 100;
      const found = await allPages(api, `${list}${query}`, {
        limit: 1,
        between: () => process(database, passing({ learner: (late += 1) })),
      });
      expect(found.map(({ id }) => id)).toEqual(before);
      await database.query('DELETE FROM history WHERE learner_id > 100');
    },
  );

  test('is sorted by when lines were recorded, whatever their ids and the times of their events are; so it is paged and cut off', async () => {
    const { api, database } = stage();
    const from = '2026-03-01T00:00:00Z';
    const until = '2026-03-02T00:00:00Z';
    // As of transactions of which the first one to get an id began last, of events that were told in another order.
    const lines = [
      ['09:00:02', '2026-02-03'],
      ['09:00:01', '2026-02-05'],
      ['09:00:03', '2026-02-04'],
      ['09:00:03', '2026-02-01'],
    ];
    for (const [time, happened] of lines)
      await database.query(
        `INSERT INTO history (recorded_at, learner_id, kind, event_id, event_type, event_source, event_time)
         VALUES ($1::timestamptz, 901, 'awarded', $2, 't', 's', $3::timestamptz)`,
        [`2026-03-01T${time}Z`, happened, `${happened}T00:00:00Z`],
      );
    for (const query of ['', '?learner=901', '?kind=awarded']) {
      const all = await allPages(api, `${list}${query}`, { limit: 1 });
      const found = all.filter(({ learner }) => learner === 901).map((line) => line.event.id);
      expect({ query, found }).toEqual({ query, found: ['2026-02-01', '2026-02-04', '2026-02-03', '2026-02-05'] });
      const times = all.map(({ recordedAt }) => recordedAt);
      expect(times).toEqual(times.toSorted((one, other) => String(other).localeCompare(String(one))));
    }
    expect((await page(api, `${list}?from=${from}&until=${until}`)).items).toHaveLength(4);
    const cut = `${list}?from=2026-03-01T09:00:02Z&until=2026-03-01T09:00:03Z&count=true`;
    expect(await page(api, cut)).toMatchObject({
      items: [{ event: { id: '2026-02-03' } }],
      count: { number: 1 },
    });
    await database.query('DELETE FROM history WHERE learner_id = 901');
  });

  test('a retired learner has no name any more', async () => {
    const { api, database } = stage();
    await database.query(`UPDATE learner SET username = '', email = '', name = '', retired_at = now() WHERE id = 2`);
    expect((await page(api, `${list}?learner=2`)).items[0]).toMatchObject({ learner: 2, username: '' });
  });

  test('cursors and filters that make no sense are refused', async () => {
    await expectBadCursorsRefused(stage().api, list, ['history', 1_763_800_000_000_000, 1]);
    for (const query of [
      '?learner=x',
      '?template=No%20Slug',
      '?event=1',
      '?kind=awarded&kind=x',
      '?from=yesterday',
      '?until=2026-01-01',
    ]) {
      const answer = await stage().api.send('viewer', 'GET', `${list}${query}`);
      expect({ query, status: answer.status }).toEqual({ query, status: 422 });
    }
  });
});

describeApiOnBoth('what people changed', (stage) => {
  const list = '/api/v1/audit';
  const idsOf = async (query: string) =>
    (await allPages(stage().api, `${list}${query}`, { limit: 2 })).map(({ id }) => id);
  const note = (actor: string, action: string, targetType: 'template' | 'badge', target: string) =>
    stage().database.transaction((transaction) =>
      appendAudit(transaction, {
        actor: { id: actor, name: `Name of ${actor}` },
        action,
        targetType,
        target,
        reason: 'why',
        before: { a: 1 },
        after: null,
        requestId: 'r-1',
      }),
    );

  beforeAll(async () => {
    await note('user:1', 'template.update', 'template', 'demo');
    await note('key:2', 'template.update', 'template', 'other');
    await note('user:1', 'badge.revoke', 'badge', 'demo');
    await note('cli:root', 'badge.retry', 'badge', 'all');
    await note('user:1', 'template.update', 'template', 'demo');
  });

  test('has the newest first; each with who, what, why, before and after', async () => {
    const { items } = await page(stage().api, `${list}?limit=1`);
    expect(items).toEqual([
      {
        id: 5,
        recordedAt: expect.stringMatching(/Z$/),
        actor: 'user:1',
        actorName: 'Name of user:1',
        action: 'template.update',
        targetType: 'template',
        target: 'demo',
        targetName: null,
        reason: 'why',
        before: { a: 1 },
        after: null,
        requestId: 'r-1',
      },
    ]);
  });

  test.each([
    ['', [5, 4, 3, 2, 1]],
    ['?actor=user:1', [5, 3, 1]],
    ['?action=template.update', [5, 2, 1]],
    ['?targetType=badge', [4, 3]],
    ['?target=demo', [5, 3, 1]],
    ['?targetType=template&target=demo', [5, 1]],
    ['?actor=user:1&action=badge.revoke', [3]],
    ['?actor=nobody', []],
  ])('%s, over all pages', async (query, ids) => {
    expect(await idsOf(query)).toEqual(ids);
  });

  test('while more is changed, nothing is left out and nothing is shown twice', async () => {
    const found = await allPages(stage().api, `${list}?actor=user:1`, {
      limit: 1,
      between: () => note('user:1', 'template.update', 'template', 'late'),
    });
    expect(found.map(({ id }) => id)).toEqual([5, 3, 1]);
  });

  test('of people and keys, only admins see anything; of who did it, a viewer sees no more than the kind', async () => {
    const { api, database } = stage();
    const person = { name: 'Ghost Writer', role: 'admin', email: 'ghost@example.org' };
    const note = (action: string, targetType: 'user' | 'api_key', target: string) =>
      database.transaction((transaction) =>
        appendAudit(transaction, {
          actor: { id: 'user:1', name: 'Name of user:1' },
          action,
          targetType,
          target,
          before: null,
          after: person,
        }),
      );
    for (let number = 0; number < 4; number += 1) {
      await note('user.create', 'user', `u-${number}`);
      await note('api_key.create', 'api_key', `k-${number}`);
    }
    const queries = ['', '?limit=1', '?targetType=user', '?action=user.create', '?target=u-1', '?targetType=api_key'];
    for (const role of ['viewer', 'designer', 'operator'] as const)
      for (const query of queries) {
        const answer = await api.send(role, 'GET', `${list}${query}`);
        expect(answer.status).toBe(200);
        expect(answer.text).not.toMatch(/ghost|u-1|k-1|api_key|user\.create/i);
        expect(answer.text.includes('Name of user:1')).toBe(role !== 'viewer' && answer.json().items.length > 0);
      }
    // Pages stay whole, although eight newer entries are left out.
    const shown = (await api.send('viewer', 'GET', `${list}?limit=2`)).json();
    expect(shown.items).toMatchObject([
      { targetType: 'template', actor: 'user', actorName: null },
      { targetType: 'template', actor: 'user', actorName: null },
    ]);
    expect((await api.send('viewer', 'GET', `${list}?actor=user:1`)).json()).toMatchObject({ code: 'NOT_ALLOWED' });
    expect((await api.send('admin', 'GET', `${list}?targetType=user`)).json().items).toHaveLength(4);
  });

  test('a badge is named by its template and its learner', async () => {
    const { database } = stage();
    await storeTemplates(database, [template({ id: 'named', name: 'Named' })]);
    await process(database, passing({ learner: 77 }));
    const [badge] = await database.query<{ id: string }>('SELECT id FROM badge WHERE learner_id = 77');
    await note('user:1', 'badge.retry', 'badge', badge?.id ?? '');
    const { items } = await page(stage().api, `${list}?target=${badge?.id}`);
    expect(items).toMatchObject([{ targetName: 'Named (learner77)' }]);
  });

  test('cursors that the list never gave are refused', () => expectBadCursorsRefused(stage().api, list, ['audit', 1]));
});
