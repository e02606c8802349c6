import { createHmac } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { hashPassword as formerHash } from 'better-auth/crypto';
import { changeUser, createUser } from '../../src/auth/people.ts';
import { findUserByEmail } from '../../src/store/people/users.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import { signInPerson } from '../support/people.ts';
import { cookieOf, onBothDatabases, rightPassword, secret, stageAuth, wrongPassword } from './stage.ts';
import type { AuthStage } from './stage.ts';

const by = { actor: { id: 'cli:test', name: 'test' } };
const session = '/api/v1/session';

onBothDatabases('signing in with a password', (stage) => {
  test('sets a cookie that scripts and other sites do not get, and tells who it is', async () => {
    const { signIn, ask, user } = stage();
    const ada = await user('Ada@example.org', 'operator');
    const reply = await signIn('aDa@Example.org ', rightPassword);
    expect(reply.status).toBe(200);
    expect(reply.json()).toEqual({
      actor: { kind: 'user', id: ada.id, name: 'Ada', email: 'ada@example.org', role: 'operator' },
      permissions: ['read', 'operate'],
      learner: null,
    });
    expect(reply.cookies).toEqual([
      expect.stringMatching(/^laurel\.session_token=[\w%.-]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/),
      // Says that this browser was here before, and lets nobody in.
      expect.stringMatching(/^laurel\.device=[\w.-]+; Max-Age=31536000; Path=\/api\/auth; HttpOnly; SameSite=Lax$/),
    ]);
    expect(reply.headers['cache-control']).toBe('no-store');
    expect((await ask('GET', session, { cookie: cookieOf(reply) })).json()).toEqual(reply.json());
  });

  test('notes when somebody was here, to the minute', async () => {
    const { ask, api, database } = stage();
    const { id, cookie } = await signInPerson(database, api.authentication, 'viewer');
    const seen = () => database.query('SELECT last_seen_at FROM auth_user WHERE id = $1', [id]);
    expect(await seen()).toEqual([{ last_seen_at: null }]);
    await ask('GET', session, { cookie });
    const first = await seen();
    expect(first).toEqual([{ last_seen_at: expect.any(Date) }]);
    await ask('GET', session, { cookie });
    expect(await seen()).toEqual(first);
    await database.query(`UPDATE auth_user SET last_seen_at = now() - interval '2 minutes' WHERE id = $1`, [id]);
    const before = await seen();
    await ask('GET', session, { cookie });
    expect(await seen()).not.toEqual(before);
  });

  test('removes what has ended: sessions, links and sign-ins that nobody finished', async () => {
    const { api, database } = stage();
    const { id } = await signInPerson(database, api.authentication, 'viewer');
    const past = `now() - interval '1 second'`;
    await database.query(`UPDATE auth_session SET expires_at = ${past} WHERE user_id = $1`, [id]);
    await database.query(`INSERT INTO sign_in_link (token_hash, user_id, expires_at) VALUES ('x', $1, ${past})`, [id]);
    await database.query(`INSERT INTO auth_verification (identifier, value, expires_at) VALUES ('x', 'x', ${past})`);
    await signInPerson(database, api.authentication, 'viewer');
    for (const table of ['auth_session', 'sign_in_link', 'auth_verification'])
      expect(
        await database.query(`SELECT id FROM (SELECT 1 AS id FROM ${table} WHERE expires_at < now()) AS ended`),
      ).toEqual([]);
  });

  test('is refused in the same words for a wrong password, an unknown address and a disabled user', async () => {
    const { signIn, user, database } = stage();
    await user('wrong@example.org');
    const { id, role } = await user('disabled@example.org');
    await changeUser(database, id, { role, disabled: true }, by);
    const problems = [
      await signIn('wrong@example.org', wrongPassword),
      await signIn('nobody@example.org', rightPassword),
      await signIn('not an address', rightPassword),
      await signIn('disabled@example.org', rightPassword),
    ].map((reply) => ({ ...reply.json(), requestId: '', cookies: reply.cookies }));
    expect(problems[0]).toMatchObject({ status: 401, code: 'SIGN_IN_FAILED', cookies: [] });
    for (const problem of problems) expect(problem).toEqual(problems[0]);
  });

  test('leaves no address, password or token in the log', async () => {
    const { signIn, user, logs } = stage();
    await user('logged@example.org');
    const reply = await signIn('logged@example.org', rightPassword);
    await signIn('logged@example.org', wrongPassword);
    expect(logs.text()).toContain('signed in');
    expect(logs.text()).toContain('sign-in rejected');
    for (const word of ['logged@example.org', 'horse', cookieOf(reply).split('=')[1] ?? ''])
      expect(logs.text()).not.toContain(word);
  });

  test('a disabled user is out at once, on every device', async () => {
    const { signIn, user, ask, database } = stage();
    const { id } = await user('out@example.org');
    const cookies = [await signIn('out@example.org', rightPassword), await signIn('out@example.org', rightPassword)];
    await changeUser(database, id, { role: 'viewer', disabled: true }, by);
    for (const reply of cookies) expect((await ask('GET', session, { cookie: cookieOf(reply) })).status).toBe(401);
    await changeUser(database, id, { role: 'viewer', disabled: false }, by);
    expect((await ask('GET', session, { cookie: cookieOf(cookies[0] as never) })).status).toBe(401);
    expect((await signIn('out@example.org', rightPassword)).status).toBe(200);
  });

  test('whoever has no role is signed in, and sees nothing', async () => {
    const { ask, api, database } = stage();
    const { cookie } = await signInPerson(database, api.authentication, null);
    expect((await ask('GET', session, { cookie })).json()).toMatchObject({ actor: { role: null }, permissions: [] });
    for (const url of ['/api/v1/event-types', '/api/v1/users', '/api/v1/parked'])
      expect((await ask('GET', url, { cookie })).json(), url).toMatchObject({ status: 403, code: 'NOT_ALLOWED' });
  });

  describe('a cookie', () => {
    const tokenOf = (cookie: string): string => decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0] ?? '';
    const signed = (token: string, key: string): string =>
      `laurel.session_token=${encodeURIComponent(`${token}.${createHmac('sha256', key).update(token).digest('base64')}`)}`;

    test('that is signed with another secret, for another token or not at all, is nobody', async () => {
      const { ask, api } = stage();
      const { admin, viewer } = api.people;
      const token = tokenOf(admin.cookie);
      // The forger's way of signing is the right one.
      expect((await ask('GET', session, { cookie: signed(token, secret) })).status).toBe(200);
      const [, signature = ''] = decodeURIComponent(viewer.cookie).split('.').slice(-2);
      for (const cookie of [
        signed(token, 'another-secret-that-is-long-enough-too'),
        `laurel.session_token=${encodeURIComponent(`${token}.${signature}`)}`,
        `laurel.session_token=${token}`,
        `laurel.session_token=${token}.`,
        signed('made-up-token', secret),
        signed(`${token.slice(0, -1)}${token.endsWith('a') ? 'b' : 'a'}`, secret),
        'laurel.session_token=',
        `laurel.session_data=${Buffer.from('{"session":{}}').toString('base64url')}`,
      ])
        expect((await ask('GET', session, { cookie })).json(), cookie).toMatchObject({ code: 'NOT_SIGNED_IN' });
    });

    test('of a session that is over is nobody, and the session is gone', async () => {
      const { ask, api, database } = stage();
      const { id, cookie } = await signInPerson(database, api.authentication, 'viewer');
      expect((await ask('GET', session, { cookie })).status).toBe(200);
      await database.query(`UPDATE auth_session SET expires_at = now() - interval '1 second' WHERE user_id = $1`, [id]);
      expect((await ask('GET', session, { cookie })).status).toBe(401);
      expect(await database.query('SELECT id FROM auth_session WHERE user_id = $1', [id])).toEqual([]);
    });

    test('lasts on while somebody works, but not by what a page asks by itself, and no longer than its last moment', async () => {
      const { ask, api, database } = stage();
      const { id, cookie } = await signInPerson(database, api.authentication, 'viewer');
      const set = (what: string) => database.query(`UPDATE auth_session SET ${what} WHERE user_id = $1`, [id]);
      const hoursLeft = async () => {
        const [row] = await database.query<{ hours: number }>(
          `SELECT (extract(epoch FROM expires_at - now()) / 3600)::float8 AS hours FROM auth_session WHERE user_id = $1`,
          [id],
        );
        return row?.hours;
      };
      expect(await hoursLeft()).toBeCloseTo(7 * 24, 1);
      await set(`expires_at = now() + interval '1 hour'`);
      expect((await ask('GET', session, { cookie, headers: { 'laurel-watching': '1' } })).status).toBe(200);
      expect(await hoursLeft()).toBeCloseTo(1, 1);
      // The cookie is good for longer than that: nothing is sent anew.
      expect((await ask('GET', session, { cookie })).cookies).toEqual([]);
      expect(await hoursLeft()).toBeCloseTo(7 * 24, 1);

      await set(`created_at = now() - interval '29 days'`);
      await set(`expires_at = now() + interval '1 hour'`);
      await ask('GET', session, { cookie });
      expect(await hoursLeft()).toBeCloseTo(24, 1);
      // Whatever was written when the limit was another.
      await set(`created_at = now() - interval '31 days'`);
      expect((await ask('GET', session, { cookie })).status).toBe(401);
    });

    test('ends after as little as the settings say', async () => {
      const { database } = stage();
      const strict = await stageAuth(database, { LAUREL_SESSION_IDLE_MINUTES: '30', LAUREL_SESSION_DAYS: '1' });
      try {
        const { id } = await signInPerson(database, strict.api.authentication, 'viewer');
        const [row] = await database.query<{ minutes: number }>(
          `SELECT (extract(epoch FROM expires_at - now()) / 60)::float8 AS minutes FROM auth_session WHERE user_id = $1`,
          [id],
        );
        expect(row?.minutes).toBeCloseTo(30, 0);
        await strict.user('strict@example.org');
        const { cookies } = await strict.signIn('strict@example.org', rightPassword);
        expect(cookies).toContainEqual(expect.stringMatching(/^laurel\.session_token=.*; Max-Age=86400;/));
      } finally {
        await strict.close();
      }
    });
  });

  describe('signing out', () => {
    test('ends the session, not only the cookie', async () => {
      const { ask, signIn, user } = stage();
      await user('leaves@example.org');
      const cookie = cookieOf(await signIn('leaves@example.org', rightPassword));
      const headers = { origin: 'http://localhost:8760' };
      const reply = await ask('POST', '/api/auth/sign-out', { cookie, headers, body: {} });
      expect({ status: reply.status, body: reply.json() }).toEqual({ status: 200, body: { leadsTo: null } });
      expect(reply.cookies).toContainEqual(expect.stringMatching(/^laurel\.session_token=; Max-Age=0;/));
      expect((await ask('GET', session, { cookie })).status).toBe(401);
    });

    test('of nobody does nothing', async () => {
      expect((await stage().ask('POST', '/api/auth/sign-out')).status).toBe(200);
    });
  });

  describe('changing the password', () => {
    const path = '/api/auth/change-password';
    const newPassword = 'a quite different sentence';
    const headers = { 'sec-fetch-site': 'same-origin' };

    test('needs the current one, ends every other session, and is in the audit without either', async () => {
      const { ask, signIn, user, database } = stage();
      const { id } = await user('changes@example.org');
      const cookie = cookieOf(await signIn('changes@example.org', rightPassword));
      const other = cookieOf(await signIn('changes@example.org', rightPassword));
      const wrong = await ask('POST', path, {
        cookie,
        headers,
        body: { currentPassword: wrongPassword, newPassword },
      });
      expect(wrong.json()).toMatchObject({ status: 422, mistakes: [{ path: ['currentPassword'] }] });
      const reply = await ask('POST', path, { cookie, headers, body: { currentPassword: rightPassword, newPassword } });
      expect(reply.status).toBe(200);
      for (const old of [cookie, other]) expect((await ask('GET', session, { cookie: old })).status).toBe(401);
      expect((await ask('GET', session, { cookie: cookieOf(reply) })).json()).toEqual(reply.json().session);
      expect((await signIn('changes@example.org', rightPassword)).status).toBe(401);
      expect((await signIn('changes@example.org', newPassword)).status).toBe(200);
      const audited = await database.query(`SELECT actor, action, before, after FROM audit WHERE target = $1`, [id]);
      expect(audited).toEqual([{ actor: `user:${id}`, action: 'user.password', before: null, after: null }]);
    });

    test('revokes the API keys of its owner on demand', async () => {
      const { ask, api, signIn, user } = stage();
      await user('hijacked@example.org', 'admin');
      const cookie = cookieOf(await signIn('hijacked@example.org', rightPassword, { address: '192.0.2.203' }));
      const make = (name: string, by: string) =>
        ask('POST', '/api/v1/api-keys', { cookie: by, headers, body: { name, role: 'viewer', expiresInDays: null } });
      const { key } = (await make('leaked', cookie)).json();
      const { key: others } = (await make('of somebody else', api.people.admin.cookie)).json();
      const body = { currentPassword: rightPassword, newPassword, revokeKeys: true };
      expect((await ask('POST', path, { cookie, headers, body })).json()).toMatchObject({ revokedKeys: ['leaked'] });
      const works = async (each: string) =>
        (await ask('GET', session, { headers: { authorization: `Bearer ${each}` } })).status;
      expect([await works(key), await works(others)]).toEqual([401, 200]);
    });

    test.each([
      ['blanks', ' '.repeat(14)],
      ['a common one', '123456789012'],
      ['a common one in disguise', 'P@ssw0rd1234'],
      ['a pattern of the keyboard', 'qwertyuiop12'],
      ['a repetition', 'abcabcabcabc'],
      ['their own address', 'Weak@example.org'],
      ['their own address with a digit', 'weak@example.org1'],
    ])('to %s is refused', async (_what, weak) => {
      const { ask, signIn, database } = stage();
      await database.query('DELETE FROM sign_in_attempt');
      if (!(await findUserByEmail(database, 'weak@example.org'))) await stage().user('weak@example.org');
      const cookie = cookieOf(await signIn('weak@example.org', rightPassword, { address: '192.0.2.203' }));
      const body = { currentPassword: rightPassword, newPassword: weak };
      expect((await ask('POST', path, { cookie, headers, body })).json()).toMatchObject({
        status: 422,
        code: 'PASSWORD_WEAK',
        mistakes: [{ path: ['newPassword'], message: expect.stringMatching(/Choose another one/) }],
      });
      expect((await ask('GET', session, { cookie })).status).toBe(200);
    });

    test('to a short one, or without having one, is refused', async () => {
      const { ask, api } = stage();
      const { cookie } = api.people.viewer;
      const short = { currentPassword: rightPassword, newPassword: 'eleven char' };
      expect((await ask('POST', path, { cookie, headers, body: short })).json()).toMatchObject({
        status: 422,
        mistakes: [{ path: ['newPassword'], message: 'must have at least 12 characters' }],
      });
      const none = { currentPassword: rightPassword, newPassword };
      expect((await ask('POST', path, { cookie, headers, body: none })).json()).toMatchObject({
        status: 422,
        mistakes: [{ path: ['currentPassword'], message: expect.stringContaining('do not sign in with a password') }],
      });
    });
  });

  test('passwords are kept as salted scrypt hashes and nothing else', async () => {
    const { database } = stage();
    const make = (email: string) =>
      createUser(database, { name: 'Ada', email, role: 'viewer', password: rightPassword }, by);
    const one = await make('hash-1@example.org');
    const two = await make('hash-2@example.org');
    const rows = await database.query<{ password: string }>(
      'SELECT password FROM auth_account WHERE user_id = $1 OR user_id = $2',
      [one.id, two.id],
    );
    for (const { password } of rows)
      expect(password).toMatch(/^\$scrypt\$ln=16,r=8,p=2\$[A-Za-z0-9+/]{22}==\$[A-Za-z0-9+/]{43}=$/);
    expect(new Set(rows.map(({ password }) => password)).size).toBe(2);
  });

  test('a hash of former times still signs in, and is made anew by that', async () => {
    const { database, signIn, user, close } = await stageAuth(stage().database, {}, null);
    onTestFinished(close);
    const { id } = await user('former-hash@example.org');
    const set = async () => {
      await database.query('UPDATE auth_account SET password = $2 WHERE user_id = $1', [
        id,
        await formerHash(rightPassword),
      ]);
    };
    await set();
    expect((await signIn('former-hash@example.org', wrongPassword)).status).toBe(401);
    expect((await signIn('former-hash@example.org', rightPassword)).status).toBe(200);
    const [row] = await database.query<{ password: string }>('SELECT password FROM auth_account WHERE user_id = $1', [
      id,
    ]);
    expect(row?.password).toMatch(/^\$scrypt\$ln=16/);
    expect((await signIn('former-hash@example.org', rightPassword)).status).toBe(200);
  });

  test('signing in again in a browser ends the session that it had', async () => {
    const { ask, signIn, user, database } = stage();
    await database.query('DELETE FROM sign_in_attempt');
    await user('again@example.org');
    // Not the address of the tests above: each may ask 30 times a minute.
    const from = { address: '192.0.2.201' };
    const headers = { origin: 'http://localhost:8760' };
    const first = cookieOf(await signIn('again@example.org', rightPassword, from));
    const elsewhere = cookieOf(await signIn('again@example.org', rightPassword, from));
    const second = cookieOf(await signIn('again@example.org', rightPassword, { ...from, cookie: first, headers }));
    const status = async (cookie: string) => (await ask('GET', session, { cookie })).status;
    expect([await status(first), await status(second), await status(elsewhere)]).toEqual([401, 200, 200]);
    // A wrong password ends nothing.
    await signIn('again@example.org', wrongPassword, { ...from, cookie: second, headers });
    expect(await status(second)).toBe(200);
  });

  test('one sees where one is signed in, and signs out there', async () => {
    const { ask, signIn, user, api, database } = stage();
    await database.query('DELETE FROM sign_in_attempt');
    await user('sessions@example.org');
    const from = { address: '192.0.2.202' };
    const headers = { 'sec-fetch-site': 'same-origin' };
    const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
    const here = cookieOf(
      await signIn('sessions@example.org', rightPassword, { ...from, headers: { 'user-agent': firefox } }),
    );
    const there = cookieOf(await signIn('sessions@example.org', rightPassword, from));
    const third = cookieOf(await signIn('sessions@example.org', rightPassword, from));
    const listed = async () => (await ask('GET', '/api/auth/sessions', { cookie: here })).json().items;
    const items = await listed();
    expect(items).toHaveLength(3);
    expect(items[2]).toMatchObject({ device: 'Firefox on Linux', current: true, lastSeenAt: expect.any(String) });
    expect(JSON.stringify(items)).not.toContain('Gecko');
    const end = (id: string, cookie: string) => ask('DELETE', `/api/auth/sessions/${id}`, { cookie, headers });
    // Nobody ends a session of somebody else.
    expect((await end(items[1].id, api.people.admin.cookie)).json()).toEqual({ ended: 0 });
    expect((await end(items[1].id, here)).json()).toEqual({ ended: 1 });
    expect((await ask('GET', session, { cookie: there })).status).toBe(401);
    expect((await ask('DELETE', '/api/auth/sessions', { cookie: here, headers })).json()).toEqual({ ended: 1 });
    expect((await ask('GET', session, { cookie: third })).status).toBe(401);
    expect(await listed()).toHaveLength(1);
  });
});

describe.skipIf(!hasPostgresql())('with a public URL of https', () => {
  test('cookies are sent over https only', async () => {
    const { database, close } = await createTestDatabase();
    const stage: AuthStage = await stageAuth(database, { LAUREL_PUBLIC_URL: 'https://badges.example.org' });
    await stage.user('ada@example.org');
    const reply = await stage.signIn('ada@example.org', rightPassword, {
      headers: { origin: 'https://badges.example.org' },
    });
    expect(reply.cookies).toEqual(
      ['session_token', 'device'].map((name) =>
        expect.stringMatching(
          new RegExp(`^__Secure-laurel\\.${name}=.*; HttpOnly; (Secure; )?SameSite=Lax(; Secure)?$`),
        ),
      ),
    );
    for (const cookie of reply.cookies) expect(cookie).toContain('; Secure');
    expect((await stage.ask('GET', session, { cookie: cookieOf(reply) })).status).toBe(200);
    await stage.close();
    await close();
  });
});
