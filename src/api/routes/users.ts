import { z } from 'zod';
import { changeUser, createUser, editUser } from '../../auth/people.ts';
import { listUsers } from '../../store/people/users.ts';
import { answers } from '../answers.ts';
import { byCaller } from '../caller.ts';
import type { ApiServer, RouteParts } from '../parts.ts';
import { weakAt } from './own-account.ts';
import { user, userCreate, userEdit, userList, userQuery, userUpdate } from '../schemas/people.ts';
import { toUserView } from '../views/users.ts';

const list = 'users';
const params = z.strictObject({ id: z.uuid() });
const common = { tags: ['People'] };

/** Who can sign in, and what they may do. */
export function addUsers(server: ApiServer, { database, logger, cursors, authentication }: RouteParts): void {
  server.get(
    '/api/v1/users',
    {
      config: { access: 'administer' },
      schema: {
        ...common,
        operationId: 'listUsers',
        summary: 'The people who can sign in, by e-mail address',
        querystring: userQuery,
        response: answers(200, userList),
      },
    },
    async ({ query: { cursor, limit, role, search } }) => {
      const position = cursors.read(list, 1, cursor);
      return cursors.page(list, await listUsers(database, { role, search }, position, limit), toUserView);
    },
  );

  server.post(
    '/api/v1/users',
    {
      config: { access: 'administer', peopleOnly: true },
      schema: {
        ...common,
        operationId: 'createUser',
        summary: 'Add a person who signs in with a password',
        body: userCreate,
        response: answers(201, user),
      },
    },
    async (request, reply) => {
      const made = await createUser(database, request.body, byCaller(request), authentication.hashing).catch(
        (error: unknown) => {
          throw weakAt('password', error);
        },
      );
      logger.info({ requestId: request.id, user: made.id, role: made.role }, 'user created');
      return reply.code(201).send(toUserView(made));
    },
  );

  server.patch(
    '/api/v1/users/:id',
    {
      config: { access: 'administer', peopleOnly: true },
      schema: {
        ...common,
        operationId: 'updateUser',
        summary: 'Change the role of a person, or disable or enable them',
        params,
        body: userUpdate,
        response: answers(200, user),
      },
    },
    async (request) => {
      const changed = await changeUser(database, request.params.id, request.body, byCaller(request));
      const { id, role, disabled } = changed;
      logger.info({ requestId: request.id, user: id, role, disabled }, 'user changed');
      return toUserView(changed);
    },
  );

  server.put(
    '/api/v1/users/:id/profile',
    {
      config: { access: 'administer', peopleOnly: true },
      schema: {
        ...common,
        operationId: 'editUser',
        summary: 'Change the name and the e-mail address of a person',
        params,
        body: userEdit,
        response: answers(200, user),
      },
    },
    async (request) => {
      const edited = await editUser(database, request.params.id, request.body, byCaller(request));
      logger.info({ requestId: request.id, user: edited.id }, 'user renamed');
      return toUserView(edited);
    },
  );
}
