import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { readLmsService } from '../../auth/lms-token.ts';
import { learnersInMessages, retireLearner } from '../../consumer/retire.ts';
import { LaurelError } from '../../errors.ts';
import { findLearnersNamed } from '../../store/engine/learners.ts';
import type { ChangedBy } from '../../store/operators/audit.ts';
import { told } from '../../told.ts';
import { allows } from '../access.ts';
import { headersOf } from '../headers.ts';
import type { ApiServer, RouteParts } from '../parts.ts';
import { learnerId } from '../schemas/common.ts';

const username = z.string().min(1).max(300);

/**
 * What the retirement pipeline of Open edX calls, as its script has it for the license manager (by LMS user id) and for the
 * Credentials service (by user name). It repeats what fails with 5xx and stops at anything else, so whoever is not known here is
 * done, too (204). The script writes a slash behind each address, which the server overlooks. docs/retirement.md.
 */
export function addRetirementPipeline(server: ApiServer, { database, authentication, settings }: RouteParts): void {
  const options = { config: { access: 'public' } } as const;
  server.post(
    '/api/v1/retire_user',
    {
      ...options,
      schema: { hide: true, body: z.object({ lms_user_id: learnerId, original_username: username.optional() }) },
    },
    async (request, reply) => {
      const by = await requireWorker(request);
      const { lms_user_id: learner, original_username: formerUsername } = request.body;
      await retireLearner(database, learner, { by, ...(formerUsername !== undefined && { formerUsername }) });
      return done(reply);
    },
  );

  server.post(
    '/user/retire',
    { ...options, schema: { hide: true, body: z.object({ username }) } },
    async (request, reply) => {
      const by = await requireWorker(request);
      const { username: formerUsername } = request.body;
      const stored = await findLearnersNamed(database, formerUsername, 'username');
      const [learner, ...others] =
        stored.length > 0
          ? stored.map(({ learner: { id } }) => id)
          : await learnersInMessages(database, formerUsername);
      if (others.length > 0)
        throw new LaurelError('LEARNER_AMBIGUOUS', [
          told`Several learners here have this user name, because the LMS gave it to another account.`,
          told`Retire the correct one by LMS user id: use the license manager's step of the pipeline, or the learner's page.`,
        ]);
      if (learner !== undefined) await retireLearner(database, learner, { by, formerUsername });
      return done(reply);
    },
  );

  function done(reply: FastifyReply): FastifyReply {
    return reply.code(204).send();
  }

  /** The pipeline's own user at the LMS, by its token; or an API key that may. Never a browser. */
  async function requireWorker(request: FastifyRequest): Promise<ChangedBy> {
    const [, token] = /^JWT +(\S+) *$/i.exec(request.headers.authorization ?? '') ?? [];
    if (token !== undefined) {
      const { lms } = settings.signIn;
      const service = lms && (await readLmsService(lms, token));
      if (service === null)
        throw new LaurelError(
          'NOT_SIGNED_IN',
          told`The LMS's token was not accepted. docs/retirement.md lists the settings it needs.`,
        );
      if (service !== lms?.retirementWorker)
        throw new LaurelError(
          'NOT_ALLOWED',
          told`The token does not belong to the user in RETIREMENT_SERVICE_WORKER_USERNAME.`,
        );
      return { actor: { id: 'lms', name: 'LMS' }, requestId: request.id };
    }
    const caller = await authentication.identify(headersOf(request.headers));
    if (caller?.kind !== 'key')
      throw new LaurelError(
        'NOT_SIGNED_IN',
        told`Send an API key as Authorization: Bearer <key>, or the token of the LMS's retirement worker.`,
      );
    if (!allows('retire', caller.role))
      throw new LaurelError('NOT_ALLOWED', told`The API key needs the role "retirement" or "admin".`);
    return { actor: caller.actor, requestId: request.id };
  }
}
