/** The learner record of Open edX (frontend-app-learner-record) adds badges to wallets, as it does with the Credentials service. */
import { inflateSync } from 'node:zlib';
import { decodeQR } from 'qr/decode.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stageApi } from '../support/api.ts';
import type { Answer, ApiStage } from '../support/api.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { addBadge, addTemplate, badgeRow } from '../support/deliveries.ts';
import { issuingEnvironment } from '../support/issuing.ts';
import { makeLmsTokens } from '../support/lms-tokens.ts';
import { signInLearner } from '../support/people.ts';
import { issueBadges } from '../support/published-badges.ts';
import type { PublishedBadges } from '../support/published-badges.ts';
import { createWallet } from '../support/wallet.ts';

const site = 'https://badges.example.org';
const frontend = 'https://apps.lms.example.org';
const base = '/verifiable_credentials/api/v1';

describe.skipIf(!hasPostgresql())('the learner record of Open edX', () => {
  let store: TestDatabase;
  let api: ApiStage;
  let badges: PublishedBadges;
  let learner: number;
  /** The two cookies that the LMS sets on the domain which its micro-frontends share. */
  let cookiesOf: (claims?: object, made?: { by?: 'stranger'; expiresAt?: string }) => Promise<string>;
  beforeAll(async () => {
    store = await createTestDatabase();
    const lms = await makeLmsTokens();
    api = await stageApi(store.database, {
      environment: {
        ...issuingEnvironment,
        ...lms.environment,
        LAUREL_LEARNER_RECORD_ORIGINS: `https://elsewhere.example.org, ${frontend}`,
      },
    });
    badges = await issueBadges(store.database);
    learner = (await badgeRow(store.database, badges.secret.badgeId)).learner_id;
    cookiesOf = async (claims = {}, made = {}) => {
      const person = { user_id: learner, email: 'someone@example.org', is_restricted: false };
      const token = await lms.sign({ ...person, ...claims }, made);
      const [header, payload, signature] = token.split('.');
      return `other=1; edx-jwt-cookie-header-payload=${header}.${payload}; edx-jwt-cookie-signature=${signature}`;
    };
  });
  afterAll(async () => {
    await api?.close();
    await store?.close();
  });

  /** As the HTTP client of the micro-frontends asks; with slashes at the end, as Django has them. */
  const ask = (
    cookie: string | null,
    method: 'GET' | 'POST' | 'OPTIONS',
    path: string,
    body?: object,
    origin = frontend,
  ) =>
    api.send(null, method, path, {
      headers: { origin, 'use-jwt-cookie': 'true', ...(cookie !== null && { cookie }) },
      ...(body !== undefined && { body }),
    });
  const init = (cookie: string | null, uuid: string, storage = 'lc_wallet', origin = frontend): Promise<Answer> =>
    ask(cookie, 'POST', `${base}/credentials/init/`, { credential_uuid: uuid, storage_id: storage }, origin);

  test('lists the learner’s badges, makes a link and a code, and the wallet takes the badge where it leads', async () => {
    const cookie = await cookiesOf();
    expect((await ask(null, 'OPTIONS', `${base}/credentials/init/`)).headers).toMatchObject({
      'access-control-allow-origin': frontend,
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': expect.stringContaining('use-jwt-cookie'),
    });
    expect((await ask(cookie, 'GET', '/csrf/api/v1/token')).json()).toEqual({ csrfToken: expect.any(String) });
    const storages = await ask(cookie, 'GET', `${base}/storages/`);
    expect(storages.json()).toEqual([{ id: 'lc_wallet', name: 'Learner Credential Wallet' }]);
    expect(storages.headers['access-control-allow-origin']).toBe(frontend);
    // One that is held elsewhere is not listed.
    const elsewhere = await addBadge(
      store.database,
      await addTemplate(store.database, { origin: 'accredible', account: 'academy', group: 7 }),
    );
    await store.database.query('UPDATE badge SET learner_id = $2 WHERE id = $1', [elsewhere, learner]);
    const listed = (await ask(cookie, 'GET', `${base}/credentials/?types=programcertificate`)).json();
    const uuid = badges.secret.badgeId.replaceAll('-', '');
    expect(listed).toEqual({
      program_credentials: [
        {
          uuid,
          status: 'awarded',
          credential_uuid: expect.any(String),
          credential_title: 'Data Stewardship',
          program_title: 'Data Stewardship',
          credential_org: 'Acme Academy',
          program_org: 'Acme Academy',
          modified_date: '2026-03-02',
        },
      ],
    });
    expect((await ask(cookie, 'GET', `${base}/program_credentials/`)).json()).toEqual(listed);
    expect((await ask(cookie, 'GET', `${base}/credentials/`)).json()).toEqual({ ...listed, course_credentials: [] });

    const made = (await init(cookie, uuid)).json();
    expect(made).toMatchObject({
      app_link_android: expect.stringContaining('app.lcw'),
      app_link_ios: expect.stringContaining('apple.com'),
    });
    expect(readPng(Buffer.from(made.qrcode, 'base64'))).toBe(made.deeplink);
    const link = new URL(made.deeplink);
    expect(link.href).toMatch(/^dccrequest:\/\/request\?/);
    const url = link.searchParams.get('vc_request_url') ?? '';
    expect(url).toMatch(new RegExp(`^${site}${base}/credentials/issue/[\\w-]{43}/$`));
    const wallet = await createWallet();
    const challenge = link.searchParams.get('challenge') ?? '';
    const issue = (body: object): Promise<Answer> => api.send(null, 'POST', url.slice(site.length), { body });
    expect((await issue(await wallet.present({ challenge: 'another' }))).json()).toMatchObject({
      code: 'PRESENTATION_REFUSED',
    });
    const presentation = await wallet.present({ challenge });
    const issued = await issue(presentation);
    expect([issued.status, issued.json()]).toMatchObject([
      201,
      { type: ['VerifiableCredential', 'OpenBadgeCredential'], credentialSubject: { id: wallet.did } },
    ]);
    // The answer may have got lost on its way; nobody else gets one.
    expect((await issue(presentation)).json()).toEqual(issued.json());
    const stranger = await createWallet();
    expect((await issue(await stranger.present({ challenge }))).json()).toMatchObject({ code: 'OFFER_OVER' });
  });

  test('other sites, and whoever the LMS does not vouch for, get nothing', async () => {
    const cookie = await cookiesOf();
    const { badgeId } = badges.secret;
    for (const origin of ['https://evil.example.org', site, 'null'])
      expect((await init(cookie, badgeId, 'lc_wallet', origin)).json()).toMatchObject({ code: 'CROSS_SITE_REQUEST' });
    const strangers = [
      null,
      'edx-jwt-cookie-header-payload=a.b; edx-jwt-cookie-signature=c',
      await cookiesOf({}, { by: 'stranger' }),
      await cookiesOf({}, { expiresAt: '-1h' }),
      await cookiesOf({ aud: 'another-site' }),
      await cookiesOf({ iss: 'https://another.example.org/oauth2' }),
      await cookiesOf({ is_restricted: true }),
      await cookiesOf({ user_id: undefined }),
    ];
    for (const each of strangers)
      for (const answer of [await init(each, badgeId), await ask(each, 'GET', `${base}/credentials/`)])
        expect([answer.status, answer.json().code]).toEqual([401, 'NOT_SIGNED_IN']);
    // A token in the header goes first, as API clients send it.
    const [, header = '', signature = ''] = /payload=(.+); .*signature=(.+)$/.exec(cookie) ?? [];
    const by = (authorization: string): Promise<Answer> =>
      api.send(null, 'GET', `${base}/storages/`, { headers: { authorization, cookie } });
    expect((await by(`JWT ${header}.${signature}`)).status).toBe(200);
    for (const wrong of [`JWT ${header}.${signature.slice(1)}`, `Bearer ${header}.${signature}`, 'JWT'])
      expect((await by(wrong)).status).toBe(401);
    // Somebody else's badge, one that was revoked, a storage that is none.
    expect((await init(await cookiesOf({ user_id: learner + 5_000 }), badgeId)).json()).toMatchObject({
      code: 'BADGE_NOT_FOUND',
    });
    const { learner_id: ofRevoked } = await badgeRow(store.database, badges.revoked.badgeId);
    const theirs = await cookiesOf({ user_id: ofRevoked });
    expect((await ask(theirs, 'GET', `${base}/program_credentials`)).json()).toEqual({ program_credentials: [] });
    expect((await init(theirs, badges.revoked.badgeId)).json()).toMatchObject({ code: 'BADGE_NOT_OFFERED' });
    expect((await init(cookie, badgeId, 'web_wallet')).json().detail).toMatch(/"web_wallet" here.*: lc_wallet\./);
    expect((await init(cookie, 'no-uuid')).status).toBe(422);
    // Whom an admin of this site has disabled.
    const { id } = await signInLearner(store.database, api.authentication, learner);
    await store.database.query('UPDATE auth_user SET disabled = true WHERE id = $1', [id]);
    expect((await init(cookie, badgeId)).status).toBe(401);
  });

  test('where no such frontend is named there is nothing', async () => {
    const plain = await stageApi(store.database, { environment: issuingEnvironment });
    const headers = { origin: frontend, cookie: await cookiesOf() };
    expect((await plain.send(null, 'GET', `${base}/storages/`, { headers })).status).toBe(404);
    expect((await plain.send(null, 'GET', '/csrf/api/v1/token', { headers })).status).toBe(404);
    await plain.close();
  });
});

/** What the QR code in a PNG of black and white points says. */
function readPng(png: Buffer): string {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const start = png.indexOf('IDAT');
  const lines = inflateSync(png.subarray(start + 4, start + 4 + png.readUInt32BE(start - 4)));
  const stride = 1 + Math.ceil(width / 8);
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let at = 0; at < width * height; at++) {
    const [x, y] = [at % width, Math.floor(at / width)];
    const isWhite = ((lines[y * stride + 1 + (x >> 3)] ?? 0) & (0x80 >> (x % 8))) !== 0;
    data.fill(isWhite ? 255 : 0, at * 4, at * 4 + 3);
  }
  return decodeQR({ width, height, data });
}
