import { deflateSync, gzipSync } from 'node:zlib';
import { CompactSign, SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { bake } from '../../../src/issuing/open-badges/baking/baking.ts';
import { composeCredential } from '../../../src/issuing/open-badges/credential/compose.ts';
import type { CredentialInput } from '../../../src/issuing/open-badges/credential/input.ts';
import { didDocument } from '../../../src/issuing/open-badges/did/did-document.ts';
import type { JsonObject } from '../../../src/issuing/open-badges/json.ts';
import { privateKeyOf } from '../../../src/issuing/open-badges/keys/keys.ts';
import { createProof, signCredential } from '../../../src/issuing/open-badges/proofs/data-integrity.ts';
import { signAsJwt } from '../../../src/issuing/open-badges/proofs/jwt.ts';
import { signAsSdJwt } from '../../../src/issuing/open-badges/proofs/sd-jwt.ts';
import type { StepName, VerificationResult } from '../../../src/issuing/open-badges/verify/result.ts';
import { verifyBadge } from '../../../src/issuing/open-badges/verify/verify.ts';
import { badge, createIssuer, signedAt } from './badges.ts';
import { createSite, listUrl, now, signedList, tokenUrl } from './site.ts';
import type { Site } from './site.ts';

const issuer = await createIssuer();
const stranger = await createIssuer('did:web:evil.example.org');
const site = await createSite(issuer);
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
const ofSlot = (index: number): Partial<CredentialInput> => ({ status: { list: listUrl, index } });

/** The badge in every form that Laurel issues. */
const forms: Readonly<Record<string, (credential: JsonObject, by?: typeof issuer) => Promise<string | Buffer>>> = {
  JSON: async (credential, by = issuer) =>
    JSON.stringify(await signCredential(credential, by.key('Ed25519'), signedAt)),
  'JWT (RS256)': async (credential, by = issuer) => signAsJwt(credential, by.key('RSA')),
  'JWT (ES256)': async (credential, by = issuer) => signAsJwt(credential, by.key('P-256')),
  'SD-JWT': async (credential, by = issuer) =>
    signAsSdJwt(credential, by.key('P-256'), { issuedAt: signedAt, statusListToken: tokenUrl }),
  'JSON in an SVG': async (credential, by = issuer) =>
    bake(svg, JSON.stringify(await signCredential(credential, by.key('Ed25519'), signedAt))),
  'JWT in an SVG': async (credential, by = issuer) => bake(svg, await signAsJwt(credential, by.key('P-256'))),
};

const eachForm = describe.each(Object.entries(forms));

eachForm('%s', (name, make) => {
  test('fresh: every step passes, and only the issuer was asked, each address once', async () => {
    const own = await createSite(issuer);
    const result = await verify(await make(composeCredential(badge(ofSlot(7)))), {
      outside: own,
      recipient: 'ADA@example.org',
    });
    expect(codesOf(result)).toEqual({
      form: 'isOpenBadge',
      issuer: 'issuerFound',
      signature: 'signatureValid',
      period: 'inForce',
      status: 'notRevoked',
      recipient: 'recipientMatches',
    });
    expect(result).toMatchObject({ isVerified: true, verdict: 'verified' });
    const list = name === 'SD-JWT' ? tokenUrl : listUrl;
    expect(own.asked.toSorted()).toEqual(['https://badges.example.org/issuers/acme/did.json', list].toSorted());
  });

  test.each([0, 5, 131_071])('revoked at place %i, and its neighbours are not', async (index) => {
    const revoked = await createSite(issuer, [index]);
    const result = await verify(await make(composeCredential(badge(ofSlot(index)))), { outside: revoked });
    expect(result).toMatchObject({ isVerified: false, verdict: 'failed' });
    expect(codesOf(result)).toMatchObject({ signature: 'signatureValid', status: 'revoked' });
    for (const other of [index - 1, index + 1].filter((slot) => slot >= 0 && slot <= 131_071))
      expect((await verify(await make(composeCredential(badge(ofSlot(other)))), { outside: revoked })).isVerified).toBe(
        true,
      );
  });

  test('expired, not yet valid, given to another', async () => {
    const expired = await verify(await make(composeCredential(badge({ validUntil: '2026-11-21T00:00:00Z' }))));
    expect(expired).toMatchObject({ isVerified: false, verdict: 'failed' });
    expect(codesOf(expired).period).toBe('expired');
    const early = await verify(await make(composeCredential(badge({ validFrom: '2026-12-01T00:00:00Z' }))));
    expect(codesOf(early).period).toBe('notYetValid');
    const other = await verify(await make(composeCredential(badge())), { recipient: 'eve@example.org' });
    expect(other).toMatchObject({ isVerified: false });
    expect(codesOf(other).recipient).toBe('recipientDiffers');
  });

  test("signed by another in the issuer's name, and with a key that was revoked", async () => {
    const credential = composeCredential(badge());
    expect(await verify(await make(credential, stranger))).toMatchObject({ isVerified: false });
    expect(codesOf(await verify(await make(credential, stranger))).issuer).toBe('signedByAnother');
    // Another key under the name of the issuer's own.
    const sameName = await createIssuer();
    expect(codesOf(await verify(await make(credential, sameName))).signature).toBe('signatureInvalid');
    const lost = await createSite(issuer);
    const revokedKeys = issuer.documentKeys.map((key) => ({ ...key, state: 'revoked' }) as const);
    lost.serve('https://badges.example.org/issuers/acme/did.json', didDocument(issuer.did, revokedKeys));
    expect(codesOf(await verify(await make(credential), { outside: lost })).issuer).toBe('keyUnknown');
  });

  test('what can not be asked is not checked, and the badge is not verified', async () => {
    const silent = await createSite(issuer);
    silent.serve('https://badges.example.org/issuers/acme/did.json', undefined);
    const result = await verify(await make(composeCredential(badge())), { outside: silent });
    expect(result).toMatchObject({ isVerified: false, verdict: 'incomplete' });
    expect(codesOf(result)).toMatchObject({
      issuer: 'issuerUnreachable',
      signature: 'stoppedBefore',
      status: 'stoppedBefore',
    });
    const withoutList = await createSite(issuer);
    for (const url of [listUrl, tokenUrl]) withoutList.serve(url, undefined);
    const unasked = await verify(await make(composeCredential(badge())), { outside: withoutList });
    expect(unasked).toMatchObject({ isVerified: false, verdict: 'incomplete' });
    expect(codesOf(unasked).status).toBe('statusUnreachable');
  });
});

describe('badges that were tampered with', () => {
  test('JSON: a value, the context, a proof taken away or put in', async () => {
    const signed = await signCredential(composeCredential(badge()), issuer.key('Ed25519'), signedAt);
    const [proof] = signed['proof'] as readonly JsonObject[];
    const { proof: _, ...unsigned } = signed;
    const other = await createProof(unsigned, stranger.key('Ed25519'), { created: signedAt });
    for (const [changes, code] of [
      [{ name: 'Other' }, 'signatureInvalid'],
      [{ validUntil: '2099-01-01T00:00:00Z' }, 'signatureInvalid'],
      [{ proof: [{ ...proof, proofPurpose: 'authentication' }] }, 'signatureInvalid'],
      [{ proof: [{ ...proof, expires: '2026-01-01T00:00:00Z' }] }, 'proofExpired'],
      [{ proof: [{ ...proof, cryptosuite: 'ecdsa-sd-2023' }] }, 'signatureUnsupported'],
      [{ proof: [proof, { ...proof, proofValue: other['proofValue'] }] as JsonObject[] }, 'signatureInvalid'],
      [{ '@context': [...(signed['@context'] as string[]), 'https://evil.example.org/c'] }, 'contextUnknown'],
      [{ '@context': [...(signed['@context'] as string[]), { name: 'https://schema.org/name' }] }, 'contextUnknown'],
    ] as const) {
      const result = await verify(JSON.stringify({ ...signed, ...changes }));
      expect(result.isVerified).toBe(false);
      expect(codesOf(result).signature, JSON.stringify(changes)).toBe(code);
    }
    for (const proofs of [undefined, []])
      expect(codesOf(await verify(JSON.stringify({ ...unsigned, proof: proofs }))).signature).toBe('signatureMissing');
    const both = await verify(JSON.stringify({ ...unsigned, proof: [proof, other] }));
    expect(codesOf(both).issuer).toBe('signedByAnother');
  });

  test('a revoked badge can not hide its status under another name of the same thing', async () => {
    const revoked = await createSite(issuer, [7]);
    const signed = await signCredential(composeCredential(badge(ofSlot(7))), issuer.key('Ed25519'), signedAt);
    const { credentialStatus, ...rest } = signed;
    for (const name of ['https://www.w3.org/2018/credentials#credentialStatus', '@nest', '@included']) {
      const value = name.startsWith('@') ? { credentialStatus } : credentialStatus;
      const result = await verify(JSON.stringify({ ...rest, [name]: value }), { outside: revoked });
      expect(result.isVerified, name).toBe(false);
      expect(codesOf(result).form).toBe('notOpenBadge3');
    }
    expect((await verify(JSON.stringify(rest), { outside: revoked })).isVerified).toBe(false);
  });

  test('JWT and SD-JWT: the body, the claims, the signature', async () => {
    const credential = composeCredential(badge());
    for (const make of ['JWT (ES256)', 'SD-JWT']) {
      const text = String(await forms[make]?.(credential));
      const [header = '', body = '', rest = ''] = text.split('.');
      const changed = JSON.parse(Buffer.from(body, 'base64url').toString()) as JsonObject;
      const tampered = Buffer.from(JSON.stringify({ ...changed, name: 'Other' })).toString('base64url');
      expect(codesOf(await verify([header, tampered, rest].join('.'))).signature).toBe('signatureInvalid');
    }
    // Who is shown is who signed, whether they are named by their DID or their address.
    const shown = composeCredential(badge(ofSlot(7)));
    const options = { issuedAt: signedAt, statusListToken: tokenUrl };
    const address = 'https://evil.example.org';
    for (const [text, code] of [
      [await signAsSdJwt(shown, issuer.key('P-256'), { ...options, issuerAddress: address }), 'signedByAnother'],
      [
        await signAsSdJwt({ ...shown, issuer: { id: stranger.did } }, stranger.key('P-256'), options),
        'issuerUnreachable',
      ],
    ] as const)
      expect(codesOf(await verify(text)).issuer).toBe(code);
    const byAddress = { ...options, issuerAddress: 'https://badges.example.org/issuers/acme' };
    const asAddressed = await signAsSdJwt(shown, issuer.key('P-256'), byAddress);
    const { publicJwk } = issuer.key('P-256');
    const served = (keys: readonly JsonObject[]): Site => ({
      ...site,
      fetchText: async (url: string) =>
        url === 'https://badges.example.org/.well-known/jwt-vc-issuer/issuers/acme'
          ? JSON.stringify({ issuer: byAddress.issuerAddress, jwks: { keys } })
          : site.fetchText(url),
    });
    const kid = issuer.key('P-256').verificationMethod.split('#')[1] ?? '';
    const rightKeys = served([{ ...publicJwk, kid }]);
    expect(await verify(asAddressed, { outside: rightKeys })).toMatchObject({ isVerified: true });
    // Others sign their lists by the name that the metadata has for the key, and say whose they are.
    const listOf = async (iss: string, by = issuer): Promise<Site> => {
      const lst = deflateSync(Buffer.alloc(16_384)).toString('base64url');
      const token = await new SignJWT({ iss, sub: tokenUrl, status_list: { bits: 1, lst } })
        .setProtectedHeader({ alg: 'ES256', typ: 'statuslist+jwt', kid })
        .sign(privateKeyOf(by.key('P-256').privateJwk));
      return { ...rightKeys, fetchText: async (url) => (url === tokenUrl ? token : rightKeys.fetchText(url)) };
    };
    const statusBy = async (outside: Site): Promise<unknown> => codesOf(await verify(asAddressed, { outside })).status;
    expect(await statusBy(await listOf(byAddress.issuerAddress))).toBe('notRevoked');
    expect(await statusBy(await listOf(byAddress.issuerAddress, stranger))).toBe('statusNotTrusted');
    expect(await statusBy(await listOf('https://evil.example.org'))).toBe('statusNotTrusted');
    for (const keys of [
      [],
      [{ ...publicJwk, kid: 'other' }],
      [
        { ...publicJwk, kid },
        { ...publicJwk, kid },
      ],
    ])
      expect(codesOf(await verify(asAddressed, { outside: served(keys) })).issuer).toBe('keyUnknown');
    const foreignKey = { ...stranger.key('P-256').publicJwk, kid };
    expect(codesOf(await verify(asAddressed, { outside: served([foreignKey]) })).signature).toBe('signatureInvalid');
    const claims = { ...credential, iss: issuer.did, exp: 4_000_000_000 };
    const key = issuer.key('P-256');
    const sign = (payload: JsonObject, header: object): Promise<string> =>
      new CompactSign(Buffer.from(JSON.stringify(payload)))
        .setProtectedHeader({ alg: 'ES256', ...header })
        .sign(privateKeyOf(key.privateJwk));
    expect(codesOf(await verify(await sign(claims, { kid: key.verificationMethod }))).signature).toBe('claimsDiffer');
    // The key may come with the token, and has to be one of the issuer.
    const { exp: _, ...right } = claims;
    expect(codesOf(await verify(await sign(right, { jwk: key.publicJwk }))).signature).toBe('signatureValid');
    const foreign = stranger.key('P-256').publicJwk;
    expect(codesOf(await verify(await sign(right, { jwk: foreign }))).issuer).toBe('keyUnknown');
    expect(codesOf(await verify(await sign(right, { kid: 'https://keys.example.org/1' }))).issuer).toBe(
      'issuerUnsupported',
    );
  });
});

describe('status', () => {
  const signed = signCredential(composeCredential(badge(ofSlot(7))), issuer.key('Ed25519'), signedAt);

  test.each<[string, () => Promise<JsonObject | string>, string]>([
    ['of another issuer', () => signedList(stranger, []), 'statusNotTrusted'],
    [
      'signed by another',
      async () => ({ ...(await signedList(issuer, [])), proof: (await signedList(stranger, []))['proof'] ?? null }),
      'statusNotTrusted',
    ],
    [
      'altered',
      async () => ({ ...(await signedList(issuer, [7])), validUntil: '2027-01-01T00:00:00Z' }),
      'statusNotTrusted',
    ],
    ['out of date', () => signedList(issuer, [], { validUntil: '2026-11-24T12:00:00Z' }), 'statusNotTrusted'],
    [
      'of another address',
      () => signedList(issuer, [], { id: 'https://badges.example.org/status/2' }),
      'statusNotTrusted',
    ],
    ['for another purpose', () => withSubject({ statusPurpose: 'suspension' }), 'statusNotTrusted'],
    [
      'too short',
      () => withSubject({ encodedList: `u${gzipSync(Buffer.alloc(10_000)).toString('base64url')}` }),
      'statusUnsupported',
    ],
    [
      'that does not reach',
      () => withSubject({ encodedList: `u${gzipSync(Buffer.alloc(0)).toString('base64url')}` }),
      'statusNotTrusted',
    ],
    ['that is none', () => withSubject({ encodedList: 'uAAAA' }), 'statusNotTrusted'],
    ['that is a page', async () => '<html>', 'statusNotTrusted'],
    ['that is a badge', async () => await signed, 'statusNotTrusted'],
  ])('a list %s says nothing about the badge', async (_, list, code) => {
    const own = await createSite(issuer);
    own.serve(listUrl, await list());
    const result = await verify(JSON.stringify(await signed), { outside: own });
    expect(result.isVerified).toBe(false);
    expect(codesOf(result).status).toBe(code);
  });

  test("a suspension, 1EdTech's revocation list, several, an unknown kind, and none", async () => {
    const own = await createSite(issuer, [7]);
    const list = 'https://badges.example.org/revoked';
    const entry = {
      id: `${listUrl}#7`,
      type: 'BitstringStatusListEntry',
      statusListIndex: '7',
      statusListCredential: listUrl,
    };
    const check = async (credentialStatus: JsonObject | undefined): Promise<string | undefined> => {
      const { credentialStatus: _, ...rest } = composeCredential(badge());
      const credential = { ...rest, ...(credentialStatus && { credentialStatus }) };
      const result = await verify(JSON.stringify(await signCredential(credential, issuer.key('Ed25519'), signedAt)), {
        outside: own,
      });
      expect(result.isVerified).toBe(result.steps.every(({ outcome }) => outcome === 'passed'));
      return codesOf(result).status;
    };
    expect(await check(undefined)).toBe('notRevocable');
    const older = { id: list, type: '1EdTechRevocationList' };
    expect(await check(older)).toBe('statusUnreachable');
    for (const [revokedCredential, code] of [
      [[], 'notRevoked'],
      [[{ id: badge().id }], 'revoked'],
      [[{ id: badge().id, revoked: true, revocationReason: 'By mistake' }], 'revoked'],
      [[{ id: badge().id, revoked: false }, { id: 'urn:uuid:other' }], 'notRevoked'],
    ] as const) {
      own.serve(list, { id: list, issuer: issuer.did, revokedCredential });
      expect(await check(older)).toBe(code);
    }
    own.serve(list, { id: list, issuer: stranger.did, revokedCredential: [] });
    expect(await check(older)).toBe('statusNotTrusted');
    own.serve(listUrl, await withSubject({ statusPurpose: ['revocation', 'suspension'] }, [7]));
    expect(await check({ ...entry, statusPurpose: 'suspension' })).toBe('suspended');
    expect(await check({ ...entry, statusPurpose: 'refresh' })).toBe('notRevoked');
    expect(await check({ ...entry, statusPurpose: 'revocation', statusListIndex: 'seven' })).toBe('statusUnsupported');
    expect(await check({ id: list, type: 'https://example.org/Unknown' })).toBe('statusUnsupported');
  });

  async function withSubject(changes: JsonObject, revoked: readonly number[] = []): Promise<JsonObject> {
    const { credentialSubject } = await signedList(issuer, revoked);
    return signedList(issuer, revoked, { credentialSubject: { ...(credentialSubject as JsonObject), ...changes } });
  }
});

test('the older form of credentials (VCDM 1.1) is verified, too', async () => {
  const { achievement } = badge();
  const input = badge({ achievement: { ...achievement, language: undefined, version: undefined } });
  const { '@context': _, validFrom, credentialStatus: __, ...rest } = composeCredential(input);
  const older = {
    ...rest,
    '@context': [
      'https://www.w3.org/2018/credentials/v1',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json',
      'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
      'https://w3id.org/security/data-integrity/v2',
    ],
    issuanceDate: validFrom ?? '',
    name: 'Older',
  };
  const { awardedDate: ___, ...credential } = older as JsonObject;
  const signed = await signCredential(credential, issuer.key('Ed25519'), signedAt);
  expect(codesOf(await verify(JSON.stringify(signed)))).toEqual({
    form: 'isOpenBadge',
    issuer: 'issuerFound',
    signature: 'signatureValid',
    period: 'inForce',
    status: 'notRevocable',
  });
});

test.each<[string, string | Buffer, string, string]>([
  ['nothing', '', 'unreadable', 'neither JSON'],
  ['half of it', '{"@context": [', 'unreadable', 'A part of it may be missing'],
  ['an image without a badge', svg, 'unreadable', 'There is no badge in the image'],
  ['an older badge', '{"@context":"https://w3id.org/openbadges/v2"}', 'notOpenBadge3', 'Open Badges 2.0'],
  ['an image with an older badge', bake(svg, '{"a":1}', '2.0'), 'notOpenBadge3', 'Open Badges 2.0'],
  [
    'another credential',
    JSON.stringify({ '@context': ['https://www.w3.org/ns/credentials/v2'], type: ['VerifiableCredential'] }),
    'notOpenBadge3',
    'types',
  ],
  ['an address', 'https://example.org/badge', 'notOpenBadge3', 'an address'],
  ['bytes', Buffer.from([0xff, 0xfe, 0]), 'unreadable', 'neither a PNG'],
  ['nested deeply', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'unreadable', 'nested deeper'],
  ['wide', JSON.stringify({ a: Array.from({ length: 6000 }, () => 1) }), 'unreadable', 'more in it'],
])('%s is no badge, in words; nothing is fetched', async (_, given, code, message) => {
  const own = await createSite(issuer);
  const result = await verify(given, { outside: own });
  expect(result).toMatchObject({ isVerified: false, verdict: 'failed' });
  expect(result.steps[0]).toMatchObject({ step: 'form', outcome: 'failed', code });
  expect(result.steps[0]?.message).toContain(message);
  expect(result.steps.slice(1).every(({ outcome }) => outcome === 'notChecked')).toBe(true);
  expect(own.asked).toEqual([]);
});

async function verify(
  given: string | Buffer,
  { outside = site, ...options }: { readonly outside?: Site; readonly recipient?: string } = {},
): Promise<VerificationResult> {
  return verifyBadge(Buffer.from(given as string), { now, outside, ...options });
}

function codesOf({ steps }: VerificationResult): Partial<Record<StepName, string>> {
  return Object.fromEntries(steps.map(({ step, code }) => [step, code]));
}
