import { z } from 'zod';
import { timestamp } from './common.ts';

const offerFields = {
  id: z.guid(),
  state: z.enum(['open', 'taken', 'ended']).meta({
    description: 'Open: a wallet can take the badge. Ended: it has expired, or there is a newer offer for the badge.',
  }),
  endsAt: timestamp,
  secondsLeft: z.int().meta({ description: 'Seconds until it expires, by the clock of the server.' }),
  takenAt: timestamp.nullable(),
};

/** How an offer of a badge to a wallet stands. */
export const walletOffer = z.strictObject(offerFields).meta({ id: 'WalletOffer' });
export type WalletOfferView = z.output<typeof walletOffer>;

const deepLinks = z
  .strictObject({
    learnerCredentialWallet: z.string(),
    learnCard: z.string(),
  })
  .meta({ description: 'Links that open a wallet on the same device.' });
export type DeepLinks = z.output<typeof deepLinks>;

const openId4VciOffer = z.strictObject({
  link: z.string().meta({ description: 'Opens a wallet on the same device, which then fetches the offer.' }),
  linkByValue: z.string().meta({ description: 'The same, but containing the offer itself.' }),
  qrCode: z.string().meta({ description: 'The link for another device, as a QR code: a data URL of an SVG.' }),
});
export type OpenId4VciOffer = z.output<typeof openId4VciOffer>;

/** An offer that was just made: with what a wallet takes the badge by, which is never told again. */
export const newWalletOffer = z
  .strictObject({
    ...offerFields,
    interactionUrl: z.string().meta({
      description:
        'For wallets of every kind: lists the protocols with which the badge can be taken. Anyone who has it can take the badge.',
    }),
    qrCode: z.string().meta({ description: 'The same as a QR code: a data URL of an SVG.' }),
    deepLinks,
    openId4Vci: z.strictObject({ json: openId4VciOffer, sdJwt: openId4VciOffer }).meta({
      description:
        'The same offer for OpenID4VCI wallets: as JSON with an embedded proof, and as an SD-JWT VC for wallets of the European Union. It works for one wallet, with either format.',
    }),
  })
  .meta({ id: 'NewWalletOffer' });
export type NewWalletOfferView = z.output<typeof newWalletOffer>;
