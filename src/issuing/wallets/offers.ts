import { createHash, randomBytes } from 'node:crypto';
import { LaurelError } from '../../errors.ts';
import type { RetiredSettings } from '../../settings.ts';
import type { Database, Queryable } from '../../store/database/database.ts';
import { findIssuerOfBadge } from '../../store/open-badges/issuers.ts';
import type { Issuer } from '../../store/open-badges/issuers.ts';
import type { BadgeOfLearner } from '../../store/open-badges/own-badges.ts';
import { addOffer, countOffers, findOffer, findOfferable, takeOffer } from '../../store/open-badges/wallet-offers.ts';
import type { Offerable, WalletOffer, WalletProtocol } from '../../store/open-badges/wallet-offers.ts';
import { isRetired } from '../delivery/retired.ts';

/** So long a wallet has to take a badge: opening the app, and choosing who one is in it. */
export const offerMinutes = 10;
/** Of one learner within that time: a person makes a handful, even where the first wallets fail. */
const mostOffers = 30;
const secretBytes = 32;
const secretShape = /^[\w-]{43}$/;

/** What offers are made and found with. */
export interface OfferParts {
  readonly database: Database;
  /** How the names of retired learners look. */
  readonly retired: RetiredSettings;
}

/** An offer and what a wallet comes with: it is told once, to the learner, and kept nowhere. */
export interface NewWalletOffer {
  readonly offer: WalletOffer;
  readonly issuer: Issuer;
  readonly secret: string;
}

/**
 * Offers a learner's own badge to their wallet, whether or not it is published. An offer that was open of it ends.
 *
 * @throws LaurelError BADGE_NOT_FOUND, BADGE_NOT_OFFERED, TOO_MANY_REQUESTS
 */
export async function createOffer(
  { database, retired }: OfferParts,
  { badgeId, learnerId }: BadgeOfLearner,
): Promise<NewWalletOffer> {
  const offerable = await findOfferable(database, badgeId);
  if (offerable === null || offerable.learnerId !== learnerId)
    throw new LaurelError('BADGE_NOT_FOUND', 'None of your badges has this id.');
  const obstacle = obstacleOf(offerable, retired);
  if (obstacle !== null) throw new LaurelError('BADGE_NOT_OFFERED', obstacle);
  if ((await countOffers(database, learnerId, offerMinutes)) >= mostOffers)
    throw new LaurelError('TOO_MANY_REQUESTS', 'So many offers were made just now. Wait ten minutes, then try again.');
  const secret = randomBytes(secretBytes).toString('base64url');
  const offer = await database.transaction((transaction) =>
    addOffer(transaction, { badgeId, secretHash: hashOf(secret), minutes: offerMinutes }),
  );
  return { offer, secret, issuer: await issuerOfOffered(database, badgeId) };
}

/** Who issued a badge that is offered: only what is signed can be. */
export async function issuerOfOffered(database: Queryable, badgeId: string): Promise<Issuer> {
  const issuer = await findIssuerOfBadge(database, badgeId);
  if (issuer === null) throw new Error('a badge that is offered has no issuer');
  return issuer;
}

/**
 * The offer of a secret, when a wallet can take the badge by it.
 *
 * @throws LaurelError OFFER_NOT_FOUND, OFFER_OVER
 */
export async function requireOpenOffer(parts: OfferParts, secret: string): Promise<WalletOffer> {
  const offer = secretShape.test(secret) ? await findOffer(parts.database, hashOf(secret)) : null;
  if (offer === null) throw new LaurelError('OFFER_NOT_FOUND', `Nothing is offered at this address. ${again}`);
  await requireOpen(parts, offer);
  return offer;
}

/**
 * Makes sure that a wallet can take the badge of an offer.
 *
 * @throws LaurelError OFFER_OVER
 */
export async function requireOpen({ database, retired }: OfferParts, offer: WalletOffer): Promise<void> {
  if (offer.state !== 'open') throw over(offer);
  const offerable = await findOfferable(database, offer.badgeId);
  const obstacle = offerable === null ? 'There is no such badge any more.' : obstacleOf(offerable, retired);
  if (obstacle !== null) throw new LaurelError('OFFER_OVER', obstacle);
}

/**
 * Uses an offer up: of two wallets at once, one gets the badge. To be called when everything is ready to be handed over, so that
 * what goes wrong before costs nobody their offer.
 *
 * @throws LaurelError OFFER_OVER
 */
export async function useOffer(
  { database }: Pick<OfferParts, 'database'>,
  offer: WalletOffer,
  protocol: WalletProtocol,
): Promise<void> {
  if (!(await database.transaction((transaction) => takeOffer(transaction, offer.id, protocol))))
    throw new LaurelError('OFFER_OVER', `Meanwhile a wallet has taken the badge, or its time was over. ${again}`);
}

const again = 'For a new offer, open the badge under My badges and choose Add to a wallet.';

function over({ state }: WalletOffer): LaurelError {
  return new LaurelError(
    'OFFER_OVER',
    state === 'taken'
      ? `A wallet has taken the badge already, and each offer works once. ${again}`
      : `It was good for ${offerMinutes} minutes, or until a newer one was made. ${again}`,
  );
}

/** Why a badge can't go into a wallet; null when it can. */
function obstacleOf({ counts, signed, ...learner }: Offerable, retired: RetiredSettings): string | null {
  if (!counts) return 'The badge was revoked.';
  if (isRetired(learner, retired)) return 'The account of its learner was closed, so nothing is issued to it any more.';
  return signed ? null : 'Laurel has not issued this badge (yet): it is held elsewhere, or waits to be signed.';
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(`wallet offer ${secret}`).digest();
}
