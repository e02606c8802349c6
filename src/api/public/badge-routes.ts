import type { FastifyReply, FastifyRequest } from 'fastify';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import { badgeUrl } from '../../issuing/issuers/issuer-address.ts';
import type { IssuingParts } from '../../issuing/openedx/issuing-parts.ts';
import { hostedAssertion, hostedRevocation } from '../../issuing/open-badges/open-badges-2/hosted.ts';
import { sdJwtMediaType } from '../../issuing/open-badges/proofs/sd-jwt.ts';
import { addressOfLearner } from '../../store/open-badges/credentials.ts';
import type { ImageType } from '../../store/open-badges/images.ts';
import type { ApiServer } from '../parts.ts';
import { badgePage } from '../public-pages/badge-page.ts';
import type { Cards } from '../public-pages/card/cards.ts';
import { languageOfRequest } from '../public-pages/send.ts';
import { sendPublic } from './answer.ts';
import { asSdJwt, asToken, baked } from './badge-forms.ts';
import type { TokenAlgorithm } from './badge-forms.ts';
import { classAddress2 } from './issuer-routes.ts';
import { preferred } from './negotiation.ts';
import { badgeView } from './page-views.ts';
import { findPublishedBadge, notPublished } from './published-badge.ts';
import type { PublishedBadge } from './published-badge.ts';
import { sendNotFoundPage, sendPublicPage, wantsPage } from './pages.ts';

/**
 * The forms of a badge by what the caller accepts; the first is for who takes anything: browsers, and the crawlers of sites
 * on which somebody shares it.
 */
const page = { mediaType: 'text/html', form: 'html' } as const;
const forms = [
  { mediaType: 'application/json', form: 'json' },
  { mediaType: 'application/ld+json', form: 'json' },
  { mediaType: 'application/vc', form: 'json' },
  { mediaType: 'application/vc+ld+json', form: 'json' },
  { mediaType: 'application/vc+jwt', form: 'jwt' },
  { mediaType: 'application/jwt', form: 'jwt' },
  { mediaType: 'image/png', form: 'png' },
  { mediaType: 'image/svg+xml', form: 'svg' },
  { mediaType: sdJwtMediaType, form: 'sd-jwt' },
] as const;
const negotiated = [page, ...forms] as const;

/** And by the end of its address. */
const byEnding = {
  json: forms[0],
  jwt: forms[5],
  png: forms[6],
  svg: forms[7],
  'sd-jwt': forms[8],
  'ob2.json': { mediaType: 'application/json', form: 'ob2' },
} as const;

type Form = (typeof negotiated)[number] | (typeof byEnding)['ob2.json'];

/**
 * The badges that their learners have published, each at an address that nobody can guess. A badge that is private is not there:
 * the same answer, after the same look, as for one that never was.
 */
export function addBadgeAddresses(server: ApiServer, parts: IssuingParts & { readonly cards: Cards }): void {
  const { database } = parts;

  server.get('/b/:file', { config: { access: 'public' }, schema: { hide: true } }, async (request, reply) => {
    const { file } = request.params as { file: string };
    const dot = file.indexOf('.');
    const [publicId, ending] = dot < 0 ? [file, ''] : [file.slice(0, dot), file.slice(dot + 1)];
    const form = formOf(ending, request.headers.accept);
    // Also for a form that there is not: the work tells nobody what is there.
    const badge = await findPublishedBadge(database, publicId);
    if (badge === null || form === null) {
      const isSeen = form === null ? wantsPage(request) : form.form === 'html';
      if (isSeen) return sendNotFoundPage(request, reply);
      throw notThere();
    }
    return send(request, reply, badge, form);
  });

  async function send(
    request: FastifyRequest,
    reply: FastifyReply,
    badge: PublishedBadge,
    { form, mediaType }: Form,
  ): Promise<FastifyReply> {
    const { credential, issuer } = badge;
    // It may be private again in a minute: whoever keeps it asks each time.
    const answer = (body: string | Buffer): FastifyReply => sendPublic(request, reply, { body, mediaType, maxAge: 0 });
    switch (form) {
      case 'html': {
        const view = badgeView(issuer, badge.achievement, credential);
        return sendPublicPage(
          request,
          reply,
          badgePage(view, new Date(), languageOfRequest(request)),
          view.achievement,
        );
      }
      case 'json':
        return answer(credential.body);
      case 'jwt':
        return answer(await asToken(parts, issuer, credential, tokenAlgorithm(request)));
      case 'sd-jwt':
        return answer(await asSdJwt(parts, issuer, credential));
      case 'png':
      case 'svg':
        return answer(await bakedImage(badge, mediaType));
      case 'ob2':
        if (credential.revokedAt !== null) void reply.code(410);
        return answer(JSON.stringify(await asOpenBadges2(badge)));
    }
  }

  async function bakedImage(
    { achievement: { content }, credential }: PublishedBadge,
    mediaType: ImageType,
  ): Promise<Buffer> {
    const image = await baked(parts, content, mediaType, credential.body);
    if (image === null)
      throw new LaurelError(
        'ROUTE_NOT_FOUND',
        told`The image of this badge is stored elsewhere, so the badge is not in it. Download .json or .jwt.`,
      );
    return image;
  }

  async function asOpenBadges2({ credential, issuer }: PublishedBadge): Promise<object> {
    const { publicId, badgeId, salt, achievementId, validFrom, validUntil, revokedAt, revocationReason } = credential;
    const assertion = `${badgeUrl(issuer, publicId)}.ob2.json`;
    if (revokedAt !== null) return hostedRevocation({ assertion }, revocationReason || undefined);
    const address = await addressOfLearner(database, badgeId);
    if (address === '')
      throw new LaurelError(
        'ROUTE_NOT_FOUND',
        told`Open Badges 2.0 identifies learners by e-mail address, and this learner has none.`,
      );
    return hostedAssertion(
      { assertion, badgeClass: classAddress2(issuer, achievementId) },
      {
        email: { address, salt },
        issuedOn: validFrom.toISOString(),
        ...(validUntil !== null && { expires: validUntil.toISOString() }),
      },
    );
  }
}

function formOf(ending: string, accept: string | undefined): Form | null {
  // Programs that say nothing of what they take want the badge itself.
  if (ending === '') return accept === undefined ? forms[0] : preferred<Form>(accept, negotiated, forms[0]);
  return Object.hasOwn(byEnding, ending) ? byEnding[ending as keyof typeof byEnding] : null;
}

function tokenAlgorithm({ query }: FastifyRequest): TokenAlgorithm {
  return (query as { alg?: string }).alg === 'ES256' ? 'ES256' : 'RS256';
}

function notThere(): LaurelError {
  return new LaurelError('BADGE_NOT_FOUND', notPublished);
}
