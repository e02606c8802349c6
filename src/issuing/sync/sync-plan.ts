import type { Holder, Template } from '../../rules/template.ts';
import type { StoredTemplate } from '../../store/engine/templates.ts';
import { followedFields } from '../../store/operators/sync-report.ts';
import type { FollowedField } from '../../store/operators/sync-report.ts';
import type { ExternalTemplate } from '../provider.ts';
import { templateSlug } from './slug.ts';

/** An account whose templates are read. */
export type SyncAccount =
  | { readonly origin: 'credly'; readonly organization: string }
  | { readonly origin: 'accredible'; readonly account: string };

export interface SyncPlan {
  readonly imports: readonly Omit<Template, 'version'>[];
  readonly changes: readonly PlannedChange[];
  readonly unchanged: number;
}

export interface PlannedChange {
  readonly stored: StoredTemplate;
  readonly wanted: StoredTemplate;
  /** In which of them the two differ. */
  readonly fields: readonly FollowedField[];
}

/**
 * What has to change so that our templates of an account follow the outside. Pure.
 *
 * @param stored all templates of the site: slugs are unique among all of them
 * @param external all templates of the account
 */
export function planSync(
  account: SyncAccount,
  stored: readonly StoredTemplate[],
  external: readonly ExternalTemplate[],
): SyncPlan {
  const slugs = new Set(stored.map((template) => template.id));
  const known = new Map<string, StoredTemplate>();
  for (const template of stored) {
    const number = numberIn(account, template.holder);
    if (number !== null) known.set(number, template);
  }
  // The last word counts for a template that two pages show, because the list moved while it was read.
  const outside = new Map(external.map((template) => [template.externalTemplate, template]));

  const imports: Omit<Template, 'version'>[] = [];
  for (const template of outside.values()) {
    if (known.has(template.externalTemplate) || !template.active) continue;
    const imported = importOf(account, template, slugs);
    slugs.add(imported.id);
    imports.push(imported);
  }
  const changes = [...known].flatMap(([number, template]) => changeOf(template, outside.get(number) ?? null) ?? []);
  return { imports, changes, unchanged: known.size - changes.length };
}

/**
 * The same for one template of an account, whatever becomes of the others. Pure.
 *
 * @param externalTemplate its id outside
 * @param external as it is outside; null: it is gone
 */
export function planTemplate(
  account: SyncAccount,
  stored: readonly StoredTemplate[],
  externalTemplate: string,
  external: ExternalTemplate | null,
): SyncPlan {
  const known = stored.find(({ holder }) => numberIn(account, holder) === externalTemplate);
  if (known !== undefined) {
    const change = changeOf(known, external);
    return { imports: [], changes: change === null ? [] : [change], unchanged: change === null ? 1 : 0 };
  }
  const slugs = new Set(stored.map((template) => template.id));
  return { imports: external?.active ? [importOf(account, external, slugs)] : [], changes: [], unchanged: 0 };
}

/** A new template comes in inactive and without requirements (S24). */
function importOf(
  account: SyncAccount,
  { externalTemplate, name, description, imageUrl }: ExternalTemplate,
  slugs: ReadonlySet<string>,
): Omit<Template, 'version'> {
  const id = templateSlug(account.origin, name, slugs);
  const holder = holderFor(account, externalTemplate);
  return { id, name, description, imageUrl, holder, active: false, requirements: [], penalties: [] };
}

/** One that is gone, or can't issue any more, is deactivated; activating is the operators' decision. */
function changeOf(stored: StoredTemplate, external: ExternalTemplate | null): PlannedChange | null {
  const { name, description, imageUrl } = external ?? stored;
  const wanted = { ...stored, name, description, imageUrl, active: stored.active && (external?.active ?? false) };
  const fields = followedFields.filter((field) => stored[field] !== wanted[field]);
  return fields.length === 0 ? null : { stored, wanted, fields };
}

/** The template's id in this account, or null when it belongs to another account or provider (D31, D32). */
function numberIn(account: SyncAccount, holder: Holder): string | null {
  if (account.origin === 'credly') {
    return holder.origin === 'credly' && holder.organization === account.organization ? holder.template : null;
  }
  return holder.origin === 'accredible' && holder.account === account.account ? String(holder.group) : null;
}

function holderFor(account: SyncAccount, externalTemplate: string): Holder {
  return account.origin === 'credly'
    ? { ...account, template: externalTemplate }
    : { ...account, group: Number(externalTemplate) };
}
