import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { startInbox } from '../../src/bus/http-inbox/server.ts';
import { createTestDatabase, hasPostgresql, silent } from '../support/database.ts';
import { stageAuth } from '../auth/stage.ts';
import type { AuthStage } from '../auth/stage.ts';

async function withStage(
  environment: Record<string, string>,
  check: (stage: AuthStage) => Promise<void>,
): Promise<void> {
  const { database, close } = await createTestDatabase();
  const stage = await stageAuth(database, environment);
  await check(stage);
  await stage.close();
  await close();
}

const lms = {
  SOCIAL_AUTH_EDX_OAUTH2_KEY: 'laurel-sso',
  SOCIAL_AUTH_EDX_OAUTH2_SECRET: 'sesame',
  SOCIAL_AUTH_EDX_OAUTH2_URL_ROOT: 'http://lms:8000',
  SOCIAL_AUTH_EDX_OAUTH2_PUBLIC_URL_ROOT: 'https://lms.example.org',
  LAUREL_LMS_JWT_SECRET: 'the secret that an old LMS shares with its services',
  LAUREL_LMS_JWT_AUDIENCE: 'openedx',
};

describe.skipIf(!hasPostgresql())('security headers', () => {
  test('are on every answer: pages, data, problems and what is not there', async () => {
    await withStage({}, async ({ ask, api }) => {
      const replies = [
        await ask('GET', '/api/v1/sign-in-methods'),
        await ask('GET', '/api/v1/session', { cookie: api.people.viewer.cookie }),
        await ask('GET', '/api/v1/session'),
        await ask('GET', '/nowhere'),
        await ask('POST', '/api/auth/sign-in/email', { body: {} }),
        await ask('POST', '/api/auth/sign-in/once', { body: { token: 'x' } }),
        await ask('GET', '/api/reference', { cookie: api.people.viewer.cookie }),
      ];
      expect(replies.map(({ status }) => status)).toEqual([200, 200, 401, 404, 422, 403, expect.any(Number)]);
      for (const { headers } of replies) {
        const policy = Object.fromEntries(
          String(headers['content-security-policy'])
            .split(';')
            .map((directive) => directive.split(/ (.*)/s).slice(0, 2)),
        ) as Record<string, string>;
        expect(policy).toMatchObject({
          'default-src': "'none'",
          'script-src': "'self'",
          'style-src': "'self' 'unsafe-inline'",
          'img-src': "'self' data: https: http:",
          'connect-src': "'self'",
          'frame-ancestors': "'none'",
          'form-action': "'self'",
          'base-uri': "'self'",
          'object-src': "'none'",
        });
        expect(headers).toMatchObject({
          'x-content-type-options': 'nosniff',
          'x-frame-options': 'DENY',
          'referrer-policy': 'no-referrer',
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-resource-policy': 'same-origin',
        });
        expect(headers).toMatchObject({ 'cache-control': expect.stringContaining('no-store') });
        // On plain http it would say nothing true.
        expect(headers['strict-transport-security']).toBeUndefined();
      }
    });
  });

  test('demand https where the site has it, and let forms go to the LMS where people sign in there', async () => {
    await withStage({ LAUREL_PUBLIC_URL: 'https://badges.example.org', ...lms }, async ({ ask }) => {
      const { headers } = await ask('GET', '/api/v1/sign-in-methods');
      expect(headers['strict-transport-security']).toBe('max-age=31536000');
      expect(headers['content-security-policy']).toContain("form-action 'self' https://lms.example.org");
    });
  });
});

describe.skipIf(!hasPostgresql())('requests with a cookie, of browsers that say only where they come from', () => {
  const body = { name: 'k', role: 'viewer', expiresInDays: null };
  const statusOf = async ({ ask, api }: AuthStage, headers: Record<string, string>) =>
    (await ask('POST', '/api/v1/api-keys', { cookie: api.people.admin.cookie, headers, body })).status;

  test('come from the public URL, scheme included, where that is set; whatever Host says', async () => {
    await withStage({ LAUREL_PUBLIC_URL: 'https://badges.example.org' }, async (stage) => {
      const host = 'badges.example.org';
      expect(await statusOf(stage, { host, origin: 'https://badges.example.org' })).toBe(201);
      expect(await statusOf(stage, { host: 'inside:8760', origin: 'https://badges.example.org' })).toBe(201);
      expect(await statusOf(stage, { host, origin: 'http://badges.example.org' })).toBe(403);
      expect(await statusOf(stage, { host: 'evil.example.org', origin: 'https://evil.example.org' })).toBe(403);
      expect(await statusOf(stage, { host, origin: 'null' })).toBe(403);
      expect(await statusOf(stage, { host })).toBe(403);
    });
  });

  test('come from the host that was asked where no public URL is set', async () => {
    await withStage({}, async (stage) => {
      expect(await statusOf(stage, { host: 'inside:8760', origin: 'https://inside:8760' })).toBe(201);
      expect(await statusOf(stage, { host: 'inside:8760', origin: 'https://evil.example.org' })).toBe(403);
    });
  });
});

describe.skipIf(!hasPostgresql())('a head that does not end', () => {
  test('is not waited for, neither by the API nor by the inbox', async () => {
    const { database, close } = await createTestDatabase();
    const stage = await stageAuth(database, {});
    const url = await stage.api.server.listen({ host: '127.0.0.1', port: 0 });
    const settings = { host: '127.0.0.1', port: 0, token: 'a-token-of-the-tests', maxBodyBytes: 100_000 };
    const inbox = await startInbox({ database, settings, logger: silent });
    const secondsUntilClosed = async (of: string) => {
      const started = Date.now();
      const socket = connect(Number(new URL(of).port), '127.0.0.1', () =>
        socket.write('GET /healthz HTTP/1.1\r\nhost: x\r\n'),
      );
      socket.resume();
      await once(socket, 'close');
      return (Date.now() - started) / 1_000;
    };
    const took = await Promise.all([url, inbox.url].map(secondsUntilClosed));
    for (const seconds of took) expect(seconds).toBeLessThan(20);
    await inbox.close();
    await stage.close();
    await close();
  }, 60_000);
});

describe.skipIf(!hasPostgresql())('rate limits', () => {
  test('hold an address back that asks too much, before it is looked at who it is; others go on', async () => {
    await withStage({ LAUREL_HTTP_REQUESTS_PER_MINUTE: '5' }, async ({ ask, api }) => {
      const { cookie } = api.people.viewer;
      for (let request = 0; request < 5; request++)
        expect((await ask('GET', '/api/v1/session', { address: '192.0.2.7' })).status).toBe(401);
      const refused = await ask('GET', '/api/v1/session', { address: '192.0.2.7', cookie });
      expect(refused.json()).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' });
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
      expect((await ask('GET', '/api/v1/session', { address: '192.0.2.8', cookie })).status).toBe(200);
    });
  });

  test('a header does not make another address, unless a proxy stands in front', async () => {
    const forged = (hop: number) => ({ 'x-forwarded-for': `203.0.113.${hop}` });
    await withStage({ LAUREL_HTTP_REQUESTS_PER_MINUTE: '3' }, async ({ ask }) => {
      const statuses: number[] = [];
      for (let hop = 0; hop < 4; hop++)
        statuses.push((await ask('GET', '/api/v1/sign-in-methods', { headers: forged(hop) })).status);
      expect(statuses).toEqual([200, 200, 200, 429]);
    });
    await withStage({ LAUREL_HTTP_REQUESTS_PER_MINUTE: '3', LAUREL_TRUST_PROXY: 'true' }, async ({ ask }) => {
      const from = async (header: string) =>
        (await ask('GET', '/api/v1/sign-in-methods', { headers: { 'x-forwarded-for': header } })).status;
      for (let hop = 0; hop < 4; hop++) expect(await from(`203.0.113.${hop}`)).toBe(200);
      // What the client itself wrote stands before what the proxy adds.
      const statuses: number[] = [];
      for (let hop = 0; hop < 4; hop++) statuses.push(await from(`203.0.113.${hop}, 198.51.100.9`));
      expect(statuses).toEqual([200, 200, 200, 429]);
    });
  });

  test('signing in has one of its own', async () => {
    await withStage({}, async ({ ask }) => {
      const statuses: number[] = [];
      for (let attempt = 0; attempt < 32; attempt++)
        statuses.push((await ask('POST', '/api/auth/sign-in/email', { address: '192.0.2.9', body: {} })).status);
      expect(statuses.indexOf(429)).toBe(30);
      expect((await ask('GET', '/api/v1/sign-in-methods', { address: '192.0.2.9' })).status).toBe(200);
    });
  });
});
