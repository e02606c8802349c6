import { createHash, randomBytes } from 'node:crypto';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import type { Issuer } from '../../store/open-badges/issuers.ts';
import { findIssuerOfBadge } from '../../store/open-badges/issuers.ts';
import { findOfferById } from '../../store/open-badges/wallet-offers.ts';
import type { WalletOffer } from '../../store/open-badges/wallet-offers.ts';
import { addUsedNonce, addWalletToken, isNonceUsed, offerOfToken } from '../../store/open-badges/wallet-tokens.ts';
import type { IssuingParts } from '../openedx/issuing-parts.ts';
import { holderCredential } from '../wallets/holder-credential.ts';
import { givenForSame, handOverOnce } from '../wallets/handing-over.ts';
import { requireOpenOffer, requireTakeable } from '../wallets/offers.ts';
import type { OfferParts } from '../wallets/offers.ts';
import { credentialIssuer } from './addresses.ts';
import type { Edition } from './configurations.ts';
import { readCredentialRequest } from './credential-request.ts';
import { signInForm } from './forms.ts';
import type { SignedForm } from './forms.ts';
import { verifyKeyProof } from './key-proof.ts';
import { nonceSeconds } from './nonces.ts';
import type { Nonces } from './nonces.ts';
import { OAuthError } from './oauth-error.ts';

const tokenBytes = 32;
const tokenShape = /^[\w-]{43}$/;

/** What badges are handed to wallets with. */
export interface HandoverParts {
  readonly offers: OfferParts;
  readonly issuing: IssuingParts;
  readonly nonces: Nonces;
}

/**
 * The offer of a secret, when it is one of this issuer and open.
 *
 * @throws LaurelError OFFER_NOT_FOUND, OFFER_OVER
 */
export async function requireOfferOf({ offers }: HandoverParts, issuer: Issuer, secret: string): Promise<WalletOffer> {
  const offer = await requireOpenOffer(offers, secret);
  if ((await findIssuerOfBadge(offers.database, offer.badgeId))?.id !== issuer.id)
    throw new LaurelError('OFFER_NOT_FOUND', told`This issuer has no credential offer at this address.`);
  return offer;
}

/** What a wallet fetches the badge with. */
export interface WalletToken {
  readonly token: string;
  readonly secondsLeft: number;
}

/**
 * Gives a token for the code of an offer, once. The token lasts as long as the offer.
 *
 * @throws OAuthError invalid_grant
 */
export async function exchangeCode(parts: HandoverParts, issuer: Issuer, code: string): Promise<WalletToken> {
  const offer = await requireOfferOf(parts, issuer, code).catch(as('invalid_grant'));
  const token = randomBytes(tokenBytes).toString('base64url');
  const isFirst = await parts.offers.database.transaction((transaction) =>
    addWalletToken(transaction, { offerId: offer.id, tokenHash: hashOf('token', token), endsAt: offer.endsAt }),
  );
  if (!isFirst)
    throw new OAuthError(
      'invalid_grant',
      'A wallet has used this code already, and each works once. Make a new offer.',
    );
  return { token, secondsLeft: offer.secondsLeft };
}

/** A badge as it goes into a wallet. */
export interface HandedOver {
  readonly credential: SignedForm;
  readonly edition: Edition;
}

/**
 * Hands the badge of a token over, made out to the key that the wallet has proved to have. A wallet that may not have got the answer
 * can repeat its request, just as it was or with a new proof of the same key, and gets the same; another key gets nothing.
 *
 * @param body of the request, as it came
 * @throws OAuthError in the words of the wallet's edition
 * @throws LaurelError ENCRYPTION_KEY_MISSING
 */
export async function handOver(
  parts: HandoverParts,
  issuer: Issuer,
  { token, body }: { readonly token: string; readonly body: unknown },
): Promise<HandedOver> {
  const { issuing, nonces, offers } = parts;
  const offer = await offerFor(parts, issuer, token);
  const request = readCredentialRequest(body);
  const { configuration, edition, proof } = request;
  const same = { protocol: 'oid4vci', secret: token, form: `${configuration} ${edition}`, proof } as const;
  const before = (): Promise<string | null> => givenForSame(offers, offer, same);
  // Of a proof that was good when it came first, neither the nonce nor its time is looked at again.
  const repeated = offer.isRepeatable ? await before() : null;
  if (repeated !== null) return handedOver(repeated, edition);
  const now = new Date();
  const { holder, nonce } = await verifyKeyProof(proof, credentialIssuer(issuer), now);
  const nonceHash = hashOf('nonce', nonce);
  if (!nonces.isFresh(nonce, issuer, now)) throw staleNonce(edition);
  if (await isNonceUsed(offers.database, nonceHash)) {
    // By just this request, a moment ago?
    const given = await before();
    if (given === null) throw staleNonce(edition);
    return handedOver(given, edition);
  }
  const given = await handOverOnce(
    offers,
    offer,
    { ...same, holder: holder.did },
    {
      sign: async () =>
        JSON.stringify(
          await signInForm(issuing, await holderCredential(issuing, offer.badgeId, holder.did), { ...request, holder }),
        ),
      along: async (transaction) => {
        // Until nobody would take it for fresh, however far clocks are apart.
        if (!(await addUsedNonce(transaction, nonceHash, 2 * nonceSeconds))) throw staleNonce(edition);
      },
    },
  ).catch(as('invalid_token'));
  return handedOver(given, edition);
}

function handedOver(given: string, edition: Edition): HandedOver {
  return { credential: JSON.parse(given) as SignedForm, edition };
}

/** @throws OAuthError invalid_token, credential_request_denied */
async function offerFor(parts: HandoverParts, issuer: Issuer, token: string): Promise<WalletOffer> {
  const { database } = parts.offers;
  const id = tokenShape.test(token) ? await offerOfToken(database, hashOf('token', token)) : null;
  const offer = id === null ? null : await findOfferById(database, id);
  if (offer === null || (await findIssuerOfBadge(database, offer.badgeId))?.id !== issuer.id)
    throw new OAuthError('invalid_token', 'There is no such token, or it is over.');
  // A token is worth what its offer is; what happened to the badge itself is another matter.
  const isGood = offer.state === 'open' || (offer.isRepeatable && offer.protocol === 'oid4vci');
  await requireTakeable(parts.offers, offer, 'oid4vci').catch(
    as(isGood ? 'credential_request_denied' : 'invalid_token'),
  );
  return offer;
}

function staleNonce(edition: Edition): OAuthError {
  return new OAuthError(
    edition === 'final' ? 'invalid_nonce' : 'invalid_proof',
    'The nonce (c_nonce) was used before, is too old, or is none of this issuer. Fetch a new one and sign again.',
  );
}

function as(code: OAuthError['code']): (error: unknown) => never {
  return (error) => {
    if (error instanceof LaurelError && (error.code === 'OFFER_OVER' || error.code === 'OFFER_NOT_FOUND'))
      throw new OAuthError(code, error.details.join(' '));
    throw error;
  };
}

/** By what it is: a token is no nonce, nor the secret of an offer. */
function hashOf(kind: 'token' | 'nonce', text: string): Buffer {
  return createHash('sha256').update(`wallet ${kind} ${text}`).digest();
}
