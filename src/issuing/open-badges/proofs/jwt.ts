import { CompactSign, compactVerify, decodeProtectedHeader } from 'jose';
import type { CompactJWSHeaderParameters } from 'jose';
import { CredentialInputError } from '../credential/values.ts';
import { idOf, isJsonObject } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { algorithmOf, privateKeyOf, publicKeyOf } from '../keys/keys.ts';
import type { KeyAlgorithm, PublicJwk } from '../keys/keys.ts';
import type { SigningKey } from './data-integrity.ts';

/**
 * Credentials as JWTs (VC-JWT): the credential itself is the payload, beside the claims that JWTs have for what it says
 * (Open Badges 3.0, section 8.2.4).
 */
export const jwtAlgorithms: Readonly<Record<KeyAlgorithm, string>> = {
  RSA: 'RS256',
  'P-256': 'ES256',
  Ed25519: 'EdDSA',
};

/** The claims that repeat what the credential says. */
export const jwtClaims = ['iss', 'sub', 'jti', 'nbf', 'exp', 'iat', 'aud'] as const;

/**
 * Signs a credential as a JWT, with RS256 or ES256, by the key. Plain JSON in, text out.
 *
 * @param credential without a proof, whose recipient has an id: JWTs have to have a subject
 * @throws CredentialInputError when there is no such id, or the key is for other proofs
 */
export async function signAsJwt(credential: JsonObject, key: SigningKey): Promise<string> {
  const algorithm = algorithmOf(key.privateJwk);
  if (algorithm !== 'RSA' && algorithm !== 'P-256')
    throw new CredentialInputError('JWTs are signed with RS256 or ES256, so the key has to be of RSA or on P-256.');
  const sub = idOf(credential['credentialSubject']);
  if (sub === undefined) throw new CredentialInputError('A badge as a JWT needs an id of its recipient.');
  const payload = { ...claimsOf(credential), sub, ...credential };
  return new CompactSign(Buffer.from(JSON.stringify(payload), 'utf8'))
    .setProtectedHeader({ alg: jwtAlgorithms[algorithm], typ: 'JWT', kid: key.verificationMethod })
    .sign(privateKeyOf(key.privateJwk));
}

/**
 * Signs a credential as a JWT of the older form, which wallets take over OpenID4VCI (`jwt_vc_json`): the credential is the claim `vc`.
 *
 * @param credential as for {@link signAsJwt}
 * @param key on P-256
 */
export async function signAsJwtVc(credential: JsonObject, key: SigningKey): Promise<string> {
  if (algorithmOf(key.privateJwk) !== 'P-256')
    throw new CredentialInputError('JWTs for wallets are signed with ES256, so the key has to be on P-256.');
  return new CompactSign(Buffer.from(JSON.stringify({ ...claimsOf(credential), vc: credential }), 'utf8'))
    .setProtectedHeader({ alg: 'ES256', typ: 'JWT', kid: key.verificationMethod })
    .sign(privateKeyOf(key.privateJwk));
}

/** What the JWT's own claims have to say of a credential. */
export function claimsOf(credential: JsonObject): JsonObject {
  const { id, issuer, validFrom, issuanceDate, validUntil, expirationDate } = credential;
  const claims: Record<string, Json | undefined> = {
    iss: idOf(issuer),
    jti: id,
    sub: idOf(credential['credentialSubject']),
    nbf: seconds(validFrom ?? issuanceDate),
    exp: seconds(validUntil ?? expirationDate),
  };
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined)) as JsonObject;
}

/** A JWT that was taken apart. Nothing in it was verified. */
export interface ReadJwt {
  readonly header: CompactJWSHeaderParameters;
  /** The credential without the claims of the JWT. */
  readonly credential: JsonObject;
  readonly claims: JsonObject;
}

/** Takes a JWT apart; undefined when it is none that holds a credential. The older form has the credential in the claim `vc`. */
export function readJwt(token: string): ReadJwt | undefined {
  try {
    const header = decodeProtectedHeader(token) as CompactJWSHeaderParameters;
    const payload: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    if (!isJsonObject(payload) || token.split('.').length !== 3) return undefined;
    const { vc } = payload;
    const isClaim = ([name]: readonly [string, Json]): boolean => jwtClaims.some((claim) => claim === name);
    const claims = Object.fromEntries(Object.entries(payload).filter(isClaim));
    const own = Object.fromEntries(Object.entries(payload).filter((entry) => !isClaim(entry)));
    return { header, claims, credential: isJsonObject(vc) ? fromOlderForm(vc, claims) : own };
  } catch {
    return undefined;
  }
}

/** Whether the JWT was signed by the key, with the algorithm that belongs to it and no other. */
export async function verifyJwt(token: string, publicJwk: PublicJwk): Promise<boolean> {
  const algorithm = algorithmOf(publicJwk);
  if (algorithm === undefined) return false;
  return compactVerify(token, publicKeyOf(publicJwk), { algorithms: [jwtAlgorithms[algorithm]] }).then(
    () => true,
    () => false,
  );
}

/** The older form lets the credential leave out what the claims say (VCDM 1.1, section 6.3.1). */
function fromOlderForm(vc: JsonObject, { iss, jti, sub, nbf, exp }: JsonObject): JsonObject {
  const subject = vc['credentialSubject'];
  return {
    ...(typeof jti === 'string' && { id: jti }),
    ...(typeof iss === 'string' && { issuer: iss }),
    ...(typeof nbf === 'number' && vc['validFrom'] === undefined && { issuanceDate: iso(nbf) }),
    ...(typeof exp === 'number' && vc['validUntil'] === undefined && { expirationDate: iso(exp) }),
    ...vc,
    ...(isJsonObject(subject) && typeof sub === 'string' && { credentialSubject: { id: sub, ...subject } }),
  };
}

function seconds(value: Json | undefined): number | undefined {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : Math.floor(time / 1000);
}

function iso(secondsSinceEpoch: number): string {
  const date = new Date(secondsSinceEpoch * 1000);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
