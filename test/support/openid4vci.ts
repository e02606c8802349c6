/** A wallet of OpenID4VCI with one key, at the API of a test. What wallets of others do is in test/interop. */
import { CompactSign } from 'jose';
import { didJwkOf, didKeyOf } from '../../src/issuing/open-badges/did/self-contained.ts';
import { generateKey, privateKeyOf } from '../../src/issuing/open-badges/keys/keys.ts';
import type { KeyAlgorithm, KeyPair } from '../../src/issuing/open-badges/keys/keys.ts';
import type { Answer, ApiStage } from './api.ts';

/** How the wallet names its key. */
export type Naming = 'did:key' | 'did:jwk' | 'jwk';

export interface ProofChanges {
  readonly header?: object;
  readonly claims?: object;
  /** Signs with the key of another. */
  readonly by?: KeyPair;
}

export interface OpenId4VciWallet {
  /** What badges have to be made out to. */
  readonly did: string;
  readonly key: KeyPair;
  /** Proves to have the key, to an issuer and with its nonce. */
  prove(asked: { readonly aud: string; readonly nonce?: string }, changes?: ProofChanges): Promise<string>;
}

const signatures: Readonly<Record<KeyAlgorithm, string>> = { Ed25519: 'EdDSA', 'P-256': 'ES256', RSA: 'RS256' };

export async function createOpenId4VciWallet(
  algorithm: KeyAlgorithm = 'Ed25519',
  naming: Naming = 'did:key',
): Promise<OpenId4VciWallet> {
  const key = await generateKey(algorithm);
  const did = naming === 'did:key' ? didKeyOf(key.publicJwk) : didJwkOf(key.publicJwk);
  const kid = naming === 'did:key' ? `${did}#${did.slice('did:key:'.length)}` : `${did}#0`;
  return {
    did,
    key,
    prove: (asked, { header, claims, by = key } = {}) => {
      const named = naming === 'jwk' ? { jwk: key.publicJwk } : { kid };
      const body = { iat: Math.floor(Date.now() / 1000), ...asked, ...claims };
      return new CompactSign(Buffer.from(JSON.stringify(body)))
        .setProtectedHeader({ alg: signatures[by.algorithm], typ: 'openid4vci-proof+jwt', ...named, ...header })
        .sign(privateKeyOf(by.privateJwk));
    },
  };
}

/** The path of an address at the site that the tests' issuers are at. */
export function pathOf(address: string): string {
  const { origin, pathname, search } = new URL(address);
  if (origin !== 'https://badges.example.org') throw new Error(`${address} is not at this site`);
  return pathname + search;
}

const grantType = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';

/** What a wallet asks of an issuer. */
export interface IssuerClient {
  /** As wallets know it. */
  readonly issuer: string;
  offerOf(link: string): Promise<{ readonly answer: Answer; readonly code: string }>;
  token(code: string, more?: Readonly<Record<string, string>>): Promise<Answer>;
  nonce(): Promise<string>;
  credential(token: string | null, body: unknown): Promise<Answer>;
}

export function issuerClient(api: ApiStage, slug = 'acme'): IssuerClient {
  const base = `/issuers/${slug}/openid4vci`;
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  return {
    issuer: `https://badges.example.org/issuers/${slug}`,
    async offerOf(link) {
      const address = new URL(link).searchParams.get('credential_offer_uri') ?? '';
      const answer = await api.send(null, 'GET', pathOf(address));
      return { answer, code: answer.json().grants?.[grantType]['pre-authorized_code'] ?? '' };
    },
    token: (code, more = {}) => {
      const body = new URLSearchParams({ grant_type: grantType, 'pre-authorized_code': code, ...more }).toString();
      return api.send(null, 'POST', `${base}/token`, { headers: form, body });
    },
    nonce: async () => (await api.send(null, 'POST', `${base}/nonce`)).json().c_nonce,
    credential: (token, body) =>
      api.send(null, 'POST', `${base}/credential`, {
        headers: token === null ? {} : { authorization: `Bearer ${token}` },
        body,
      }),
  };
}
