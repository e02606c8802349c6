import { readFileSync } from 'node:fs';
import { Option } from 'commander';
import type { Command } from 'commander';
import type { z } from 'zod';
import { issuerCreate, issuerUpdate } from '../api/schemas/issuers.ts';
import type { IssuerView } from '../api/schemas/issuers.ts';
import { showIssuers } from '../api/views/issuers.ts';
import { ConfirmationNeeded } from '../error-kinds.ts';
import { CommandError, errorCode } from '../errors.ts';
import {
  changeIssuer,
  createIssuer,
  removeIssuer,
  requireIssuer,
  rotateIssuerKeys,
} from '../issuing/issuers/issuers.ts';
import type { IssuerParts } from '../issuing/issuers/issuers.ts';
import { revokeIssuerKey } from '../issuing/issuers/revoke-key.ts';
import type { KeyRevocation } from '../issuing/issuers/revoke-key.ts';
import { judgeImage } from '../issuing/images/judge-image.ts';
import { createKeyring } from '../secrets.ts';
import type { Settings } from '../settings.ts';
import type { Database } from '../store/database/database.ts';
import { storeImage } from '../store/open-badges/images.ts';
import type { StoredImage } from '../store/open-badges/images.ts';
import { keyAlgorithms } from '../store/open-badges/issuer-keys.ts';
import type { KeyAlgorithm } from '../store/open-badges/issuer-keys.ts';
import { commandActor } from './actor.ts';
import { settingsOf, withDatabase } from './context.ts';
import type { CommandContext } from './context.ts';
import { count, printable, printJson, printLines, table } from './terminal/output.ts';
import { asIs } from '../told.ts';

const overview = `
An issuer signs the badges that this site issues itself (origin openedx, Open Badges 3.0). Without one they are held back:
awarded and announced, but not issued. The first one needs LAUREL_PUBLIC_URL and LAUREL_ENCRYPTION_KEYS.

Examples:
  laurel issuers add acme --name "Acme Academy" --url https://acme.example.org --email badges@acme.example.org
  laurel issuers update acme --logo acme.svg    a square PNG or SVG, shown with its badges
  laurel issuers list
  laurel issuers show acme          its DID, its URLs and its keys
  laurel issuers rotate-key acme    new keys for new badges; earlier badges can still be verified
  laurel issuers revoke-key acme key-1    a leaked key: what it signed can't be verified any more
`;

const nobody = [
  'There is no issuer yet, so badges of origin openedx are not issued. Create one with `laurel issuers add`.',
];

interface Profile {
  readonly name?: string;
  readonly url?: string;
  readonly email?: string;
  readonly language?: string;
  /** A file; false: no logo any more. */
  readonly logo?: string | false;
}

/** The commands for issuers. */
export function addIssuers(program: Command, context: CommandContext): void {
  const issuers = program
    .command('issuers')
    .description('Manage the issuers of this site (Open Badges 3.0)')
    .addHelpText('after', overview);

  issuers
    .command('list')
    .description('List the issuers')
    .option('--json', 'print one JSON object')
    .action(({ json }: { json?: true }, command: Command) =>
      withParts(command, async (parts, settings) => {
        const items = await showIssuers(parts.database, settings.issuing);
        if (json) printJson(context.stdout, { issuers: items });
        else printLines(context.stdout, items.length === 0 ? nobody : listing(items));
      }),
    );

  issuers
    .command('show')
    .description('Show an issuer with its DID, its URLs and its keys')
    .argument('<issuer>', 'name in its URL')
    .option('--json', 'print one JSON object')
    .action((slug: string, { json }: { json?: true }, command: Command) =>
      withParts(command, (parts, settings) => tell(parts.database, settings, slug, [], json)),
    );

  withProfile(issuers.command('add'))
    .description('Create an issuer, with its own keys')
    .argument('<issuer>', 'its name in URLs, such as acme-academy; permanent')
    .option('--json', 'print one JSON object')
    .action((slug: string, { json, logo, ...profile }: Profile & { json?: true }, command: Command) => {
      if (profile.name === undefined || profile.url === undefined)
        throw new CommandError('USAGE', 'Give its name with --name, and its home page with --url.');
      const wanted = read(issuerCreate, { slug, ...profile });
      const image = readLogo(logo);
      return withParts(command, async (parts, settings) => {
        if (image) await storeImage(parts.database, image);
        await createIssuer(parts, { ...wanted, logo: image?.sha256 ?? null }, { actor: commandActor() });
        await tell(parts.database, settings, slug, [`Created the issuer ${slug}.`], json);
      });
    });

  withProfile(issuers.command('update'))
    .description('Change the profile of an issuer; badges issued before do not change')
    .argument('<issuer>', 'name in its URL')
    .option('--no-logo', 'remove its logo')
    .option('--json', 'print one JSON object')
    .action((slug: string, { json, logo, ...profile }: Profile & { json?: true }, command: Command) => {
      if (Object.keys(profile).length === 0 && logo === undefined)
        throw new CommandError(
          'USAGE',
          'Name what to change: --name, --url, --email, --language, --logo or --no-logo.',
        );
      const image = readLogo(logo);
      return withParts(command, async (parts, settings) => {
        const { name, url, email, language } = await requireIssuer(parts.database, slug);
        const edit = read(issuerUpdate, {
          name,
          url,
          email,
          language,
          ...profile,
          ...(image !== undefined && { logo: image?.sha256 ?? null }),
        });
        if (image) await storeImage(parts.database, image);
        await changeIssuer(parts, slug, edit, () => {}, { actor: commandActor() });
        await tell(parts.database, settings, slug, [`Changed the issuer ${slug}.`], json);
      });
    });

  issuers
    .command('rotate-key')
    .description('Give an issuer new keys; badges signed with the old ones can still be verified')
    .argument('<issuer>', 'name in its URL')
    .addOption(new Option('--algorithm <name>', 'only the key of this algorithm').choices(keyAlgorithms))
    .option('--yes', 'confirm: the private parts of the old keys are destroyed')
    .option('--json', 'print one JSON object')
    .action(
      (
        slug: string,
        { algorithm, yes, json }: { algorithm?: KeyAlgorithm; yes?: true; json?: true },
        command: Command,
      ) =>
        withParts(command, async (parts, settings) => {
          await requireIssuer(parts.database, slug);
          if (!yes)
            throw new ConfirmationNeeded(
              [
                asIs(
                  `New badges of ${slug} would be signed with new keys, and the private parts of the old ones destroyed. What they signed can still be verified.`,
                ),
                asIs('Run it again with --yes to continue.'),
              ],
              {},
            );
          const algorithms = algorithm === undefined ? undefined : [algorithm];
          await rotateIssuerKeys(parts, slug, algorithms, { actor: commandActor() });
          await tell(parts.database, settings, slug, [`The issuer ${slug} signs with new keys.`], json);
        }),
    );

  issuers
    .command('revoke-key')
    .description('Revoke a leaked key: nothing signed with it can be verified any more; badges here are signed again')
    .argument('<issuer>', 'name in its URL')
    .argument('<key>', 'its id, such as key-1 (`laurel issuers show`)')
    .option('--yes', 'confirm, after reading the consequences')
    .option('--json', 'print one JSON object')
    .action((slug: string, key: string, { yes, json }: { yes?: true; json?: true }, command: Command) =>
      withParts(command, async (parts, settings) => {
        const confirmation = { confirmed: yes === true, howToConfirm: asIs('Run it again with --yes to continue.') };
        const done = await revokeIssuerKey(parts, slug, key, confirmation, { actor: commandActor() });
        await tell(parts.database, settings, slug, describeRevocation(done), json);
      }),
    );

  issuers
    .command('remove')
    .description('Remove an issuer that has issued nothing; its keys are lost')
    .argument('<issuer>', 'name in its URL')
    .option('--yes', 'confirm')
    .option('--json', 'print one JSON object')
    .action((slug: string, { yes, json }: { yes?: true; json?: true }, command: Command) =>
      withParts(command, async (parts) => {
        const removal = { confirmed: yes === true, howToConfirm: asIs('Run it again with --yes to continue.') };
        await removeIssuer(parts, slug, removal, { actor: commandActor() });
        if (json) printJson(context.stdout, { removed: slug });
        else printLines(context.stdout, [`Removed the issuer ${slug}.`]);
      }),
    );

  function withParts<T>(command: Command, work: (parts: IssuerParts, settings: Settings) => Promise<T>): Promise<T> {
    const settings = settingsOf(context, command);
    const keyring = createKeyring(settings.secrets.encryptionKeys);
    return withDatabase(context, settings, (database) => work({ database, settings, keyring }, settings));
  }

  async function tell(
    database: Database,
    settings: Settings,
    slug: string,
    done: readonly string[],
    json: true | undefined,
  ): Promise<void> {
    await requireIssuer(database, slug);
    const view = (await showIssuers(database, settings.issuing)).find((each) => each.slug === slug);
    if (view === undefined) throw new Error('the issuer was removed in the meantime');
    if (json) printJson(context.stdout, view);
    else printLines(context.stdout, [...done, ...details(view)]);
  }
}

function withProfile(command: Command): Command {
  return command
    .option('--name <name>', 'name of the issuer, as badges and wallets show it')
    .option('--url <address>', 'home page of the issuer')
    .option('--email <address>', 'public e-mail address for questions about its badges')
    .option('--language <tag>', 'language of its badges, unless a template sets another')
    .option('--logo <file>', 'its logo, a PNG or SVG');
}

/**
 * The picture of a logo; undefined where nothing is said of it, null where there shall be none.
 *
 * @throws LaurelError FILE_UNREADABLE or IMAGE_UNFIT
 */
function readLogo(logo: string | false | undefined): StoredImage | null | undefined {
  if (logo === undefined) return undefined;
  if (logo === false) return null;
  let bytes: Buffer;
  try {
    bytes = readFileSync(logo);
  } catch (error) {
    throw new CommandError('FILE_UNREADABLE', `${logo}: it can't be read (${errorCode(error)}).`, { cause: error });
  }
  return judgeImage(bytes);
}

/** The same rules as over the API. */
function read<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new CommandError(
    'USAGE',
    parsed.error.issues.map(({ path, message }) => {
      const [field = ''] = path;
      return `${field === 'slug' ? 'The issuer' : `--${String(field)}`}: ${message}`;
    }),
  );
}

function listing(items: readonly IssuerView[]): string[] {
  return table(
    ['issuer', 'name', 'default', 'issued', 'revoked', 'DID'],
    items.map(({ slug, name, isDefault, credentials, revoked, did }) => [
      slug,
      name,
      isDefault ? 'yes' : '',
      credentials,
      revoked,
      did,
    ]),
  );
}

function details(view: IssuerView): string[] {
  const { slug, name, url, email, language, logo, did, profileUrl, didDocumentUrl, isDefault } = view;
  return [
    `Issuer ${slug}: ${printable(name)}${isDefault ? ' (the default)' : ''}`,
    `  home page     ${printable(url)}`,
    ...(email === null ? [] : [`  e-mail        ${printable(email)}`]),
    `  language      ${language}`,
    ...(logo === null ? [] : [`  logo          image ${logo}`]),
    `  DID           ${did}`,
    `  DID document  ${didDocumentUrl}`,
    `  profile       ${profileUrl}`,
    `  for wallets   ${view.walletMetadataUrl}`,
    `  issued        ${count(view.credentials, 'badge')}, ${view.revoked} revoked`,
    ...view.keys.map(
      ({ id, algorithm, createdAt, retiredAt, revokedAt }) =>
        `  ${id.padEnd(13)} ${algorithm}, created ${createdAt}${keyState(retiredAt, revokedAt)}`,
    ),
  ];
}

function keyState(retiredAt: string | null, revokedAt: string | null): string {
  if (revokedAt !== null) return `, revoked ${revokedAt}`;
  return retiredAt === null ? '' : `, retired ${retiredAt}`;
}

function describeRevocation({ key, replacedBy, signed }: KeyRevocation): string[] {
  return [
    `${key} is revoked: it is no longer in the DID document, and nothing that it signed can be verified. Verifiers may keep an older document for five minutes.`,
    ...(replacedBy === null ? [] : [`${replacedBy} replaces it.`]),
    ...(signed === 0
      ? []
      : [`The processes that deliver sign ${count(signed, 'badge', 'badges')} again, at the same URLs.`]),
  ];
}
