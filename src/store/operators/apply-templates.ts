import { CommandError } from '../../errors.ts';
import { ruleChange } from '../../rules/rule-change.ts';
import { findSyncedMistakes } from '../../rules/synced.ts';
import type { Following, SyncedField } from '../../rules/synced.ts';
import type { Holder, Template } from '../../rules/template.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { loadOutside } from '../delivery/template-outside.ts';
import type { OutsideRecord, OutsideState } from '../delivery/template-outside.ts';
import {
  changedFields,
  findMove,
  insertTemplate,
  loadTemplates,
  lockRules,
  raiseRulesRevision,
  templateUse,
  updateTemplate,
} from '../engine/templates.ts';
import type { BadgesElsewhere, IssuedBadges } from '../engine/moved-badges.ts';
import { appendAudit } from './audit.ts';
import type { ChangedBy } from './audit.ts';
import type { StoredTemplate, TemplateField, TemplateUse } from '../engine/templates.ts';

/** What bringing in one template means. */
export interface TemplateStep {
  readonly template: Template;
  /** What is stored now; null when the template is new. */
  readonly stored: StoredTemplate | null;
  /** The fields that change; empty for a new template and for one that stays as it is. */
  readonly fields: readonly TemplateField[];
  /** The learners whom the change of a stored template concerns. */
  readonly use: TemplateUse;
  /** The badges that another holder concerns; null when it concerns none. */
  readonly moved: BadgesElsewhere | null;
  /** What stays as its provider has it, since what is wanted is only what a sync has replaced. */
  readonly kept: readonly SyncedField[];
}

/** What a template of this holder takes from its provider, where it was so when a sync looked last. */
export type FindFollowing = (holder: Holder, state: OutsideState | null) => Following | null;

const unused: TemplateUse = { holders: 0, inProgress: 0 };

/**
 * Finds what would change if these templates were brought in. Stored templates that are not among them are left alone.
 *
 * @param following left out: no template follows a provider
 * @returns one step per template, in the order given
 * @throws LaurelError BADGES_FILE_INVALID when a template claims the outside badge of another stored one, TEMPLATE_SYNCED when
 * what is a provider's is to be changed
 */
export async function planTemplates(
  queryable: Queryable,
  wanted: readonly Template[],
  following: FindFollowing = () => null,
): Promise<TemplateStep[]> {
  const stored = await loadTemplates(queryable);
  const outside = await loadOutside(queryable);
  const use = await templateUse(queryable);
  refuseDoubleHolders(wanted, stored);
  const bySlug = new Map(stored.map((template) => [template.id, template]));
  const steps: TemplateStep[] = [];
  const refused: string[] = [];
  for (const asked of wanted) {
    const before = bySlug.get(asked.id) ?? null;
    const record = (before && outside.get(before.key)) ?? null;
    const followed = before && following(before.holder, record?.state ?? null);
    const { template, kept } = withoutOutdated(asked, before, followed, record);
    if (before !== null)
      refused.push(
        ...findSyncedMistakes(followed, before, template).map(({ message }) => `"${template.id}": ${message}.`),
      );
    steps.push({
      template,
      stored: before,
      fields: before === null ? [] : changedFields(before, template),
      use: (before && use.get(before.key)) ?? unused,
      moved: before && (await findMove(queryable, before, template)),
      kept,
    });
  }
  if (refused.length > 0) throw new CommandError('TEMPLATE_SYNCED', refused);
  return steps;
}

/** Where a file still says what a sync has replaced, it is older than the sync, and wants no change. */
function withoutOutdated(
  asked: Template,
  before: StoredTemplate | null,
  following: Following | null,
  record: OutsideRecord | null,
): { readonly template: Template; readonly kept: readonly SyncedField[] } {
  if (before === null || following === null) return { template: asked, kept: [] };
  const kept = (['name', 'description', 'imageUrl'] as const).filter(
    (field) => asked[field] !== before[field] && record?.replaced[field]?.includes(asked[field] ?? '') === true,
  );
  return { template: { ...asked, ...Object.fromEntries(kept.map((field) => [field, before[field]])) }, kept };
}

/**
 * Brings templates in: creates the new ones and changes the known ones, all or nothing; never deletes. Consumers take the
 * change over before their next batch.
 *
 */
export async function applyTemplates(
  transaction: Transaction,
  wanted: readonly Template[],
  { confirm, issued = 'stay', by, following }: ApplyOptions = {},
): Promise<readonly TemplateStep[]> {
  await lockRules(transaction);
  const plan = await planTemplates(transaction, wanted, following);
  confirm?.(plan);
  for (const step of plan) {
    const { template, stored } = step;
    if (stored === null) await insertTemplate(transaction, template, by?.actor.id);
    else await updateTemplate(transaction, stored, template, issued, by?.actor.id);
    if (by !== undefined && changes(step)) await note(transaction, step, by, issued);
  }
  if (plan.some(changes)) await raiseRulesRevision(transaction);
  return plan;
}

/** Keeps in the audit who brought a template in, and what they changed. */
async function note(
  transaction: Transaction,
  { template, stored, fields, moved }: TemplateStep,
  by: ChangedBy,
  issued: IssuedBadges,
): Promise<void> {
  const of = (state: Template): object => Object.fromEntries(fields.map((field) => [field, state[field]]));
  const isSwitched = fields.length === 1 && fields[0] === 'active';
  const switched = template.active ? 'template.activate' : 'template.deactivate';
  await appendAudit(transaction, {
    ...by,
    action: stored === null ? 'template.create' : isSwitched ? switched : 'template.update',
    targetType: 'template',
    target: template.id,
    before: stored && of(stored),
    after:
      stored === null
        ? { ...template }
        : { ...of(template), ...(moved && { issuedBadges: { ...moved, choice: issued } }) },
  });
}

export interface ApplyOptions {
  /** Sees the plan before anything is written; what it throws cancels everything. */
  readonly confirm?: (plan: readonly TemplateStep[]) => void;
  /** What becomes of badges of templates that get another holder. */
  readonly issued?: IssuedBadges;
  /** For the history and the audit. */
  readonly by?: ChangedBy;
  /** Left out: no template follows a provider. */
  readonly following?: FindFollowing;
}

/** Whether the step writes anything. */
export function changes({ stored, fields }: TemplateStep): boolean {
  return stored === null || fields.length > 0;
}

/** Whether the step changes the rules of an active template that learners hold or are on the way to (S19). */
export function changesRulesInUse({ stored, template, use }: TemplateStep): boolean {
  return stored?.active === true && ruleChange(stored, template) === 'rules' && use.holders + use.inProgress > 0;
}

function refuseDoubleHolders(wanted: readonly Template[], stored: readonly StoredTemplate[]): void {
  const ids = new Set(wanted.map(({ id }) => id));
  const others = stored.filter(({ id, holder }) => holder.origin !== 'openedx' && !ids.has(id));
  const holders = new Map(others.map(({ id, holder }) => [JSON.stringify(Object.values(holder)), id]));
  const mistakes = wanted.flatMap(({ id, holder }) => {
    const other = holders.get(JSON.stringify(Object.values(holder)));
    return other === undefined
      ? []
      : [`"${id}": the stored template "${other}" issues the same badge outside. Write "${other}" as its id here.`];
  });
  if (mistakes.length > 0) throw new CommandError('BADGES_FILE_INVALID', mistakes);
}
