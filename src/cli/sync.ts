import type { Command } from 'commander';
import { pino } from 'pino';
import { LaurelError } from '../errors.ts';
import { knownAccounts } from '../issuing/accounts/account-keys.ts';
import type { KnownAccount } from '../issuing/accounts/account-keys.ts';
import { SyncJobs } from '../issuing/sync/sync-jobs.ts';
import type { SyncReport } from '../store/operators/sync-report.ts';
import type { Settings } from '../settings.ts';
import type { Database } from '../store/database/database.ts';
import { requireAccount } from './accounts.ts';
import { commandActor } from './actor.ts';
import { settingsOf, withDatabase } from './context.ts';
import type { CommandContext } from './context.ts';
import { printJson, printLines, table } from './terminal/output.ts';

const help = `
New templates come in inactive and without requirements: give them some with laurel export, an editor, and laurel apply.
Known ones get the name, description and image of outside; those that can't issue any more are deactivated. Requirements
and badges are never touched, nor is anything of another account. An account that can't be read to the end changes nothing,
and does not keep the others from being synced. Each sync leaves a job with its report, as one that was started in the
pages does; an account is synced once at a time.

Examples:
  laurel sync                   all accounts, of the settings and of the connections
  laurel sync --account main    one Accredible account or Credly organization
`;

/** How the sync of one account went: its job, or why there was none. */
interface Outcome {
  readonly account: KnownAccount;
  readonly report: SyncReport | null;
  /** Null when it succeeded. */
  readonly error: string | null;
}

export function addSync(program: Command, context: CommandContext): void {
  program
    .command('sync')
    .description('Bring in the badge templates of the Credly and Accredible accounts')
    .option('--account <name>', 'only this account')
    .option('--json', 'print one JSON object')
    .addHelpText('after', help)
    .action(async ({ account, json }: { account?: string; json?: true }, command: Command) => {
      const settings = settingsOf(context, command);
      const outcomes = await withDatabase(context, settings, async (database) => {
        const accounts =
          account === undefined
            ? await knownAccounts(settings, database)
            : [await requireAccount(settings, database, account)];
        return syncAccounts(context, settings, database, accounts);
      });
      if (json) printJson(context.stdout, { accounts: outcomes.map(toJson) });
      else printLines(context.stdout, describe(outcomes));
      const errors = outcomes.flatMap(({ error }) => error ?? []);
      if (errors.length > 0) throw new LaurelError(context.signal.aborted ? 'INTERRUPTED' : 'PROVIDER_FAILED', errors);
    });
}

/** Syncs accounts one after the other; one that fails does not keep the others waiting. */
export async function syncAccounts(
  context: CommandContext,
  settings: Settings,
  database: Database,
  accounts: readonly KnownAccount[],
): Promise<Outcome[]> {
  const jobs = new SyncJobs({
    database,
    providers: context.openProviders(settings, database),
    retry: settings.delivery.retry,
    // How it went is printed.
    logger: pino({ level: 'silent' }),
  });
  const stop = (): void => void jobs.stop();
  context.signal.addEventListener('abort', stop, { once: true });
  try {
    const outcomes: Outcome[] = [];
    for (const account of accounts) outcomes.push(await syncOne(context, jobs, account));
    return outcomes;
  } finally {
    context.signal.removeEventListener('abort', stop);
    await jobs.stop();
  }
}

async function syncOne(context: CommandContext, jobs: SyncJobs, account: KnownAccount): Promise<Outcome> {
  const onPage = (page: number, templates: number): void => showPage(context, account, page, templates);
  try {
    const { ended } = await jobs.start(account, { actor: commandActor(), onPage });
    const { report, error } = await ended;
    return { account, report, error: error === null ? null : `${account.origin} ${account.account}: ${error}` };
  } catch (error) {
    // One that is being synced elsewhere does not keep the others waiting; after a stop none begins.
    if (!(error instanceof LaurelError) || !['SYNC_RUNNING', 'INTERRUPTED'].includes(error.code)) throw error;
    return { account, report: null, error: error.details.join(' ') };
  }
}

/** Providers don't say how many pages there are, so there is no bar to fill. */
function showPage({ stderr }: CommandContext, { account }: KnownAccount, page: number, templates: number): void {
  if (stderr.isTTY === true) stderr.write(`${account}: page ${page}, ${templates} templates\n`);
}

function toJson({ account: { origin, account }, report, error }: Outcome): object {
  return report === null ? { origin, account, ok: false, error } : { origin, account, ok: true, ...report };
}

function describe(outcomes: readonly Outcome[]): string[] {
  if (outcomes.length === 0)
    return [
      'There is no account yet: connect one, or name it in the settings (BADGES_CONFIG.credly.ORGANIZATIONS, BADGES_CONFIG.accredible.ACCOUNTS).',
    ];
  return [
    ...table(
      ['provider', 'account', 'imported', 'updated', 'deactivated', 'unchanged'],
      outcomes.map(({ account: { origin, account }, report }) => [
        origin,
        account,
        ...(report === null
          ? ['failed', '-', '-', '-']
          : [report.imported, report.updated, report.deactivated, report.unchanged]),
      ]),
    ),
    ...outcomes.flatMap(changeLines),
  ];
}

function changeLines({ account: { account }, report }: Outcome): string[] {
  if (report === null || report.changes.length === 0) return [];
  const rows = report.changes.map(({ change, template, name, fields }) => [change, template, name, fields.join(', ')]);
  const told = report.changes.length;
  const more = report.imported + report.updated + report.deactivated - told;
  return [
    '',
    `${account}:`,
    ...table(['change', 'template', 'name', 'what'], rows),
    ...(more > 0 ? [`and ${more} more`] : []),
  ];
}
