import type { NewWalletOfferView } from '../../../../src/api/schemas/wallet-offers.ts';

/** Which wallets an offer is shown for: they take it by different links and codes. It works once, whichever is used. */
export const walletKinds = ['usual', 'european', 'other'] as const;
export type WalletKind = (typeof walletKinds)[number];

/** How wallets of a kind take a badge. */
export interface WalletWay {
  /** Links that open a wallet on this device, each with its name; null: it is not known which one opens. */
  readonly links: readonly { readonly wallet: string | null; readonly link: string }[];
  /** The QR code, as the address of a picture, and what it says. */
  readonly qrCode: string;
  readonly text: string;
}

/** How the wallets of a kind take the badge of an offer. */
export function wayOf(
  { deepLinks, interactionUrl, qrCode, openId4Vci }: NewWalletOfferView,
  kind: WalletKind,
): WalletWay {
  if (kind === 'usual')
    return {
      links: [
        { wallet: 'Learner Credential Wallet', link: deepLinks.learnerCredentialWallet },
        { wallet: 'LearnCard', link: deepLinks.learnCard },
      ],
      qrCode,
      text: interactionUrl,
    };
  const offered = kind === 'european' ? openId4Vci.sdJwt : openId4Vci.json;
  return { links: [{ wallet: null, link: offered.link }], qrCode: offered.qrCode, text: offered.link };
}
