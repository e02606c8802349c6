/** Badges go into wallets by OpenID4VCI (Draft 13 and 1.0) with the pre-authorized code of an offer. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compactVerify, importJWK } from 'jose';
import { didJwkOf } from '../../src/issuing/open-badges/did/self-contained.ts';
import { readSdJwt } from '../../src/issuing/open-badges/proofs/sd-jwt.ts';
import { createNonces } from '../../src/issuing/openid4vci/nonces.ts';
import { stageApi } from '../support/api.ts';
import type { Answer, ApiStage } from '../support/api.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { badgeRow, historyOf, makeWorker, revoke } from '../support/deliveries.ts';
import { addIssuer, issuingEnvironment, issuingParts } from '../support/issuing.ts';
import { createOpenId4VciWallet, issuerClient, pathOf } from '../support/openid4vci.ts';
import type { IssuerClient, Naming, OpenId4VciWallet, ProofChanges } from '../support/openid4vci.ts';
import { signInLearner } from '../support/people.ts';
import { issueBadges } from '../support/published-badges.ts';
import type { PublishedBadges } from '../support/published-badges.ts';
import { createWallet } from '../support/wallet.ts';

const configuration = { credential_configuration_id: 'OpenBadgeCredential' };
const badgeType = ['VerifiableCredential', 'OpenBadgeCredential'];
const vct = 'https://purl.imsglobal.org/spec/ob/v3p0#OpenBadgeCredential';

describe.skipIf(!hasPostgresql())('OpenID4VCI', () => {
  let store: TestDatabase;
  let api: ApiStage;
  let badges: PublishedBadges;
  let cookie: string;
  let wallet: OpenId4VciWallet;
  let acme: IssuerClient;
  beforeAll(async () => {
    store = await createTestDatabase();
    api = await stageApi(store.database, { environment: issuingEnvironment });
    badges = await issueBadges(store.database);
    await addIssuer(store.database, 'other');
    const { learner_id: learner } = await badgeRow(store.database, badges.secret.badgeId);
    ({ cookie } = await signInLearner(store.database, api.authentication, learner));
    wallet = await createOpenId4VciWallet();
    acme = issuerClient(api);
  });
  afterAll(async () => {
    await api?.close();
    await store?.close();
  });

  const asLearner = (method: 'GET' | 'POST', url: string, of = cookie): Promise<Answer> =>
    api.send(null, method, url, { headers: { cookie: of, 'sec-fetch-site': 'same-origin' } });
  /** A new offer of the private badge, as its learner makes it; or of another learner's. */
  const offer = async (badgeId = badges.secret.badgeId, of = cookie) => {
    const made = await asLearner('POST', `/api/v1/my/badges/${badgeId}/wallet-offers`, of);
    const { openId4Vci, interactionUrl } = made.json();
    const { code } = await acme.offerOf(openId4Vci.json.link);
    const state = async () => (await asLearner('GET', String(made.headers['location']))).json().state;
    return { links: openId4Vci, interactionUrl, code, state };
  };
  const tokenFor = async (code: string): Promise<string> => (await acme.token(code)).json().access_token;
  const proofs = async (by = wallet, changes: ProofChanges = {}) => ({
    proofs: { jwt: [await by.prove({ aud: acme.issuer, nonce: await acme.nonce() }, changes)] },
  });
  const verify = async (badge: unknown) =>
    (await api.send(null, 'POST', '/api/v1/verify', { body: { badge } })).json().isVerified;
  const told = (answer: Answer): unknown[] => [answer.status, answer.json().error];
  const answersOf = (answers: readonly Answer[]): string[] =>
    answers.map((answer) => told(answer).join(' ').trim()).toSorted((one, other) => one.localeCompare(other));

  test('an issuer tells wallets of itself where each edition looks for it, and its offers tell nothing of a badge', async () => {
    const { links, interactionUrl } = await offer();
    const get = (url: string) => api.send(null, 'GET', url, { headers: { origin: 'https://wallet.example.net' } });
    const sdJwt = 'OpenBadgeCredential_sd_jwt';
    for (const [url, format] of [
      ['/.well-known/openid-credential-issuer/issuers/acme', 'dc+sd-jwt'],
      ['/issuers/acme/.well-known/openid-credential-issuer', 'vc+sd-jwt'],
    ] as const) {
      const answer = await get(url);
      expect(answer.headers).toMatchObject({
        'content-type': 'application/json',
        'access-control-allow-origin': '*',
        'cache-control': 'public, max-age=300',
      });
      const metadata = answer.json();
      expect(metadata).toMatchObject({
        credential_issuer: acme.issuer,
        display: [{ name: 'Acme Academy', locale: 'en' }],
      });
      for (const name of ['credential_endpoint', 'nonce_endpoint'])
        expect(metadata[name]).toMatch(/^https:\/\/badges\.example\.org\/issuers\/acme\/openid4vci\//);
      const { [sdJwt]: token, ...others } = metadata.credential_configurations_supported;
      expect(token).toMatchObject({
        format,
        vct,
        cryptographic_binding_methods_supported: ['did:key', 'did:jwk', 'jwk'],
      });
      expect(Object.values(others)).toMatchObject([
        { format: 'ldp_vc', credential_definition: { type: badgeType, '@context': expect.any(Array) } },
        {
          format: 'jwt_vc_json',
          proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['EdDSA', 'Ed25519', 'ES256'] } },
        },
      ]);
    }
    for (const name of ['oauth-authorization-server', 'openid-configuration'])
      for (const url of [`/.well-known/${name}/issuers/acme`, `/issuers/acme/.well-known/${name}`])
        expect((await get(url)).json()).toMatchObject({
          issuer: acme.issuer,
          token_endpoint: `${acme.issuer}/openid4vci/token`,
          'pre-authorized_grant_anonymous_access_supported': true,
        });
    expect((await get('/.well-known/openid-credential-issuer/issuers/nobody')).status).toBe(404);
    for (const url of ['/.well-known/openid-credential-issuer/issuers/acme', '/issuers/acme/openid4vci/credential'])
      expect((await api.send(null, 'OPTIONS', url)).headers).toMatchObject({
        'access-control-allow-headers': expect.stringContaining('authorization'),
        'access-control-allow-methods': expect.stringContaining('POST'),
      });

    const interaction = await api.send(null, 'GET', pathOf(interactionUrl), {
      headers: { accept: 'application/json' },
    });
    expect(interaction.json().protocols).toMatchObject({ OID4VCI: links.json.link });
    const grants = { [grant]: { 'pre-authorized_code': expect.stringMatching(/^[\w-]{43}$/) } };
    for (const [link, id] of [
      [links.json.link, 'OpenBadgeCredential'],
      [links.sdJwt.link, sdJwt],
    ]) {
      expect(link).toMatch(/^openid-credential-offer:\/\/\?credential_offer_uri=https%3A%2F%2Fbadges\.example\.org/);
      const { answer } = await acme.offerOf(link);
      expect(answer.json()).toEqual({ credential_issuer: acme.issuer, credential_configuration_ids: [id], grants });
      expect(answer.headers).toMatchObject({ 'cache-control': 'no-store' });
      const offered = Object.values(links).find((each) => (each as { link: string }).link === link);
      const { linkByValue, qrCode } = offered as Record<string, string>;
      expect(JSON.parse(new URL(linkByValue ?? '').searchParams.get('credential_offer') ?? '')).toEqual(answer.json());
      expect(qrCode).toMatch(/^data:image\/svg\+xml;base64,/);
      // Only its own issuer has it, and there are no other forms.
      const address = new URL(link).searchParams.get('credential_offer_uri') ?? '';
      expect((await get(pathOf(address).replace('/acme/', '/other/'))).status).toBe(404);
      expect(told(await get(`${pathOf(address).split('?')[0]}?form=passport`))).toEqual([400, 'invalid_request']);
    }
    expect((await get(`/issuers/acme/openid4vci/offers/${'A'.repeat(43)}`)).status).toBe(404);
    expect(await store.database.query('SELECT FROM wallet_token')).toEqual([]);
  });

  test('1.0: in every form, to every kind of key, the badge is made out to who has the key, and verifies', async () => {
    const issued = JSON.parse(badges.secret.body ?? '');
    const { credentialSubject: subject, credentialStatus } = issued;
    const cases: [string, 'Ed25519' | 'P-256', Naming, object][] = [
      ['OpenBadgeCredential', 'Ed25519', 'did:key', {}],
      ['OpenBadgeCredential_jwt', 'P-256', 'did:key', {}],
      ['OpenBadgeCredential_sd_jwt', 'P-256', 'jwk', {}],
      ['OpenBadgeCredential', 'P-256', 'did:jwk', { header: { kid: undefined } }],
    ];
    for (const [id, algorithm, naming, { header }] of cases as [string, 'Ed25519' | 'P-256', Naming, ProofChanges][]) {
      const { code, state } = await offer();
      const answer = await acme.token(code);
      expect(answer.headers).toMatchObject({
        'cache-control': 'no-store',
        'content-type': expect.stringContaining('json'),
      });
      const { access_token: token, token_type: type, expires_in: seconds } = answer.json();
      expect(type).toBe('Bearer');
      expect(seconds).toBeGreaterThan(500);
      expect(await state()).toBe('open');
      const holder = await createOpenId4VciWallet(algorithm, naming);
      // The id alone names its only key.
      const changes = header === undefined ? {} : { header: { kid: holder.did } };
      const got = await acme.credential(token, { credential_configuration_id: id, ...(await proofs(holder, changes)) });
      expect([id, got.status, Object.keys(got.json())]).toEqual([id, 200, ['credentials']]);
      const [{ credential }, ...more] = got.json().credentials;
      expect(more).toEqual([]);
      const said =
        id === 'OpenBadgeCredential'
          ? credential
          : id === 'OpenBadgeCredential_jwt'
            ? payloadOf(credential).vc
            : readSdJwt(credential)?.claims;
      expect(said.credentialSubject).toMatchObject({ id: holder.did, identifier: subject.identifier });
      if (id === 'OpenBadgeCredential_sd_jwt') {
        expect(said).toMatchObject({
          cnf: { jwk: holder.key.publicJwk },
          status: { status_list: { idx: badges.secret.slot, uri: `${acme.issuer}/status/1.jwt` } },
        });
        // Who knows issuers by their addresses finds the key there.
        const keys = await api.send(null, 'GET', '/.well-known/jwt-vc-issuer/issuers/acme');
        expect(keys.headers).toMatchObject({
          'access-control-allow-origin': '*',
          'cache-control': 'public, max-age=300',
        });
        const { issuer, jwks } = keys.json();
        expect([issuer, said.iss]).toEqual([acme.issuer, acme.issuer]);
        const { kid } = headerOf(credential);
        expect(headerOf(credential)).toMatchObject({ typ: 'dc+sd-jwt' });
        const own = jwks.keys.find((key: { kid: string }) => key.kid === kid);
        expect(Object.keys(own).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
        await compactVerify(String(credential).split('~')[0] ?? '', await importJWK(own, 'ES256'));
      } else expect(said.credentialStatus).toEqual(credentialStatus);
      expect(await verify(credential)).toBe(true);
      expect(await state()).toBe('taken');
    }
    expect(await historyOf(store.database, badges.secret.badgeId)).toContain('added_to_wallet');
    // It was for its wallet, and published nothing; and what the database keeps of tokens opens nothing.
    expect((await api.send(null, 'GET', `/b/${badges.secret.publicId}.json`)).status).toBe(404);
    const [{ protocol } = { protocol: '' }] = await store.database.query<{ protocol: string }>(
      'SELECT protocol FROM wallet_offer WHERE taken_at IS NOT NULL',
    );
    expect(protocol).toBe('oid4vci');
  });

  test('Draft 13: by format or by the identifier of the token, with the nonce of the token', async () => {
    const definition = { credential_definition: { type: badgeType } };
    const identifier = 'OpenBadgeCredential_jwt';
    for (const [request, form] of [
      [{ format: 'jwt_vc_json', ...definition }, 'jwt'],
      [{ format: 'ldp_vc', ...definition }, 'json'],
      [{ format: 'vc+sd-jwt', vct }, 'sd-jwt'],
      [{ credential_identifier: identifier }, 'jwt'],
    ] as const) {
      const { code } = await offer();
      const details = [{ type: 'openid_credential', credential_configuration_id: identifier }];
      const asked = form === 'jwt' ? { authorization_details: JSON.stringify(details) } : {};
      const { access_token: token, c_nonce: nonce, ...rest } = (await acme.token(code, asked)).json();
      expect(rest).toMatchObject({ c_nonce_expires_in: 300 });
      if (form === 'jwt')
        expect(rest.authorization_details).toEqual([{ ...details[0], credential_identifiers: [identifier] }]);
      const proof = { proof_type: 'jwt', jwt: await wallet.prove({ aud: acme.issuer, nonce }) };
      const got = await acme.credential(token, { ...request, proof });
      const { credential, c_nonce: next, ...more } = got.json();
      expect([got.status, more]).toEqual([200, { c_nonce_expires_in: 300 }]);
      expect(next).not.toBe(nonce);
      expect(typeof credential).toBe(form === 'json' ? 'object' : 'string');
      if (form === 'sd-jwt') {
        const did = 'did:web:badges.example.org:issuers:acme';
        expect(headerOf(credential)).toMatchObject({ typ: 'vc+sd-jwt', kid: expect.stringContaining(`${did}#key-`) });
        expect(payloadOf(credential).iss).toBe(did);
      }
      expect(await verify(credential)).toBe(true);
    }
  });

  test('an offer works for one wallet: code and token, one after the other and at once, by this protocol or the other', async () => {
    const { code, state } = await offer();
    const tokens = await Promise.all([acme.token(code), acme.token(code)]);
    expect(answersOf(tokens)).toEqual(['200', '400 invalid_grant']);
    const token = tokens.find(({ status }) => status === 200)?.json().access_token;
    const wallets = [wallet, await createOpenId4VciWallet(), await createOpenId4VciWallet('P-256', 'jwk')];
    const requests = await Promise.all(wallets.map(async (each) => ({ ...configuration, ...(await proofs(each)) })));
    const got = await Promise.all(requests.map((request) => acme.credential(token, request)));
    expect(answersOf(got)).toEqual(['200', '401 invalid_token', '401 invalid_token']);
    const winner = got.findIndex(({ status }) => status === 200);
    for (const [place, request] of requests.entries()) {
      const again = await acme.credential(token, request);
      if (place === winner) expect([again.status, again.text]).toEqual([200, got[winner]?.text]);
      else {
        expect(told(again)).toEqual([401, 'invalid_token']);
        expect(again.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
        expect(again.json().error_description).toMatch(/already taken the badge/);
      }
    }
    expect(told(await acme.token(code))).toEqual([400, 'invalid_grant']);
    expect(await state()).toBe('taken');
    expect((await api.send(null, 'POST', `/exchanges/${code}`, { body: {} })).json()).toMatchObject({
      code: 'OFFER_OVER',
    });

    // And the other way round, though this wallet had its token first.
    const next = await offer();
    const nextToken = await tokenFor(next.code);
    const asked = (await api.send(null, 'POST', `/exchanges/${next.code}`, { body: {} })).json();
    const presentation = await (await createWallet()).present(asked.verifiablePresentationRequest);
    const { status } = await api.send(null, 'POST', `/exchanges/${next.code}`, {
      body: { verifiablePresentation: presentation },
    });
    expect(status).toBe(200);
    expect(told(await acme.credential(nextToken, { ...configuration, ...(await proofs()) }))).toEqual([
      401,
      'invalid_token',
    ]);
    expect(told(await acme.token(next.code))).toEqual([400, 'invalid_grant']);
  });

  test('an answer that got lost can be asked for again by the wallet that it was for, in the same form, while the offer lasts', async () => {
    for (const form of ['OpenBadgeCredential', 'OpenBadgeCredential_sd_jwt']) {
      const { code } = await offer();
      const token = await tokenFor(code);
      const asked = { credential_configuration_id: form };
      const [first, other] = [await proofs(), await proofs(await createOpenId4VciWallet())];
      // Twice at once, as after a time-out: the same proof, and each answer the same.
      const got = await Promise.all([0, 1].map(() => acme.credential(token, { ...asked, ...first })));
      expect(answersOf(got)).toEqual(['200', '200']);
      const anew = await proofs();
      for (const proof of [first, anew]) got.push(await acme.credential(token, { ...asked, ...proof }));
      expect(new Set(got.map(({ text }) => text)).size).toBe(1);
      // Other nonces than that of the request that is repeated count once, as ever.
      expect(told(await acme.credential(token, { ...asked, ...anew }))).toEqual([400, 'invalid_nonce']);

      // Neither another key, nor another form, nor another's token.
      for (const request of [
        { ...asked, ...other },
        { credential_configuration_id: 'OpenBadgeCredential_jwt', ...(await proofs()) },
      ])
        expect(told(await acme.credential(token, request))).toEqual([401, 'invalid_token']);
      expect(told(await acme.credential(`${token.slice(0, -1)}-`, { ...asked, ...first }))).toEqual([
        401,
        'invalid_token',
      ]);
      expect(told(await acme.credential(token, { ...asked, ...other }))).toEqual([401, 'invalid_token']);
      // What was given is of the past when the learner offers it anew, or time is over.
      await offer();
      expect(told(await acme.credential(token, { ...asked, ...first }))).toEqual([401, 'invalid_token']);
    }
  });

  test('what has ended, was revoked, or is of another issuer gives nothing; what is over is removed', async () => {
    const { code } = await offer();
    const token = await tokenFor(code);
    const request = async () => ({ ...configuration, ...(await proofs()) });
    const other = issuerClient(api, 'other');
    expect(told(await other.token(code))).toEqual([400, 'invalid_grant']);
    expect(told(await other.credential(token, await request()))).toEqual([401, 'invalid_token']);
    for (const wrong of [null, '', 'A'.repeat(43), code, `${token}A`])
      expect(told(await acme.credential(wrong, await request()))).toEqual([401, 'invalid_token']);

    const { learner_id: learner } = await badgeRow(store.database, badges.secret.badgeId);
    const retire = (when: string) =>
      store.database.query(`UPDATE learner SET retired_at = ${when} WHERE id = $1`, [learner]);
    await retire('now()');
    expect(told(await acme.credential(token, await request()))).toEqual([400, 'credential_request_denied']);
    await retire('NULL');

    await store.database.query("UPDATE wallet_offer SET ends_at = now() - interval '1 second' WHERE taken_at IS NULL");
    expect(told(await acme.credential(token, await request()))).toEqual([401, 'invalid_token']);
    expect(told(await acme.token(code))).toEqual([400, 'invalid_grant']);

    await store.database.query("UPDATE wallet_token SET ends_at = now() - interval '1 second'");
    await store.database.query("UPDATE wallet_nonce SET ends_at = now() - interval '1 second'");
    const next = await offer();
    const nextToken = await tokenFor(next.code);
    expect((await acme.credential(nextToken, await request())).status).toBe(200);
    for (const table of ['wallet_token', 'wallet_nonce'])
      expect(await store.database.query(`SELECT FROM ${table}`)).toHaveLength(1);
  });

  test('a proof that is not for this issuer, with its nonce, by the key that it names, counts for nothing; the offer stays', async () => {
    const { code, state } = await offer();
    const token = await tokenFor(code);
    const [stranger, rsa] = await Promise.all([createOpenId4VciWallet(), createOpenId4VciWallet('RSA', 'jwk')]);
    const now = Math.floor(Date.now() / 1000);
    const { publicJwk, privateJwk } = wallet.key;
    const named = (header: object): ProofChanges => ({ header });
    const wrong: [string, ProofChanges][] = [
      ['aud', { claims: { aud: 'https://evil.example.org' } }],
      ['aud', { claims: { aud: [acme.issuer, 'https://evil.example.org'] } }],
      ['aud', { claims: { aud: undefined } }],
      ['iat', { claims: { iat: undefined } }],
      ['iat', { claims: { iat: now - 3_600 } }],
      ['iat', { claims: { iat: now + 3_600 } }],
      ['iat', { claims: { exp: now - 3_600 } }],
      ['nonce', { claims: { nonce: undefined } }],
      ['nonce', { claims: { nonce: 7 } }],
      ['typ', named({ typ: 'JWT' })],
      ['signature', { by: stranger.key }],
      ['one way', named({ kid: undefined })],
      ['one way', named({ jwk: publicJwk })],
      ['private part', named({ kid: undefined, jwk: { ...publicJwk, ...privateJwk } })],
      ['did:key, did:jwk or jwk', named({ kid: undefined, x5c: ['MII'] })],
      ['did:key or did:jwk', named({ kid: 'did:web:wallet.example.org#key-1' })],
      ['did:key or did:jwk', named({ kid: 'did:key:z6Mk' })],
      ['did:key or did:jwk', named({ kid: `${didJwkOf({ ...publicJwk, ...privateJwk })}#0` })],
      ['no such key', named({ kid: `${wallet.did}#key-1` })],
      ['Ed25519 nor on P-256', { by: rsa.key, header: { kid: undefined, jwk: rsa.key.publicJwk } }],
    ];
    for (const [why, changes] of wrong) {
      const answer = await acme.credential(token, { ...configuration, ...(await proofs(wallet, changes)) });
      expect([why, ...told(answer)]).toEqual([why, 400, 'invalid_proof']);
      expect(answer.json().error_description).toContain(why);
    }
    const right = await wallet.prove({ aud: acme.issuer, nonce: await acme.nonce() });
    const [, claims = ''] = right.split('.');
    for (const jwt of ['', 'x', `${Buffer.from('{"alg":"none"}').toString('base64url')}.${claims}.`, `${right}x`]) {
      const answer = await acme.credential(token, { ...configuration, proofs: { jwt: [jwt] } });
      expect(told(answer)).toEqual([400, 'invalid_proof']);
    }
    for (const given of [
      {},
      { proofs: {} },
      { proofs: { jwt: [] } },
      { proofs: { jwt: [right, right] } },
      { proofs: { cwt: [right] } },
    ])
      expect(told(await acme.credential(token, { ...configuration, ...given }))).toEqual([400, 'invalid_proof']);
    expect(await state()).toBe('open');
  });

  test('a nonce counts for its issuer, for minutes and once; each edition is told in its words', async () => {
    const { keyring } = issuingParts(store.database);
    const nonces = createNonces(keyring);
    const ago = (seconds: number) => nonces.make({ slug: 'acme' }, new Date(Date.now() - seconds * 1000));
    const { code } = await offer();
    const token = await tokenFor(code);
    const used = await wallet.prove({ aud: acme.issuer, nonce: await acme.nonce() });
    expect((await acme.credential(token, { ...configuration, proofs: { jwt: [used] } })).status).toBe(200);

    const { code: nextCode, state } = await offer();
    const next = await tokenFor(nextCode);
    const fresh = await acme.nonce();
    for (const nonce of [
      'made-up',
      ago(301),
      // By more than this test takes.
      ago(-360),
      await issuerClient(api, 'other').nonce(),
      fresh.replace(/^[^.]+/, (made) => (Number.parseInt(made, 36) + 1).toString(36)),
      `${fresh}x`,
      fresh.slice(0, -2),
    ]) {
      const jwt = await wallet.prove({ aud: acme.issuer, nonce });
      expect(told(await acme.credential(next, { ...configuration, proofs: { jwt: [jwt] } }))).toEqual([
        400,
        'invalid_nonce',
      ]);
    }
    // What was signed for another offer is of no use for this one.
    expect(told(await acme.credential(next, { ...configuration, proofs: { jwt: [used] } }))).toEqual([
      400,
      'invalid_nonce',
    ]);
    const format = { format: 'ldp_vc', credential_definition: { type: badgeType } };
    const older = await acme.credential(next, { ...format, proof: { proof_type: 'jwt', jwt: used } });
    expect(told(older)).toEqual([400, 'invalid_proof']);
    expect(await state()).toBe('open');
    // The refusal of Draft 13 brings the nonce to try again with.
    const jwt = await wallet.prove({ aud: acme.issuer, nonce: older.json().c_nonce });
    expect((await acme.credential(next, { ...format, proof: { proof_type: 'jwt', jwt } })).status).toBe(200);
    // Nor is it for two at once.
    const { learner_id: learner } = await badgeRow(store.database, badges.kept.badgeId);
    const other = await signInLearner(store.database, api.authentication, learner);
    const offers = [await offer(), await offer(badges.kept.badgeId, other.cookie)];
    const tokens = await Promise.all(offers.map((each) => tokenFor(each.code)));
    const shared = await proofs(wallet, { header: { alg: 'Ed25519' } });
    const both = await Promise.all(tokens.map((each) => acme.credential(each, { ...configuration, ...shared })));
    expect(answersOf(both)).toEqual(['200', '400 invalid_nonce']);
    // One that is nearly too old does.
    const last = await offer();
    const late = { jwt: [await wallet.prove({ aud: acme.issuer, nonce: ago(280) })] };
    expect((await acme.credential(await tokenFor(last.code), { ...configuration, proofs: late })).status).toBe(200);
  });

  test('what is asked wrongly is refused in the words of OAuth, and asking too much is too', async () => {
    const { code } = await offer();
    const token = await tokenFor(code);
    const proof = { proof_type: 'jwt', jwt: await wallet.prove({ aud: acme.issuer, nonce: await acme.nonce() }) };
    for (const [request, error] of [
      [{ credential_configuration_id: 'Passport' }, 'unknown_credential_configuration'],
      [{ credential_identifier: 'Passport', proofs: { jwt: [proof.jwt] } }, 'unknown_credential_identifier'],
      [{ credential_identifier: 'Passport', proof }, 'invalid_credential_request'],
      [{ format: 'mso_mdoc', doctype: 'x', proof }, 'unsupported_credential_format'],
      [{ format: 'vc+sd-jwt', vct: 'https://example.org/passport', proof }, 'unsupported_credential_type'],
      [{ format: 'ldp_vc', credential_definition: { type: ['Passport'] }, proof }, 'unsupported_credential_type'],
      [{ ...configuration, format: 'ldp_vc' }, 'invalid_credential_request'],
      [{ ...configuration, credential_response_encryption: { alg: 'x' } }, 'invalid_encryption_parameters'],
      [{ ...configuration, proof, proofs: { jwt: [proof.jwt] } }, 'invalid_proof'],
      [{ credential_configuration_id: ['x'] }, 'invalid_credential_request'],
      [{}, 'invalid_credential_request'],
      [[], 'invalid_credential_request'],
    ] as const)
      expect([request, ...told(await acme.credential(token, request))]).toEqual([request, 400, error]);
    const post = (path: string, body: string, type: string) =>
      api.send(null, 'POST', `/issuers/acme/openid4vci/${path}`, { headers: { 'content-type': type }, body });
    expect(told(await post('credential', '{', 'application/json'))[1]).toBe('invalid_request');
    for (const [body, error] of [
      [`grant_type=authorization_code&code=${code}`, 'unsupported_grant_type'],
      ['', 'unsupported_grant_type'],
      [`grant_type=${grant}`, 'invalid_request'],
      [`grant_type=${grant}&pre-authorized_code=${code}&pre-authorized_code=${code}`, 'invalid_request'],
      [`grant_type=${grant}&pre-authorized_code=${code}&tx_code=1234`, 'invalid_request'],
      [`grant_type=${grant}&pre-authorized_code=${code}&authorization_details=%5B`, 'invalid_request'],
      [`grant_type=${grant}&pre-authorized_code=${code}&authorization_details=%5B7%5D`, 'invalid_request'],
      [`grant_type=${grant}&pre-authorized_code=%00`, 'invalid_grant'],
    ] as const) {
      const answer = await post('token', body, 'application/x-www-form-urlencoded');
      expect([body, ...told(answer)]).toEqual([body, 400, error]);
      expect(answer.json().error_description).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
    }
    expect(told(await post('token', '{}', 'application/json'))).toEqual([400, 'invalid_request']);
    expect(told(await post('token', '<a/>', 'application/xml'))[1]).toBe('invalid_request');
    expect((await post('token', 'x'.repeat(70_000), 'application/x-www-form-urlencoded')).status).toBe(413);

    const from = (address: string) => api.send(null, 'POST', '/issuers/acme/openid4vci/nonce', { address });
    let asked = 0;
    while ((await from('192.0.2.7')).status === 200) asked += 1;
    expect(asked).toBe(240);
    expect((await from('192.0.2.8')).status).toBe(200);
  });

  test('a badge that was revoked after it was offered goes into no wallet', async () => {
    const { code } = await offer();
    const token = await tokenFor(code);
    await revoke(store.database, badges.secret.badgeId);
    const { worker } = makeWorker(store.database, { issuing: issuingParts(store.database) });
    worker.start();
    await worker.whenIdle();
    await worker.stop();
    const answer = await acme.credential(token, { ...configuration, ...(await proofs()) });
    expect(told(answer)).toEqual([400, 'credential_request_denied']);
    expect(answer.json().error_description).toContain('revoked');
    expect(told(await acme.token(code))).toEqual([400, 'invalid_grant']);
  });
});

const grant = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';

function payloadOf(token: string) {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}

function headerOf(token: string) {
  return JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString());
}
