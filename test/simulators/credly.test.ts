import { afterEach, describe, expect, test } from 'vitest';
import type { CredlyOptions } from '../../simulators/credly/options.ts';
import { basic, sender, word } from './client.ts';
import {
  archivedTemplate,
  credly as start,
  draftTemplate,
  duplicableTemplate,
  foreignOrganization,
  issueBody,
  organization,
  secondTemplate,
  template,
  type CredlySetting,
} from './credly-setting.ts';

let running: CredlySetting[] = [];
afterEach(async () => {
  await Promise.all(running.map(({ simulator }) => simulator.close()));
  running = [];
});

async function credly(options: Partial<CredlyOptions> = {}): Promise<CredlySetting> {
  const setting = await start(options);
  running.push(setting);
  return setting;
}

async function issued({ org }: CredlySetting, change: object = {}): Promise<string> {
  const reply = await org('POST', 'badges', { ...issueBody, ...change });
  expect(reply.status, reply.text).toBe(201);
  return word(reply.json['data']?.['id']);
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('authentication', () => {
  test('takes the token as user name with an empty password, and refuses others with 401', async () => {
    const { simulator, api } = await credly();
    expect((await api('GET', 'organizations')).status).toBe(200);
    for (const headers of [{}, basic('wrong'), basic('old'), { authorization: 'Token sim-org-token' }]) {
      const reply = await sender(simulator.apiBaseUrl, headers)('GET', 'organizations');
      expect(reply.status).toBe(401);
      expect(reply.json).toEqual({ data: { message: 'Simulated: token not accepted' }, metadata: null });
    }
  });

  test.each([
    ['lenient', 200],
    ['strict', 401],
  ] as const)('a value without a colon in %s mode: %i', async (auth, status) => {
    const { simulator } = await credly({ auth });
    const bare = { authorization: `Basic ${Buffer.from('sim-org-token').toString('base64')}` };
    expect((await sender(simulator.apiBaseUrl, bare)('GET', 'organizations')).status).toBe(status);
  });

  test('tells permissions and organizations apart', async () => {
    const { simulator, api } = await credly();
    const reader = sender(`${simulator.apiBaseUrl}organizations/${organization}/`, basic('read-only'));
    expect((await reader('GET', 'badges')).status).toBe(200);
    expect((await reader('POST', 'badges', issueBody)).status).toBe(403);
    expect((await api('GET', `organizations/${foreignOrganization}`)).status).toBe(403);
    expect((await api('GET', 'organizations/00000000-0000-4000-8000-000000000000')).status).toBe(404);
  });

  test('client credentials give a token with scopes and an end', async () => {
    const { simulator, sim } = await credly();
    const grant = { grant_type: 'client_credentials', client_id: 'client-1', client_secret: 'secret-1' };
    const root = sender(simulator.oauthTokenUrl);
    const reply = await root('POST', '', grant);
    expect(reply.json).toMatchObject({ token_type: 'Bearer', expires_in: 7200 });
    const bearer = { authorization: `Bearer ${word(reply.json['access_token'])}` };
    const org = sender(`${simulator.apiBaseUrl}organizations/${organization}/`, bearer);
    expect((await org('GET', 'badge_templates')).status).toBe(200);
    expect((await org('GET', 'events')).status).toBe(403);
    expect((await root('POST', '', { ...grant, client_secret: 'wrong' })).status).toBe(401);
    await sim('POST', '_sim/clock/advance', { hours: 3 });
    expect((await org('GET', 'badge_templates')).status).toBe(401);
  });

  test('the OAuth token can be had on a host of its own only', async () => {
    const { simulator } = await credly({ oauthHost: 'separate' });
    const grant = { grant_type: 'client_credentials', client_id: 'client-1', client_secret: 'secret-1' };
    expect(simulator.oauthTokenUrl).not.toContain(simulator.url);
    expect((await sender(simulator.oauthTokenUrl)('POST', '', grant)).status).toBe(200);
    expect((await sender(`${simulator.url}/oauth/token`)('POST', '', grant)).status).toBe(404);
  });

  test('a rotated token replaces the old one at once; tokens end after 180 days', async () => {
    const { simulator, org, sim } = await credly();
    const reply = await org('POST', 'authorization_tokens/rotate');
    expect(reply.status).toBe(201);
    expect((await org('GET', 'badges')).status).toBe(401);
    const fresh = sender(simulator.apiBaseUrl, basic(word(reply.json['data']?.['token'])));
    expect((await fresh('GET', 'organizations')).status).toBe(200);
    await sim('POST', '_sim/clock/advance', { days: 181 });
    expect((await fresh('GET', 'organizations')).status).toBe(401);
  });
});

describe('organizations and badge templates', () => {
  test('an organization is listed, read and given a webhook address', async () => {
    const { api } = await credly();
    const list = await api('GET', 'organizations');
    expect(list.json).toMatchObject({ data: [{ id: organization, name: 'Sim Org' }], metadata: {} });
    const path = `organizations/${organization}`;
    expect((await api('PUT', path, { webhook_url: 'https://laurel.test/hook' })).status).toBe(200);
    expect((await api('GET', path)).json['data']?.['webhook_url']).toBe('https://laurel.test/hook');
    expect((await api('PUT', path, { webhook_url: 'no address' })).status).toBe(422);
  });

  test('a page of templates has the documented shape, drafts have no image', async () => {
    const { org } = await credly();
    const reply = await org('GET', 'badge_templates?filter=state%3A%3Aactive&page=1');
    expect(reply.json['data']?.['0']).toMatchObject({
      id: template,
      name: 'Data Stewardship',
      state: 'active',
      allow_duplicate_badges: false,
      public: true,
      visibility: 'public',
      vanity_slug: 'data-stewardship',
      skills: ['Data Governance'],
      owner: { type: 'Organization', id: organization, name: 'Sim Org' },
      state_updated_at: null,
    });
    expect(reply.json['metadata']).toEqual({
      count: 3,
      current_page: 1,
      total_count: 3,
      total_pages: 1,
      per: 50,
      previous_page_url: null,
      next_page_url: null,
    });
    const drafts = await org('GET', 'badge_templates?filter=state::draft,archived&sort=-name');
    expect(drafts.json['data']).toMatchObject([
      { name: 'Old Track' },
      { name: 'Coming Soon', image: null, image_url: null },
    ]);
  });

  test('the image of a template can be had without a token', async () => {
    const { org, sim } = await credly();
    const { json } = await org('GET', `badge_templates/${template}`);
    const image = await sim('GET', word(json['data']?.['image_url']));
    expect(image.headers.get('content-type')).toBe('image/svg+xml');
  });

  test.each([
    [false, 5],
    [true, 3],
  ])('page links keep the filter: %s', async (pageLinksKeepFilter, total) => {
    const { org } = await credly({ pageLinksKeepFilter, pageSize: 2 });
    const first = await org('GET', 'badge_templates?filter=state::active&per=100');
    expect(first.json['data']).toHaveLength(2);
    const next = word(first.json['metadata']?.['next_page_url']);
    expect(next).toContain(`/api/v1/organizations/${organization}/badge_templates?`);
    const second = await org('GET', next);
    expect(second.json['metadata']).toMatchObject({ current_page: 2, total_count: total });
  });

  test.each([
    ['name::"Data Ethics"', ['Data Ethics']],
    ['name::data|state::active', ['Data Stewardship', 'Data Ethics']],
    ['query::ETHICS', ['Data Ethics']],
    ['skills::Data Governance', ['Data Stewardship']],
    ['created_at_max::2020-01-01', []],
    ['nonsense::1|state::archived', ['Old Track']],
  ])('filter %s', async (filter, names) => {
    const { org } = await credly();
    const { json } = await org('GET', `badge_templates?filter=${encodeURIComponent(filter)}`);
    const found = json['data'] as unknown as readonly { readonly name: string }[];
    expect(found.map(({ name }) => name)).toEqual(names);
  });

  test('an unknown template is 404, with and without a trailing slash', async () => {
    const { org } = await credly();
    expect((await org('GET', 'badge_templates/nope')).status).toBe(404);
    expect((await org('GET', `badge_templates/${template}/`)).status).toBe(200);
  });
});

describe('issuing', () => {
  test('answers 201 with the badge in the documented shape', async () => {
    const { org, simulator } = await credly();
    const reply = await org('POST', 'badges', { ...issueBody, some_unknown_field: 1 });
    expect(reply.status).toBe(201);
    expect(reply.json['metadata']).toEqual({});
    expect(reply.json['data']).toMatchObject({
      state: 'pending',
      issued_to: 'Mira Okafor',
      issued_to_first_name: 'Mira',
      issued_to_middle_name: null,
      issued_to_last_name: 'Okafor',
      recipient_email: 'mira@learners.test',
      issuer_earner_id: 'user-1042',
      locale: 'en',
      public: true,
      issued_at: '2026-03-02T14:05:00.000Z',
      issued_at_date: '2026-03-02',
      expires_at: null,
      expires_at_date: null,
      state_updated_at: null,
      replacement_badge_id: null,
      replaces_badge_id: null,
      revocation_reason: null,
      suppress_badge_notification_email: false,
      user: {},
      badge_template: { id: template, name: 'Data Stewardship', state: 'active', allow_duplicate_badges: false },
      evidence: issueBody.evidence,
    });
    const { id, accept_badge_url: link } = reply.json['data'] ?? {};
    expect(word(id)).toMatch(uuid);
    expect(link).toBe(`${simulator.url}/badges/${word(id)}/accept`);
  });

  test.each([
    ['2026-03-02 14:05:00 +0200', '2026-03-02T12:05:00.000Z'],
    ['2026-03-02T14:05:00.5Z', '2026-03-02T14:05:00.500Z'],
    ['2026-03-02  02:05:00 pm', '2026-03-02T14:05:00.000Z'],
    ['2026-03-02', '2026-03-02T00:00:00.000Z'],
    ['yesterday', null],
    ['2026-03-02 14:99:00 +0000', null],
  ])('issued_at %s is read as %s', async (issuedAt, expected) => {
    const { org } = await credly();
    const reply = await org('POST', 'badges', { ...issueBody, issued_at: issuedAt });
    expect(reply.status).toBe(expected === null ? 422 : 201);
    expect(reply.json['data']?.['issued_at'] ?? null).toBe(expected);
  });

  test.each(['recipient_email', 'issued_to_first_name', 'issued_to_last_name', 'badge_template_id', 'issued_at'])(
    'without %s: 422',
    async (field) => {
      const { org } = await credly();
      expect((await org('POST', 'badges', { ...issueBody, [field]: undefined })).status).toBe(422);
    },
  );

  test('an unknown template is named; drafts and archived ones do not issue', async () => {
    const { org } = await credly();
    const unknown = '00000000-0000-4000-8000-000000000000';
    const reply = await org('POST', 'badges', { ...issueBody, badge_template_id: unknown });
    expect(reply.status).toBe(422);
    expect(reply.json['data']?.['message']).toBe(`Invalid or missing Badge Template ID: ${unknown}`);
    for (const id of [archivedTemplate, draftTemplate])
      expect((await org('POST', 'badges', { ...issueBody, badge_template_id: id })).status).toBe(422);
  });

  test.each([
    ['the same address', { issuer_earner_id: 'other' }],
    ['the same earner id', { recipient_email: 'other@learners.test' }],
    ['the same address in capitals', { issuer_earner_id: 'other', recipient_email: 'MIRA@learners.test' }],
  ])('a second badge to %s is refused', async (_case, change) => {
    const setting = await credly();
    await issued(setting);
    const reply = await setting.org('POST', 'badges', { ...issueBody, ...change });
    expect(reply.status).toBe(422);
    expect(reply.json['data']?.['message']).toContain('already has this badge');
    expect(reply.json['metadata']).toBeNull();
  });

  test('a second badge to another address of the same account is refused', async () => {
    const setting = await credly();
    await setting.sim('POST', '_sim/users', { emails: ['mira@learners.test', 'mira@home.test'] });
    await issued(setting);
    const other = { recipient_email: 'mira@home.test', issuer_earner_id: null };
    expect((await setting.org('POST', 'badges', { ...issueBody, ...other })).status).toBe(422);
    const found = await setting.org('GET', 'badges?filter=recipient_email_all::mira@home.test');
    expect(found.json['metadata']?.['total_count']).toBe(1);
  });

  test('duplicate_behavior: allow makes a second badge, replace another one in its place', async () => {
    const setting = await credly();
    const first = await issued(setting);
    const second = await issued(setting, { duplicate_behavior: 'allow' });
    expect(second).not.toBe(first);
    const same = await issued(setting, { duplicate_behavior: 'replace' });
    expect(same).toBe(first);
    const third = await setting.org('POST', 'badges', {
      ...issueBody,
      issued_to_last_name: 'Okafor-Li',
      issued_at: '2026-03-05 00:00:00 +0000',
      evidence: undefined,
      duplicate_behavior: 'replace',
    });
    expect(third.json['data']).toMatchObject({
      replaces_badge_id: first,
      issued_at: '2026-03-02T14:05:00.000Z',
      evidence: [],
    });
    const old = await setting.org('GET', `badges/${first}`);
    expect(old.json['data']).toMatchObject({ state: 'replaced', replacement_badge_id: third.json['data']?.['id'] });
  });

  test('a template that allows duplicates has no rule', async () => {
    const setting = await credly();
    await issued(setting, { badge_template_id: duplicableTemplate });
    await issued(setting, { badge_template_id: duplicableTemplate });
  });

  test('whether a revoked badge stands in the way is a switch', async () => {
    for (const [duplicateStates, status] of [[undefined, 201] as const, [['revoked'], 422] as const]) {
      const setting = await credly(duplicateStates ? { duplicateStates } : {});
      await setting.org('PUT', `badges/${await issued(setting)}/revoke`, { reason: 'x' });
      expect((await setting.org('POST', 'badges', issueBody)).status).toBe(status);
    }
  });

  test('errors can be told at the top level', async () => {
    const { org } = await credly({ errorShape: 'top-level' });
    expect((await org('POST', 'badges', {})).json['message']).toContain('Badge Template ID');
  });

  test.each([
    ['all-or-nothing', 422, 0],
    ['partial', 201, 2],
    ['retired', 404, 0],
  ] as const)('a batch with a bad entry, %s: %i', async (batch, status, count) => {
    const { org, sim } = await credly({ batch });
    const badges = [
      issueBody,
      { ...issueBody, badge_template_id: secondTemplate },
      { ...issueBody, recipient_email: 'li@learners.test' },
    ];
    expect((await org('POST', 'badges/batch', { badges })).status).toBe(status);
    expect((await sim('GET', '_sim/badges')).json['total']).toBe(count);
  });

  test('a good batch answers with every badge', async () => {
    const { org } = await credly();
    const badges = [issueBody, { ...issueBody, badge_template_id: secondTemplate }];
    const reply = await org('POST', 'badges/batch', { badges });
    expect(reply.status).toBe(201);
    expect(reply.json['data']).toHaveLength(2);
  });
});

describe('reading badges', () => {
  test('by the filters that reconciling needs', async () => {
    const setting = await credly();
    const first = await issued(setting);
    const second = await issued(setting, { badge_template_id: secondTemplate });
    await issued(setting, { recipient_email: 'a+b@learners.test', issuer_earner_id: 'user-2' });
    await setting.org('PUT', `badges/${second}/revoke`, { reason: 'x' });
    const ids = async (filter: string, more = '') => {
      const { json } = await setting.org('GET', `badges?filter=${encodeURIComponent(filter)}${more}`);
      return (json['data'] as unknown as readonly { readonly id: string }[]).map(({ id }) => id);
    };
    expect(await ids(`issuer_earner_id::user-1042|badge_template_id::${template}`)).toEqual([first]);
    expect(await ids('issuer_earner_id::user-1042', '&sort=-created_at')).toEqual([second, first]);
    expect(await ids('recipient_email::a+b@learners.test')).toHaveLength(1);
    expect(await ids('state::pending,accepted')).toHaveLength(2);
    expect(await ids('state::revoked')).toEqual([second]);
    expect(await ids('query::okafor')).toHaveLength(3);
    const minimal = await setting.org(
      'GET',
      'high_volume_issued_badge_search?badge_format=minimal&filter=state::revoked',
    );
    expect(minimal.json['metadata']).toEqual({ next_page_url: null });
    expect(minimal.json['data']).toMatchObject([
      { id: second, state: 'revoked', badge_template: { id: secondTemplate, name: 'Data Ethics' } },
    ]);
  });

  test('the high-volume search pages by its link, which keeps the query', async () => {
    const setting = await credly({ pageSize: 2 });
    for (const place of [1, 2, 3])
      await issued(setting, { badge_template_id: duplicableTemplate, locale: place === 2 ? 'fr' : 'en' });
    const first = await setting.org('GET', 'high_volume_issued_badge_search?badge_format=minimal');
    expect(Object.keys(first.json['metadata'] ?? {})).toEqual(['next_page_url']);
    const next = word(first.json['metadata']?.['next_page_url']);
    expect(next).toContain('badge_format=minimal');
    expect((await setting.org('GET', next)).json['data']).toHaveLength(1);
  });
});

describe('changing badges', () => {
  test('revoking is final', async () => {
    const setting = await credly();
    const id = await issued(setting);
    const body = { reason: 'Grade withdrawn', suppress_revoke_notification_email: true };
    const reply = await setting.org('PUT', `badges/${id}/revoke`, body);
    expect(reply.status).toBe(200);
    expect(reply.json['data']).toMatchObject({ id, state: 'revoked', revocation_reason: 'Grade withdrawn' });
    expect(reply.json['data']?.['state_updated_at']).not.toBeNull();
    expect((await setting.org('PUT', `badges/${id}/revoke`, body)).status).toBe(422);
    expect((await setting.org('PUT', 'badges/nope/revoke', body)).status).toBe(404);
  });

  test('a second revocation can be switched to 200', async () => {
    const setting = await credly({ secondRevoke: 200 });
    const id = await issued(setting);
    for (const _time of [1, 2]) expect((await setting.org('PUT', `badges/${id}/revoke/`, {})).status).toBe(200);
  });

  test('replacing twice tells the live badge; a replaced badge is not revoked', async () => {
    const setting = await credly();
    const old = await issued(setting);
    const body = { badge_template_id: template, issued_at: '2026-03-03 00:00:00 +0000' };
    const reply = await setting.org('POST', `badges/${old}/replace`, body);
    expect(reply.status).toBe(201);
    const fresh = reply.json['data']?.['id'];
    expect(reply.json['data']).toMatchObject({ replaces_badge_id: old, state: 'pending' });
    const again = await setting.org('POST', `badges/${old}/replace`, body);
    expect(again.status).toBe(422);
    expect(again.json['metadata']).toEqual({ current_badge_id: fresh });
    expect(again.json['data']?.['message']).toContain('already replaced');
    expect((await setting.org('PUT', `badges/${old}/revoke`, {})).status).toBe(422);
  });

  test('deleting answers 204, then the badge is gone', async () => {
    const setting = await credly();
    const id = await issued(setting);
    const reply = await setting.org('DELETE', `badges/${id}`);
    expect([reply.status, reply.text]).toEqual([204, '']);
    for (const method of ['GET', 'DELETE']) expect((await setting.org(method, `badges/${id}`)).status).toBe(404);
  });

  test('the earner accepts or rejects by control', async () => {
    const setting = await credly();
    const [one, two] = [await issued(setting), await issued(setting, { badge_template_id: secondTemplate })];
    await setting.sim('POST', `_sim/badges/${one}/accept`);
    await setting.sim('POST', `_sim/badges/${two}/reject`);
    const accepted = (await setting.org('GET', `badges/${one}`)).json['data'];
    expect(accepted).toMatchObject({ state: 'accepted', badge_url: `${setting.simulator.url}/badges/${one}` });
    expect(word(accepted?.['user']?.['id'])).toMatch(uuid);
    expect((await setting.org('GET', `badges/${two}`)).json['data']?.['state']).toBe('rejected');
    expect((await setting.sim('POST', `_sim/badges/${two}/accept`)).status).toBe(409);
  });
});

test('the same seed and requests give the same ids', async () => {
  const [one, two, three] = [await credly(), await credly(), await credly({ seed: 8 })];
  const ids = [await issued(one), await issued(two), await issued(three)];
  expect(ids[0]).toBe(ids[1]);
  expect(ids[2]).not.toBe(ids[0]);
});

test('the API answers under /api/v1 too', async () => {
  const { simulator } = await credly();
  const send = sender(`${simulator.url}/api/v1/`, basic('sim-org-token'));
  expect((await send('GET', 'organizations/')).status).toBe(200);
});
