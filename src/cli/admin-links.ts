import { Option } from 'commander';
import type { Command } from 'commander';
import { inviteUser, mailPasswordLink, makePasswordLink, revokePasswordLink } from '../auth/password-links.ts';
import type { PasswordLink } from '../auth/password-links.ts';
import { editUser } from '../auth/people.ts';
import type { By } from '../auth/people.ts';
import { CommandError } from '../errors.ts';
import { roleNames } from '../roles.ts';
import type { RoleName } from '../roles.ts';
import type { Settings } from '../settings.ts';
import type { Database } from '../store/database/database.ts';
import { readEmail, readName } from './admin-arguments.ts';
import type { WithUser } from './admin-arguments.ts';
import { settingsOf, withDatabase } from './context.ts';
import type { CommandContext } from './context.ts';
import { printJson, printLines } from './terminal/output.ts';

type Json = { readonly json?: true };
type Mailed = Json & { readonly mail?: true };

const mailHelp = 'also send it to them by mail (needs LAUREL_SMTP_URL)';

/** Links by which people set their own password, and how they are called. */
export function addAdminLinks(admin: Command, context: CommandContext, by: By, withUser: WithUser): void {
  admin
    .command('invite')
    .description('Invite a person, who chooses a password with the link that is printed')
    .requiredOption('--email <address>', 'their e-mail address: they sign in with it', readEmail)
    .requiredOption('--name <name>', 'their name, for the audit and the pages', readName)
    .addOption(new Option('--role <role>', 'what they may do').choices(roleNames).makeOptionMandatory())
    .option('--mail', mailHelp)
    .option('--json', 'print one JSON object')
    .action(({ json, mail, ...person }: Mailed & { email: string; name: string; role: RoleName }, command: Command) => {
      const settings = settingsOf(context, command);
      return withDatabase(context, settings, async (database) => {
        const link = await inviteUser(database, person, settings.signIn.passwordLinkHours, by);
        tell(link, settings, json, `Invited ${link.user.email}, ${person.role}.`);
        if (mail) await send(database, link, settings, json);
      });
    });

  admin
    .command('password-link')
    .description('Print a link for setting a new password, for a person who forgot it or lost their invitation')
    .argument('<email>', 'their e-mail address')
    .option('--mail', mailHelp)
    .option('--json', 'print one JSON object')
    .action((email: string, { json, mail }: Mailed, command: Command) => {
      const settings = settingsOf(context, command);
      return withUser(command, email, async (database, { id }) => {
        const link = await makePasswordLink(database, id, settings.signIn.passwordLinkHours, by);
        tell(link, settings, json, `Created a link for ${link.user.email}.`);
        if (mail) await send(database, link, settings, json);
      });
    });

  admin
    .command('revoke-link')
    .description('Revoke an invitation or a password link; if the person only has an open invitation, they are removed')
    .argument('<email>', 'their e-mail address')
    .option('--json', 'print one JSON object')
    .action((email: string, { json }: Json, command: Command) =>
      withUser(command, email, async (database, { id }) => {
        const outcome = await revokePasswordLink(database, id, by);
        if (json) printJson(context.stdout, outcome);
        else
          printLines(context.stdout, [
            outcome.removed ? `${email} is no longer invited.` : `The link of ${email} no longer works.`,
          ]);
      }),
    );

  admin
    .command('edit')
    .description('Change the name of a person, or the e-mail address they sign in with')
    .argument('<email>', 'their e-mail address now')
    .option('--name <name>', 'their new name', readName)
    .option('--new-email <address>', 'their new e-mail address', readEmail)
    .option('--json', 'print one JSON object')
    .action((email: string, options: Json & { name?: string; newEmail?: string }, command: Command) => {
      if (options.name === undefined && options.newEmail === undefined)
        throw new CommandError('USAGE', 'Name what to change: --name, --new-email, or both.');
      return withUser(command, email, async (database, { id }) => {
        const user = await editUser(database, id, { name: options.name, email: options.newEmail }, by);
        if (options.json) printJson(context.stdout, { user: { id, email: user.email, name: user.name } });
        else printLines(context.stdout, [`Their name is now ${user.name}, and they sign in with ${user.email}.`]);
      });
    });

  async function send(
    database: Database,
    { user, path }: PasswordLink,
    { mail, http, language }: Settings,
    json: true | undefined,
  ): Promise<void> {
    const token = path.slice(path.indexOf('#') + 1);
    const to = await mailPasswordLink(
      database,
      { id: user.id, token },
      { mail, publicUrl: http.publicUrl, language },
      by,
    );
    if (!json) printLines(context.stdout, [`Sent to ${to}.`]);
  }

  function tell({ user, path, endsAt }: PasswordLink, { http }: Settings, json: true | undefined, line: string): void {
    const url = http.publicUrl + path;
    const { id, email, name, role } = user;
    if (json) printJson(context.stdout, { user: { id, email, name, role }, url, endsAt });
    else
      printLines(context.stdout, [
        line,
        url,
        `Works once, until ${endsAt.toISOString()}. Send it only to that person: it sets their password.`,
      ]);
  }
}
