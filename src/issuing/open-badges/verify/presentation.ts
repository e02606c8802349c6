import { NotCanonical } from '../contexts/canonical.ts';
import { credentialsContextUrl, credentialsContextV1Url } from '../contexts/vendored.ts';
import { findKey } from '../did/did-document.ts';
import { selfContainedDocument } from '../did/self-contained.ts';
import { asList, idOf, isJsonObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { algorithmOf } from '../keys/keys.ts';
import { isVerifiable, verifyProof } from '../proofs/data-integrity.ts';
import { isWithinBounds } from './bounds.ts';

/** What a wallet was asked to sign. */
export interface Asked {
  readonly challenge: string;
  readonly domain: string;
  /** Whether it was told the domain: then it has to be in the signature, and not only right where it is. */
  readonly isDomainTold: boolean;
}

/** What came of a presentation: who holds the key that signed it, or why that is not known. */
export type Presented = { readonly holder: string } | { readonly refused: string };

/**
 * Verifies that somebody holds a DID: a presentation, which may be empty, signed by a key of theirs for this occasion
 * (DIDAuthentication of the Verifiable Presentation Request). Wallets sign with `eddsa-rdfc-2022` or, still,
 * `Ed25519Signature2020`. DIDs that are a key themselves are taken: nothing is fetched for them.
 */
export async function verifyPresentation(presentation: JsonObject, asked: Asked, now: Date): Promise<Presented> {
  const proof = onlyProof(presentation);
  if (typeof proof === 'string') return { refused: proof };
  const wrong = whatIsWrong(proof, asked, now);
  if (wrong !== null) return { refused: wrong };
  const holder = idOf(presentation['holder']);
  const keyId = idOf(proof['verificationMethod']);
  if (holder === undefined || keyId === undefined)
    return { refused: 'It does not say who holds it (holder), or by which key it was signed (verificationMethod).' };
  if (keyId === holder) return { refused: 'It says whose key signed it, and not which (verificationMethod): DID#key.' };
  if (keyId.split('#')[0] !== holder) return { refused: 'It was signed by the key of another than its holder.' };
  const document = selfContainedDocument(holder);
  if (document === undefined)
    return { refused: 'Its holder has to be a did:key or a did:jwk: other DIDs are not looked up here.' };
  const key = findKey(document, keyId, 'authentication');
  if (typeof key === 'string') return { refused: key };
  if (algorithmOf(key.publicJwk) !== 'Ed25519') return { refused: 'The key of its holder has to be on Ed25519.' };
  const isRight = await verifyProof(presentation, proof, key.publicJwk).catch((error: unknown) => {
    if (error instanceof NotCanonical) return error.message;
    throw error;
  });
  if (typeof isRight === 'string') return { refused: isRight };
  return isRight ? { holder } : { refused: 'The signature is wrong: it was altered, or signed by another key.' };
}

/** The proof of a presentation of the form that is expected; or what is wrong with it. */
function onlyProof(presentation: JsonObject): JsonObject | string {
  const contexts = asList(presentation['@context']);
  if (!isWithinBounds(presentation)) return 'It is larger than a presentation for signing in ever is.';
  if (!asList(presentation['type']).includes('VerifiablePresentation'))
    return 'It is no Verifiable Presentation: its type does not say so.';
  // Contexts within it could give every word another meaning than the one that is read here.
  if (!contexts.every((context) => typeof context === 'string'))
    return 'It brings a context of its own, and those are not used.';
  if (contexts[0] !== credentialsContextUrl && contexts[0] !== credentialsContextV1Url)
    return 'Its first context has to be the one of Verifiable Credentials.';
  const proofs = asList(presentation['proof']);
  const [proof] = proofs;
  if (proofs.length !== 1 || !isJsonObject(proof)) return 'It has to be signed, with one proof.';
  return isVerifiable(proof) ? proof : 'It has to be signed with eddsa-rdfc-2022 or Ed25519Signature2020.';
}

function whatIsWrong({ proofPurpose, challenge, domain, expires }: JsonObject, asked: Asked, now: Date): string | null {
  if (proofPurpose !== 'authentication') return 'It was signed for another purpose than to authenticate its holder.';
  if (challenge !== asked.challenge) return 'It was signed for another challenge: ask for a new one.';
  if (domain === undefined ? asked.isDomainTold : !asList(domain).includes(asked.domain))
    return `It was not signed for this site, whose domain is ${asked.domain}.`;
  if (expires !== undefined && !(typeof expires === 'string' && Date.parse(expires) > now.getTime()))
    return 'The time that its signature was made for is over.';
  return null;
}
