import { z } from 'zod';
import type { Standing } from '../../monitoring/standing.ts';
import { problemAnswers } from '../answers.ts';
import type { ApiServer } from '../parts.ts';
import { readiness } from '../schemas/status.ts';

const alive = z.strictObject({ status: z.literal('ok') }).meta({ id: 'Alive' });

/** For load balancers and service managers: open to all, and telling nothing but the names of the checks. */
export function addHealth(server: ApiServer, standing: Standing): void {
  server.get(
    '/healthz',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getHealth',
        tags: ['Status'],
        summary: 'Whether the process is alive',
        response: { 200: alive, ...problemAnswers },
      },
    },
    () => ({ status: 'ok' as const }),
  );

  server.get(
    '/readyz',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getReadiness',
        tags: ['Status'],
        summary:
          "Whether the process can work: 503 if it can't; still 200 if something in the background fails, such as the event bus",
        response: { 200: readiness, 503: readiness, ...problemAnswers },
      },
    },
    async (_request, reply) => {
      const { status, checks } = await standing.readiness();
      return reply.code(status === 'not_ready' ? 503 : 200).send({ status, checks: [...checks] });
    },
  );
}
