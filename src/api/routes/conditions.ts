import { listConditions } from '../../store/lists/condition-list.ts';
import type { ConditionListing } from '../../store/lists/condition-list.ts';
import { answers } from '../answers.ts';
import type { ApiServer, RouteParts } from '../parts.ts';
import { conditionPage, conditionQuery } from '../schemas/conditions.ts';
import type { Condition } from '../schemas/conditions.ts';

const list = 'conditions';

/** Requirements and penalties over all templates: what depends on a course, or on a type of event. */
export function addConditions(
  server: ApiServer,
  { database, cursors }: Pick<RouteParts, 'database' | 'cursors'>,
): void {
  server.get(
    '/api/v1/conditions',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'listConditions',
        tags: ['Templates'],
        summary: 'Requirements and penalties of all templates, by event type and course',
        querystring: conditionQuery,
        response: answers(200, conditionPage),
      },
    },
    async ({ query: { cursor, limit, ...filter } }) => {
      const position = cursors.read(list, 2, cursor);
      return cursors.page(list, await listConditions(database, filter, { limit, position }), toView);
    },
  );
}

function toView({ rules, ...condition }: ConditionListing): Condition {
  return { ...condition, rules: rules.map((rule) => ({ ...rule })) };
}
