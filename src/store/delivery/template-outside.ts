import type { Holder } from '../../rules/template.ts';
import type { Queryable, Transaction } from '../database/database.ts';

/** How a template is at its provider: as the provider says, or `absent` when the provider has no such template. */
export const outsideStates = ['draft', 'active', 'archived', 'absent'] as const;
export type OutsideState = (typeof outsideStates)[number];

/**
 * How the templates of these holders were at their providers when they were looked at last, in the same order; null:
 * never, or it is one of Laurel's own.
 */
export async function findOutsideStates(
  queryable: Queryable,
  holders: readonly Holder[],
): Promise<(OutsideState | null)[]> {
  const wanted = holders.map((holder) => {
    switch (holder.origin) {
      case 'openedx':
        return ['', '', ''];
      case 'credly':
        return [holder.origin, holder.organization, holder.template];
      case 'accredible':
        return [holder.origin, holder.account, String(holder.group)];
    }
  });
  const rows = await queryable.query<{ state: OutsideState | null }>(
    `SELECT outside.state
     FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS wanted (origin, account, template, place)
     LEFT JOIN badge_template AS template
       ON template.origin <> 'openedx' AND template.origin = wanted.origin AND template.account = wanted.account
       AND template.external_template = wanted.template
     LEFT JOIN template_outside AS outside ON outside.template_id = template.id
     ORDER BY wanted.place`,
    [0, 1, 2].map((column) => wanted.map((row) => row[column] ?? '')),
  );
  return rows.map(({ state }) => state);
}

/** The templates that are issued through an account, by their ids at the provider. */
export async function templatesOfAccount(
  queryable: Queryable,
  { origin, account }: { readonly origin: string; readonly account: string },
): Promise<ReadonlyMap<string, { readonly id: string; readonly name: string }>> {
  const rows = await queryable.query<{ external: string; id: string; name: string }>(
    'SELECT external_template AS external, slug AS id, name FROM badge_template WHERE origin = $1 AND account = $2',
    [origin, account],
  );
  return new Map(rows.map(({ external, id, name }) => [external, { id, name }]));
}

/** Keeps how templates are at their provider, by template key. */
export async function keepOutsideStates(
  transaction: Transaction,
  states: ReadonlyMap<number, OutsideState>,
): Promise<void> {
  if (states.size === 0) return;
  await transaction.query(
    `INSERT INTO template_outside (template_id, state)
     SELECT * FROM unnest($1::integer[], $2::text[])
     ON CONFLICT (template_id) DO UPDATE SET state = excluded.state, seen_at = now()`,
    [[...states.keys()], [...states.values()]],
  );
}

/** A field of a template that a sync has set to something else, and what it was before. */
export interface Replaced {
  readonly key: number;
  readonly field: string;
  readonly value: string;
}

/** So many of the values that syncs replaced are kept, of each field of a template. */
const keptValues = 20;

/** Keeps what a sync has replaced; the templates have a state already. */
export async function keepReplaced(transaction: Transaction, replaced: readonly Replaced[]): Promise<void> {
  if (replaced.length === 0) return;
  await transaction.query(
    `UPDATE template_outside AS outside SET replaced = outside.replaced || news.fields
     FROM (SELECT told.key, jsonb_object_agg(told.field, jsonb_path_query_array(
             jsonb_build_array(told.value) || coalesce(known.replaced -> told.field, '[]'), '$[0 to ${keptValues - 1}]')) AS fields
           FROM jsonb_to_recordset($1::jsonb) AS told (key integer, field text, value text)
           JOIN template_outside AS known ON known.template_id = told.key GROUP BY told.key) AS news
     WHERE outside.template_id = news.key`,
    [JSON.stringify(replaced)],
  );
}

/** How a template was at its provider when it was looked at last, and what syncs have replaced in it. */
export interface OutsideRecord {
  readonly state: OutsideState;
  readonly replaced: Readonly<Record<string, readonly string[]>>;
}

/** Of every template that a provider was asked about, by its key. */
export async function loadOutside(queryable: Queryable): Promise<ReadonlyMap<number, OutsideRecord>> {
  const rows = await queryable.query<OutsideRecord & { key: number }>(
    'SELECT template_id AS key, state, replaced FROM template_outside',
  );
  return new Map(rows.map(({ key, state, replaced }) => [key, { state, replaced }]));
}

/** Remembers that these templates were deactivated because they can't issue any more; they have a state already. */
export async function keepDeactivations(transaction: Transaction, keys: readonly number[]): Promise<void> {
  await transaction.query('UPDATE template_outside SET deactivated_at = now() WHERE template_id = ANY($1::integer[])', [
    keys,
  ]);
}

/** Keys of the inactive templates that were deactivated because they could not issue any more. */
export async function loadDeactivations(queryable: Queryable): Promise<ReadonlySet<number>> {
  const rows = await queryable.query<{ key: number }>(
    `SELECT template_id AS key FROM template_outside JOIN badge_template AS template ON template.id = template_id
     WHERE deactivated_at IS NOT NULL AND NOT template.active`,
  );
  return new Set(rows.map(({ key }) => key));
}
