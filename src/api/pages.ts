import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ApiParts, ApiServer } from './parts.ts';

/** Addresses below these are never pages: what is not there is not found, also for a browser. */
const otherAddresses =
  /^\/(?:api|badges\/credly|metrics|healthz|readyz|assets|issuers|achievements|images|b|verify|oembed|docs)(?:\/|$)/;

const year = { maxAge: '365d', immutable: true };
const never = { maxAge: 0, immutable: false };

/**
 * Serves the built pages. They hold no data, so that everybody may have them; what they show comes from the API, which asks
 * who it is.
 *
 * The files of `assets/` have a digest of their content in their names and can be kept for ever; index.html names them, and
 * is asked for each time. Each file stands there compressed, too (build-pages.ts), and is sent so to whoever takes it.
 */
export function addPages(server: ApiServer, { pages }: Pick<ApiParts, 'pages'>): void {
  if (pages === undefined) return;
  void server.register(fastifyStatic, {
    root: pages,
    serve: false,
    dotfiles: 'ignore',
    index: false,
    preCompressed: true,
  });
  const config = { access: 'public' } as const;
  const schema = { hide: true };
  server.get('/assets/:file', { config, schema }, ({ params }, reply) =>
    reply.sendFile(`assets/${(params as { file: string }).file}`, year),
  );
  for (const file of ['favicon.svg', 'before-first-paint.js'])
    server.get(`/${file}`, { config, schema }, (_request, reply) => reply.sendFile(file, never));
  server.get('/', { config, schema }, (_request, reply) => sendPage(reply));
  server.get('/*', { config, schema }, (request, reply) => (isPage(request) ? sendPage(reply) : reply.callNotFound()));
}

/** Whatever the address of a page is: which page it is, the pages themselves find out. */
function sendPage(reply: FastifyReply): FastifyReply {
  return reply.sendFile('index.html', never);
}

function isPage({ url, headers }: FastifyRequest): boolean {
  const [path = ''] = url.split('?');
  return !otherAddresses.test(path) && (headers.accept ?? '').includes('text/html');
}
