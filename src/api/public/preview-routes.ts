import type { FastifyReply, FastifyRequest } from 'fastify';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import type { Queryable } from '../../store/database/database.ts';
import { findImage } from '../../store/open-badges/images.ts';
import type { ApiServer } from '../parts.ts';
import type { Cards } from '../public-pages/card/cards.ts';
import { oEmbedOf } from '../public-pages/embed.ts';
import { sendPublic } from './answer.ts';
import { badgeView } from './page-views.ts';
import { findPublicAchievement } from './public-achievement.ts';
import type { PublicAchievement } from './public-achievement.ts';
import { findPublishedBadge, notPublished } from './published-badge.ts';

/** A card changes with what it shows, which seldom changes; a badge may be private again. */
const fiveMinutes = 300;
/** Drawing takes a core for half a second, and each card is drawn once. */
const fewCards = { max: 60, timeWindow: '1 minute' } as const;

/** What other sites show of a link: pictures (cards), and HTML to put in (oEmbed). */
export function addPreviews(
  server: ApiServer,
  { database, cards }: { readonly database: Queryable; readonly cards: Cards },
): void {
  const schema = { hide: true };
  const config = { access: 'public', rateLimit: fewCards } as const;

  server.get('/b/:id/card.png', { config, schema }, async (request, reply) => {
    const { id } = request.params as { readonly id: string };
    const badge = await findPublishedBadge(database, id);
    if (badge === null) throw new LaurelError('BADGE_NOT_FOUND', notPublished);
    return sendCard(request, reply, badge);
  });

  server.get('/achievements/:id/card.png', { config, schema }, async (request, reply) => {
    const { id } = request.params as { readonly id: string };
    const found = await findPublicAchievement(database, id, null);
    if (found === null) throw new LaurelError('ROUTE_NOT_FOUND', told`There is no such achievement.`);
    return sendCard(request, reply, found);
  });

  server.get('/oembed', { config: { access: 'public' }, schema }, async (request, reply) => {
    const query = request.query as Readonly<Record<string, unknown>>;
    // The specification has this status for it (oEmbed 1.0, section 2.3.5).
    if (query['format'] !== undefined && query['format'] !== 'json') return reply.code(501).send();
    // What is no address of a badge is looked for all the same: the work tells nobody what is there.
    const [, id = ''] = /\/b\/([\w-]+)$/.exec(URL.parse(String(query['url']))?.pathname ?? '') ?? [];
    const badge = await findPublishedBadge(database, id);
    const view = badge === null ? null : badgeView(badge.issuer, badge.achievement, badge.credential);
    if (view === null || view.page !== query['url']) throw new LaurelError('BADGE_NOT_FOUND', notPublished);
    const body = JSON.stringify(
      oEmbedOf(view, { width: points(query['maxwidth']), height: points(query['maxheight']) }),
    );
    return sendPublic(request, reply, { body, mediaType: 'application/json', maxAge: fiveMinutes });
  });

  async function sendCard(
    request: FastifyRequest,
    reply: FastifyReply,
    { achievement: { content }, issuer }: PublicAchievement,
  ): Promise<FastifyReply> {
    const stored = 'sha256' in content.image ? await findImage(database, content.image.sha256) : null;
    const image = stored === null ? null : { mediaType: stored.mediaType, base64: stored.bytes.toString('base64') };
    const body = await cards.draw({ name: content.name, issuer: issuer.name, image });
    return sendPublic(request, reply, { body, mediaType: 'image/png', maxAge: fiveMinutes });
  }
}

function points(text: unknown): number | undefined {
  const number = Number(text);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}
