import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import { courseOf, courseUrl } from '../../rules/course-of.ts';
import { explain } from '../../rules/explain.ts';
import type { Template } from '../../rules/template.ts';
import { findTemplate } from '../../store/engine/templates.ts';
import { loadEvidence } from '../../store/lists/explanation.ts';
import { listProgress } from '../../store/lists/progress-list.ts';
import type { ProgressListing } from '../../store/lists/progress-list.ts';
import { findOwnBadge, listOwnBadges, publishOwnBadge } from '../../store/open-badges/own-badges.ts';
import { answers } from '../answers.ts';
import { callerOf } from '../caller.ts';
import type { ApiServer, RouteParts } from '../parts.ts';
import {
  myBadge,
  myBadgePage,
  myBadgeQuery,
  myProgressPage,
  myProgressQuery,
  publication,
} from '../schemas/my-badges.ts';
import type { MissingStep, MyBadge, MyProgress } from '../schemas/my-badges.ts';
import { toMyBadge } from './views.ts';

const tags = ['My badges'];
const config = { access: 'signed_in' } as const;

export const ownBadgeParams = z.strictObject({ id: z.guid() });

/**
 * What learners see of their own: whoever signed in with the LMS, by the LMS user id and by nothing else. Who has another way
 * in, as keys and passwords, is no learner here, and has no badges.
 */
export function addMyBadges(
  server: ApiServer,
  { database, cursors, settings }: Pick<RouteParts, 'database' | 'cursors' | 'settings'>,
): void {
  const listed = settings.issuing.listsOnProfiles;
  server.get(
    '/api/v1/my/badges',
    {
      config,
      schema: {
        operationId: 'listMyBadges',
        tags,
        summary: 'Your own badges, newest first; empty if you did not sign in with the LMS',
        querystring: myBadgeQuery,
        response: answers(200, myBadgePage),
      },
    },
    async (request) => {
      const { cursor, limit } = request.query;
      const learner = callerOf(request).lmsUserId;
      if (learner === null) return { items: [], nextCursor: null };
      // Where one's list has stopped is not for another to go on from.
      const list = `badges of ${learner}`;
      const page = await listOwnBadges(database, learner, { limit, position: cursors.read(list, 2, cursor) });
      const now = new Date();
      return cursors.page(list, page, (badge) => toMyBadge(badge, now, listed));
    },
  );

  server.get(
    '/api/v1/my/badges/:id',
    {
      config,
      schema: {
        operationId: 'getMyBadge',
        tags,
        summary: 'One of your own badges',
        params: ownBadgeParams,
        response: answers(200, myBadge),
      },
    },
    (request) => viewOf(request, request.params.id),
  );

  server.put(
    '/api/v1/my/badges/:id/published',
    {
      config,
      schema: {
        operationId: 'publishMyBadge',
        tags,
        summary: 'Publish one of your own badges, or make it private again',
        params: ownBadgeParams,
        body: publication,
        response: answers(200, myBadge),
      },
    },
    async (request) => {
      const { params, body } = request;
      const badge = await viewOf(request, params.id);
      const owner = { badgeId: badge.id, learnerId: callerOf(request).lmsUserId ?? 0 };
      if (!(await database.transaction((transaction) => publishOwnBadge(transaction, owner, body.published))))
        throw new LaurelError(
          'NOTHING_TO_PUBLISH',
          badge.heldBy === 'openedx'
            ? told`It has not been issued yet. Try again in a moment.`
            : told`Badges at Credly and Accredible are shown and hidden there.`,
        );
      return viewOf(request, params.id);
    },
  );

  server.get(
    '/api/v1/my/progress',
    {
      config,
      schema: {
        operationId: 'listMyProgress',
        tags,
        summary: 'The badges that you have started to earn, with the remaining steps',
        querystring: myProgressQuery,
        response: answers(200, myProgressPage),
      },
    },
    async (request) => {
      const { cursor, limit } = request.query;
      const learner = callerOf(request).lmsUserId;
      if (learner === null) return { items: [], nextCursor: null };
      const list = `progress of ${learner}`;
      const position = cursors.read(list, 2, cursor);
      const { items, next } = await listProgress(database, { learner, complete: false }, { limit, position });
      const begun = items.filter(({ active, badge }) => active && badge === null);
      const views = await Promise.all(begun.map(toMyProgress));
      return cursors.page(list, { items: views.filter((view) => view !== null), next }, (view) => view);
    },
  );

  async function viewOf(request: FastifyRequest, badgeId: string): Promise<MyBadge> {
    const learnerId = callerOf(request).lmsUserId;
    const badge = learnerId === null ? null : await findOwnBadge(database, { badgeId, learnerId });
    if (badge === null) throw notYours();
    return toMyBadge(badge, new Date(), listed);
  }

  function toStep({ requirements }: Template, id: string): MissingStep {
    const { description = '', event = '', rules = [] } = requirements.find((each) => each.id === id) ?? {};
    const course = courseOf({ rules });
    const pattern = settings.issuing.courseUrl;
    const url = course === null || pattern === null ? null : courseUrl(pattern, course);
    return { words: description.trim(), event, course, courseUrl: url };
  }

  /** Null when the template has just been removed. */
  async function toMyProgress({ learner, template: slug, imageUrl }: ProgressListing): Promise<MyProgress | null> {
    const template = await findTemplate(database, slug);
    if (template === null) return null;
    const { measure, groups } = explain(template, await loadEvidence(database, learner, template.key));
    return {
      template: slug,
      name: template.name,
      imageUrl,
      groupsMet: measure.met,
      groups: measure.groups,
      missing: groups
        .filter(({ met }) => !met)
        .map(({ requirements }) => requirements.map(({ requirement }) => toStep(template, requirement))),
    };
  }
}

/** Of somebody else's badge nobody learns that there is one. */
export function notYours(): LaurelError {
  return new LaurelError('BADGE_NOT_FOUND', told`You have no badge with this id.`);
}
