// A thread that signs with the same libraries and nothing else: no composing, no schema, no hand-over of each badge. Started by signing-rates.ts.
import { createHash, hash, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import jsonld from 'jsonld';
import { SignJWT } from 'jose';
import { loadVendored } from '../../src/issuing/open-badges/contexts/document-loader.ts';
import { encodeBase58 } from '../../src/issuing/open-badges/keys/base58.ts';
import { privateKeyOf } from '../../src/issuing/open-badges/keys/keys.ts';
import type { PrivateJwk } from '../../src/issuing/open-badges/keys/keys.ts';
import type { JsonObject } from '../../src/issuing/open-badges/json.ts';

export interface BareTask {
  readonly document: JsonObject;
  /** What is signed beside the document. */
  readonly proof: JsonObject;
  readonly privateJwk: PrivateJwk;
  readonly count: number;
}

/** Canonical forms of document and proof by `jsonld`, one Ed25519 signature of both hashes, one JSON. */
export async function signBare({ document, proof, privateJwk, count }: BareTask): Promise<number> {
  const key = privateKeyOf(privateJwk);
  const options = {
    documentLoader: loadVendored,
    safe: true,
    canonizeOptions: { algorithm: 'RDFC-1.0', maxWorkFactor: 1 },
  } as const;
  const digest = async (what: JsonObject): Promise<Buffer> =>
    createHash('sha256')
      .update(await jsonld.canonize(what, options))
      .digest();
  let bytes = 0;
  for (let number = 0; number < count; number += 1) {
    const data = Buffer.concat([
      await digest({ ...proof, '@context': document['@context'] ?? [] }),
      await digest(document),
    ]);
    const proofValue = `z${encodeBase58(sign(null, data, key))}`;
    bytes += JSON.stringify({ ...document, proof: [{ ...proof, proofValue }] }).length;
  }
  return bytes;
}

/** One token after the other with the same claims, by `jose`. */
export async function signTokensBare(claims: JsonObject, alg: string, key: KeyObject, count: number): Promise<void> {
  for (let number = 0; number < count; number += 1)
    await new SignJWT(claims).setProtectedHeader({ alg, typ: 'JWT', kid: 'key' }).sign(key);
}

/** The same with what is to be disclosed beside it: a salt, JSON and a digest for each. */
export async function signSdJwtsBare(claims: JsonObject, hidden: JsonObject, key: KeyObject, count: number) {
  for (let number = 0; number < count; number += 1) {
    const disclosures = Object.entries(hidden).map(([name, value]) =>
      Buffer.from(JSON.stringify([randomBytes(16).toString('base64url'), name, value])).toString('base64url'),
    );
    const _sd = disclosures.map((disclosure) => hash('sha256', disclosure, 'base64url'));
    await new SignJWT({ ...claims, _sd }).setProtectedHeader({ alg: 'ES256', typ: 'dc+sd-jwt', kid: 'key' }).sign(key);
  }
}
