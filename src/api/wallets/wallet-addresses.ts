import type { ApiServer, RouteParts } from '../parts.ts';
import { openToAnySite } from '../public/any-site.ts';
import { addExchanges } from './exchange-routes.ts';
import { addInteractions } from './interaction-routes.ts';

/** What wallets ask for, without signing in and from the pages of any site: some are pages themselves. */
export function addWalletAddresses(server: ApiServer, { database, issuing, settings }: RouteParts): void {
  const { publicUrl } = settings.http;
  const offers = { database, retired: settings.retired };
  void server.register(async (scope: ApiServer) => {
    openToAnySite(scope, { urls: ['/interactions/*', '/exchanges/*'], methods: 'GET, HEAD, POST' });
    addInteractions(scope, { offers, publicUrl });
    addExchanges(scope, { offers, issuing: { ...issuing, database }, publicUrl });
  });
}
