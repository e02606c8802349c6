import { z } from 'zod';
import { credentialsContextUrl } from '../../issuing/open-badges/contexts/vendored.ts';
import { isJsonObject } from '../../issuing/open-badges/json.ts';
import type { JsonObject } from '../../issuing/open-badges/json.ts';
import { challengeOf } from '../../issuing/wallets/challenge.ts';
import { requireTakeableOffer } from '../../issuing/wallets/offers.ts';
import type { ApiServer } from '../parts.ts';
import { domainOf, takeBadge } from './take-badge.ts';
import type { TakingParts } from './take-badge.ts';

/** A wallet asks two or three times for a badge; behind one address may be a whole class. */
export const fewExchanges = { max: 120, timeWindow: '1 minute' } as const;
/** A presentation for signing in is some hundred bytes. */
export const mostPresentationBytes = 65_536;

/**
 * Where wallets take the badge of an offer by VC-API, as the Learner Credential Wallet and LearnCard do. Whoever comes with nothing
 * is asked to show who they are (DIDAuthentication); whoever comes with the signed presentation gets the badge, made out to
 * the DID that signed. A wallet that was opened by a link has been asked already, and comes with the presentation alone.
 */
export function addExchanges(server: ApiServer, parts: TakingParts): void {
  server.post(
    '/exchanges/:secret',
    {
      config: { access: 'public', rateLimit: fewExchanges },
      bodyLimit: mostPresentationBytes,
      schema: { hide: true, params: z.object({ secret: z.string() }), body: z.unknown() },
    },
    async ({ params: { secret }, body }, reply) => {
      const given = isJsonObject(body) ? body : {};
      const presentation = given['verifiablePresentation'] ?? (isPresentation(given) ? given : undefined);
      if (presentation === undefined) {
        await requireTakeableOffer(parts.offers, secret, 'vcapi');
        return { verifiablePresentationRequest: requestOf(secret, parts.publicUrl) };
      }
      const { credential, way } = await takeBadge(parts, secret, presentation);
      // Who was asked by a link expects the badge alone, and that it was made just now.
      return way === 'link' ? reply.code(201).send(credential) : { verifiablePresentation: around(credential) };
    },
  );
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

function isPresentation(given: JsonObject): boolean {
  return given['type'] !== undefined || given['proof'] !== undefined || given['holder'] !== undefined;
}

function around(credential: JsonObject): JsonObject {
  return { '@context': [credentialsContextUrl], type: ['VerifiablePresentation'], verifiableCredential: [credential] };
}
