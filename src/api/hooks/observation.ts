import type { FastifyRequest } from 'fastify';
import { attributes } from '../../telemetry/attributes.ts';
import type { Span } from '../../telemetry/tracing.ts';
import type { ApiParts, ApiServer } from '../parts.ts';

/** Asked every few seconds by machines: worth a line only for who looks closely. */
const quietRoutes = new Set(['/healthz', '/readyz', '/metrics']);

/**
 * Tells of every request: one line in the log, one observation in the metrics, one span in a trace. None of them holds
 * an address as it was asked for, a query or a body, for these can name people; routes are told by their pattern.
 */
export function addObservation(
  server: ApiServer,
  { logger, metrics, tracing }: Pick<ApiParts, 'logger' | 'metrics' | 'tracing'>,
): void {
  if (tracing.on) addSpans(server, tracing);
  server.addHook('onResponse', async (request, reply) => {
    const { method } = request;
    const route = patternOf(request);
    const status = reply.statusCode;
    metrics.countRequest({ route, method, status: String(status) }, reply.elapsedTime / 1_000);
    const level = status >= 500 ? 'warn' : quietRoutes.has(route) ? 'debug' : 'info';
    logger[level](
      {
        method,
        route,
        status,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        requestId: request.id,
        actor: request.caller?.actor.id ?? null,
      },
      'request',
    );
  });
}

function addSpans(server: ApiServer, tracing: ApiParts['tracing']): void {
  const running = new WeakMap<FastifyRequest, Span>();
  server.addHook('onRequest', (request, _reply, done) => {
    const { traceparent } = request.headers;
    const route = patternOf(request);
    const span = tracing.start({
      name: `${request.method} ${route}`.trim(),
      kind: 'server',
      parent: typeof traceparent === 'string' ? traceparent : null,
      attributes: {
        [attributes.method]: request.method,
        [attributes.route]: route,
        [attributes.requestId]: request.id,
      },
    });
    running.set(request, span);
    span.run(done);
  });
  // The body comes in by events of the connection, which know of no span.
  server.addHook('preHandler', (request, _reply, done) => {
    const span = running.get(request);
    if (span === undefined) done();
    else span.run(done);
  });
  server.addHook('onResponse', async (request, { statusCode }) => {
    const span = running.get(request);
    span?.set({ [attributes.status]: statusCode });
    if (statusCode >= 500) span?.fail(String(statusCode));
    span?.end();
  });
  server.addHook('onRequestAbort', async (request) => {
    running.get(request)?.fail('aborted');
  });
}

/** Empty for an address that is not there. */
function patternOf({ routeOptions }: FastifyRequest): string {
  return routeOptions.url ?? '';
}
