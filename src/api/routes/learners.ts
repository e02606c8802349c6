import { z } from 'zod';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import { explain } from '../../rules/explain.ts';
import { verdictOf } from '../../rules/verdict.ts';
import { loadBadge, loadEvidence, loadOnRecord } from '../../store/lists/explanation.ts';
import { countLearners, findLearnerById, listLearners, searchLearners } from '../../store/lists/learner-list.ts';
import type { LearnerListing } from '../../store/lists/learner-list.ts';
import { answers } from '../answers.ts';
import { learnerExport } from '../exports/learner-export.ts';
import { exportAnswers, sendExport } from '../exports/send-export.ts';
import type { ApiServer, RouteParts } from '../parts.ts';
import { learnerIdText } from '../schemas/common.ts';
import {
  learner as learnerSchema,
  learnerExportQuery,
  learnerPage,
  learnerQuery,
  standing,
} from '../schemas/learners.ts';
import { templateId } from '../schemas/templates.ts';
import { requireTemplate } from '../templates/template-commands.ts';
import { toExplanationView } from '../views/explanation.ts';
import { toLearnerView } from '../views/learners.ts';

const tags = ['Learners'];

/** Learners whom an event that concerns a badge has named, and why each has, or has not, a badge. */
export function addLearners(server: ApiServer, { database, cursors }: Pick<RouteParts, 'database' | 'cursors'>): void {
  server.get(
    '/api/v1/learners',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'listLearners',
        tags,
        summary: 'The learners, with search',
        querystring: learnerQuery,
        response: answers(200, learnerPage),
      },
    },
    async ({ query: { cursor, limit, count, search = '' } }) => {
      const wanted = search.trim();
      // Where one search has stopped is not for another to go on from.
      const list = wanted === '' ? 'learners' : `learners found ${wanted}`;
      const position = cursors.read(list, wanted === '' ? 1 : 4, cursor);
      const wish = { limit, position };
      const [page, counted] = await Promise.all([
        wanted === '' ? listLearners(database, wish) : searchLearners(database, wanted, wish),
        count === true ? countLearners(database, wanted) : null,
      ]);
      return { ...cursors.page(list, page, toLearnerView), count: counted };
    },
  );

  server.get(
    '/api/v1/learners.csv',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'exportLearners',
        tags,
        summary: 'The learners as a CSV file for spreadsheets, with search',
        querystring: learnerExportQuery,
        response: exportAnswers,
      },
    },
    ({ query: { search = '' } }, reply) => sendExport(reply, learnerExport(database, search)),
  );

  server.get(
    '/api/v1/learners/:learner',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'getLearner',
        tags,
        summary: 'One learner, as described by the newest event',
        params: z.strictObject({ learner: learnerIdText }),
        response: answers(200, learnerSchema),
      },
    },
    async ({ params: { learner } }) => toLearnerView(await requireLearner(learner)),
  );

  server.get(
    '/api/v1/learners/:learner/templates/:template',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'getStanding',
        tags,
        summary: 'Why a learner has a badge, or not, with the evidence',
        params: z.strictObject({ learner: learnerIdText, template: templateId }),
        response: answers(200, standing),
      },
    },
    async ({ params }) => {
      const { id: learner } = await requireLearner(params.learner);
      const template = await requireTemplate(database, params.template);
      const [evidence, events, badge] = await Promise.all([
        loadEvidence(database, learner, template.key),
        loadOnRecord(database, learner, template),
        loadBadge(database, learner, template.key),
      ]);
      const explanation = explain(template, evidence, events);
      return {
        learner,
        template: template.id,
        templateName: template.name,
        active: template.active,
        verdict: verdictOf(template.active, explanation.measure, badge?.status ?? null),
        badge: badge && { id: badge.id, status: badge.status, state: badge.state, reason: badge.reason },
        explanation: toExplanationView(explanation),
      };
    },
  );

  async function requireLearner(id: number): Promise<LearnerListing> {
    const found = await findLearnerById(database, id);
    if (found !== null) return found;
    throw new LaurelError('LEARNER_NOT_FOUND', [
      told`No event about a badge has mentioned a learner with the LMS user id ${id} yet.`,
      told`Search for the user name or the e-mail address.`,
    ]);
  }
}
