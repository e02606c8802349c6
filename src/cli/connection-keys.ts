import { Argument } from 'commander';
import type { Command } from 'commander';
import type { z } from 'zod';
import { connectionCreate, connectionUpdate } from '../api/schemas/connections.ts';
import { ConnectionFailed } from '../error-kinds.ts';
import { CommandError } from '../errors.ts';
import { inputMistakes, toAccount } from '../issuing/accounts/connection-input.ts';
import { inOneLine, testConnection } from '../issuing/accounts/connection-test.ts';
import type { KeyTrial } from '../issuing/accounts/connection-test.ts';
import { createConnection, today, updateConnection } from '../issuing/accounts/connections.ts';
import type { ConnectionParts } from '../issuing/accounts/connections.ts';
import { createKeyring } from '../secrets.ts';
import type { Settings } from '../settings.ts';
import type { Database } from '../store/database/database.ts';
import { findConnectionTest, providerOrigins } from '../store/operators/connections.ts';
import type { AccountId } from '../store/operators/connections.ts';
import { requireAccount } from './accounts.ts';
import { commandActor } from './actor.ts';
import { settingsOf, withDatabase } from './context.ts';
import type { CommandContext } from './context.ts';
import { printJson, printLines } from './terminal/output.ts';
import { askSecrets, readSecret } from './terminal/secret.ts';

const keyHelp = `
The command asks for the API key at the terminal, or reads it from standard input with --key-stdin: it is never on the command line.
The key is tested at the provider before it is stored. If that fails, nothing is stored unless you add --force: then the
connection is shown as not working until a test, a sync or a delivery succeeds.
`;

const addHelp = `${keyHelp}
Examples:
  laurel connections add credly 9f0c6a0e-8a3b-4f3e-9d57-1c8f1e0b7a11 --name "Our university"
  pass show accredible | laurel connections add accredible main --name "Our academy" --key-stdin
`;

const updateHelp = `${keyHelp}
Examples:
  laurel connections update main --name "Our academy"    change the name and keep the key
  laurel connections update main --new-key               ask for the new key
`;

interface KeyOptions {
  readonly keyStdin?: true;
  readonly keyIssuedOn?: string;
  readonly force?: true;
  readonly json?: true;
}

type UpdateOptions = KeyOptions & { readonly name?: string; readonly newKey?: true };

/** The commands that store keys and try them. */
export function addConnectionKeys(connections: Command, context: CommandContext): void {
  withKey(connections.command('add'))
    .description('Connect an account whose API key works')
    .addArgument(new Argument('<provider>', 'where the account is').choices(providerOrigins))
    .argument('<account>', 'Credly organization, or a name of your choice for an Accredible account')
    .option('--name <name>', 'its display name (default: the name of the account)')
    .addHelpText('after', addHelp)
    .action(async (origin: string, name: string, options: KeyOptions & { name?: string }, command: Command) => {
      const settings = settingsOf(context, command);
      const apiKey = await readKey(context, options.keyStdin);
      const { keyIssuedOn = today() } = options;
      const wanted = read(connectionCreate, { origin, account: name, name: options.name, apiKey, keyIssuedOn });
      const account = toAccount(wanted);
      refuseMistakes(account, keyIssuedOn);
      await withDatabase(context, settings, async (database) => {
        const trial = askingOf(context, settings, database, account, options.force);
        const created = { ...account, name: wanted.name, apiKey, keyIssuedOn };
        const by = { actor: commandActor() };
        await orForce(createConnection(partsOf(settings, database), created, trial, by));
        await tell(context, database, account, `Connected ${describe(account)}.`, options);
      });
    });

  withKey(connections.command('update'))
    .description('Change the name or the API key of a connection')
    .argument('<account>', 'Credly organization, or name of an Accredible account')
    .option('--name <name>', 'its display name')
    .option('--new-key', 'ask for a new API key at the terminal')
    .addHelpText('after', updateHelp)
    .action(async (name: string, options: UpdateOptions, command: Command) => {
      const settings = settingsOf(context, command);
      const { keyIssuedOn } = options;
      const hasKey = options.newKey === true || options.keyStdin === true;
      if (!hasKey && options.name === undefined && keyIssuedOn === undefined)
        throw new CommandError('USAGE', 'Name what to change: --name, --new-key, --key-stdin or --key-issued-on.');
      await withDatabase(context, settings, async (database) => {
        const { origin, account } = await requireAccount(settings, database, name);
        refuseMistakes({ origin, account }, keyIssuedOn);
        const apiKey = hasKey ? await readKey(context, options.keyStdin) : undefined;
        const edit = read(connectionUpdate.partial(), { name: options.name, apiKey, keyIssuedOn });
        const trial = askingOf(context, settings, database, { origin, account }, options.force);
        const change = { ...edit, keyIssuedOn };
        const by = { actor: commandActor() };
        const anyVersion = (): void => {};
        await orForce(
          updateConnection(partsOf(settings, database), { origin, account }, change, trial, anyVersion, by),
        );
        await tell(context, database, { origin, account }, `Changed ${describe({ origin, account })}.`, options);
      });
    });

  connections
    .command('test')
    .description('Test an account by reading its templates')
    .argument('<account>', 'Credly organization, or name of an Accredible account')
    .option('--json', 'print one JSON object')
    .action((name: string, { json }: { json?: true }, command: Command) => {
      const settings = settingsOf(context, command);
      return withDatabase(context, settings, async (database) => {
        const { origin, account } = await requireAccount(settings, database, name);
        const { provider, signal } = askingOf(context, settings, database, { origin, account });
        const test = await testConnection(database, provider, { origin, account }, signal);
        const { succeeded, status, message, advice } = test;
        if (json) printJson(context.stdout, { origin, account, succeeded, status, message, advice });
        else if (succeeded) printLines(context.stdout, [message]);
        if (!succeeded)
          throw new CommandError('PROVIDER_FAILED', `${describe({ origin, account })}: ${inOneLine(test)}`);
      });
    });
}

function withKey(command: Command): Command {
  return command
    .option('--key-stdin', 'read the API key from standard input')
    .option(
      '--key-issued-on <day>',
      'when the key was created at the provider, such as 2026-03-02 (default: today for a new key)',
    )
    .option('--force', 'store the key even if it does not work')
    .option('--json', 'print one JSON object');
}

async function readKey(context: CommandContext, fromStdin: true | undefined): Promise<string> {
  if (fromStdin) return readSecret(context);
  const nobody = ['There is no terminal for entering the API key.', 'Send it with --key-stdin.'];
  const [key = ''] = await askSecrets(context, ['API key: '], nobody);
  return key;
}

/** The same rules as over the API. What is wrong is named; what was given is not repeated, for it may be a key. */
function read<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new CommandError(
    'USAGE',
    parsed.error.issues.map(({ path, message }) => `${labels[String(path[0])] ?? 'The connection'}: ${message}`),
  );
}

function refuseMistakes(account: AccountId, keyIssuedOn: string | undefined): void {
  const mistakes = inputMistakes(account, keyIssuedOn);
  if (mistakes.length === 0) return;
  throw new CommandError(
    'USAGE',
    mistakes.map(({ path, message }) => `${labels[String(path[0])] ?? 'The connection'}: ${message}`),
  );
}

const labels: Readonly<Record<string, string>> = {
  account: 'The account',
  name: '--name',
  apiKey: 'The API key',
  keyIssuedOn: '--key-issued-on',
};

function partsOf(settings: Settings, database: Database): ConnectionParts {
  return { database, settings, keyring: createKeyring(settings.secrets.encryptionKeys) };
}

function askingOf(
  context: CommandContext,
  settings: Settings,
  database: Database,
  { origin }: AccountId,
  force?: true,
): KeyTrial {
  const provider = context.openProviders(settings, database).get(origin);
  if (provider === undefined) throw new Error(`no adapter for ${origin}`);
  const signal = AbortSignal.any([context.signal, AbortSignal.timeout(settings.delivery.timeoutMs)]);
  return { provider, signal, force: force === true };
}

/** Says how to insist, where nothing was stored. */
async function orForce<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof ConnectionFailed)) throw error;
    throw new CommandError(error.code, [...error.details, 'To store it anyway, run it again with --force.']);
  }
}

async function tell(
  { stdout, stderr }: CommandContext,
  database: Database,
  { origin, account }: AccountId,
  done: string,
  { json }: KeyOptions,
): Promise<void> {
  const test = await findConnectionTest(database, { origin, account });
  const works = test?.succeeded ?? null;
  if (json) printJson(stdout, { origin, account, works, message: test && inOneLine(test) });
  else printLines(stdout, [done, ...(works === true && test !== null ? [test.message] : [])]);
  if (works === false && test !== null) printLines(stderr, [`Warning: it does not work. ${inOneLine(test)}`]);
}

function describe({ origin, account }: AccountId): string {
  return `${origin} account ${account}`;
}
