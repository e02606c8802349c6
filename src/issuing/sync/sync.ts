import { setTimeout as sleep } from 'node:timers/promises';
import { LaurelError } from '../../errors.ts';
import { validateTemplate } from '../../rules/validate.ts';
import type { Vocabulary } from '../../rules/value-type.ts';
import type { RetrySettings } from '../../settings.ts';
import type { Database, Transaction } from '../../store/database/database.ts';
import {
  insertTemplate,
  loadTemplates,
  lockRules,
  raiseRulesRevision,
  updateTemplate,
} from '../../store/engine/templates.ts';
import type { StoredTemplate } from '../../store/engine/templates.ts';
import {
  keepDeactivations,
  keepOutsideStates,
  keepReplaced,
  loadDeactivations,
} from '../../store/delivery/template-outside.ts';
import { keepAccountName } from '../../store/operators/account-names.ts';
import { endOutage } from '../../store/delivery/provider-accounts.ts';
import { keepFinding } from '../../store/operators/connections.ts';
import type { AccountId } from '../../store/operators/connections.ts';
import { refusalOf, wellFound } from '../accounts/connection-test.ts';
import { wasNotBegun } from '../http/failure.ts';
import type { ExternalTemplate, Provider } from '../provider.ts';
import type { Failure } from '../../store/delivery/external.ts';
import { nextAttempt } from '../delivery/retry-policy.ts';
import type { SyncReport, TemplateChange } from '../../store/operators/sync-report.ts';
import { deactivatesMost, isDeactivation, planSync } from './sync-plan.ts';
import type { PlannedChange, Reactivation, SyncAccount, SyncPlan } from './sync-plan.ts';
import { asIs, told } from '../../told.ts';
import type { Told } from '../../told.ts';

export interface SyncOptions {
  readonly database: Database;
  readonly provider: Provider;
  readonly account: SyncAccount;
  readonly retry: RetrySettings;
  readonly signal: AbortSignal;
  /** What the templates that are reactivated must fit. */
  readonly vocabulary: Vocabulary;
  /** Somebody has said that most templates of the account are to be deactivated. */
  readonly confirmed?: boolean;
  /** Whether templates that were deactivated because they could not issue become active again where they can. */
  readonly reactivate?: boolean;
  /** Who asked for it, for the history; left out: nobody by name. */
  readonly actor?: string;
  readonly random?: () => number;
  /** Told of every page that was read, for progress bars. */
  readonly onPage?: (page: number, templates: number) => void;
  /** Writes down what was done, in the same transaction; what it throws undoes the sync. */
  readonly onApplied?: (transaction: Transaction, report: SyncReport) => Promise<void>;
}

/** So many changes are told one by one; the numbers count all. */
export const mostChanges = 500;

/** How often a page is asked for before the sync gives up. */
const triesPerPage = 5;
/** More pages than this are a provider that counts in circles. */
const mostPages = 10_000;

/**
 * Reads an account's templates to the last page, then brings ours in line, in one transaction: new ones come in inactive
 * and without requirements, known ones get the name, description and image of outside, and those that can't issue any
 * more are deactivated. Requirements, penalties and badges are never touched, nor are another account's templates (S24).
 *
 * If any page can't be read, nothing changes: a template would seem to be gone although only its page is missing.
 *
 * @throws LaurelError PROVIDER_FAILED when a page can't be read; UnconfirmedSync when it would deactivate most active
 * templates of the account and nobody has confirmed that
 */
export async function syncTemplates(options: SyncOptions): Promise<SyncReport> {
  const { external, pages } = await readAllPages(options).catch(async (error: unknown) => {
    if (error instanceof UnreadAccount) await noteRefusal(options, error.failure);
    throw error;
  });
  const name = await options.provider.accountName(accountName(options.account), options.signal);
  return options.database.transaction(async (transaction) => {
    await lockRules(transaction);
    const stored = await loadTemplates(transaction);
    const plan = planSync(options.account, stored, external, await reactivationOf(transaction, stored, options));
    const report = reportOf(plan, pages);
    if (deactivatesMost(plan) && options.confirmed !== true) throw new UnconfirmedSync(report, plan.activeBefore);
    await applyPlan(transaction, plan, options.actor);
    if (name !== null) await keepAccountName(transaction, toAccountId(options.account), name);
    await keepFinding(transaction, toAccountId(options.account), {
      ...wellFound(told`A sync read its templates.`.text),
      foundBy: 'sync',
    });
    await endOutage(transaction, toAccountId(options.account));
    await options.onApplied?.(transaction, report);
    return report;
  });
}

/** A sync that would deactivate most active templates of its account, and changed nothing. */
export class UnconfirmedSync extends Error {
  /** What it would do. */
  readonly report: SyncReport;
  /** What to tell people. */
  readonly reason: string;

  constructor(report: SyncReport, active: number) {
    super('the sync would deactivate most templates');
    this.report = report;
    this.reason = [
      told`It would deactivate ${report.deactivated} of the ${active} active templates of this account, because the provider no longer lists them as active.`,
      told`No template was changed. Check at the provider that this is intended, and that the account's key is the correct one. Then sync again and confirm.`,
    ].join('\n');
  }
}

/** Whoever looks at the connection is told, unless it was we who did not ask to the end. */
async function noteRefusal({ database, account, signal }: SyncOptions, failure: Failure): Promise<void> {
  if (signal.aborted || wasNotBegun(failure)) return;
  await keepFinding(database, toAccountId(account), { ...refusalOf(failure), foundBy: 'sync' });
}

/** Templates that were active until a sync deactivated them, and could be active again as they are. */
async function reactivationOf(
  transaction: Transaction,
  stored: readonly StoredTemplate[],
  { vocabulary, reactivate = false }: SyncOptions,
): Promise<Reactivation> {
  const deactivated = await loadDeactivations(transaction);
  const fit = stored.filter(
    (template) =>
      deactivated.has(template.key) && validateTemplate({ ...template, active: true }, vocabulary).length === 0,
  );
  return { candidates: new Set(fit.map(({ key }) => key)), wanted: reactivate };
}

/**
 * Brings in what was planned; to be called with the rules locked.
 *
 * @param actor who asked for it, for the history; left out: nobody by name
 */
export async function applyPlan(
  transaction: Transaction,
  { imports, changes, states }: SyncPlan,
  actor?: string,
): Promise<void> {
  const outside = new Map(states);
  for (const { template, state } of imports) outside.set(await insertTemplate(transaction, template, actor), state);
  for (const { stored, wanted } of changes) await updateTemplate(transaction, stored, wanted, 'stay', actor);
  await keepOutsideStates(transaction, outside);
  const replaced = changes.flatMap(({ stored, fields }) =>
    fields
      .filter((field) => field !== 'active')
      .map((field) => ({ key: stored.key, field, value: stored[field] ?? '' })),
  );
  await keepReplaced(transaction, replaced);
  const deactivated = changes.filter(isDeactivation).map(({ stored }) => stored.key);
  if (deactivated.length > 0) await keepDeactivations(transaction, deactivated);
  // Names and images mean nothing to the consumers.
  if (changes.some(({ fields }) => fields.includes('active'))) await raiseRulesRevision(transaction);
}

function reportOf({ imports, changes, unchanged, reactivable }: SyncPlan, pages: number): SyncReport {
  const changed = changes.map((change): TemplateChange => {
    const { wanted, fields } = change;
    return { template: wanted.id, name: wanted.name, change: kindOf(change), fields };
  });
  const of = (kind: TemplateChange['change']): TemplateChange[] => changed.filter(({ change }) => change === kind);
  const [deactivated, reactivated, updated] = [of('deactivated'), of('reactivated'), of('updated')];
  const imported = imports.map(({ template: { id, name } }): TemplateChange => {
    return { template: id, name, change: 'imported', fields: [] };
  });
  return {
    imported: imported.length,
    updated: updated.length,
    unchanged,
    deactivated: deactivated.length,
    reactivated: reactivated.length,
    reactivable,
    pages,
    changes: [...deactivated, ...reactivated, ...updated, ...imported].slice(0, mostChanges),
  };
}

function kindOf({ fields, wanted }: PlannedChange): TemplateChange['change'] {
  if (!fields.includes('active')) return 'updated';
  return wanted.active ? 'reactivated' : 'deactivated';
}

/** What reading the pages of an account needs. */
export type ReadOptions = Pick<SyncOptions, 'provider' | 'account' | 'retry' | 'signal' | 'random' | 'onPage'>;

/** @throws LaurelError PROVIDER_FAILED when a page can't be read */
export async function readAllPages(options: ReadOptions): Promise<{ external: ExternalTemplate[]; pages: number }> {
  const external: ExternalTemplate[] = [];
  let pages = 0;
  for (let page: number | null = 1; page !== null && pages < mostPages; pages++) {
    const outcome = await readPage(options, page);
    external.push(...outcome.templates);
    options.onPage?.(page, external.length);
    page = outcome.nextPage;
  }
  return { external, pages };
}

async function readPage(options: ReadOptions, page: number) {
  const { provider, retry, signal } = options;
  const account = accountName(options.account);
  for (let tries = 1; ; tries++) {
    const outcome = await provider.listTemplates(account, page, signal);
    if (outcome.kind === 'page') return outcome;
    const { failure } = outcome;
    const delay =
      failure.kind === 'permanent' ? null : nextAttempt(failure, tries, (options.random ?? Math.random)(), retry);
    if (delay === null || tries === triesPerPage || signal.aborted) throw syncError(options.account, page, failure);
    await sleep(delay, undefined, { signal }).catch(() => {});
  }
}

function toAccountId(account: SyncAccount): AccountId {
  return { origin: account.origin, account: accountName(account) };
}

export function accountName(account: SyncAccount): string {
  return account.origin === 'credly' ? account.organization : account.account;
}

/** A page of an account's templates could not be read. */
class UnreadAccount extends LaurelError {
  readonly failure: Failure;

  constructor(details: readonly Told[], failure: Failure) {
    super('PROVIDER_FAILED', details);
    this.failure = failure;
  }
}

function syncError(account: SyncAccount, page: number, failure: Failure): UnreadAccount {
  const status = failure.status === null ? told`no response` : told`status ${String(failure.status)}`;
  const advice =
    failure.status === 401 || failure.status === 403
      ? told`No template was changed. Check the API key of this account.`
      : told`No template was changed. Try again later. \`laurel doctor\` shows whether the provider can be reached.`;
  const details = [
    told`Page ${page} of the templates of ${account.origin} account ${accountName(account)} could not be read: ${status}.`,
    told`The provider's message: ${asIs(refusalOf(failure).message)}`,
    advice,
  ];
  return new UnreadAccount(details, failure);
}
