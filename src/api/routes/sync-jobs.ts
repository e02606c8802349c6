import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import { knownAccounts } from '../../issuing/accounts/account-keys.ts';
import { notConnected } from '../../issuing/accounts/connections.ts';
import { SyncJobs } from '../../issuing/sync/sync-jobs.ts';
import { endDeadSyncJobs, findSyncJob, listSyncJobs } from '../../store/operators/sync-jobs.ts';
import { answers } from '../answers.ts';
import { seesActors } from '../access.ts';
import { byCaller, callerOf } from '../caller.ts';
import type { ApiServer, RouteParts } from '../parts.ts';
import { providerOrigin } from '../schemas/common.ts';
import { accountName, syncJob, syncJobPage, syncJobQuery, syncRequest } from '../schemas/connections.ts';
import type { SyncJob } from '../schemas/connections.ts';
import { toSyncJobView } from '../views/connections.ts';
import { toAccount } from '../../issuing/accounts/connection-input.ts';

const common = { tags: ['Connections'] };
const list = 'sync-jobs';

/** Syncs of templates: they run in this process, and everybody sees how far they are. */
export function addSyncJobs(
  server: ApiServer,
  { database, settings, providers, vocabulary, logger, cursors }: RouteParts,
): void {
  const jobs = new SyncJobs({ database, providers, retry: settings.delivery.retry, vocabulary, logger });
  // A stop does not wait until the last page is read.
  server.addHook('preClose', () => jobs.stop());

  server.post(
    '/api/v1/connections/:origin/:account/sync',
    {
      config: {
        access: ['design', 'operate'],
        repetition: (request, _reply, { location }) => viewOf(request, location?.split('/').at(-1) ?? ''),
      },
      schema: {
        ...common,
        operationId: 'syncConnection',
        summary: 'Sync the templates of an account; returns the job that does it',
        params: z.strictObject({ origin: providerOrigin, account: accountName }),
        body: syncRequest,
        response: answers(202, syncJob),
      },
    },
    async (request, reply) => {
      const account = toAccount(request.params);
      const accounts = await knownAccounts(settings, database);
      if (!accounts.some((known) => known.origin === account.origin && known.account === account.account))
        throw notConnected(account);
      const { confirm: confirmed, reactivate } = request.body ?? {};
      const { job } = await jobs.start(account, { ...byCaller(request), confirmed, reactivate });
      return reply
        .code(202)
        .header('location', `/api/v1/sync-jobs/${job.id}`)
        .send(toSyncJobView(job, seesActors(callerOf(request).role)));
    },
  );

  server.get(
    '/api/v1/sync-jobs',
    {
      config: { access: 'read' },
      schema: {
        ...common,
        operationId: 'listSyncJobs',
        summary: 'The syncs of templates, newest first',
        querystring: syncJobQuery,
        response: answers(200, syncJobPage),
      },
    },
    async (request) => {
      const { cursor, limit, origin, account } = request.query;
      await endDeadSyncJobs(database);
      const position = cursors.read(list, 2, cursor);
      const withActors = seesActors(callerOf(request).role);
      return cursors.page(list, await listSyncJobs(database, { origin, account }, { limit, position }), (job) =>
        toSyncJobView(job, withActors),
      );
    },
  );

  server.get(
    '/api/v1/sync-jobs/:id',
    {
      config: { access: 'read', watched: true },
      schema: {
        ...common,
        operationId: 'getSyncJob',
        summary: 'One sync: its progress or result',
        params: z.strictObject({ id: z.guid() }),
        response: answers(200, syncJob),
      },
    },
    async (request) => {
      await endDeadSyncJobs(database);
      return viewOf(request, request.params.id);
    },
  );

  async function viewOf(request: FastifyRequest, id: string): Promise<SyncJob> {
    const job = await findSyncJob(database, id);
    if (job === null) throw new LaurelError('SYNC_NOT_FOUND', told`Choose a job listed by /api/v1/sync-jobs.`);
    return toSyncJobView(job, seesActors(callerOf(request).role));
  }
}
