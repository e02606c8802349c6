import type { Command } from 'commander';
import { hasBus } from '../bus/announcing.ts';
import { CommandError, LaurelError } from '../errors.ts';
import { knownAccounts, settingsAccounts } from '../issuing/accounts/account-keys.ts';
import type { KnownAccount } from '../issuing/accounts/account-keys.ts';
import { loadNames } from '../issuing/accounts/names.ts';
import { readSettings } from '../settings.ts';
import type { Settings } from '../settings.ts';
import { viewSettings } from '../settings/view.ts';
import type { SettingView } from '../settings/view.ts';
import { loadBusPositions } from '../store/engine/bus-positions.ts';
import type { BusPosition, GroupName } from '../store/engine/bus-positions.ts';
import { loadActiveTemplates } from '../store/engine/templates.ts';
import type { Database } from '../store/database/database.ts';
import { checkBus, checkDatabase, checkTemplates, checkWork, fail, failed, ok, warn } from './doctor/checks.ts';
import type { Check } from './doctor/checks.ts';
import { checkFiles } from './doctor/checks-files.ts';
import { checkAccounts } from './doctor/checks-accounts.ts';
import { checkEventTypes } from './doctor/checks-event-types.ts';
import { checkStorage } from './doctor/checks-storage.ts';
import { checkMail } from './doctor/checks-mail.ts';
import { checkKeeping } from './doctor/checks-keeping.ts';
import { checkRetention } from './doctor/checks-retention.ts';
import { checkProcesses } from './doctor/checks-processes.ts';
import { checkConnections } from './doctor/checks-connections.ts';
import { checkIssuers } from './doctor/checks-issuers.ts';
import { settingsFile, withUncheckedDatabase } from './context.ts';
import type { CommandContext } from './context.ts';
import { count, printable, printJson, printLines, table } from './terminal/output.ts';

const help = `
Checks the settings, the database and its schema, the event bus with its topics and groups, every provider account (with
harmless calls), what the running processes last did, and whether the templates match all of these and the providers' lists.
Changes nothing. Secrets are not shown.

Exit code 1 when a check fails; warnings alone give 0. The embedded database can't be checked while it is in use.

Example:
  laurel doctor
`;

export function addDoctor(program: Command, context: CommandContext): void {
  program
    .command('doctor')
    .description('Check the settings and every service they use')
    .option('--json', 'print one JSON object')
    .addHelpText('after', help)
    .action(async ({ json }: { json?: true }, command: Command) => {
      const views = viewSettings(context.environment, settingsFile(command));
      const checks = await runChecks(context, settingsFile(command));
      const failures = checks.filter(({ status }) => status === 'fail').length;
      if (json) printJson(context.stdout, { ok: failures === 0, checks, settings: views });
      else printLines(context.stdout, [...settingLines(views), '', ...checks.flatMap(checkLines)]);
      if (failures > 0)
        throw new CommandError('CHECKS_FAILED', `${count(failures, 'check')} failed; see standard output.`);
    });
}

async function runChecks(context: CommandContext, file: string | undefined): Promise<Check[]> {
  let settings: Settings;
  try {
    settings = readSettings(context.environment, file);
  } catch (error) {
    if (!(error instanceof LaurelError)) throw error;
    return error.details.map((mistake) => fail('settings', mistake, ''));
  }
  const found: Found = { positions: [] };
  const switchedOff = warn(
    'settings',
    'BADGES_ENABLED is off: no events are processed',
    'Switch it on to award badges.',
  );
  return [
    settings.badgesEnabled ? ok('settings', 'are valid') : switchedOff,
    ...checkOutgoing(settings.outgoing),
    ...(await checkMail(settings.mail)),
    ...(await checkStoreAndAccounts(context, settings, found)),
    ...(await checkSources(context, settings, found.positions)),
  ];
}

/** What the database tells that other checks need; without one, nothing. */
interface Found {
  positions: readonly (GroupName & BusPosition)[];
}

/** Of the accounts, those of the settings are called also when the database, where the others are, can't be used. */
async function checkStoreAndAccounts(context: CommandContext, settings: Settings, found: Found): Promise<Check[]> {
  let accountsChecked = false;
  const checkAll = async (accounts: readonly KnownAccount[], database: Database | null): Promise<Check[]> => {
    accountsChecked = true;
    if (database !== null) found.positions = await loadBusPositions(database);
    return checkAccounts({
      accounts,
      providers: context.openProviders(settings, database),
      nameOf: database === null ? () => null : await loadNames(database),
      templates: database === null ? [] : await loadActiveTemplates(database),
      settings: settings.delivery,
      signal: context.signal,
    });
  };
  const checks = await checkStore(context, settings, checkAll);
  return accountsChecked ? checks : [...checks, ...(await checkAll(settingsAccounts(settings), null))];
}

async function checkStore(
  context: CommandContext,
  settings: Settings,
  checkAll: (accounts: readonly KnownAccount[], database: Database) => Promise<Check[]>,
): Promise<Check[]> {
  try {
    return await withUncheckedDatabase(context, settings, async (database) => {
      const place = settings.database;
      const files = place.kind === 'embedded' && database.kind === 'embedded' ? [checkFiles(place.directory)] : [];
      const checks = [...files, ...(await checkDatabase(database))];
      if (checks.some(({ status }) => status === 'fail')) return checks;
      const accounts = await knownAccounts(settings, database);
      return [
        ...checks,
        ...(await checkTemplates(database, settings, accounts)),
        ...(await checkEventTypes(database, settings.events)),
        ...(await checkWork(database, settings.bus)),
        ...(await checkStorage(database)),
        ...(await checkProcesses(database)),
        ...(await checkConnections(database, settings)),
        ...(await checkAll(accounts, database)),
        // After the accounts: by then calls leave as the settings say.
        ...(await checkIssuers(database, settings, context.signal)),
      ];
    });
  } catch (error) {
    return [failed('database', error)];
  }
}

async function checkSources(
  context: CommandContext,
  { bus, inbox }: Settings,
  positions: Found['positions'],
): Promise<Check[]> {
  const inboxChecks = inbox === null ? [] : [ok('inbox', `listens on ${inbox.host}:${inbox.port} while it runs`)];
  const settings = 'EVENT_BUS_REDIS_CONNECTION_URL or EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS';
  if (!hasBus(bus))
    return inbox === null
      ? [fail('event bus', 'no events can arrive', `Set ${settings}, or LAUREL_INBOX_TOKEN.`)]
      : [warn('event bus', 'none is set: awards are not announced', `Set ${settings}.`), ...inboxChecks];
  try {
    const inspection = await context.inspectBus(bus);
    return [
      ...(inspection === null ? [] : [...checkBus(inspection), ...inspection.topics.flatMap(checkKeeping)]),
      ...(bus.redis === null ? [] : checkRetention(await context.inspectRetention(bus, bus.redis, positions))),
      ...inboxChecks,
    ];
  } catch (error) {
    return [failed('event bus', error), ...inboxChecks];
  }
}

/** By which proxies calls leave, and whom they trust besides the usual authorities; nothing when that is as usual. */
function checkOutgoing({ proxy, certificates }: Settings['outgoing']): Check[] {
  const trusted = `${count(certificates.length, 'certificate')} of LAUREL_CA_FILE trusted in addition to the usual ones`;
  return [
    ...(proxy === null ? [] : [ok('proxy', describeProxy(proxy))]),
    ...(certificates.length === 0 ? [] : [ok('certificates', trusted)]),
  ];
}

function describeProxy({ http, https, except }: NonNullable<Settings['outgoing']['proxy']>): string {
  const addressOf = (url: string | null): string => (url === null ? 'none' : new URL(url).host);
  const exceptions = except === null ? '' : `; not for ${except}`;
  return `calls use ${addressOf(https ?? http)} (https) and ${addressOf(http)} (http)${exceptions}`;
}

function settingLines(views: readonly SettingView[]): string[] {
  const set = views.filter(({ source }) => source !== 'default');
  if (set.length === 0) return ['Nothing is set; all settings have their defaults (docs/settings.md).'];
  return table(
    ['setting', 'from', 'value'],
    set.map(({ name, source, value }) => [name, source, value]),
  );
}

function checkLines({ check, status, message, todo }: Check): string[] {
  const line = `[${status}]`.padEnd(7) + `${check}: ${printable(message)}`;
  return todo === '' ? [line] : [line, `       ${todo}`];
}
