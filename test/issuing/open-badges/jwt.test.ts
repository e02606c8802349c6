import { compactVerify, decodeProtectedHeader } from 'jose';
import { expect, test } from 'vitest';
import { composeCredential } from '../../../src/issuing/open-badges/credential/compose.ts';
import { publicKeyOf } from '../../../src/issuing/open-badges/keys/keys.ts';
import { readJwt, signAsJwt, verifyJwt } from '../../../src/issuing/open-badges/proofs/jwt.ts';
import { badgeVct, readSdJwt, signAsSdJwt } from '../../../src/issuing/open-badges/proofs/sd-jwt.ts';
import { badge, createIssuer, signedAt } from './badges.ts';

const issuer = await createIssuer();
const credential = composeCredential(badge({ validUntil: '2029-01-01T00:00:00Z' }));
const seconds = (moment: string): number => Date.parse(moment) / 1000;

test.each([
  ['RSA', 'RS256', 'key-3'],
  ['P-256', 'ES256', 'key-2'],
] as const)(
  'a JWT with a key %s (%s): the credential with the claims that repeat it',
  async (algorithm, alg, fragment) => {
    const key = issuer.key(algorithm);
    const token = await signAsJwt(credential, key);
    expect(decodeProtectedHeader(token)).toEqual({ alg, typ: 'JWT', kid: `${issuer.did}#${fragment}` });
    const { payload } = await compactVerify(token, publicKeyOf(key.publicJwk));
    expect(JSON.parse(Buffer.from(payload).toString('utf8'))).toEqual({
      ...credential,
      iss: issuer.did,
      jti: credential['id'],
      sub: 'urn:uuid:0cb9f5a4-5b0e-4b0f-8a51-5f0d26a5e1cb',
      nbf: seconds('2026-11-20T10:00:00Z'),
      exp: seconds('2029-01-01T00:00:00Z'),
    });
    expect(readJwt(token)?.credential).toEqual(credential);
    expect(await verifyJwt(token, key.publicJwk)).toBe(true);
    const [header = '', body = '', signature = ''] = token.split('.');
    const otherBody = Buffer.from(JSON.stringify({ ...credential, name: 'Other' })).toString('base64url');
    expect(await verifyJwt([header, otherBody, signature].join('.'), key.publicJwk)).toBe(false);
    for (const other of ['RSA', 'P-256', 'Ed25519'] as const)
      expect(await verifyJwt(token, issuer.key(other).publicJwk)).toBe(other === algorithm);
    // Neither without a signature, nor with the public key taken for a secret.
    for (const weaker of ['none', 'HS256']) {
      const weak = Buffer.from(JSON.stringify({ alg: weaker })).toString('base64url');
      expect(await verifyJwt(`${weak}.${body}.`, key.publicJwk)).toBe(false);
    }
  },
);

test('a JWT needs a subject, and a key for JWTs', async () => {
  const { credentialSubject: _, ...rest } = credential;
  const without = { ...rest, credentialSubject: { type: ['AchievementSubject'] } };
  await expect(signAsJwt(without, issuer.key('RSA'))).rejects.toThrow('needs an id of its recipient');
  await expect(signAsJwt(credential, issuer.key('Ed25519'))).rejects.toThrow('RS256 or ES256');
  await expect(signAsSdJwt(credential, issuer.key('RSA'), { issuedAt: signedAt })).rejects.toThrow('ES256');
  for (const wrong of ['', 'a.b', 'a.b.c', 'e30.e30', 'e30.W10.x']) expect(readJwt(wrong)).toBeUndefined();
});

test('the older form, with the credential in a claim, is read', () => {
  const { id: _, issuer: __, validFrom: ___, ...vc } = credential;
  const payload = { iss: issuer.did, jti: 'urn:uuid:2', sub: 'did:example:1', nbf: 1_800_000_000, vc };
  const token = ['{"alg":"ES256"}', JSON.stringify(payload), 'x'].map((part) =>
    Buffer.from(part).toString('base64url'),
  );
  expect(readJwt(token.join('.'))?.credential).toMatchObject({
    id: 'urn:uuid:2',
    issuer: issuer.did,
    issuanceDate: '2027-01-15T08:00:00.000Z',
    name: 'Rust Foundations',
  });
});

test('an SD-JWT shows what was achieved, and lets the holder keep back who they are', async () => {
  const key = issuer.key('P-256');
  const holder = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' };
  const statusListToken = 'https://badges.example.org/status/1.jwt';
  const text = await signAsSdJwt(credential, key, { issuedAt: signedAt, statusListToken, holder });
  const whole = readSdJwt(text);
  expect(whole?.header).toEqual({ alg: 'ES256', typ: 'dc+sd-jwt', kid: `${issuer.did}#key-2` });
  const always = {
    iss: issuer.did,
    vct: badgeVct,
    iat: seconds(signedAt),
    exp: seconds('2029-01-01T00:00:00Z'),
    status: { status_list: { idx: 94_567, uri: statusListToken } },
    cnf: { jwk: holder },
    achievement: { name: 'Rust Foundations' },
    validUntil: '2029-01-01T00:00:00Z',
  };
  expect(whole?.claims).toMatchObject({ ...always, credentialSubject: { identifier: [{}, {}] }, evidence: [{}] });
  expect(await verifyJwt(whole?.jwt ?? '', key.publicJwk)).toBe(true);

  const [jwt = '', first = '', second = ''] = text.split('~');
  expect(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()).not.toMatch(/Ada|identityHash|Exam/);
  const kept = readSdJwt(`${jwt}~${second}~`)?.claims;
  expect(kept).toMatchObject({ ...always, evidence: [{}] });
  expect(kept).not.toHaveProperty('credentialSubject');
  expect(first.length).toBeGreaterThan(0);
  const foreign = Buffer.from('["salt","name","Other"]').toString('base64url');
  expect(readSdJwt(`${jwt}~${foreign}~`)).toBeUndefined();
  expect(readSdJwt(jwt)).toBeUndefined();
});

test('a badge that can be revoked gets no form in which nobody would see it', async () => {
  const key = issuer.key('P-256');
  await expect(signAsSdJwt(credential, key, { issuedAt: signedAt })).rejects.toThrow('can be revoked');
});
