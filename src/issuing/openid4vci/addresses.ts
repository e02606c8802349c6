import type { Issuer } from '../../store/open-badges/issuers.ts';
import { issuerUrl } from '../issuers/issuer-address.ts';

type Addressed = Pick<Issuer, 'baseUrl' | 'slug'>;

/** What wallets know an issuer by (`credential_issuer`), and what their proofs are for. */
export function credentialIssuer(issuer: Addressed): string {
  return issuerUrl(issuer);
}

/** Below the address of the issuer, as the routes have them. */
export const endpointPaths = {
  token: 'openid4vci/token',
  nonce: 'openid4vci/nonce',
  credential: 'openid4vci/credential',
  offer: 'openid4vci/offers',
} as const;

export function endpoint(issuer: Addressed, name: keyof typeof endpointPaths): string {
  return `${issuerUrl(issuer)}/${endpointPaths[name]}`;
}
