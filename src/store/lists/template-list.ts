import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Origin } from '../../rules/template.ts';
import type { Queryable } from '../database/database.ts';
import { countUpTo } from './counting.ts';
import type { Count } from './counting.ts';
import { after, allOf, micros, orderBy, pageOf } from './paging.ts';
import type { Order, Page, PageWish } from './paging.ts';
import { queryBuilder } from './query-builder.ts';
import { templatePicture } from '../open-badges/template-picture.ts';
import type { OutsideState } from '../delivery/template-outside.ts';
import type { TemplateUse } from '../engine/templates.ts';

/** A badge template in a list. */
export interface TemplateListing {
  /** Stable slug. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly imageUrl: string | null;
  readonly origin: Origin;
  /** Credly organization or Accredible account; empty for `openedx`. */
  readonly account: string;
  readonly active: boolean;
  /** How it was at its provider when it was looked at last; null: never. */
  readonly providerState: OutsideState | null;
  readonly version: number;
  /** How many. */
  readonly requirements: number;
  /** How many. */
  readonly penalties: number;
  readonly use: TemplateUse;
  readonly updatedAt: Date;
}

/** What to list; everything is optional. */
export interface TemplateFilter {
  /** Part of the name or of the id, in small or capital letters; or the whole id at the provider. */
  readonly search?: string | undefined;
  readonly origin?: Origin | undefined;
  readonly account?: string | undefined;
  readonly active?: boolean | undefined;
  readonly providerState?: OutsideState | undefined;
  /** Slug of the issuer that it names. */
  readonly issuer?: string | undefined;
}

/** A minus in front turns the order round. */
export type TemplateSort = 'name' | '-name' | 'updatedAt' | '-updatedAt';

interface Row extends Omit<TemplateListing, 'use'>, TemplateUse {
  readonly key: number;
  readonly sortName: string;
  readonly updatedMicros: number;
}

function orderOf(sort: TemplateSort): Order<Row> {
  const byKey = { name: 'template.id', type: 'integer', valueOf: ({ key }: Row) => key } as const;
  const direction = sort.startsWith('-') ? 'desc' : 'asc';
  if (sort.endsWith('updatedAt')) {
    const updated = { name: 'template.updated_at', type: 'micros', valueOf: (row: Row) => row.updatedMicros } as const;
    return { columns: [updated, byKey], direction };
  }
  const name = {
    name: sql`natural_order(template.name)`,
    type: 'text',
    valueOf: ({ sortName }: Row) => sortName,
  } as const;
  return { columns: [name, byKey], direction };
}

/** Sums over the slots of template_use (see 0002_operators.sql). */
const use = sql`LATERAL (SELECT coalesce(sum(used.holders), 0)::bigint AS holders,
                                coalesce(sum(used.in_progress), 0)::bigint AS "inProgress"
                         FROM template_use AS used WHERE used.template_id = template.id) AS used`;

/** A page of badge templates. */
export async function listTemplates(
  queryable: Queryable,
  filter: TemplateFilter,
  { limit, position, sort }: PageWish & { readonly sort: TemplateSort },
): Promise<Page<TemplateListing>> {
  const order = orderOf(sort);
  const conditions = conditionsOf(filter);
  if (position !== null) conditions.push(after(order, position));
  // The page is picked before rules are counted.
  const { rows } = await sql<Row>`
    SELECT slug AS id, name, description, ${templatePicture} AS "imageUrl", origin, account, active, version,
           outside.state AS "providerState",
           jsonb_array_length(requirements) AS requirements, jsonb_array_length(penalties) AS penalties,
           holders, "inProgress", updated_at AS "updatedAt", template.id AS key, natural_order(name) AS "sortName",
           ${micros('template.updated_at')} AS "updatedMicros"
    FROM (SELECT * FROM badge_template AS template WHERE ${allOf(conditions)}
          ORDER BY ${orderBy(order)} LIMIT ${limit + 1}) AS template
    CROSS JOIN ${use}
    LEFT JOIN template_outside AS outside ON outside.template_id = template.id ORDER BY ${orderBy(order)}`.execute(
    queryBuilder(queryable),
  );
  return pageOf(rows, limit, order, fromRow);
}

/** How many templates fit, as far as it is cheap to know. */
export function countTemplates(queryable: Queryable, filter: TemplateFilter): Promise<Count> {
  const conditions = allOf(conditionsOf(filter));
  return countUpTo(
    queryable,
    (limit) => sql`SELECT id FROM badge_template AS template WHERE ${conditions} LIMIT ${limit}`,
  );
}

/** What a template is besides its document, by its key. */
export interface TemplateFacts {
  readonly use: TemplateUse;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** How it was at its provider when it was looked at last; null: never. */
  readonly outside: { readonly state: OutsideState; readonly seenAt: Date } | null;
}

interface FactsRow extends TemplateUse, Pick<TemplateFacts, 'createdAt' | 'updatedAt'> {
  readonly state: OutsideState | null;
  readonly seenAt: Date | null;
}

/** @throws Error when no template has the key */
export async function templateFacts(queryable: Queryable, key: number): Promise<TemplateFacts> {
  const { rows } = await sql<FactsRow>`
    SELECT created_at AS "createdAt", updated_at AS "updatedAt", holders, "inProgress", outside.state, outside.seen_at AS "seenAt"
    FROM badge_template AS template CROSS JOIN ${use}
    LEFT JOIN template_outside AS outside ON outside.template_id = template.id
    WHERE template.id = ${key}`.execute(queryBuilder(queryable));
  const [row] = rows;
  if (row === undefined) throw new Error(`There is no template with the key ${key}`);
  const { holders, inProgress, createdAt, updatedAt, state, seenAt } = row;
  const outside = state === null || seenAt === null ? null : { state, seenAt };
  return { use: { holders, inProgress }, createdAt, updatedAt, outside };
}

function conditionsOf({
  search,
  origin,
  account,
  active,
  providerState,
  issuer,
}: TemplateFilter): RawBuilder<boolean>[] {
  const conditions: RawBuilder<boolean>[] = [];
  if (search !== undefined)
    conditions.push(sql`(strpos(lower(name), lower(${search})) > 0 OR strpos(slug, lower(${search})) > 0
      OR (origin <> 'openedx' AND lower(external_template) = lower(${search.trim()})))`);
  if (origin !== undefined) conditions.push(sql`origin = ${origin}`);
  if (account !== undefined) conditions.push(sql`account = ${account}`);
  if (active !== undefined) conditions.push(sql`active = ${active}`);
  if (issuer !== undefined) conditions.push(sql`origin = 'openedx' AND achievement ->> 'issuer' = ${issuer}`);
  if (providerState !== undefined)
    conditions.push(
      sql`EXISTS (SELECT FROM template_outside AS outside
                  WHERE outside.template_id = template.id AND outside.state = ${providerState})`,
    );
  return conditions;
}

function fromRow(row: Row): TemplateListing {
  const { key: _, sortName: _name, updatedMicros: _updated, holders, inProgress, ...listing } = row;
  return { ...listing, use: { holders, inProgress } };
}
