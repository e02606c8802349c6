/** What badges name and everybody may fetch: issuers, keys, status lists, achievements, images, and published badges. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { extract } from '../../src/issuing/open-badges/baking/baking.ts';
import { readSdJwt } from '../../src/issuing/open-badges/proofs/sd-jwt.ts';
import { verifyJwt } from '../../src/issuing/open-badges/proofs/jwt.ts';
import type { IssuingParts } from '../../src/issuing/openedx/issuing-parts.ts';
import { signStatusLists } from '../../src/issuing/openedx/status-list-signing.ts';
import { findCredential, publishCredential } from '../../src/store/open-badges/credentials.ts';
import type { Credential } from '../../src/store/open-badges/credentials.ts';
import { loadIssuerKeys } from '../../src/store/open-badges/issuer-keys.ts';
import { stageApi } from '../support/api.ts';
import type { Answer, ApiStage } from '../support/api.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { addBadges, addTemplate, badgeRow, makeWorker, revoke } from '../support/deliveries.ts';
import { addIssuer, issuingEnvironment, issuingParts } from '../support/issuing.ts';

describe.skipIf(!hasPostgresql())('public addresses', () => {
  let store: TestDatabase;
  let api: ApiStage;
  let parts: IssuingParts;
  let [kept, gone, secret]: Credential[] = [];
  const close: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    store = await createTestDatabase();
    const { database } = store;
    api = await stageApi(database, { environment: issuingEnvironment });
    parts = issuingParts(database);
    close.push(
      () => parts.signer.close(),
      () => api.close(),
      () => store.close(),
    );
    await addIssuer(database);
    const badges = await addBadges(database, await addTemplate(database, { origin: 'openedx' }), 3);
    const { worker } = makeWorker(database, { issuing: parts });
    worker.start();
    await worker.whenIdle();
    for (const badgeId of badges.slice(0, 2)) {
      const { learner_id: learnerId } = await badgeRow(database, badgeId);
      // Only its own learner can.
      expect(await publishCredential(database, { badgeId, learnerId: learnerId + 1000 }, true)).toBe(false);
      expect(await publishCredential(database, { badgeId, learnerId }, true)).toBe(true);
    }
    await revoke(database, badges[1] ?? '');
    await worker.whenIdle();
    await worker.stop();
    await signStatusLists(parts);
    [kept, gone, secret] = await Promise.all(
      badges.map(async (badge) => {
        const credential = await findCredential(database, badge);
        if (credential === null) throw new Error('not issued');
        return credential;
      }),
    );
  });
  afterAll(async () => {
    for (const end of close) await end();
  });

  const get = (url: string, headers: Record<string, string> = {}): Promise<Answer> =>
    api.send(null, 'GET', url, { headers: { origin: 'https://verifier.example.net', ...headers } });
  const pathOf = (address: unknown): string => new URL(String(address)).pathname;

  test('everything that a published badge names is there, for pages of any site, and is kept by its tag', async () => {
    const badge = await get(`/b/${kept?.publicId}`);
    expect(badge).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/json', 'access-control-allow-origin': '*' },
    });
    expect(badge.text).toBe(kept?.body);
    const { issuer, credentialSubject, credentialStatus, proof } = badge.json();
    const { achievement } = credentialSubject;
    const list = await get(pathOf(credentialStatus.statusListCredential));
    expect(list.json()).toMatchObject({ id: credentialStatus.statusListCredential, issuer: issuer.id });
    const did = await get('/issuers/acme/did.json');
    expect(did.json()).toMatchObject({ id: issuer.id });
    expect(did.json().assertionMethod).toContain(proof[0].verificationMethod);
    expect((await get('/issuers/acme')).json()).toMatchObject({ ...issuer, '@context': expect.any(Array) });
    expect((await get(pathOf(achievement.id))).json()).toMatchObject({ id: achievement.id, name: achievement.name });
    const image = await get(pathOf(achievement.image.id));
    expect(image.headers).toMatchObject({
      'content-type': 'image/svg+xml',
      'cross-origin-resource-policy': 'cross-origin',
      'content-security-policy': expect.stringContaining('sandbox'),
      'cache-control': 'public, max-age=31536000',
    });
    for (const answer of [badge, list, did, image]) expect(answer.headers['etag']).toMatch(/^"/);
    for (const [url, answer] of [
      [`/b/${kept?.publicId}`, badge],
      ['/issuers/acme/did.json', did],
    ] as const)
      expect((await get(url, { 'if-none-match': String(answer.headers['etag']) })).status).toBe(304);
    const asked = await api.server.inject({
      method: 'OPTIONS',
      url: '/issuers/acme/did.json',
      headers: { origin: 'https://verifier.example.net', 'access-control-request-headers': 'cache-control,pragma' },
    });
    expect(asked).toMatchObject({
      statusCode: 204,
      headers: { 'access-control-allow-headers': expect.stringContaining('pragma') },
    });
  });

  test('a badge in every form, by its address or by what is accepted', async () => {
    const url = `/b/${kept?.publicId}`;
    for (const accept of ['application/ld+json', 'application/vc', 'application/json;q=0.1, application/ld+json'])
      expect((await get(url, { accept })).headers['content-type']).toMatch(/ld\+json|application\/vc/);
    expect((await get(url, { accept: 'text/plain' })).headers['content-type']).toBe('application/json');
    expect((await get(`${url}.json`, { accept: 'application/jwt' })).text).toBe(kept?.body);
    const keys = await loadIssuerKeys(store.database, null);
    for (const [ending, algorithm] of [
      ['.jwt', 'RSA'],
      ['.jwt?alg=ES256', 'P-256'],
    ] as const) {
      const token = await get(url + ending);
      expect(token.headers['content-type']).toBe('application/jwt');
      const key = keys.find((each) => each.algorithm === algorithm);
      expect(await verifyJwt(token.text, key?.publicJwk ?? {})).toBe(true);
    }
    expect((await get(url, { accept: 'application/vc+jwt' })).headers['content-type']).toBe('application/vc+jwt');
    const svg = await get(`${url}.svg`);
    expect(extract(Buffer.from(svg.text))).toEqual({ version: '3.0', text: kept?.body });
    const png = await api.server.inject({ method: 'GET', url: `${url}.png` });
    expect(png.headers['content-type']).toBe('image/png');
    expect(extract(png.rawPayload)).toEqual({ version: '3.0', text: kept?.body });
    expect(Math.max(png.rawPayload.readUInt32BE(16), png.rawPayload.readUInt32BE(20))).toBe(800);
    const hosted = (await get(`${url}.ob2.json`)).json();
    expect(hosted).toMatchObject({ type: 'Assertion', verification: { type: 'HostedBadge' } });
    const badgeClass = (await get(pathOf(hosted.badge))).json();
    expect(badgeClass).toMatchObject({ type: 'BadgeClass', name: 'Data Stewardship' });
    expect((await get(pathOf(badgeClass.issuer))).json()).toMatchObject({ type: 'Issuer', name: 'Acme Academy' });
    expect(await get(`/b/${gone?.publicId}.ob2.json`)).toMatchObject({ status: 410 });
  });

  test('a badge as an SD-JWT VC verifies by the status list token that it names, until it is revoked', async () => {
    const url = `/b/${kept?.publicId}`;
    const [sdJwt, ofGone] = [await get(`${url}.sd-jwt`), await get(`/b/${gone?.publicId}.sd-jwt`)];
    expect(sdJwt.headers['content-type']).toBe('application/dc+sd-jwt');
    expect((await get(url, { accept: 'application/dc+sd-jwt' })).text.split('~').length).toBeGreaterThan(2);
    const named = readSdJwt(sdJwt.text)?.claims['status'] as { status_list: { uri: string; idx: number } };
    expect(named.status_list.idx).toBe(kept?.slot);
    const list = await get(pathOf(named.status_list.uri));
    expect(list.headers).toMatchObject({
      'content-type': 'application/statuslist+jwt',
      'cache-control': 'public, max-age=300',
    });
    const verify = async ({ text: badge }: Answer) =>
      (await api.send(null, 'POST', '/api/v1/verify', { body: { badge } })).json();
    expect(await verify(sdJwt)).toMatchObject({ isVerified: true, form: 'sd-jwt' });
    expect(await verify(ofGone)).toMatchObject({
      isVerified: false,
      steps: expect.arrayContaining([expect.objectContaining({ step: 'status', code: 'revoked' })]),
    });
    // Lists that were signed before there were tokens get theirs without anything being revoked.
    await store.database.query('UPDATE status_list SET token = NULL');
    expect((await get(pathOf(named.status_list.uri))).status).toBe(404);
    expect(await verify(sdJwt)).toMatchObject({ isVerified: false });
    expect(await signStatusLists(parts)).toBe(1);
    expect(await verify(sdJwt)).toMatchObject({ isVerified: true });
  });

  test('a private badge is not there: the same answer as for one that never was, in every form', async () => {
    const plain = (answer: Answer) => ({
      status: answer.status,
      body: { ...answer.json(), requestId: '' },
      headers: { ...answer.headers, 'x-request-id': '', date: '' },
    });
    for (const ending of ['', '.json', '.jwt', '.sd-jwt', '.png', '.svg', '.ob2.json']) {
      const hidden = plain(await get(`/b/${secret?.publicId}${ending}`));
      expect(hidden).toEqual(plain(await get(`/b/${'A'.repeat(22)}${ending}`)));
      expect(hidden.status).toBe(404);
    }
    const { badgeId = '' } = secret ?? {};
    const { learner_id: learnerId } = await badgeRow(store.database, badgeId);
    await publishCredential(store.database, { badgeId, learnerId }, true);
    expect((await get(`/b/${secret?.publicId}`)).status).toBe(200);
    await publishCredential(store.database, { badgeId, learnerId }, false);
    expect((await get(`/b/${secret?.publicId}`)).status).toBe(404);
  });

  test.each([
    '/issuers/nobody/did.json',
    '/issuers/acme/status/999',
    '/issuers/acme/status/x',
    '/issuers/acme/status/999.jwt',
    '/issuers/acme/status/1.png',
    '/achievements/x',
    '/images/x',
    '/b/x.exe',
    '/b/x.__proto__',
  ])('%s is a clear 404', async (url) => {
    const answer = await get(url, { accept: 'application/json' });
    expect(answer).toMatchObject({ status: 404, headers: { 'access-control-allow-origin': '*' } });
    expect(answer.json()).toMatchObject({ status: 404, detail: expect.any(String) });
  });
});
