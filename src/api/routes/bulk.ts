import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import type { By } from '../../auth/people.ts';
import { countChosen, newestParked } from '../../store/engine/parked-many.ts';
import { appendAudit } from '../../store/operators/audit.ts';
import { checkLearners } from '../../store/operators/bulk-check.ts';
import type { ParkedChoice } from '../../store/operators/bulk-wish.ts';
import { beginMaintenanceJob } from '../../store/operators/maintenance-jobs.ts';
import type { NewJob } from '../../store/operators/maintenance-jobs.ts';
import type { Queryable } from '../../store/database/database.ts';
import { parseLearnerList } from '../../formats/learner-list.ts';
import { mistakeAt } from '../../rules/validate.ts';
import type { Mistake } from '../../rules/validate.ts';
import { answers } from '../answers.ts';
import { byCaller } from '../caller.ts';
import type { ApiServer, RouteParts } from '../parts.ts';
import { RequestMistakes } from '../problems.ts';
import { bulkCheck, bulkCheckResult, bulkRequest, mostLearners, parkedBulk } from '../schemas/bulk.ts';
import { maintenanceJob } from '../schemas/maintenance.ts';
import type { MaintenanceJob } from '../schemas/maintenance.ts';
import { requireTemplate } from '../templates/template-commands.ts';
import { toMaintenanceJob } from '../views/maintenance.ts';

/** What people do to many at once: each is a job, which goes on in steps whether or not they wait for it. */
export function addBulk(server: ApiServer, { database }: Pick<RouteParts, 'database'>): void {
  server.post(
    '/api/v1/parked/bulk',
    {
      config: { access: 'operate', repetition: 'kept' },
      schema: {
        operationId: 'changeManyParked',
        tags: ['Parked messages'],
        summary: 'Retry or discard many parked messages; returns the job that does it',
        body: parkedBulk,
        response: answers(202, maintenanceJob),
      },
    },
    async (request, reply) => {
      const { action, ids = null, reason = null, topic = null, why = null } = request.body;
      const by = byCaller(request);
      const job = await database.transaction(async (transaction) => {
        const parked: ParkedChoice = { ids, reason, topic, upTo: await newestParked(transaction) };
        const total = await countChosen(transaction, {
          ...(ids && { ids }),
          ...(reason && { reason }),
          ...(topic && { topic }),
        });
        const kind = action === 'retry' ? 'retry_parked' : 'discard_parked';
        const wish = { parked, why: action === 'retry' ? null : why, ...by };
        const begun = await begin(transaction, { kind, wish, figures: { total } }, by);
        await appendAudit(transaction, {
          ...by,
          action: `parked_message.${action}`,
          targetType: 'parked_message',
          target: targetOf(parked),
          ...(wish.why !== null && { reason: wish.why }),
          before: { parked: total },
          after: { job: begun.id },
        });
        return begun;
      });
      return reply.code(202).send(job);
    },
  );

  server.post(
    '/api/v1/badges/bulk/check',
    {
      config: { access: 'operate' },
      schema: {
        operationId: 'checkManyLearners',
        tags: ['Badges'],
        summary:
          'Preview for a list of learners: who is known, who already has the badge, and who would get or lose it',
        body: bulkCheck,
        response: answers(200, bulkCheckResult),
      },
    },
    async ({ body: { action, template, list } }) => {
      const { key } = await requireTemplate(database, template);
      const learners = parseLearnerList(list);
      if (learners.length === 0 || learners.length > mostLearners)
        throw new RequestMistakes('REQUEST_INVALID', [listMistake(learners.length)]);
      const items = await checkLearners(database, { action, template: key }, learners);
      return { items, ready: items.filter(({ outcome }) => outcome === 'ready').length };
    },
  );

  server.post(
    '/api/v1/badges/bulk',
    {
      config: { access: 'operate', repetition: 'kept' },
      schema: {
        operationId: 'changeManyBadges',
        tags: ['Badges'],
        summary: 'Award a badge to many learners manually, or revoke it; returns the job that does it',
        description:
          "Learners who already have the badge, or can't get it, are left out, and listed in the job. Safe to repeat.",
        body: bulkRequest,
        response: answers(202, maintenanceJob),
      },
    },
    async (request, reply) => {
      const { action, template, reason: why, publicReason } = request.body;
      const learners = [...new Set(request.body.learners)];
      const { active } = await requireTemplate(database, template);
      if (action === 'award' && !active)
        throw new LaurelError(
          'TEMPLATE_INACTIVE',
          told`Activate the template first. Only active templates can be awarded.`,
        );
      const by = byCaller(request);
      const wish = { template, learners, why, ...(action === 'revoke' && { publicReason }), ...by };
      return reply
        .code(202)
        .send(await begin(database, { kind: action, wish, figures: { total: learners.length } }, by));
    },
  );
}

async function begin(queryable: Queryable, wanted: NewJob, { actor }: By): Promise<MaintenanceJob> {
  const job = await beginMaintenanceJob(queryable, wanted, actor.id);
  if (job === null) throw new Error('any number of these jobs may be under way');
  return toMaintenanceJob(job);
}

function listMistake(count: number): Mistake {
  const why =
    count === 0
      ? told`The list is empty.`
      : told`The list has ${count} learners. The maximum is ${mostLearners}: send it in parts.`;
  return mistakeAt(['list'], why);
}

/** Which messages, for the audit. */
function targetOf({ ids, reason, topic }: ParkedChoice): string {
  if (ids !== null) return ids.length === 1 ? String(ids[0]) : `${ids.length} messages`;
  const wanted = Object.entries({ reason, topic }).flatMap(([name, value]) =>
    value === null ? [] : [`${name}=${value}`],
  );
  return wanted.join(' ') || 'all';
}
