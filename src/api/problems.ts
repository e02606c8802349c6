import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { Logger } from 'pino';
import { errorCode, errorRegistry, LaurelError } from '../errors.ts';
import type { ErrorCode } from '../errors.ts';
import type { Mistake } from '../rules/validate.ts';
import { classifyDatabaseFailure } from '../store/database/failures.ts';
import type { Problem } from './schemas/common.ts';

/** A refusal with every mistake at its place in the request. */
export class RequestMistakes extends LaurelError {
  readonly mistakes: readonly Mistake[];

  constructor(code: ErrorCode, mistakes: readonly Mistake[]) {
    super(
      code,
      mistakes.map(({ path, message }) => `${path.join('.')}: ${message}`),
    );
    this.mistakes = mistakes;
  }
}

/** Answers with an error: what went wrong, where, and what to do (RFC 9457). Nothing of a defect gets out but its name. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply, logger: Logger): void {
  const problem = toProblem(error, request.id);
  if (problem.code === 'DEFECT')
    logger.error(
      { requestId: request.id, route: request.routeOptions.url, error: describe(error) },
      'a request failed',
    );
  if (problem.code === 'TOO_MANY_REQUESTS' || errorRegistry[problem.code].retryable) retryLater(reply);
  void reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

function toProblem(error: unknown, requestId: string): Problem & { readonly code: ErrorCode } {
  const make = (code: ErrorCode, detail: string, mistakes: readonly Mistake[] = []) => ({
    type: `urn:laurel:error:${code}`,
    title: errorRegistry[code].title,
    status: errorRegistry[code].status,
    detail,
    code,
    requestId,
    mistakes: mistakes.map(({ path, message }) => ({ path: [...path], message })),
  });
  if (error instanceof RequestMistakes) return make(error.code, error.details.join('\n'), error.mistakes);
  if (error instanceof LaurelError) return make(error.code, error.details.join('\n'));
  if (hasZodFastifySchemaValidationErrors(error)) {
    const mistakes = error.validation.map(({ instancePath, message = 'is not valid' }) => ({
      path: pathOf(instancePath),
      message,
    }));
    return make('REQUEST_INVALID', 'See the mistakes, each at its place in the request.', mistakes);
  }
  const { statusCode, code } = error as Partial<FastifyError>;
  if (statusCode === 413) return make('BODY_TOO_LARGE', 'Send less at a time.');
  if (statusCode === 415) return make('MEDIA_TYPE_UNSUPPORTED', 'Send JSON, with Content-Type: application/json.');
  if (statusCode === 429) return make('TOO_MANY_REQUESTS', 'Wait a little, then try again.');
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return make('REQUEST_MALFORMED', `${code ?? 'The request'}: check the body, its length and its type.`);
  if (classifyDatabaseFailure(error) === 'away')
    return make('DATABASE_UNAVAILABLE', 'Try again in a moment. /readyz tells when it is back.');
  return make('DEFECT', `Report it with the request id ${requestId}; the log tells more.`);
}

function retryLater(reply: FastifyReply): void {
  if (!reply.hasHeader('retry-after')) void reply.header('retry-after', '5');
}

/** `/requirements/0/rules` as a path; numbers are places in lists. */
function pathOf(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .filter((step) => step !== '')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((step) => (/^\d{1,9}$/.test(step) ? Number(step) : step));
}

/** What may be logged of a defect: where it happened, not what values it was about. */
function describe(error: unknown): object {
  const stack = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  return { code: errorCode(error), at: stack.slice(0, 8).map((line) => line.trim()) };
}
