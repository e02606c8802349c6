import { countedAddress } from '../../client-address.ts';
import { inShare } from '../../store/database/shares.ts';
import type { Share } from '../../store/database/shares.ts';
import type { ApiServer } from '../parts.ts';

/**
 * Counts what a request asks the database for as its sender's, so that nobody keeps it from others: as the address's at first,
 * and as the caller's once that is known.
 */
export function addShares(server: ApiServer): void {
  server.decorateRequest('share');
  server.addHook('onRequest', (request, _reply, done) => {
    request.share = { name: `address ${countedAddress(request.ip)}` };
    inShare(request.share, done);
  });
  // A body comes with events of its socket, which know nothing of the request.
  server.addHook('preValidation', (request, _reply, done) => inShare(request.share, done));
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose share of the database it uses. */
    share: Share;
  }
}
