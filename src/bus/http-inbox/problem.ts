import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';

/** A request that is answered with a problem (RFC 9457). Its texts hold nothing of the request but names. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  /** One line each: every mistake found, not only the first. */
  readonly mistakes: readonly string[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    detail: string,
    { mistakes = [], headers = {} }: { mistakes?: readonly string[]; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(detail);
    this.status = status;
    this.mistakes = mistakes;
    this.headers = headers;
  }
}

export function sendProblem(reply: FastifyReply, { status, message, mistakes, headers }: Problem): FastifyReply {
  const body = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: message,
    ...(mistakes.length === 0 ? {} : { errors: mistakes }),
  };
  return reply.code(status).headers(headers).type('application/problem+json').send(JSON.stringify(body));
}
