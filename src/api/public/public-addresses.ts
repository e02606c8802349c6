import type { Cards } from '../public-pages/card/cards.ts';
import { pageType } from '../public-pages/send.ts';
import type { ApiServer, RouteParts } from '../parts.ts';
import { addBadgeAddresses } from './badge-routes.ts';
import { addPreviews } from './preview-routes.ts';
import { addIssuerAddresses } from './issuer-routes.ts';

/** What a page of another site may send along when it asks: some verifiers send these, and are asked for leave first. */
const allowedHeaders = 'accept, cache-control, content-type, if-none-match, pragma';

/**
 * What badges name and verifiers fetch, without signing in and from the pages of any site: issuers, their keys and status lists,
 * achievements, images, and the badges that learners have published.
 */
export function addPublicAddresses(server: ApiServer, { issuing, database }: RouteParts, cards: Cards): void {
  void server.register(async (scope: ApiServer) => {
    scope.addHook('onSend', async (_request, reply) => {
      void reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin');
      // Pages have a policy of their own.
      if (reply.getHeader('content-type') === pageType) return;
      // A picture that somebody uploaded runs nothing here, even when it is opened by itself.
      void reply.header(
        'content-security-policy',
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
      );
    });
    for (const url of ['/issuers/*', '/achievements/*', '/images/*', '/b/*'])
      scope.options(url, { config: { access: 'public' }, schema: { hide: true } }, (_request, reply) =>
        reply
          .header('access-control-allow-methods', 'GET, HEAD')
          .header('access-control-allow-headers', allowedHeaders)
          .header('access-control-max-age', '86400')
          .code(204)
          .send(),
      );
    addPreviews(scope, { database, cards });
    addIssuerAddresses(scope, database);
    addBadgeAddresses(scope, { ...issuing, database, cards });
  });
}
