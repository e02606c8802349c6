import { LaurelError } from '../../errors.ts';
import { asList, isJsonObject } from '../../issuing/open-badges/json.ts';
import type { JsonObject } from '../../issuing/open-badges/json.ts';
import { verifyPresentation } from '../../issuing/open-badges/verify/presentation.ts';
import type { IssuingParts } from '../../issuing/openedx/issuing-parts.ts';
import { challengeOf } from '../../issuing/wallets/challenge.ts';
import type { Way } from '../../issuing/wallets/challenge.ts';
import { holderCredential, signForHolder } from '../../issuing/wallets/holder-credential.ts';
import { handOverOnce } from '../../issuing/wallets/handing-over.ts';
import { requireTakeableOffer } from '../../issuing/wallets/offers.ts';
import type { OfferParts } from '../../issuing/wallets/offers.ts';
import { asIs } from '../../told.ts';

export interface TakingParts {
  readonly offers: OfferParts;
  readonly issuing: IssuingParts;
  readonly publicUrl: string;
}

/**
 * Takes the badge of an offer for who signed the presentation. Who has taken it, and may not have got the answer, gets it again.
 *
 * @throws LaurelError OFFER_NOT_FOUND, OFFER_OVER, PRESENTATION_REFUSED, ENCRYPTION_KEY_MISSING
 */
export async function takeBadge(
  { offers, issuing, publicUrl }: TakingParts,
  secret: string,
  presentation: unknown,
): Promise<{ readonly credential: JsonObject; readonly way: Way }> {
  const offer = await requireTakeableOffer(offers, secret, 'vcapi');
  if (!isJsonObject(presentation)) throw refused('It is no JSON object.');
  const [proof] = asList(presentation['proof']);
  const linked = challengeOf(secret, 'link');
  const way: Way = isJsonObject(proof) && proof['challenge'] === linked ? 'link' : 'request';
  const presented = await verifyPresentation(
    presentation,
    { challenge: challengeOf(secret, way), domain: domainOf(publicUrl), isDomainTold: way === 'request' },
    new Date(),
  );
  if ('refused' in presented) throw refused(presented.refused);
  const { holder } = presented;
  const taker = { protocol: 'vcapi', secret, holder, form: 'OpenBadgeCredential', proof: null } as const;
  const given = await handOverOnce(offers, offer, taker, {
    sign: async () =>
      JSON.stringify(await signForHolder(issuing, await holderCredential(issuing, offer.badgeId, holder))),
  });
  return { credential: JSON.parse(given) as JsonObject, way };
}

/** Whom a wallet signs in to: this site. */
export function domainOf(publicUrl: string): string {
  return new URL(publicUrl).origin;
}

function refused(why: string): LaurelError {
  return new LaurelError('PRESENTATION_REFUSED', asIs(why));
}
