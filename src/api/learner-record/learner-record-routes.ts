import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { learnerOfLmsToken } from '../../auth/lms-learner.ts';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import { createOffer } from '../../issuing/wallets/offers.ts';
import type { LmsSignInSettings } from '../../settings/sign-in.ts';
import { listOwnBadges } from '../../store/open-badges/own-badges.ts';
import type { ApiServer, RouteParts } from '../parts.ts';
import { learnerWalletLink } from '../wallets/addresses.ts';
import { fewExchanges, mostPresentationBytes } from '../wallets/exchange-routes.ts';
import { qrCodePng } from '../wallets/qr-code.ts';
import { takeBadge } from '../wallets/take-badge.ts';
import { allowOrigins } from './allowed-origins.ts';
import { storages } from './storages.ts';
import { toUserCredential } from './views.ts';

/** As the Credentials service of Open edX has it (verifiable_credentials). */
const base = '/verifiable_credentials/api/v1';
/** The frontend knows no pages of a list: of more, the newest. */
const mostBadges = 500;

const issuance = z.object({
  // With or without hyphens: Open edX tells UUIDs without.
  credential_uuid: z.guid().or(z.hex().length(32)),
  storage_id: z.string().max(100),
});

/**
 * What the learner record of Open edX asks the Credentials service for to add a credential to a wallet, answered with a learner's
 * badges: storages, credentials, init; and where the wallet then takes the badge. Only where the settings name such a frontend.
 */
export function addLearnerRecord(server: ApiServer, { database, issuing, settings }: RouteParts): void {
  const { lms, learnerRecordOrigins: origins } = settings.signIn;
  const { publicUrl } = settings.http;
  const offers = { database, retired: settings.retired };
  if (lms === null || origins.length === 0) return;
  const options = { config: { access: 'public', rateLimit: fewExchanges }, schema: { hide: true } } as const;

  // The wallet itself, which is no page.
  server.post(
    `${base}/credentials/issue/:secret`,
    {
      ...options,
      bodyLimit: mostPresentationBytes,
      schema: { hide: true, params: z.object({ secret: z.string() }), body: z.unknown() },
    },
    async ({ params, body }, reply) => {
      const { credential } = await takeBadge(
        { offers, issuing: { ...issuing, database }, publicUrl },
        params.secret,
        body,
      );
      return reply.code(201).send(credential);
    },
  );

  void server.register(async (scope: ApiServer) => {
    allowOrigins(scope, origins, [`${base}/*`, '/csrf/api/v1/token']);

    // The frontend fetches one before it posts. What keeps other sites out is the list of origins.
    scope.get('/csrf/api/v1/token', options, () => ({ csrfToken: randomBytes(24).toString('base64url') }));

    scope.get(`${base}/storages`, options, async (request) => {
      await requireLearner(request, lms);
      return storages.map(({ id, name }) => ({ id, name }));
    });

    scope.get(`${base}/credentials`, options, async (request) => {
      const { types } = request.query as { readonly types?: unknown };
      const wanted =
        typeof types === 'string' && types !== '' ? types.split(',') : ['programcertificate', 'coursecertificate'];
      const badges = await badgesOf(request);
      return {
        ...(wanted.includes('programcertificate') && { program_credentials: badges }),
        // Badges are shown as one kind of the two that the frontend knows.
        ...(wanted.includes('coursecertificate') && { course_credentials: [] }),
      };
    });

    // As older versions of the frontend ask.
    scope.get(`${base}/program_credentials`, options, async (request) => ({
      program_credentials: await badgesOf(request),
    }));

    scope.post(`${base}/credentials/init`, { ...options, schema: { hide: true, body: issuance } }, async (request) => {
      const learnerId = await requireLearner(request, lms);
      const { credential_uuid: uuid, storage_id: storageId } = request.body;
      const storage = storages.find(({ id }) => id === storageId);
      if (storage === undefined)
        throw new LaurelError('REQUEST_INVALID', [
          told`storage_id: there is no storage "${storageId}" here. Available: ${storages.map(({ id }) => id).join(', ')}.`,
        ]);
      const badgeId = withHyphens(uuid);
      const { secret, issuer } = await createOffer(offers, { badgeId, learnerId });
      const deeplink = learnerWalletLink(`${publicUrl}${base}/credentials/issue/${secret}/`, secret, issuer);
      return {
        deeplink,
        qrcode: qrCodePng(deeplink).toString('base64'),
        app_link_android: storage.appLinkAndroid,
        app_link_ios: storage.appLinkIos,
      };
    });

    async function badgesOf(request: FastifyRequest): Promise<object[]> {
      const learnerId = await requireLearner(request, lms);
      const { items } = await listOwnBadges(database, learnerId, { limit: mostBadges, position: null });
      return items.flatMap(toUserCredential);
    }
  });

  async function requireLearner({ headers }: FastifyRequest, by: LmsSignInSettings | null): Promise<number> {
    const learnerId = by && (await learnerOfLmsToken({ settings: by, database }, headers));
    if (learnerId === null)
      throw new LaurelError('NOT_SIGNED_IN', told`Sign in with the LMS, then open this page again.`);
    return learnerId;
  }
}

function withHyphens(uuid: string): string {
  return uuid.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
