import { z } from 'zod';
import type { Cookies, SignInError } from '../../auth/authentication.ts';
import { changePassword } from '../../auth/people.ts';
import { LaurelError } from '../../errors.ts';
import { answers } from '../answers.ts';
import { byCaller, callerOf } from '../caller.ts';
import { headersOf } from '../headers.ts';
import type { ApiParts, ApiServer } from '../parts.ts';
import { RequestMistakes } from '../problems.ts';
import { passwordChange, passwordSignIn, session, signedOut } from '../schemas/people.ts';
import { leadOn, setCookies } from '../set-cookies.ts';
import { addLmsSignIn } from './lms-sign-in.ts';
import { toSession } from './session.ts';

/** Guessing is slow for everybody: by address here, by account in src/auth/attempts.ts. */
const fewRequests = { max: 30, timeWindow: '1 minute' };
/** For browsers, and so not in the description of the API: programs send a key. */
const common = { tags: ['Signing in'], hide: true };

/**
 * Signing in and out. These and no others lead to better-auth, whose own routes are not served: whatever it can do
 * besides, nobody can reach.
 */
export function addSignIn(server: ApiServer, parts: ApiParts): void {
  const { database, authentication, logger } = parts;
  addLmsSignIn(server, parts);

  server.post(
    '/api/auth/sign-in/email',
    {
      config: { access: 'public', rateLimit: fewRequests },
      schema: {
        ...common,
        operationId: 'signInWithPassword',
        summary: 'Sign in with a password; the answer sets the cookie of the session',
        body: passwordSignIn,
        response: answers(200, session),
      },
    },
    async (request, reply) => {
      const outcome = await authentication.signInWithPassword(request.body, headersOf(request.headers), request.ip);
      const told = { requestId: request.id, method: 'password' };
      switch (outcome.kind) {
        case 'too_many':
          logger.warn(told, 'sign-in refused: too many attempts');
          void reply.header('retry-after', String(outcome.retryAfterSeconds));
          throw new LaurelError(
            'TOO_MANY_REQUESTS',
            `Wait ${minutes(outcome.retryAfterSeconds)}, or ask for a one-time link (\`laurel admin sign-in-link\`).`,
          );
        case 'other_site':
          throw otherSite();
        case 'refused':
          logger.info(told, 'sign-in refused');
          throw new LaurelError(
            'SIGN_IN_FAILED',
            'The e-mail address or the password is wrong, or an admin has disabled the user.',
          );
        case 'signed_in':
          logger.info({ ...told, user: outcome.userId }, 'signed in');
          return setCookies(reply, outcome.cookies).send(await sessionOf(outcome.cookies));
      }
    },
  );

  server.post(
    '/api/auth/sign-out',
    {
      config: { access: 'public' },
      schema: {
        ...common,
        operationId: 'signOut',
        summary: 'Sign out; nothing happens when nobody is signed in',
        body: z.strictObject({}).nullish(),
        response: answers(200, signedOut),
      },
    },
    async (request, reply) => {
      const outcome = await authentication.signOut(headersOf(request.headers));
      if (outcome === null) throw otherSite();
      return setCookies(reply, outcome.cookies).send({ leadsTo: outcome.leadsTo });
    },
  );

  server.post(
    '/api/auth/change-password',
    {
      config: { access: 'signed_in', rateLimit: fewRequests },
      schema: {
        ...common,
        operationId: 'changePassword',
        summary: 'Change your own password, which signs you out everywhere else',
        body: passwordChange,
        response: answers(200, session),
      },
    },
    async (request, reply) => {
      const { kind, id } = callerOf(request);
      const { currentPassword, newPassword } = request.body;
      const outcome =
        kind === 'key'
          ? 'none'
          : await changePassword(database, id, { current: currentPassword, next: newPassword }, byCaller(request));
      if (outcome !== 'changed') throw wrongPassword(outcome);
      logger.info({ requestId: request.id, user: id }, 'password changed');
      const cookies = await authentication.startSession(id);
      // Somebody may have disabled them in this moment.
      if (cookies === null) throw new LaurelError('NOT_SIGNED_IN', 'Sign in with the new password.');
      return setCookies(reply, cookies).send(await sessionOf(cookies));
    },
  );

  server.get(
    '/sign-in/once',
    {
      config: { access: 'public', rateLimit: fewRequests },
      // A question about the link must not use it up.
      exposeHeadRoute: false,
      schema: {
        ...common,
        operationId: 'signInOnce',
        summary: 'Sign in with a one-time link',
        querystring: z.strictObject({ token: z.string().min(1).max(200) }),
      },
    },
    async (request, reply) => {
      const cookies = await authentication.signInOnce(request.query.token);
      logger.info({ requestId: request.id, method: 'link' }, cookies === null ? 'sign-in refused' : 'signed in');
      const error: SignInError = 'link';
      return leadOn(reply, { location: cookies === null ? `/sign-in?error=${error}` : '/', cookies: cookies ?? [] });
    },
  );

  async function sessionOf(cookies: Cookies): Promise<z.output<typeof session>> {
    const sent = cookies.map((cookie) => cookie.split(';')[0]).join('; ');
    const caller = await authentication.identify(new Headers({ cookie: sent }));
    if (caller === null) throw new LaurelError('NOT_SIGNED_IN', 'Somebody has ended the session; sign in again.');
    return toSession(caller);
  }
}

function otherSite(): LaurelError {
  return new LaurelError('CROSS_SITE_REQUEST', 'Use the pages of this site.');
}

function wrongPassword(outcome: 'wrong' | 'none'): RequestMistakes {
  const message = outcome === 'wrong' ? 'is not your password' : 'can not be right: you do not sign in with a password';
  return new RequestMistakes('REQUEST_INVALID', [{ path: ['currentPassword'], message }]);
}

function minutes(seconds: number): string {
  return seconds <= 90 ? 'a minute' : `${Math.ceil(seconds / 60)} minutes`;
}
