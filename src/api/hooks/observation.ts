import type { FastifyRequest } from 'fastify';
import { watchingHeader } from '../../auth/watching.ts';
import { attributes } from '../../telemetry/attributes.ts';
import type { Span } from '../../telemetry/tracing.ts';
import type { ApiParts, ApiServer } from '../parts.ts';

/** Asked every few seconds by machines: worth a line only for who looks closely. */
const quietRoutes = new Set(['/healthz', '/readyz', '/metrics']);

/** The same of what a page asks for by itself, every few seconds for as long as it is open. */
function isQuiet({ headers, routeOptions }: FastifyRequest, status: number): boolean {
  if (quietRoutes.has(routeOptions.url ?? '')) return true;
  return routeOptions.config.watched === true && watchingHeader in headers && status < 400;
}

/**
 * Tells of every request: one line in the log, one observation in the metrics, one span in a trace. None of them holds
 * an address as it was asked for, a query or a body, for these can name people; routes are told by their pattern.
 */
export function addObservation(server: ApiServer, { logger, metrics }: Pick<ApiParts, 'logger' | 'metrics'>): void {
  server.addHook('onResponse', async (request, reply) => {
    const { method } = request;
    const route = patternOf(request);
    const status = reply.statusCode;
    metrics.countRequest({ route, method, status: String(status) }, reply.elapsedTime / 1_000);
    const level = status >= 500 ? 'warn' : isQuiet(request, status) ? 'debug' : 'info';
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

/**
 * One span for each request, to be added after it is known who sent it: below the span of whoever has signed in. A stranger's
 * `traceparent` says nothing; it would decide what is recorded here.
 */
export function addSpans(server: ApiServer, { tracing }: Pick<ApiParts, 'tracing'>): void {
  if (!tracing.on) return;
  const running = new WeakMap<FastifyRequest, Span>();
  const start = (request: FastifyRequest, startedAt: number): Span => {
    const { traceparent } = request.headers;
    const route = patternOf(request);
    const span = tracing.start({
      name: `${request.method} ${route}`.trim(),
      kind: 'server',
      parent: request.caller !== null && typeof traceparent === 'string' ? traceparent : null,
      startedAt,
      attributes: {
        [attributes.method]: request.method,
        [attributes.route]: route,
        [attributes.requestId]: request.id,
      },
    });
    running.set(request, span);
    return span;
  };
  server.addHook('onRequest', (request, reply, done) => {
    start(request, Date.now() - reply.elapsedTime).run(done);
  });
  // The body comes in by events of the connection, which know of no span.
  server.addHook('preHandler', (request, _reply, done) => {
    const span = running.get(request);
    if (span === undefined) done();
    else span.run(done);
  });
  server.addHook('onResponse', async (request, reply) => {
    // Who was refused at the door has none yet.
    const span = running.get(request) ?? start(request, Date.now() - reply.elapsedTime);
    span.set({ [attributes.status]: reply.statusCode });
    if (reply.statusCode >= 500) span.fail(String(reply.statusCode));
    span.end();
  });
  server.addHook('onRequestAbort', async (request) => {
    running.get(request)?.fail('aborted');
  });
}

/** Empty for an address that is not there. */
function patternOf({ routeOptions }: FastifyRequest): string {
  return routeOptions.url ?? '';
}
