import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFoundPage } from '../public-pages/not-found-page.ts';
import { policyOf } from '../public-pages/page.ts';
import { languageOfRequest, pageType, sendPage } from '../public-pages/send.ts';
import { verifyPath } from '../public-pages/verify-page.ts';
import type { AchievementView, ImageView } from '../public-pages/views.ts';
import { sendPublic } from './answer.ts';
import { preferred } from './negotiation.ts';

const page = { mediaType: 'text/html' } as const;
const data = [{ mediaType: 'application/json' }, { mediaType: 'application/ld+json' }] as const;

/**
 * Whether somebody wants to look at it: browsers, and crawlers that take anything. Programs that say nothing of what they take
 * want the data.
 */
export function wantsPage({ headers: { accept } }: FastifyRequest): boolean {
  return (
    accept !== undefined && preferred<typeof page | (typeof data)[number]>(accept, [page, ...data], data[0]) === page
  );
}

/** Whose pictures a page shows. */
type Pictures = Pick<AchievementView, 'issuer'> & { readonly image: ImageView | null };

/** The content security policy of a page that shows these pictures, which may be kept elsewhere. */
export function policyFor({ image, issuer }: Pictures): string {
  return policyOf([image, issuer.logo].flatMap((each) => originOf(each?.url)));
}

/** Sends a page that may be another one in a minute: whoever keeps it asks each time whether it is still so. */
export function sendPublicPage(
  request: FastifyRequest,
  reply: FastifyReply,
  body: string,
  shown: Pictures,
): FastifyReply {
  void reply.header('content-security-policy', policyFor(shown));
  return sendPublic(request, reply, { body, mediaType: pageType, maxAge: 0, vary: 'Accept, Accept-Language' });
}

/** The same page for what is private and for what does not exist. */
export function sendNotFoundPage(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendPage(reply.code(404), notFoundPage(verifyPath, languageOfRequest(request)));
}

function originOf(url: string | undefined): string[] {
  const origin = url === undefined ? undefined : URL.parse(url)?.origin;
  return origin === undefined || origin === 'null' ? [] : [origin];
}
