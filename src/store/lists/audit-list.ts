import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Queryable } from '../database/database.ts';
import { after, allOf, orderBy, pageOf } from './paging.ts';
import type { Order, Page, PageWish } from './paging.ts';
import { queryBuilder } from './query-builder.ts';

/** A change that somebody made; see AuditRecord (audit.ts). */
export interface AuditListing {
  readonly id: number;
  readonly recordedAt: Date;
  /** `user:<id>`, `key:<id>` or `cli:<name>`. */
  readonly actor: string;
  /** How they were called then. */
  readonly actorName: string;
  readonly action: string;
  readonly targetType: string;
  readonly target: string;
  /** What the target is called now or, where it is no more, what it was called; null for what has no name. */
  readonly targetName: string | null;
  readonly reason: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly requestId: string | null;
}

/** What to list; everything is optional. */
export interface AuditFilter {
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly targetType?: string | undefined;
  readonly target?: string | undefined;
  readonly withPeople?: boolean;
}

/** The target as an id, where it is one: so that tables are found by their keys, however long they are. */
const asId = sql`CASE WHEN target ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN target::uuid END`;

const newestFirst: Order<AuditListing> = {
  columns: [{ name: 'audit.id', type: 'bigint', valueOf: ({ id }) => id }],
  direction: 'desc',
};

/**
 * A page of what people changed, the newest first.
 *
 * @param withPeople false: without changes of people and API keys
 */
export async function listAudit(
  queryable: Queryable,
  { actor, action, targetType, target, withPeople = true }: AuditFilter,
  { limit, position }: PageWish,
): Promise<Page<AuditListing>> {
  const conditions: RawBuilder<boolean>[] = [];
  if (actor !== undefined) conditions.push(sql`actor = ${actor}`);
  if (action !== undefined) conditions.push(sql`action = ${action}`);
  if (targetType !== undefined) conditions.push(sql`target_type = ${targetType}`);
  if (target !== undefined) conditions.push(sql`target = ${target}`);
  // As the index says it (audit_without_people).
  if (!withPeople) conditions.push(sql`target_type NOT IN ('user', 'api_key')`);
  if (position !== null) conditions.push(after(newestFirst, position));
  const { rows } = await sql<AuditListing>`
    SELECT audit.id, recorded_at AS "recordedAt", actor, actor_name AS "actorName", action,
           target_type AS "targetType", target,
           coalesce(template.name, connection.name, person.name, key.name, of_badge.name || coalesce(' (' || nullif(holder.username, '') || ')', ''),
             after ->> 'name', before ->> 'name')
             AS "targetName",
           audit.reason, before, after, request_id AS "requestId"
    FROM (SELECT * FROM audit WHERE ${allOf(conditions)} ORDER BY ${orderBy(newestFirst)} LIMIT ${limit + 1}) AS audit
    LEFT JOIN badge_template AS template ON target_type = 'template' AND template.slug = target
    LEFT JOIN connection ON target_type = 'connection' AND connection.origin || '/' || connection.account = target
    LEFT JOIN auth_user AS person ON target_type = 'user' AND person.id = ${asId}
    LEFT JOIN auth_api_key AS key ON target_type = 'api_key' AND key.id = ${asId}
    LEFT JOIN badge ON target_type = 'badge' AND badge.id = ${asId}
    LEFT JOIN badge_template AS of_badge ON of_badge.id = badge.template_id
    LEFT JOIN learner AS holder ON holder.id = badge.learner_id
    ORDER BY ${orderBy(newestFirst)}`.execute(queryBuilder(queryable));
  return pageOf(rows, limit, newestFirst, (listing) => listing);
}
