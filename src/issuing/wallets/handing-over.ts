import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { LaurelError } from '../../errors.ts';
import type { Transaction } from '../../store/database/database.ts';
import { findTaking, takeOffer } from '../../store/open-badges/wallet-offers.ts';
import type { Taking, WalletOffer, WalletProtocol } from '../../store/open-badges/wallet-offers.ts';
import { newOfferHelp, offerOver } from './offers.ts';
import type { OfferParts } from './offers.ts';
import { told } from '../../told.ts';

/** A wallet that takes the badge of an offer, and by what it is known again when it comes once more. */
export interface Taker {
  readonly protocol: WalletProtocol;
  /** What it came with: the secret of the offer, or the token that it got for that. Kept nowhere. */
  readonly secret: string;
  /** Whose wallet it has proved to be: a DID. */
  readonly holder: string;
  /** In which form it takes the badge. */
  readonly form: string;
  /** What it proved that with, where each proof counts once; null where it may be shown again. */
  readonly proof: string | null;
}

/** What handing over takes. */
export interface HandingOver {
  /** Makes the answer. */
  readonly sign: () => Promise<string>;
  /** Goes into the transaction of it; not of a request that is the same as the first, proof and all. */
  readonly along?: (transaction: Transaction) => Promise<void>;
}

/**
 * Hands the badge of an offer over, to one wallet. While the offer lasts, the same wallet gets the same answer again: the first may
 * have got lost on the way. Everything is ready before the offer is used up, so that what goes wrong costs nobody theirs. What was
 * given is kept sealed with the wallet's own secret, so that nobody reads it in the database.
 *
 * @throws LaurelError OFFER_OVER, and what `sign` and `along` throw
 */
export async function handOverOnce(
  { database }: Pick<OfferParts, 'database'>,
  offer: WalletOffer,
  taker: Taker,
  { sign, along = async () => {} }: HandingOver,
): Promise<string> {
  const made = offer.state === 'open' ? await sign() : null;
  return database.transaction(async (transaction) => {
    if (made !== null && (await takeOffer(transaction, offer.id, takingOf(taker, made)))) {
      await along(transaction);
      return made;
    }
    // Of two requests at once, the second sees here what the first was given.
    const taking = await findTaking(transaction, offer.id);
    if (taking === null || taking.protocol !== taker.protocol || !taking.holderHash.equals(holderHashOf(taker)))
      throw offer.state === 'open' ? overMeanwhile() : offerOver(offer);
    if (taking.requestHash === null || !isSameRequest(taking, taker)) await along(transaction);
    return open(taking.answer, taker.secret);
  });
}

/** What a wallet was given for just this request, proof and all; null when it was none, or is over. */
export async function givenForSame(
  { database }: Pick<OfferParts, 'database'>,
  offer: WalletOffer,
  request: Omit<Taker, 'holder'>,
): Promise<string | null> {
  const taking = await findTaking(database, offer.id);
  return taking !== null && isSameRequest(taking, request) ? open(taking.answer, request.secret) : null;
}

function takingOf(taker: Taker, answer: string): Taking {
  return {
    protocol: taker.protocol,
    holderHash: holderHashOf(taker),
    requestHash: requestHashOf(taker),
    answer: seal(answer, taker.secret),
  };
}

function isSameRequest({ protocol, requestHash }: Taking, request: Omit<Taker, 'holder'>): boolean {
  const hash = requestHashOf(request);
  return protocol === request.protocol && hash !== null && requestHash?.equals(hash) === true;
}

function holderHashOf({ secret, holder, form }: Taker): Buffer {
  return digestOf(['holder', secret, holder, form]);
}

function requestHashOf({ secret, proof, form }: Omit<Taker, 'holder'>): Buffer | null {
  return proof === null ? null : digestOf(['request', secret, proof, form]);
}

function digestOf(parts: readonly string[]): Buffer {
  return createHash('sha256')
    .update(JSON.stringify(['wallet taking', ...parts]))
    .digest();
}

const nonceBytes = 12;
const tagBytes = 16;
const keyBytes = 32;

/** The secret is as random as a key, and is used for one answer. */
function keyOf(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'laurel wallet answer', keyBytes));
}

function seal(answer: string, secret: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce);
  const sealed = Buffer.concat([cipher.update(answer, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

function open(sealed: Buffer, secret: string): string {
  const nonce = sealed.subarray(0, nonceBytes);
  const content = sealed.subarray(nonceBytes + tagBytes);
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), nonce, { authTagLength: tagBytes });
  decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
  return Buffer.concat([decipher.update(content), decipher.final()]).toString('utf8');
}

function overMeanwhile(): LaurelError {
  return new LaurelError(
    'OFFER_OVER',
    told`In the meantime a wallet has taken the badge, or the offer has expired. ${newOfferHelp}`,
  );
}
