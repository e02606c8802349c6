import type { Holder, Template } from '../../rules/template.ts';
import type { StoredTemplate } from '../../store/engine/templates.ts';
import { followedFields } from '../../store/operators/sync-report.ts';
import type { FollowedField } from '../../store/operators/sync-report.ts';
import type { OutsideState } from '../../store/delivery/template-outside.ts';
import type { ExternalTemplate } from '../provider.ts';
import { templateSlug } from './slug.ts';

/** An account whose templates are read. */
export type SyncAccount =
  | { readonly origin: 'credly'; readonly organization: string }
  | { readonly origin: 'accredible'; readonly account: string };

export interface SyncPlan {
  readonly imports: readonly PlannedImport[];
  readonly changes: readonly PlannedChange[];
  readonly unchanged: number;
  /** How every known template is outside, by its key. */
  readonly states: ReadonlyMap<number, OutsideState>;
  /** How many of the account's templates are active before. */
  readonly activeBefore: number;
  /** How many stay inactive that could be active again. */
  readonly reactivable: number;
}

export interface PlannedImport {
  readonly template: Omit<Template, 'version'>;
  readonly state: OutsideState;
}

export interface PlannedChange {
  readonly stored: StoredTemplate;
  readonly wanted: StoredTemplate;
  /** In which of them the two differ. */
  readonly fields: readonly FollowedField[];
}

/** Which inactive templates become active again when they can issue. */
export interface Reactivation {
  /** Keys of those that were deactivated because they could not, and that fit their account and events. */
  readonly candidates: ReadonlySet<number>;
  /** False: they are only counted. */
  readonly wanted: boolean;
}

const noReactivation: Reactivation = { candidates: new Set(), wanted: false };

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
  reactivation: Reactivation = noReactivation,
): SyncPlan {
  const slugs = new Set(stored.map((template) => template.id));
  const known = new Map<string, StoredTemplate>();
  for (const template of stored) {
    const number = externalIdIn(account, template.holder);
    if (number !== null) known.set(number, template);
  }
  // The last word counts for a template that two pages show, because the list moved while it was read.
  const outside = new Map(external.map((template) => [template.externalTemplate, template]));

  const imports: PlannedImport[] = [];
  for (const template of outside.values()) {
    if (known.has(template.externalTemplate) || template.state !== 'active') continue;
    const imported = importOf(account, template, slugs);
    slugs.add(imported.template.id);
    imports.push(imported);
  }
  const again = [...known].filter(
    ([number, { key, active }]) =>
      !active && reactivation.candidates.has(key) && outside.get(number)?.state === 'active',
  );
  const reactivated = new Set(reactivation.wanted ? again.map(([number]) => number) : []);
  const changes = [...known].flatMap(
    ([number, template]) => changeOf(template, outside.get(number) ?? null, reactivated.has(number)) ?? [],
  );
  return {
    imports,
    changes,
    unchanged: known.size - changes.length,
    states: new Map([...known].map(([number, { key }]) => [key, outside.get(number)?.state ?? 'absent'])),
    activeBefore: [...known.values()].filter(({ active }) => active).length,
    reactivable: again.length - reactivated.size,
  };
}

/** Whether a plan deactivates so much that it may be the outside that is wrong: a wrong account, or a broken list. */
export function deactivatesMost({ changes, activeBefore }: SyncPlan): boolean {
  const deactivated = changes.filter(isDeactivation).length;
  return deactivated > 1 && deactivated * 2 > activeBefore;
}

export function isDeactivation({ stored, wanted }: PlannedChange): boolean {
  return stored.active && !wanted.active;
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
  const known = stored.find(({ holder }) => externalIdIn(account, holder) === externalTemplate);
  const none = { imports: [], changes: [], unchanged: 0, states: new Map(), activeBefore: 0, reactivable: 0 };
  if (known !== undefined) {
    const change = changeOf(known, external, false);
    return {
      ...none,
      changes: change === null ? [] : [change],
      unchanged: change === null ? 1 : 0,
      states: new Map([[known.key, external?.state ?? 'absent']]),
      activeBefore: known.active ? 1 : 0,
    };
  }
  const slugs = new Set(stored.map((template) => template.id));
  return external?.state === 'active' ? { ...none, imports: [importOf(account, external, slugs)] } : none;
}

/** A new template comes in inactive and without requirements (S24). */
function importOf(
  account: SyncAccount,
  { externalTemplate, name, description, imageUrl, state }: ExternalTemplate,
  slugs: ReadonlySet<string>,
): PlannedImport {
  const id = templateSlug(account.origin, name, slugs);
  const holder = holderFor(account, externalTemplate);
  const template = { id, name, description, imageUrl, holder, active: false, requirements: [], penalties: [] };
  return { template, state };
}

/** One that is gone, or can't issue any more, is deactivated; activating is the operators' decision. */
function changeOf(
  stored: StoredTemplate,
  external: ExternalTemplate | null,
  reactivate: boolean,
): PlannedChange | null {
  const { name, description, imageUrl } = external ?? stored;
  const active = (stored.active || reactivate) && external?.state === 'active';
  const wanted = { ...stored, name, description, imageUrl, active };
  const fields = followedFields.filter((field) => stored[field] !== wanted[field]);
  return fields.length === 0 ? null : { stored, wanted, fields };
}

/** The template's id in this account, or null when it belongs to another account or provider (D31, D32). */
export function externalIdIn(account: SyncAccount, holder: Holder): string | null {
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
