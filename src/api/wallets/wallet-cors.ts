import type { ApiServer } from '../parts.ts';

/** What a wallet in a browser may send along. */
const allowedHeaders = 'accept, authorization, cache-control, content-type, if-none-match, pragma';

/** Lets wallets that run in browsers ask (CORS, preflight included). */
export function openToWallets(scope: ApiServer): void {
  scope.addHook('onSend', async (_request, reply) => {
    void reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin');
  });
  for (const url of ['/issuers/:slug/openid4vci/*', '/.well-known/*'])
    scope.options(url, { config: { access: 'public' }, schema: { hide: true } }, (_request, reply) =>
      reply
        .header('access-control-allow-methods', 'GET, HEAD, POST')
        .header('access-control-allow-headers', allowedHeaders)
        .header('access-control-max-age', '86400')
        .code(204)
        .send(),
    );
}
