import { beforeAll, expect, test } from 'vitest';
import { createCursors } from '../../src/api/cursor.ts';
import { processBatch } from '../../src/consumer/process-batch.ts';
import type { Database } from '../../src/store/database/database.ts';
import { findTemplate, lockRules, raiseRulesRevision, updateTemplate } from '../../src/store/engine/templates.ts';
import { secretOfTests } from '../support/api.ts';
import { describeApi, describeApiOnBoth } from '../support/api-databases.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { demoCourse, otherCourse, passing } from '../support/events.ts';
import { allPages, expectBadCursorsRefused, page } from '../support/lists.ts';
import { messageOf } from '../support/messages.ts';
import { failPenalty, passCourse, template } from '../support/templates.ts';

async function addLearner(
  database: Database,
  id: number,
  username: string,
  email: string,
  name: string,
): Promise<void> {
  await database.query(
    `INSERT INTO learner (id, username, email, name, is_active, identity_time, identity_event)
     VALUES ($1, $2, $3, $4, true, now(), '')`,
    [id, username, email, name],
  );
}

describeApiOnBoth('GET /learners', (stage) => {
  const find = (text: string) => page(stage().api, `/api/v1/learners?search=${encodeURIComponent(text)}`);
  const idsOf = async (text: string) => (await find(text)).items.map(({ id }) => id);

  beforeAll(async () => {
    const { database } = stage();
    await addLearner(database, 1, 'Ada_L', 'ada@example.org', 'Ada Lovelace');
    await addLearner(database, 2, 'grace', 'g.hopper@example.org', 'Grace Hopper');
    await addLearner(database, 3, 'zuse', 'konrad@example.org', 'Ada Zuse');
    await addLearner(database, 4, '1815', 'babbage@example.org', 'Charles Babbage');
    await addLearner(database, 1815, 'somebody', 'adana@example.org', 'Öznur 100% \\Test_');
    await addLearner(database, 5, 'Ödön', 'odon@example.org', 'Ödön');
  });

  test('without a search they come by LMS user id, a page at a time, nobody twice or left out while others come', async () => {
    const { api, database } = stage();
    let late = 2_000;
    const found = await allPages(api, '/api/v1/learners', {
      limit: 2,
      between: () => addLearner(database, (late += 1), `late${late}`, `late${late}@example.org`, 'Late'),
    });
    const ids = found.map(({ id }) => id);
    expect(ids.slice(0, 6)).toEqual([1, 2, 3, 4, 5, 1815]);
    expect(new Set(ids).size).toBe(ids.length);
    await database.query('DELETE FROM learner WHERE id > 2000');
  });

  test('by the beginning of user name, e-mail address or name, in small or capital letters; nobody twice', async () => {
    // 1 by user name, 1815 by e-mail address, 3 by name.
    expect(await idsOf('ADA')).toEqual([1, 1815, 3]);
    expect(await idsOf('ada_')).toEqual([1]);
    expect(await idsOf('Grace H')).toEqual([2]);
    expect(await idsOf('konrad@')).toEqual([3]);
    expect(await idsOf('ovelace')).toEqual([]);
    // Of letters beyond ASCII, the database's own locale says which are small.
    expect(await idsOf('Ödö')).toEqual([5]);
  });

  test('by LMS user id, before user names that begin so', async () => {
    expect(await idsOf('1815')).toEqual([1815, 4]);
    expect(await idsOf(' 2 ')).toEqual([2]);
    expect(await idsOf('99999999999999999999')).toEqual([]);
  });

  test.each(['%', '_', '\\', "'", '"', '100%', 'a%', '😀', '-1', '1e3', 'NULL'])(
    'the text %j means itself',
    async (text) => {
      const found = (await find(text)).items.map(({ username, email, name }) => [username, email, name]);
      for (const texts of found)
        expect(texts.some((each: string) => each.toLowerCase().startsWith(text.toLowerCase()))).toBe(true);
    },
  );

  test('a backslash at the beginning of nothing finds nobody; one within a name finds it', async () => {
    expect(await idsOf('\\')).toEqual([]);
    expect(await idsOf('Öznur 100% \\test')).toEqual([1815]);
  });

  test('of learners of one user name the newest holder comes first, and the others say who that is', async () => {
    const { api, database } = stage();
    for (const [id, minutes] of [
      [50, 20],
      [51, 0],
      [52, 10],
    ] as const) {
      await addLearner(database, id, 'twin', `twin${id}@example.org`, 'Twin');
      await database.query(`UPDATE learner SET identity_time = now() - $2 * interval '1 minute' WHERE id = $1`, [
        id,
        minutes,
      ]);
    }
    // Other names, though they begin so or are written so.
    await addLearner(database, 53, 'Twin', 'capital@example.org', 'Twin');
    await addLearner(database, 54, 'twin2', 'twin2@example.org', 'Twin');
    const holders = ({ id, newerHolder }: { id: number; newerHolder: number | null }) => [id, newerHolder];
    for (const text of ['twin', 'TWI'])
      expect((await find(text)).items.map(holders)).toEqual([
        [53, null],
        [51, null],
        [52, 51],
        [50, 51],
        [54, null],
      ]);
    const found = await allPages(api, '/api/v1/learners?search=twin', { limit: 1 });
    expect(found.map(({ id }) => id)).toEqual([53, 51, 52, 50, 54]);
    const listed = (await page(api, '/api/v1/learners')).items.filter(({ username }) => username === 'twin');
    expect(listed.map(holders)).toEqual([
      [50, 51],
      [51, null],
      [52, 51],
    ]);
    expect((await api.send('viewer', 'GET', '/api/v1/learners/50')).json()).toMatchObject({ newerHolder: 51 });
    // The LMS renames the newest one: the name is that of the newest of the others again.
    await database.query(`UPDATE learner SET username = 'renamed' WHERE id = 51`);
    expect((await find('twin')).items.map(holders)).toContainEqual([52, null]);
    await database.query('DELETE FROM learner WHERE id BETWEEN 50 AND 54');
  });

  test('what is found comes a page at a time across user names, addresses and names', async () => {
    const { api, database } = stage();
    for (let number = 0; number < 20; number += 1) {
      const id = 100 + number;
      await addLearner(
        database,
        id,
        number < 7 ? `page${number}` : `other${number}`,
        number >= 5 && number < 14 ? `page${number}@example.org` : `other${number}@example.org`,
        number >= 12 ? 'Page' : 'Other',
      );
    }
    const once = (await page(api, '/api/v1/learners?search=page&limit=200')).items.map(({ id }) => id);
    expect(once).toHaveLength(20);
    for (const limit of [1, 2, 3, 7, 19, 20]) {
      const found = await allPages(api, '/api/v1/learners?search=page', { limit });
      expect(found.map(({ id }) => id)).toEqual(once);
    }
    await database.query('DELETE FROM learner WHERE id BETWEEN 100 AND 119');
  });

  test('cursors that the list never gave are refused', async () => {
    const { api } = stage();
    await expectBadCursorsRefused(api, '/api/v1/learners', ['learners', 5]);
    await expectBadCursorsRefused(api, '/api/v1/learners?search=ada', ['learners found ada', 1, 'ada', -5, 5]);
    const outside = createCursors(secretOfTests).write('learners found ada', [9, 'ada', -5, 5]);
    const answer = await api.send('viewer', 'GET', `/api/v1/learners?search=ada&cursor=${outside}`);
    expect(answer.json()).toMatchObject({ code: 'CURSOR_INVALID' });
  });

  test('one learner, as the newest event told; a retired one says so; an unknown one is not there', async () => {
    const { api, database } = stage();
    const got = await api.send('viewer', 'GET', '/api/v1/learners/1');
    expect(got.json()).toEqual({
      id: 1,
      username: 'Ada_L',
      name: 'Ada Lovelace',
      email: 'ada@example.org',
      active: true,
      retired: false,
      createdAt: expect.stringMatching(/Z$/),
      newerHolder: null,
    });
    await database.query(`UPDATE learner SET retired_at = now(), username = '', email = '', name = '' WHERE id = 2`);
    expect((await api.send('viewer', 'GET', '/api/v1/learners/2')).json()).toMatchObject({ retired: true, name: '' });
    const unknown = await api.send('viewer', 'GET', '/api/v1/learners/77');
    expect(unknown).toMatchObject({ status: 404 });
    expect(unknown.json()).toMatchObject({ code: 'LEARNER_NOT_FOUND' });
    expect(await api.send('viewer', 'GET', '/api/v1/learners/ada')).toMatchObject({ status: 422 });
  });
});

describeApi('why a learner has, or has not, a badge (S10)', (stage) => {
  const standing = async (learner: number, slug: string) => {
    const answer = await stage().api.send('viewer', 'GET', `/api/v1/learners/${learner}/templates/${slug}`);
    return answer.json();
  };
  const pass = passing({ learner: 1, id: 'pass-1', time: Date.UTC(2026, 10, 22, 10, 27, 28) * 1_000 + 130_449 });
  const passed = passing({ learner: 2 });
  const fail = passing({ learner: 2, id: 'fail-2', passing: false });

  beforeAll(async () => {
    const { database } = stage();
    await storeTemplates(database, [
      template({
        id: 'demo',
        requirements: [passCourse('pass-demo', demoCourse)],
        penalties: [failPenalty('fail-demo', ['pass-demo'], demoCourse)],
      }),
      template({ id: 'both', requirements: [passCourse('a', demoCourse), passCourse('b', otherCourse)] }),
      template({ id: 'edited', requirements: [passCourse('a', demoCourse), passCourse('b', otherCourse)] }),
      template({ id: 'off', active: false, requirements: [passCourse('a', demoCourse)] }),
    ]);
    const events = [
      pass,
      passed,
      fail,
      passing({ learner: 3 }),
      passing({ learner: 3, passing: false }),
      passing({ learner: 3 }),
    ];
    await processBatch(
      consumerParts(database),
      events.map((event) => messageOf(event)),
    );
    await database.transaction(async (transaction) => {
      await lockRules(transaction);
      const edited = await findTemplate(transaction, 'edited');
      if (edited === null) throw new Error('not stored');
      await updateTemplate(transaction, edited, { ...edited, requirements: edited.requirements.slice(0, 1) });
      await raiseRulesRevision(transaction);
    });
  });

  test('who has it, and by which event, to the microsecond', async () => {
    expect(await standing(1, 'demo')).toEqual({
      learner: 1,
      template: 'demo',
      templateName: 'Demo graduate',
      active: true,
      verdict: 'has_badge',
      badge: { id: expect.any(String), status: 'awarded', state: 'created', reason: '' },
      explanation: {
        ratio: 1,
        complete: true,
        groupsMet: 1,
        groups: [
          {
            met: true,
            requirements: [
              {
                requirement: 'pass-demo',
                event: 'org.openedx.learning.course.passing.status.updated.v1',
                rules: [
                  { path: 'is_passing', operator: 'eq', value: 'true' },
                  { path: 'course.course_key', operator: 'eq', value: demoCourse },
                ],
                description: '',
                standing: 'fulfilled',
                currentRules: true,
                resetBy: null,
                onRecord: null,
                nearest: null,
                evidence: {
                  eventId: 'pass-1',
                  eventType: 'org.openedx.learning.course.passing.status.updated.v1',
                  eventSource: 'openedx/lms/web',
                  time: '2026-11-22T10:27:28.130449Z',
                  values: { is_passing: true, 'course.course_key': demoCourse },
                  version: 1,
                  penalty: null,
                },
              },
            ],
          },
        ],
      },
    });
  });

  test('who had it, and what took it; complete again is told apart (S17)', async () => {
    expect(await standing(2, 'demo')).toMatchObject({
      verdict: 'revoked',
      badge: { status: 'revoked', reason: 'The requirements of this badge are no longer met.' },
      explanation: {
        ratio: 0,
        groups: [
          {
            met: false,
            requirements: [
              {
                standing: 'reset',
                evidence: { eventId: 'fail-2', penalty: 'fail-demo' },
                resetBy: { rules: failPenalty('fail-demo', [], demoCourse).rules },
                nearest: { eventId: 'fail-2', rules: [{ actual: false, holds: false }, { holds: true }] },
              },
            ],
          },
        ],
      },
    });
    expect(await standing(3, 'demo')).toMatchObject({ verdict: 'revoked_complete', explanation: { complete: true } });
  });

  test('who has not: what is missing, complete by edited rules, inactive', async () => {
    expect(await standing(1, 'both')).toMatchObject({
      verdict: 'incomplete',
      badge: null,
      explanation: {
        ratio: 0.5,
        groupsMet: 1,
        groups: [
          { met: true },
          {
            met: false,
            requirements: [
              {
                evidence: null,
                nearest: {
                  eventId: 'pass-1',
                  time: '2026-11-22T10:27:28.130449Z',
                  rules: [
                    { rule: { path: 'is_passing' }, actual: true, holds: true },
                    { rule: { path: 'course.course_key', value: otherCourse }, actual: demoCourse, holds: false },
                  ],
                },
              },
            ],
          },
        ],
      },
    });
    expect(await standing(1, 'edited')).toMatchObject({
      verdict: 'complete_without_badge',
      explanation: { groups: [{ requirements: [{ currentRules: false, evidence: { version: 1 } }] }] },
    });
    expect(await standing(1, 'off')).toMatchObject({ verdict: 'inactive', active: false });
  });

  test.each([
    ['/api/v1/learners/99/templates/demo', 'LEARNER_NOT_FOUND'],
    ['/api/v1/learners/1/templates/nothing', 'TEMPLATE_NOT_FOUND'],
  ])('%s', async (url, code) => {
    const answer = await stage().api.send('viewer', 'GET', url);
    expect(answer.status).toBe(404);
    expect(answer.json()).toMatchObject({ code });
  });
});
