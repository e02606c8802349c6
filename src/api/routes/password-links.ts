import { z } from 'zod';
import {
  inviteUser,
  lookAtPasswordLink,
  mailPasswordLink,
  makePasswordLink,
  revokePasswordLink,
  usePasswordLink,
} from '../../auth/password-links.ts';
import type { PasswordLink as MadeLink } from '../../auth/password-links.ts';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import { answers } from '../answers.ts';
import { byCaller } from '../caller.ts';
import { headersOf } from '../headers.ts';
import type { ApiServer, RouteParts } from '../parts.ts';
import {
  passwordByLink,
  passwordLink,
  passwordLinkMail,
  passwordLinkMailed,
  passwordLinkOwner,
  passwordLinkRevoked,
  passwordLinkToken,
  session,
  userInvite,
} from '../schemas/people.ts';
import type { PasswordLink } from '../schemas/people.ts';
import { setCookies } from '../set-cookies.ts';
import { toUserView } from '../views/users.ts';
import { weakAt } from './own-account.ts';
import { fewRequests, sessionOf } from './sign-in.ts';

const params = z.strictObject({ id: z.uuid() });
const common = { tags: ['People'] };

/** Links by which people set their password: those who are invited, and those who forgot it. */
export function addPasswordLinks(server: ApiServer, { database, logger, settings, authentication }: RouteParts): void {
  const { passwordLinkHours: hours } = settings.signIn;
  const { publicUrl, publicUrlIsSet } = settings.http;
  const toView = ({ user, path, endsAt }: MadeLink): PasswordLink => ({
    user: toUserView(user),
    url: publicUrlIsSet ? publicUrl + path : path,
    endsAt: endsAt.toISOString(),
    mailable: settings.mail !== null,
  });

  server.post(
    '/api/v1/users/invitations',
    {
      config: { access: 'administer', peopleOnly: true },
      schema: {
        ...common,
        operationId: 'inviteUser',
        summary: 'Invite a person: they choose their password with a link that works once',
        body: userInvite,
        response: answers(201, passwordLink),
      },
    },
    async (request, reply) => {
      const made = await inviteUser(database, request.body, hours, byCaller(request));
      logger.info({ requestId: request.id, user: made.user.id, role: made.user.role }, 'user invited');
      return reply.code(201).send(toView(made));
    },
  );

  server.post(
    '/api/v1/users/:id/password-link',
    {
      config: { access: 'administer', peopleOnly: true },
      schema: {
        ...common,
        operationId: 'makePasswordLink',
        summary: 'Create a link with which a person sets their password; it replaces the previous link',
        params,
        body: z.strictObject({}).nullish(),
        response: answers(201, passwordLink),
      },
    },
    async (request, reply) => {
      const made = await makePasswordLink(database, request.params.id, hours, byCaller(request));
      logger.info({ requestId: request.id, user: made.user.id }, 'password link created');
      return reply.code(201).send(toView(made));
    },
  );

  server.post(
    '/api/v1/users/:id/password-link/mail',
    {
      config: { access: 'administer', peopleOnly: true },
      schema: {
        ...common,
        operationId: 'mailPasswordLink',
        summary: 'Send a person their link by e-mail; it can be sent again',
        params,
        body: passwordLinkMail,
        response: answers(200, passwordLinkMailed),
      },
    },
    async (request) => {
      const { id } = request.params;
      const { token, language = settings.language } = request.body;
      const to = await mailPasswordLink(
        database,
        { id, token },
        { mail: settings.mail, publicUrl, language },
        byCaller(request),
      );
      logger.info({ requestId: request.id, user: id }, 'password link mailed');
      return { to };
    },
  );

  server.delete(
    '/api/v1/users/:id/password-link',
    {
      config: { access: 'administer', peopleOnly: true },
      schema: {
        ...common,
        operationId: 'revokePasswordLink',
        summary: 'Revoke an invitation, which removes the person if they have not signed in yet, or a password link',
        params,
        response: answers(200, passwordLinkRevoked),
      },
    },
    async (request) => {
      const outcome = await revokePasswordLink(database, request.params.id, byCaller(request));
      logger.info({ requestId: request.id, user: request.params.id }, 'password link revoked');
      return outcome;
    },
  );

  server.post(
    '/api/auth/password-link',
    {
      config: { access: 'public', ownPagesOnly: true, rateLimit: fewRequests },
      schema: {
        ...common,
        operationId: 'lookAtPasswordLink',
        summary: 'Show whose password a link sets, without using it up',
        body: passwordLinkToken,
        response: answers(200, passwordLinkOwner),
      },
    },
    async ({ body: { token } }) => {
      const found = await lookAtPasswordLink(database, token);
      if (found === null) throw overLink();
      const { name, email, signsInWith } = found.user;
      return { name, email, invited: signsInWith.length === 0, endsAt: found.endsAt.toISOString() };
    },
  );

  server.post(
    '/api/auth/password-link/use',
    {
      config: { access: 'public', ownPagesOnly: true, rateLimit: fewRequests },
      schema: {
        ...common,
        operationId: 'setPasswordByLink',
        summary: 'Set a password with a link, which is then used up; the response sets a session cookie',
        body: passwordByLink,
        response: answers(200, session),
      },
    },
    async (request, reply) => {
      const wanted = { ...request.body, requestId: request.id };
      const id = await usePasswordLink(database, wanted, authentication.hashing).catch((error: unknown) => {
        throw weakAt('password', error);
      });
      if (id === null) throw overLink();
      logger.info({ requestId: request.id, user: id }, 'password set with a link');
      const cookies = await authentication.startSession(id, headersOf(request.headers));
      if (cookies === null) throw overLink();
      return setCookies(reply, cookies).send(await sessionOf(authentication, cookies));
    },
  );
}

function overLink(): LaurelError {
  return new LaurelError(
    'SIGN_IN_FAILED',
    told`The link was used, has expired, or was revoked. Ask a Laurel admin for a new one.`,
  );
}
