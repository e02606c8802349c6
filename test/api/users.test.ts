import { describe, expect, test } from 'vitest';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import { signInPerson } from '../support/people.ts';
import { onBothDatabases, rightPassword, stageAuth } from '../auth/stage.ts';
import type { AuthStage, Reply } from '../auth/stage.ts';

const path = '/api/v1/users';
const headers = { 'sec-fetch-site': 'same-origin' };
const grace = { name: ' Grace Hopper ', email: 'Grace@example.org', role: 'designer', password: rightPassword };

const asAdmin = (
  { ask, api }: AuthStage,
  method: 'GET' | 'POST' | 'PATCH',
  url: string,
  body?: object,
): Promise<Reply> => ask(method, url, { cookie: api.people.admin.cookie, headers, ...(body && { body }) });

const auditOf = ({ database }: AuthStage, id: string) =>
  database.query(
    'SELECT actor, actor_name, action, before, after, request_id FROM audit WHERE target = $1 ORDER BY id',
    [id],
  );

onBothDatabases('users', (stage) => {
  test('an admin makes somebody, who signs in; the password is nowhere', async () => {
    const reply = await asAdmin(stage(), 'POST', path, grace);
    expect(reply.status).toBe(201);
    const made = reply.json();
    expect(made).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'Grace Hopper',
      email: 'grace@example.org',
      role: 'designer',
      disabled: false,
      signsInWith: ['password'],
      createdAt: expect.stringMatching(/Z$/),
      lastSeenAt: null,
      passwordLinkEndsAt: null,
    });
    expect((await stage().signIn('grace@example.org', rightPassword)).status).toBe(200);
    expect(await auditOf(stage(), made.id)).toEqual([
      {
        actor: `user:${stage().api.people.admin.id}`,
        actor_name: 'admin',
        action: 'user.create',
        before: null,
        after: { name: 'Grace Hopper', email: 'grace@example.org', role: 'designer', disabled: false },
        request_id: reply.headers['x-request-id'],
      },
    ]);
    const tables = await Promise.all(
      ['audit', 'auth_user', 'auth_account', 'idempotent_command'].map((table) =>
        stage().database.query(`SELECT * FROM ${table}`),
      ),
    );
    for (const text of [reply.text, stage().logs.text(), JSON.stringify(tables)])
      expect(text).not.toContain(rightPassword);
    expect(stage().logs.text()).not.toContain('grace@example.org');
  });

  test('nobody is made twice, and a password is not kept for repetitions', async () => {
    const { ask, api, database } = stage();
    const again = { ...grace, email: 'GRACE-2@example.org' };
    const send = () =>
      ask('POST', path, {
        cookie: api.people.admin.cookie,
        headers: { ...headers, 'idempotency-key': 'make-grace-2' },
        body: again,
      });
    const replies = [await send(), await send()];
    expect(replies.map(({ status }) => status)).toEqual([201, 409]);
    expect(replies[1]?.json()).toMatchObject({ code: 'USER_EXISTS' });
    expect(await database.query("SELECT key FROM idempotent_command WHERE key = 'make-grace-2'")).toEqual([]);
  });

  test.each([
    [{ ...grace, password: 'eleven char' }, ['password']],
    [{ ...grace, email: 'nobody' }, ['email']],
    [{ ...grace, role: 'owner' }, ['role']],
    [{ ...grace, role: null }, ['role']],
    [{ ...grace, name: ' ' }, ['name']],
    [{ ...grace, disabled: false }, []],
  ])('%j is refused at its place', async (body, place) => {
    const reply = await asAdmin(stage(), 'POST', path, body);
    expect(reply.json()).toMatchObject({ status: 422, code: 'REQUEST_INVALID', mistakes: [{ path: place }] });
  });

  test('an admin gives another role, which counts at once, and is in the audit', async () => {
    const { ask, api, database } = stage();
    const { id, cookie } = await signInPerson(database, api.authentication, null);
    expect((await ask('GET', '/api/v1/event-types', { cookie })).status).toBe(403);
    const reply = await asAdmin(stage(), 'PATCH', `${path}/${id}`, { role: 'viewer', disabled: false });
    expect(reply.json()).toMatchObject({ id, role: 'viewer', disabled: false });
    expect((await ask('GET', '/api/v1/event-types', { cookie })).status).toBe(200);
    // What changes nothing is no change.
    await asAdmin(stage(), 'PATCH', `${path}/${id}`, { role: 'viewer', disabled: false });
    expect(await auditOf(stage(), id)).toMatchObject([
      { action: 'user.update', before: { role: null, disabled: false }, after: { role: 'viewer', disabled: false } },
    ]);
  });

  test('an admin keeps somebody out, who is out at once', async () => {
    const { ask, api, database } = stage();
    const { id, cookie } = await signInPerson(database, api.authentication, 'operator');
    await asAdmin(stage(), 'PATCH', `${path}/${id}`, { role: 'operator', disabled: true });
    expect((await ask('GET', '/api/v1/session', { cookie })).status).toBe(401);
  });

  test('whoever is not there can not be changed', async () => {
    const change = { role: 'viewer', disabled: false };
    const nobody = await asAdmin(stage(), 'PATCH', `${path}/00000000-0000-4000-8000-000000000000`, change);
    expect(nobody.json()).toMatchObject({ status: 404, code: 'USER_NOT_FOUND' });
    expect((await asAdmin(stage(), 'PATCH', `${path}/7`, change)).status).toBe(422);
  });

  test.each([
    { role: 'operator', disabled: false },
    { role: null, disabled: false },
    { role: 'admin', disabled: true },
  ])('the last admin stays one: %j', async (change) => {
    const { api, database } = stage();
    const { id } = api.people.admin;
    const reply = await asAdmin(stage(), 'PATCH', `${path}/${id}`, change);
    expect(reply.json()).toMatchObject({ status: 409, code: 'LAST_ADMIN' });
    const rows = await database.query('SELECT role, disabled FROM auth_user WHERE id = $1', [id]);
    expect(rows).toEqual([{ role: 'admin', disabled: false }]);
  });

  test('an admin who can not sign in does not count as one', async () => {
    const { api, database } = stage();
    await database.query(
      "INSERT INTO auth_user (name, email, role, disabled) VALUES ('x', 'x@example.org', 'admin', true)",
    );
    const reply = await asAdmin(stage(), 'PATCH', `${path}/${api.people.admin.id}`, { role: null, disabled: false });
    expect(reply.json()).toMatchObject({ code: 'LAST_ADMIN' });
  });

  describe('the list', () => {
    test('is paged by e-mail address, searched by its beginning or the name’s, and filtered by role', async () => {
      const { database } = stage();
      await database.query(
        `INSERT INTO auth_user (name, email, role)
         SELECT 'Zoe %_\\ ' || number, 'zoe-' || lpad(number::text, 3, '0') || '@example.org',
                CASE WHEN number <= 2 THEN 'designer' END
         FROM generate_series(1, 120) AS number`,
      );
      const pages: string[][] = [];
      let cursor: string | null = null;
      do {
        const query = new URLSearchParams({ search: 'ZOE-', limit: '50', ...(cursor !== null && { cursor }) });
        const reply = await asAdmin(stage(), 'GET', `${path}?${query.toString()}`);
        const { items, nextCursor } = reply.json() as { items: { email: string }[]; nextCursor: string | null };
        pages.push(items.map(({ email }) => email));
        cursor = nextCursor;
      } while (cursor !== null);
      expect(pages.map(({ length }) => length)).toEqual([50, 50, 20]);
      const emails = pages.flat();
      expect(emails).toEqual(emails.toSorted());
      expect(new Set(emails).size).toBe(120);

      const found = async (query: Record<string, string>) => {
        const reply = await asAdmin(
          stage(),
          'GET',
          `${path}?${new URLSearchParams({ limit: '200', ...query }).toString()}`,
        );
        return (reply.json() as { items: { email: string }[] }).items.map(({ email }) => email);
      };
      expect(await found({ search: 'zoe %_\\ 7' })).toHaveLength(11);
      expect(await found({ search: '%' })).toEqual([]);
      expect(await found({ search: '_oe' })).toEqual([]);
      expect(await found({ search: 'zoe-', role: 'designer' })).toEqual(['zoe-001@example.org', 'zoe-002@example.org']);
      expect(await found({ search: 'zoe-', role: 'any' })).toHaveLength(2);
      expect(await found({ search: 'zoe-', role: 'none' })).toHaveLength(118);
    });

    test('takes no cursor of another list', async () => {
      const cursor = Buffer.from(JSON.stringify(['badges', 'x'])).toString('base64url');
      expect((await asAdmin(stage(), 'GET', `${path}?cursor=${cursor}`)).json()).toMatchObject({
        code: 'CURSOR_INVALID',
      });
    });
  });
});

describe.skipIf(!hasPostgresql())('two admins', () => {
  test('who step back at the same moment do not both succeed', async () => {
    const { database, close } = await createTestDatabase();
    const stage = await stageAuth(database);
    const first = stage.api.people.admin;
    const second = await signInPerson(database, stage.api.authentication, 'admin');
    for (let round = 0; round < 10; round++) {
      await database.query(`UPDATE auth_user SET role = 'admin' WHERE id = $1 OR id = $2`, [first.id, second.id]);
      const replies = await Promise.all(
        [first, second].map(({ id, cookie }) =>
          stage.ask('PATCH', `${path}/${id}`, { cookie, headers, body: { role: 'viewer', disabled: false } }),
        ),
      );
      const statuses = replies.map(({ status }) => status).toSorted((a, b) => a - b);
      expect(statuses).toEqual([200, 409]);
      const rows = await database.query("SELECT id FROM auth_user WHERE role = 'admin' AND NOT disabled");
      expect(rows).toHaveLength(1);
    }
    await stage.close();
    await close();
  });
});
