import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { cut } from '../rules/cut.ts';
import { ConfirmationNeeded, ConnectionFailed, errorCode, errorRegistry, LaurelError } from '../errors.ts';
import type { ErrorCode } from '../errors.ts';
import type { Mistake } from '../rules/validate.ts';
import { classifyDatabaseFailure } from '../store/database/failures.ts';
import type { Problem } from './schemas/common.ts';

/** What an answer holds at most, so that none is much larger than its request. */
const most = { mistakes: 100, linesOfDetail: 5, steps: 40, lettersOfStep: 100, lettersOfMessage: 1_000 };

/** A refusal with the mistakes at their places in the request: each of the first hundred, and how many more there are. */
export class RequestMistakes extends LaurelError {
  readonly mistakes: readonly Mistake[];

  constructor(code: ErrorCode, mistakes: readonly Mistake[]) {
    const told = mistakes.slice(0, most.mistakes).map(({ path, message }) => ({
      path: path.slice(0, most.steps).map((step) => (typeof step === 'string' ? cut(step, most.lettersOfStep) : step)),
      message: cut(message, most.lettersOfMessage),
    }));
    const untold = mistakes.length - told.length;
    const lines = told.slice(0, most.linesOfDetail).map(({ path, message }) => `${path.join('.')}: ${message}`);
    if (mistakes.length > lines.length) lines.push(`And ${mistakes.length - lines.length} more.`);
    super(code, lines);
    this.mistakes = untold === 0 ? told : [...told, { path: [], message: `${untold} more mistakes are not told` }];
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
  const make = (
    code: ErrorCode,
    detail: string,
    mistakes: readonly Mistake[] = [],
    counts: Readonly<Record<string, number>> = {},
  ) => ({
    type: `urn:laurel:error:${code}`,
    title: errorRegistry[code].title,
    status: errorRegistry[code].status,
    detail,
    code,
    requestId,
    mistakes: mistakes.map(({ path, message }) => ({ path: [...path], message })),
    counts: { ...counts },
  });
  if (error instanceof RequestMistakes) return make(error.code, error.details.join('\n'), error.mistakes);
  if (error instanceof ConfirmationNeeded) return make(error.code, error.details.join('\n'), [], error.counts);
  if (error instanceof ConnectionFailed) {
    const hint = 'To store it all the same, send it again with "force": true.';
    const provider = { status: error.providerStatus, message: error.said, raw: error.raw };
    return { ...make(error.code, [...error.details, hint].join('\n')), provider };
  }
  if (error instanceof LaurelError) return make(error.code, error.details.join('\n'));
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

/** What may be logged of a defect: where it happened, not what values it was about. */
function describe(error: unknown): object {
  const stack = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  return { code: errorCode(error), at: stack.slice(0, 8).map((line) => line.trim()) };
}
