import { describe, expect, test } from 'vitest';
import { signInPerson } from '../support/people.ts';
import type { Person } from '../support/people.ts';
import { onBothDatabases } from '../auth/stage.ts';
import type { AuthStage, Reply } from '../auth/stage.ts';

const path = '/api/v1/api-keys';
const headers = { 'sec-fetch-site': 'same-origin' };

const make = ({ ask, api }: AuthStage, body: object, maker: Person = api.people.admin): Promise<Reply> =>
  ask('POST', path, { cookie: maker.cookie, headers, body });

const use = ({ ask }: AuthStage, key: string, method: 'GET' | 'POST' = 'GET', url = '/api/v1/session') =>
  ask(method, url, { headers: { authorization: `Bearer ${key}` }, ...(method === 'POST' && { body: {} }) });

const listed = async ({ ask, api }: AuthStage, id: string) => {
  const reply = await ask('GET', path, { cookie: api.people.admin.cookie });
  return (reply.json() as { items: { id: string }[] }).items.find((item) => item.id === id);
};

onBothDatabases('API keys', (stage) => {
  test('are made with a role, shown once, and open what the role allows', async () => {
    const reply = await make(stage(), { name: 'Data warehouse', role: 'viewer', expiresInDays: 30 });
    expect(reply.status).toBe(201);
    const { key, ...view } = reply.json();
    expect(key).toMatch(/^laurel_[a-zA-Z]{64}$/);
    expect(view).toEqual({
      id: expect.any(String),
      name: 'Data warehouse',
      start: key.slice(0, 12),
      role: 'viewer',
      createdBy: 'admin',
      works: true,
      lmsRoleEndsAt: null,
      createdAt: expect.stringMatching(/Z$/),
      expiresAt: expect.stringMatching(/Z$/),
      lastUsedAt: null,
    });
    expect((Date.parse(view.expiresAt) - Date.parse(view.createdAt)) / 86_400_000).toBeCloseTo(30, 2);
    expect((await use(stage(), key)).json()).toEqual({
      actor: { kind: 'key', id: view.id, name: 'Data warehouse', email: null, role: 'viewer' },
      permissions: ['read'],
      learner: null,
    });
    expect((await use(stage(), key, 'GET', '/api/v1/event-types')).status).toBe(200);
    expect((await use(stage(), key, 'GET', '/api/v1/users')).status).toBe(403);
    expect(await listed(stage(), view.id)).toEqual({ ...view, lastUsedAt: expect.stringMatching(/Z$/) });
  });

  test('are nowhere but in the answer that made them', async () => {
    const { ask, api, database, logs } = stage();
    const reply = await ask('POST', path, {
      cookie: api.people.admin.cookie,
      headers: { ...headers, 'idempotency-key': 'once' },
      body: { name: 'secret', role: 'admin', expiresInDays: null },
    });
    const { key, id } = reply.json();
    await use(stage(), key);
    const tables = await Promise.all(
      ['auth_api_key', 'audit', 'idempotent_command'].map((table) => database.query(`SELECT * FROM ${table}`)),
    );
    const lists = await ask('GET', path, { cookie: api.people.admin.cookie });
    for (const text of [JSON.stringify(tables), lists.text, logs.text()]) expect(text).not.toContain(key.slice(12));
    expect(await database.query('SELECT action, before, after FROM audit WHERE target = $1', [id])).toEqual([
      { action: 'api_key.create', before: null, after: { name: 'secret', role: 'admin', expiresInDays: null } },
    ]);
  });

  test.each([
    [{ name: '', role: 'viewer', expiresInDays: 1 }, 'name'],
    [{ name: 'x'.repeat(101), role: 'viewer', expiresInDays: 1 }, 'name'],
    [{ name: 'x', role: 'root', expiresInDays: 1 }, 'role'],
    [{ name: 'x', role: 'viewer', expiresInDays: 0 }, 'expiresInDays'],
    [{ name: 'x', role: 'viewer' }, 'expiresInDays'],
  ])('%j is refused', async (body, place) => {
    expect((await make(stage(), body)).json()).toMatchObject({ status: 422, mistakes: [{ path: [place] }] });
  });

  test('the longest name and the longest time are taken', async () => {
    for (const expiresInDays of [1, 3_650])
      expect((await make(stage(), { name: 'x'.repeat(100), role: 'viewer', expiresInDays })).status).toBe(201);
  });

  describe('do not work', () => {
    const made = async (maker?: Person) => {
      const reply = await make(stage(), { name: 'k', role: 'operator', expiresInDays: 1 }, maker);
      const { key, id } = reply.json();
      expect((await use(stage(), key)).status).toBe(200);
      return { key, id };
    };
    const works = async (key: string) => (await use(stage(), key)).status === 200;

    test('once they are revoked, which is in the audit', async () => {
      const { ask, api, database } = stage();
      const { key, id } = await made();
      const revoke = () => ask('DELETE', `${path}/${id}`, { cookie: api.people.admin.cookie, headers });
      expect((await revoke()).json()).toMatchObject({ id, role: 'operator' });
      expect(await works(key)).toBe(false);
      expect((await revoke()).json()).toMatchObject({ status: 404, code: 'API_KEY_NOT_FOUND' });
      const audited = await database.query('SELECT action, before, after FROM audit WHERE target = $1 ORDER BY id', [
        id,
      ]);
      expect(audited.slice(1)).toEqual([
        { action: 'api_key.revoke', before: { name: 'k', role: 'operator' }, after: null },
      ]);
    });

    test('when they have expired', async () => {
      const { key, id } = await made();
      await stage().database.query(`UPDATE auth_api_key SET expires_at = now() - interval '1 second' WHERE id = $1`, [
        id,
      ]);
      expect((await use(stage(), key)).json()).toMatchObject({ status: 401, code: 'NOT_SIGNED_IN' });
    });

    test.each([
      ['no admin any more', { role: 'viewer', disabled: false }],
      ['without any role', { role: null, disabled: false }],
      ['disabled', { role: 'admin', disabled: true }],
    ])('while whoever made them is %s', async (_what, change) => {
      const { ask, api, database } = stage();
      const maker = await signInPerson(database, api.authentication, 'admin');
      const { key, id } = await made(maker);
      const set = (body: object) =>
        ask('PATCH', `/api/v1/users/${maker.id}`, { cookie: api.people.admin.cookie, headers, body });
      await set(change);
      expect(await works(key)).toBe(false);
      expect(await listed(stage(), id)).toMatchObject({ works: false });
      await set({ role: 'admin', disabled: false });
      expect(await works(key)).toBe(true);
    });

    test('when a letter is wrong, and a session beside them does not help', async () => {
      const { ask, api } = stage();
      const { key } = await made();
      const wrong = key.slice(0, -1) + (key.endsWith('a') ? 'b' : 'a');
      for (const authorization of [`Bearer ${wrong}`, `Bearer ${key.slice(0, 12)}`, 'Bearer x'])
        expect(
          (await ask('GET', '/api/v1/session', { cookie: api.people.admin.cookie, headers: { authorization } })).status,
          authorization,
        ).toBe(401);
    });

    test('to make or change people, or to revoke keys: nothing outlasts a leaked one', async () => {
      const { ask, api } = stage();
      const { key, id } = (await make(stage(), { name: 'leaked', role: 'admin', expiresInDays: 1 })).json();
      const authorization = { authorization: `Bearer ${key}` };
      const person = {
        name: 'Ghost',
        email: 'ghost@example.org',
        role: 'admin',
        password: 'four words that fit nowhere',
      };
      const replies = [
        await ask('POST', '/api/v1/users', { headers: authorization, body: person }),
        await ask('PATCH', `/api/v1/users/${api.people.viewer.id}`, {
          headers: authorization,
          body: { role: 'admin', disabled: false },
        }),
        await ask('DELETE', `${path}/${id}`, { headers: authorization }),
      ];
      for (const reply of replies)
        expect(reply.json()).toMatchObject({
          code: 'NOT_ALLOWED',
          detail: expect.stringContaining('Only people can do this'),
        });
      expect((await ask('GET', '/api/v1/users', { headers: authorization })).text).not.toContain('ghost@example.org');
    });

    test('to make further keys', async () => {
      const reply = await make(stage(), { name: 'k', role: 'admin', expiresInDays: 1 });
      const { key } = reply.json();
      const further = await stage().ask('POST', path, {
        headers: { authorization: `Bearer ${key}` },
        body: { name: 'k', role: 'admin', expiresInDays: null },
      });
      expect(further.json()).toMatchObject({ status: 403, code: 'NOT_ALLOWED' });
    });
  });

  test('need no word of where the request comes from, for no browser sends them by itself', async () => {
    const reply = await make(stage(), { name: 'k', role: 'admin', expiresInDays: 1 });
    const { key } = reply.json();
    const answer = await stage().ask('POST', '/api/v1/connections', {
      headers: {
        authorization: `Bearer ${key}`,
        'sec-fetch-site': 'cross-site',
        origin: 'https://elsewhere.example.org',
      },
      body: {},
    });
    expect(answer.status).toBe(422);
  });

  test('their last use is noted to the minute', async () => {
    const { database } = stage();
    const reply = await make(stage(), { name: 'k', role: 'viewer', expiresInDays: 1 });
    const { key, id } = reply.json();
    const lastUse = () => database.query('SELECT last_request FROM auth_api_key WHERE id = $1', [id]);
    await use(stage(), key);
    const first = await lastUse();
    await use(stage(), key);
    expect(await lastUse()).toEqual(first);
    await database.query(`UPDATE auth_api_key SET last_request = now() - interval '2 minutes' WHERE id = $1`, [id]);
    await use(stage(), key);
    expect(await lastUse()).not.toEqual(first);
  });
});
