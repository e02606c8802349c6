import { beforeEach, describe, expect, test } from 'vitest';
import { processBatch } from '../../src/consumer/process-batch.ts';
import type { Database } from '../../src/store/database/database.ts';
import { emptySite, describeApi } from '../support/api-databases.ts';
import type { ApiTest } from '../support/api-databases.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { demoCourse, enrollmentType, otherCourse, passing, passingType } from '../support/events.ts';
import { page } from '../support/lists.ts';
import { messageOf } from '../support/messages.ts';
import { failPenalty, inCourse, passCourse, passes, template } from '../support/templates.ts';

const list = '/api/v1/templates';
const organization = '0c9f6c1e-6d0a-4a55-9a0e-5f3f0b5d1a01';
const atCredly = { origin: 'credly', organization, template: '5b0f7a52-1f0e-4c7e-8a53-0d1c5b6c9e10' } as const;

/** A document as the pages send it. */
const document = (more: object = {}) => ({
  id: 'demo',
  name: 'Demo graduate',
  description: 'Passed the Demo course',
  imageUrl: 'https://example.org/demo.png',
  holder: { origin: 'openedx' },
  requirements: [
    { id: 'pass', event: passingType, group: 'A', description: 'Pass it', rules: [passes, inCourse(demoCourse)] },
  ],
  penalties: [],
  ...more,
});

const process = (database: Database, ...events: Parameters<typeof messageOf>[0][]) =>
  processBatch(
    consumerParts(database),
    events.map((event) => messageOf(event)),
  );

describeApi('badge templates', (stage) => {
  beforeEach(() => emptySite(stage().database));

  describe('making one', () => {
    test('it is stored as it was sent, inactive, as version 1; the audit has who made it', async () => {
      const { api, database } = stage();
      const made = await api.send('designer', 'POST', list, { body: document() });
      expect(made.status).toBe(201);
      expect(made.headers['location']).toBe('/api/v1/templates/demo');
      expect(made.json()).toEqual({
        ...document(),
        achievement: null,
        active: false,
        version: 1,
        use: { holders: 0, inProgress: 0 },
        warnings: [],
        provider: { page: null, state: null, seenAt: null, fields: [] },
        createdAt: expect.stringMatching(/Z$/),
        updatedAt: expect.stringMatching(/Z$/),
      });
      const got = await api.send('viewer', 'GET', `${list}/demo`);
      expect(got.json()).toEqual(made.json());
      expect(got.headers['etag']).toBe(made.headers['etag']);
      expect(await audited(database)).toEqual([
        {
          action: 'template.create',
          actor: `user:${api.people.designer.id}`,
          target: 'demo',
          before: null,
          after: { ...document(), active: false, version: 1 },
          request_id: made.headers['x-request-id'],
        },
      ]);
    });

    test('an id that is taken is refused at its place', async () => {
      await stage().api.send('designer', 'POST', list, { body: document() });
      const again = await stage().api.send('designer', 'POST', list, { body: document() });
      expect(again.status).toBe(409);
      expect(again.json()).toMatchObject({ code: 'TEMPLATE_EXISTS', mistakes: [{ path: ['id'] }] });
      const andMore = await stage().api.send('designer', 'POST', list, {
        body: document({ requirements: [{ ...document().requirements[0], event: 'nothing' }] }),
      });
      expect(andMore.json()).toMatchObject({
        code: 'TEMPLATE_INVALID',
        mistakes: [{ path: ['id'] }, { path: ['requirements', 0, 'event'] }],
      });
    });

    test('every mistake of the rules is reported at its path', async () => {
      const rule = { path: 'is_passing', operator: 'eq', value: 'perhaps' };
      const answer = await stage().api.send('designer', 'POST', list, {
        body: document({
          requirements: [
            { id: 'a', event: passingType, group: ' ', description: '', rules: [rule, { ...rule, path: 'grade' }] },
            { id: 'a', event: enrollmentType, group: null, description: '', rules: [] },
          ],
          penalties: [{ id: 'p', event: passingType, description: '', requirements: ['a', 'b'], rules: [] }],
        }),
      });
      expect(answer.status).toBe(422);
      const { code, mistakes } = answer.json();
      expect(code).toBe('TEMPLATE_INVALID');
      expect(mistakes.map(({ path }: { path: unknown[] }) => path.join('.')).toSorted()).toEqual([
        'penalties.0.requirements.1',
        'requirements.0.group',
        'requirements.0.rules.0.value',
        'requirements.0.rules.1.path',
        'requirements.1.event',
        'requirements.1.id',
      ]);
      expect(await audited(stage().database)).toEqual([]);
    });

    test('every mistake of the shape is reported at its path', async () => {
      const answer = await stage().api.send('designer', 'POST', list, {
        body: {
          ...document({ id: 'No Slug', name: ' ', imageUrl: 'ftp://example.org/x', holder: { origin: 'credly' } }),
          extra: 1,
          requirements: [
            { id: 'a', event: passingType, group: null, description: '', rules: [{ path: '', operator: 'gt' }] },
          ],
        },
      });
      expect(answer.status).toBe(422);
      const { code, mistakes } = answer.json();
      expect(code).toBe('REQUEST_INVALID');
      const paths = mistakes.map(({ path }: { path: unknown[] }) => path.join('.'));
      expect(paths).toEqual(
        expect.arrayContaining([
          'id',
          'name',
          'imageUrl',
          'holder.organization',
          'holder.template',
          'requirements.0.rules.0.path',
          'requirements.0.rules.0.operator',
          'requirements.0.rules.0.value',
        ]),
      );
    });

    test('a badge outside that another template issues is refused', async () => {
      await storeTemplates(stage().database, [template({ id: 'first', holder: atCredly })]);
      const upper = { ...atCredly, template: atCredly.template.toUpperCase() };
      const answer = await stage().api.send('designer', 'POST', list, { body: document({ holder: upper }) });
      expect(answer.json()).toMatchObject({
        code: 'TEMPLATE_INVALID',
        mistakes: [{ path: ['holder', 'template'], message: expect.stringContaining('"first"') }],
      });
      const other = { ...atCredly, template: '5b0f7a52-1f0e-4c7e-8a53-0d1c5b6c9e99' };
      expect(await stage().api.send('designer', 'POST', list, { body: document({ holder: other }) })).toMatchObject({
        status: 201,
      });
    });

    test('sent twice with one Idempotency-Key it is made once, and both get the same answer', async () => {
      const headers = { 'idempotency-key': 'k-1' };
      const [first, second] = [
        await stage().api.send('designer', 'POST', list, { body: document(), headers }),
        await stage().api.send('designer', 'POST', list, { body: document(), headers }),
      ];
      expect(second.status).toBe(201);
      expect(second.json()).toEqual(first.json());
      expect(second.headers).toMatchObject({ etag: first.headers['etag'], location: '/api/v1/templates/demo' });
      const other = await stage().api.send('designer', 'POST', list, { body: document({ id: 'other' }), headers });
      expect(other.json()).toMatchObject({ code: 'COMMAND_DIFFERS' });
      expect((await page(stage().api, list)).items).toHaveLength(1);
    });
  });

  describe('editing one', () => {
    beforeEach(async () => {
      await stage().api.send('designer', 'POST', list, { body: document() });
    });

    test('the version says what the edit is based on; who comes second is told', async () => {
      const { api } = stage();
      const tag = String((await api.send('viewer', 'GET', `${list}/demo`)).headers['etag']);
      const put = (name: string, headers: Record<string, string>) =>
        api.send('designer', 'PUT', `${list}/demo`, { body: document({ name }), headers });
      expect((await put('Mine', {})).json()).toMatchObject({ status: 428, code: 'EDIT_NEEDS_VERSION' });
      const mine = await put('Mine', { 'if-match': tag });
      expect(mine.json()).toMatchObject({ name: 'Mine', version: 1, active: false });
      expect((await put('Yours', { 'if-match': tag })).json()).toMatchObject({ status: 412, code: 'EDITED_MEANWHILE' });
      const yours = await put('Yours', { 'if-match': String(mine.headers['etag']) });
      expect(yours.json()).toMatchObject({ name: 'Yours' });
    });

    test('two edits at once that are based on the same version: one of them wins', async () => {
      const { api } = stage();
      const tag = String((await api.send('viewer', 'GET', `${list}/demo`)).headers['etag']);
      const both = await Promise.all(
        ['One', 'Two'].map((name) =>
          api.send('designer', 'PUT', `${list}/demo`, { body: document({ name }), headers: { 'if-match': tag } }),
        ),
      );
      expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 412]));
    });

    test('new rules are a new version; before and after are in the audit, and nothing when nothing changed', async () => {
      const { api, database } = stage();
      await edit(stage(), 'demo', (now) => now);
      const edited = await edit(stage(), 'demo', (now) => ({ ...now, description: 'New', requirements: [] }));
      expect(edited.json()).toMatchObject({ version: 2, description: 'New' });
      const [, entry, ...more] = await audited(database);
      expect(more).toEqual([]);
      expect(entry).toMatchObject({
        action: 'template.update',
        actor: `user:${api.people.designer.id}`,
        before: { version: 1, description: 'Passed the Demo course', requirements: [{ id: 'pass' }] },
        after: { version: 2, description: 'New', requirements: [] },
      });
    });

    test('an id can’t be changed, and mistakes are reported as when it is made', async () => {
      const refused = await edit(stage(), 'demo', (now) => ({
        ...now,
        id: 'renamed',
        penalties: [{ id: 'p', event: 'x', description: '', requirements: [], rules: [] }],
      }));
      expect(refused.json()).toMatchObject({
        status: 422,
        code: 'TEMPLATE_INVALID',
        mistakes: [{ path: ['id'] }, { path: ['penalties', 0, 'event'] }],
      });
    });

    test('an active template can’t lose what makes it work (S18)', async () => {
      await activate(stage(), 'demo');
      const refused = await edit(stage(), 'demo', (now) => ({ ...now, requirements: [] }));
      expect(refused.json()).toMatchObject({ code: 'TEMPLATE_INVALID', mistakes: [{ path: ['requirements'] }] });
    });

    test('events that come after an edit are judged by it', async () => {
      const { database } = stage();
      await activate(stage(), 'demo');
      const parts = consumerParts(database);
      await processBatch(parts, [messageOf(passing({ learner: 1, course: otherCourse }))]);
      await edit(stage(), 'demo', (now) => ({
        ...now,
        requirements: [{ ...now.requirements[0], rules: [passes, inCourse(otherCourse)] }],
      }));
      await processBatch(parts, [messageOf(passing({ learner: 2, course: otherCourse }))]);
      expect(await database.query('SELECT learner_id FROM badge')).toEqual([{ learner_id: 2 }]);
    });

    test('its own badge outside is not in its way', async () => {
      await edit(stage(), 'demo', (now) => ({ ...now, holder: atCredly }));
      expect((await edit(stage(), 'demo', (now) => ({ ...now, name: 'Again' }))).status).toBe(200);
    });

    test('what a file or a provider brought in is shown, however long', async () => {
      await storeTemplates(stage().database, [
        template({ id: 'long', name: 'x'.repeat(2_000), imageUrl: '/relative.png', description: 'y'.repeat(20_000) }),
      ]);
      expect((await stage().api.send('viewer', 'GET', `${list}/long`)).status).toBe(200);
      expect((await page(stage().api, `${list}?search=long`)).items).toHaveLength(1);
    });
  });

  describe('activating and deactivating (S18)', () => {
    test('takes effect for the next event, and is in history and audit', async () => {
      const { api, database } = stage();
      await api.send('designer', 'POST', list, { body: document() });
      const parts = consumerParts(database);
      await processBatch(parts, [messageOf(passing({ learner: 1 }))]);
      expect((await activate(stage(), 'demo')).json()).toMatchObject({ active: true, version: 1 });
      await processBatch(parts, [messageOf(passing({ learner: 2 }))]);
      expect((await activate(stage(), 'demo', 'deactivate')).json()).toMatchObject({ active: false });
      await processBatch(parts, [messageOf(passing({ learner: 3 }))]);
      expect(await database.query('SELECT learner_id FROM badge')).toEqual([{ learner_id: 2 }]);
      expect((await audited(database)).map(({ action }) => action)).toEqual([
        'template.create',
        'template.activate',
        'template.deactivate',
      ]);
      const { items } = await page(api, '/api/v1/history?template=demo&kind=template_activated');
      expect(items).toMatchObject([{ kind: 'template_activated', template: 'demo', learner: null, event: null }]);
    });

    test('to activate what is active changes nothing', async () => {
      await stage().api.send('designer', 'POST', list, { body: document() });
      await activate(stage(), 'demo');
      expect((await activate(stage(), 'demo')).status).toBe(200);
      expect(await audited(stage().database)).toHaveLength(2);
    });

    test('what can’t work yet is refused, every lack at its path', async () => {
      const { api } = stage();
      const penalty = { id: 'p', event: passingType, description: '', requirements: [], rules: [] };
      await api.send('designer', 'POST', list, { body: document({ requirements: [], penalties: [penalty] }) });
      const refused = await activate(stage(), 'demo');
      expect(refused.status).toBe(422);
      expect(refused.json()).toMatchObject({
        code: 'TEMPLATE_INVALID',
        mistakes: [
          { path: ['requirements'] },
          { path: ['penalties', 0, 'requirements'] },
          { path: ['penalties', 0, 'rules'] },
        ],
      });
    });

    test('without the version, or with an old one, it is refused', async () => {
      const { api } = stage();
      const made = await api.send('designer', 'POST', list, { body: document() });
      await edit(stage(), 'demo', (now) => ({ ...now, name: 'Other' }));
      expect((await api.send('designer', 'POST', `${list}/demo/activate`)).json().code).toBe('EDIT_NEEDS_VERSION');
      const headers = { 'if-match': String(made.headers['etag']) };
      const old = await api.send('designer', 'POST', `${list}/demo/activate`, { headers });
      expect(old.json().code).toBe('EDITED_MEANWHILE');
    });
  });

  describe('checking one without saving it', () => {
    const check = async (body: object) => (await stage().api.send('viewer', 'POST', `${list}/check`, { body })).json();

    test('tells what keeps it from being saved, and what from being activated', async () => {
      expect(await check(document())).toEqual({ mistakes: [], activationMistakes: [], warnings: [] });
      const requirement = { ...document().requirements[0], event: 'x' };
      const penalty = { id: 'p', event: passingType, description: '', requirements: [], rules: [passes] };
      expect(await check(document({ requirements: [requirement], penalties: [penalty] }))).toMatchObject({
        mistakes: [{ path: ['requirements', 0, 'event'] }],
        activationMistakes: [{ path: ['penalties', 0, 'requirements'] }],
      });
      expect(await check(document({ requirements: [] }))).toMatchObject({
        mistakes: [],
        activationMistakes: [{ path: ['requirements'] }],
      });
      expect((await page(stage().api, list)).items).toEqual([]);
    });

    test('warns of a course key that no event can have, with what it probably should be', async () => {
      const [requirement] = document().requirements;
      const rule = { path: 'course.course_key', operator: 'eq', value: 'course-v1:edX DemoX Run' };
      expect(await check(document({ requirements: [{ ...requirement, rules: [rule] }] }))).toMatchObject({
        mistakes: [],
        warnings: [
          {
            kind: 'course_key',
            path: ['requirements', 0, 'rules', 0, 'value'],
            suggestion: 'course-v1:edX+DemoX+Run',
            message: expect.stringContaining('never holds. Did you mean'),
          },
        ],
      });
    });

    test('what is saved says the same in its answers and whenever it is read, until it is mended', async () => {
      const { api } = stage();
      const [requirement] = document().requirements;
      const inside = (value: string) => ({
        requirements: [{ ...requirement, rules: [{ path: 'course.course_key', operator: 'eq', value }] }],
      });
      const warned = { warnings: [{ kind: 'course_key', suggestion: demoCourse }] };
      const made = await api.send('designer', 'POST', list, { body: document(inside(` ${demoCourse}`)) });
      expect([made.status, made.json()]).toMatchObject([201, warned]);
      const edited = await edit(stage(), 'demo', (now) => ({ ...now, ...inside(demoCourse.replaceAll('+', ' ')) }));
      expect([edited.status, edited.json()]).toMatchObject([200, warned]);
      for (const command of ['activate', 'deactivate'])
        expect((await activate(stage(), 'demo', command)).json()).toMatchObject(warned);
      expect((await api.send('viewer', 'GET', `${list}/demo`)).json()).toMatchObject(warned);
      const mended = await edit(stage(), 'demo', (now) => ({ ...now, ...inside(demoCourse) }));
      expect(mended.json()).toMatchObject({ warnings: [] });
    });

    test('warns of an account without a key, and refuses the badge of another template', async () => {
      const { database } = stage();
      expect(await check(document({ holder: atCredly }))).toMatchObject({
        mistakes: [],
        warnings: [
          { path: ['holder', 'organization'], message: expect.stringContaining('no key'), value: organization },
        ],
      });
      const accredible = { origin: 'accredible', account: 'main', group: 1 };
      expect(await check(document({ holder: accredible }))).toMatchObject({
        warnings: [{ kind: 'account_without_key', path: ['holder', 'account'] }],
      });
      await database.query(
        `INSERT INTO connection (origin, account, name, sealed_key, key_issued_on) VALUES ('credly', $1, 'One', 'x', now())`,
        [organization],
      );
      await storeTemplates(database, [template({ id: 'first', holder: atCredly })]);
      expect(await check(document({ holder: atCredly }))).toMatchObject({
        mistakes: [{ path: ['holder', 'template'] }],
        warnings: [],
      });
      expect(await check(document({ id: 'first', holder: atCredly }))).toMatchObject({ mistakes: [] });
    });
  });

  describe('deleting one', () => {
    const remove = async (id: string, headers?: Record<string, string>) => {
      const { api } = stage();
      const tag = String((await api.send('viewer', 'GET', `${list}/${id}`)).headers['etag']);
      return api.send('designer', 'DELETE', `${list}/${id}`, { headers: headers ?? { 'if-match': tag } });
    };

    test('that was never used: it is gone, its id is free, history and audit keep that it was', async () => {
      const { api, database } = stage();
      await api.send('designer', 'POST', list, { body: document() });
      await activate(stage(), 'demo');
      expect((await remove('demo', {})).json().code).toBe('EDIT_NEEDS_VERSION');
      const removed = await remove('demo');
      expect(removed.status).toBe(200);
      expect(removed.json()).toMatchObject({ id: 'demo', active: true });
      expect((await api.send('viewer', 'GET', `${list}/demo`)).json()).toMatchObject({ code: 'TEMPLATE_NOT_FOUND' });
      const { items } = await page(api, '/api/v1/history?kind=template_deleted');
      expect(items).toMatchObject([{ kind: 'template_deleted', template: 'demo', templateName: 'Demo graduate' }]);
      expect((await audited(database)).at(-1)).toMatchObject({
        action: 'template.delete',
        before: { id: 'demo', active: true },
        after: null,
      });
      expect((await api.send('designer', 'POST', list, { body: document() })).status).toBe(201);
      // Nothing counts for it any more, either.
      await process(database, passing({ learner: 1 }));
      expect(await database.query('SELECT 1 FROM badge_progress')).toEqual([]);
    });

    test.each([
      ['progress', [passing({ learner: 1 })]],
      ['a register that only says what never was', [passing({ learner: 1, passing: false })]],
    ])('that has %s is refused', async (_what, events) => {
      const { database } = stage();
      await storeTemplates(database, [
        template({
          id: 'used',
          requirements: [passCourse('a', demoCourse), passCourse('b', otherCourse)],
          penalties: [failPenalty('fail', ['a'], demoCourse)],
        }),
      ]);
      await process(database, ...events);
      expect((await remove('used')).json()).toMatchObject({ status: 409, code: 'TEMPLATE_IN_USE' });
    });
  });

  test('what is not there is told, for every way to ask', async () => {
    const { api } = stage();
    const headers = { 'if-match': '*' };
    for (const [method, url, body] of [
      ['GET', `${list}/demo`, undefined],
      ['PUT', `${list}/demo`, document()],
      ['DELETE', `${list}/demo`, undefined],
      ['POST', `${list}/demo/activate`, undefined],
      ['POST', `${list}/demo/deactivate`, undefined],
    ] as const) {
      const answer = await api.send('designer', method, url, { headers, ...(body === undefined ? {} : { body }) });
      expect({ method, url, ...answer.json() }).toMatchObject({ method, url, status: 404, code: 'TEMPLATE_NOT_FOUND' });
    }
  });
});

interface Audited {
  readonly actor: string;
  readonly action: string;
  readonly target: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly request_id: string;
}

const audited = (database: Database): Promise<Audited[]> =>
  database.query('SELECT actor, action, target, before, after, request_id FROM audit ORDER BY id');

/** Reads a template, changes its document, and sends it with the version that was read. */
async function edit(
  { api }: ApiTest,
  id: string,
  // oxlint-disable-next-line typescript/no-explicit-any -- a document as JSON
  change: (document: any) => object,
) {
  const got = await api.send('viewer', 'GET', `${list}/${id}`);
  const {
    active: _,
    version: __,
    use: ___,
    createdAt: ____,
    updatedAt: _____,
    warnings: ______,
    provider: _______,
    ...now
  } = got.json();
  const headers = { 'if-match': String(got.headers['etag']) };
  return api.send('designer', 'PUT', `${list}/${id}`, { body: change(now), headers });
}

async function activate({ api }: ApiTest, id: string, command = 'activate') {
  const tag = String((await api.send('viewer', 'GET', `${list}/${id}`)).headers['etag']);
  return api.send('designer', 'POST', `${list}/${id}/${command}`, { headers: { 'if-match': tag } });
}
