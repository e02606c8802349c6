/** Badges go into wallets: the learner offers one, and a wallet comes for it by VC-API. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/issuing/open-badges/json.ts';
import { verifyProof } from '../../src/issuing/open-badges/proofs/data-integrity.ts';
import { schemaMistakes } from '../../src/issuing/open-badges/schema/check-schema.ts';
import { loadIssuerKeys } from '../../src/store/open-badges/issuer-keys.ts';
import { stageApi } from '../support/api.ts';
import type { Answer, ApiStage } from '../support/api.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { badgeRow, historyOf } from '../support/deliveries.ts';
import { issuingEnvironment } from '../support/issuing.ts';
import { signInLearner } from '../support/people.ts';
import { issueBadges } from '../support/published-badges.ts';
import type { PublishedBadges } from '../support/published-badges.ts';
import { createWallet } from '../support/wallet.ts';
import type { Wallet } from '../support/wallet.ts';

const site = 'https://badges.example.org';

describe.skipIf(!hasPostgresql())('wallets', () => {
  let store: TestDatabase;
  let api: ApiStage;
  let badges: PublishedBadges;
  let wallet: Wallet;
  /** Cookie of the learner of the badge that is private. */
  let cookie: string;
  beforeAll(async () => {
    store = await createTestDatabase();
    api = await stageApi(store.database, { environment: issuingEnvironment });
    badges = await issueBadges(store.database);
    wallet = await createWallet();
    const { learner_id: learner } = await badgeRow(store.database, badges.secret.badgeId);
    ({ cookie } = await signInLearner(store.database, api.authentication, learner));
  });
  afterAll(async () => {
    await api?.close();
    await store?.close();
  });

  const as = (who: string | null, method: 'GET' | 'POST', url: string): Promise<Answer> =>
    api.send(null, method, url, { headers: { ...(who !== null && { cookie: who }), 'sec-fetch-site': 'same-origin' } });
  const offersOf = (badgeId: string): string => `/api/v1/my/badges/${badgeId}/wallet-offers`;
  /** Where a wallet comes for what was offered, as it knows it from the code that it scanned. */
  const scan = async (): Promise<{ readonly offer: string; readonly exchange: string; readonly link: URL }> => {
    const made = await as(cookie, 'POST', offersOf(badges.secret.badgeId));
    expect(made.status).toBe(201);
    const { interactionUrl, deepLinks } = made.json();
    const asked = await api.send(null, 'GET', pathOf(interactionUrl), { headers: { accept: 'application/json' } });
    return {
      offer: String(made.headers['location']),
      exchange: pathOf(asked.json().protocols.vcapi),
      link: new URL(deepLinks.learnerCredentialWallet),
    };
  };
  const pathOf = (url: string): string => {
    expect(url.startsWith(`${site}/`)).toBe(true);
    return url.slice(site.length);
  };
  const post = (exchange: string, body: unknown = {}): Promise<Answer> => api.send(null, 'POST', exchange, { body });
  const ask = async (exchange: string): Promise<{ challenge: string; domain: string }> =>
    (await post(exchange)).json().verifiablePresentationRequest;
  const isSigned = async (credential: JsonObject): Promise<boolean> => {
    const [proof] = credential['proof'] as readonly JsonObject[];
    const keys = await loadIssuerKeys(store.database, badges.secret.issuerId);
    const key = keys.find(({ number }) => JSON.stringify(proof?.['verificationMethod']).endsWith(`#key-${number}"`));
    return proof !== undefined && key !== undefined && verifyProof(credential, proof, key.publicJwk);
  };
  const stateOf = async (offer: string): Promise<unknown> => (await as(cookie, 'GET', offer)).json().state;

  test('a wallet that scans the code shows whose it is and gets the private badge, made out to it; it alone', async () => {
    const { offer, exchange } = await scan();
    const { challenge, domain, ...rest } = await ask(exchange);
    expect(rest).toMatchObject({ query: [{ type: 'DIDAuthentication', acceptedMethods: [{ method: 'key' }, {}] }] });
    expect(domain).toBe(site);
    expect(await stateOf(offer)).toBe('open');

    const presentation = await wallet.present({ challenge, domain });
    const stranger = await createWallet();
    const theirs = { verifiablePresentation: await stranger.present({ challenge, domain }) };
    const answers = await Promise.all([0, 1].map(() => post(exchange, { verifiablePresentation: presentation })));
    const [got] = answers;
    const [credential] = got?.json().verifiablePresentation.verifiableCredential ?? [];
    const issued = JSON.parse(badges.secret.body ?? '');
    const { proof: _old, credentialSubject, ...same } = issued;
    expect(credential).toMatchObject(same);
    expect(credential.credentialSubject).toEqual({ ...credentialSubject, id: wallet.did });
    expect(credential.credentialStatus).toEqual(issued.credentialStatus);
    expect(await isSigned(credential)).toBe(true);
    expect(schemaMistakes(credential, 'strict')).toEqual([]);
    expect(await isSigned({ ...credential, credentialSubject: { ...credentialSubject, id: 'did:key:z6Mk' } })).toBe(
      false,
    );
    expect(got?.headers).toMatchObject({ 'access-control-allow-origin': '*', 'cache-control': 'no-store' });
    expect(await stateOf(offer)).toBe('taken');
    // An answer may get lost: who has taken it gets the same again, by the same request or from the beginning.
    const anew = await wallet.present(await ask(exchange));
    for (const again of [...answers, await post(exchange, { verifiablePresentation: anew })])
      expect([again.status, again.text]).toEqual([200, got?.text]);
    const refused = await post(exchange, theirs);
    expect([refused.status, refused.json().code]).toEqual([410, 'OFFER_OVER']);
    expect(refused.json().detail).toMatch(/already taken the badge/);
    const kinds = await historyOf(store.database, badges.secret.badgeId);
    expect(kinds.filter((kind) => kind === 'added_to_wallet')).toHaveLength(1);
    await store.database.query('UPDATE wallet_offer SET ends_at = now()');
    for (const late of [await post(exchange), await post(exchange, { verifiablePresentation: presentation })])
      expect([late.status, late.json().detail]).toEqual([410, expect.stringMatching(/already taken the badge/)]);
    // It was for this badge, and published nothing.
    expect((await api.send(null, 'GET', `/b/${badges.secret.publicId}.json`)).status).toBe(404);
  });

  test('a wallet that was opened by its link comes with the presentation alone, and gets the badge alone', async () => {
    const { link, exchange, offer } = await scan();
    expect(`${link.protocol}//${link.host}`).toBe('dccrequest://request');
    const { issuer, vc_request_url: url, auth_type: type, challenge = '' } = Object.fromEntries(link.searchParams);
    expect({ issuer, url, type }).toEqual({
      issuer: 'did:web:badges.example.org:issuers:acme',
      url: `${site}${exchange}`,
      type: 'bearer',
    });
    // It names no domain; one that is there has to be right all the same.
    const elsewhere = await post(exchange, await wallet.present({ challenge, domain: 'https://evil.example.org' }));
    expect(elsewhere.json()).toMatchObject({ code: 'PRESENTATION_REFUSED', status: 400 });
    // Older wallets write presentations of the data model before.
    const older = {
      '@context': ['https://www.w3.org/2018/credentials/v1', 'https://w3id.org/security/data-integrity/v2'],
    };
    const answer = await post(exchange, await wallet.present({ challenge }, older));
    expect(answer.status).toBe(201);
    expect(answer.json()).toMatchObject({ type: ['VerifiableCredential', 'OpenBadgeCredential'] });
    expect(answer.json().credentialSubject.id).toBe(wallet.did);
    expect(await stateOf(offer)).toBe('taken');
  });

  test('who does not show whose wallet it is gets nothing, is told why, and the offer stays', async () => {
    const { exchange, offer, link } = await scan();
    const { challenge, domain } = await ask(exchange);
    const stranger = await createWallet();
    const [right, other] = await Promise.all([wallet, stranger].map((each) => each.present({ challenge, domain })));
    const linked = link.searchParams.get('challenge') ?? '';
    const webHolder = 'did:web:wallet.example.org';
    const wrong: [string, JsonObject | string | number][] = [
      ['another challenge', await wallet.present({ challenge: 'a-challenge-of-ones-own', domain })],
      ['another challenge', await wallet.present({ domain })],
      [site, await wallet.present({ challenge, domain: 'https://evil.example.org' })],
      // What the request told can't be left out by signing for it.
      [site, await wallet.present({ challenge })],
      [site, await wallet.present({ challenge: linked, domain: `${site}.evil.example` })],
      ['another purpose', await wallet.present({ challenge, domain, purpose: 'assertionMethod' })],
      ['another than its holder', { ...right, holder: stranger.did }],
      ['another than its holder', await wallet.present({ challenge, domain }, { holder: stranger.did })],
      ['does not say who holds it', await wallet.present({ challenge, domain }, { holder: {} })],
      ['The signature is wrong', { ...right, id: 'urn:uuid:00000000-0000-4000-8000-000000000000' }],
      ['The signature is wrong', { ...right, proof: { ...(other?.['proof'] as object), ...keyOf(right) } }],
      ['did:key or a did:jwk', { ...right, holder: webHolder, proof: withKey(right, `${webHolder}#key-1`) }],
      ['not which', { ...right, proof: withKey(right, wallet.did) }],
      ['on Ed25519', await (await createWallet('P-256')).present({ challenge, domain })],
      ['eddsa-rdfc-2022', { ...right, proof: { ...(right?.['proof'] as object), cryptosuite: 'ecdsa-sd-2023' } }],
      ['one proof', { ...right, proof: [] }],
      ['one proof', { ...right, proof: [right?.['proof'] ?? null, right?.['proof'] ?? null] }],
      ['no Verifiable Presentation', { ...right, type: ['OpenBadgeCredential'] }],
      ['context of its own', { ...right, '@context': [{ '@vocab': 'https://example.org/#' }] }],
      ['first context', { ...right, '@context': ['https://w3id.org/security/data-integrity/v2'] }],
      ['evil.example.org', { ...right, '@context': [...contexts(right), 'https://evil.example.org/context'] }],
      ['larger', { ...right, list: Array.from({ length: 6_000 }, () => 1) }],
      ['no JSON object', 'text'],
      ['no JSON object', 1],
    ];
    for (const [why, verifiablePresentation] of wrong) {
      const answer = await post(exchange, { verifiablePresentation });
      expect([why, answer.status, answer.json().code]).toEqual([why, 400, 'PRESENTATION_REFUSED']);
      expect(answer.json().detail).toContain(why);
    }
    // What nobody understands is no reason to hand anything out either.
    for (const body of [[], 'text', 7, null, { verifiablePresentation: null }])
      expect((await post(exchange, body)).text).not.toContain('credentialSubject');
    expect((await post(exchange, { verifiablePresentation: 'x'.repeat(70_000) })).status).toBe(413);
    expect(await stateOf(offer)).toBe('open');

    // The same wallet, doing it right.
    expect((await post(exchange, { verifiablePresentation: right })).status).toBe(200);
    // What was signed for one offer is of no use for the next.
    const next = await scan();
    const replayed = await post(next.exchange, { verifiablePresentation: right });
    expect(replayed.json()).toMatchObject({ code: 'PRESENTATION_REFUSED' });
  });

  test('a key of the issuer that signs no more is not signed with; where none can be opened, the offer stays', async () => {
    const keys = '/api/v1/issuers/acme/keys';
    expect((await api.send('admin', 'POST', keys, { body: {} })).status).toBe(200);
    const { exchange, offer } = await scan();
    const asked = await ask(exchange);
    const sealed = await store.database.query<{ number: number; sealed_key: string }>(
      'SELECT number, sealed_key FROM issuer_key WHERE sealed_key IS NOT NULL',
    );
    const sealWith = (sealedAs: (key: string) => string) =>
      Promise.all(
        sealed.map(({ number, sealed_key: key }) =>
          store.database.query('UPDATE issuer_key SET sealed_key = $2 WHERE number = $1', [number, sealedAs(key)]),
        ),
      );
    await sealWith(() => 'v1.gone.gone.gone.gone');
    const presentation = { verifiablePresentation: await wallet.present(asked) };
    expect((await post(exchange, presentation)).json()).toMatchObject({ code: 'ENCRYPTION_KEY_MISSING' });
    expect(await stateOf(offer)).toBe('open');
    await sealWith((key) => key);
    const [credential] = (await post(exchange, presentation)).json().verifiablePresentation.verifiableCredential;
    expect(await isSigned(credential)).toBe(true);
    expect(credential.proof[0].verificationMethod).not.toBe(
      JSON.parse(badges.secret.body ?? '').proof[0].verificationMethod,
    );
  });

  test('people see a page in their language where the code leads, with links that open a wallet; looking takes nothing', async () => {
    const { exchange, offer } = await scan();
    const page = exchange.replace('/exchanges/', '/interactions/');
    const look = (language: string) =>
      api.send(null, 'GET', `${page}?iuv=1`, { headers: { accept: 'text/html', 'accept-language': language } });
    const english = await look('en');
    expect(english.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(english.text).toContain('Data Stewardship');
    expect(english.text).toMatch(/href="dccrequest:\/\/request\?issuer=did%3Aweb/);
    expect(english.text).toMatch(/href="openid-credential-offer:\/\/\?credential_offer_uri=https%3A/);
    expect(english.text).toMatch(/<meta name="robots" content="noindex"/);
    const arabic = await look('ar');
    expect(arabic.text).toContain('dir="rtl"');
    expect(arabic.text).toContain('خلال 10 دقائق');
    expect(await stateOf(offer)).toBe('open');
    // Wallets that are web pages are let in.
    for (const url of [page, exchange])
      expect((await api.send(null, 'OPTIONS', url)).headers).toMatchObject({
        'access-control-allow-origin': '*',
        'access-control-allow-methods': expect.stringContaining('POST'),
      });

    await store.database.query("UPDATE wallet_offer SET ends_at = now() - interval '1 second' WHERE taken_at IS NULL");
    const over = await look('en');
    expect([over.status, over.text]).toEqual([410, expect.stringContaining('/my/badges')]);
    expect(over.text).not.toContain('Data Stewardship');
    expect((await api.send(null, 'GET', page, { headers: { accept: 'application/json' } })).json()).toMatchObject({
      code: 'OFFER_OVER',
    });
    expect((await post(exchange)).json()).toMatchObject({ code: 'OFFER_OVER' });
    expect(await as(cookie, 'GET', offer).then((answer) => answer.json())).toMatchObject({
      state: 'ended',
      secondsLeft: 0,
    });
    expect((await api.send(null, 'GET', '/interactions/nothing', { headers: { accept: 'text/html' } })).status).toBe(
      404,
    );
    expect((await post('/exchanges/nothing')).json()).toMatchObject({ code: 'OFFER_NOT_FOUND' });
  });

  test('from one address a wallet asks so often in a minute, and others are not held up by it', async () => {
    const { exchange } = await scan();
    const knock = (address: string) => api.send(null, 'POST', '/exchanges/nothing', { body: {}, address });
    for (let asked = 0; asked < 120; asked++) expect((await knock('203.0.113.7')).status).toBe(404);
    expect((await knock('203.0.113.7')).json()).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    expect((await knock('203.0.113.8')).status).toBe(404);
    expect((await post(exchange)).status).toBe(200);
  });

  test('one offers one’s own badges alone, and of others’ offers learns nothing', async () => {
    const { offer } = await scan();
    const [, id = ''] = /offers\/(.+)$/.exec(offer) ?? [];
    const { learner_id: learner } = await badgeRow(store.database, badges.kept.badgeId);
    const { cookie: other } = await signInLearner(store.database, api.authentication, learner);
    expect((await as(other, 'POST', offersOf(badges.secret.badgeId))).json()).toMatchObject({
      code: 'BADGE_NOT_FOUND',
    });
    expect((await as(other, 'GET', offer)).json()).toMatchObject({ code: 'OFFER_NOT_FOUND' });
    expect((await as(cookie, 'GET', `${offersOf(badges.kept.badgeId)}/${id}`)).json()).toMatchObject({
      code: 'OFFER_NOT_FOUND',
    });
    expect((await as(null, 'POST', offersOf(badges.secret.badgeId))).status).toBe(401);
    // Who works here is no learner.
    expect((await api.send('admin', 'POST', offersOf(badges.secret.badgeId))).json()).toMatchObject({
      code: 'BADGE_NOT_FOUND',
    });
    const fromElsewhere = await api.send(null, 'POST', offersOf(badges.secret.badgeId), {
      headers: { cookie, 'sec-fetch-site': 'cross-site' },
    });
    expect(fromElsewhere.json()).toMatchObject({ code: 'CROSS_SITE_REQUEST' });
    // The secret is told once: to who made the offer.
    expect((await as(cookie, 'GET', offer)).text).not.toMatch(/interactionUrl|exchanges/);
  });
});

function keyOf(presentation: JsonObject | undefined): object {
  const proof = presentation?.['proof'] as JsonObject;
  return { verificationMethod: proof['verificationMethod'] };
}

function withKey(presentation: JsonObject | undefined, verificationMethod: string): JsonObject {
  return { ...(presentation?.['proof'] as JsonObject), verificationMethod };
}

function contexts(presentation: JsonObject | undefined): readonly string[] {
  return presentation?.['@context'] as readonly string[];
}
