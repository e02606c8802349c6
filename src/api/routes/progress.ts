import { z } from 'zod';
import { listInProgress } from '../../store/lists/in-progress-list.ts';
import { listProgress } from '../../store/lists/progress-list.ts';
import { resetProgress } from '../../store/operators/progress-reset.ts';
import { answers } from '../answers.ts';
import { byCaller } from '../caller.ts';
import type { ApiServer, RouteParts } from '../parts.ts';
import {
  learnersInProgress,
  progressPage,
  progressQuery,
  progressReset,
  progressResetResult,
} from '../schemas/learners.ts';
import { pageQuery } from '../schemas/common.ts';
import { templateId } from '../schemas/templates.ts';
import { requireTemplate } from '../templates/template-commands.ts';
import { toInProgressView, toProgressView } from '../views/learners.ts';

const list = 'progress';

/** How far learners are on badge templates. */
export function addProgress(
  server: ApiServer,
  { database, cursors, activity, announces }: Pick<RouteParts, 'database' | 'cursors' | 'activity' | 'announces'>,
): void {
  server.get(
    '/api/v1/progress',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'listProgress',
        tags: ['Progress'],
        summary: 'The progress of learners on badge templates, by learner',
        querystring: progressQuery,
        response: answers(200, progressPage),
      },
    },
    async ({ query: { cursor, limit, ...filter } }) => {
      const position = cursors.read(list, 2, cursor);
      return cursors.page(list, await listProgress(database, filter, { limit, position }), toProgressView);
    },
  );

  server.get(
    '/api/v1/templates/:id/in-progress',
    {
      config: { access: 'read', watched: true },
      schema: {
        operationId: 'listInProgress',
        tags: ['Progress'],
        summary: 'Learners with progress towards the badge of a template, closest first',
        description:
          'Without learners who have the badge, and without those whose badge was revoked, because it is never issued again.',
        params: z.strictObject({ id: templateId }),
        querystring: z.strictObject(pageQuery),
        response: answers(200, learnersInProgress),
      },
    },
    async ({ params: { id }, query: { cursor, limit } }) => {
      const { key } = await requireTemplate(database, id);
      const nearest = `in-progress ${key}`;
      const position = cursors.read(nearest, 2, cursor);
      return cursors.page(nearest, await listInProgress(database, key, { limit, position }), toInProgressView);
    },
  );

  server.post(
    '/api/v1/progress/reset',
    {
      config: { access: 'operate', repetition: 'kept' },
      schema: {
        operationId: 'resetProgress',
        tags: ['Progress'],
        summary: 'Reset the progress of a learner on a template',
        body: progressReset,
        response: answers(200, progressResetResult),
      },
    },
    async (request) => {
      const { requirements, badge } = await resetProgress(database, request.body, byCaller(request), announces);
      if (request.body.revoke && badge?.status === 'revoked') activity.countByHand('revoked');
      return { requirements: [...requirements], badge };
    },
  );
}
