import { z } from 'zod';
import { previewOf, retireLearner } from '../../consumer/retire.ts';
import { answers } from '../answers.ts';
import { byCaller } from '../caller.ts';
import type { ApiServer, RouteParts } from '../parts.ts';
import { learnerIdText } from '../schemas/common.ts';
import { retirement } from '../schemas/learners.ts';

const params = z.strictObject({ learner: learnerIdText });

/** Retiring a learner: what it would mean, and doing it. */
export function addRetirement(server: ApiServer, { database }: Pick<RouteParts, 'database'>): void {
  server.get(
    '/api/v1/learners/:learner/retirement',
    {
      config: { access: 'retire' },
      schema: {
        operationId: 'previewRetirement',
        tags: ['Learners'],
        summary: 'What retiring a learner would remove',
        params,
        response: answers(200, retirement),
      },
    },
    ({ params: { learner } }) => previewOf(database, learner),
  );

  server.post(
    '/api/v1/learners/:learner/retire',
    {
      config: { access: 'retire' },
      schema: {
        operationId: 'retireLearner',
        tags: ['Learners'],
        summary: 'Retire a learner, permanently',
        description:
          'Removes everything about the person and keeps counts. Safe to repeat. For an unknown learner, only the LMS user id is recorded, so that no later event adds them.',
        params,
        response: answers(200, retirement),
      },
    },
    (request) => retireLearner(database, request.params.learner, { by: byCaller(request) }),
  );
}
