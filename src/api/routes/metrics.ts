import { z } from 'zod';
import type { Exposition } from '../../monitoring/exposition.ts';
import { problemAnswers } from '../answers.ts';
import type { ApiServer } from '../parts.ts';

/** For Prometheus, which sends an API key of the role `metrics` as bearer. */
export function addMetrics(server: ApiServer, { contentType, render }: Exposition): void {
  server.get(
    '/metrics',
    {
      config: { access: ['metrics', 'read'] },
      schema: {
        operationId: 'getMetrics',
        tags: ['Status'],
        summary: 'Metrics in the text format of Prometheus',
        response: { 200: { content: { 'text/plain': { schema: z.string() } } }, ...problemAnswers },
      },
    },
    async (_request, reply) => reply.type(contentType).send(await render()),
  );
}
