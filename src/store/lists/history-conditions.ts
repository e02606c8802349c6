import type { Penalty, Requirement } from '../../rules/template.ts';
import type { Queryable } from '../database/database.ts';

/** A requirement or a penalty, as a line of the history names it. */
export interface ConditionName {
  /** Key of the template. */
  readonly template: number;
  /** Version of the rules; null: nobody has noted it. */
  readonly version: number | null;
  readonly role: 'requirement' | 'penalty';
  readonly id: string;
}

/** What it said. Without an event when no version of the rules is left that has it. */
export interface NamedCondition extends Pick<ConditionName, 'role' | 'id'> {
  readonly event: string | null;
  readonly description: string;
  readonly rules: Requirement['rules'];
}

/** Of a template that is edited again and again, so many versions are looked through for what a line names. */
const versionsLookedAt = 20;

/** Finds what requirements and penalties said: by the version that is named, otherwise by the newest that has them. */
export async function conditionsNamed(
  queryable: Queryable,
  names: readonly ConditionName[],
): Promise<(name: ConditionName) => NamedCondition> {
  const wanted = new Map(names.map((name) => [keyOf(name), name]));
  const found = new Map<string, Requirement | Penalty>();
  const look = async (by: 'version' | 'newest'): Promise<void> => {
    const missing = [...wanted].filter(
      ([key, { version }]) => !found.has(key) && (by === 'newest' || version !== null),
    );
    if (missing.length === 0) return;
    const sought = missing.map(([key, name]) => ({ ...name, key }));
    const rows = await queryable.query<{ key: string; condition: Requirement | Penalty }>(
      by === 'version' ? ofVersion : ofNewest,
      [JSON.stringify(sought)],
    );
    for (const { key, condition } of rows) found.set(key, condition);
  };
  await look('version');
  await look('newest');
  return (name) => {
    const { event = null, description = '', rules = [] } = found.get(keyOf(name)) ?? {};
    return { role: name.role, id: name.id, event, description, rules };
  };
}

function keyOf({ template, version, role, id }: ConditionName): string {
  return JSON.stringify([template, version, role, id]);
}

const wantedRows =
  'json_to_recordset($1::json) AS wanted (key text, template integer, version integer, role text, id text)';

const conditionsOf = `jsonb_array_elements(CASE wanted.role WHEN 'requirement' THEN kept.requirements ELSE kept.penalties END)`;

const ofVersion = `SELECT wanted.key, condition FROM ${wantedRows}
  JOIN badge_template_version AS kept ON kept.template_id = wanted.template AND kept.version = wanted.version
  CROSS JOIN LATERAL ${conditionsOf} AS condition WHERE condition ->> 'id' = wanted.id`;

const ofNewest = `SELECT wanted.key, found.condition FROM ${wantedRows}
  CROSS JOIN LATERAL (
    SELECT condition FROM (
      SELECT * FROM badge_template_version AS each WHERE each.template_id = wanted.template
      ORDER BY each.version DESC LIMIT ${versionsLookedAt}) AS kept
    CROSS JOIN LATERAL ${conditionsOf} AS condition
    WHERE condition ->> 'id' = wanted.id ORDER BY kept.version DESC LIMIT 1) AS found`;
