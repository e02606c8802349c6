import { didOf } from '../../issuing/issuers/issuer-address.ts';
import type { ConfigurationId } from '../../issuing/openid4vci/configurations.ts';
import {
  credentialOffer,
  offerAddress,
  offerLink,
  offerLinkByValue,
  usualConfiguration,
} from '../../issuing/openid4vci/credential-offer.ts';
import { challengeOf } from '../../issuing/wallets/challenge.ts';
import type { Issuer } from '../../store/open-badges/issuers.ts';
import type { DeepLinks, OpenId4VciOffer } from '../schemas/wallet-offers.ts';
import { qrCodeUrl } from './qr-code.ts';

/** Where the offer of a secret is for wallets of every kind: what a QR code holds. `iuv` is the version of interaction URLs. */
export function interactionUrl(publicUrl: string, secret: string): string {
  return `${publicUrl}/interactions/${secret}?iuv=1`;
}

/** Where a wallet takes the badge by VC-API. */
export function exchangeUrl(publicUrl: string, secret: string): string {
  return `${publicUrl}/exchanges/${secret}`;
}

/** By which protocols the badge of an offer can be taken, and where each begins (VCALM 1.0, interaction URL). */
export function protocolsOf(publicUrl: string, secret: string, issuer: Issuer): Readonly<Record<string, string>> {
  return { vcapi: exchangeUrl(publicUrl, secret), OID4VCI: openId4VciLink(issuer, secret) };
}

/** The link that opens a wallet of OpenID4VCI, and what its QR code holds. */
export function openId4VciLink(issuer: Issuer, secret: string, configuration?: ConfigurationId): string {
  return offerLink(offerAddress(issuer, secret, configuration));
}

/** The offer for wallets of OpenID4VCI, in one of the forms of a badge. */
export function openId4VciOffer(
  issuer: Issuer,
  secret: string,
  configuration: ConfigurationId = usualConfiguration,
): OpenId4VciOffer {
  const link = openId4VciLink(issuer, secret, configuration);
  return {
    link,
    linkByValue: offerLinkByValue(credentialOffer(issuer, secret, configuration)),
    qrCode: qrCodeUrl(link),
  };
}

/** Links that open a wallet on the same device. */
export function deepLinksOf(publicUrl: string, secret: string, issuer: Issuer): DeepLinks {
  return {
    learnerCredentialWallet: learnerWalletLink(exchangeUrl(publicUrl, secret), secret, issuer),
    learnCard: `https://learncard.app/request?${new URLSearchParams({ vc_request_url: exchangeUrl(publicUrl, secret) }).toString()}`,
  };
}

/**
 * The link that opens the Learner Credential Wallet, with all that it needs to sign in.
 *
 * @param takenAt where it takes the badge
 */
export function learnerWalletLink(takenAt: string, secret: string, issuer: Issuer): string {
  const parameters = {
    issuer: didOf(issuer),
    vc_request_url: takenAt,
    auth_type: 'bearer',
    challenge: challengeOf(secret, 'link'),
  };
  return `dccrequest://request?${new URLSearchParams(parameters).toString()}`;
}
