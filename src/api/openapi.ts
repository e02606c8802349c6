import type { SwaggerTransformObject } from '@fastify/swagger';
import { jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { laurelVersion } from '../version.ts';

/** What openapi.json says besides the routes. */
export const openApiInfo = {
  openapi: '3.1.0',
  info: {
    title: 'Laurel',
    version: laurelVersion,
    description:
      'Badge templates, learners, progress, badges, connections to providers, parked messages and history. ' +
      'Times are ISO 8601 in UTC. Errors are problem details (RFC 9457) with a code of docs/errors.md. ' +
      'Lists are paged by cursor. Edits send the ETag they are based on as If-Match. ' +
      'Commands (POST) that change something may send an Idempotency-Key: a repetition then does nothing and gets the status ' +
      'of the first answer, with what the command made or changed as it is now.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/', description: 'This site' }],
  components: {
    securitySchemes: {
      session: {
        type: 'apiKey' as const,
        in: 'cookie' as const,
        name: 'laurel.session_token',
        description: 'Set when you sign in. Over https, its name begins with __Secure-.',
      },
      key: { type: 'http' as const, scheme: 'bearer', description: 'An API key, created by an admin.' },
    },
  },
};

/** Names the schemas of the routes, by the alphabet: else their order would be that in which modules happen to be loaded. */
export const inOrder: SwaggerTransformObject = (input) => {
  const document = jsonSchemaTransformObject(input);
  if (!('components' in document) || document.components?.schemas === undefined) return document;
  const schemas = Object.entries(document.components.schemas).toSorted(([one], [other]) => (one < other ? -1 : 1));
  document.components.schemas = Object.fromEntries(schemas);
  return document;
};
