import { inflateSync } from 'node:zlib';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { findKey } from '../did/did-document.ts';
import type { VerificationKey } from '../did/did-document.ts';
import { didOfIssuer, findMetadataKey } from '../did/issuer-metadata.ts';
import { isJsonObject } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { verifyJwt } from '../proofs/jwt.ts';
import { fetchIssuerMetadata, messageOf, resolveDid } from './outside.ts';
import type { Outside } from './outside.ts';
import { failed, notChecked, passed, Stopped } from './result.ts';
import type { Finding } from './result.ts';

const mostListBytes = 16 * 1024 * 1024;

/** Whether the issuer has revoked a badge in SD-JWT form: by the IETF status list token that it names. */
export async function checkTokenStatus(claims: JsonObject, now: Date, outside: Outside): Promise<Finding> {
  const { status } = claims;
  if (status === undefined) return passed('notRevocable', "The issuer gave it no status: it can't be revoked.");
  const reference = isJsonObject(status) ? status['status_list'] : undefined;
  const { idx, uri } = isJsonObject(reference) ? reference : {};
  if (typeof idx !== 'number' || !Number.isSafeInteger(idx) || idx < 0 || typeof uri !== 'string')
    return notChecked('statusUnsupported', 'Its status is of a kind that is not supported.');
  try {
    const token = (await outside.fetchText(uri).catch(unreachable(uri))).trim();
    return await checkToken(token, { idx, uri, iss: claims['iss'] }, now, outside);
  } catch (error) {
    if (error instanceof Stopped) return error.finding;
    return failed('statusNotTrusted', `${uri} serves no status list token.`);
  }
}

interface Reference {
  readonly idx: number;
  readonly uri: string;
  /** How the badge names its issuer. */
  readonly iss: Json | undefined;
}

async function checkToken(token: string, { idx, uri, iss }: Reference, now: Date, outside: Outside): Promise<Finding> {
  const { typ, kid = '' } = decodeProtectedHeader(token);
  const { sub, exp, iss: listIssuer, status_list: list } = decodeJwt<Record<string, Json>>(token);
  if (typ !== 'statuslist+jwt' || sub !== uri || !isJsonObject(list))
    return failed('statusNotTrusted', `${uri} serves no status list token of this address.`);
  const issuer = didOfIssuer(iss) ?? '';
  // One site is the issuer by both of its names; of another it is not.
  if (listIssuer !== undefined && didOfIssuer(listIssuer) !== issuer)
    return failed('statusNotTrusted', `The status list ${uri} is not the issuer's.`);
  const key = await keyOf(iss, issuer, kid, outside);
  if (typeof key === 'string' || !(await verifyJwt(token, key.publicJwk)))
    return failed('statusNotTrusted', `The status list ${uri} is not signed by the issuer.`);
  if (exp !== undefined && exp * 1000 <= now.getTime())
    return failed('statusNotTrusted', `The status list ${uri} is out of date.`);
  const { bits, lst } = list;
  if (bits !== 1 || typeof lst !== 'string')
    return notChecked('statusUnsupported', 'Its status has more than one bit, which is not supported.');
  const bytes = inflateSync(Buffer.from(lst, 'base64url'), { maxOutputLength: mostListBytes });
  const byte = bytes[Math.floor(idx / 8)];
  if (byte === undefined) return failed('statusNotTrusted', `The status list has no place ${idx}.`);
  // The right-most bit of a byte is its first, other than in bitstring status lists.
  return ((byte >> (idx % 8)) & 1) === 1
    ? failed('revoked', 'The issuer has revoked it.')
    : passed('notRevoked', 'The issuer has not revoked it.');
}

/** The key that a list names, of the issuer of the badge: in its DID document or, where the badge names it by its address, in its metadata. */
async function keyOf(
  iss: Json | undefined,
  did: string,
  kid: string,
  outside: Outside,
): Promise<VerificationKey | string> {
  if (typeof iss === 'string' && iss !== did && !kid.startsWith('did:'))
    return findMetadataKey(await fetchIssuerMetadata(iss, outside), iss, kid);
  if (kid.split('#')[0] !== did) return 'It is of another.';
  const key = findKey(await resolveDid(did, outside), kid, 'assertionMethod');
  return typeof key === 'string' || key.controller === did ? key : 'It is of another.';
}

function unreachable(uri: string): (error: unknown) => never {
  return (error) => {
    throw new Stopped(
      notChecked('statusUnreachable', `The status list ${uri} could not be fetched: ${messageOf(error)}`),
    );
  };
}
