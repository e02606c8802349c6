import { generateKey } from '../../src/issuing/open-badges/keys/keys.ts';
import type { KeyAlgorithm } from '../../src/issuing/open-badges/keys/keys.ts';
import { didKeyOf } from '../../src/issuing/open-badges/did/self-contained.ts';
import type { JsonObject } from '../../src/issuing/open-badges/json.ts';
import { createProof } from '../../src/issuing/open-badges/proofs/data-integrity.ts';
import type { ProofOptions } from '../../src/issuing/open-badges/proofs/data-integrity.ts';

/** A wallet with one key, whose DID is that key. What other wallets sign with is in test/interop. */
export interface Wallet {
  readonly did: string;
  /** An empty presentation, signed for somebody who asked for it; `changes` go in before the signature. */
  present(asked: Partial<ProofOptions>, changes?: JsonObject): Promise<JsonObject>;
}

export async function createWallet(algorithm: KeyAlgorithm = 'Ed25519'): Promise<Wallet> {
  const { publicJwk, privateJwk } = await generateKey(algorithm);
  const did = didKeyOf(publicJwk);
  const verificationMethod = `${did}#${did.slice('did:key:'.length)}`;
  return {
    did,
    present: async (asked, changes = {}) => {
      const unsigned = {
        '@context': ['https://www.w3.org/ns/credentials/v2'],
        type: ['VerifiablePresentation'],
        holder: did,
        ...changes,
      };
      const options = { created: new Date().toISOString(), purpose: 'authentication', ...asked } as const;
      return { ...unsigned, proof: await createProof(unsigned, { verificationMethod, privateJwk }, options) };
    },
  };
}
