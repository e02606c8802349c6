/** Signing in with the LMS, against a server that behaves like one, over real HTTP. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startLmsOauthSimulator } from '../../simulators/lms-oauth/server.ts';
import type { LmsOauthSimulator } from '../../simulators/lms-oauth/server.ts';
import { tokenFaults } from '../../simulators/lms-oauth/options.ts';
import type { LmsOauthOptions } from '../../simulators/lms-oauth/options.ts';
import { changeUser, createUser } from '../../src/auth/people.ts';
import type { Database } from '../../src/store/database/database.ts';
import { openPostgresql } from '../../src/store/database/postgresql.ts';
import { createEmbeddedDatabase, createTestDatabase, hasPostgresql, silent } from '../support/database.ts';
import { freePort } from '../support/ports.ts';
import { SimulatorControl } from '../support/simulator.ts';
import { WebBrowser } from '../support/web-browser.ts';
import { databaseKinds, stageAuth } from './stage.ts';
import type { AuthStage } from './stage.ts';

const site = 'https://badges.example.org';
const by = { actor: { id: 'cli:test', name: 'test' } };
const start = '/api/auth/sign-in/lms';
const sharedSecret = 'the secret that an old LMS shares with its services';

function lmsOptions(overrides: Partial<LmsOauthOptions> = {}): LmsOauthOptions {
  return {
    clients: [{ id: 'laurel-sso', secret: 'sesame', redirectUris: [`${site}/api/auth/callback/lms`] }],
    people: [
      { userId: 7, username: 'ada', name: 'Ada Lovelace', email: 'Ada@example.org' },
      { userId: 8, username: 'grace', name: 'Grace Hopper', email: 'grace@example.org', staff: true },
      { userId: 9, username: 'root', name: 'Root', email: 'root@example.org', staff: true, superuser: true },
    ],
    ...overrides,
  };
}

function environmentFor(lms: LmsOauthSimulator, overrides: Record<string, string | undefined> = {}) {
  return {
    LAUREL_PUBLIC_URL: site,
    SOCIAL_AUTH_EDX_OAUTH2_KEY: 'laurel-sso',
    SOCIAL_AUTH_EDX_OAUTH2_SECRET: 'sesame',
    SOCIAL_AUTH_EDX_OAUTH2_URL_ROOT: lms.url,
    JWT_PUBLIC_SIGNING_JWK_SET: JSON.stringify(lms.jwkSet),
    LAUREL_LMS_JWT_AUDIENCE: 'openedx',
    LAUREL_LMS_STAFF_ROLE: 'operator',
    LAUREL_LMS_SUPERUSER_ROLE: 'admin',
    ...overrides,
  };
}

/** Signs in as somebody who is signed in to the LMS already. */
async function signInAs(stage: AuthStage, lms: SimulatorControl, username: string, path = start) {
  await lms.post('/_sim/switches', { autoApprove: username });
  const browser = new WebBrowser(stage.api.server, site);
  const page = await browser.open(path);
  const session = await stage.ask('GET', '/api/v1/session', browser.cookie === '' ? {} : { cookie: browser.cookie });
  return { browser, page, session: session.json() };
}

describe.for(databaseKinds)('signing in with the LMS, on %s', (kind) => {
  describe.skipIf(kind === 'postgresql' && !hasPostgresql())('', () => {
    let simulator: LmsOauthSimulator;
    let lms: SimulatorControl;
    let stage: AuthStage;
    let database: Database;
    const closers: (() => Promise<void>)[] = [];

    beforeAll(async () => {
      simulator = await startLmsOauthSimulator(lmsOptions());
      lms = new SimulatorControl(simulator.url);
      const opened = kind === 'embedded' ? await createEmbeddedDatabase() : await createTestDatabase();
      database = 'database' in opened ? opened.database : opened;
      stage = await stageAuth(database, environmentFor(simulator));
      closers.push(
        () => opened.close(),
        () => simulator.close(),
        () => stage.close(),
      );
    });
    afterAll(async () => {
      for (const close of closers.toReversed()) await close();
    });

    const userOf = (lmsUserId: number) =>
      database.query<{ id: string; role: string | null; name: string; email: string }>(
        'SELECT id, role, name, email FROM auth_user WHERE lms_user_id = $1',
        [lmsUserId],
      );

    test('leads over the LMS back to where one was; the first time makes a user without a role', async () => {
      const { browser, page, session } = await signInAs(stage, lms, 'ada', `${start}?returnTo=/templates`);
      expect(page.url.href).toBe(`${site}/templates`);
      expect(session).toEqual({
        actor: { kind: 'user', id: expect.any(String), name: 'Ada Lovelace', email: 'ada@example.org', role: null },
        permissions: [],
        learner: 7,
      });
      expect(browser.cookie).toMatch(/^__Secure-laurel\.session_token=/);
      const authorize = new URL(browser.visited[1] ?? '');
      expect(Object.fromEntries(authorize.searchParams)).toEqual({
        response_type: 'code',
        client_id: 'laurel-sso',
        scope: 'user_id profile email',
        redirect_uri: `${site}/api/auth/callback/lms`,
        state: expect.stringMatching(/^[\w-]{32}$/),
        code_challenge: expect.stringMatching(/^[\w-]{43}$/),
        code_challenge_method: 'S256',
      });
      const [traded] = (await lms.journal('oauth2.token')).slice(-1);
      expect(traded).toMatchObject({
        status: 200,
        body: {
          grant_type: 'authorization_code',
          token_type: 'jwt',
          client_secret: 'sesame',
          code_verifier: expect.any(String),
        },
      });
    });

    test('knows somebody again by the LMS user id, whatever they are called now', async () => {
      await lms.post('/_sim/people/ada', { name: 'Ada King', email: 'king@example.org' });
      const { session } = await signInAs(stage, lms, 'ada');
      expect(session.actor).toMatchObject({ name: 'Ada King', email: 'king@example.org' });
      expect(await userOf(7)).toHaveLength(1);
      await lms.post('/_sim/people/ada', { name: 'Ada Lovelace', email: 'ada@example.org' });
    });

    test('staff and superusers get the roles of the settings, which is in the audit', async () => {
      expect((await signInAs(stage, lms, 'grace')).session.actor).toMatchObject({ role: 'operator' });
      expect((await signInAs(stage, lms, 'root')).session.actor).toMatchObject({ role: 'admin' });
      const [grace] = await userOf(8);
      expect(
        await database.query('SELECT actor, action, before, after FROM audit WHERE target = $1', [grace?.id]),
      ).toEqual([{ actor: 'lms', action: 'user.update', before: { role: null }, after: { role: 'operator' } }]);
    });

    test('the role follows the LMS until an admin gives another, which stays', async () => {
      await lms.post('/_sim/people/grace', { staff: false });
      expect((await signInAs(stage, lms, 'grace')).session.actor.role).toBe(null);
      await lms.post('/_sim/people/grace', { staff: true });
      expect((await signInAs(stage, lms, 'grace')).session.actor.role).toBe('operator');
      const [grace] = await userOf(8);
      await changeUser(database, grace?.id ?? '', { role: 'designer', disabled: false }, by);
      expect((await signInAs(stage, lms, 'grace')).session.actor.role).toBe('designer');
      await lms.post('/_sim/people/grace', { superuser: true });
      expect((await signInAs(stage, lms, 'grace')).session.actor.role).toBe('designer');
    });

    test('somebody of the LMS never becomes a user who has the same e-mail address', async () => {
      const admin = await stage.user('boss@example.org', 'admin');
      await lms.post('/_sim/people/eve', { userId: 66, email: 'BOSS@example.org', superuser: true });
      const { page, browser } = await signInAs(stage, lms, 'eve');
      expect(page.url.href).toBe(`${site}/sign-in?error=email_taken`);
      expect(browser.cookie).not.toContain('session_token');
      expect(await userOf(66)).toEqual([]);
      expect(await database.query('SELECT id FROM auth_session WHERE user_id = $1', [admin.id])).toEqual([]);
      const accounts = await database.query('SELECT provider_id FROM auth_account WHERE user_id = $1', [admin.id]);
      expect(accounts).toEqual([{ provider_id: 'credential' }]);
    });

    test('nor takes the address of another when they change theirs in the LMS', async () => {
      await stage.user('taken@example.org', 'admin');
      const before = (await signInAs(stage, lms, 'ada')).session.actor;
      await lms.post('/_sim/people/ada', { email: 'taken@example.org' });
      expect((await signInAs(stage, lms, 'ada')).session.actor).toEqual(before);
      await lms.post('/_sim/people/ada', { email: 'ada@example.org' });
    });

    test('two who swap their addresses in the LMS have swapped them here, whoever comes first', async () => {
      for (const [userId, username] of [
        [81, 'castor'],
        [82, 'pollux'],
      ] as const)
        await lms.post(`/_sim/people/${username}`, { userId, email: `${username}@example.org` });
      const before = (await signInAs(stage, lms, 'castor')).session.actor.id;
      await signInAs(stage, lms, 'pollux');
      await lms.post('/_sim/people/castor', { email: 'pollux@example.org' });
      await lms.post('/_sim/people/pollux', { email: 'castor@example.org' });
      const castor = (await signInAs(stage, lms, 'castor')).session.actor;
      expect(castor).toMatchObject({ id: before, email: 'pollux@example.org' });
      // Until the other one comes, nobody has their address, and nobody is named by a wrong one.
      expect(await userOf(82)).toMatchObject([{ email: 'lms-user-82@unknown.invalid' }]);
      expect((await signInAs(stage, lms, 'pollux')).session.actor).toMatchObject({ email: 'castor@example.org' });
      const audited = await database.query(
        `SELECT actor, action, before, after FROM audit WHERE reason LIKE '%e-mail%'`,
      );
      expect(audited).toEqual([{ actor: 'lms', action: 'user.update', before: null, after: null }]);
    });

    test('an address that went to another person goes with them, also when both come at once', async () => {
      await lms.post('/_sim/people/former', { userId: 83, email: 'post@example.org' });
      const former = (await signInAs(stage, lms, 'former')).session.actor;
      await lms.post('/_sim/people/former', { email: 'former@example.org' });
      await lms.post('/_sim/people/newcomer', { userId: 84, email: 'post@example.org' });
      const newcomer = (await signInAs(stage, lms, 'newcomer')).session.actor;
      expect(newcomer).toMatchObject({ email: 'post@example.org', role: null });
      expect(newcomer.id).not.toBe(former.id);
      expect((await signInAs(stage, lms, 'former')).session.actor).toMatchObject({
        id: former.id,
        email: 'former@example.org',
      });
    });

    test.each([
      ['that the LMS has not verified', { emailVerified: false }, null],
      ['of somebody who may do more', {}, 'designer' as const],
    ])('an address %s is not taken over', async (what, claims, role) => {
      const userId = role === null ? 85 : 87;
      await lms.post(`/_sim/people/holder-${userId}`, { userId, email: `held-${userId}@example.org` });
      const holder = (await signInAs(stage, lms, `holder-${userId}`)).session.actor;
      if (role !== null) await changeUser(database, holder.id, { role, disabled: false }, by);
      await lms.post(`/_sim/people/taker-${userId}`, {
        userId: userId + 1,
        email: `held-${userId}@example.org`,
        ...claims,
      });
      const { page, browser } = await signInAs(stage, lms, `taker-${userId}`);
      expect(page.url.href, what).toBe(`${site}/sign-in?error=email_taken`);
      expect(browser.cookie).not.toContain('session_token');
      expect(await userOf(userId)).toMatchObject([{ email: `held-${userId}@example.org` }]);
    });

    test('an admin who wants the address of somebody of the LMS learns who that is', async () => {
      await lms.post('/_sim/people/squatter', { userId: 90, email: 'future-admin@example.org', emailVerified: false });
      await signInAs(stage, lms, 'squatter');
      const made = createUser(
        database,
        { name: 'Grace', email: 'future-admin@example.org', role: 'admin', password: 'four words that fit nowhere' },
        by,
      );
      await expect(made).rejects.toMatchObject({
        code: 'USER_EXISTS',
        details: [expect.stringMatching(/LMS as user 90, but the LMS has not verified/), expect.any(String)],
      });
    });

    test('a role that the LMS gave ends when the LMS has not vouched for it for long, and API keys with it', async () => {
      await lms.post('/_sim/people/chief', { userId: 91, email: 'chief@example.org', superuser: true });
      const { browser, session } = await signInAs(stage, lms, 'chief');
      const headers = { 'sec-fetch-site': 'same-origin' };
      const body = { name: 'of the chief', role: 'viewer', expiresInDays: null };
      const { key } = (await stage.ask('POST', '/api/v1/api-keys', { cookie: browser.cookie, headers, body })).json();
      const authorization = { headers: { authorization: `Bearer ${key}` } };
      const ask = async () => ({
        key: (await stage.ask('GET', '/api/v1/session', authorization)).status,
        role: (await stage.ask('GET', '/api/v1/session', { cookie: browser.cookie })).json().actor?.role,
      });
      expect(await ask()).toEqual({ key: 200, role: 'admin' });
      // Demoted in the LMS, and never seen here again.
      await lms.post('/_sim/people/chief', { superuser: false });
      await database.query(`UPDATE auth_user SET lms_confirmed_at = now() - interval '7 days' WHERE id = $1`, [
        session.actor.id,
      ]);
      expect(await ask()).toEqual({ key: 401, role: null });
      await lms.post('/_sim/people/chief', { superuser: true });
      await signInAs(stage, lms, 'chief');
      expect(await ask()).toEqual({ key: 200, role: 'admin' });
      await lms.post('/_sim/people/chief', { superuser: false });
      await signInAs(stage, lms, 'chief');
      expect((await ask()).key).toBe(401);
    });

    test('outsiders who begin to sign in leave nothing in the database', async () => {
      const count = async () => (await database.query('SELECT id FROM auth_verification')).length;
      const before = await count();
      for (let time = 0; time < 5; time++) expect((await stage.ask('GET', start)).status).toBe(303);
      expect(await count()).toBe(before);
    });

    test('two first sign-ins at once make one user', async () => {
      await lms.post('/_sim/people/twin', { userId: 70, email: 'twin@example.org' });
      await lms.post('/_sim/switches', { autoApprove: 'twin' });
      const pages = await Promise.all(
        Array.from({ length: 4 }, () => new WebBrowser(stage.api.server, site).open(`${start}?returnTo=/badges`)),
      );
      expect(pages.map(({ url }) => url.pathname)).toEqual(Array.from({ length: 4 }, () => '/badges'));
      expect(await userOf(70)).toHaveLength(1);
    });

    test('whom an admin has disabled does not get in', async () => {
      await lms.post('/_sim/people/out', { userId: 71, email: 'out@example.org' });
      const { browser, session } = await signInAs(stage, lms, 'out');
      await changeUser(database, session.actor.id, { role: null, disabled: true }, by);
      expect((await stage.ask('GET', '/api/v1/session', { cookie: browser.cookie })).status).toBe(401);
      expect((await signInAs(stage, lms, 'out')).page.url.href).toBe(`${site}/sign-in?error=disabled`);
    });

    test.each(tokenFaults)('a token that is %s signs nobody in', async (tokenFault) => {
      const sessions = () => database.query('SELECT id FROM auth_session');
      const before = await sessions();
      await lms.post('/_sim/switches', { tokenFault });
      const { page, browser } = await signInAs(stage, lms, 'root');
      await lms.post('/_sim/switches', { tokenFault: null });
      expect(page.url.href).toBe(`${site}/sign-in?error=lms_untrusted`);
      expect(browser.cookie).not.toContain('session_token');
      expect(await sessions()).toEqual(before);
    });

    test('the log tells why a token was not believed, and nothing of whom', async () => {
      const text = stage.logs.text();
      for (const why of [
        'ERR_JWT_CLAIM_VALIDATION_FAILED',
        'ERR_JWT_EXPIRED',
        'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
        'without user_id',
      ])
        expect(text).toContain(why);
      for (const word of ['example.org', 'Lovelace', 'eyJ', 'sesame']) expect(text).not.toContain(word);
    });

    test('no token of the LMS is kept', async () => {
      const columns = 'access_token, refresh_token, id_token, scope';
      const rows = await database.query(`SELECT DISTINCT ${columns} FROM auth_account WHERE provider_id = 'lms'`);
      expect(rows).toEqual([{ access_token: null, refresh_token: null, id_token: null, scope: null }]);
    });

    test('whoever refuses in the LMS is back at the sign-in page', async () => {
      await lms.post('/_sim/switches', { autoApprove: null });
      const browser = new WebBrowser(stage.api.server, site);
      const asked = await browser.open(start);
      expect(asked.text).toContain('Continue as Ada Lovelace');
      const [, refuse = ''] = /href="([^"]+)">Refuse/.exec(asked.text) ?? [];
      const page = await browser.open(new URL(refuse.replaceAll('&amp;', '&'), simulator.url).href);
      expect(page.url.href).toBe(`${site}/sign-in?error=lms_refused`);
    });

    test('what another browser was sent back with, or was sent back with before, is worth nothing', async () => {
      await lms.post('/_sim/switches', { autoApprove: 'ada' });
      const victim = new WebBrowser(stage.api.server, site);
      await victim.open(start);
      const callback = victim.visited.find((address) => address.includes('/callback/')) ?? '';
      for (const browser of [victim, new WebBrowser(stage.api.server, site)]) {
        const page = await browser.open(callback);
        expect(page.url.href).toBe(`${site}/sign-in?error=too_late`);
      }
      // A sign-in that an attacker began can not be finished by somebody else.
      const attacker = await stage.ask('GET', start);
      const { searchParams } = new URL(String(attacker.headers.location));
      const page = await new WebBrowser(stage.api.server, site).open(
        `/api/auth/callback/lms?code=x&state=${searchParams.get('state') ?? ''}`,
      );
      expect(page.url.href).toBe(`${site}/sign-in?error=too_late`);
    });

    test.each(['//evil.example.org', '/\\evil.example.org', 'https://evil.example.org', 'evil', '/a\\b', '/a b', ''])(
      'never leads to another site: %j',
      async (returnTo) => {
        expect((await stage.ask('GET', `${start}?${new URLSearchParams({ returnTo }).toString()}`)).status).toBe(422);
      },
    );

    test('an LMS that fails, or is too slow, is told from one that refuses', async () => {
      for (const fault of [
        { kind: 'status', status: 503 },
        { kind: 'reset', when: 'before' },
        { kind: 'malformed' },
      ] as const) {
        await lms.fault({ route: 'oauth2.token', ...fault });
        expect((await signInAs(stage, lms, 'ada')).page.url.href).toBe(`${site}/sign-in?error=lms_unreachable`);
        await lms.calm();
      }
      expect((await signInAs(stage, lms, 'ada')).session.actor.name).toBe('Ada Lovelace');
    });

    test('signing out leads to the logout of the LMS, and from there back', async () => {
      const { browser } = await signInAs(stage, lms, 'ada');
      const reply = await stage.ask('POST', '/api/auth/sign-out', {
        cookie: browser.cookie,
        headers: { origin: site },
        body: {},
      });
      const leadsTo = new URL(reply.json().leadsTo as string);
      expect(`${leadsTo.origin}${leadsTo.pathname}`).toBe(`${simulator.url}/logout`);
      expect(Object.fromEntries(leadsTo.searchParams)).toEqual({ client_id: 'laurel-sso', redirect_url: `${site}/` });
      expect((await browser.open(leadsTo.href)).text).toContain(`href="${site}/"`);
      expect((await stage.ask('GET', '/api/v1/session', { cookie: browser.cookie })).status).toBe(401);
    });

    test('the sign-in page learns that there is an LMS', async () => {
      expect((await stage.ask('GET', '/api/v1/sign-in-methods')).json()).toMatchObject({ lms: true });
    });
  });
});

describe.skipIf(!hasPostgresql())('an LMS', () => {
  async function signInWith(
    options: Partial<LmsOauthOptions>,
    environment: (lms: LmsOauthSimulator) => Record<string, string | undefined>,
  ) {
    const simulator = await startLmsOauthSimulator(lmsOptions({ autoApprove: 'ada', ...options }));
    const { database, close } = await createTestDatabase();
    const stage = await stageAuth(database, environmentFor(simulator, environment(simulator)));
    const browser = new WebBrowser(stage.api.server, site);
    const page = await browser.open(`${start}?returnTo=/badges`);
    await stage.close();
    await close();
    await simulator.close();
    return { path: page.url.pathname + page.url.search, visited: browser.visited };
  }
  const only = (lms: Record<string, string | undefined>) => () => lms;
  const untrusted = '/sign-in?error=lms_untrusted';

  test('of the old kind signs with HS256 and a shared secret', async () => {
    const old = { algorithm: 'HS256', sharedSecret } as const;
    const settings = { JWT_PUBLIC_SIGNING_JWK_SET: undefined, LAUREL_LMS_JWT_SECRET: sharedSecret };
    expect((await signInWith(old, only(settings))).path).toBe('/badges');
    for (const tokenFault of ['wrong_key', 'alg_none', 'wrong_issuer', 'expired'] as const)
      expect((await signInWith({ ...old, tokenFault }, only(settings))).path, tokenFault).toBe(untrusted);
  });

  test('that changes from one to the other is believed with both set', async () => {
    const both = only({ LAUREL_LMS_JWT_SECRET: sharedSecret });
    expect((await signInWith({ algorithm: 'HS256', sharedSecret }, both)).path).toBe('/badges');
    expect((await signInWith({ algorithm: 'RS512' }, both)).path).toBe('/badges');
  });

  test('is not believed with an algorithm that the settings do not name', async () => {
    expect((await signInWith({ algorithm: 'HS256', sharedSecret }, only({}))).path).toBe(untrusted);
    const settings = { JWT_PUBLIC_SIGNING_JWK_SET: undefined, LAUREL_LMS_JWT_SECRET: sharedSecret };
    expect((await signInWith({ algorithm: 'RS512' }, only(settings))).path).toBe(untrusted);
  });

  test('can sign with any of several keys without names', async () => {
    const other = await startLmsOauthSimulator(lmsOptions({ namesKey: false }));
    const keys = (lms: LmsOauthSimulator) => ({
      JWT_PUBLIC_SIGNING_JWK_SET: JSON.stringify({ keys: [...other.jwkSet.keys, ...lms.jwkSet.keys] }),
    });
    expect((await signInWith({ namesKey: false }, keys)).path).toBe('/badges');
    expect((await signInWith({ namesKey: false, tokenFault: 'wrong_key' }, keys)).path).toBe(untrusted);
    await other.close();
  });

  test('may demand PKCE, or not know it', async () => {
    for (const pkce of ['required', 'ignored'] as const)
      expect((await signInWith({ pkce }, only({}))).path).toBe('/badges');
  });

  test('can be reached by browsers and by Laurel at different addresses', async () => {
    const { path, visited } = await signInWith({ issuer: 'https://lms.example.org/oauth2' }, (lms) => ({
      SOCIAL_AUTH_EDX_OAUTH2_PUBLIC_URL_ROOT: lms.url.replace('127.0.0.1', 'localhost'),
      SOCIAL_AUTH_EDX_OAUTH2_ISSUER: 'https://lms.example.org/oauth2',
    }));
    expect(path).toBe('/badges');
    expect(visited[1]).toMatch(/^http:\/\/localhost:\d+\/oauth2\/authorize/);
  });

  test('whose application may not ask for user_id lets nobody in', async () => {
    const clients = [
      {
        id: 'laurel-sso',
        secret: 'sesame',
        redirectUris: [`${site}/api/auth/callback/lms`],
        scopes: ['profile', 'email'],
      },
    ];
    expect((await signInWith({ clients }, only({}))).path).toBe('/sign-in?error=lms_failed');
  });

  test('that does not know our secret lets nobody in', async () => {
    const wrong = only({ SOCIAL_AUTH_EDX_OAUTH2_SECRET: 'rabbit' });
    expect((await signInWith({}, wrong)).path).toBe('/sign-in?error=lms_unreachable');
  });

  test('admits nobody while the database is away, which is an outage and no refusal', async () => {
    const simulator = await startLmsOauthSimulator(lmsOptions({ autoApprove: 'ada' }));
    const { database, close } = await createTestDatabase();
    const url = `postgresql://nobody@127.0.0.1:${await freePort()}/nothing`;
    const nowhere = openPostgresql({ url, poolSize: 1, logger: silent });
    let away = false;
    const stage = await stageAuth(
      { ...database, transaction: (work) => (away ? nowhere : database).transaction(work) },
      environmentFor(simulator),
    );
    away = true;
    const written = vi.spyOn(console, 'error');
    const browser = new WebBrowser(stage.api.server, site);
    const page = await browser.open(start);
    expect(JSON.parse(page.text)).toMatchObject({ status: 503, code: 'DATABASE_UNAVAILABLE' });
    expect(browser.cookie).not.toContain('session_token');
    // Nothing goes around the log: an error of the database can hold values.
    expect(written).not.toHaveBeenCalled();
    written.mockRestore();
    away = false;
    expect((await browser.open(`${start}?returnTo=/badges`)).url.pathname).toBe('/badges');
    await stage.close();
    await nowhere.close();
    await close();
    await simulator.close();
  });

  test('that is not set is not there', async () => {
    const { database, close } = await createTestDatabase();
    const stage = await stageAuth(database);
    for (const path of [start, '/api/auth/callback/lms?code=x&state=y'])
      expect((await stage.ask('GET', path)).json()).toMatchObject({ status: 404, code: 'ROUTE_NOT_FOUND' });
    await stage.close();
    await close();
  });
});
