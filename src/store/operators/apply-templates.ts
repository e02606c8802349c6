import { LaurelError } from '../../errors.ts';
import type { Template } from '../../rules/template.ts';
import type { Queryable, Transaction } from '../database/database.ts';
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
  const steps: TemplateStep[] = [];
  for (const template of wanted) {
    const before = bySlug.get(template.id) ?? null;
    steps.push({
      template,
      stored: before,
      fields: before === null ? [] : changedFields(before, template),
      use: (before && use.get(before.key)) ?? unused,
      moved: before && (await findMove(queryable, before, template)),
    });
  }
  return steps;
}

/**
 * Brings templates in: creates the new ones and changes the known ones, all or nothing; never deletes. Consumers take the
 * change over before their next batch.
 *
 */
export async function applyTemplates(
  transaction: Transaction,
  wanted: readonly Template[],
  { confirm, issued = 'stay', by }: ApplyOptions = {},
): Promise<readonly TemplateStep[]> {
  await lockRules(transaction);
  const plan = await planTemplates(transaction, wanted);
  confirm?.(plan);
  for (const { template, stored, moved } of plan) {
    if (stored === null) await insertTemplate(transaction, template, by?.actor.id);
    else await updateTemplate(transaction, stored, template, issued, by?.actor.id);
    if (stored !== null && moved !== null && by !== undefined)
      await appendAudit(transaction, {
        ...by,
        action: 'template.update',
        targetType: 'template',
        target: stored.id,
        before: { holder: stored.holder },
        after: { holder: template.holder, issuedBadges: { ...moved, choice: issued } },
      });
  }
  if (plan.some(changes)) await raiseRulesRevision(transaction);
  return plan;
}

export interface ApplyOptions {
  /** Sees the plan before anything is written; what it throws cancels everything. */
  readonly confirm?: (plan: readonly TemplateStep[]) => void;
  /** What becomes of badges of templates that get another holder. */
  readonly issued?: IssuedBadges;
  /** For the history, and for the audit, which has who moved templates with badges. */
  readonly by?: ChangedBy;
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
