import { ConfirmationNeeded } from '../../error-kinds.ts';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import type { Told } from '../../told.ts';
import { knownAccounts } from '../../issuing/accounts/account-keys.ts';
import type { AccountSettings } from '../../issuing/accounts/account-keys.ts';
import { followingOf } from '../../issuing/sync/following.ts';
import { findSyncedMistakes } from '../../rules/synced.ts';
import type { Following } from '../../rules/synced.ts';
import { mistakeAt } from '../../rules/validate.ts';
import type { Mistake } from '../../rules/validate.ts';
import type { Vocabulary } from '../../rules/value-type.ts';
import { appendAudit } from '../../store/operators/audit.ts';
import type { ChangedBy } from '../../store/operators/audit.ts';
import type { Database, Transaction } from '../../store/database/database.ts';
import { findOutsideStates } from '../../store/delivery/template-outside.ts';
import { templateFacts } from '../../store/lists/template-list.ts';
import type { TemplateFacts } from '../../store/lists/template-list.ts';
import { deleteTemplate, wasUsed } from '../../store/operators/template-removal.ts';
import {
  changedFields,
  findMove,
  findTemplate,
  insertTemplate,
  lockRules,
  raiseRulesRevision,
  updateTemplate,
} from '../../store/engine/templates.ts';
import type { StoredTemplate } from '../../store/engine/templates.ts';
import { describeMove } from '../../store/engine/moved-badges.ts';
import type { BadgesElsewhere, IssuedBadges } from '../../store/engine/moved-badges.ts';
import { RequestMistakes } from '../problems.ts';
import type { TemplateDocument, TemplateUpdate } from '../schemas/templates.ts';
import { findMistakes, fromDocument } from './template-mistakes.ts';
import { toEditState } from '../views/templates.ts';

/**
 * What people change of badge templates. Each change is one transaction under the lock of the rules: it looks at what is
 * stored, changes it, keeps in the audit who did so, and tells the consumers.
 */
export interface TemplateCommands {
  /** Makes an inactive template. @throws RequestMistakes TEMPLATE_EXISTS or TEMPLATE_INVALID */
  create(document: TemplateDocument, by: ChangedBy): Promise<TemplateState>;
  /**
   * Changes it to the document; whether it is active stays.
   *
   * @throws RequestMistakes TEMPLATE_INVALID, TEMPLATE_SYNCED; ConfirmationNeeded when badges are held elsewhere and no choice is made
   */
  replace(slug: string, edit: TemplateUpdate, check: Check, by: ChangedBy): Promise<TemplateState>;
  /** Activates or deactivates it (S18). @throws RequestMistakes TEMPLATE_INVALID when it can't work yet */
  setActive(slug: string, active: boolean, check: Check, by: ChangedBy): Promise<TemplateState>;
  /** Deletes it and returns it as it was. @throws LaurelError TEMPLATE_IN_USE when it was ever used */
  remove(slug: string, check: Check, by: ChangedBy): Promise<TemplateState>;
}

/** Sees what is stored before it is changed; what it throws cancels the change. */
export type Check = (stored: StoredTemplate) => void;

export interface TemplateState {
  readonly template: StoredTemplate;
  readonly facts: TemplateFacts;
}

export function templateCommands(
  database: Database,
  vocabulary: Vocabulary,
  settings: AccountSettings,
): TemplateCommands {
  /** Works on a stored template under the lock; nobody else changes templates meanwhile. */
  function change<T>(
    slug: string,
    check: Check,
    work: (transaction: Transaction, stored: StoredTemplate) => Promise<T>,
  ) {
    return database.transaction(async (transaction) => {
      await lockRules(transaction);
      const stored = await requireTemplate(transaction, slug);
      check(stored);
      return work(transaction, stored);
    });
  }

  async function update(
    transaction: Transaction,
    stored: StoredTemplate,
    wanted: StoredTemplate,
    record: ChangedBy & { readonly action: string },
    issued?: IssuedBadges,
  ): Promise<TemplateState> {
    if (changedFields(stored, wanted).length > 0) {
      const moved = await findMove(transaction, stored, wanted);
      if (moved !== null && issued === undefined) throw new ConfirmationNeeded(moveQuestion(moved), { ...moved });
      await updateTemplate(transaction, stored, wanted, issued, record.actor.id);
      await raiseRulesRevision(transaction);
      const after = await requireTemplate(transaction, stored.id);
      const choice = moved === null ? {} : { issuedBadges: { ...moved, choice: issued } };
      await note(transaction, record, stored, after, choice);
    }
    return stateOf(transaction, stored.id);
  }

  async function followed(transaction: Transaction, { holder }: StoredTemplate): Promise<Following | null> {
    const [state = null] = await findOutsideStates(transaction, [holder]);
    return followingOf(holder, state, await knownAccounts(settings, transaction));
  }

  return {
    create: (document, by) =>
      database.transaction(async (transaction) => {
        await lockRules(transaction);
        const template = fromDocument(document, false);
        const taken = await findTemplate(transaction, template.id);
        const mistakes = await findMistakes(transaction, template, vocabulary);
        if (taken !== null) {
          const mistake = mistakeAt(
            ['id'],
            told`"${template.id}" is already used; choose another id, or edit that template`,
          );
          refuse(mistakes.length === 0 ? 'TEMPLATE_EXISTS' : 'TEMPLATE_INVALID', [mistake, ...mistakes]);
        }
        refuse('TEMPLATE_INVALID', mistakes);
        await insertTemplate(transaction, template, by.actor.id);
        await raiseRulesRevision(transaction);
        const state = await stateOf(transaction, template.id);
        await note(transaction, { ...by, action: 'template.create' }, null, state.template);
        return state;
      }),

    replace: (slug, { issuedBadges, achievement, ...document }, check, by) =>
      change(slug, check, async (transaction, stored) => {
        const wanted = {
          ...stored,
          ...document,
          // Left out it stays, for as long as it means something.
          achievement:
            achievement === undefined && document.holder.origin === 'openedx'
              ? stored.achievement
              : (achievement ?? null),
        };
        const mistakes = await findMistakes(transaction, { ...wanted, id: slug }, vocabulary);
        const renamed = mistakeAt(['id'], told`the id of a template can't be changed; write "${slug}"`);
        refuse('TEMPLATE_INVALID', document.id === slug ? mistakes : [renamed, ...mistakes]);
        refuse('TEMPLATE_SYNCED', findSyncedMistakes(await followed(transaction, stored), stored, wanted));
        return update(transaction, stored, wanted, { ...by, action: 'template.update' }, issuedBadges);
      }),

    setActive: (slug, active, check, by) =>
      change(slug, check, async (transaction, stored) => {
        const wanted = { ...stored, active };
        if (active) refuse('TEMPLATE_INVALID', await findMistakes(transaction, wanted, vocabulary));
        return update(transaction, stored, wanted, {
          ...by,
          action: active ? 'template.activate' : 'template.deactivate',
        });
      }),

    remove: (slug, check, by) =>
      change(slug, check, async (transaction, stored) => {
        if (await wasUsed(transaction, stored))
          throw new LaurelError(
            'TEMPLATE_IN_USE',
            told`Learners have, or had, progress or badges from it. Deactivate it instead.`,
          );
        const state = await stateOf(transaction, slug);
        await deleteTemplate(transaction, stored, by.actor.id);
        await raiseRulesRevision(transaction);
        await note(transaction, { ...by, action: 'template.delete' }, stored, null);
        return state;
      }),
  };
}

/** @throws LaurelError TEMPLATE_NOT_FOUND */
export async function requireTemplate(
  queryable: Parameters<typeof findTemplate>[0],
  slug: string,
): Promise<StoredTemplate> {
  const stored = await findTemplate(queryable, slug);
  if (stored === null) throw new LaurelError('TEMPLATE_NOT_FOUND', told`No badge template has the id "${slug}".`);
  return stored;
}

async function stateOf(transaction: Transaction, slug: string): Promise<TemplateState> {
  const template = await requireTemplate(transaction, slug);
  return { template, facts: await templateFacts(transaction, template.key) };
}

function moveQuestion(badges: BadgesElsewhere): Told[] {
  return [
    told`The template will be issued through another place, and ${describeMove(badges)}`,
    told`Send issuedBadges: "stay" to leave issued badges where they are, or "issue_again" to issue them at the new place as well.`,
  ];
}

function refuse(code: 'TEMPLATE_EXISTS' | 'TEMPLATE_INVALID' | 'TEMPLATE_SYNCED', mistakes: readonly Mistake[]): void {
  if (mistakes.length > 0) throw new RequestMistakes(code, mistakes);
}

async function note(
  transaction: Transaction,
  record: ChangedBy & { readonly action: string },
  before: StoredTemplate | null,
  after: StoredTemplate | null,
  more: object = {},
): Promise<void> {
  await appendAudit(transaction, {
    ...record,
    targetType: 'template',
    target: (after ?? before)?.id ?? '',
    before: before && toEditState(before),
    after: after && { ...toEditState(after), ...more },
  });
}
