import helmet from '@fastify/helmet';
import type { Settings } from '../../settings.ts';
import type { ApiServer } from '../parts.ts';

/**
 * What browsers must not do with what is served here: run scripts that are not ours, show the pages in a frame of others,
 * send forms elsewhere. And what nobody may keep: answers of the API.
 */
export async function addSecurityHeaders(server: ApiServer, { http, signIn }: Settings): Promise<void> {
  const withLms = signIn.lms === null ? [] : [new URL(signIn.lms.publicUrlRoot).origin];
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        // The components set styles of single elements, and keep theirs in a style element.
        styleSrc: ["'self'", "'unsafe-inline'"],
        // Images of badge templates are wherever the provider keeps them.
        imgSrc: ["'self'", 'data:', 'https:', 'http:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'self'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'", ...withLms],
      },
    },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    // Only where it is true: on plain http it says nothing, and behind a wrong address it would lock people out.
    hsts: http.publicUrl.startsWith('https:') ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  });
  // What a route says of it itself holds, as for the files of the pages; everything else is for whoever asked, and for now.
  server.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control'))
      void reply.header('cache-control', 'no-store').header('vary', 'Cookie, Authorization');
  });
}
