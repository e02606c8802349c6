import { appendTemplateHistory } from './history.ts';
import type { HistoryKind } from './history.ts';
import { groupRequirements } from '../../rules/groups.ts';
import { ruleChange } from '../../rules/rule-change.ts';
import type { Achievement, Holder, Origin, Penalty, Requirement, Template } from '../../rules/template.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { badgesElsewhere, moveBadges } from './moved-badges.ts';
import type { BadgesElsewhere, IssuedBadges } from './moved-badges.ts';
import { plainAchievement, plainPenalty, plainRequirement } from './plain-template.ts';
import { measureAnew } from './progress.ts';

/**
 * Badge templates as they are stored. Every write goes through {@link insertTemplate} and {@link updateTemplate}, which
 * keep the versions of the rules (S10) and the history (S19); who writes locks first ({@link lockRules}) and raises the
 * revision last ({@link raiseRulesRevision}), so that every consumer compiles the templates anew.
 */

/** A template with its key: what other tables refer to. */
export type StoredTemplate = Template & { readonly key: number };

/** How many learners an edit of a template concerns (S19). */
export interface TemplateUse {
  /** Learners who hold the badge. */
  readonly holders: number;
  /** Learners with progress that is not complete. */
  readonly inProgress: number;
}

interface TemplateRow {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly image_url: string | null;
  readonly origin: Origin;
  readonly account: string;
  readonly external_template: string;
  readonly achievement: Achievement | null;
  readonly active: boolean;
  readonly version: number;
  readonly requirements: readonly Requirement[];
  readonly penalties: readonly Penalty[];
}

const columns =
  'id, slug, name, description, image_url, origin, account, external_template, active, version, requirements, penalties, achievement';

/** Every template, by slug. */
export async function loadTemplates(queryable: Queryable): Promise<StoredTemplate[]> {
  const rows = await queryable.query<TemplateRow>(`SELECT ${columns} FROM badge_template ORDER BY slug COLLATE "C"`);
  return rows.map(fromRow);
}

/** The templates that events are processed for (S18), by slug. */
export async function loadActiveTemplates(queryable: Queryable): Promise<StoredTemplate[]> {
  const rows = await queryable.query<TemplateRow>(
    `SELECT ${columns} FROM badge_template WHERE active ORDER BY slug COLLATE "C"`,
  );
  return rows.map(fromRow);
}

/** The template of a slug, or null. */
export async function findTemplate(queryable: Queryable, slug: string): Promise<StoredTemplate | null> {
  const rows = await queryable.query<TemplateRow>(`SELECT ${columns} FROM badge_template WHERE slug = $1`, [slug]);
  return rows[0] ? fromRow(rows[0]) : null;
}

/** The id of the template that issues this badge outside, or null; Laurel's own are nowhere else. */
export async function findByHolder(queryable: Queryable, holder: Holder): Promise<string | null> {
  if (holder.origin === 'openedx') return null;
  const rows = await queryable.query<{ slug: string }>(
    'SELECT slug FROM badge_template WHERE origin = $1 AND account = $2 AND external_template = $3',
    holderColumns(holder),
  );
  return rows[0]?.slug ?? null;
}

/** The rules of a template as they were at a version, or null when there was no such version (S10). */
export async function rulesAtVersion(
  queryable: Queryable,
  key: number,
  version: number,
): Promise<{ requirements: readonly Requirement[]; penalties: readonly Penalty[] } | null> {
  const rows = await queryable.query<{ requirements: readonly Requirement[]; penalties: readonly Penalty[] }>(
    'SELECT requirements, penalties FROM badge_template_version WHERE template_id = $1 AND version = $2',
    [key, version],
  );
  return rows[0] ?? null;
}

/** Counts the changes of templates; a consumer whose number differs loads the active templates anew. */
export async function rulesRevision(queryable: Queryable): Promise<number> {
  const [row] = await queryable.query<{ revision: number }>('SELECT revision FROM rules_revision');
  if (!row) throw new Error('rules_revision has lost its row');
  return row.revision;
}

/** Reads the revision and keeps it from being raised until the transaction ends; any number of consumers may hold it. */
export async function holdRulesRevision(transaction: Transaction): Promise<number> {
  const [row] = await transaction.query<{ revision: number }>('SELECT revision FROM rules_revision FOR SHARE');
  if (!row) throw new Error('rules_revision has lost its row');
  return row.revision;
}

/** Waits until nobody else changes templates, and keeps others waiting until the transaction ends. */
export async function lockRules(transaction: Transaction): Promise<void> {
  await transaction.query('SELECT revision FROM rules_revision FOR UPDATE');
}

/** Tells every consumer that templates have changed. */
export async function raiseRulesRevision(transaction: Transaction): Promise<void> {
  await transaction.query('UPDATE rules_revision SET revision = revision + 1');
}

/** How many learners each template concerns, by template key; templates that never concerned any are absent. */
export async function templateUse(queryable: Queryable): Promise<Map<number, TemplateUse>> {
  const rows = await queryable.query<TemplateUse & { id: number }>(
    `SELECT template_id AS id, sum(holders)::bigint AS holders, sum(in_progress)::bigint AS "inProgress"
     FROM template_use GROUP BY template_id`,
  );
  return new Map(rows.map(({ id, holders, inProgress }) => [id, { holders, inProgress }]));
}

/**
 * Stores a new template as version 1 of its rules.
 *
 * @param actor who makes it, for the history; null: nobody by name
 * @returns its key
 */
export async function insertTemplate(
  transaction: Transaction,
  template: Omit<Template, 'version'>,
  actor: string | null = null,
): Promise<number> {
  const [row] = await transaction.query<{ id: number }>(
    `INSERT INTO badge_template
       (slug, name, description, image_url, origin, account, external_template, active, requirements, penalties, achievement)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10::jsonb, $11::jsonb) RETURNING id`,
    rowValues(template),
  );
  if (!row) throw new Error('INSERT returned no row');
  await keepVersion(transaction, row.id);
  const { name, active } = template;
  await appendTemplateHistory(transaction, row.id, 'template_created', { name, active }, actor);
  return row.id;
}

/**
 * Changes a template to what is given; its id stays. Rules that differ get the next version. Fulfillments and badges
 * stay as they are, and progress is measured anew (S19).
 *
 * @param issued what becomes of badges that were issued elsewhere, when another holder is wanted
 * @param actor who changes it, for the history; null: nobody by name
 * @returns the fields that changed; empty when nothing did, and then nothing was written
 */
export async function updateTemplate(
  transaction: Transaction,
  stored: StoredTemplate,
  wanted: Omit<Template, 'version'>,
  issued: IssuedBadges = 'stay',
  actor: string | null = null,
): Promise<readonly TemplateField[]> {
  const changed = changedFields(stored, wanted);
  if (changed.length === 0) return changed;
  const moved = await findMove(transaction, stored, wanted);
  const newRules = ruleChange(stored, wanted) !== 'none';
  await transaction.query(
    `UPDATE badge_template
     SET slug = $1, name = $2, description = $3, image_url = $4, origin = $5, account = $6, external_template = $7,
         active = $8, requirements = $9::jsonb, penalties = $10::jsonb, achievement = $11::jsonb, version = version + $12,
         updated_at = now()
     WHERE id = $13`,
    [...rowValues(wanted), newRules ? 1 : 0, stored.key],
  );
  if (newRules) {
    await keepVersion(transaction, stored.key);
    await measureAnew(transaction, stored.key, groupRequirements(wanted.requirements));
  }
  if (changed.includes('holder')) await moveBadges(transaction, stored.key, issued, actor);
  const note = (kind: HistoryKind, details: object) =>
    appendTemplateHistory(transaction, stored.key, kind, details, actor);
  const edited = changed.filter((field) => field !== 'active');
  const told = moved === null ? {} : { issuedBadges: { ...moved, choice: issued } };
  if (edited.length > 0) await note('template_changed', { fields: edited, ...told });
  if (stored.active !== wanted.active) await note(wanted.active ? 'template_activated' : 'template_deactivated', {});
  return changed;
}

/** The awarded badges that a change of holder concerns; null when there are none, or the holder stays. */
export async function findMove(
  queryable: Queryable,
  stored: StoredTemplate,
  wanted: Omit<Template, 'version'>,
): Promise<BadgesElsewhere | null> {
  if (!changedFields(stored, wanted).includes('holder')) return null;
  const badges = await badgesElsewhere(queryable, stored.key, holderColumns(wanted.holder));
  return badges.issued + badges.waiting === 0 ? null : badges;
}

/** What of a template can change, in the order of the badges file. */
export const templateFields = [
  'name',
  'description',
  'imageUrl',
  'holder',
  'achievement',
  'active',
  'requirements',
  'penalties',
] as const satisfies readonly (keyof Template)[];

export type TemplateField = (typeof templateFields)[number];

/** The fields in which two states of a template differ. */
export function changedFields(
  stored: Omit<Template, 'version'>,
  wanted: Omit<Template, 'version'>,
): readonly TemplateField[] {
  const [before, after] = [comparable(stored), comparable(wanted)];
  return templateFields.filter((field) => before[field] !== after[field]);
}

/** One text per field, equal exactly when the field means the same, whatever the order of its keys. */
function comparable(template: Omit<Template, 'version'>): Record<TemplateField, string> {
  return {
    name: template.name,
    description: template.description,
    imageUrl: template.imageUrl ?? '',
    holder: JSON.stringify(holderColumns(template.holder)),
    achievement: JSON.stringify(plainAchievement(template.achievement)),
    active: String(template.active),
    requirements: JSON.stringify(template.requirements.map(plainRequirement)),
    penalties: JSON.stringify(template.penalties.map(plainPenalty)),
  };
}

async function keepVersion(transaction: Transaction, key: number): Promise<void> {
  await transaction.query(
    `INSERT INTO badge_template_version (template_id, version, requirements, penalties)
     SELECT id, version, requirements, penalties FROM badge_template WHERE id = $1`,
    [key],
  );
}

function rowValues(template: Omit<Template, 'version'>): unknown[] {
  return [
    template.id,
    template.name,
    template.description,
    template.imageUrl,
    ...holderColumns(template.holder),
    template.active,
    JSON.stringify(template.requirements.map(plainRequirement)),
    JSON.stringify(template.penalties.map(plainPenalty)),
    template.achievement == null ? null : JSON.stringify(plainAchievement(template.achievement)),
  ];
}

function holderColumns(holder: Holder): readonly [origin: Origin, account: string, externalTemplate: string] {
  switch (holder.origin) {
    case 'openedx':
      return [holder.origin, '', ''];
    case 'credly':
      return [holder.origin, holder.organization, holder.template];
    case 'accredible':
      return [holder.origin, holder.account, String(holder.group)];
  }
}

function holderOf(row: TemplateRow): Holder {
  switch (row.origin) {
    case 'openedx':
      return { origin: row.origin };
    case 'credly':
      return { origin: row.origin, organization: row.account, template: row.external_template };
    case 'accredible':
      return { origin: row.origin, account: row.account, group: Number(row.external_template) };
  }
}

function fromRow(row: TemplateRow): StoredTemplate {
  return {
    key: row.id,
    id: row.slug,
    name: row.name,
    description: row.description,
    imageUrl: row.image_url,
    holder: holderOf(row),
    ...(row.achievement !== null && { achievement: plainAchievement(row.achievement) }),
    active: row.active,
    version: row.version,
    requirements: row.requirements.map(plainRequirement),
    penalties: row.penalties.map(plainPenalty),
  };
}
