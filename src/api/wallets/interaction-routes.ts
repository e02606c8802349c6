import { LaurelError } from '../../errors.ts';
import { issuerOfOffered, requireOpenOffer, requireTakeableOffer } from '../../issuing/wallets/offers.ts';
import type { OfferParts } from '../../issuing/wallets/offers.ts';
import { findCredential } from '../../store/open-badges/credentials.ts';
import type { ApiServer } from '../parts.ts';
import { preferred } from '../public/negotiation.ts';
import type { Form } from '../public/negotiation.ts';
import { withAchievement } from '../public/published-badge.ts';
import { offerOverPage, offerPage } from '../public-pages/offer-page.ts';
import type { OfferView } from '../public-pages/offer-page.ts';
import { languageOfRequest, sendPage } from '../public-pages/send.ts';
import { deepLinksOf, interactionUrl, openId4VciLink, protocolsOf } from './addresses.ts';
import { fewExchanges } from './exchange-routes.ts';
import { qrCode } from './qr-code.ts';

/** Browsers name pages; wallets name JSON, or take anything. */
const protocols = { mediaType: 'application/json' } as const;
const forms: readonly Form[] = [protocols, { mediaType: 'text/html' }];

/**
 * Where the QR code of an offer leads: wallets learn by which protocols they can take the badge, and people, whose phone has opened
 * its browser instead, what to do. Looking takes nothing.
 */
export function addInteractions(
  server: ApiServer,
  { offers, publicUrl }: { readonly offers: OfferParts; readonly publicUrl: string },
): void {
  server.get(
    '/interactions/:secret',
    { config: { access: 'public', rateLimit: fewExchanges }, schema: { hide: true } },
    async (request, reply) => {
      const { secret } = request.params as { readonly secret: string };
      const language = languageOfRequest(request);
      void reply.header('vary', 'Accept, Accept-Language');
      if (preferred(request.headers.accept, forms, protocols) === protocols) {
        // Also for a wallet that has taken the badge, did not get the answer, and begins anew.
        const { badgeId } = await requireTakeableOffer(offers, secret, 'vcapi');
        const issuer = await issuerOfOffered(offers.database, badgeId);
        return reply.send({ protocols: protocolsOf(publicUrl, secret, issuer) });
      }
      try {
        return await sendPage(reply, offerPage(await viewOf(secret), language));
      } catch (error) {
        if (!(error instanceof LaurelError) || !isOver(error)) throw error;
        return sendPage(reply.code(error.code === 'OFFER_OVER' ? 410 : 404), offerOverPage(language));
      }
    },
  );

  async function viewOf(secret: string): Promise<OfferView> {
    const { badgeId, secondsLeft } = await requireOpenOffer(offers, secret);
    const credential = await findCredential(offers.database, badgeId);
    if (credential?.body == null) throw new Error('a badge that is offered is not signed');
    const { issuer, achievement } = await withAchievement(offers.database, { ...credential, body: credential.body });
    return {
      name: achievement.content.name,
      language: achievement.content.language,
      issuer,
      minutesLeft: Math.ceil(secondsLeft / 60),
      qrCode: qrCode(interactionUrl(publicUrl, secret)),
      links: deepLinksOf(publicUrl, secret, issuer),
      openId4Vci: openId4VciLink(issuer, secret),
    };
  }
}

function isOver({ code }: LaurelError): boolean {
  return code === 'OFFER_OVER' || code === 'OFFER_NOT_FOUND';
}
