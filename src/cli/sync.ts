import type { Command } from 'commander';
import { LaurelError } from '../errors.ts';
import { syncTemplates } from '../issuing/sync.ts';
import type { SyncReport } from '../issuing/sync.ts';
import type { Settings } from '../settings.ts';
import type { Database } from '../store/database.ts';
import { accountsOf, requireAccount, toSyncAccount } from './accounts.ts';
import type { Account } from './accounts.ts';
import { settingsOf, withDatabase } from './context.ts';
import type { CommandContext } from './context.ts';
import { printJson, printLines, table } from './output.ts';

const help = `
New templates come in inactive and without requirements: give them some with laurel export, an editor, and laurel apply.
Known ones get the name, description and image of outside; those that can't issue any more are deactivated. Requirements
and badges are never touched, nor is anything of another account. An account that can't be read to the end changes nothing,
and does not keep the others from being synced.

Examples:
  laurel sync                   all accounts of the settings
  laurel sync --account main    one Accredible account or Credly organization
`;

/** How the sync of one account went. */
type Outcome = Account & ({ readonly report: SyncReport } | { readonly error: LaurelError });

export function addSync(program: Command, context: CommandContext): void {
  program
    .command('sync')
    .description('Bring in the badge templates of the Credly and Accredible accounts')
    .option('--account <name>', 'only this account')
    .option('--json', 'print one JSON object')
    .addHelpText('after', help)
    .action(async ({ account, json }: { account?: string; json?: true }, command: Command) => {
      const settings = settingsOf(context, command);
      const accounts = account === undefined ? accountsOf(settings) : [requireAccount(settings, account)];
      const outcomes = await withDatabase(context, settings, (database) =>
        syncAll(context, settings, database, accounts),
      );
      if (json) printJson(context.stdout, { accounts: outcomes.map(toJson) });
      else printLines(context.stdout, describe(outcomes));
      const errors = outcomes.flatMap((outcome) => ('error' in outcome ? outcome.error.details : []));
      if (errors.length > 0) throw new LaurelError('PROVIDER_FAILED', errors);
    });
}

async function syncAll(
  context: CommandContext,
  settings: Settings,
  database: Database,
  accounts: readonly Account[],
): Promise<Outcome[]> {
  const providers = context.openProviders(settings);
  const outcomes: Outcome[] = [];
  for (const account of accounts) {
    const provider = providers.get(account.origin);
    if (!provider) throw new Error(`no adapter for ${account.origin}`);
    try {
      const report = await syncTemplates({
        database,
        provider,
        account: toSyncAccount(account),
        retry: settings.delivery.retry,
        signal: context.signal,
        onPage: (page, templates) => showPage(context, account, page, templates),
      });
      outcomes.push({ ...account, report });
    } catch (error) {
      if (!(error instanceof LaurelError) || error.code !== 'PROVIDER_FAILED') throw error;
      outcomes.push({ ...account, error });
    }
  }
  return outcomes;
}

/** Providers don't say how many pages there are, so there is no bar to fill. */
function showPage({ stderr }: CommandContext, { name }: Account, page: number, templates: number): void {
  if (stderr.isTTY === true) stderr.write(`${name}: page ${page}, ${templates} templates\n`);
}

function toJson(outcome: Outcome): object {
  const { origin, name } = outcome;
  return 'report' in outcome
    ? { origin, account: name, ok: true, ...outcome.report }
    : { origin, account: name, ok: false, error: outcome.error.details };
}

function describe(outcomes: readonly Outcome[]): string[] {
  if (outcomes.length === 0)
    return ['The settings have no account (BADGES_CONFIG.credly.ORGANIZATIONS, BADGES_CONFIG.accredible.ACCOUNTS).'];
  return table(
    ['provider', 'account', 'imported', 'updated', 'deactivated', 'unchanged'],
    outcomes.map((outcome) =>
      'report' in outcome
        ? [
            outcome.origin,
            outcome.name,
            outcome.report.imported,
            outcome.report.updated,
            outcome.report.deactivated,
            outcome.report.unchanged,
          ]
        : [outcome.origin, outcome.name, 'failed', '-', '-', '-'],
    ),
  );
}
