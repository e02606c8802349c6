import { hash, randomBytes } from 'node:crypto';
import { SignJWT, decodeProtectedHeader } from 'jose';
import type { CompactJWSHeaderParameters } from 'jose';
import { CredentialInputError } from '../credential/values.ts';
import { idOf, isJsonObject } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { algorithmOf, privateKeyOf } from '../keys/keys.ts';
import type { PublicJwk } from '../keys/keys.ts';
import type { SigningKey } from './data-integrity.ts';
import { claimsOf } from './jwt.ts';

/**
 * The badge as an SD-JWT VC (`dc+sd-jwt`), the form that wallets of the European Union take. What was achieved is always to be seen;
 * who earned it and the evidence are disclosures, which the holder may keep back.
 */
export const badgeVct = 'https://purl.imsglobal.org/spec/ob/v3p0#OpenBadgeCredential';

export const sdJwtMediaType = 'application/dc+sd-jwt';

/** What only this form needs to know. */
export interface SdJwtOptions {
  /** The moment of signing, in ISO 8601. */
  readonly issuedAt: string;
  /** Address of the status list token: it is served beside the list that the other forms name. */
  readonly statusListToken?: string;
  /** The key of the holder, which only they can show the badge with. */
  readonly holder?: PublicJwk;
  /**
   * The address of the issuer, for wallets that know issuers by that and fetch their keys there (jwt-vc-issuer); the key is named
   * without its DID then. Left out: the DID.
   */
  readonly issuerAddress?: string;
  /** Its type in the header; wallets of older drafts know it as `vc+sd-jwt`. */
  readonly type?: 'dc+sd-jwt' | 'vc+sd-jwt';
}

const disclosable = ['credentialSubject', 'evidence'] as const;
const saltBytes = 16;

/**
 * Signs a credential as an SD-JWT VC.
 *
 * @param credential as it was composed, without a proof
 * @param key on P-256
 * @throws CredentialInputError when a badge that can be revoked would get a form in which nobody sees that
 */
export async function signAsSdJwt(credential: JsonObject, key: SigningKey, options: SdJwtOptions): Promise<string> {
  if (algorithmOf(key.privateJwk) !== 'P-256')
    throw new CredentialInputError('SD-JWTs are signed with ES256, so the key has to be on P-256.');
  const { always, hidden } = split(credential, options);
  const disclosures = Object.entries(hidden).map(([name, value]) => disclose(name, value));
  const payload = { ...always, _sd: disclosures.map(digest).toSorted(), _sd_alg: 'sha-256' };
  const jwt = await new SignJWT(payload)
    .setProtectedHeader({ alg: 'ES256', typ: options.type ?? 'dc+sd-jwt', kid: keyIdFor(key, options) })
    .sign(privateKeyOf(key.privateJwk));
  return [jwt, ...disclosures, ''].join('~');
}

function keyIdFor({ verificationMethod }: SigningKey, { issuerAddress }: SdJwtOptions): string {
  return issuerAddress === undefined
    ? verificationMethod
    : verificationMethod.slice(verificationMethod.indexOf('#') + 1);
}

/** An SD-JWT that was taken apart. Nothing in it was verified but that each disclosure belongs to it. */
export interface ReadSdJwt {
  readonly header: CompactJWSHeaderParameters;
  /** The part that is signed. */
  readonly jwt: string;
  /** All claims, the disclosed ones in their places. */
  readonly claims: JsonObject;
}

/** Takes an SD-JWT VC apart; undefined when it is none, or holds a disclosure that is not its own. */
export function readSdJwt(text: string): ReadSdJwt | undefined {
  const [jwt = '', ...rest] = text.split('~');
  if (rest.length === 0) return undefined;
  try {
    const header = decodeProtectedHeader(jwt) as CompactJWSHeaderParameters;
    const payload: unknown = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8'));
    if (!isJsonObject(payload)) return undefined;
    const { _sd: digests = [], _sd_alg: algorithm = 'sha-256', ...always } = payload;
    if (algorithm !== 'sha-256' || !Array.isArray(digests)) return undefined;
    const disclosures = rest.filter((part) => part !== '');
    const disclosed: [string, Json][] = [];
    for (const disclosure of disclosures) {
      const [, name, value] = JSON.parse(Buffer.from(disclosure, 'base64url').toString('utf8')) as Json[];
      if (typeof name !== 'string' || value === undefined || name in always || !digests.includes(digest(disclosure)))
        return undefined;
      disclosed.push([name, value]);
    }
    return { header, jwt, claims: { ...always, ...Object.fromEntries(disclosed) } };
  } catch {
    return undefined;
  }
}

function split(credential: JsonObject, { issuedAt, statusListToken, holder, issuerAddress }: SdJwtOptions) {
  const { name, issuer, validFrom, validUntil, awardedDate, credentialStatus, credentialSubject, evidence } =
    credential;
  const { achievement, result, ...recipient } = isJsonObject(credentialSubject) ? credentialSubject : {};
  const { nbf, exp, jti } = claimsOf(credential);
  const index = isJsonObject(credentialStatus) ? credentialStatus['statusListIndex'] : undefined;
  if (index !== undefined && statusListToken === undefined)
    throw new CredentialInputError('The badge can be revoked, so its SD-JWT needs the address of a status list token.');
  const { type: _type, ...person } = recipient;
  const members = {
    iss: issuerAddress ?? idOf(issuer),
    iat: Math.floor(Date.parse(issuedAt) / 1000),
    nbf,
    exp,
    jti,
    vct: badgeVct,
    name,
    issuer,
    achievement,
    result,
    validFrom,
    validUntil,
    awardedDate,
    status: index === undefined ? undefined : { status_list: { idx: Number(index), uri: statusListToken } },
    cnf: holder && { jwk: holder },
    credentialSubject: Object.keys(person).length === 0 ? undefined : person,
    evidence,
  };
  const entries = Object.entries(members).filter(([, value]) => value !== undefined) as [string, Json][];
  const isHidden = ([member]: [string, Json]): boolean => disclosable.some((each) => each === member);
  return {
    always: Object.fromEntries(entries.filter((entry) => !isHidden(entry))),
    hidden: Object.fromEntries(entries.filter(isHidden)),
  };
}

function disclose(name: string, value: Json): string {
  const salt = randomBytes(saltBytes).toString('base64url');
  return Buffer.from(JSON.stringify([salt, name, value]), 'utf8').toString('base64url');
}

function digest(disclosure: string): string {
  return hash('sha256', disclosure, 'base64url');
}
