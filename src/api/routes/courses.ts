import { listCourses } from '../../store/lists/course-list.ts';
import { answers } from '../answers.ts';
import type { ApiServer, RouteParts } from '../parts.ts';
import { coursePage, courseQuery } from '../schemas/courses.ts';

const list = 'courses';

/** The courses that events have named, to be chosen, and called, by name. */
export function addCourses(server: ApiServer, { database, cursors }: Pick<RouteParts, 'database' | 'cursors'>): void {
  server.get(
    '/api/v1/courses',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'listCourses',
        tags: ['Templates'],
        summary: 'The courses named in events, by name',
        querystring: courseQuery,
        response: answers(200, coursePage),
      },
    },
    async ({ query: { cursor, limit, ...filter } }) => {
      const position = cursors.read(list, 2, cursor);
      return cursors.page(list, await listCourses(database, filter, { limit, position }), ({ toldAt, ...course }) => ({
        ...course,
        toldAt: toldAt.toISOString(),
      }));
    },
  );
}
