import { randomUUID } from 'node:crypto';
import swagger from '@fastify/swagger';
import { fastify } from 'fastify';
import { jsonSchemaTransform, serializerCompiler } from 'fastify-type-provider-zod';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { hasBus } from '../bus/announcing.ts';
import { LaurelError } from '../errors.ts';
import { told } from '../told.ts';
import { requestTimeouts } from '../listen.ts';
import { createStanding } from '../monitoring/standing.ts';
import { secretOf } from '../settings/sign-in.ts';
import { createCursors } from './cursor.ts';
import { addAuthorization } from './hooks/authorization.ts';
import { addIdempotency } from './hooks/idempotency.ts';
import { addJsonBody } from './hooks/json-body.ts';
import { addObservation, addSpans } from './hooks/observation.ts';
import { addRateLimits } from './hooks/rate-limits.ts';
import { addSecurityHeaders } from './hooks/security-headers.ts';
import { addShares } from './hooks/shares.ts';
import { addStorableText } from './hooks/storable-text.ts';
import { inOrder, openApiInfo } from './openapi.ts';
import type { ApiParts, ApiServer } from './parts.ts';
import { sendProblem } from './problems.ts';
import { addRoutes } from './routes.ts';
import { validatorCompiler } from './validation.ts';

/** A body larger than this is refused: templates with hundreds of rules fit in many times. */
const mostBodyBytes = 1_048_576;

/**
 * The HTTP server of the API, the webhook and the pages, ready but not listening.
 *
 * The order of the hooks is the order of the defences: request id, what browsers may do with the answer, whether the
 * address asks too much, whose share of the database it uses, who it is and whether they may, how deep and wide the body is, shape of the request, whether it
 * is a repetition, the route itself.
 */
export async function createApi(parts: ApiParts): Promise<ApiServer> {
  const database = parts.database.forRequests();
  const server: ApiServer = fastify({
    bodyLimit: mostBodyBytes,
    ...requestTimeouts,
    forceCloseConnections: 'idle',
    genReqId: () => randomUUID(),
    // The address that the nearest proxy names; whatever stands before it, anybody can have written.
    trustProxy: parts.settings.http.trustProxy && ((_address, hop) => hop === 0),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 300 },
  }).withTypeProvider<ZodTypeProvider>();
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  server.setErrorHandler((error, request, reply) => sendProblem(error, request, reply, parts.logger));
  server.setNotFoundHandler((request, reply) =>
    sendProblem(
      new LaurelError('ROUTE_NOT_FOUND', told`The API reference is at /api/reference.`),
      request,
      reply,
      parts.logger,
    ),
  );
  server.addHook('onSend', async (request, reply) => void reply.header('x-request-id', request.id));
  addObservation(server, parts);
  await addSecurityHeaders(server, parts.settings);
  await addRateLimits(server, parts.settings);
  addShares(server);
  addAuthorization(server, parts);
  addSpans(server, parts);
  addJsonBody(server);
  addStorableText(server);
  addIdempotency(server, { database });
  await server.register(swagger, {
    openapi: openApiInfo,
    transform: jsonSchemaTransform,
    transformObject: inOrder,
  });
  addRoutes(server, {
    ...parts,
    database,
    cursors: createCursors(secretOf(parts.settings.signIn)),
    // Whether the process is ready has nothing to do with how much it is asked.
    standing: createStanding({ ...parts, counting: database, hasBus: hasBus(parts.settings.bus) }),
  });
  await server.ready();
  return server;
}
