import swaggerUi from '@fastify/swagger-ui';
import { z } from 'zod';
import type { ApiServer } from '../parts.ts';

/** The description of the API as a file, and as a page to read and try. Both are for whoever has signed in. */
export function addReference(server: ApiServer): void {
  server.get(
    '/api/openapi.json',
    {
      config: { access: 'signed_in' },
      schema: { hide: true, response: { 200: z.unknown() } },
    },
    () => server.swagger(),
  );
  void server.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, access: 'signed_in' };
    });
    await scope.register(swaggerUi, {
      routePrefix: '/api/reference',
      staticCSP: false,
      theme: { title: 'API reference · Laurel' },
    });
  });
}
