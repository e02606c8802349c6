import { z } from 'zod';
import { knownAccounts } from '../../issuing/accounts/account-keys.ts';
import { createAccountTemplates } from '../../issuing/accounts/account-templates.ts';
import { toAccount } from '../../issuing/accounts/connection-input.ts';
import { notConnected } from '../../issuing/accounts/connections.ts';
import { templatesOfAccount } from '../../store/delivery/template-outside.ts';
import { answers } from '../answers.ts';
import type { ApiServer, RouteParts } from '../parts.ts';
import { toWording } from '../wording.ts';
import { accountTemplateQuery, accountTemplates } from '../schemas/account-templates.ts';
import { providerOrigin } from '../schemas/common.ts';
import { accountName } from '../schemas/connections.ts';

/** So often as long as one call of a delivery may take, all pages of a list may. */
const callsInTime = 4;

/** What an account has at its provider, for whoever chooses a template there. */
export function addAccountTemplates(server: ApiServer, { database, settings, providers }: RouteParts): void {
  const reader = createAccountTemplates();
  server.get(
    '/api/v1/connections/:origin/:account/templates',
    {
      config: { access: 'design' },
      schema: {
        operationId: 'listAccountTemplates',
        tags: ['Connections'],
        summary:
          'The templates of an account at its provider, by name; a refusal by the provider is a result, not an error',
        params: z.strictObject({ origin: providerOrigin, account: accountName }),
        querystring: accountTemplateQuery,
        response: answers(200, accountTemplates),
      },
    },
    async ({ params, query: { search = '', limit, fresh = false } }) => {
      const account = toAccount(params);
      const known = await knownAccounts(settings, database);
      if (!known.some((each) => each.origin === account.origin && each.account === account.account))
        throw notConnected(account);
      const provider = providers.get(account.origin);
      if (provider === undefined) throw new Error(`no adapter for ${account.origin}`);
      const deadline = (): AbortSignal => AbortSignal.timeout(settings.delivery.timeoutMs * callsInTime);
      const found = await reader.read(provider, account, deadline, fresh);
      if (found.kind === 'failed') {
        const { refused, status, told } = found;
        const message = told.map(({ text }) => text).join(' ');
        return { items: [], total: 0, problem: { refused, status, message, wording: told.map(toWording) } };
      }
      const wanted = search.trim().toLowerCase();
      const fitting = found.templates.filter(
        ({ name, externalTemplate }) =>
          name.toLowerCase().includes(wanted) || externalTemplate.toLowerCase() === wanted,
      );
      const used = await templatesOfAccount(database, account);
      return {
        items: fitting.slice(0, limit).map(({ externalTemplate: id, name, description, imageUrl, state }) => ({
          id,
          name,
          description,
          imageUrl,
          state,
          template: used.get(id) ?? null,
        })),
        total: fitting.length,
        problem: null,
      };
    },
  );
}
