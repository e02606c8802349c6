import type { Issuer } from '../../store/open-badges/issuers.ts';
import type { JsonObject } from '../open-badges/json.ts';
import { credentialIssuer, endpoint } from './addresses.ts';
import type { ConfigurationId } from './configurations.ts';
import { preAuthorizedGrant } from './metadata.ts';

/** The form that is offered where nobody chooses: the one that all verifiers take. */
export const usualConfiguration: ConfigurationId = 'OpenBadgeCredential';

/**
 * An offer as wallets read it. One form and not all: some wallets fetch every form that an offer names, and each offer is for one
 * badge, once. It says nothing of the badge: whoever finds the link learns who issues, and no more.
 *
 * @param secret of the offer; it is the pre-authorized code
 */
export function credentialOffer(
  issuer: Pick<Issuer, 'baseUrl' | 'slug'>,
  secret: string,
  configuration: ConfigurationId,
): JsonObject {
  return {
    credential_issuer: credentialIssuer(issuer),
    credential_configuration_ids: [configuration],
    grants: { [preAuthorizedGrant]: { 'pre-authorized_code': secret } },
  };
}

/** The address at which a wallet fetches the offer. */
export function offerAddress(
  issuer: Pick<Issuer, 'baseUrl' | 'slug'>,
  secret: string,
  configuration: ConfigurationId = usualConfiguration,
): string {
  const form = configuration === usualConfiguration ? '' : `?form=${configuration}`;
  return `${endpoint(issuer, 'offer')}/${secret}${form}`;
}

/** The link that opens a wallet on the same device. As a QR code, the address in it is short enough for any camera. */
export function offerLink(address: string): string {
  return `openid-credential-offer://?${new URLSearchParams({ credential_offer_uri: address }).toString()}`;
}

/** The same link with the offer itself in it, for wallets that fetch nothing before they have asked their owner. */
export function offerLinkByValue(offer: JsonObject): string {
  return `openid-credential-offer://?${new URLSearchParams({ credential_offer: JSON.stringify(offer) }).toString()}`;
}
