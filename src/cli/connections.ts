import type { Command } from 'commander';
import { CommandError } from '../errors.ts';
import { deleteConnection } from '../issuing/accounts/connections.ts';
import { rotateKeys } from '../issuing/accounts/rotate-keys.ts';
import type { Rotation } from '../issuing/accounts/rotate-keys.ts';
import { createKeyring } from '../secrets.ts';
import { requireAccount } from './accounts.ts';
import { commandActor } from './actor.ts';
import { addConnectionKeys } from './connection-keys.ts';
import { listConnections } from './connection-list.ts';
import { settingsOf, withDatabase } from './context.ts';
import type { CommandContext } from './context.ts';
import { count, printJson, printLines } from './terminal/output.ts';
import { asIs } from '../told.ts';

const overview = `
docs/connections.md explains how to get an API key, and what the states mean. You can also manage connections in the pages;
keys are rotated only here.

Examples:
  laurel connections list           the health of every account
  laurel connections add accredible main --name "Our academy"    asks for the API key, and tests it
  laurel connections test main      test whether the key works
  laurel connections rotate-keys    after another key was put first in LAUREL_ENCRYPTION_KEYS
  laurel connections remove main    disconnect an account
  laurel sync                       import the templates of all accounts
`;

const help = `
The API keys of connections made in Laurel, and the keys of issuers, are encrypted with the first key of LAUREL_ENCRYPTION_KEYS. To change it:

  1. Create a new one with openssl rand -base64 32, and put it first: LAUREL_ENCRYPTION_KEYS=new:...,old:...
     Restart every process of Laurel: all of them can now decrypt with both.
  2. laurel connections rotate-keys
  3. Remove the old one, and restart.

Safe to stop and repeat: all of them are encrypted again in one transaction.
`;

const removeHelp = `
Laurel deletes the key of the account. Templates, badges and history stay, and badges at the provider do not change.
Refused while a template of the account is active or a delivery is due. If badges were issued there it needs --yes: until
the account is connected again they can't be changed, and revocations wait.
`;

/** The commands for connections. */
export function addConnections(program: Command, context: CommandContext): void {
  const connections = program
    .command('connections')
    .description('Manage the connections to Credly and Accredible')
    .addHelpText('after', overview);
  connections
    .command('list')
    .description('List the accounts, with the health of each')
    .option('--json', 'print one JSON object')
    .action(({ json }: { json?: true }, command: Command) => {
      const settings = settingsOf(context, command);
      return withDatabase(context, settings, (database) => listConnections(context, settings, database, json === true));
    });
  addConnectionKeys(connections, context);
  connections
    .command('rotate-keys')
    .description(
      'Encrypt the API keys of all connections and the keys of all issuers with the first key of LAUREL_ENCRYPTION_KEYS',
    )
    .option('--json', 'print one JSON object')
    .addHelpText('after', help)
    .action(({ json }: { json?: true }, command: Command) => {
      const settings = settingsOf(context, command);
      return withDatabase(context, settings, async (database) => {
        const keyring = createKeyring(settings.secrets.encryptionKeys);
        const rotation = await database.transaction((transaction) => rotateKeys(transaction, keyring, commandActor()));
        if (json) printJson(context.stdout, rotation);
        else printLines(context.stdout, describe(rotation));
        if (rotation.failed.length > 0)
          throw new CommandError(
            'ENCRYPTION_KEY_MISSING',
            rotation.failed.map(({ owner, reason }) => `${owner}: ${reason}`),
          );
      });
    });
  connections
    .command('remove')
    .description('Disconnect an account whose key is stored in Laurel')
    .argument('<account>', 'Credly organization, or name of an Accredible account')
    .option('--yes', 'confirm even though badges were issued there')
    .option('--json', 'print one JSON object')
    .addHelpText('after', removeHelp)
    .action((name: string, { yes, json }: { yes?: true; json?: true }, command: Command) => {
      const settings = settingsOf(context, command);
      return withDatabase(context, settings, async (database) => {
        const { origin, account } = await requireAccount(settings, database, name);
        const options = { confirmed: yes === true, howToConfirm: asIs('Run it again with --yes to continue.') };
        const by = { actor: commandActor() };
        const { heldBadges } = await deleteConnection({ database, settings }, { origin, account }, options, by);
        if (json) printJson(context.stdout, { origin, account, heldBadges });
        else printLines(context.stdout, [`Disconnected ${origin} account ${account}.`, ...heldLines(heldBadges)]);
      });
    });
}

function heldLines(badges: number): string[] {
  return badges === 0
    ? []
    : [
        `${count(badges, 'badge')} issued there can't be changed until the account is connected again; revocations wait.`,
      ];
}

function describe({ resealed, current, failed, sealsWith }: Rotation): string[] {
  return [
    `${count(resealed, 'key')} encrypted again with the encryption key "${sealsWith}".`,
    ...(current > 0 ? [`${count(current, 'key')} already used it.`] : []),
    ...(failed.length > 0 ? [`${count(failed.length, 'key')} could not be decrypted.`] : []),
  ];
}
