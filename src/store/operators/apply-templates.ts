import { LaurelError } from '../../errors.ts';
import type { Template } from '../../rules/template.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import {
  changedFields,
  insertTemplate,
  loadTemplates,
  lockRules,
  raiseRulesRevision,
  templateUse,
  updateTemplate,
} from '../engine/templates.ts';
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
}

const unused: TemplateUse = { holders: 0, inProgress: 0 };

/**
 * Finds what would change if these templates were brought in. Stored templates that are not among them are left alone.
 *
 * @returns one step per template, in the order given
 * @throws LaurelError BADGES_FILE_INVALID when a template claims the outside badge of another stored one
 */
export async function planTemplates(queryable: Queryable, wanted: readonly Template[]): Promise<TemplateStep[]> {
  const stored = await loadTemplates(queryable);
  const use = await templateUse(queryable);
  refuseDoubleHolders(wanted, stored);
  const bySlug = new Map(stored.map((template) => [template.id, template]));
  return wanted.map((template) => {
    const before = bySlug.get(template.id) ?? null;
    return {
      template,
      stored: before,
      fields: before === null ? [] : changedFields(before, template),
      use: (before && use.get(before.key)) ?? unused,
    };
  });
}

/**
 * Brings templates in: creates the new ones and changes the known ones, all or nothing; never deletes. Consumers take the
 * change over before their next batch.
 *
 * @param confirm sees the plan before anything is written; what it throws cancels everything
 */
export async function applyTemplates(
  transaction: Transaction,
  wanted: readonly Template[],
  confirm: (plan: readonly TemplateStep[]) => void = () => undefined,
): Promise<readonly TemplateStep[]> {
  await lockRules(transaction);
  const plan = await planTemplates(transaction, wanted);
  confirm(plan);
  for (const { template, stored } of plan) {
    if (stored === null) await insertTemplate(transaction, template);
    else await updateTemplate(transaction, stored, template);
  }
  if (plan.some(changes)) await raiseRulesRevision(transaction);
  return plan;
}

/** Whether the step writes anything. */
export function changes({ stored, fields }: TemplateStep): boolean {
  return stored === null || fields.length > 0;
}

/** Whether the step edits an active template that learners hold or are on the way to (S19). */
export function editsTemplateInUse({ stored, fields, use }: TemplateStep): boolean {
  const edited = fields.some((field) => field !== 'active');
  return stored?.active === true && edited && use.holders + use.inProgress > 0;
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
  if (mistakes.length > 0) throw new LaurelError('BADGES_FILE_INVALID', mistakes);
}
