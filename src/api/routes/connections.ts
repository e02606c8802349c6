import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { inputMistakes, toAccount } from '../../issuing/accounts/connection-input.ts';
import { knownAccounts } from '../../issuing/accounts/account-keys.ts';
import { testConnection } from '../../issuing/accounts/connection-test.ts';
import type { KeyTrial } from '../../issuing/accounts/connection-test.ts';
import {
  createConnection,
  deleteConnection,
  notConnected,
  today,
  updateConnection,
} from '../../issuing/accounts/connections.ts';
import type { Check, ConnectionParts } from '../../issuing/accounts/connections.ts';
import { createKeyring } from '../../secrets.ts';
import type { AccountId } from '../../store/operators/connections.ts';
import { endDeadSyncJobs } from '../../store/operators/sync-jobs.ts';
import { answers } from '../answers.ts';
import { seesActors } from '../access.ts';
import { byCaller, callerOf } from '../caller.ts';
import { requireUnchanged, tag } from '../etag.ts';
import type { ApiParts, ApiServer } from '../parts.ts';
import { RequestMistakes } from '../problems.ts';
import { providerOrigin } from '../schemas/common.ts';
import {
  accountName,
  connection,
  connectionCreate,
  connectionDelete,
  connectionList,
  connectionTest,
  connectionUpdate,
} from '../schemas/connections.ts';
import { editState, showConnection, showConnections, toTestView } from '../views/connections.ts';
import type { ShownConnection } from '../views/connections.ts';
import { told } from '../../told.ts';

const common = { tags: ['Connections'] };
const params = z.strictObject({ origin: providerOrigin, account: accountName });

/** Accounts at Credly and Accredible. Keys go in and never come out. */
export function addConnections(server: ApiServer, { database, settings, providers }: ApiParts): void {
  const parts: ConnectionParts = { database, settings, keyring: createKeyring(settings.secrets.encryptionKeys) };

  server.get(
    '/api/v1/connections',
    {
      config: { access: 'read', watched: true },
      schema: {
        ...common,
        operationId: 'listConnections',
        summary: 'The connections to Credly and Accredible, with their health',
        response: answers(200, connectionList),
      },
    },
    async (request) => {
      await endDeadSyncJobs(database);
      return {
        items: (await showConnections(settings, database, seesActors(callerOf(request).role))).map(({ view }) => view),
      };
    },
  );

  server.post(
    '/api/v1/connections',
    {
      config: { access: 'administer' },
      schema: {
        ...common,
        operationId: 'createConnection',
        summary: 'Connect a Credly organization or an Accredible API config; the key is tested first',
        body: connectionCreate,
        response: answers(201, connection),
      },
    },
    async (request, reply) => {
      const { name, apiKey, keyIssuedOn = today(), force = false } = request.body;
      const account = toAccount(request.body);
      refuseMistakes(account, keyIssuedOn);
      const wanted = { ...account, name, apiKey, keyIssuedOn };
      await createConnection(parts, wanted, { ...asking(account), force }, byCaller(request));
      const { view, state } = await show(account);
      tag(reply, state);
      return reply.code(201).header('location', `/api/v1/connections/${account.origin}/${account.account}`).send(view);
    },
  );

  server.get(
    '/api/v1/connections/:origin/:account',
    {
      config: { access: 'read', watched: true },
      schema: {
        ...common,
        operationId: 'getConnection',
        summary: 'One connection; use its ETag to edit it',
        params,
        response: answers(200, connection),
      },
    },
    async (request, reply) => {
      await endDeadSyncJobs(database);
      const { view, state } = await show(toAccount(request.params), seesActors(callerOf(request).role));
      tag(reply, state);
      return view;
    },
  );

  server.put(
    '/api/v1/connections/:origin/:account',
    {
      config: { access: 'administer' },
      schema: {
        ...common,
        operationId: 'updateConnection',
        summary: 'Change a connection; a new key is tested first, ends a pause, and failed deliveries are retried',
        params,
        body: connectionUpdate,
        response: answers(200, connection),
      },
    },
    async (request, reply) => {
      const account = toAccount(request.params);
      const { name, apiKey, keyIssuedOn, force = false } = request.body;
      refuseMistakes(account, keyIssuedOn);
      const edit = { name, apiKey, keyIssuedOn };
      const trial = { ...asking(account), force };
      await updateConnection(parts, account, edit, trial, unchanged(request), byCaller(request));
      const { view, state } = await show(account);
      tag(reply, state);
      return view;
    },
  );

  server.delete(
    '/api/v1/connections/:origin/:account',
    {
      config: { access: 'administer' },
      schema: {
        ...common,
        operationId: 'deleteConnection',
        summary: 'Disconnect an account: its key is deleted, its templates and badges stay',
        params,
        querystring: connectionDelete,
        response: answers(200, connection),
      },
    },
    async (request) => {
      const account = toAccount(request.params);
      const { view } = await show(account);
      const removal = {
        check: unchanged(request),
        confirmed: request.query.confirm === true,
        howToConfirm: told`If you are sure, send it again with ?confirm=true.`,
      };
      await deleteConnection(parts, account, removal, byCaller(request));
      return view;
    },
  );

  server.post(
    '/api/v1/connections/:origin/:account/test',
    {
      config: { access: ['operate', 'administer'] },
      schema: {
        ...common,
        operationId: 'testConnection',
        summary: 'Test a connection by reading its templates; a refusal is a result, not an error',
        params,
        response: answers(200, connectionTest),
      },
    },
    async ({ params: told }) => {
      const account = toAccount(told);
      const accounts = await knownAccounts(settings, database);
      if (!accounts.some((known) => isSame(known, account))) throw notConnected(account);
      const { provider, signal } = asking(account);
      return toTestView(await testConnection(database, provider, account, signal));
    },
  );

  /** How an account is asked: by whom, and for how long. */
  function asking({ origin }: AccountId): Omit<KeyTrial, 'force'> {
    const provider = providers.get(origin);
    if (provider === undefined) throw new Error(`no adapter for ${origin}`);
    return { provider, signal: AbortSignal.timeout(settings.delivery.timeoutMs) };
  }

  /** @param withActors whether who started syncs may be told; to admins it may */
  async function show(account: AccountId, withActors = true): Promise<ShownConnection> {
    const shown = await showConnection(settings, database, account, withActors);
    if (shown === null) throw notConnected(account);
    return shown;
  }
}

function unchanged(request: FastifyRequest): Check {
  return (stored) => requireUnchanged(request, editState(stored));
}

function isSame(a: AccountId, b: AccountId): boolean {
  return a.origin === b.origin && a.account === b.account;
}

function refuseMistakes(account: AccountId, keyIssuedOn: string | undefined): void {
  const mistakes = inputMistakes(account, keyIssuedOn);
  if (mistakes.length > 0) throw new RequestMistakes('REQUEST_INVALID', mistakes);
}
