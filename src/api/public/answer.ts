import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Something public as it is served. */
export interface PublicAnswer {
  readonly body: string | Buffer;
  readonly mediaType: string;
  /** How long anybody may keep it without asking, in seconds; 0: they ask each time whether it is still so. */
  readonly maxAge: number;
  /** What else of the request it depends on. */
  readonly vary?: string;
}

/** Sends it, or says that the caller has it already. */
export function sendPublic(
  request: FastifyRequest,
  reply: FastifyReply,
  { body, mediaType, maxAge, vary = 'Accept' }: PublicAnswer,
): FastifyReply {
  const etag = `"${createHash('sha256').update(mediaType).update(body).digest('base64url').slice(0, 22)}"`;
  void reply.header('etag', etag).header('vary', vary);
  void reply.header('cache-control', maxAge === 0 ? 'public, no-cache' : `public, max-age=${maxAge}`);
  const tags = (request.headers['if-none-match'] ?? '').split(',');
  const known = new Set(tags.map((tag) => tag.trim().replace(/^W\//, '')));
  if (known.has(etag) || known.has('*')) return reply.code(304).send();
  // As bytes: the framework adds a character set to texts, which media types of credentials don't have.
  return reply.header('content-type', mediaType).send(Buffer.from(body));
}
