import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { DataRule } from '../../rules/template.ts';
import type { Queryable } from '../database/database.ts';
import { after, allOf, orderBy, pageOf } from './paging.ts';
import type { Order, Page, PageWish } from './paging.ts';
import { queryBuilder } from './query-builder.ts';

/** A requirement or a penalty, with the template that it belongs to. */
export interface ConditionListing {
  /** Id of the badge template. */
  readonly template: string;
  readonly templateName: string;
  /** Whether the template is active. */
  readonly active: boolean;
  readonly kind: 'requirement' | 'penalty';
  /** Unique within the template. */
  readonly id: string;
  /** Event type. */
  readonly event: string;
  readonly description: string;
  readonly rules: readonly DataRule[];
}

/** What to list; everything is optional. */
export interface ConditionFilter {
  /** Event type. */
  readonly event?: string | undefined;
  /** Only those with a data rule on a course key that names this course. */
  readonly course?: string | undefined;
  readonly kind?: ConditionListing['kind'] | undefined;
  /** Whether the template is active. */
  readonly active?: boolean | undefined;
}

interface Row extends ConditionListing {
  readonly templateKey: number;
  /** Place among the conditions of the template: requirements first. */
  readonly place: number;
}

const byTemplate: Order<Row> = {
  columns: [
    { name: 'template_id', type: 'integer', valueOf: ({ templateKey }) => templateKey },
    { name: 'place', type: 'integer', valueOf: ({ place }) => place },
  ],
  direction: 'asc',
};

/**
 * A page of the requirements and penalties of all templates, in the order in which the templates were made: which badges depend
 * on a course, or on a type of event.
 */
export async function listConditions(
  queryable: Queryable,
  { event, course, kind, active }: ConditionFilter,
  { limit, position }: PageWish,
): Promise<Page<ConditionListing>> {
  const conditions: RawBuilder<boolean>[] = [];
  if (event !== undefined) conditions.push(sql`document ->> 'event' = ${event}`);
  if (kind !== undefined) conditions.push(sql`kind = ${kind}`);
  if (active !== undefined) conditions.push(sql`active = ${active}`);
  if (course !== undefined)
    conditions.push(sql`EXISTS (SELECT FROM jsonb_array_elements(document -> 'rules') AS rule
      WHERE rule ->> 'path' ~ '(^|[._])course_key$' AND rule ->> 'value' = ${course})`);
  if (position !== null) conditions.push(after(byTemplate, position));
  const { rows } = await sql<Row>`
    SELECT slug AS template, template_name AS "templateName", active, kind, document ->> 'id' AS id,
           document ->> 'event' AS event, coalesce(document ->> 'description', '') AS description,
           coalesce(document -> 'rules', '[]'::jsonb) AS rules, template_id AS "templateKey", place
    FROM (SELECT slug, name AS template_name, active, template.id AS template_id, kind, document,
                 (CASE kind WHEN 'requirement' THEN 0 ELSE 100000 END + nth)::integer AS place
          FROM badge_template AS template
          CROSS JOIN LATERAL (
            SELECT 'requirement' AS kind, document, nth
            FROM jsonb_array_elements(requirements) WITH ORDINALITY AS requirement (document, nth)
            UNION ALL
            SELECT 'penalty', document, nth
            FROM jsonb_array_elements(penalties) WITH ORDINALITY AS penalty (document, nth)) AS condition) AS condition
    WHERE ${allOf(conditions)} ORDER BY ${orderBy(byTemplate)} LIMIT ${limit + 1}`.execute(queryBuilder(queryable));
  return pageOf(rows, limit, byTemplate, ({ templateKey: _key, place: _place, ...listing }) => listing);
}
