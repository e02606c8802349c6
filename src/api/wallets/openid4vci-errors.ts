import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { errorRegistry, LaurelError } from '../../errors.ts';
import { OAuthError } from '../../issuing/openid4vci/oauth-error.ts';
import { sendProblem } from '../problems.ts';
import type { ApiServer } from '../parts.ts';

/** What a refusal of OAuth has in it besides its code. */
export type Addition = (error: OAuthError, request: FastifyRequest) => Readonly<Record<string, unknown>>;

/**
 * Lets everything in this scope fail as OAuth has it (RFC 6749, section 5.2; RFC 6750): wallets read nothing else. What is not a
 * refusal but our own trouble is logged as everywhere.
 */
export function failAsOAuth(scope: ApiServer, logger: Logger, addition: Addition): void {
  scope.setErrorHandler((error: FastifyError | LaurelError | OAuthError, request, reply) => {
    if (error instanceof OAuthError) {
      if (error.code === 'invalid_token')
        void reply.header('www-authenticate', 'Bearer error="invalid_token"').code(401);
      else void reply.code(400);
      return send(reply, error.code, error.message, addition(error, request));
    }
    const status = error instanceof LaurelError ? errorRegistry[error.code].status : (error.statusCode ?? 500);
    // Ours, and "later": problem details say it, and whoever knows them not sees it by the status.
    if (status >= 500 || status === 429) return sendProblem(error, request, reply, logger);
    void reply.code(status);
    return send(reply, 'invalid_request', error instanceof LaurelError ? error.details.join(' ') : wrongBody, {});
  });
}

const wrongBody =
  'The body is not what is taken here: a form (application/x-www-form-urlencoded) for a token, JSON for a badge.';

/** What a description may hold; wallets may refuse the rest (RFC 6749, section 5.2). */
const notAllowed = /[^\x20-\x21\x23-\x5b\x5d-\x7e]/g;

function send(
  reply: FastifyReply,
  error: string,
  description: string,
  addition: Readonly<Record<string, unknown>>,
): FastifyReply {
  const allowed = description.replaceAll('"', "'").replaceAll(notAllowed, ' ');
  return reply.type('application/json').send(JSON.stringify({ error, error_description: allowed, ...addition }));
}
