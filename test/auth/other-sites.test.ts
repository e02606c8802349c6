import { describe, expect, test } from 'vitest';
import { cookieOf, onBothDatabases, rightPassword } from './stage.ts';

const here = 'http://localhost:8760';
const evil = 'https://evil.example.org';
const newUser = { name: 'Eve', email: 'eve@example.org', role: 'admin', password: rightPassword };
const crossSite = { status: 403, code: 'CROSS_SITE_REQUEST' };

onBothDatabases('requests that pages of other sites make a browser send', (stage) => {
  describe('a command with the cookie of a session', () => {
    test.each([
      ['says that another site sent it', { 'sec-fetch-site': 'cross-site', origin: evil }],
      ['says that a sister site sent it', { 'sec-fetch-site': 'same-site' }],
      ['says that another site sent it, whatever the origin', { 'sec-fetch-site': 'cross-site', origin: here }],
      ['comes from an old browser, with the origin of another site', { origin: evil }],
      ['comes from a page without origin', { origin: 'null' }],
      ['tells nothing of where it comes from', {}],
    ])('that %s, is refused', async (_what, headers) => {
      const { ask, api, database } = stage();
      const { cookie } = api.people.admin;
      const reply = await ask('POST', '/api/v1/users', {
        cookie,
        headers: { ...headers, host: 'localhost:8760' },
        body: newUser,
      });
      expect(reply.json()).toMatchObject(crossSite);
      expect(await database.query("SELECT id FROM auth_user WHERE email = 'eve@example.org'")).toEqual([]);
    });

    test.each([
      ['of this site', { 'sec-fetch-site': 'same-origin', origin: here }],
      ['of this site in an old browser', { origin: here }],
    ])('that pages %s send is carried out', async (_what, headers) => {
      const { ask, api } = stage();
      const reply = await ask('POST', '/api/auth/change-password', {
        cookie: api.people.viewer.cookie,
        headers: { ...headers, host: 'localhost:8760' },
        body: { currentPassword: rightPassword, newPassword: rightPassword },
      });
      expect(reply.json()).toMatchObject({ status: 422 });
    });
  });

  test('reading is harmless: no site gets to see the answer', async () => {
    const { ask, api } = stage();
    const reply = await ask('GET', '/api/v1/session', {
      cookie: api.people.viewer.cookie,
      headers: { 'sec-fetch-site': 'cross-site', origin: evil },
    });
    expect(reply.status).toBe(200);
    expect(reply.headers['access-control-allow-origin']).toBeUndefined();
    expect(reply.headers['cross-origin-resource-policy']).toBe('same-origin');
  });

  test.each([
    [
      'a form of another site',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', origin: evil },
    ],
    [
      'a script of another site',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty', origin: evil },
    ],
    ['an old browser on another site', { origin: evil }],
  ])('%s signs nobody in, with the right password either', async (_what, headers) => {
    const { signIn, user } = stage();
    const email = `${Math.random()}@example.org`;
    await user(email);
    const reply = await signIn(email, rightPassword, { headers });
    expect(reply.json()).toMatchObject(crossSite);
    expect(reply.cookies).toEqual([]);
  });

  test.each([
    ['another site', { origin: evil }],
    ['nowhere', {}],
  ])('%s signs nobody out', async (_what, headers) => {
    const { signIn, ask, user } = stage();
    const email = `${Math.random()}@example.org`;
    await user(email);
    const cookie = cookieOf(await signIn(email, rightPassword));
    expect((await ask('POST', '/api/auth/sign-out', { cookie, headers, body: {} })).json()).toMatchObject(crossSite);
    expect((await ask('GET', '/api/v1/session', { cookie })).status).toBe(200);
  });
});
