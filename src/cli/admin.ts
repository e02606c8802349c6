import { Argument, Option } from 'commander';
import type { Command } from 'commander';
import { changeUser, connectLms, createUser, resetPassword } from '../auth/people.ts';
import { createSignInLink, signInLinkLifetimeMs } from '../auth/sign-in-links.ts';
import { CommandError } from '../errors.ts';
import { roleNames } from '../roles.ts';
import type { RoleName } from '../roles.ts';
import type { Database } from '../store/database/database.ts';
import { countApiKeysOf } from '../store/people/api-keys.ts';
import { findUserByEmail } from '../store/people/users.ts';
import type { User } from '../store/people/users.ts';
import { commandActor } from './actor.ts';
import { readEmail, readName } from './admin-arguments.ts';
import type { WithUser } from './admin-arguments.ts';
import { addAdminLinks } from './admin-links.ts';
import { listPeople } from './admin-list.ts';
import { readNumber } from './terminal/arguments.ts';
import { settingsOf, withDatabase } from './context.ts';
import type { CommandContext } from './context.ts';
import { printJson, printLines } from './terminal/output.ts';
import { newPassword } from './terminal/password.ts';
import type { NewPassword, PasswordOptions } from './terminal/password.ts';

const help = `
Roles of the people who sign in to the pages:
  viewer    sees everything except people, keys and settings
  designer  also creates, edits and activates badge templates
  operator  also manages deliveries, badges and parked messages
  admin     can do everything, including connections, people and API keys

Create the first admin of a new site here; admins add everyone else in the pages. Every change is kept in the audit
with the name of your account on this machine. See docs/access.md, also for signing in with the LMS.

Examples:
  laurel admin create --email ada@example.org --name "Ada Lovelace"        asks for the password
  laurel admin create --email ci@example.org --name CI --role viewer --generate-password
  pass show laurel | laurel admin reset-password ada@example.org --password-stdin
  laurel admin sign-in-link ada@example.org                                let a locked-out person in once
  laurel admin invite --email ada@example.org --name "Ada Lovelace" --role operator
  laurel admin password-link ada@example.org                               let a person set a new one
  laurel admin set-role ada@example.org operator
  laurel admin disable ada@example.org                                     signs them out at once
`;

type Json = { readonly json?: true };

/** Looks after the people who sign in, where the pages can't: before there is an admin, or when nobody gets in. */
export function addAdmin(program: Command, context: CommandContext): void {
  const admin = program
    .command('admin')
    .description('Create the first admin, and manage the people who sign in')
    .addHelpText('after', help);
  const by = { actor: commandActor() };

  /** Runs with the database and the user of an e-mail address. */
  const withUser: WithUser = (command, email, work) =>
    withDatabase(context, settingsOf(context, command), async (database) =>
      work(database, await requireUser(database, email)),
    );

  withPassword(admin.command('create'))
    .description('Create a person who signs in with a password')
    .requiredOption('--email <address>', 'their e-mail address: they sign in with it', readEmail)
    .requiredOption('--name <name>', 'their name, for the audit and the pages', readName)
    .addOption(new Option('--role <role>', 'what they may do').choices(roleNames).default('admin'))
    .option('--json', 'print one JSON object')
    .action((options: Json & PasswordOptions & { email: string; name: string; role: RoleName }, command: Command) => {
      const settings = settingsOf(context, command);
      return withDatabase(context, settings, async (database) => {
        const chosen = await newPassword(context, options);
        const { email, name, role } = options;
        const user = await createUser(database, { email, name, role, password: chosen.password }, by);
        tell(options, user, `Created ${user.email}, ${user.role}.`, chosen);
      });
    });

  addAdminLinks(admin, context, by, withUser);

  admin
    .command('list')
    .description('List the people who have a role')
    .option('--all', 'everyone who can sign in, including learners')
    .option('--json', 'print one JSON object')
    .action((options: Json & { all?: true }, command: Command) =>
      withDatabase(context, settingsOf(context, command), (database) => listPeople(context, database, options)),
    );

  admin
    .command('set-role')
    .description('Change or remove the role of a person')
    .argument('<email>', 'their e-mail address')
    .addArgument(new Argument('<role>', 'what they may do').choices([...roleNames, 'none']))
    .option('--json', 'print one JSON object')
    .action((email: string, role: RoleName | 'none', options: Json, command: Command) =>
      withUser(command, email, async (database, { id, disabled }) => {
        const user = await changeUser(database, id, { role: role === 'none' ? null : role, disabled }, by);
        tell(options, user, `${user.email} is ${user.role ?? 'without a role'} now.`);
      }),
    );

  for (const [name, disabled, description, done] of [
    [
      'disable',
      true,
      'Disable a person: ends their sessions and the API keys that they created',
      'can no longer sign in',
    ],
    ['enable', false, 'Enable a person again', 'can sign in again'],
  ] as const)
    admin
      .command(name)
      .description(description)
      .argument('<email>', 'their e-mail address')
      .option('--json', 'print one JSON object')
      .action((email: string, options: Json, command: Command) =>
        withUser(command, email, async (database, { id, role }) => {
          const user = await changeUser(database, id, { role, disabled }, by);
          tell(options, user, `${user.email} ${done}.`);
        }),
      );

  withPassword(admin.command('reset-password'))
    .description('Set a new password for a person, and sign them out everywhere')
    .argument('<email>', 'their e-mail address')
    .option(
      '--revoke-keys',
      'also revoke the API keys that they created: use it after somebody else had access to their account',
    )
    .option('--json', 'print one JSON object')
    .action((email: string, options: Json & PasswordOptions & { revokeKeys?: true }, command: Command) =>
      withUser(command, email, async (database, { id }) => {
        const chosen = await newPassword(context, options);
        const next = { password: chosen.password, revokeKeys: options.revokeKeys ?? false };
        const { user, revokedKeys } = await resetPassword(database, id, next, by);
        const others = options.revokeKeys ? 0 : await countApiKeysOf(database, id);
        tell(options, user, `${user.email} has a new password, and is signed out everywhere.`, chosen, {
          json: { revokedKeys },
          lines: [
            ...revokedKeys.map((name) => `Revoked the API key ${name}.`),
            ...(others === 0 ? [] : [`Their API keys (${others}) still work; --revoke-keys ends them too.`]),
          ],
        });
      }),
    );

  admin
    .command('sign-in-link')
    .description('Print a one-time link that signs a person in, valid for a short time')
    .argument('<email>', 'their e-mail address')
    .option('--json', 'print one JSON object')
    .action((email: string, { json }: Json, command: Command) => {
      const { http } = settingsOf(context, command);
      return withUser(command, email, async (database, user) => {
        if (user.disabled) throw new CommandError('USAGE', 'They are disabled: run `laurel admin enable` first.');
        const url = http.publicUrl + (await createSignInLink(database, user.id, by));
        const minutes = signInLinkLifetimeMs / 60_000;
        if (json) printJson(context.stdout, { url, minutes });
        else printLines(context.stdout, [url, `Works once, within ${minutes} minutes. Treat it like a password.`]);
      });
    });

  admin
    .command('connect-lms')
    .description('Let a person who signs in with a password also sign in with the LMS')
    .argument('<email>', 'their e-mail address here')
    .argument('<lms-user-id>', "their id in the LMS: the number of the user in the LMS's admin", readNumber)
    .option('--json', 'print one JSON object')
    .action((email: string, lmsUserId: number, options: Json, command: Command) =>
      withUser(command, email, async (database, { id }) => {
        const user = await connectLms(database, id, lmsUserId, by);
        tell(options, user, `${user.email} signs in with the LMS as its user ${lmsUserId}.`);
      }),
    );

  function tell(
    { json }: Json,
    user: User,
    line: string,
    chosen?: NewPassword,
    more: { readonly json: object; readonly lines: readonly string[] } = { json: {}, lines: [] },
  ): void {
    const { id, email, name, role, disabled } = user;
    const password = chosen?.generated ? { password: chosen.password } : {};
    if (json) printJson(context.stdout, { user: { id, email, name, role, disabled }, ...password, ...more.json });
    else
      printLines(context.stdout, [
        line,
        ...more.lines,
        ...(chosen?.generated ? [`The password, shown only this once: ${chosen.password}`] : []),
      ]);
  }
}

function withPassword(command: Command): Command {
  return command
    .option('--password-stdin', 'read the password from standard input')
    .option('--generate-password', 'generate a password, and print it once');
}

async function requireUser(database: Database, email: string): Promise<User> {
  const user = await findUserByEmail(database, email);
  if (user === null)
    throw new CommandError('USER_NOT_FOUND', 'Nobody has this e-mail address here; see `laurel admin list --all`.');
  return user;
}
