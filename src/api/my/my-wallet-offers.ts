import { z } from 'zod';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import { createOffer } from '../../issuing/wallets/offers.ts';
import { findOwnOffer } from '../../store/open-badges/wallet-offers.ts';
import type { WalletOffer } from '../../store/open-badges/wallet-offers.ts';
import { answers } from '../answers.ts';
import { callerOf } from '../caller.ts';
import type { ApiServer, RouteParts } from '../parts.ts';
import { newWalletOffer, walletOffer } from '../schemas/wallet-offers.ts';
import type { WalletOfferView } from '../schemas/wallet-offers.ts';
import { deepLinksOf, interactionUrl, openId4VciOffer } from '../wallets/addresses.ts';
import { qrCodeUrl } from '../wallets/qr-code.ts';
import { notYours, ownBadgeParams } from './my-badges.ts';

const tags = ['My badges'];
const offerParams = ownBadgeParams.extend({ offer: z.guid() });

/** Offers of a learner's own badges to their wallets: made here, and looked at until one is taken. */
export function addMyWalletOffers(
  server: ApiServer,
  { database, settings }: Pick<RouteParts, 'database' | 'settings'>,
): void {
  const { publicUrl } = settings.http;
  const config = { access: 'signed_in' } as const;

  server.post(
    '/api/v1/my/badges/:id/wallet-offers',
    {
      config,
      schema: {
        operationId: 'createMyWalletOffer',
        tags,
        summary: 'Offer one of your own badges to a wallet; the offer works for one wallet, for ten minutes',
        params: ownBadgeParams,
        response: answers(201, newWalletOffer),
      },
    },
    async (request, reply) => {
      const learnerId = callerOf(request).lmsUserId;
      if (learnerId === null) throw notYours();
      const badgeId = request.params.id;
      const offers = { database, retired: settings.retired };
      const { offer, secret, issuer } = await createOffer(offers, { badgeId, learnerId });
      const url = interactionUrl(publicUrl, secret);
      return reply
        .code(201)
        .header('location', `/api/v1/my/badges/${badgeId}/wallet-offers/${offer.id}`)
        .send({
          ...viewOf(offer),
          interactionUrl: url,
          qrCode: qrCodeUrl(url),
          deepLinks: deepLinksOf(publicUrl, secret, issuer),
          openId4Vci: {
            json: openId4VciOffer(issuer, secret),
            sdJwt: openId4VciOffer(issuer, secret, 'OpenBadgeCredential_sd_jwt'),
          },
        });
    },
  );

  server.get(
    '/api/v1/my/badges/:id/wallet-offers/:offer',
    {
      // The dialog waits for it to be taken.
      config: { ...config, watched: true },
      schema: {
        operationId: 'getMyWalletOffer',
        tags,
        summary: 'Whether a wallet has taken a badge that you offered',
        params: offerParams,
        response: answers(200, walletOffer),
      },
    },
    async (request) => {
      const { id: badgeId, offer: offerId } = request.params;
      const learnerId = callerOf(request).lmsUserId;
      const offer = learnerId === null ? null : await findOwnOffer(database, { badgeId, learnerId }, offerId);
      if (offer === null)
        throw new LaurelError(
          'OFFER_NOT_FOUND',
          told`None of your badges has an offer with this id, or the offer expired long ago.`,
        );
      return viewOf(offer);
    },
  );
}

function viewOf({ id, state, endsAt, secondsLeft, takenAt }: WalletOffer): WalletOfferView {
  return { id, state, endsAt: endsAt.toISOString(), secondsLeft, takenAt: takenAt?.toISOString() ?? null };
}
