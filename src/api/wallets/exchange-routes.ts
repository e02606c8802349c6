import { z } from 'zod';
import { LaurelError } from '../../errors.ts';
import { credentialsContextUrl } from '../../issuing/open-badges/contexts/vendored.ts';
import { asList, isJsonObject } from '../../issuing/open-badges/json.ts';
import type { JsonObject } from '../../issuing/open-badges/json.ts';
import { verifyPresentation } from '../../issuing/open-badges/verify/presentation.ts';
import type { IssuingParts } from '../../issuing/openedx/issuing-parts.ts';
import { challengeOf } from '../../issuing/wallets/challenge.ts';
import type { Way } from '../../issuing/wallets/challenge.ts';
import { holderCredential, signForHolder } from '../../issuing/wallets/holder-credential.ts';
import { requireOpenOffer, useOffer } from '../../issuing/wallets/offers.ts';
import type { OfferParts } from '../../issuing/wallets/offers.ts';
import type { ApiServer } from '../parts.ts';

/** A wallet asks two or three times for a badge; behind one address may be a whole class. */
export const fewExchanges = { max: 120, timeWindow: '1 minute' } as const;
/** A presentation for signing in is some hundred bytes. */
const mostBytes = 65_536;

export interface ExchangeParts {
  readonly offers: OfferParts;
  readonly issuing: IssuingParts;
  readonly publicUrl: string;
}

/**
 * Where wallets take the badge of an offer by VC-API, as the Learner Credential Wallet and LearnCard do. Whoever comes with nothing
 * is asked to show who they are (DIDAuthentication); whoever comes with the signed presentation gets the badge, made out to
 * the DID that signed. A wallet that was opened by a link has been asked already, and comes with the presentation alone.
 */
export function addExchanges(server: ApiServer, parts: ExchangeParts): void {
  server.post(
    '/exchanges/:secret',
    {
      config: { access: 'public', rateLimit: fewExchanges },
      bodyLimit: mostBytes,
      schema: { hide: true, params: z.object({ secret: z.string() }), body: z.unknown() },
    },
    async ({ params: { secret }, body }, reply) => {
      const given = isJsonObject(body) ? body : {};
      const presentation = given['verifiablePresentation'] ?? (isPresentation(given) ? given : undefined);
      if (presentation === undefined) {
        await requireOpenOffer(parts.offers, secret);
        return { verifiablePresentationRequest: requestOf(secret, parts.publicUrl) };
      }
      const { credential, way } = await exchange(parts, secret, presentation);
      // Who was asked by a link expects the badge alone, and that it was made just now.
      return way === 'link' ? reply.code(201).send(credential) : { verifiablePresentation: around(credential) };
    },
  );
}

/**
 * Takes the badge of an offer for who signed the presentation. Everything is ready before the offer is used up, so that what goes
 * wrong costs nobody theirs.
 *
 * @throws LaurelError OFFER_NOT_FOUND, OFFER_OVER, PRESENTATION_REFUSED, ENCRYPTION_KEY_MISSING
 */
async function exchange(
  { offers, issuing, publicUrl }: ExchangeParts,
  secret: string,
  presentation: unknown,
): Promise<{ readonly credential: JsonObject; readonly way: Way }> {
  const offer = await requireOpenOffer(offers, secret);
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
  const credential = await signForHolder(issuing, await holderCredential(issuing, offer.badgeId, presented.holder));
  await useOffer(offers, offer, 'vcapi');
  return { credential, way };
}

function requestOf(secret: string, publicUrl: string): JsonObject {
  return {
    query: [
      {
        type: 'DIDAuthentication',
        acceptedMethods: [{ method: 'key' }, { method: 'jwk' }],
        acceptedCryptosuites: [{ cryptosuite: 'eddsa-rdfc-2022' }, { cryptosuite: 'Ed25519Signature2020' }],
      },
    ],
    challenge: challengeOf(secret, 'request'),
    domain: domainOf(publicUrl),
  };
}

function domainOf(publicUrl: string): string {
  return new URL(publicUrl).origin;
}

function isPresentation(given: JsonObject): boolean {
  return given['type'] !== undefined || given['proof'] !== undefined || given['holder'] !== undefined;
}

function around(credential: JsonObject): JsonObject {
  return { '@context': [credentialsContextUrl], type: ['VerifiablePresentation'], verifiableCredential: [credential] };
}

function refused(why: string): LaurelError {
  return new LaurelError('PRESENTATION_REFUSED', why);
}
