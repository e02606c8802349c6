import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { documentedRateLimit, type AccredibleOptions } from '../../simulators/accredible/options.ts';
import { startAccredibleSimulator, type AccredibleSimulator } from '../../simulators/accredible/server.ts';
import { sender, word, type Reply, type Send } from './client.ts';

interface Setting {
  readonly simulator: AccredibleSimulator;
  /** With the account's key. */
  readonly api: Send;
  /** Without a key. */
  readonly sim: Send;
}

const running: AccredibleSimulator[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
});

const authorization = { authorization: 'Token token=sim-acc-key' };

async function accredible(options: Partial<AccredibleOptions> = {}): Promise<Setting> {
  const simulator = await startAccredibleSimulator({
    seed: 7,
    clock: { start: '2026-03-02T14:05:03.000Z' },
    accounts: [
      {
        issuer: { id: 31, name: 'Sim Academy', url: 'https://academy.test' },
        keys: ['sim-acc-key', { key: 'department-key', department: 99 }],
        designs: [{ id: 8101, name: 'DS badge' }],
        attributeKeys: [{ name: 'Location' }],
        groups: [
          {
            id: 70110,
            name: 'data-stewardship-2026',
            courseName: 'Data Stewardship',
            courseDescription: 'Track completion.',
            courseLink: 'https://lms.test/ds',
            badgeDesign: 8101,
            metaData: { template_key: 'ds' },
          },
          { id: 70111, name: 'bare', badgeDesign: null },
          { id: 70112, name: 'repeatable', allowDuplicates: true, autoExpiryYears: 2 },
          { id: 70113, name: 'department-99', department: 99 },
        ],
      },
      { name: 'second', keys: ['second-key'], groups: [{ id: 80001, name: 'theirs' }] },
    ],
    ...options,
  });
  running.push(simulator);
  return { simulator, api: sender(simulator.apiBaseUrl, authorization), sim: sender(simulator.apiBaseUrl) };
}

const wanted = {
  id: 'award-9f2c',
  group_id: 70110,
  recipient: { name: 'Mira Okafor', email: 'Mira@learners.test', id: 'user-1042' },
  issued_on: '2026-03-02',
  meta_data: { award_id: 'award-9f2c' },
  approve: true,
};

function create({ api }: Setting, change: object = {}): Promise<Reply> {
  return api('POST', 'v1/credentials', { credential: { ...wanted, ...change } });
}

const other = (email: string) => ({ name: 'Li', email, id: email });

describe('authentication', () => {
  test.each(['Token token=sim-acc-key', 'Token token="sim-acc-key"', 'Token sim-acc-key'])(
    'takes %s',
    async (value) => {
      const { simulator } = await accredible({ auth: 'strict' });
      const reply = await sender(simulator.apiBaseUrl, { authorization: value })('GET', 'v1/issuer/details');
      expect(reply.json).toMatchObject({ issuer: { id: 31, name: 'Sim Academy', certificate_left: 1_000_000_000 } });
    },
  );

  test.each([
    ['lenient', 200],
    ['strict', 401],
  ] as const)('Bearer in %s mode: %i', async (auth, status) => {
    const { simulator } = await accredible({ auth });
    const send = sender(simulator.apiBaseUrl, { authorization: 'Bearer sim-acc-key' });
    expect((await send('GET', 'v1/issuer/details')).status).toBe(status);
  });

  test('a wrong key is answered in plain text, by switch in JSON', async () => {
    const { sim } = await accredible();
    const reply = await sim('GET', 'v1/issuer/details');
    expect([reply.status, reply.text]).toEqual([401, 'HTTP Token: Access denied.\n']);
    expect(reply.headers.get('content-type')).toContain('text/plain');
    const asJson = await accredible({ unauthorized: 'json' });
    expect((await asJson.sim('GET', 'v1/issuer/details')).json).toMatchObject({ success: false });
  });

  test('a department key sees its department only, accounts never see each other', async () => {
    const setting = await accredible();
    await create(setting);
    const as = (key: string) => sender(setting.simulator.apiBaseUrl, { authorization: `Token token=${key}` });
    const groups = async (key: string) =>
      (await as(key)('POST', 'v1/issuer/groups/search', {})).json['groups'] as unknown as { id: number }[];
    expect((await groups('department-key')).map(({ id }) => id)).toEqual([70113]);
    expect((await groups('second-key')).map(({ id }) => id)).toEqual([80001]);
    for (const key of ['department-key', 'second-key']) {
      expect((await as(key)('GET', 'v1/credentials/award-9f2c')).status).toBe(404);
      const found = await as(key)('POST', 'v2/credentials/search', { query: {} });
      expect(found.json['credentials']).toEqual([]);
    }
  });
});

describe('groups, designs, attribute keys', () => {
  test('the group search has the documented shape and pages to next_page null', async () => {
    const { api } = await accredible();
    const first = await api('POST', 'v1/issuer/groups/search', { page: 1, page_size: 3 });
    expect(first.json['groups']?.['0']).toMatchObject({
      id: 70110,
      name: 'data-stewardship-2026',
      course_name: 'Data Stewardship',
      course_description: 'Track completion.',
      course_link: 'https://lms.test/ds',
      language: 'en',
      learning_outcomes: null,
      design_id: null,
      certificate_design_id: null,
      badge_design_id: 8101,
      primary_design_id: 8101,
      department_id: 12,
      meta_data: { template_key: 'ds' },
      auto_expiry: 0,
      generate_private_credential: false,
      achievement_type: 'Badge',
      collections: [],
    });
    expect(first.json['meta']).toEqual({
      current_page: 1,
      next_page: 2,
      prev_page: null,
      total_pages: 2,
      total_count: 4,
    });
    const last = await api('POST', 'v1/issuer/groups/search/', { page: 2, page_size: 3 });
    expect(last.json['meta']).toMatchObject({ next_page: null, prev_page: 1 });
  });

  test.each([
    [{ name: 'STEWARD' }, [70110]],
    [{ course_name: 'data' }, [70110]],
    [{ ids: [70111, '70112'] }, [70111, 70112]],
    [{ meta_data: { template_key: 'ds' } }, [70110]],
    [{ end_updated_date: '2020-01-01' }, []],
  ])('searches groups by %o', async (query, ids) => {
    const { api } = await accredible();
    const { json } = await api('POST', 'v1/issuer/groups/search', query);
    expect((json['groups'] as unknown as { id: number }[]).map(({ id }) => id)).toEqual(ids);
  });

  test('the deprecated list gives the same data', async () => {
    const { api } = await accredible();
    const { json } = await api('GET', 'v1/issuer/all_groups?name=bare&page_size=10');
    expect(json).toMatchObject({ groups: [{ id: 70111, badge_design_id: null, primary_design_id: null }] });
  });

  test('one group, and none', async () => {
    const { api } = await accredible();
    expect((await api('GET', 'v1/issuer/groups/70110')).json['group']).toMatchObject({ id: 70110 });
    const none = await api('GET', 'v1/issuer/groups/1');
    expect(none.status).toBe(404);
    expect(word(none.json['errors'])).toContain("Doesn't exist");
  });

  test('the image of a design is somewhere else', async () => {
    const { api, sim } = await accredible();
    const { json } = await api('GET', 'v1/designs/8101');
    expect(json['design']).toMatchObject({
      id: 8101,
      name: 'DS badge',
      kind: 'badge',
      department_id: 12,
      groups: [{ id: 70110, name: 'data-stewardship-2026' }],
    });
    const moved = await sim('GET', word(json['design']?.['rasterized_content_url']));
    expect(moved.status).toBe(302);
    const image = await sim('GET', moved.headers.get('location') ?? '');
    expect(image.headers.get('content-type')).toBe('image/svg+xml');
    expect((await api('GET', 'v1/designs/1')).status).toBe(404);
    const found = await api('POST', 'v1/designs/search', { kind: 'badges', page_size: 1 });
    expect(found.json['designs']).toMatchObject([{ id: 8101 }]);
  });

  test('attribute keys are listed', async () => {
    const { api } = await accredible();
    const { json } = await api('POST', 'v1/attribute_keys/search', { kind: 'text' });
    expect(json['attribute_keys']).toMatchObject([{ name: 'Location', kind: 'text' }]);
  });
});

describe('issuing', () => {
  test('answers 200 with the credential in the documented shape', async () => {
    const setting = await accredible();
    const reply = await create(setting, { some_unknown_field: 1 });
    expect(reply.status).toBe(200);
    expect(reply.json['credential']).toMatchObject({
      id: '55010001',
      name: 'Data Stewardship',
      description: 'Track completion.',
      approve: true,
      grade: null,
      complete: true,
      issued_on: '2026-03-02',
      expired_on: null,
      custom_attributes: null,
      group_name: 'data-stewardship-2026',
      group_id: 70110,
      private: false,
      seo_image: `${setting.simulator.url}/i/seo/55010001`,
      certificate: { image: { preview: null } },
      badge: { image: { preview: `${setting.simulator.url}/i/b/55010001` } },
      evidence_items: [],
      references: [],
      recipient: {
        name: 'Mira Okafor',
        email: 'mira@learners.test',
        phone_number: null,
        id: 'user-1042',
        meta_data: null,
      },
      issuer: { id: 31, name: 'Sim Academy', url: 'https://academy.test', description: null },
      meta_data: { award_id: 'award-9f2c' },
    });
    const page = await setting.sim('GET', word(reply.json['credential']?.['url']));
    expect(page.text).toContain('Mira Okafor');
  });

  test('a second one of the same address and group is refused, whatever the id', async () => {
    const setting = await accredible();
    await create(setting);
    const reply = await create(setting, { id: 'award-2', recipient: other('MIRA@learners.test') });
    expect(reply.status).toBe(422);
    expect(word(reply.json['errors']?.['recipient.email']?.['0'])).toContain('has already been taken');
    expect((await create(setting, { group_id: 70112 })).status).toBe(200);
    expect((await create(setting, { group_id: 70112 })).status).toBe(200);
  });

  test.each([
    ['no recipient', { recipient: undefined }, 'recipient.email'],
    ['no name', { recipient: { email: 'li@learners.test' } }, 'recipient.name'],
    ['an unknown group', { group_id: 1 }, 'group_id'],
    ['a foreign group', { group_id: 80001 }, 'group_id'],
    ['a bad day', { issued_on: '2026-02-30' }, 'issued_on'],
    ['an unknown attribute', { custom_attributes: { Place: 'x' } }, 'custom_attributes'],
    ['bad evidence', { evidence_items: [{ category: 'rumour' }] }, 'evidence_items'],
  ])('%s: 422 that names the field', async (_case, change, field) => {
    const setting = await accredible();
    const reply = await create(setting, change);
    expect(reply.status).toBe(422);
    expect(Object.keys(reply.json['errors'] ?? {})).toContain(field);
  });

  test('the errors can be one text', async () => {
    const setting = await accredible({ errorForm: 'text' });
    expect((await create(setting, { group_id: 1 })).json).toEqual({ errors: 'Invalid Group' });
  });

  test('without credits it is created, not published', async () => {
    const setting = await accredible();
    await setting.sim('POST', '_sim/credits', { credits: 1 });
    expect((await create(setting)).json['credential']?.['approve']).toBe(true);
    const unpublished = await create(setting, { id: 'award-2', group_id: 70111 });
    expect([unpublished.status, unpublished.json['credential']?.['approve']]).toEqual([200, false]);
    const { json } = await setting.api('GET', 'v1/issuer/details');
    expect(json['issuer']?.['certificate_left']).toBe(0);
    await setting.sim('POST', '_sim/credits', { credits: 1 });
    const id = word(unpublished.json['credential']?.['id']);
    const published = await setting.api('PUT', `v1/credentials/${id}`, { credential: { approve: true } });
    expect(published.json['credential']?.['approve']).toBe(true);
  });

  test('sandbox mode keeps everything unpublished', async () => {
    const setting = await accredible();
    await setting.sim('POST', '_sim/sandbox_mode', { on: true });
    expect((await create(setting)).json['credential']?.['approve']).toBe(false);
  });

  test.each([
    ['03/02/2026', 'strict', '2026-02-03'],
    ['2026-03-02 14:05:00 +0000', 'lenient', '2026-03-02'],
    ['2026-03-02 14:05:00 +0000', 'strict', null],
    ['2026-03-02 14:05:00 ', 'strict', null],
  ] as const)('issued_on %s in %s mode: %s', async (issuedOn, dates, day) => {
    const setting = await accredible({ dates });
    const reply = await create(setting, { issued_on: issuedOn });
    expect(reply.status).toBe(day === null ? 422 : 200);
    expect(reply.json['credential']?.['issued_on'] ?? null).toBe(day);
  });

  test('issued_on defaults to today, a group can set the end', async () => {
    const setting = await accredible();
    const reply = await create(setting, { group_id: 70112, issued_on: undefined });
    expect(reply.json['credential']).toMatchObject({ issued_on: '2026-03-02', expired_on: '2028-03-02' });
  });

  test('the supplied id can be shown, and its collision refused, by switch', async () => {
    const setting = await accredible({ createdId: 'supplied', suppliedIdCollision: 'refuse' });
    expect((await create(setting)).json['credential']?.['id']).toBe('award-9f2c');
    const second = await create(setting, { group_id: 70111 });
    expect([second.status, Object.keys(second.json['errors'] ?? {})]).toEqual([422, ['id']]);
  });
});

describe('one credential', () => {
  test('is read by either id', async () => {
    const setting = await accredible();
    const id = word((await create(setting)).json['credential']?.['id']);
    for (const key of [id, 'award-9f2c'])
      expect((await setting.api('GET', `v1/credentials/${key}`)).json['credential']?.['id']).toBe(id);
    const none = await setting.api('GET', 'v1/credentials/nope');
    expect([none.status, none.json]).toEqual([404, { success: false, data: 'No such credential (simulated)' }]);
  });

  test('is expired and opened again by PUT; the rest of it stays', async () => {
    const setting = await accredible();
    await create(setting);
    const path = 'v1/credentials/award-9f2c';
    const reply = await setting.api('PUT', path, { credential: { expired_on: '2026-03-01' } });
    expect(reply.status).toBe(200);
    expect(reply.json['credential']).toMatchObject({
      expired_on: '2026-03-01',
      approve: true,
      recipient: { name: 'Mira Okafor', id: 'user-1042' },
    });
    const listed = async () => (await setting.sim('GET', '_sim/credentials')).json;
    expect(await listed()).toMatchObject({
      total: 1,
      counters: { by_state: { expired: 1 }, by_group: { 70110: 1 } },
      credentials: [{ license_id: 'award-9f2c', group_id: 70110, state: 'expired', revoked: true }],
    });
    await setting.api('PUT', path, { credential: { expired_on: null } });
    expect(await listed()).toMatchObject({ credentials: [{ state: 'published', expired_on: null }] });
    expect((await setting.api('PUT', path, { credential: { expired_on: 'soon' } })).status).toBe(422);
    expect((await setting.api('PUT', 'v1/credentials/nope', { credential: {} })).status).toBe(404);
  });

  test.each([
    [false, 'published'],
    [true, 'expired'],
  ])('expired_on of today counts as expired: %s', async (expiresToday, state) => {
    const setting = await accredible({ expiresToday });
    await create(setting, { expired_on: '2026-03-02' });
    expect((await setting.sim('GET', '_sim/credentials')).json['credentials']).toMatchObject([{ state }]);
    await setting.sim('POST', '_sim/clock/advance', { days: 1 });
    expect((await setting.sim('GET', '_sim/credentials')).json['credentials']).toMatchObject([{ state: 'expired' }]);
  });

  test.each([
    ['lenient', 200],
    ['strict', 404],
  ] as const)('PATCH in %s mode: %i', async (patch, status) => {
    const setting = await accredible({ patch });
    await create(setting);
    const reply = await setting.api('PATCH', 'v1/credentials/award-9f2c', { credential: { private: true } });
    expect(reply.status).toBe(status);
  });

  test('is deleted with an answer, then gone', async () => {
    const setting = await accredible();
    await create(setting);
    const reply = await setting.api('DELETE', 'v1/credentials/award-9f2c');
    expect(reply.status).toBe(200);
    expect(reply.json['credential']?.['id']).toBe('55010001');
    for (const method of ['GET', 'DELETE'])
      expect((await setting.api(method, 'v1/credentials/award-9f2c')).status).toBe(404);
    expect((await create(setting)).status).toBe(200);
  });

  test('gets evidence', async () => {
    const setting = await accredible();
    await create(setting, {
      evidence_items: [{ category: 'grade', description: 'Exam', string_object: { grade: 90 } }],
    });
    const item = { description: 'Project', category: 'url', url: 'https://lms.test/p' };
    const reply = await setting.api('POST', 'v1/credentials/award-9f2c/evidence_items', { evidence_item: item });
    expect(reply.status).toBe(200);
    expect(reply.json['evidence_item']).toMatchObject({ description: 'Project', link_url: 'https://lms.test/p' });
    const { json } = await setting.api('GET', 'v1/credentials/award-9f2c');
    expect(json['credential']?.['evidence_items']).toMatchObject([{ type: 'grade' }, { type: 'url' }]);
    const none = await setting.api('POST', 'v1/credentials/nope/evidence_items', { evidence_item: item });
    expect(none.status).toBe(404);
  });
});

describe('searching', () => {
  const licenses = (reply: Reply) =>
    (reply.json['credentials'] as unknown as { license_id: string }[]).map(({ license_id: id }) => id);

  async function three(options: Partial<AccredibleOptions> = {}): Promise<Setting> {
    const setting = await accredible(options);
    await create(setting);
    await create(setting, {
      id: 'b',
      group_id: 70111,
      issued_on: '2026-02-01',
      meta_data: { award_id: 'b', extra: '1' },
    });
    await create(setting, { id: 'c', recipient: other('li@learners.test'), issued_on: '2026-01-01', approve: false });
    return setting;
  }

  test('v2 answers flat, in the documented shape', async () => {
    const { api } = await three();
    const query = { license_id: 'award-9f2c', 'group.id': 70110 };
    const { json } = await api('POST', 'v2/credentials/search', { query, page: { from: 0, size: 2 } });
    expect(json['credentials']).toMatchObject([
      {
        id: 55_010_001,
        license_id: 'award-9f2c',
        name: 'Data Stewardship',
        approve: true,
        published_on: '2026-03-02',
        issued_on: '2026-03-02',
        expired_on: null,
        recipient_name: 'Mira Okafor',
        recipient_email: 'mira@learners.test',
        recipient_id: 'user-1042',
        recipient_meta_data: {},
        meta_data: { award_id: 'award-9f2c' },
        custom_attributes: {},
        private: false,
        recipient_opened: false,
        recipient_engaged: false,
        issuer_id: 31,
        group: { id: 70110, name: 'data-stewardship-2026', badge_design_id: 8101, certificate_design_id: null },
      },
    ]);
    expect(json['meta']).toEqual({ count: 1, from: 0, size: 2, cursor: null });
  });

  test.each([
    [{}, ['award-9f2c', 'b', 'c']],
    [{ recipient_email: 'mira@learners.test' }, ['award-9f2c', 'b']],
    [{ recipient_email: 'Mira@learners.test' }, []],
    [{ 'recipient_id[in]': ['li@learners.test', 'nobody'] }, ['c']],
    [{ approve: false }, ['c']],
    [{ 'issued_on[gte]': '2026-02-01' }, ['award-9f2c', 'b']],
    [{ 'issued_on[lt]': '2026-02-01' }, ['c']],
    [{ 'issued_on[gt]': '2026-01-01', 'issued_on[lte]': '2026-02-01' }, ['b']],
    [{ 'updated_at[gte]': '2026-03-03' }, []],
    [{ meta_data: { award_id: 'b' } }, ['b']],
    [{ expired_on: null }, ['award-9f2c', 'b', 'c']],
  ])('v2 query %o', async (query, expected) => {
    const { api } = await three();
    expect(licenses(await api('POST', 'v2/credentials/search', { query }))).toEqual(expected);
  });

  test.each([
    [{}],
    [{ query: { nonsense: 1 } }],
    [{ query: { 'license_id[gt]': 'a' } }],
    [{ query: {}, sort: { nonsense: 'asc' } }],
    [{ query: {}, page: { from: 9_999, size: 2 } }],
    [{ query: {}, page: { cursor: 'nonsense', size: 2 } }],
  ])('v2 refuses %o with 400', async (body) => {
    const { api } = await three();
    const reply = await api('POST', 'v2/credentials/search', body);
    expect(reply.status).toBe(400);
    expect(reply.json).toMatchObject({ code: 400, status: 'invalid_search_query', errors: {} });
  });

  test('v2 sorts, and its cursor visits everything once', async () => {
    const { api } = await three();
    const seen: string[] = [];
    let cursor: unknown = null;
    do {
      const body = { query: {}, sort: { issued_on: 'desc' }, page: { cursor, size: 2 } };
      const reply = await api('POST', 'v2/credentials/search', body);
      seen.push(...licenses(reply));
      cursor = reply.json['meta']?.['cursor'];
    } while (cursor !== null);
    expect(seen).toEqual(['award-9f2c', 'b', 'c']);
  });

  test('v2 can lag behind, reading by id never does', async () => {
    const setting = await accredible({ indexDelayMs: 5000 });
    await create(setting);
    const search = () => setting.api('POST', 'v2/credentials/search', { query: { license_id: 'award-9f2c' } });
    expect(licenses(await search())).toEqual([]);
    expect((await setting.api('GET', 'v1/credentials/award-9f2c')).status).toBe(200);
    await setting.sim('POST', '_sim/clock/advance', { seconds: 5 });
    expect(licenses(await search())).toEqual(['award-9f2c']);
    await setting.api('DELETE', 'v1/credentials/award-9f2c');
    expect(licenses(await search())).toEqual(['award-9f2c']);
  });

  test('the deprecated searches still work', async () => {
    const { api } = await three();
    const v1 = await api('POST', 'v1/credentials/search', { recipient: { email: 'mira@learners.test' }, page_size: 1 });
    expect(v1.json['meta']).toMatchObject({ total_count: 2, next_page: 2 });
    expect(licenses(await api('GET', 'v1/all_credentials?group_id=70110&license_id=c'))).toEqual(['c']);
  });
});

describe('bulk', () => {
  const list = [
    { group_id: 70110, recipient: other('a@learners.test') },
    { group_id: 70110, recipient: other('A@learners.test') },
    { group_id: 70111, recipient: other('a@learners.test') },
  ];

  test('v2 settles each by itself, in order', async () => {
    const { api, sim } = await accredible();
    await sim('POST', '_sim/credits', { credits: 1 });
    const reply = await api('POST', 'v2/credentials/bulk_create', { credentials: list });
    expect(reply.status).toBe(207);
    expect(reply.json['results']).toMatchObject([
      { credential: { id: 55_010_001, approve: true, recipient: { email: 'a@learners.test' } } },
      { errors: { code: 'credential_invalid', details: [{ property: 'recipient.email' }] } },
      { credential: { id: 55_010_002, approve: false }, errors: { code: 'insufficient_credits' } },
    ]);
  });

  test('v2: 200 when all went well, 422 when none did', async () => {
    const { api } = await accredible({ bulkErrorMember: 'error' });
    const send = (credentials: unknown[]) => api('POST', 'v2/credentials/bulk_create', { credentials });
    expect((await send(list.slice(0, 1))).status).toBe(200);
    const reply = await send(list.slice(0, 2));
    expect(reply.status).toBe(422);
    expect(word(reply.json['results']?.['0']?.['error']?.['details']?.['0']?.['reason'])).toContain(
      'already been taken',
    );
  });

  test.each([
    ['v2', 31],
    ['v1', 101],
    ['v1', 0],
  ])('%s with %i credentials: 422', async (version, count) => {
    const { api } = await accredible();
    const credentials = Array.from({ length: count }, (_, n) => ({ group_id: 70110, recipient: other(`${n}@x.test`) }));
    expect((await api('POST', `${version}/credentials/bulk_create`, { credentials })).status).toBe(422);
  });

  test('v1 creates all or none', async () => {
    const { api, sim } = await accredible();
    const refused = await api('POST', 'v1/credentials/bulk_create', { credentials: list });
    expect(refused.status).toBe(422);
    expect((await sim('GET', '_sim/credentials')).json['total']).toBe(0);
    const taken = await api('POST', 'v1/credentials/bulk_create', { credentials: [list[0], list[2]] });
    expect([taken.status, taken.json['credentials']]).toMatchObject([200, [{ id: 55_010_001 }, { id: 55_010_002 }]]);
  });
});

describe('people', () => {
  test('a sign-in link by credential or by recipient', async () => {
    const setting = await accredible();
    await create(setting);
    for (const body of [
      { credential_id: 55_010_001 },
      { recipient_id: 'user-1042' },
      { recipient_email: 'mira@learners.test', group_id: 70110 },
    ]) {
      const reply = await setting.api('POST', 'v1/sso/generate_link', body);
      expect(word(reply.json['link'])).toMatch(/^http:.*login_token=/);
    }
    expect((await setting.api('POST', 'v1/sso/generate_link', { recipient_id: 'nobody' })).status).toBe(404);
    expect((await setting.api('POST', 'v1/sso/generate_link', {})).status).toBe(404);
  });

  test('analytics tell of views and privacy', async () => {
    const setting = await accredible();
    await create(setting);
    await setting.sim('POST', '_sim/credentials/55010001/view');
    await setting.api('PUT', 'v1/credentials/55010001', { credential: { private: true } });
    const { json } = await setting.api('GET', 'v1/analytics');
    expect(json['analytics']).toMatchObject([
      { credential: { id: 55_010_001, license_id: 'award-9f2c' }, event: 'recipient_view_certificate' },
      { event: 'privacy_updated' },
    ]);
  });
});

describe('limits, faults, persistence, page', () => {
  test('200 requests in 30 seconds, without Retry-After; the old search has a limit of its own', async () => {
    const { api, sim } = await accredible({ rateLimit: documentedRateLimit });
    const statuses: number[] = [];
    for (let call = 0; call < 101; call += 1) statuses.push((await api('POST', 'v1/credentials/search', {})).status);
    expect([statuses[99], statuses[100]]).toEqual([200, 429]);
    for (let call = 0; call < 99; call += 1) await api('GET', 'v1/issuer/details');
    const limited = await api('GET', 'v1/issuer/details');
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, null]);
    await sim('POST', '_sim/clock/advance', { seconds: 30 });
    expect((await api('GET', 'v1/issuer/details')).status).toBe(200);
  });

  test('faults have the provider’s shapes', async () => {
    const { api } = await accredible({
      faults: [
        { route: 'credentials.create', kind: 'status', status: 403, times: 1 },
        { route: 'credentials.create', kind: 'status', status: 401, times: 1 },
        { route: 'credentials.create', kind: 'status', status: 500, times: 1 },
      ],
    });
    const send = () => api('POST', 'v1/credentials', { credential: wanted });
    expect((await send()).json).toEqual({ errors: 'Simulated fault 403' });
    expect((await send()).text).toBe('HTTP Token: Access denied.\n');
    expect((await send()).json).toEqual({ errors: 'Internal server error' });
    expect((await send()).status).toBe(200);
  });

  test('a restart on the same file goes on where it ended', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'accredible-'));
    const persistTo = join(folder, 'state.ndjson');
    const before = await accredible({ persistTo });
    await create(before);
    const after = await accredible({ persistTo, accounts: [] });
    const found = await after.api('POST', 'v2/credentials/search', { query: { license_id: 'award-9f2c' } });
    expect(found.json['credentials']).toMatchObject([{ id: 55_010_001 }]);
    const second = await create(after, { group_id: 70111 });
    expect(second.json['credential']?.['id']).toBe('55010002');
    rmSync(folder, { recursive: true });
  });

  test('the page for people shows what is there, and escapes it', async () => {
    const setting = await accredible();
    expect((await setting.sim('GET', '')).text).toContain('No credential has been issued yet.');
    await create(setting, { recipient: { name: '<b>Mira</b>', email: 'm@learners.test' } });
    const { text } = await setting.sim('GET', '');
    expect(text).not.toContain('<b>');
    for (const part of ['&lt;b&gt;Mira', 'Data Stewardship', 'published', 'POST /v1/credentials'])
      expect(text).toContain(part);
  });

  test('groups are made, renamed and removed by control', async () => {
    const { api, sim } = await accredible();
    const made = await sim('POST', '_sim/groups', { name: 'new' });
    const id = Number(made.json['group']?.['id']);
    await sim('POST', '_sim/groups', { id, name: 'renamed' });
    expect((await api('GET', `v1/issuer/groups/${id}`)).json['group']).toMatchObject({ name: 'renamed' });
    await sim('DELETE', `_sim/groups/${id}`);
    expect((await api('GET', `v1/issuer/groups/${id}`)).status).toBe(404);
  });
});
