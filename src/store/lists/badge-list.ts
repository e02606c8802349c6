import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { ExternalState } from '../delivery/external.ts';
import type { Origin } from '../../rules/template.ts';
import type { Queryable } from '../database/database.ts';
import { after, allOf, micros, orderBy, pageOf } from './paging.ts';
import type { Order, Page, PageWish } from './paging.ts';
import { queryBuilder } from './query-builder.ts';

/** A badge with how it is doing outside, for operators. */
export interface BadgeListing {
  readonly id: string;
  /** LMS user id. */
  readonly learner: number;
  readonly username: string;
  /** Id of the badge template. */
  readonly template: string;
  readonly templateName: string;
  readonly origin: Origin;
  /** Credly organization or Accredible account; empty for `openedx`. */
  readonly account: string;
  readonly status: 'awarded' | 'revoked';
  /** State at the provider (S21). */
  readonly state: ExternalState;
  readonly earnedAt: Date;
  readonly revokedAt: Date | null;
  readonly reason: string;
  readonly externalId: string | null;
  readonly externalUrl: string | null;
  readonly due: 'issue' | 'revoke' | null;
  /** When the next attempt is due; null when none is, without an operator. */
  readonly dueAt: Date | null;
  readonly attempts: number;
  /** What the provider said last, when it was a failure. */
  readonly lastStatus: number | null;
  readonly lastBody: string | null;
  readonly lastAttemptAt: Date | null;
}

/** What to list; everything is optional. */
export interface BadgeFilter {
  readonly template?: string | undefined;
  /** LMS user id. */
  readonly learner?: number | undefined;
  readonly status?: 'awarded' | 'revoked' | undefined;
  /** At the provider. */
  readonly state?: string | undefined;
  readonly origin?: Origin | undefined;
  readonly account?: string | undefined;
  /** Only those that did not succeed outside and wait for an operator or for their next attempt. */
  readonly failed?: boolean | undefined;
}

interface Row extends BadgeListing {
  readonly createdMicros: number;
}

const byAge = (direction: 'asc' | 'desc'): Order<Row> => ({
  columns: [
    { name: 'badge.created_at', type: 'micros', valueOf: ({ createdMicros }) => createdMicros },
    { name: 'badge.id', type: 'uuid', valueOf: ({ id }) => id },
  ],
  direction,
});

const columns = sql`badge.id, learner_id AS learner, username, slug AS template, template.name AS "templateName", origin,
  account, status, state, earned_at AS "earnedAt", revoked_at AS "revokedAt", reason, external_id AS "externalId",
  external_url AS "externalUrl", due, due_at AS "dueAt", attempts_started AS attempts, last_status AS "lastStatus",
  last_body AS "lastBody", last_attempt_at AS "lastAttemptAt", ${micros('badge.created_at')} AS "createdMicros"`;

/** A page of badges, the newest first unless the oldest are wanted. */
export async function listBadges(
  queryable: Queryable,
  filter: BadgeFilter = {},
  { limit, position, oldestFirst = false }: PageWish & { readonly oldestFirst?: boolean } = {
    limit: 100,
    position: null,
  },
): Promise<Page<BadgeListing>> {
  const order = byAge(oldestFirst ? 'asc' : 'desc');
  const conditions = conditionsOf(filter);
  if (position !== null) conditions.push(after(order, position));
  const page = sql`ORDER BY ${orderBy(order)} LIMIT ${limit + 1}`;
  // The page is picked before names are looked up, whatever the planner thinks of it.
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM (${pick(filter, conditions, page)}) AS badge
    JOIN learner ON learner.id = learner_id JOIN badge_template AS template ON template.id = template_id
    ORDER BY ${orderBy(order)}`.execute(queryBuilder(queryable));
  return pageOf(rows, limit, order, fromRow);
}

/** The badge of an id (UUID), or null. */
export async function findBadge(queryable: Queryable, id: string): Promise<BadgeListing | null> {
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM badge
    JOIN learner ON learner.id = learner_id JOIN badge_template AS template ON template.id = template_id
    WHERE badge.id = ${id}::uuid`.execute(queryBuilder(queryable));
  return rows[0] === undefined ? null : fromRow(rows[0]);
}

/**
 * Picks the page from the indexes, whatever the filter leaves: few badges among a million must not be found by reading a
 * million. A learner's are few, and everybody's lie in order. Those of a template, or of a state, lie in order by template: the
 * newest of each template are taken, and the page from these.
 */
function pick(
  { origin, account, template, learner, state, failed }: BadgeFilter,
  conditions: readonly RawBuilder<boolean>[],
  page: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const ofTemplates = allOf([
    ...(template === undefined ? [] : [sql<boolean>`listed.slug = ${template}`]),
    ...(origin === undefined ? [] : [sql<boolean>`listed.origin = ${origin}`]),
    ...(account === undefined ? [] : [sql<boolean>`listed.account = ${account}`]),
  ]);
  const anyTemplate = template === undefined && origin === undefined && account === undefined;
  const states = state !== undefined ? [state] : failed && !anyTemplate ? ['error', 'no_response'] : [];
  const isInOrder = anyTemplate && (states.length === 0 || state === 'accepted');
  if (learner !== undefined || isInOrder) {
    const narrowed = anyTemplate
      ? conditions
      : [...conditions, sql<boolean>`template_id IN (SELECT id FROM badge_template AS listed WHERE ${ofTemplates})`];
    return sql`SELECT * FROM badge WHERE ${allOf(narrowed)} ${page}`;
  }
  const inIndex = [sql<boolean>`template_id = listed.id`, ...conditions];
  if (states.length === 0 || state === 'accepted')
    return wholeRows(sql`
      SELECT badge.id FROM badge_template AS listed
      CROSS JOIN LATERAL (SELECT id, created_at FROM badge WHERE ${allOf(inIndex)} ${page}) AS badge
      WHERE ${ofTemplates} ${page}`);
  // The second condition on the state is the index's own.
  inIndex.push(sql`state = any_of.state AND state <> 'accepted'`);
  return wholeRows(sql`
    SELECT badge.id FROM badge_template AS listed
    CROSS JOIN (VALUES ${sql.join(states.map((each) => sql`(${each}::text)`))}) AS any_of (state)
    CROSS JOIN LATERAL (SELECT id, created_at FROM badge WHERE ${allOf(inIndex)} ${page}) AS badge
    WHERE ${ofTemplates} ${page}`);
}

/** The badges of these ids. A page of each of many templates is much to read: the index has all that picking needs. */
function wholeRows(ids: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`SELECT badge.* FROM (${ids}) AS picked JOIN badge ON badge.id = picked.id`;
}

/** What a badge must be, its template apart. */
function conditionsOf({ learner, status, state, failed }: BadgeFilter): RawBuilder<boolean>[] {
  const conditions: RawBuilder<boolean>[] = [];
  if (learner !== undefined) conditions.push(sql`learner_id = ${learner}`);
  if (status !== undefined) conditions.push(sql`status = ${status}`);
  if (state !== undefined) conditions.push(sql`state = ${state}`);
  if (failed) conditions.push(sql`state IN ('error', 'no_response')`);
  return conditions;
}

function fromRow(row: Row): BadgeListing {
  const { createdMicros: _, ...listing } = row;
  return listing;
}
