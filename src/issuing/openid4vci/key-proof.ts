import { decodeProtectedHeader, jwtVerify } from 'jose';
import type { CompactJWSHeaderParameters } from 'jose';
import { findKey } from '../open-badges/did/did-document.ts';
import { didJwkOf, selfContainedDocument } from '../open-badges/did/self-contained.ts';
import { isJsonObject } from '../open-badges/json.ts';
import { algorithmOf, publicKeyOf, publicPart } from '../open-badges/keys/keys.ts';
import type { PublicJwk } from '../open-badges/keys/keys.ts';
import { OAuthError } from './oauth-error.ts';

/** How a wallet may name its key: ids that are the key themselves, so that nothing is fetched, and the key alone. */
export const bindingMethods: readonly string[] = ['did:key', 'did:jwk', 'jwk'];

/** What it may sign with. */
const algorithmsOf: Readonly<Record<string, readonly string[]>> = { Ed25519: ['EdDSA', 'Ed25519'], 'P-256': ['ES256'] };
export const proofAlgorithms: readonly string[] = Object.values(algorithmsOf).flat();

const proofType = 'openid4vci-proof+jwt';
/** A proof may be so old, by a clock that is wrong by so much. The nonce says how fresh it is; this refuses what was kept. */
const mostSeconds = 300;
const clockToleranceSeconds = 60;
const mostCharacters = 20_000;

/** Who has proved to have a key. */
export interface Holder {
  /** Their DID; of a key that came alone, the one that says it. */
  readonly did: string;
  readonly publicJwk: PublicJwk;
}

export interface KeyProof {
  readonly holder: Holder;
  readonly nonce: string;
}

/**
 * Verifies that a wallet has the key that it names, for this issuer and just now (OpenID4VCI, key proof of type `jwt`). Whether the
 * nonce is one of ours is for the caller to find out.
 *
 * @param audience the issuer, as wallets know it
 * @throws OAuthError invalid_proof
 */
export async function verifyKeyProof(jwt: string, audience: string, now: Date): Promise<KeyProof> {
  const holder = holderIn(headerOf(jwt));
  const { nonce, aud } = await verifyClaims(jwt, holder.publicJwk, audience, now);
  if (typeof nonce !== 'string' || nonce === '') throw refused('It has no nonce (c_nonce) of this issuer in it.');
  // A proof for several is one that another of them could pass on.
  if (aud !== audience) throw refused(`It is not for ${audience} alone (aud).`);
  return { holder, nonce };
}

async function verifyClaims(jwt: string, publicJwk: PublicJwk, audience: string, now: Date) {
  const algorithms = algorithmsOf[algorithmOf(publicJwk) ?? ''];
  if (algorithms === undefined) throw refused('Its key is neither on Ed25519 nor on P-256.');
  try {
    const { payload } = await jwtVerify(jwt, publicKeyOf(publicJwk), {
      typ: proofType,
      algorithms: [...algorithms],
      audience,
      maxTokenAge: mostSeconds,
      clockTolerance: clockToleranceSeconds,
      currentDate: now,
    });
    return payload;
  } catch (error) {
    const claim = (error as { readonly claim?: unknown }).claim;
    throw refused(
      typeof claim === 'string' && claim !== 'unspecified'
        ? `Its "${claim}" is missing or not right: it has to be for ${audience} (aud), signed within the last minutes (iat), and of type ${proofType}.`
        : 'Its signature is not that of the key that it names.',
    );
  }
}

function headerOf(jwt: string): CompactJWSHeaderParameters {
  try {
    if (jwt.length > mostCharacters) throw new TypeError('too long');
    return decodeProtectedHeader(jwt) as CompactJWSHeaderParameters;
  } catch {
    throw refused('It is no signed JWT.');
  }
}

/** The key that a proof names: by exactly one way, so that nobody can mean another than is checked. */
function holderIn({ kid, jwk, x5c }: CompactJWSHeaderParameters): Holder {
  if ([kid, jwk, x5c].filter((each) => each !== undefined).length !== 1)
    throw refused('Its header has to name the key in one way: a did:key or did:jwk (kid), or the key itself (jwk).');
  if (isJsonObject(jwk)) return holderOfKey(jwk);
  if (typeof kid !== 'string') throw refused('Keys are named by did:key, did:jwk or jwk here.');
  return holderOfId(kid);
}

function holderOfKey(jwk: Readonly<Record<string, unknown>>): Holder {
  const algorithm = algorithmOf(jwk);
  if (algorithm === undefined) throw refused('Its key is neither on Ed25519 nor on P-256.');
  if ('d' in jwk)
    throw refused('It shows the private part of its key. Use another key: that one is not secret any more.');
  const publicJwk = publicPart(algorithm, jwk);
  return { did: didJwkOf(publicJwk), publicJwk };
}

/** @param kid of a key in the document of a DID; the DID alone where it has one key */
function holderOfId(kid: string): Holder {
  const [did = ''] = kid.split('#');
  const document = selfContainedDocument(did);
  if (document === undefined) throw refused('Its key is not named by a did:key or did:jwk on Ed25519 or P-256.');
  const [only] = document['authentication'] as readonly string[];
  const key = findKey(document, kid === did ? (only ?? '') : kid, 'authentication');
  if (typeof key === 'string') throw refused('Its DID has no such key.');
  return { did, publicJwk: key.publicJwk };
}

function refused(why: string): OAuthError {
  return new OAuthError('invalid_proof', `The key proof does not count. ${why}`);
}
