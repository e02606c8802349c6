/** What better-auth brings along, held to what Laurel lets out of it. */
import { betterAuth } from 'better-auth';
import { describe, expect, test, vi } from 'vitest';
import { openAuthDatabase } from '../../src/auth/auth-database.ts';
import { createBetterAuth } from '../../src/auth/better-auth.ts';
import { readSettings } from '../../src/settings.ts';
import type { Database } from '../../src/store/database/database.ts';
import { openPostgresql } from '../../src/store/database/postgresql.ts';
import { createTestDatabase, hasPostgresql, silent } from '../support/database.ts';
import { freePort } from '../support/ports.ts';
import { quickHashing } from '../support/quick-hashing.ts';
import { onBothDatabases, rightPassword, secret, stageAuth } from './stage.ts';

const served = new Set(['POST /sign-in/email', 'POST /sign-out', 'POST /change-password']);

function openBetterAuth(database: Database) {
  const { http, signIn } = readSettings({});
  const authDatabase = openAuthDatabase(database);
  return createBetterAuth({
    http,
    secret,
    limits: signIn.session,
    authDatabase,
    logger: silent,
    lms: null,
    hashing: quickHashing,
  });
}

onBothDatabases('better-auth', (stage) => {
  test('finds every table and column that it would like to', async () => {
    const { options } = openBetterAuth(stage().database);
    const database = { ...options.advanced.database, validateSchema: true };
    const checked = betterAuth({ ...options, advanced: { ...options.advanced, database } });
    const { checkSchema } = (await checked.$context) as { checkSchema?: () => Promise<void> | undefined };
    expect(checkSchema).toBeTypeOf('function');
    await expect(Promise.resolve(checkSchema?.())).resolves.toBeUndefined();
    // The check is one: it sees what is missing.
    const table = { modelName: 'auth_nowhere' };
    const lacking = betterAuth({ ...options, verification: table, advanced: { ...options.advanced, database } });
    const context = (await lacking.$context) as { checkSchema?: () => Promise<void> };
    await expect(context.checkSchema?.()).rejects.toThrow(/auth_nowhere/);
  });

  test('serves three of its routes, and none of the others', async () => {
    const { ask, api } = stage();
    const endpoints = Object.values(openBetterAuth(stage().database).api) as unknown as readonly {
      readonly path?: string;
      readonly options: { readonly method: string | readonly string[] };
    }[];
    const routes = endpoints.flatMap(({ path, options: { method } }) =>
      path === undefined ? [] : [method].flat().map((verb) => `${verb} ${path}`),
    );
    for (const route of served) expect(routes).toContain(route);
    const others = routes.filter((route) => !served.has(route));
    expect(others.length).toBeGreaterThan(30);
    for (const route of others) {
      const [method = '', path = ''] = route.split(' ');
      const { status } = await ask(method as 'GET', `/api/auth${path.replaceAll(/:\w+/g, 'x')}`, {
        cookie: api.people.admin.cookie,
        headers: { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:8760' },
        ...(method === 'POST' && { body: {} }),
      });
      expect(status, route).toBe(404);
    }
  });
});

describe.skipIf(!hasPostgresql())('while the database is away', () => {
  test('signing in, sessions and keys fail as an outage, and never as a wrong password, cookie or key', async () => {
    const { database, close } = await createTestDatabase();
    const nowhere = openPostgresql({
      url: `postgresql://nobody@127.0.0.1:${await freePort()}/nothing`,
      poolSize: 2,
      logger: silent,
    });
    let away = false;
    const now = (): Database => (away ? nowhere : database);
    const either: Database = {
      kind: 'postgresql',
      query: (sql, parameters) => now().query(sql, parameters),
      transaction: (work) => now().transaction(work),
      forRequests: () => either,
      close: () => Promise.resolve(),
    };
    const stage = await stageAuth(either);
    const { cookie, id } = stage.api.people.viewer;
    const { key } = await database.transaction((transaction) =>
      stage.api.authentication.createApiKey(transaction, {
        name: 'k',
        role: 'viewer',
        expiresInDays: null,
        makerId: stage.api.people.admin.id,
      }),
    );
    const withKey = { headers: { authorization: `Bearer ${key}` } };
    expect((await stage.ask('GET', '/api/v1/session', { cookie })).json()).toMatchObject({ actor: { id } });
    expect((await stage.ask('GET', '/api/v1/session', withKey)).json()).toMatchObject({ actor: { kind: 'key' } });
    away = true;
    const written = vi.spyOn(console, 'error');
    const replies = [
      await stage.ask('GET', '/api/v1/session', { cookie }),
      await stage.ask('GET', '/api/v1/session', withKey),
      await stage.signIn('ada@example.org', rightPassword),
      await stage.ask('POST', '/api/auth/sign-in/once', {
        body: { token: 'x'.repeat(43) },
        headers: { 'sec-fetch-site': 'same-origin' },
      }),
      await stage.ask('GET', '/api/v1/sign-in-methods'),
    ];
    for (const reply of replies) {
      expect(reply.json()).toMatchObject({ status: 503, code: 'DATABASE_UNAVAILABLE' });
      expect(reply.headers['retry-after']).toBeDefined();
      expect(reply.cookies).toEqual([]);
    }
    // Nothing goes around the log: an error of the database can hold values.
    expect(written).not.toHaveBeenCalled();
    written.mockRestore();
    away = false;
    expect((await stage.ask('GET', '/api/v1/session', { cookie })).status).toBe(200);
    await stage.close();
    await nowhere.close();
    await close();
  });
});
