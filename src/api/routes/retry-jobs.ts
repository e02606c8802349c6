import { z } from 'zod';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import { findRetryJob, listRetryJobs } from '../../store/operators/retry-jobs.ts';
import { answers } from '../answers.ts';
import type { ApiServer, RouteParts } from '../parts.ts';
import { retryJob, retryJobPage, retryJobQuery } from '../schemas/retry-jobs.ts';
import { toRetryJobView } from '../views/retry-jobs.ts';

const tags = ['Badges'];
const list = 'retry-jobs';

/** How far the retries of many deliveries are: those that people asked for, and those that a new key began. */
export function addRetryJobs(server: ApiServer, { database, cursors }: Pick<RouteParts, 'database' | 'cursors'>): void {
  server.get(
    '/api/v1/retry-jobs',
    {
      config: { access: 'read', watched: true },
      schema: {
        operationId: 'listRetryJobs',
        tags,
        summary: 'Retries of failed deliveries, started manually or by a new key, newest first',
        querystring: retryJobQuery,
        response: answers(200, retryJobPage),
      },
    },
    async ({ query: { cursor, limit, running } }) => {
      const position = cursors.read(list, 2, cursor);
      return cursors.page(list, await listRetryJobs(database, { running }, { limit, position }), toRetryJobView);
    },
  );

  server.get(
    '/api/v1/retry-jobs/:id',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'getRetryJob',
        tags,
        summary: 'One retry of failed deliveries: its progress or result',
        params: z.strictObject({ id: z.guid() }),
        response: answers(200, retryJob),
      },
    },
    async ({ params: { id } }) => {
      const job = await findRetryJob(database, id);
      if (job === null) throw new LaurelError('RETRY_NOT_FOUND', told`Choose a job listed by /api/v1/retry-jobs.`);
      return toRetryJobView(job);
    },
  );
}
