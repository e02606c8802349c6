import type { Command } from 'commander';
import { CommandError } from '../errors.ts';
import { ensurePages } from '../../scripts/build-pages.ts';
import type { Lack, Settings } from '../settings.ts';
import { viewSettings } from '../settings/view.ts';
import { roleNames, settingsFile, settingsOf, withUncheckedDatabase } from './context.ts';
import type { CommandContext, RoleName } from './context.ts';

const runHelp = `
Roles:
  inbox     receive events over HTTP (needs LAUREL_INBOX_TOKEN)
  consume   process events from Redis Streams and the inbox
  announce  send badge.awarded and badge.revoked to the event bus
  deliver   deliver badges to Credly and Accredible
  serve     serve the API, the pages and Credly's webhook (needs LAUREL_SECRET)

One process can have all roles, and any role can run in several processes. The embedded database allows only
one process.

Stops cleanly on SIGTERM or SIGINT, within 10 seconds; the next start continues unfinished work.
While the database or the event bus is away, it waits, says so in the log, and continues when it is back. With
BADGES_ENABLED=false, events wait unprocessed, and the other roles continue.

Examples:
  laurel run                            everything in one process
  laurel run --roles consume,announce   leave delivery to another process
`;

/** The commands that run until they are stopped. */
export function addRun(program: Command, context: CommandContext): void {
  program
    .command('run')
    .description('Run Laurel: all roles in one process, or those you name')
    .option('--roles <list>', `comma-separated: ${roleNames.join(', ')}`)
    .addHelpText('after', runHelp)
    .action(({ roles }: { roles?: string }, command: Command) => {
      const named = roles === undefined ? null : parseRoles(roles);
      return runRoles(context, command, (settings) => named ?? usableRoles(settings));
    });
  addRole(program, context, 'consume', ['consume', 'announce'], 'Process events, and announce awards and revocations');
  addRole(program, context, 'deliver', ['deliver'], 'Deliver badges to Credly and Accredible');
  addRole(program, context, 'serve-inbox', ['inbox'], 'Receive events over HTTP');
  addRole(program, context, 'serve', ['serve'], "Serve the API, the pages and Credly's webhook");
}

function addRole(
  program: Command,
  context: CommandContext,
  name: string,
  roles: readonly RoleName[],
  description: string,
): void {
  program
    .command(name)
    .description(`${description} (as \`run --roles ${roles.join(',')}\`)`)
    .addHelpText('after', '\nRuns until SIGTERM or SIGINT. See `laurel run --help`.\n')
    .action((_options: unknown, command: Command) => runRoles(context, command, () => roles));
}

async function runRoles(
  context: CommandContext,
  command: Command,
  rolesOf: (settings: Settings) => readonly RoleName[],
): Promise<void> {
  const settings = settingsOf(context, command, (read) => lacksOf(read, rolesOf(read)));
  const roles = rolesOf(settings);
  const settingViews = viewSettings(context.environment, settingsFile(command));
  const pages = roles.includes('serve') ? pagesOf(context) : null;
  // Unchecked: whoever runs roles brings the schema up to date first.
  await withUncheckedDatabase(context, settings, (database) =>
    context.run({ settings, settingViews, roles, database, pages, signal: context.signal }),
  );
}

/** The built pages; built now where they are missing or stale. Without them only the API is served. */
function pagesOf({ stderr }: CommandContext): string | null {
  const pages = ensurePages((line) => void stderr.write(`${line}\n`));
  if (pages === null)
    stderr.write('There are no pages here; only the API is served. Build them with `npm run build`.\n');
  return pages;
}

function parseRoles(list: string): RoleName[] {
  const names = list.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !roleNames.some((role) => role === name));
  if (unknown.length > 0)
    throw new CommandError('USAGE', `There is no role "${unknown.join('", "')}". Roles are ${roleNames.join(', ')}.`);
  return roleNames.filter((role) => names.includes(role));
}

/** Without a list: every role that the settings allow. */
function usableRoles({ inbox, signIn }: Settings): readonly RoleName[] {
  return roleNames.filter(
    (role) => (role !== 'inbox' || inbox !== null) && (role !== 'serve' || signIn.secret !== null),
  );
}

function lacksOf(settings: Settings, roles: readonly RoleName[]): Lack[] {
  const lacks: Lack[] = [];
  if (roles.includes('inbox') && settings.inbox === null)
    lacks.push({
      settings: ['LAUREL_INBOX_TOKEN'],
      mistake: 'LAUREL_INBOX_TOKEN: must be set to receive events over HTTP; create one with `openssl rand -hex 32`.',
    });
  if (roles.includes('serve') && settings.signIn.secret === null)
    lacks.push({
      settings: ['LAUREL_SECRET'],
      mistake: 'LAUREL_SECRET: must be set to serve the API and the pages; create one with `openssl rand -hex 32`.',
    });
  const { redis, kafka } = settings.bus;
  if (roles.includes('consume') && !(redis ?? kafka)?.consumersEnabled && settings.inbox === null)
    lacks.push({
      settings: [
        'EVENT_BUS_REDIS_CONNECTION_URL',
        'EVENT_BUS_REDIS_CONSUMERS_ENABLED',
        'EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS',
        'EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL',
        'EVENT_BUS_KAFKA_CONSUMERS_ENABLED',
        'LAUREL_INBOX_TOKEN',
      ],
      mistake:
        'No source of events: set EVENT_BUS_REDIS_CONNECTION_URL or EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS (and leave their ..._CONSUMERS_ENABLED on), or LAUREL_INBOX_TOKEN.',
    });
  return lacks;
}
