import { z } from 'zod';
import { createApiKey, revokeApiKey } from '../../auth/api-keys.ts';
import { listApiKeys } from '../../store/people/api-keys.ts';
import type { ApiKey } from '../../store/people/api-keys.ts';
import { answers } from '../answers.ts';
import { byCaller, callerOf } from '../caller.ts';
import type { ApiParts, ApiServer } from '../parts.ts';
import { apiKeyCreate, apiKeyCreated, apiKeyList, apiKeyView } from '../schemas/people.ts';
import type { ApiKeyView } from '../schemas/people.ts';

const params = z.strictObject({ id: z.uuid() });
const common = { tags: ['People'] };

/** Keys for programs. Each has a role of its own. */
export function addApiKeys(server: ApiServer, { database, authentication, settings, logger }: ApiParts): void {
  const { lmsRoleDays } = settings.signIn;
  server.get(
    '/api/v1/api-keys',
    {
      config: { access: 'administer' },
      schema: {
        ...common,
        operationId: 'listApiKeys',
        summary: 'All API keys, newest first',
        response: answers(200, apiKeyList),
      },
    },
    async () => ({ items: (await listApiKeys(database, lmsRoleDays)).map(toView) }),
  );

  server.post(
    '/api/v1/api-keys',
    {
      config: { access: 'administer', peopleOnly: true },
      schema: {
        ...common,
        operationId: 'createApiKey',
        summary: 'Create an API key; only this response shows it',
        body: apiKeyCreate,
        response: answers(201, apiKeyCreated),
      },
    },
    async (request, reply) => {
      const parts = { database, authentication, lmsRoleDays };
      const made = await createApiKey(parts, request.body, callerOf(request).id, byCaller(request));
      logger.info({ requestId: request.id, key: made.id, role: made.role }, 'API key created');
      return reply.code(201).send({ ...toView(made), key: made.key });
    },
  );

  server.delete(
    '/api/v1/api-keys/:id',
    {
      config: { access: 'administer', peopleOnly: true },
      schema: {
        ...common,
        operationId: 'revokeApiKey',
        summary: 'Revoke an API key: it stops working immediately',
        params,
        response: answers(200, apiKeyView),
      },
    },
    async (request) => {
      const revoked = await revokeApiKey({ database, lmsRoleDays }, request.params.id, byCaller(request));
      logger.info({ requestId: request.id, key: revoked.id }, 'API key revoked');
      return toView(revoked);
    },
  );
}

function toView({ createdAt, expiresAt, lastUsedAt, lmsRoleEndsAt, ...key }: ApiKey): ApiKeyView {
  const { id, name, start, role, createdBy, works } = key;
  return {
    id,
    name,
    start,
    role,
    createdBy,
    works,
    lmsRoleEndsAt: lmsRoleEndsAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
