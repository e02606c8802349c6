import type { Caller } from '../../auth/authentication.ts';
import { hasAdmin } from '../../store/people/users.ts';
import { permissionsOf } from '../access.ts';
import { answers } from '../answers.ts';
import { callerOf } from '../caller.ts';
import type { ApiParts, ApiServer } from '../parts.ts';
import { session, signInMethods } from '../schemas/people.ts';
import type { Session } from '../schemas/people.ts';

/** Who is signed in, and how one does. */
export function addSession(server: ApiServer, { database, authentication }: ApiParts): void {
  server.get(
    '/api/v1/session',
    {
      config: { access: 'signed_in' },
      schema: {
        operationId: 'getSession',
        tags: ['People'],
        summary: 'Who is signed in, and what they can do',
        response: answers(200, session),
      },
    },
    (request) => toSession(callerOf(request)),
  );

  server.get(
    '/api/v1/sign-in-methods',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'listSignInMethods',
        tags: ['People'],
        summary: 'How people can sign in here',
        response: answers(200, signInMethods),
      },
    },
    async () => ({ password: true, lms: authentication.lmsSignIn !== null, anyUser: await hasAdmin(database) }),
  );
}

/** Somebody who is signed in, as the pages see them. */
export function toSession({ kind, id, name, email, role, lmsUserId }: Caller): Session {
  return {
    actor: { kind, id, name, email, role },
    permissions: role === null ? [] : [...permissionsOf[role]],
    learner: lmsUserId,
  };
}
