import { createHash } from 'node:crypto';
import { LaurelError } from '../../errors.ts';
import { forgetCommand, keepAnswer, takeUpCommand } from '../../store/operators/idempotent-commands.ts';
import type { ApiParts, ApiServer } from '../parts.ts';

/** Of the answer's headers, those that a repetition needs too. */
const keptHeaders = ['content-type', 'etag', 'location'];

/**
 * Commands (POST) may carry an Idempotency-Key: sent again with the same key, for example because the answer got lost,
 * they do nothing and get the first answer. Routes whose answer must not be stored set `repeatable: false`.
 */
export function addIdempotency(server: ApiServer, { database }: Pick<ApiParts, 'database'>): void {
  server.decorateRequest('commandKey', null);
  // After the body was checked: a malformed command does not use up its key.
  server.addHook('preHandler', async (request, reply) => {
    const key = request.headers['idempotency-key'];
    const { caller, method, routeOptions } = request;
    if (method !== 'POST' || typeof key !== 'string' || caller === null || routeOptions.config.repeatable === false)
      return;
    if (!/^[\x21-\x7e]{1,200}$/.test(key))
      throw new LaurelError('REQUEST_MALFORMED', 'An Idempotency-Key has 1 to 200 visible ASCII characters.');
    const command = createHash('sha256')
      .update(JSON.stringify([method, request.url, request.body ?? null]))
      .digest('hex');
    const known = await takeUpCommand(database, caller.actor.id, key, command);
    switch (known.kind) {
      case 'new':
        request.commandKey = key;
        return;
      case 'differs':
        throw new LaurelError('COMMAND_DIFFERS', 'Use a new key for a new command.');
      case 'under_way':
        throw new LaurelError('COMMAND_UNDER_WAY', 'Send it again in a moment: you will get its answer.');
      case 'answered':
        return reply
          .code(known.answer.status)
          .headers({ ...known.answer.headers, 'idempotent-replayed': 'true' })
          .serializer((text: string) => text)
          .send(known.answer.body);
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
    const body = typeof payload === 'string' ? payload : '';
    await keepAnswer(database, caller.actor.id, key, { status: reply.statusCode, headers, body });
  });
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** False where the answer must not be stored, for it holds a secret. */
    repeatable?: boolean;
  }
  interface FastifyRequest {
    /** The Idempotency-Key of a command that is carried out for the first time. */
    commandKey: string | null;
  }
}
