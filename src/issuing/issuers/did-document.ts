import type { IssuerKey } from '../../store/open-badges/issuer-keys.ts';
import type { Issuer } from '../../store/open-badges/issuers.ts';
import { didDocument } from '../open-badges/did/did-document.ts';
import type { DocumentKey, KeyState } from '../open-badges/did/did-document.ts';
import type { JsonObject } from '../open-badges/json.ts';
import { issuerMetadata } from '../open-badges/did/issuer-metadata.ts';
import { didOf, issuerUrl } from './issuer-address.ts';

/** The DID document of an issuer: its public keys, those that sign no more among them. */
export function issuerDidDocument(issuer: Issuer, keys: readonly IssuerKey[]): JsonObject {
  return didDocument(didOf(issuer), statesOf(keys));
}

/** The same keys for wallets that know an issuer by its address (SD-JWT VC), as far as they sign such badges. */
export function issuerKeyMetadata(issuer: Issuer, keys: readonly IssuerKey[]): JsonObject {
  return issuerMetadata(issuerUrl(issuer), statesOf(keys));
}

function statesOf(keys: readonly IssuerKey[]): DocumentKey[] {
  return keys.map(({ number, publicJwk, retiredAt, revokedAt }) => {
    const state: KeyState = revokedAt !== null ? 'revoked' : retiredAt !== null ? 'retired' : 'current';
    return { fragment: `key-${number}`, publicJwk, state };
  });
}
