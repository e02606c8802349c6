import { pageType } from '../public-pages/send.ts';
import type { ApiServer } from '../parts.ts';
import { answerPreflights } from '../preflights.ts';
import type { Allowed } from '../preflights.ts';

/** What a page of another site may send along when it asks: some verifiers and wallets send these, and are asked for leave first. */
const allowedHeaders = 'accept, authorization, cache-control, content-type, if-none-match, pragma';

/** Lets the pages of any site ask for what the scope serves (CORS, preflight included); none of it is run as a page of this site. */
export function openToAnySite(scope: ApiServer, { urls, methods }: Omit<Allowed, 'headers'>): void {
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
  answerPreflights(scope, { urls, methods, headers: allowedHeaders });
}
