import type { FastifyRequest } from 'fastify';
import type { Caller } from '../auth/authentication.ts';
import type { By } from '../auth/people.ts';

/** Who sent a request to a route that is not public. */
export function callerOf({ caller }: FastifyRequest): Caller {
  if (caller === null) throw new Error('A public route has no caller.');
  return caller;
}

/** The same, for the audit. */
export function byCaller(request: FastifyRequest): Required<By> {
  return { actor: callerOf(request).actor, requestId: request.id };
}
