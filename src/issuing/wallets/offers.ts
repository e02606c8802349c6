import { createHash, randomBytes } from 'node:crypto';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import type { Told } from '../../told.ts';
import type { RetiredSettings } from '../../settings.ts';
import type { Database, Queryable } from '../../store/database/database.ts';
import { findIssuerOfBadge } from '../../store/open-badges/issuers.ts';
import type { Issuer } from '../../store/open-badges/issuers.ts';
import type { BadgeOfLearner } from '../../store/open-badges/own-badges.ts';
import { addOffer, countOffers, findOffer, findOfferable } from '../../store/open-badges/wallet-offers.ts';
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
    throw new LaurelError('BADGE_NOT_FOUND', told`You have no badge with this id.`);
  const obstacle = obstacleOf(offerable, retired);
  if (obstacle !== null) throw new LaurelError('BADGE_NOT_OFFERED', obstacle);
  if ((await countOffers(database, learnerId, offerMinutes)) >= mostOffers)
    throw new LaurelError(
      'TOO_MANY_REQUESTS',
      told`Too many offers were created recently. Wait ten minutes, then try again.`,
    );
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
  const offer = await requireKnownOffer(parts, secret);
  await requireOpen(parts, offer);
  return offer;
}

/**
 * The same, also for the wallet that has taken it by this protocol and may not have got the answer (handing-over.ts finds out whether it is that
 * one).
 *
 * @throws LaurelError OFFER_NOT_FOUND, OFFER_OVER
 */
export async function requireTakeableOffer(
  parts: OfferParts,
  secret: string,
  protocol: WalletProtocol,
): Promise<WalletOffer> {
  const offer = await requireKnownOffer(parts, secret);
  await requireTakeable(parts, offer, protocol);
  return offer;
}

async function requireKnownOffer({ database }: OfferParts, secret: string): Promise<WalletOffer> {
  const offer = secretShape.test(secret) ? await findOffer(database, hashOf(secret)) : null;
  if (offer === null)
    throw new LaurelError('OFFER_NOT_FOUND', told`There is no offer at this address. ${newOfferHelp}`);
  return offer;
}

/**
 * Makes sure that a wallet can take the badge of an offer.
 *
 * @throws LaurelError OFFER_OVER
 */
export async function requireOpen(parts: OfferParts, offer: WalletOffer): Promise<void> {
  if (offer.state !== 'open') throw offerOver(offer);
  await requireFit(parts, offer);
}

/**
 * Makes sure that a wallet can take the badge of an offer, or has by this protocol and can ask again.
 *
 * @throws LaurelError OFFER_OVER
 */
export async function requireTakeable(parts: OfferParts, offer: WalletOffer, protocol: WalletProtocol): Promise<void> {
  if (offer.state !== 'open' && !(offer.isRepeatable && offer.protocol === protocol)) throw offerOver(offer);
  await requireFit(parts, offer);
}

async function requireFit({ database, retired }: OfferParts, offer: WalletOffer): Promise<void> {
  const offerable = await findOfferable(database, offer.badgeId);
  const obstacle = offerable === null ? told`This badge no longer exists.` : obstacleOf(offerable, retired);
  if (obstacle !== null) throw new LaurelError('OFFER_OVER', obstacle);
}

/** What to do when an offer is over. */
export const newOfferHelp = told`For a new offer, open the badge under My badges and choose Add to a wallet.`;

/** Why nothing is handed out for an offer any more. */
export function offerOver({ state }: Pick<WalletOffer, 'state'>): LaurelError {
  return new LaurelError(
    'OFFER_OVER',
    state === 'taken'
      ? told`A wallet has already taken the badge, and each offer works only once. ${newOfferHelp}`
      : told`An offer is valid for ${offerMinutes} minutes, or until a newer one is created. ${newOfferHelp}`,
  );
}

/** Why a badge can't go into a wallet; null when it can. */
function obstacleOf({ counts, signed, ...learner }: Offerable, retired: RetiredSettings): Told | null {
  if (!counts) return told`The badge was revoked.`;
  if (isRetired(learner, retired))
    return told`The learner's account was closed, so nothing is issued to it any longer.`;
  return signed
    ? null
    : told`This badge is not issued here, or not yet: a provider issues it, or it has not been signed yet.`;
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(`wallet offer ${secret}`).digest();
}
