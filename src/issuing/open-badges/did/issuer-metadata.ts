import { isJsonObject } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { algorithmOf, publicPart } from '../keys/keys.ts';
import type { PublicJwk } from '../keys/keys.ts';
import type { DocumentKey, VerificationKey } from './did-document.ts';
import { didWeb } from './did-web.ts';

/** Where the metadata of an issuer of SD-JWT VCs is that is named by an address: the name stands before its path. */
const wellKnown = '/.well-known/jwt-vc-issuer';

/**
 * The address of the metadata of an issuer (SD-JWT VC, JWT VC Issuer Metadata).
 *
 * @returns undefined when the issuer is not named by an https address of the form that the specification has
 */
export function issuerMetadataUrl(issuer: string): string | undefined {
  const url = URL.parse(issuer);
  if (url === null || url.protocol !== 'https:' || url.search !== '' || url.hash !== '' || url.username !== '')
    return undefined;
  return `${url.origin}${wellKnown}${url.pathname.replace(/\/$/, '')}`;
}

/**
 * What an issuer tells at that address: its keys on P-256, which are those that sign SD-JWTs; revoked ones are not among them. Each is
 * there by its short name, as badges have it, and by its name in the DID document: so status lists name it, which badges of both kinds
 * of issuer names share.
 */
export function issuerMetadata(issuer: string, keys: readonly DocumentKey[]): JsonObject {
  const listed = keys.filter(({ publicJwk, state }) => state !== 'revoked' && algorithmOf(publicJwk) === 'P-256');
  return {
    issuer,
    jwks: {
      keys: listed.flatMap(({ fragment, publicJwk }) =>
        [fragment, `${didWeb(issuer)}#${fragment}`].map((kid) => ({ ...publicJwk, kid, alg: 'ES256', use: 'sig' })),
      ),
    },
  };
}

/**
 * The key of an id in the metadata of anyone.
 *
 * @returns what is wrong, in words, where there is no such key
 */
export function findMetadataKey(metadata: JsonObject, issuer: string, kid: string): VerificationKey | string {
  if (metadata['issuer'] !== issuer) return `The metadata is not the one of ${issuer}.`;
  const { jwks } = metadata;
  const keys: Json | undefined = isJsonObject(jwks) ? jwks['keys'] : undefined;
  if (!Array.isArray(keys)) return `The metadata of ${issuer} has no keys in it (jwks), and others are not fetched.`;
  const found: readonly JsonObject[] = keys.filter(isJsonObject).filter((key) => key['kid'] === kid);
  const [key] = found;
  if (key === undefined || found.length > 1)
    return `The metadata of ${issuer} has not exactly one key ${kid}. It may have been revoked.`;
  const publicJwk = publicKeyIn(key);
  return publicJwk === undefined
    ? `The key ${kid} is of a kind that is not supported.`
    : { id: kid, controller: issuer, publicJwk };
}

function publicKeyIn(key: JsonObject): PublicJwk | undefined {
  const algorithm = algorithmOf(key);
  return algorithm === undefined ? undefined : publicPart(algorithm, key);
}

/** The DID of an issuer that is named by its DID or by its address: both are looked up at the same site. */
export function didOfIssuer(iss: Json | undefined): string | undefined {
  if (typeof iss !== 'string') return undefined;
  return issuerMetadataUrl(iss) === undefined ? iss : didWeb(iss);
}
