import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import type { IssuingParts } from '../../issuing/openedx/issuing-parts.ts';
import { findOwnCredential } from '../../store/open-badges/own-badges.ts';
import { callerOf } from '../caller.ts';
import type { ApiServer } from '../parts.ts';
import { asSdJwt, asToken, baked, fileTypes } from '../public/badge-forms.ts';
import { badgeView } from '../public/page-views.ts';
import { policyFor } from '../public/pages.ts';
import { withAchievement } from '../public/published-badge.ts';
import type { PublishedBadge } from '../public/published-badge.ts';
import { badgePage } from '../public-pages/badge-page.ts';
import type { Cards } from '../public-pages/card/cards.ts';
import { languageOfRequest, pageType } from '../public-pages/send.ts';
import { notYours, ownBadgeParams } from './my-badges.ts';
import { filesOf } from './views.ts';

/** Drawing and signing take a while, and nobody needs each badge again and again. */
const fewFiles = { max: 120, timeWindow: '1 minute' } as const;

const fileParams = ownBadgeParams.extend({ form: z.enum(['json', 'jwt', 'sd-jwt', 'png', 'svg']) });

/**
 * A learner's own badge to take away, and its page as others would see it: also while it is private. Like all that is
 * private, nobody on the way keeps it.
 */
export function addMyBadgeFiles(server: ApiServer, parts: IssuingParts & { readonly cards: Cards }): void {
  const { database } = parts;
  const config = { access: 'signed_in', rateLimit: fewFiles } as const;

  server.get(
    '/api/v1/my/badges/:id/preview',
    { config, schema: { hide: true, params: ownBadgeParams } },
    async (request, reply) => {
      const { credential, issuer, achievement } = await requireOwn(request, request.params.id);
      const view = badgeView(issuer, achievement, credential);
      const shown = {
        ...view,
        published: credential.publishedAt !== null,
        forms: filesOf(credential.badgeId, view.forms.png !== null),
      };
      void reply.header('content-security-policy', policyFor(view.achievement));
      return reply.type(pageType).send(badgePage(shown, new Date(), languageOfRequest(request)));
    },
  );

  server.get(
    '/api/v1/my/badges/:id/files/:form',
    { config, schema: { hide: true, params: fileParams } },
    async (request, reply) => {
      const { id, form } = request.params;
      const own = await requireOwn(request, id);
      const body = await fileOf(own, form);
      return attach(reply, form, body);
    },
  );

  async function requireOwn(request: FastifyRequest, badgeId: string): Promise<PublishedBadge> {
    const learnerId = callerOf(request).lmsUserId;
    const credential = learnerId === null ? null : await findOwnCredential(database, { badgeId, learnerId });
    if (credential === null) throw notYours();
    return withAchievement(database, credential);
  }

  async function fileOf(
    { credential, issuer, achievement }: PublishedBadge,
    form: keyof typeof fileTypes,
  ): Promise<string | Buffer> {
    if (form === 'json') return credential.body;
    if (form === 'jwt') return asToken(parts, issuer, credential, 'RS256');
    if (form === 'sd-jwt') return asSdJwt(parts, issuer, credential);
    const image = await baked(parts, achievement.content, fileTypes[form], credential.body);
    if (image !== null) return image;
    throw new LaurelError(
      'BADGE_NOT_FOUND',
      told`Its image is stored elsewhere, so the badge is not in it. Download json or jwt.`,
    );
  }
}

/** A file to keep: nothing of it is shown, or run, as a page of this site. */
function attach(reply: FastifyReply, form: keyof typeof fileTypes, body: string | Buffer): FastifyReply {
  return reply
    .header('content-type', fileTypes[form])
    .header('content-disposition', `attachment; filename="badge.${form}"`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .send(Buffer.from(body));
}
