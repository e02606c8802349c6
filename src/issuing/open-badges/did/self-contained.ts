import { isJsonObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { algorithmOf, publicPart } from '../keys/keys.ts';
import type { PublicJwk } from '../keys/keys.ts';
import { fromMultikey, toMultikey } from '../keys/multikey.ts';

/** Ids that are a key themselves, as wallets have them: `did:key` and `did:jwk`. Nothing is fetched for them. */
const didKey = 'did:key:';
const didJwk = 'did:jwk:';

/** Longer than any key that is verified with; what is longer is not decoded. */
const mostCharacters = 4096;

/** The id of a key on Ed25519 or P-256. */
export function didKeyOf(publicJwk: PublicJwk): string {
  return didKey + toMultikey(publicJwk);
}

/** The id of a key of any kind. */
export function didJwkOf(publicJwk: PublicJwk): string {
  return didJwk + Buffer.from(JSON.stringify(publicJwk), 'utf8').toString('base64url');
}

/** The DID document that the id says by itself; undefined for every other kind of id, and for a key that is not supported. */
export function selfContainedDocument(did: string): JsonObject | undefined {
  if (did.length > mostCharacters) return undefined;
  if (did.startsWith(didKey)) {
    const multikey = did.slice(didKey.length);
    if (fromMultikey(multikey) === undefined) return undefined;
    return documentOf(did, multikey, { type: 'Multikey', publicKeyMultibase: multikey });
  }
  const publicKeyJwk = did.startsWith(didJwk) ? decodeJwk(did.slice(didJwk.length)) : undefined;
  return publicKeyJwk && documentOf(did, '0', { type: 'JsonWebKey', publicKeyJwk });
}

function documentOf(did: string, fragment: string, key: JsonObject): JsonObject {
  const id = `${did}#${fragment}`;
  return {
    id: did,
    verificationMethod: [{ id, controller: did, ...key }],
    assertionMethod: [id],
    authentication: [id],
  };
}

function decodeJwk(encoded: string): PublicJwk | undefined {
  try {
    const jwk: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
    // With a private part it is nobody's any more, and the id would tell it to everybody.
    if (!isJsonObject(jwk) || 'd' in jwk) return undefined;
    const algorithm = algorithmOf(jwk);
    return algorithm && publicPart(algorithm, jwk);
  } catch {
    return undefined;
  }
}
