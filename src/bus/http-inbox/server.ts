import { createHash, timingSafeEqual } from 'node:crypto';
import { fastify } from 'fastify';
import type { Logger } from 'pino';
import { listen, requestTimeouts } from '../../listen.ts';
import type { InboxSettings } from '../../settings.ts';
import type { Database } from '../../store/database/database.ts';
import { classifyDatabaseFailure } from '../../store/database/failures.ts';
import { probeInbox, storeInboxMessages } from '../../store/engine/inbox.ts';
import { Arrivals } from './arrivals.ts';
import { readRequest } from './cloudevents-http.ts';
import { Problem, sendProblem } from './problem.ts';

const retryAfterSeconds = '5';

export interface Inbox {
  /** `http://127.0.0.1:8090`, with the port that was taken when the settings say 0. */
  readonly url: string;
  /** Rings when something was stored; for the subscription of the same process. */
  readonly arrivals: Arrivals;
  /** Takes no more requests, answers those under way, and ends. */
  close(): Promise<void>;
}

export interface InboxOptions {
  readonly database: Database;
  readonly settings: InboxSettings;
  readonly logger: Logger;
  /** Rung when something was stored; for the subscription of the same process. */
  readonly arrivals?: Arrivals;
}

/**
 * Takes events over HTTP, for platforms without an event bus: `POST /events` in any mode of the CloudEvents HTTP binding,
 * with a bearer token. 202 means that every event of the request is stored and will be processed. `GET /healthz` answers
 * 200 when events can be stored.
 *
 * @throws LaurelError ADDRESS_IN_USE
 */
export async function startInbox({
  database,
  settings,
  logger,
  arrivals = new Arrivals(),
}: InboxOptions): Promise<Inbox> {
  const server = fastify({
    bodyLimit: settings.maxBodyBytes,
    ...requestTimeouts,
    forceCloseConnections: 'idle',
  });
  // Every body comes as bytes, whatever it claims to be.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  server.setErrorHandler((error, _request, reply) => sendProblem(reply, asProblem(error, logger)));
  server.setNotFoundHandler((_request, reply) =>
    sendProblem(reply, new Problem(404, 'There is only POST /events and GET /healthz.')),
  );

  server.get('/healthz', async () => {
    await probeInbox(database);
    return { status: 'ok' };
  });

  const isToken = compareTo(settings.token);
  server.post('/events', {
    // Before the body is read: strangers can't make us hold their bytes.
    onRequest: async (request) => {
      const [, token] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
      if (token === undefined || !isToken(token))
        throw new Problem(401, 'Send the token of LAUREL_INBOX_TOKEN as Authorization: Bearer <token>.', {
          headers: { 'www-authenticate': 'Bearer' },
        });
    },
    handler: async (request, reply) => {
      const messages = readRequest(request.headers, Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
      await storeInboxMessages(database, messages);
      arrivals.announce();
      return reply.code(202).send({ accepted: messages.length });
    },
  });

  const { host, port } = settings;
  const url = await listen(server, {
    host,
    port,
    who: 'The inbox',
    settings: 'LAUREL_INBOX_HOST and LAUREL_INBOX_PORT',
  });
  return { url, arrivals, close: () => server.close() };
}

/** Compares digests, so that neither the time nor the length tells anything of the token. */
function compareTo(token: string): (candidate: string) => boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  const expected = digest(token);
  return (candidate) => timingSafeEqual(digest(candidate), expected);
}

function asProblem(error: unknown, logger: Logger): Problem {
  if (error instanceof Problem) return error;
  const { statusCode } = error as { statusCode?: number };
  if (statusCode === 413)
    return new Problem(413, 'The request is larger than LAUREL_INBOX_MAX_BODY_BYTES; send less at a time.');
  // The web framework's own refusals: a wrong content length, a broken request.
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new Problem(statusCode, 'The request is malformed.');
  if (classifyDatabaseFailure(error) === 'away') {
    logger.warn({ code: (error as { code?: string }).code }, 'the inbox rejects events: the database is unavailable');
    return new Problem(503, "Events can't be stored at the moment. Send them again later.", {
      headers: { 'retry-after': retryAfterSeconds },
    });
  }
  logger.error(
    { name: (error as Error).name, code: (error as { code?: string }).code },
    'the inbox failed to store events',
  );
  return new Problem(500, 'The events were not stored. The log tells more.');
}
