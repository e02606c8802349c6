import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import { forgetCommand, keepAnswer, takeUpCommand } from '../../store/operators/idempotent-commands.ts';
import type { KeptAnswer } from '../../store/operators/idempotent-commands.ts';
import { callerOf } from '../caller.ts';
import type { ApiParts, ApiServer } from '../parts.ts';

/**
 * What a repetition of a command gets, besides the status and the headers of the first answer: its body as it was, where that
 * is short and says nothing of people; or else what this makes, which is the same view as it is now.
 */
export type Repetition =
  'kept' | ((request: FastifyRequest, reply: FastifyReply, first: FirstAnswer) => Promise<unknown>);

interface FirstAnswer {
  /** What the command made, where it made something. */
  readonly location: string | null;
}

/** Of the answer's headers, those that a repetition needs too. */
const keptHeaders = ['content-type', 'etag', 'location'];

/** A refusal that tells of more mistakes is kept without them. */
const mostKept = 8_192;

/**
 * Commands (POST) may carry an Idempotency-Key: sent again with the same key, for example because the answer got lost,
 * they do nothing and get the first answer. This goes for routes that say what a repetition gets; those that change nothing,
 * and those whose body or answer holds a secret, say nothing, and nothing is kept of them.
 */
export function addIdempotency(server: ApiServer, { database }: Pick<ApiParts, 'database'>): void {
  server.decorateRequest('commandKey', null);
  // After the body was checked: a malformed command does not use up its key.
  server.addHook('preHandler', async (request, reply) => {
    const key = request.headers['idempotency-key'];
    const { repetition } = request.routeOptions.config;
    if (repetition === undefined || typeof key !== 'string') return;
    if (!/^[\x21-\x7e]{1,200}$/.test(key))
      throw new LaurelError('REQUEST_MALFORMED', told`An Idempotency-Key must have 1 to 200 visible ASCII characters.`);
    const command = createHash('sha256')
      .update(JSON.stringify([request.method, request.url, request.body ?? null]))
      .digest('hex');
    const known = await takeUpCommand(database, callerOf(request).actor.id, key, command);
    switch (known.kind) {
      case 'new':
        request.commandKey = key;
        return;
      case 'differs':
        throw new LaurelError('COMMAND_DIFFERS', told`Use a new key for a new command.`);
      case 'under_way':
        throw new LaurelError('COMMAND_UNDER_WAY', told`Send it again in a moment to get its response.`);
      case 'answered':
        return answerAgain(request, reply, repetition, known.answer);
    }
  });
  server.addHook('onSend', async (request, reply, payload) => {
    const { commandKey: key, caller } = request;
    if (key === null || caller === null) return;
    request.commandKey = null;
    // A failure of ours did nothing, or can't say what it did: the command may be tried again.
    if (reply.statusCode >= 500) {
      await forgetCommand(database, caller.actor.id, key);
      return;
    }
    const headers = Object.fromEntries(
      keptHeaders.flatMap((name) => {
        const value = reply.getHeader(name);
        return value === undefined ? [] : [[name, String(value)]];
      }),
    );
    const body = bodyToKeep(request, reply, typeof payload === 'string' ? payload : '');
    await keepAnswer(database, caller.actor.id, key, { status: reply.statusCode, headers, body });
  });
}

/** A refusal is kept in short; what was done is kept as the route says. */
function bodyToKeep({ routeOptions }: FastifyRequest, { statusCode }: FastifyReply, body: string): string | null {
  if (statusCode < 400) return routeOptions.config.repetition === 'kept' ? body : null;
  return body.length <= mostKept ? body : JSON.stringify({ ...(JSON.parse(body) as object), mistakes: [] });
}

async function answerAgain(
  request: FastifyRequest,
  reply: FastifyReply,
  repetition: Repetition,
  { status, headers, body }: KeptAnswer,
): Promise<FastifyReply> {
  void reply.code(status).headers({ ...headers, 'idempotent-replayed': 'true' });
  if (body !== null || repetition === 'kept') return reply.serializer((text: string) => text).send(body ?? '');
  return reply.send(await repetition(request, reply, { location: headers['location'] ?? null }));
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Of commands that may carry an Idempotency-Key: what a repetition gets. Left out: the route takes no such key. */
    repetition?: Repetition;
  }
  interface FastifyRequest {
    /** The Idempotency-Key of a command that is carried out for the first time. */
    commandKey: string | null;
  }
}
