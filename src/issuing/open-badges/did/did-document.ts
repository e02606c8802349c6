import { isJsonObject, asList } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { algorithmOf, publicPart } from '../keys/keys.ts';
import type { PublicJwk } from '../keys/keys.ts';
import { fromMultikey, toMultikey } from '../keys/multikey.ts';

/** DID documents: the public keys of who signs, and what each may sign. */
const contexts = [
  'https://www.w3.org/ns/did/v1',
  'https://w3id.org/security/multikey/v1',
  'https://w3id.org/security/suites/jws-2020/v1',
];

/**
 * - current: signs new badges
 * - retired: signs nothing any more, and what it signed stays valid, so it stays in the document as long as its badges live
 * - revoked: fell into wrong hands; it leaves the document, and what it signed does not verify any more
 */
export type KeyState = 'current' | 'retired' | 'revoked';

/** A key of an issuer as its DID document needs it. */
export interface DocumentKey {
  /** Names the key in the document for ever: `key-1` in `did:web:...#key-1`. */
  readonly fragment: string;
  readonly publicJwk: PublicJwk;
  readonly state: KeyState;
}

/** What a key may be used for: badges and lists are signed as assertions, wallets sign in by authentication. */
export type KeyPurpose = 'assertionMethod' | 'authentication';

/** A public key that a DID document names. */
export interface VerificationKey {
  readonly id: string;
  readonly controller: string;
  readonly publicJwk: PublicJwk;
}

/**
 * The DID document of an issuer. Every id in it is absolute, and `assertionMethod` a list of ids: validators look the keys up by
 * comparing texts. Keys on Ed25519 are Multikeys, as their proofs want them, the others JSON Web Keys, as JWTs do: under the name
 * of 2020, since verifiers built on did-jwt know no newer one (docs/decisions/0052).
 */
export function didDocument(did: string, keys: readonly DocumentKey[]): JsonObject {
  const listed = keys.filter(({ state }) => state !== 'revoked');
  return {
    '@context': contexts,
    id: did,
    verificationMethod: listed.map((key) => verificationMethod(did, key)),
    assertionMethod: listed.map(({ fragment }) => keyId(did, fragment)),
  };
}

/** The id of a key in the document of its issuer. */
export function keyId(did: string, fragment: string): string {
  return `${did}#${fragment}`;
}

function verificationMethod(did: string, { fragment, publicJwk }: DocumentKey): JsonObject {
  const id = keyId(did, fragment);
  return algorithmOf(publicJwk) === 'Ed25519'
    ? { id, type: 'Multikey', controller: did, publicKeyMultibase: toMultikey(publicJwk) }
    : { id, type: 'JsonWebKey2020', controller: did, publicKeyJwk: publicJwk };
}

/**
 * The key of an id in a DID document of anyone, if the document lets it do this.
 *
 * @returns what is wrong, in words, where there is no such key
 */
export function findKey(document: JsonObject, id: string, purpose: KeyPurpose): VerificationKey | string {
  const did = document['id'];
  if (typeof did !== 'string' || !id.startsWith(`${did}#`)) return `The DID document is not the one of ${id}.`;
  const absolute = (other: Json | undefined): Json | undefined =>
    typeof other === 'string' && other.startsWith('#') ? `${did}${other}` : other;
  const isIt = (entry: Json): boolean => absolute(isJsonObject(entry) ? entry['id'] : entry) === id;
  const allowed = asList(document[purpose]).find(isIt);
  const method = [...asList(document['verificationMethod']), ...(allowed === undefined ? [] : [allowed])].find(
    (entry) => isJsonObject(entry) && isIt(entry),
  );
  if (!isJsonObject(method)) return `The DID document has no key ${id}. It may have been revoked.`;
  if (allowed === undefined) return `The DID document does not let the key ${id} sign this (${purpose}).`;
  const publicJwk = readPublicKey(method);
  if (publicJwk === undefined) return `The key ${id} is of a kind that is not supported.`;
  const controller = absolute(method['controller']);
  return { id, controller: typeof controller === 'string' ? controller : '', publicJwk };
}

function readPublicKey({ publicKeyMultibase, publicKeyJwk }: JsonObject): PublicJwk | undefined {
  if (typeof publicKeyMultibase === 'string') return fromMultikey(publicKeyMultibase);
  if (!isJsonObject(publicKeyJwk)) return undefined;
  const algorithm = algorithmOf(publicKeyJwk);
  return algorithm && publicPart(algorithm, publicKeyJwk);
}
