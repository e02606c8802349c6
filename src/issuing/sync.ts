import { setTimeout as sleep } from 'node:timers/promises';
import { LaurelError } from '../errors.ts';
import type { Holder, Template } from '../rules/template.ts';
import type { RetrySettings } from '../settings.ts';
import type { Database } from '../store/database.ts';
import { insertTemplate, loadTemplates, lockRules, raiseRulesRevision, updateTemplate } from '../store/templates.ts';
import type { StoredTemplate } from '../store/templates.ts';
import type { ExternalTemplate, Failure, Provider } from './provider.ts';
import { nextAttempt } from './retry-policy.ts';
import { templateSlug } from './slug.ts';

/** An account whose templates are read. */
export type SyncAccount =
  | { readonly origin: 'credly'; readonly organization: string }
  | { readonly origin: 'accredible'; readonly account: string };

export interface SyncOptions {
  readonly database: Database;
  readonly provider: Provider;
  readonly account: SyncAccount;
  readonly retry: RetrySettings;
  readonly signal: AbortSignal;
  readonly random?: () => number;
  /** Told of every page that was read, for progress bars. */
  readonly onPage?: (page: number, templates: number) => void;
}

/** What a sync did, in numbers of templates (S24). */
export interface SyncReport {
  readonly imported: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Active here, and no longer active outside. */
  readonly deactivated: number;
  readonly pages: number;
}

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
    const stored = await loadTemplates(transaction);
    const plan = planSync(options.account, stored, external);
    for (const template of plan.imports) await insertTemplate(transaction, template);
    for (const { stored: before, wanted } of plan.changes) await updateTemplate(transaction, before, wanted);
    const deactivated = plan.changes.filter(({ stored: before, wanted }) => before.active && !wanted.active).length;
    if (deactivated > 0) await raiseRulesRevision(transaction);
    return {
      imported: plan.imports.length,
      updated: plan.changes.length - deactivated,
      unchanged: plan.unchanged,
      deactivated,
      pages,
    };
  });
}

export interface SyncPlan {
  readonly imports: readonly Omit<Template, 'version'>[];
  readonly changes: readonly { readonly stored: StoredTemplate; readonly wanted: StoredTemplate }[];
  readonly unchanged: number;
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
    const id = templateSlug(account.origin, template.name, slugs);
    slugs.add(id);
    const { name, description, imageUrl } = template;
    const holder = holderFor(account, template.externalTemplate);
    imports.push({ id, name, description, imageUrl, holder, active: false, requirements: [], penalties: [] });
  }

  const changes: { stored: StoredTemplate; wanted: StoredTemplate }[] = [];
  for (const [number, template] of known) {
    const shown = outside.get(number);
    const active = template.active && (shown?.active ?? false);
    const { name, description, imageUrl } = shown ?? template;
    const wanted = { ...template, name, description, imageUrl, active };
    const fields = ['name', 'description', 'imageUrl', 'active'] as const;
    if (fields.some((field) => template[field] !== wanted[field])) changes.push({ stored: template, wanted });
  }
  return { imports, changes, unchanged: known.size - changes.length };
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

function accountName(account: SyncAccount): string {
  return account.origin === 'credly' ? account.organization : account.account;
}

function syncError(account: SyncAccount, page: number, failure: Failure): LaurelError {
  const status = failure.status === null ? 'no answer' : `status ${failure.status}`;
  const advice =
    failure.status === 401 || failure.status === 403
      ? 'Check the API key of this account in the settings.'
      : 'No template was changed. Try again later; `laurel doctor` tells whether the provider can be reached.';
  return new LaurelError('PROVIDER_FAILED', [
    `Reading page ${page} of the templates of ${account.origin} account ${accountName(account)}: ${status}.`,
    `It said: ${failure.body.slice(0, 300)}`,
    advice,
  ]);
}
