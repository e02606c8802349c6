import type { Command } from 'commander';
import { LaurelError } from '../errors.ts';
import type { Settings } from '../settings.ts';
import { roleNames, settingsOf, withUncheckedDatabase } from './context.ts';
import type { CommandContext, RoleName } from './context.ts';

const runHelp = `
Roles:
  inbox     take events over HTTP (needs LAUREL_INBOX_TOKEN)
  consume   process events from Redis Streams and the inbox
  announce  send badge.awarded and badge.revoked to the event bus
  deliver   bring badges to Credly and Accredible

One process can have all roles, and any role can run in several processes. With the embedded database there is one
process only.

Stops in an orderly way on SIGTERM or SIGINT, within 10 seconds; what was unfinished is taken up at the next start.
While the database or the event bus is away it waits, says so in the log, and goes on by itself.

Examples:
  laurel run                            everything in one process
  laurel run --roles consume,announce   leave delivery to another process
`;

/** The commands that run until they are stopped. */
export function addRun(program: Command, context: CommandContext): void {
  program
    .command('run')
    .description('Run Laurel: all roles in one process, or the ones that you name')
    .option('--roles <list>', `comma-separated: ${roleNames.join(', ')}`)
    .addHelpText('after', runHelp)
    .action(({ roles }: { roles?: string }, command: Command) => {
      const settings = settingsOf(context, command);
      return runRoles(context, settings, roles === undefined ? usableRoles(settings) : parseRoles(roles));
    });
  addRole(program, context, 'consume', ['consume', 'announce'], 'Process events, and announce awards and revocations');
  addRole(program, context, 'deliver', ['deliver'], 'Bring badges to Credly and Accredible');
  addRole(program, context, 'serve-inbox', ['inbox'], 'Take events over HTTP');
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
    .addHelpText('after', '\nRuns until SIGTERM or SIGINT. `laurel run --help` tells more.\n')
    .action((_options: unknown, command: Command) => runRoles(context, settingsOf(context, command), roles));
}

async function runRoles(context: CommandContext, settings: Settings, roles: readonly RoleName[]): Promise<void> {
  refuseUnusable(settings, roles);
  // Unchecked: whoever runs roles brings the schema up to date first.
  await withUncheckedDatabase(context, settings, (database) =>
    context.run({ settings, roles, database, signal: context.signal }),
  );
}

function parseRoles(list: string): RoleName[] {
  const names = list.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !roleNames.some((role) => role === name));
  if (unknown.length > 0)
    throw new LaurelError('USAGE', `There is no role "${unknown.join('", "')}". Roles are ${roleNames.join(', ')}.`);
  return roleNames.filter((role) => names.includes(role));
}

/** Without a list: every role that the settings allow. */
function usableRoles({ inbox }: Settings): readonly RoleName[] {
  return roleNames.filter((role) => role !== 'inbox' || inbox !== null);
}

function refuseUnusable(settings: Settings, roles: readonly RoleName[]): void {
  const mistakes: string[] = [];
  if (!settings.badgesEnabled) mistakes.push('BADGES_ENABLED: is false. Set it to true to let Laurel work.');
  if (roles.includes('inbox') && settings.inbox === null)
    mistakes.push('LAUREL_INBOX_TOKEN: must be set to take events over HTTP; make one with `openssl rand -hex 32`.');
  if (roles.includes('consume') && !settings.bus.redis?.consumersEnabled && settings.inbox === null)
    mistakes.push(
      'No source of events: set EVENT_BUS_REDIS_CONNECTION_URL (and leave EVENT_BUS_REDIS_CONSUMERS_ENABLED on), or LAUREL_INBOX_TOKEN.',
    );
  if (mistakes.length > 0) throw new LaurelError('SETTINGS_INVALID', mistakes);
}
