import { createPrivateKey, createPublicKey, generateKeyPair } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

/**
 * The keys of an issuer. Ed25519 signs Data Integrity proofs, P-256 and RSA sign JWTs (ES256, RS256) and P-256 SD-JWTs.
 *
 * A key is a JSON Web Key wherever it is handed on, so that it can be sealed, stored and given to a worker thread.
 */
export const keyAlgorithms = ['Ed25519', 'P-256', 'RSA'] as const;

export type KeyAlgorithm = (typeof keyAlgorithms)[number];

/** A public key: only the members that say what it is. */
export type PublicJwk = Readonly<Record<string, string>>;

/** A private key. Never to be logged, nor to be stored in clear. */
export type PrivateJwk = Readonly<Record<string, string>>;

export interface KeyPair {
  readonly algorithm: KeyAlgorithm;
  readonly publicJwk: PublicJwk;
  readonly privateJwk: PrivateJwk;
}

const generate = promisify(generateKeyPair);

/** The members of a public key of each kind, in the order in which RFC 7638 hashes them. */
const publicMembers: Readonly<Record<KeyAlgorithm, readonly string[]>> = {
  Ed25519: ['crv', 'kty', 'x'],
  'P-256': ['crv', 'kty', 'x', 'y'],
  RSA: ['e', 'kty', 'n'],
};

const rsaBits = 2048;

/** Makes a new pair of keys. */
export async function generateKey(algorithm: KeyAlgorithm): Promise<KeyPair> {
  const { privateKey } = await newPair(algorithm);
  return keyPairOf(privateKey.export({ format: 'jwk' }) as PrivateJwk);
}

/**
 * The pair of a private key.
 *
 * @throws TypeError when it is not a private key of one of the algorithms
 */
export function keyPairOf(privateJwk: PrivateJwk): KeyPair {
  const publicJwk = createPublicKey(privateKeyOf(privateJwk)).export({ format: 'jwk' }) as PublicJwk;
  const algorithm = algorithmOf(publicJwk);
  if (algorithm === undefined)
    throw new TypeError('An issuer has keys on Ed25519, on P-256, or of RSA; this is another.');
  return { algorithm, publicJwk: publicPart(algorithm, publicJwk), privateJwk };
}

/** What kind of key it is; undefined when it is none that Laurel signs or verifies with. */
export function algorithmOf(jwk: Readonly<Record<string, unknown>>): KeyAlgorithm | undefined {
  if (jwk['kty'] === 'RSA') return 'RSA';
  if (jwk['kty'] === 'OKP' && jwk['crv'] === 'Ed25519') return 'Ed25519';
  return jwk['kty'] === 'EC' && jwk['crv'] === 'P-256' ? 'P-256' : undefined;
}

/**
 * The public key for node:crypto.
 *
 * @throws TypeError when it is not a key that Laurel verifies with
 */
export function publicKeyOf(jwk: Readonly<Record<string, unknown>>): KeyObject {
  const algorithm = algorithmOf(jwk);
  if (algorithm === undefined) throw new TypeError('The key is neither on Ed25519, nor on P-256, nor of RSA.');
  // Of a key of strangers, only what makes the public one; a private part that someone published is not looked at.
  return createPublicKey({ format: 'jwk', key: publicPart(algorithm, jwk) });
}

/** Importing a key takes as long as signing with it, and `jose` keeps what it makes of the key itself beside the key. */
const imported = new WeakMap<PrivateJwk, KeyObject>();

/** The private key for node:crypto; the same one for as long as somebody holds the JWK. */
export function privateKeyOf(privateJwk: PrivateJwk): KeyObject {
  const key = imported.get(privateJwk) ?? createPrivateKey({ format: 'jwk', key: privateJwk });
  imported.set(privateJwk, key);
  return key;
}

/** Only the public members, in the order of RFC 7638. */
export function publicPart(algorithm: KeyAlgorithm, jwk: Readonly<Record<string, unknown>>): PublicJwk {
  const valueOf = (member: string): string => {
    const value = jwk[member];
    return typeof value === 'string' ? value : '';
  };
  return Object.fromEntries(publicMembers[algorithm].map((member) => [member, valueOf(member)]));
}

function newPair(algorithm: KeyAlgorithm): Promise<{ readonly privateKey: KeyObject }> {
  switch (algorithm) {
    case 'Ed25519':
      return generate('ed25519');
    case 'P-256':
      return generate('ec', { namedCurve: 'P-256' });
    case 'RSA':
      return generate('rsa', { modulusLength: rsaBits });
  }
}
