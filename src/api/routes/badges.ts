import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import { formerPlaces } from '../../store/delivery/former-places.ts';
import { countBadges, findBadge, listBadges } from '../../store/lists/badge-list.ts';
import type { BadgeListing } from '../../store/lists/badge-list.ts';
import { awardByHand, revokeByHand } from '../../store/operators/hand-awards.ts';
import { settleByHand } from '../../store/operators/hand-settlements.ts';
import { retryManyByHand, retryOneByHand } from '../../store/operators/hand-retries.ts';
import { answers } from '../answers.ts';
import { byCaller } from '../caller.ts';
import { badgeExport } from '../exports/badge-export.ts';
import { exportAnswers, sendExport } from '../exports/send-export.ts';
import type { ApiServer, RouteParts } from '../parts.ts';
import {
  awardRequest,
  badgeDetails,
  badgeExportQuery,
  badgePage,
  badgeQuery,
  reasonRequest,
  revocationRequest,
} from '../schemas/badges.ts';
import type { BadgeDetails } from '../schemas/badges.ts';
import { retryJob, retryRequest } from '../schemas/retry-jobs.ts';
import { toBadgeDetails, toBadgeView } from '../views/badges.ts';
import { toRetryJobView } from '../views/retry-jobs.ts';

const tags = ['Badges'];
const params = z.strictObject({ id: z.guid() });

/** Badges: how they are doing inside and outside, and what people can do about it. */
export function addBadges(
  server: ApiServer,
  { database, activity, announces, cursors }: Pick<RouteParts, 'database' | 'cursors' | 'activity' | 'announces'>,
): void {
  const again = (request: FastifyRequest): Promise<BadgeDetails> => viewOf(params.parse(request.params).id);

  server.get(
    '/api/v1/badges',
    {
      config: { access: 'read', watched: true },
      schema: {
        operationId: 'listBadges',
        tags,
        summary: 'The badges, newest first',
        querystring: badgeQuery,
        response: answers(200, badgePage),
      },
    },
    async ({ query: { cursor, limit, sort, count, ...filter } }) => {
      const list = `badges ${sort}`;
      const wish = { limit, position: cursors.read(list, 2, cursor), oldestFirst: sort === 'createdAt' };
      const [page, counted] = await Promise.all([
        listBadges(database, filter, wish),
        count === true ? countBadges(database, filter) : null,
      ]);
      return { ...cursors.page(list, page, toBadgeView), count: counted };
    },
  );

  server.get(
    '/api/v1/badges.csv',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'exportBadges',
        tags,
        summary: 'The badges as a CSV file for spreadsheets, with the same filters as the list',
        querystring: badgeExportQuery,
        response: exportAnswers,
      },
    },
    ({ query: { sort, ...filter } }, reply) => sendExport(reply, badgeExport(database, filter, sort === 'createdAt')),
  );

  server.get(
    '/api/v1/badges/:id',
    {
      config: { access: 'read', watched: true },
      schema: {
        operationId: 'getBadge',
        tags,
        summary: 'One badge, with the last response of its provider',
        params,
        response: answers(200, badgeDetails),
      },
    },
    ({ params: { id } }) => viewOf(id),
  );

  server.post(
    '/api/v1/badges',
    {
      config: {
        access: 'operate',
        repetition: (_request, _reply, { location }) => viewOf(location?.split('/').at(-1) ?? ''),
      },
      schema: {
        operationId: 'awardBadge',
        tags,
        summary: 'Award a badge manually, whatever the progress',
        body: awardRequest,
        response: answers(201, badgeDetails),
      },
    },
    async (request, reply) => {
      const id = await awardByHand(database, request.body, byCaller(request), announces);
      activity.countByHand('awarded');
      return reply
        .code(201)
        .header('location', `/api/v1/badges/${id}`)
        .send(await viewOf(id));
    },
  );

  server.post(
    '/api/v1/badges/:id/revoke',
    {
      config: { access: 'operate', repetition: again },
      schema: {
        operationId: 'revokeBadge',
        tags,
        summary: 'Revoke an awarded badge, permanently',
        params,
        body: revocationRequest,
        response: answers(200, badgeDetails),
      },
    },
    async (request) => {
      const { id } = request.params;
      const { reason, publicReason } = request.body;
      await revokeByHand(database, id, reason, byCaller(request), announces, publicReason);
      activity.countByHand('revoked');
      return viewOf(id);
    },
  );

  server.post(
    '/api/v1/badges/:id/settle',
    {
      config: { access: 'operate', repetition: again },
      schema: {
        operationId: 'settleBadge',
        tags,
        summary: 'Settle a badge: nothing more is to be done at the provider, for example because it was deleted there',
        params,
        body: reasonRequest,
        response: answers(200, badgeDetails),
      },
    },
    async (request) => {
      const { id } = request.params;
      await settleByHand(database, id, request.body.reason, byCaller(request));
      return viewOf(id);
    },
  );

  server.post(
    '/api/v1/badges/:id/retry',
    {
      config: { access: 'operate', repetition: again },
      schema: {
        operationId: 'retryBadge',
        tags,
        summary: 'Retry the failed delivery of a badge now',
        params,
        response: answers(200, badgeDetails),
      },
    },
    async (request) => {
      const { id } = await requireBadge(request.params.id);
      if (!(await retryOneByHand(database, id, byCaller(request))))
        throw new LaurelError(
          'NOTHING_TO_RETRY',
          told`The provider needs no further action for it, or a delivery is still running.`,
        );
      return viewOf(id);
    },
  );

  server.post(
    '/api/v1/badges/retry',
    {
      config: { access: 'operate', repetition: 'kept' },
      schema: {
        operationId: 'retryBadges',
        tags,
        summary: 'Retry all failed deliveries now, or those of one account, which ends its pause',
        description:
          'If there are many, the first are due with the response and the others soon after: see the progress of the job (`/api/v1/retry-jobs/{id}`).',
        body: retryRequest,
        response: answers(200, retryJob),
      },
    },
    async (request) => {
      const { origin, account } = request.body;
      const target = origin === null || account === null ? null : { origin, account };
      return toRetryJobView(await retryManyByHand(database, target, byCaller(request)));
    },
  );

  async function viewOf(id: string): Promise<BadgeDetails> {
    return toBadgeDetails(await requireBadge(id), await formerPlaces(database, id));
  }

  async function requireBadge(id: string): Promise<BadgeListing> {
    const found = await findBadge(database, id);
    if (found === null) throw new LaurelError('BADGE_NOT_FOUND', told`No badge has the id ${id}.`);
    return found;
  }
}
