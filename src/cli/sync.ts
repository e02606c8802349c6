import type { Command } from 'commander';
import { pino } from 'pino';
import { CommandError, LaurelError } from '../errors.ts';
import type { ErrorCode } from '../errors.ts';
import { createVocabulary } from '../events/vocabulary.ts';
import { knownAccounts } from '../issuing/accounts/account-keys.ts';
import type { KnownAccount } from '../issuing/accounts/account-keys.ts';
import { loadNames } from '../issuing/accounts/names.ts';
import { SyncJobs } from '../issuing/sync/sync-jobs.ts';
import type { SyncReport } from '../store/operators/sync-report.ts';
import type { Settings } from '../settings.ts';
import type { Database } from '../store/database/database.ts';
import { requireAccount } from './accounts.ts';
import { commandActor } from './actor.ts';
import { settingsOf, withDatabase } from './context.ts';
import type { CommandContext } from './context.ts';
import { count, printJson, printLines, table } from './terminal/output.ts';

const help = `
New templates are inactive and have no requirements: add some in the pages, or with laurel export, an editor, and laurel apply.
Existing ones get the provider's name, description and image; those that can no longer be issued are deactivated. Requirements
and badges never change, nor does anything of another account. If an account can't be read completely, nothing of it changes,
and the others are still synced. Each sync leaves a job with its report, as in the pages. An account is synced only once
at a time.

A sync that would deactivate several and most of the active templates of an account stops and says so: check whether the
account, its key and the provider are correct. If they are, run it again with --yes. Templates that a sync deactivated and that
can be issued again stay inactive until somebody activates them: one by one, or all of them with --reactivate.

Examples:
  laurel sync                   all accounts, in the settings and the connections
  laurel sync --account main    one Accredible account or Credly organization
  laurel sync --reactivate      after the provider or the key was fixed
`;

/** How the sync of one account went: its job, or why there was none. */
interface Outcome {
  readonly account: KnownAccount;
  /** What people call it; null when that is not known. */
  readonly name: string | null;
  readonly report: SyncReport | null;
  /** Null when it succeeded. */
  readonly error: string | null;
  /** It changed nothing: the report tells what it would do, once it is confirmed. */
  readonly unconfirmed: boolean;
}

export function addSync(program: Command, context: CommandContext): void {
  program
    .command('sync')
    .description('Import the badge templates of the Credly and Accredible accounts')
    .option('--account <name>', 'only this account')
    .option('--yes', 'confirm deactivating most templates of an account')
    .option('--reactivate', 'activate templates that a sync deactivated and that can be issued again')
    .option('--json', 'print one JSON object')
    .addHelpText('after', help)
    .action(async ({ account, json, ...wish }: Wish & { account?: string; json?: true }, command: Command) => {
      const settings = settingsOf(context, command);
      const outcomes = await withDatabase(context, settings, async (database) => {
        const accounts =
          account === undefined
            ? await knownAccounts(settings, database)
            : [await requireAccount(settings, database, account)];
        return syncAccounts(context, settings, database, accounts, wish);
      });
      if (json) printJson(context.stdout, { accounts: outcomes.map(toJson) });
      else printLines(context.stdout, describe(outcomes));
      const errors = outcomes.flatMap(({ error }) => error ?? []);
      if (errors.length > 0) throw new CommandError(codeOf(outcomes, context.signal.aborted), errors);
    });
}

/** What is asked of a sync besides its account. */
interface Wish {
  readonly yes?: true;
  readonly reactivate?: true;
}

function codeOf(outcomes: readonly Outcome[], aborted: boolean): ErrorCode {
  if (aborted) return 'INTERRUPTED';
  const failed = outcomes.filter(({ error }) => error !== null);
  return failed.every(({ unconfirmed }) => unconfirmed) ? 'CONFIRMATION_NEEDED' : 'PROVIDER_FAILED';
}

/** Syncs accounts one after the other; one that fails does not keep the others waiting. */
export async function syncAccounts(
  context: CommandContext,
  settings: Settings,
  database: Database,
  accounts: readonly KnownAccount[],
  wish: Wish = {},
): Promise<Outcome[]> {
  const jobs = new SyncJobs({
    database,
    providers: context.openProviders(settings, database),
    retry: settings.delivery.retry,
    vocabulary: createVocabulary(settings.events, settings.ignoredKeyPaths),
    // How it went is printed.
    logger: pino({ level: 'silent' }),
  });
  const stop = (): void => void jobs.stop();
  context.signal.addEventListener('abort', stop, { once: true });
  try {
    const outcomes: Outcome[] = [];
    for (const account of accounts) outcomes.push(await syncOne(context, database, jobs, account, wish));
    return outcomes;
  } finally {
    context.signal.removeEventListener('abort', stop);
    await jobs.stop();
  }
}

async function syncOne(
  context: CommandContext,
  database: Database,
  jobs: SyncJobs,
  account: KnownAccount,
  { yes, reactivate }: Wish,
): Promise<Outcome> {
  const onPage = (page: number, templates: number): void => showPage(context, account, page, templates);
  try {
    const request = { actor: commandActor(), onPage, confirmed: yes === true, reactivate: reactivate === true };
    const { ended } = await jobs.start(account, request);
    const { state, report, error } = await ended;
    const unconfirmed = state === 'unconfirmed';
    // The sync has asked the account for its name.
    const name = (await loadNames(database))(account);
    const told = error === null ? null : `${account.origin} ${name ?? account.account}: ${error}`;
    return {
      account,
      name,
      report,
      unconfirmed,
      error: told && unconfirmed ? `${told} Run it again with --yes.` : told,
    };
  } catch (error) {
    // One that is being synced elsewhere does not keep the others waiting; after a stop none begins.
    if (!(error instanceof LaurelError) || !['SYNC_RUNNING', 'INTERRUPTED'].includes(error.code)) throw error;
    return { account, name: null, report: null, unconfirmed: false, error: error.details.join(' ') };
  }
}

/** Providers don't say how many pages there are, so there is no bar to fill. */
function showPage({ stderr }: CommandContext, { account }: KnownAccount, page: number, templates: number): void {
  if (stderr.isTTY === true) stderr.write(`${account}: page ${page}, ${templates} templates\n`);
}

function toJson({ account: { origin, account }, name, report, unconfirmed, error }: Outcome): object {
  const who = { origin, account, name };
  if (unconfirmed) return { ...who, ok: false, error, would: report };
  return report === null ? { ...who, ok: false, error } : { ...who, ok: true, ...report };
}

function describe(outcomes: readonly Outcome[]): string[] {
  if (outcomes.length === 0)
    return [
      'There is no account yet: connect one, or add it to the settings (BADGES_CONFIG.credly.ORGANIZATIONS, BADGES_CONFIG.accredible.ACCOUNTS).',
    ];
  return [
    ...table(
      ['provider', 'name', 'account', 'imported', 'updated', 'deactivated', 'reactivated', 'unchanged'],
      outcomes.map(({ account: { origin, account }, name, report, unconfirmed }) => [
        origin,
        name ?? '-',
        account,
        ...(report === null || unconfirmed
          ? [unconfirmed ? 'stopped' : 'failed', '-', '-', '-', '-']
          : [report.imported, report.updated, report.deactivated, report.reactivated ?? 0, report.unchanged]),
      ]),
    ),
    ...outcomes.flatMap(changeLines),
    ...outcomes.flatMap(hintLines),
  ];
}

function changeLines({ account: { account }, name, report, unconfirmed }: Outcome): string[] {
  if (report === null || report.changes.length === 0) return [];
  const rows = report.changes.map(({ change, template, name: title, fields }) => [
    change,
    template,
    title,
    fields.join(', '),
  ]);
  const told = report.changes.length;
  const more = report.imported + report.updated + report.deactivated + (report.reactivated ?? 0) - told;
  return [
    '',
    `${name ?? account}${unconfirmed ? ' (not done; this would change)' : ''}:`,
    ...table(['change', 'template', 'name', 'what'], rows),
    ...(more > 0 ? [`and ${more} more`] : []),
  ];
}

function hintLines({ account: { account }, name, report, unconfirmed }: Outcome): string[] {
  const again = report?.reactivable ?? 0;
  if (unconfirmed || again === 0) return [];
  const what = `${count(again, 'template')} of ${name ?? account} that were deactivated can be issued again.`;
  return ['', `${what} To activate them: laurel sync --account ${account} --reactivate`];
}
