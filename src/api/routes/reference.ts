import swaggerUi from '@fastify/swagger-ui';
import { z } from 'zod';
import { errorCode } from '../../errors.ts';
import type { ApiServer, RouteParts } from '../parts.ts';
import { sendProblem } from '../problems.ts';
import { referenceScript } from './reference-script.ts';
import { referenceStyle } from './reference-style.ts';

/** The description of the API as a file, and as a page to read and try. Both are for whoever has signed in. */
export function addReference(server: ApiServer, { logger }: Pick<RouteParts, 'logger'>): void {
  server.get(
    '/api/openapi.json',
    {
      config: { access: 'signed_in' },
      schema: { hide: true, response: { 200: z.unknown() } },
    },
    () => server.swagger(),
  );
  void server.register(async (scope) => {
    // Whoever opens the page in a browser wants to sign in, and not to read why they have to.
    scope.setErrorHandler((error, request, reply) =>
      errorCode(error) === 'NOT_SIGNED_IN' && request.headers.accept?.includes('text/html')
        ? reply.redirect('/sign-in')
        : sendProblem(error, request, reply, logger),
    );
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, access: 'signed_in' };
    });
    await scope.register(swaggerUi, {
      routePrefix: '/api/reference',
      staticCSP: false,
      uiConfig: { docExpansion: 'none' },
      theme: {
        title: 'API reference · Laurel',
        js: [{ filename: 'way-back.js', content: referenceScript }],
        css: [{ filename: 'laurel.css', content: referenceStyle }],
      },
    });
  });
}
