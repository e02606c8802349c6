import { knownAccounts } from '../../issuing/accounts/account-keys.ts';
import type { AccountSettings } from '../../issuing/accounts/account-keys.ts';
import type { Holder } from '../../rules/template.ts';
import type { Mistake } from '../../rules/validate.ts';
import type { Vocabulary } from '../../rules/value-type.ts';
import type { Database, Transaction } from '../../store/database/database.ts';
import { findOutsideStates } from '../../store/delivery/template-outside.ts';
import {
  findTemplate,
  lockRules,
  raiseRulesRevision,
  templateUse,
  updateTemplate,
} from '../../store/engine/templates.ts';
import type { StoredTemplate, TemplateUse } from '../../store/engine/templates.ts';
import { appendAudit } from '../../store/operators/audit.ts';
import type { ChangedBy } from '../../store/operators/audit.ts';
import type { TemplateWarning } from '../schemas/template-warnings.ts';
import { toEditState } from '../views/templates.ts';
import { findMistakes, findWarnings } from './template-mistakes.ts';

/**
 * What became, or would become, of a template that is to be switched on or off: `switched`; `unchanged`, for it was so already;
 * `refused`, for it can't work yet; `unknown`, for there is none of this id.
 */
export type SwitchOutcome = 'switched' | 'unchanged' | 'refused' | 'unknown';

export interface SwitchedTemplate {
  readonly id: string;
  /** Empty when there is none. */
  readonly name: string;
  /** Where its badges are held; null when there is none. */
  readonly origin: Holder['origin'] | null;
  readonly outcome: SwitchOutcome;
  /** Why it is refused. */
  readonly mistakes: readonly Mistake[];
  /** What keeps its badges from being earned or issued once it is active. */
  readonly warnings: readonly TemplateWarning[];
  /** How many. */
  readonly penalties: number;
  readonly use: TemplateUse;
}

export interface SwitchWish {
  readonly templates: readonly string[];
  /** Whether they are to be active. */
  readonly active: boolean;
  /** Only look what would become of each. */
  readonly dryRun: boolean;
}

interface Parts {
  readonly database: Database;
  readonly vocabulary: Vocabulary;
  readonly settings: AccountSettings;
}

const nothing: TemplateUse = { holders: 0, inProgress: 0 };
const missing: Omit<SwitchedTemplate, 'id'> = {
  name: '',
  origin: null,
  outcome: 'unknown',
  mistakes: [],
  warnings: [],
  penalties: 0,
  use: nothing,
};

/**
 * Switches several templates on or off, each by itself: those that can't be are passed over and told, and the others are switched
 * all the same, in one transaction. What is so already stays as it is, so that it is safe to repeat (S18).
 *
 * @returns one outcome for each, in the order given; of an id that is given twice, one
 */
export function switchTemplates(parts: Parts, wish: SwitchWish, by: ChangedBy): Promise<SwitchedTemplate[]> {
  return parts.database.transaction(async (transaction) => {
    if (!wish.dryRun) await lockRules(transaction);
    const use = await templateUse(transaction);
    const accounts = await knownAccounts(parts.settings, transaction);
    const outcomes: SwitchedTemplate[] = [];
    for (const id of new Set(wish.templates)) {
      const stored = await findTemplate(transaction, id);
      if (stored === null) {
        outcomes.push({ id, ...missing });
        continue;
      }
      const wanted = { ...stored, active: wish.active };
      const isNews = stored.active !== wish.active;
      const checked = isNews && wish.active;
      const mistakes = checked ? await findMistakes(transaction, wanted, parts.vocabulary) : [];
      const [state = null] = await findOutsideStates(transaction, [stored.holder]);
      const warnings = checked ? await findWarnings(transaction, wanted, accounts, state) : [];
      const outcome = isNews ? (mistakes.length === 0 ? 'switched' : 'refused') : 'unchanged';
      if (outcome === 'switched' && !wish.dryRun) await change(transaction, stored, wanted, by);
      const { name, penalties, holder } = stored;
      const concerned = use.get(stored.key) ?? nothing;
      outcomes.push({
        id,
        name,
        origin: holder.origin,
        outcome,
        mistakes,
        warnings,
        penalties: penalties.length,
        use: concerned,
      });
    }
    if (!wish.dryRun && outcomes.some(({ outcome }) => outcome === 'switched')) await raiseRulesRevision(transaction);
    return outcomes;
  });
}

async function change(
  transaction: Transaction,
  stored: StoredTemplate,
  wanted: StoredTemplate,
  by: ChangedBy,
): Promise<void> {
  await updateTemplate(transaction, stored, wanted, undefined, by.actor.id);
  await appendAudit(transaction, {
    ...by,
    action: wanted.active ? 'template.activate' : 'template.deactivate',
    targetType: 'template',
    target: stored.id,
    before: toEditState(stored),
    after: toEditState(wanted),
  });
}
