import type { IssuerKey } from '../../store/open-badges/issuer-keys.ts';
import type { Issuer } from '../../store/open-badges/issuers.ts';
import { didDocument } from '../open-badges/did/did-document.ts';
import type { KeyState } from '../open-badges/did/did-document.ts';
import type { JsonObject } from '../open-badges/json.ts';
import { didOf } from './issuer-address.ts';

/** The DID document of an issuer: its public keys, those that sign no more among them. */
export function issuerDidDocument(issuer: Issuer, keys: readonly IssuerKey[]): JsonObject {
  const states = keys.map(({ number, publicJwk, retiredAt, revokedAt }) => {
    const state: KeyState = revokedAt !== null ? 'revoked' : retiredAt !== null ? 'retired' : 'current';
    return { fragment: `key-${number}`, publicJwk, state };
  });
  return didDocument(didOf(issuer), states);
}
