import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import type { ApiServer } from '../parts.ts';
import { answerPreflights } from '../preflights.ts';

/** What the HTTP client of Open edX's micro-frontends sends along. */
const allowedHeaders = 'accept, authorization, content-type, use-jwt-cookie, x-csrftoken, x-requested-with';

/**
 * Lets the pages of these sites, and of no other, ask as whom the browser has signed in (CORS with credentials). Cookies go along
 * with what any site makes a browser send, so that what comes from elsewhere is refused, and not only kept from being read.
 */
export function allowOrigins(scope: ApiServer, origins: readonly string[], urls: readonly string[]): void {
  scope.addHook('onRequest', async ({ headers: { origin } }, reply) => {
    void reply.header('vary', 'Origin, Cookie');
    if (origin === undefined) return;
    if (!origins.includes(origin))
      throw new LaurelError(
        'CROSS_SITE_REQUEST',
        told`This page may not request badges. An admin can add it to LAUREL_LEARNER_RECORD_ORIGINS.`,
      );
    void reply.header('access-control-allow-origin', origin).header('access-control-allow-credentials', 'true');
  });
  answerPreflights(scope, { urls, methods: 'GET, POST', headers: allowedHeaders });
}
