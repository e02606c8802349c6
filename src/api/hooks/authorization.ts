import type { IncomingHttpHeaders } from 'node:http';
import type { RouteOptions } from 'fastify';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import { allows } from '../access.ts';
import { headersOf } from '../headers.ts';
import type { ApiParts, ApiServer } from '../parts.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Lets a request pass that may. Every route says in its config who may use it; with one that does not, the server does
 * not start, so that nothing is open by mistake.
 */
export function addAuthorization(
  server: ApiServer,
  { authentication, settings }: Pick<ApiParts, 'authentication' | 'settings'>,
): void {
  const publicOrigin = settings.http.publicUrlIsSet ? new URL(settings.http.publicUrl).origin : null;
  server.decorateRequest('caller', null);
  const routes: RouteOptions[] = [];
  server.addHook('onRoute', (route) => void routes.push(route));
  // Not at once: routes of plugins get their access from the scope that they are registered in.
  server.addHook('onReady', async () => {
    const silent = routes.filter(({ config }) => config?.access === undefined);
    if (silent.length > 0)
      throw new Error(
        `no word of who may use ${silent.map(({ method, url }) => `${String(method)} ${url}`).join(', ')}`,
      );
  });
  server.addHook('onRequest', async (request) => {
    const { access, peopleOnly, ownPagesOnly } = request.routeOptions.config;
    if (ownPagesOnly) refuseOtherSites(request.headers, publicOrigin);
    // Of an address that is not there, everybody may learn that it is not.
    if (access === undefined || access === 'public') return;
    request.caller = await authentication.identify(headersOf(request.headers));
    if (request.caller === null)
      throw new LaurelError('NOT_SIGNED_IN', told`Sign in, or send an API key as Authorization: Bearer <key>.`);
    request.share.name = request.caller.actor.id;
    if (request.caller.sessionId !== null && !safeMethods.has(request.method))
      refuseOtherSites(request.headers, publicOrigin);
    if (!allows(access, request.caller.role))
      throw new LaurelError(
        'NOT_ALLOWED',
        told`Ask an admin for a role that allows it. docs/access.md lists what each role allows.`,
      );
    if (peopleOnly && request.caller.kind === 'key')
      throw new LaurelError(
        'NOT_ALLOWED',
        told`Only people can do this, not API keys. Sign in to the pages as an admin.`,
      );
  });
}

/**
 * A browser sends its cookie along with requests that other sites make it send; it also says so (Fetch Metadata), or at
 * least where they come from.
 */
function refuseOtherSites(
  { 'sec-fetch-site': site, origin, host }: IncomingHttpHeaders,
  publicOrigin: string | null,
): void {
  if (site === 'same-origin') return;
  const from = site === undefined && origin !== undefined ? URL.parse(origin) : null;
  // A proxy may have changed the host, and takes https off; what the settings say of the site, nobody else can.
  if (from !== null && (publicOrigin === null ? from.host === host : from.origin === publicOrigin)) return;
  throw new LaurelError('CROSS_SITE_REQUEST', told`Use the pages of this site, or an API key instead of a session.`);
}
