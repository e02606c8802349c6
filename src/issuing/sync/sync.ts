import { setTimeout as sleep } from 'node:timers/promises';
import { LaurelError } from '../../errors.ts';
import type { RetrySettings } from '../../settings.ts';
import type { Database, Transaction } from '../../store/database/database.ts';
import {
  insertTemplate,
  loadTemplates,
  lockRules,
  raiseRulesRevision,
  updateTemplate,
} from '../../store/engine/templates.ts';
import { withoutAddresses } from '../http/failure.ts';
import type { ExternalTemplate, Provider } from '../provider.ts';
import type { Failure } from '../../store/delivery/external.ts';
import { nextAttempt } from '../delivery/retry-policy.ts';
import type { SyncReport, TemplateChange } from '../../store/operators/sync-report.ts';
import { planSync } from './sync-plan.ts';
import type { SyncAccount, SyncPlan } from './sync-plan.ts';

export interface SyncOptions {
  readonly database: Database;
  readonly provider: Provider;
  readonly account: SyncAccount;
  readonly retry: RetrySettings;
  readonly signal: AbortSignal;
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
 * @throws LaurelError PROVIDER_FAILED when a page can't be read
 */
export async function syncTemplates(options: SyncOptions): Promise<SyncReport> {
  const { external, pages } = await readAllPages(options);
  return options.database.transaction(async (transaction) => {
    await lockRules(transaction);
    const plan = planSync(options.account, await loadTemplates(transaction), external);
    const report = reportOf(plan, pages);
    await applyPlan(transaction, plan);
    await options.onApplied?.(transaction, report);
    return report;
  });
}

/** Brings in what was planned; to be called with the rules locked. */
export async function applyPlan(transaction: Transaction, { imports, changes }: SyncPlan): Promise<void> {
  for (const template of imports) await insertTemplate(transaction, template);
  for (const { stored, wanted } of changes) await updateTemplate(transaction, stored, wanted);
  // Names and images mean nothing to the consumers.
  if (changes.some(({ fields }) => fields.includes('active'))) await raiseRulesRevision(transaction);
}

function reportOf({ imports, changes, unchanged }: SyncPlan, pages: number): SyncReport {
  const changed = changes.map(({ wanted, fields }): TemplateChange => {
    const change = fields.includes('active') ? 'deactivated' : 'updated';
    return { template: wanted.id, name: wanted.name, change, fields };
  });
  const deactivated = changed.filter(({ change }) => change === 'deactivated');
  const updated = changed.filter(({ change }) => change === 'updated');
  const imported = imports.map(({ id, name }): TemplateChange => {
    return { template: id, name, change: 'imported', fields: [] };
  });
  return {
    imported: imported.length,
    updated: updated.length,
    unchanged,
    deactivated: deactivated.length,
    pages,
    changes: [...deactivated, ...updated, ...imported].slice(0, mostChanges),
  };
}

async function readAllPages(options: SyncOptions): Promise<{ external: ExternalTemplate[]; pages: number }> {
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

async function readPage(options: SyncOptions, page: number) {
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

export function accountName(account: SyncAccount): string {
  return account.origin === 'credly' ? account.organization : account.account;
}

function syncError(account: SyncAccount, page: number, failure: Failure): LaurelError {
  const status = failure.status === null ? 'no answer' : `status ${failure.status}`;
  const advice =
    failure.status === 401 || failure.status === 403
      ? 'No template was changed. Check the API key of this account.'
      : 'No template was changed. Try again later; `laurel doctor` tells whether the provider can be reached.';
  return new LaurelError('PROVIDER_FAILED', [
    `Reading page ${page} of the templates of ${account.origin} account ${accountName(account)}: ${status}.`,
    `It said: ${withoutAddresses(failure.body).slice(0, 300)}`,
    advice,
  ]);
}
