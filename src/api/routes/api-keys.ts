import { z } from 'zod';
import { LaurelError } from '../../errors.ts';
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
export function addApiKeys(server: ApiServer, { database, authentication, logger }: ApiParts): void {
  server.get(
    '/api/v1/api-keys',
    {
      config: { access: 'administer' },
      schema: {
        ...common,
        operationId: 'listApiKeys',
        summary: 'All API keys, the newest first',
        response: answers(200, apiKeyList),
      },
    },
    async () => ({ items: (await listApiKeys(database)).map(toView) }),
  );

  server.post(
    '/api/v1/api-keys',
    {
      // The answer holds the key, which is stored nowhere.
      config: { access: 'administer' },
      schema: {
        ...common,
        operationId: 'createApiKey',
        summary: 'Make an API key; the answer is the only one that shows it',
        body: apiKeyCreate,
        response: answers(201, apiKeyCreated),
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      // A key lasts as long as its maker is an admin, so somebody has to make it; and a leaked key can't make more.
      if (caller.kind === 'key')
        throw new LaurelError('NOT_ALLOWED', 'API keys are made by people: sign in as an admin, in the pages.');
      const made = await createApiKey({ database, authentication }, request.body, caller.id, byCaller(request));
      logger.info({ requestId: request.id, key: made.id, role: made.role }, 'API key made');
      return reply.code(201).send({ ...toView(made), key: made.key });
    },
  );

  server.delete(
    '/api/v1/api-keys/:id',
    {
      config: { access: 'administer' },
      schema: {
        ...common,
        operationId: 'revokeApiKey',
        summary: 'Revoke an API key: it stops working at once',
        params,
        response: answers(200, apiKeyView),
      },
    },
    async (request) => {
      const revoked = await revokeApiKey(database, request.params.id, byCaller(request));
      logger.info({ requestId: request.id, key: revoked.id }, 'API key revoked');
      return toView(revoked);
    },
  );
}

function toView({ id, name, start, role, createdBy, works, createdAt, expiresAt, lastUsedAt }: ApiKey): ApiKeyView {
  return {
    id,
    name,
    start,
    role,
    createdBy,
    works,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
