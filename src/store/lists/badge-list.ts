import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { ClosedBecause, ExternalState, ProviderEnvironment } from '../delivery/external.ts';
import type { Origin } from '../../rules/template.ts';
import type { Queryable } from '../database/database.ts';
import { badgeConditions, isNamed } from './badge-filter.ts';
import type { BadgeFilter } from './badge-filter.ts';
import { countUpTo } from './counting.ts';
import type { Count } from './counting.ts';
import { after, allOf, micros, orderBy, pageOf } from './paging.ts';
import type { Order, Page, PageWish } from './paging.ts';
import { queryBuilder } from './query-builder.ts';

/** A badge with how it is doing outside, for operators. */
export interface BadgeListing {
  readonly id: string;
  /** LMS user id. */
  readonly learner: number;
  readonly username: string;
  readonly learnerName: string;
  /** Id of the badge template. */
  readonly template: string;
  readonly templateName: string;
  /** Where it is issued, whatever became of the template. */
  readonly origin: Origin;
  /** Credly organization or Accredible account; empty for `openedx`. */
  readonly account: string;
  /** What people call the account; null when nobody knows. */
  readonly accountName: string | null;
  /** Since when and until when nothing is tried in the account; null while it is not paused. */
  readonly pausedSince: Date | null;
  readonly pausedUntil: Date | null;
  /** Credly badge template or Accredible group; empty for `openedx`. */
  readonly externalTemplate: string;
  /** Null while it was not attempted. */
  readonly environment: ProviderEnvironment | null;
  readonly status: 'awarded' | 'revoked';
  /** State at the provider (S21). */
  readonly state: ExternalState;
  readonly earnedAt: Date;
  readonly revokedAt: Date | null;
  readonly reason: string;
  /** What the learner and everybody are told of it; null: nothing was chosen. */
  readonly publicReason: string | null;
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
  /** Why nothing more is done for it outside; null when that is not so. */
  readonly closed: ClosedBecause | null;
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

const columns = sql`badge.id, learner_id AS learner, username, learner.name AS "learnerName", slug AS template, template.name AS "templateName",
  place.origin, place.account, place.external_template AS "externalTemplate", environment, closed, status, state, earned_at AS "earnedAt", revoked_at AS "revokedAt", reason,
  public_reason AS "publicReason", external_id AS "externalId",
  external_url AS "externalUrl", due, due_at AS "dueAt", attempts_started AS attempts, badge.last_status AS "lastStatus",
  badge.last_body AS "lastBody", last_attempt_at AS "lastAttemptAt", health.paused_since AS "pausedSince", health.paused_until AS "pausedUntil",
  coalesce((SELECT given.name FROM connection AS given WHERE given.origin = place.origin AND given.account = place.account),
           (SELECT outside.name FROM account_name AS outside
            WHERE outside.origin = place.origin AND outside.account = place.account)) AS "accountName",
  ${micros('badge.created_at')} AS "createdMicros"`;

/** What belongs to a badge: whose it is, what it is of, and where it is issued. */
const parts = sql`JOIN learner ON learner.id = learner_id JOIN badge_template AS template ON template.id = template_id
    JOIN badge_place AS place ON place.id = badge.place_id
    LEFT JOIN provider_account AS health
      ON health.origin = place.origin AND health.account = place.account AND health.paused_until > now()`;

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
  const conditions = badgeConditions(filter);
  if (position !== null) conditions.push(after(order, position));
  const page = sql`ORDER BY ${orderBy(order)} LIMIT ${limit + 1}`;
  // The page is picked before names are looked up, whatever the planner thinks of it.
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM (${pick(filter, conditions, page, wholeRows)}) AS badge
    ${parts}
    ORDER BY ${orderBy(order)}`.execute(queryBuilder(queryable));
  return pageOf(rows, limit, order, fromRow);
}

/** How many badges fit, as far as it is cheap to know. */
export function countBadges(queryable: Queryable, filter: BadgeFilter): Promise<Count> {
  // Ten thousand are counted in the index; the rows themselves lie all over the table.
  return countUpTo(queryable, (limit) => pick(filter, badgeConditions(filter), sql`LIMIT ${limit}`, (ids) => ids));
}

/** The badge of an id (UUID), or null. */
export async function findBadge(queryable: Queryable, id: string): Promise<BadgeListing | null> {
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM badge
    ${parts}
    WHERE badge.id = ${id}::uuid`.execute(queryBuilder(queryable));
  return rows[0] === undefined ? null : fromRow(rows[0]);
}

/**
 * Picks the page from the indexes, whatever the filter leaves: few badges among a million must not be found by reading a
 * million. A learner's are few, and everybody's lie in order. Those of a template, of a place, or in a state, lie in order by
 * template or place: the newest of each are taken, and the page from these.
 *
 * @param of makes of the ids that were found what is wanted of them
 */
function pick(
  filter: BadgeFilter,
  conditions: readonly RawBuilder<boolean>[],
  page: RawBuilder<unknown>,
  of: (ids: RawBuilder<unknown>) => RawBuilder<unknown>,
): RawBuilder<unknown> {
  const { origin, account, template, state, failed } = filter;
  const ofTemplate = template === undefined ? [] : [sql<boolean>`listed.slug = ${template}`];
  const ofPlaces = [
    ...(origin === undefined ? [] : [sql<boolean>`listed.origin = ${origin}`]),
    ...(account === undefined ? [] : [sql<boolean>`listed.account = ${account}`]),
  ];
  const inTemplate = sql<boolean>`template_id IN (SELECT id FROM badge_template AS listed WHERE ${allOf(ofTemplate)})`;
  const inPlaces = sql<boolean>`place_id IN (SELECT id FROM badge_place AS listed WHERE ${allOf(ofPlaces)})`;
  const anyOne = template === undefined && ofPlaces.length === 0;
  const states = state !== undefined ? [state] : failed && !anyOne ? ['error', 'no_response'] : [];
  const isInOrder = anyOne && (states.length === 0 || state === 'accepted');
  // Whose they are, or which one it is, leaves so few that nothing else has to be in order.
  if (isNamed(filter) || isInOrder) {
    const narrowed = [
      ...conditions,
      ...(template === undefined ? [] : [inTemplate]),
      ...(ofPlaces.length === 0 ? [] : [inPlaces]),
    ];
    return sql`SELECT * FROM badge WHERE ${allOf(narrowed)} ${page}`;
  }
  const byPlace = template === undefined && ofPlaces.length > 0;
  const lists = byPlace ? sql`badge_place AS listed` : sql`badge_template AS listed`;
  const listed = allOf(byPlace ? ofPlaces : ofTemplate);
  const inIndex = [byPlace ? sql<boolean>`place_id = listed.id` : sql<boolean>`template_id = listed.id`, ...conditions];
  if (!byPlace && ofPlaces.length > 0) inIndex.push(inPlaces);
  if (states.length === 0 || state === 'accepted')
    return of(sql`
      SELECT badge.id FROM ${lists}
      CROSS JOIN LATERAL (SELECT id, created_at FROM badge WHERE ${allOf(inIndex)} ${page}) AS badge
      WHERE ${listed} ${page}`);
  // The second condition on the state is the index's own.
  inIndex.push(sql`state = any_of.state AND state <> 'accepted'`);
  return of(sql`
    SELECT badge.id FROM ${lists}
    CROSS JOIN (VALUES ${sql.join(states.map((each) => sql`(${each}::text)`))}) AS any_of (state)
    CROSS JOIN LATERAL (SELECT id, created_at FROM badge WHERE ${allOf(inIndex)} ${page}) AS badge
    WHERE ${listed} ${page}`);
}

/** The badges of these ids. A page of each of many templates is much to read: the index has all that picking needs. */
function wholeRows(ids: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`SELECT badge.* FROM (${ids}) AS picked JOIN badge ON badge.id = picked.id`;
}

function fromRow(row: Row): BadgeListing {
  const { createdMicros: _, ...listing } = row;
  return listing;
}
