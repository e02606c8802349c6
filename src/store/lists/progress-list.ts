import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { ExternalState } from '../delivery/external.ts';
import type { Origin } from '../../rules/template.ts';
import type { Queryable } from '../database/database.ts';
import { after, allOf, orderBy, pageOf } from './paging.ts';
import type { Order, Page, PageWish } from './paging.ts';
import { queryBuilder } from './query-builder.ts';
import { templatePicture } from '../open-badges/template-picture.ts';

/** One learner on one template, in short, with the badge when there is one. */
export interface ProgressListing {
  /** LMS user id. */
  readonly learner: number;
  readonly username: string;
  /** Id of the badge template. */
  readonly template: string;
  readonly templateName: string;
  readonly imageUrl: string | null;
  readonly origin: Origin;
  /** Whether the template is active. */
  readonly active: boolean;
  readonly groupsMet: number;
  readonly groups: number;
  readonly complete: boolean;
  readonly badge: {
    readonly id: string;
    readonly status: 'awarded' | 'revoked';
    readonly state: ExternalState;
    readonly earnedAt: Date;
  } | null;
  readonly updatedAt: Date;
}

/** What to list; everything is optional. */
export interface ProgressFilter {
  /** LMS user id. */
  readonly learner?: number | undefined;
  readonly template?: string | undefined;
  readonly complete?: boolean | undefined;
}

interface Row extends Omit<ProgressListing, 'badge'> {
  readonly templateKey: number;
  readonly badgeId: string | null;
  readonly status: 'awarded' | 'revoked';
  readonly state: ExternalState;
  readonly earnedAt: Date;
}

const byLearner: Order<Row> = {
  columns: [
    { name: 'progress.learner_id', type: 'bigint', valueOf: ({ learner }) => learner },
    { name: 'progress.template_id', type: 'integer', valueOf: ({ templateKey }) => templateKey },
  ],
  direction: 'asc',
};

/** A page of progress, by learner and template. */
export async function listProgress(
  queryable: Queryable,
  filter: ProgressFilter,
  { limit, position }: PageWish,
): Promise<Page<ProgressListing>> {
  const page = sql`ORDER BY ${orderBy(byLearner)} LIMIT ${limit + 1}`;
  const conditions = position === null ? [] : [after(byLearner, position)];
  const { rows } = await sql<Row>`
    SELECT progress.learner_id AS learner, username, slug AS template, progress.template_id AS "templateKey",
           template.name AS "templateName", ${templatePicture} AS "imageUrl", origin, active, groups_met AS "groupsMet", groups,
           complete, progress.updated_at AS "updatedAt", badge.id AS "badgeId", status, state, earned_at AS "earnedAt"
    FROM (${pick(filter, conditions, page)}) AS progress
    JOIN learner ON learner.id = progress.learner_id
    JOIN badge_template AS template ON template.id = progress.template_id
    LEFT JOIN badge ON badge.learner_id = progress.learner_id AND badge.template_id = progress.template_id
    ORDER BY ${orderBy(byLearner)}`.execute(queryBuilder(queryable));
  return pageOf(rows, limit, byLearner, fromRow);
}

/**
 * Picks the page. A learner's progress is found by its key, and so is everybody's. That of one template, and that of those who are
 * through or not, is in the index by template and completeness: the first of each template and of each half are taken
 * from there, and the page from these.
 */
function pick(
  { learner, template, complete }: ProgressFilter,
  conditions: readonly RawBuilder<boolean>[],
  page: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const half = complete === undefined ? [] : [sql<boolean>`complete = ${complete}`];
  const ofTemplate = template === undefined ? [] : [sql<boolean>`of_template.slug = ${template}`];
  if (learner !== undefined) {
    const named = ofTemplate.map(
      (is) => sql<boolean>`template_id IN (SELECT id FROM badge_template AS of_template WHERE ${is})`,
    );
    const all = allOf([sql<boolean>`learner_id = ${learner}`, ...named, ...half, ...conditions]);
    // Who has a badge without progress was awarded it by hand.
    return sql`SELECT * FROM (
      SELECT learner_id, template_id, groups_met, groups, complete, updated_at FROM badge_progress WHERE learner_id = ${learner}
      UNION ALL
      SELECT learner_id, template_id, 0, 0, false, created_at FROM badge
      WHERE learner_id = ${learner} AND NOT EXISTS (
        SELECT FROM badge_progress AS begun WHERE begun.learner_id = badge.learner_id AND begun.template_id = badge.template_id)
    ) AS progress WHERE ${all} ${page}`;
  }
  if (template === undefined && complete === undefined)
    return sql`SELECT * FROM badge_progress AS progress WHERE ${allOf(conditions)} ${page}`;
  const ofHalf = allOf([sql<boolean>`template_id = of_template.id AND complete = half.complete`, ...conditions]);
  return sql`
    SELECT progress.* FROM badge_template AS of_template
    CROSS JOIN (SELECT * FROM (VALUES (false), (true)) AS either (complete) WHERE ${allOf(half)}) AS half
    CROSS JOIN LATERAL (SELECT * FROM badge_progress AS progress WHERE ${ofHalf} ${page}) AS progress
    WHERE ${allOf(ofTemplate)} ${page}`;
}

function fromRow(row: Row): ProgressListing {
  const { templateKey: _, badgeId, status, state, earnedAt, ...listing } = row;
  return { ...listing, badge: badgeId === null ? null : { id: badgeId, status, state, earnedAt } };
}
