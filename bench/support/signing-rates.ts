import pLimit from 'p-limit';
import { Piscina } from 'piscina';
import { composeCredential } from '../../src/issuing/open-badges/credential/compose.ts';
import { privateKeyOf } from '../../src/issuing/open-badges/keys/keys.ts';
import { momentOfSigning } from '../../src/issuing/open-badges/proofs/data-integrity.ts';
import { signAsJwt } from '../../src/issuing/open-badges/proofs/jwt.ts';
import { signAsSdJwt } from '../../src/issuing/open-badges/proofs/sd-jwt.ts';
import { createSigner } from '../../src/issuing/openedx/signer.ts';
import { badge, createIssuer } from '../../test/issuing/open-badges/badges.ts';
import type { BenchContext } from './benchmark.ts';
import { signSdJwtsBare, signTokensBare } from './bare-signing.ts';
import { inTurns } from './rounds.ts';
import type { Rounds } from './rounds.ts';

const created = '2026-11-20T10:00:05Z';
const options = { issuedAt: created, statusListToken: 'https://badges.example.org/issuers/acme/status/1.jwt' };

export const proofs = ['data_integrity', 'jwt_es256', 'jwt_rs256', 'sd_jwt'] as const;
export type ProofName = (typeof proofs)[number];
type Variant = ProofName | `${ProofName}_bare`;

/** Signatures a second: of badges by Laurel's thread, of tokens as the server makes them, and of both by the libraries alone. */
export async function signingRates({ quick, progress }: BenchContext): Promise<Rounds<Variant>> {
  const issuer = await createIssuer();
  const input = badge();
  const document = composeCredential(input);
  const [ed25519, p256, rsa] = (['Ed25519', 'P-256', 'RSA'] as const).map((kind) => issuer.key(kind));
  if (ed25519 === undefined || p256 === undefined || rsa === undefined) throw new Error('keys are missing');
  const signer = createSigner(1);
  const inHand = pLimit(64);
  // As Laurel has it: one thread, which yields to others.
  const bare = new Piscina({
    filename: new URL('./bare-signing.ts', import.meta.url).href,
    minThreads: 1,
    maxThreads: 1,
    niceIncrement: 5,
  });
  const [badges, tokens] = quick ? [300, 1_000] : [1_000, 4_000];
  const proof = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    created,
    verificationMethod: ed25519.verificationMethod,
    proofPurpose: 'assertionMethod',
  };
  const { credentialSubject, evidence, ...always } = document;
  const hidden = {
    ...(credentialSubject !== undefined && { credentialSubject }),
    ...(evidence !== undefined && { evidence }),
  };
  const task = { kind: 'credential', input, key: ed25519 } as const;
  const rate = (count: number, work: () => Promise<unknown>) => async () => {
    const begun = performance.now();
    await work();
    return (count * 1_000) / (performance.now() - begun);
  };
  const oneByOne = (sign: () => Promise<unknown>) =>
    rate(tokens, async () => {
      for (let number = 0; number < tokens; number += 1) await sign();
    });
  const bareTokens = (alg: string, key: typeof p256) =>
    rate(tokens, () => signTokensBare(document, alg, privateKeyOf(key.privateJwk), tokens));
  const variants: Record<Variant, () => Promise<number>> = {
    // Dated as a deliverer dates those that it has in hand.
    data_integrity: rate(badges, () =>
      Promise.all(
        Array.from({ length: badges }, () => inHand(() => signer.sign({ ...task, created: momentOfSigning() }))),
      ),
    ),
    data_integrity_bare: rate(badges, () =>
      bare.run({ document, proof, privateJwk: ed25519.privateJwk, count: badges }, { name: 'signBare' }),
    ),
    jwt_es256: oneByOne(() => signAsJwt(document, p256)),
    jwt_es256_bare: bareTokens('ES256', p256),
    jwt_rs256: oneByOne(() => signAsJwt(document, rsa)),
    jwt_rs256_bare: bareTokens('RS256', rsa),
    sd_jwt: oneByOne(() => signAsSdJwt(document, p256, options)),
    sd_jwt_bare: rate(tokens, () => signSdJwtsBare(always, hidden, privateKeyOf(p256.privateJwk), tokens)),
  };
  try {
    progress('warming up');
    for (const variant of Object.values(variants)) await variant();
    return await inTurns(variants, quick ? 3 : 7, progress);
  } finally {
    await Promise.all([signer.close(), bare.destroy()]);
  }
}
