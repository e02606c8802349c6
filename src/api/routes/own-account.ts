import { z } from 'zod';
import { errorCode, LaurelError } from '../../errors.ts';
import { mistakeAt } from '../../rules/validate.ts';
import { told } from '../../told.ts';
import { endOtherSessions, endSession, listSessions } from '../../store/people/sessions.ts';
import type { StoredSession } from '../../store/people/sessions.ts';
import { answers } from '../answers.ts';
import { byCaller, callerOf } from '../caller.ts';
import { headersOf } from '../headers.ts';
import type { ApiParts, ApiServer } from '../parts.ts';
import { RequestMistakes } from '../problems.ts';
import { ownSessionList, ownSessionsEnded, passwordChange, passwordChanged } from '../schemas/people.ts';
import type { OwnSession } from '../schemas/people.ts';
import { setCookies } from '../set-cookies.ts';
import { fewRequests, sessionOf, tooManyAttempts } from './sign-in.ts';

/** For browsers, and so not in the description of the API: programs send a key. */
const common = { tags: ['Signing in'], hide: true };
const params = z.strictObject({ id: z.uuid() });

/** What one does about one's own way in: the password, and where one is signed in. */
export function addOwnAccount(server: ApiServer, { database, authentication, logger }: ApiParts): void {
  server.post(
    '/api/auth/change-password',
    {
      config: { access: 'signed_in', rateLimit: fewRequests },
      schema: {
        ...common,
        operationId: 'changePassword',
        summary: 'Change your own password, which signs you out everywhere else',
        body: passwordChange,
        response: answers(200, passwordChanged),
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { currentPassword, newPassword, revokeKeys } = request.body;
      const change = { current: currentPassword, next: { password: newPassword, revokeKeys } };
      const headers = headersOf(request.headers);
      const from = { headers, address: request.ip, by: byCaller(request) };
      const outcome = await authentication.changePassword(caller, change, from).catch((error: unknown) => {
        throw weakAt('newPassword', error);
      });
      if (outcome.kind === 'too_many') {
        logger.warn({ requestId: request.id, user: caller.id }, 'password not changed: too many attempts');
        throw tooManyAttempts(reply, outcome.retryAfterSeconds);
      }
      if (outcome.kind !== 'changed') throw wrongPassword(outcome.kind);
      logger.info({ requestId: request.id, user: caller.id, keys: outcome.revokedKeys.length }, 'password changed');
      const cookies = await authentication.startSession(caller.id, headers);
      // Somebody may have disabled them in this moment.
      if (cookies === null) throw new LaurelError('NOT_SIGNED_IN', told`Sign in with the new password.`);
      const session = await sessionOf(authentication, cookies);
      return setCookies(reply, cookies).send({ session, revokedKeys: [...outcome.revokedKeys] });
    },
  );

  server.get(
    '/api/auth/sessions',
    {
      config: { access: 'signed_in' },
      schema: {
        ...common,
        operationId: 'listOwnSessions',
        summary: 'Where you are signed in, newest first',
        response: answers(200, ownSessionList),
      },
    },
    async (request) => {
      const { kind, id, sessionId } = callerOf(request);
      return { items: kind === 'key' ? [] : (await listSessions(database, id, sessionId)).map(toView) };
    },
  );

  server.delete(
    '/api/auth/sessions/:id',
    {
      config: { access: 'signed_in' },
      schema: {
        ...common,
        operationId: 'endOwnSession',
        summary: 'Sign out one of your browsers',
        params,
        response: answers(200, ownSessionsEnded),
      },
    },
    async (request) => {
      const { kind, id } = callerOf(request);
      const ended = kind === 'user' && (await endSession(database, id, request.params.id));
      return { ended: ended ? 1 : 0 };
    },
  );

  server.delete(
    '/api/auth/sessions',
    {
      config: { access: 'signed_in' },
      schema: {
        ...common,
        operationId: 'endOtherSessions',
        summary: 'Sign out everywhere except here',
        response: answers(200, ownSessionsEnded),
      },
    },
    async (request) => {
      const { kind, id, sessionId } = callerOf(request);
      return { ended: kind === 'key' ? 0 : await endOtherSessions(database, id, sessionId) };
    },
  );
}

/** A weak password is a mistake at its place in the request. */
export function weakAt(field: string, error: unknown): unknown {
  return error instanceof LaurelError && errorCode(error) === 'PASSWORD_WEAK'
    ? new RequestMistakes(
        'PASSWORD_WEAK',
        error.told.map((each) => mistakeAt([field], each)),
      )
    : error;
}

function wrongPassword(outcome: 'wrong' | 'none'): RequestMistakes {
  const why =
    outcome === 'wrong' ? told`is not your password` : told`can't be correct: you do not sign in with a password`;
  return new RequestMistakes('REQUEST_INVALID', [mistakeAt(['currentPassword'], why)]);
}

function toView({ id, device, startedAt, lastSeenAt, endsAt, current }: StoredSession): OwnSession {
  return {
    id,
    device,
    startedAt: startedAt.toISOString(),
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
    endsAt: endsAt.toISOString(),
    current,
  };
}
