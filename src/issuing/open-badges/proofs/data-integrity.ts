import { sign, verify } from 'node:crypto';
import { canonicalHash } from '../contexts/canonical.ts';
import type { KeyPurpose } from '../did/did-document.ts';
import type { Json, JsonObject } from '../json.ts';
import { decodeBase58, encodeBase58 } from '../keys/base58.ts';
import { algorithmOf, privateKeyOf, publicKeyOf } from '../keys/keys.ts';
import type { PrivateJwk, PublicJwk } from '../keys/keys.ts';

/**
 * Data Integrity proofs with the cryptosuite `eddsa-rdfc-2022`: an Ed25519 signature over the hashes of the proof's own options and
 * of the document, both in canonical form, kept in the document (https://www.w3.org/TR/vc-di-eddsa/, section 3.2).
 */
export const cryptosuite = 'eddsa-rdfc-2022';

/** A key that signs. Plain JSON, so that it can be handed to a worker thread. */
export interface SigningKey {
  /** Id of the key in the DID document of the issuer: `did:web:...#key-1`. */
  readonly verificationMethod: string;
  readonly privateJwk: PrivateJwk;
}

/** Now, as a proof says it: to the second, so that badges which are signed together say the same. */
export function momentOfSigning(now = new Date()): string {
  return `${now.toISOString().slice(0, 19)}Z`;
}

/** What a proof says besides the signature. */
export interface ProofOptions {
  /** The moment of signing, in ISO 8601; to the second, see {@link momentOfSigning}. */
  readonly created: string;
  readonly purpose?: KeyPurpose;
  /** What a wallet was asked to sign with, and for whom. */
  readonly challenge?: string;
  readonly domain?: string;
}

/**
 * Signs a credential: the same document with one proof in a list, as the strict schema wants it. Plain JSON in and out.
 *
 * @throws NotCanonical when something in it would stay unsigned
 */
export async function signCredential(credential: JsonObject, key: SigningKey, created: string): Promise<JsonObject> {
  return { ...credential, proof: [await createProof(credential, key, { created })] };
}

/**
 * Makes the proof of a document.
 *
 * @param document without a proof
 * @throws NotCanonical when something in it would stay unsigned
 */
export async function createProof(document: JsonObject, key: SigningKey, options: ProofOptions): Promise<JsonObject> {
  const { created, purpose = 'assertionMethod', challenge, domain } = options;
  const proof: JsonObject = {
    type: 'DataIntegrityProof',
    cryptosuite,
    created,
    verificationMethod: key.verificationMethod,
    proofPurpose: purpose,
    ...(challenge !== undefined && { challenge }),
    ...(domain !== undefined && { domain }),
  };
  const signature = sign(null, await signedBytes(document, proof), privateKeyOf(key.privateJwk));
  return { ...proof, proofValue: `z${encodeBase58(signature)}` };
}

/** Whether {@link verifyProof} can tell of this proof if it is right. */
export function isVerifiable(proof: JsonObject): boolean {
  // A chain of proofs would have to be verified in its order.
  if (proof['previousProof'] !== undefined) return false;
  return (
    proof['type'] === 'Ed25519Signature2020' ||
    (proof['type'] === 'DataIntegrityProof' && proof['cryptosuite'] === cryptosuite)
  );
}

/**
 * Whether the proof was made by the key over exactly this document. Who has the key, whether they may sign this, and what the
 * document says, is for the caller to find out.
 *
 * Besides `eddsa-rdfc-2022`, proofs of `Ed25519Signature2020` are verified, with which wallets still sign in: the same hashes
 * under an older name. They are never made.
 *
 * @throws NotCanonical when something in the document is not covered by any signature
 */
export async function verifyProof(document: JsonObject, proof: JsonObject, publicJwk: PublicJwk): Promise<boolean> {
  const { proofValue, ...options } = proof;
  if (!isVerifiable(proof) || typeof proofValue !== 'string' || !proofValue.startsWith('z')) return false;
  const signature = decodeBase58(proofValue.slice(1));
  if (signature?.length !== signatureBytes || algorithmOf(publicJwk) !== 'Ed25519') return false;
  const { proof: _proof, ...unsecured } = document;
  return verify(null, await signedBytes(unsecured, options), publicKeyOf(publicJwk), signature);
}

const signatureBytes = 64;

async function signedBytes(document: JsonObject, options: JsonObject): Promise<Buffer> {
  // The words of the proof mean what they mean in the document, whatever context it may bring itself.
  const context: Json = document['@context'] ?? [];
  return Buffer.concat([await hashOfOptions({ ...options, '@context': context }), await canonicalHash(document)]);
}

/** What was hashed last: badges that are signed within a second share their options, which take a fifth of the work. */
let hashedLast: { readonly options: string; readonly hash: Buffer } | undefined;

async function hashOfOptions(options: JsonObject): Promise<Buffer> {
  const text = JSON.stringify(options);
  if (hashedLast?.options === text) return hashedLast.hash;
  const hash = await canonicalHash(options);
  hashedLast = { options: text, hash };
  return hash;
}
