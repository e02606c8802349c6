import { createPublicKey } from 'node:crypto';
import { decodeBase58, encodeBase58 } from './base58.ts';
import { algorithmOf } from './keys.ts';
import type { PublicJwk } from './keys.ts';

/**
 * Multikey: the bytes of a public key behind two that say what it is, in base58 behind a `z`. DID documents and did:key write
 * Ed25519 and P-256 so.
 */
const ed25519Prefix = [0xed, 0x01] as const;
const p256Prefix = [0x80, 0x24] as const;

/** The beginning of a P-256 key in DER (SubjectPublicKeyInfo), before the compressed point. */
const p256Der = Buffer.from('3039301306072a8648ce3d020106082a8648ce3d030107032200', 'hex');

const ed25519Bytes = 32;
const compressedPointBytes = 33;

/**
 * The key as a Multikey.
 *
 * @throws TypeError for RSA, which has none
 */
export function toMultikey(jwk: PublicJwk): string {
  const algorithm = algorithmOf(jwk);
  const x = Buffer.from(jwk['x'] ?? '', 'base64url');
  if (algorithm === 'Ed25519') return `z${encodeBase58(Uint8Array.from([...ed25519Prefix, ...x]))}`;
  if (algorithm !== 'P-256') throw new TypeError('Only keys on Ed25519 and on P-256 can be written as a Multikey.');
  const y = Buffer.from(jwk['y'] ?? '', 'base64url');
  // A point of a curve is its x and one of two ys: 2 for the even one, 3 for the odd one.
  const sign = 2 + ((y.at(-1) ?? 0) & 1);
  return `z${encodeBase58(Uint8Array.from([...p256Prefix, sign, ...x]))}`;
}

/** The key of a Multikey; undefined when it is none, or of a kind that Laurel does not verify with. */
export function fromMultikey(multikey: string): PublicJwk | undefined {
  const bytes = multikey.startsWith('z') ? decodeBase58(multikey.slice(1)) : undefined;
  if (bytes === undefined) return undefined;
  const key = bytes.subarray(2);
  const startsWith = (prefix: readonly number[]): boolean => prefix.every((byte, index) => bytes[index] === byte);
  if (startsWith(ed25519Prefix) && key.length === ed25519Bytes)
    return { crv: 'Ed25519', kty: 'OKP', x: Buffer.from(key).toString('base64url') };
  return startsWith(p256Prefix) && key.length === compressedPointBytes ? decompress(key) : undefined;
}

function decompress(point: Uint8Array): PublicJwk | undefined {
  try {
    const key = createPublicKey({ key: Buffer.concat([p256Der, point]), format: 'der', type: 'spki' });
    const { crv = '', kty = '', x = '', y = '' } = key.export({ format: 'jwk' });
    return { crv, kty, x, y };
  } catch {
    // Not a point of the curve.
    return undefined;
  }
}
