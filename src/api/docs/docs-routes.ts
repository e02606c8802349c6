import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ApiServer } from '../parts.ts';
import { sendPublic } from '../public/answer.ts';
import { docNotFoundPage, docPage, docsPage } from '../public-pages/doc-pages.ts';
import { policyOf } from '../public-pages/page.ts';
import { languageOfRequest, pageType, sendPage } from '../public-pages/send.ts';
import { loadDocs } from './doc-files.ts';

/**
 * The documentation of this version, for everybody: pages, errors and people lead there. Nothing of it is about this site. Only the
 * names of files that there are lead to one: no address is made a path.
 */
export function addDocs(server: ApiServer): void {
  const route = { config: { access: 'public' }, schema: { hide: true } } as const;
  let loaded: ReturnType<typeof loadDocs> | undefined;
  // With the first reader: processes that nobody asks do not read them.
  const docs = () => (loaded ??= loadDocs());

  server.get('/docs', route, (request, reply) => send(request, reply, docsPage(docs(), languageOfRequest(request))));
  server.get('/docs/*', route, (request, reply) => {
    const { '*': name } = request.params as { readonly '*': string };
    const language = languageOfRequest(request);
    const doc = docs().get(name);
    if (doc !== undefined) return send(request, reply, docPage(doc, language));
    // As messages and the files themselves call it: docs/access.md.
    const file = name.replace(/\.md$/, '');
    return docs().has(file) ? reply.redirect(`/docs/${file}`) : sendPage(reply.code(404), docNotFoundPage(language));
  });
}

function send(request: FastifyRequest, reply: FastifyReply, body: string): FastifyReply {
  void reply.header('content-security-policy', policyOf([]));
  return sendPublic(request, reply, { body, mediaType: pageType, maxAge: 0, vary: 'Accept-Language' });
}
