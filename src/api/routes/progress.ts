import { listProgress } from '../../store/lists/progress-list.ts';
import { answers } from '../answers.ts';
import type { ApiServer, RouteParts } from '../parts.ts';
import { progressPage, progressQuery } from '../schemas/learners.ts';
import { toProgressView } from '../views/learners.ts';

const list = 'progress';

/** How far learners are on badge templates. */
export function addProgress(server: ApiServer, { database, cursors }: Pick<RouteParts, 'database' | 'cursors'>): void {
  server.get(
    '/api/v1/progress',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'listProgress',
        tags: ['Progress'],
        summary: 'How far learners are on badge templates, by learner',
        querystring: progressQuery,
        response: answers(200, progressPage),
      },
    },
    async ({ query: { cursor, limit, ...filter } }) => {
      const position = cursors.read(list, 2, cursor);
      return cursors.page(list, await listProgress(database, filter, { limit, position }), toProgressView);
    },
  );
}
