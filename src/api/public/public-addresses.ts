import type { Cards } from '../public-pages/card/cards.ts';
import type { ApiServer, RouteParts } from '../parts.ts';
import { openToAnySite } from './any-site.ts';
import { addBadgeAddresses } from './badge-routes.ts';
import { addPreviews } from './preview-routes.ts';
import { addIssuerAddresses } from './issuer-routes.ts';

/**
 * What badges name and verifiers fetch, without signing in and from the pages of any site: issuers, their keys and status lists,
 * achievements, images, and the badges that learners have published.
 */
export function addPublicAddresses(server: ApiServer, { issuing, database }: RouteParts, cards: Cards): void {
  void server.register(async (scope: ApiServer) => {
    openToAnySite(scope, { urls: ['/issuers/*', '/achievements/*', '/images/*', '/b/*'], methods: 'GET, HEAD' });
    addPreviews(scope, { database, cards });
    addIssuerAddresses(scope, database);
    addBadgeAddresses(scope, { ...issuing, database, cards });
  });
}
