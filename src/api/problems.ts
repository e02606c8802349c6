import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { cut } from '../rules/cut.ts';
import { ConfirmationNeeded, ConnectionFailed } from '../error-kinds.ts';
import { errorCode, errorRegistry, LaurelError } from '../errors.ts';
import type { ErrorCode } from '../errors.ts';
import { mistakeAt } from '../rules/validate.ts';
import type { Mistake } from '../rules/validate.ts';
import { classifyDatabaseFailure } from '../store/database/failures.ts';
import { Told, told } from '../told.ts';
import type { Problem } from './schemas/common.ts';
import { toRequestMistake, toWording } from './wording.ts';

/** What an answer holds at most, so that none is much larger than its request. */
const most = { mistakes: 100, linesOfDetail: 5, steps: 40, lettersOfStep: 100, lettersOfMessage: 1_000 };

/** A refusal with the mistakes at their places in the request: each of the first hundred, and how many more there are. */
export class RequestMistakes extends LaurelError {
  readonly mistakes: readonly Mistake[];

  constructor(code: ErrorCode, mistakes: readonly Mistake[]) {
    const first = mistakes.slice(0, most.mistakes).map((mistake) => ({
      path: mistake.path
        .slice(0, most.steps)
        .map((step) => (typeof step === 'string' ? cut(step, most.lettersOfStep) : step)),
      message: cut(mistake.message, most.lettersOfMessage),
      told: mistake.told,
    }));
    const untold = mistakes.length - first.length;
    const lines = first.slice(0, most.linesOfDetail).map((mistake) => placed(mistake));
    const others = mistakes.length - lines.length;
    super(code, others === 0 ? lines : [...lines, told`And ${others} more.`]);
    this.mistakes = untold === 0 ? first : [...first, mistakeAt([], told`${untold} more mistakes are not shown`)];
  }
}

/** A mistake with its place, as a line. */
function placed({ path, message, told: { sentence, values } }: Mistake): Told {
  const place = path.join('.');
  return told`${place}: ${new Told(sentence, values, message)}`;
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
    details: readonly Told[],
    mistakes: readonly Mistake[] = [],
    counts: Readonly<Record<string, number>> = {},
  ) => ({
    type: `urn:laurel:error:${code}`,
    title: errorRegistry[code].title,
    status: errorRegistry[code].status,
    detail: details.map(({ text }) => text).join('\n'),
    wording: details.map(toWording),
    code,
    requestId,
    mistakes: mistakes.map(toRequestMistake),
    counts: { ...counts },
  });
  if (error instanceof RequestMistakes) return make(error.code, error.told, error.mistakes);
  if (error instanceof ConfirmationNeeded) return make(error.code, error.told, [], error.counts);
  if (error instanceof ConnectionFailed) {
    const hint = told`To store it anyway, send it again with "force": true.`;
    const provider = { status: error.providerStatus, message: error.said, raw: error.raw };
    return { ...make(error.code, [...error.told, hint]), provider };
  }
  if (error instanceof LaurelError) return make(error.code, error.told);
  const { statusCode, code } = error as Partial<FastifyError>;
  if (statusCode === 413) return make('BODY_TOO_LARGE', [told`Send less at once.`]);
  if (statusCode === 415)
    return make('MEDIA_TYPE_UNSUPPORTED', [told`Send JSON, with Content-Type: application/json.`]);
  if (statusCode === 429) return make('TOO_MANY_REQUESTS', [told`Wait a moment, then try again.`]);
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return make('REQUEST_MALFORMED', [told`${code ?? 'HTTP'}: check the body, its length and its type.`]);
  if (classifyDatabaseFailure(error) === 'away')
    return make('DATABASE_UNAVAILABLE', [told`Try again in a moment. /readyz shows when it is back.`]);
  return make('DEFECT', [told`Report it with the request id ${requestId}. The log has the details.`]);
}

function retryLater(reply: FastifyReply): void {
  if (!reply.hasHeader('retry-after')) void reply.header('retry-after', '5');
}

/** What may be logged of a defect: where it happened, not what values it was about. */
function describe(error: unknown): object {
  const stack = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  return { code: errorCode(error), at: stack.slice(0, 8).map((line) => line.trim()) };
}
