import { z } from 'zod';
import type { FastifyReply } from 'fastify';
import type { Authentication, Cookies } from '../../auth/authentication.ts';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import { answers } from '../answers.ts';
import { headersOf } from '../headers.ts';
import type { ApiParts, ApiServer } from '../parts.ts';
import { oneTimeSignIn, passwordSignIn, session, signedOut } from '../schemas/people.ts';
import { setCookies } from '../set-cookies.ts';
import { addLmsSignIn } from './lms-sign-in.ts';
import { toSession } from './session.ts';

/** Guessing is slow for everybody: by address here, by account in src/auth/attempts.ts. */
export const fewRequests = { max: 30, timeWindow: '1 minute' };
/** For browsers, and so not in the description of the API: programs send a key. */
const common = { tags: ['Signing in'], hide: true };

/**
 * Signing in and out. These and no others lead to better-auth, whose own routes are not served: whatever it can do
 * besides, nobody can reach.
 */
export function addSignIn(server: ApiServer, parts: ApiParts): void {
  const { authentication, logger } = parts;
  addLmsSignIn(server, parts);

  server.post(
    '/api/auth/sign-in/email',
    {
      config: { access: 'public', rateLimit: fewRequests },
      schema: {
        ...common,
        operationId: 'signInWithPassword',
        summary: 'Sign in with a password; the response sets the session cookie',
        body: passwordSignIn,
        response: answers(200, session),
      },
    },
    async (request, reply) => {
      const outcome = await authentication.signInWithPassword(request.body, headersOf(request.headers), request.ip);
      const attempt = { requestId: request.id, method: 'password' };
      switch (outcome.kind) {
        case 'too_many':
          logger.warn(attempt, 'sign-in rejected: too many attempts');
          throw tooManyAttempts(reply, outcome.retryAfterSeconds);
        case 'other_site':
          throw otherSite();
        case 'refused':
          logger.info(attempt, 'sign-in rejected');
          throw new LaurelError(
            'SIGN_IN_FAILED',
            told`The e-mail address or the password is wrong, or an admin has disabled the user.`,
          );
        case 'signed_in':
          logger.info({ ...attempt, user: outcome.userId }, 'signed in');
          return setCookies(reply, outcome.cookies).send(await sessionOf(authentication, outcome.cookies));
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
        summary: 'Sign out; does nothing if nobody is signed in',
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
    '/api/auth/sign-in/once',
    {
      config: { access: 'public', ownPagesOnly: true, rateLimit: fewRequests },
      schema: {
        ...common,
        operationId: 'signInOnce',
        summary: 'Sign in with the token of a one-time link, which is then used up',
        body: oneTimeSignIn,
        response: answers(200, session),
      },
    },
    async (request, reply) => {
      const cookies = await authentication.signInOnce(request.body.token, headersOf(request.headers));
      logger.info({ requestId: request.id, method: 'link' }, cookies === null ? 'sign-in rejected' : 'signed in');
      if (cookies === null)
        throw new LaurelError(
          'SIGN_IN_FAILED',
          told`The link was used, has expired, or never existed. Ask for another one.`,
        );
      return setCookies(reply, cookies).send(await sessionOf(authentication, cookies));
    },
  );
}

/** Who is signed in with these cookies, which were just given. */
export async function sessionOf(
  authentication: Pick<Authentication, 'identify'>,
  cookies: Cookies,
): Promise<z.output<typeof session>> {
  const sent = cookies.map((cookie) => cookie.split(';')[0]).join('; ');
  const caller = await authentication.identify(new Headers({ cookie: sent }));
  if (caller === null) throw new LaurelError('NOT_SIGNED_IN', told`Somebody ended this session. Sign in again.`);
  return toSession(caller);
}

function otherSite(): LaurelError {
  return new LaurelError('CROSS_SITE_REQUEST', told`Use the pages of this site.`);
}

/** Tells to come back later, when too many passwords were tried. */
export function tooManyAttempts(reply: FastifyReply, seconds: number): LaurelError {
  void reply.header('retry-after', String(seconds));
  const minutes = seconds <= 90 ? 1 : Math.ceil(seconds / 60);
  const wait = minutes === 1 ? told`a minute` : told`${minutes} minutes`;
  return new LaurelError(
    'TOO_MANY_REQUESTS',
    told`Wait ${wait}, or ask for a one-time link (\`laurel admin sign-in-link\`).`,
  );
}
