import { Option } from 'commander';
import type { Command } from 'commander';
import { badgeExport } from '../api/exports/badge-export.ts';
import { CommandError } from '../errors.ts';
import type { LaurelError } from '../errors.ts';
import type { Settings } from '../settings.ts';
import { findBadge, listBadges } from '../store/lists/badge-list.ts';
import { openBadgeStates } from '../store/lists/badge-filter.ts';
import type { BadgeFilter } from '../store/lists/badge-filter.ts';
import type { BadgeListing } from '../store/lists/badge-list.ts';
import type { Database } from '../store/database/database.ts';
import { settleByHand } from '../store/operators/hand-settlements.ts';
import { formerPlaces } from '../store/delivery/former-places.ts';
import type { AccountId } from '../store/operators/connections.ts';
import { nextAttemptAt } from '../issuing/delivery/next-attempt.ts';
import { providerSentence } from '../issuing/http/said.ts';
import { retryManyByHand, retryOneByHand } from '../store/operators/hand-retries.ts';
import { stepRetryJob } from '../store/operators/retry-jobs.ts';
import type { RetryJob } from '../store/operators/retry-jobs.ts';
import { requireAccount } from './accounts.ts';
import { commandActor } from './actor.ts';
import { idOfLearner, shortLearnerName } from './learner-names.ts';
import { spellingHint } from './spelling-hint.ts';
import { readNumber, readReason, readUuid } from './terminal/arguments.ts';
import { addBadgeMany } from './badge-many.ts';
import { placeLines, placeName } from './badge-places.ts';
import { settingsOf, withDatabase } from './context.ts';
import type { CommandContext } from './context.ts';
import { printCsv } from './terminal/csv.ts';
import { count, printable, printJson, printLines, table } from './terminal/output.ts';
import { progressBar } from './terminal/progress-bar.ts';

const help = `
A delivery that failed permanently (a wrong key, a removed template) needs you: list it, fix the cause, retry it.
Other deliveries are retried automatically; a retry only makes them due immediately. It is safe to stop
and to repeat, and deliveries continue in the meantime.

Examples:
  laurel badge list --failed
  laurel badge list --due                       what waits to be issued or revoked at the provider
  laurel badge list --issuer acme --open-badge revoked
  laurel badge list --search 1f9c0f8a-57c8-4d5e-8f5b-0f3b8b0f7d11        the id of the badge at Credly
  laurel badge list --learner ada
  laurel badge list --csv > badges.csv          all of them, for a spreadsheet
  laurel badge show 6f1c0f0e-2f57-4d6b-9a7e-3d1a5a0f4b11
  laurel badge retry 6f1c0f0e-2f57-4d6b-9a7e-3d1a5a0f4b11
  laurel badge retry --account main             all failed ones of one account, once its key is correct
  laurel badge retry --all
  laurel badge award good-practice ada alan --reason "course of 2019"
  laurel badge settle 6f1c0f0e-2f57-4d6b-9a7e-3d1a5a0f4b11 --reason "deleted at Credly" --yes
`;

interface ListOptions extends Omit<BadgeFilter, 'learner'> {
  readonly learner?: string;
  readonly failedForGood?: true;
  readonly limit: number;
  readonly json?: true;
  readonly csv?: true;
}

interface SettleOptions {
  readonly reason: string;
  readonly yes?: true;
  readonly json?: true;
}

interface RetryOptions {
  readonly account?: string;
  readonly all?: true;
  readonly json?: true;
}

export function addBadge(program: Command, context: CommandContext): void {
  const badge = program
    .command('badge')
    .description('List and show badges, and retry their delivery to the providers')
    .addHelpText('after', help);

  addBadgeMany(badge, context);

  badge
    .command('list')
    .description('List badges, newest first')
    .option('--failed', 'only those whose delivery failed')
    .addOption(
      new Option('--failed-for-good', 'only those whose delivery failed and that wait for you').conflicts('due'),
    )
    .option('--due', 'only those that are still to be issued or revoked at the provider')
    .option('--issuer <slug>', 'only those that this issuer of the site has issued')
    .addOption(
      new Option('--open-badge <state>', 'only those with an Open Badge of this site in this state').choices(
        openBadgeStates,
      ),
    )
    .option('--state <state>', 'only those in this state at the provider')
    .option('--template <id>', 'only those of this template')
    .option('--learner <learner>', 'only those of this learner: LMS user id or user name')
    .option('--username <name>', 'only those of learners with exactly this user name')
    .option('--email <address>', 'only those of learners with this e-mail address')
    .option('--search <id>', 'the badge with this id, here or at its provider; the address of its page there works too')
    .option('--limit <number>', 'maximum number of entries; with --csv all by default', readNumber, 100)
    .option('--json', 'print one JSON object')
    .addOption(new Option('--csv', 'print a CSV file for spreadsheets').conflicts('json'))
    .action((options: ListOptions, command: Command) => {
      const isLimited = command.getOptionValueSource('limit') !== 'default';
      return withDatabase(context, settingsOf(context, command), (database) =>
        list(context, database, options, isLimited),
      );
    });

  badge
    .command('show')
    .description('Show one badge and what its provider said')
    .argument('<id>', 'id of the badge (UUID)', readUuid)
    .option('--json', 'print one JSON object')
    .action((id: string, { json }: { json?: true }, command: Command) =>
      withDatabase(context, settingsOf(context, command), async (database) => {
        const found = await requireBadge(database, id);
        const others = await formerPlaces(database, id);
        if (json) printJson(context.stdout, { ...withoutNames(found), formerPlaces: others });
        else printLines(context.stdout, [...details(found), ...placeLines(others)]);
      }),
    );

  badge
    .command('settle')
    .description('Settle a badge: nothing more is done at the provider, such as when it was deleted there')
    .argument('<id>', 'id of the badge (UUID)', readUuid)
    .requiredOption('--reason <text>', 'reason, kept in history and audit', readReason)
    .option('--yes', 'confirm')
    .option('--json', 'print one JSON object')
    .action((id: string, { reason, yes, json }: SettleOptions, command: Command) =>
      withDatabase(context, settingsOf(context, command), async (database) => {
        const found = await requireBadge(database, id);
        if (!yes)
          throw new CommandError('CONFIRMATION_NEEDED', [
            `No more delivery attempts would be made for the badge ${id} of ${shortLearnerName({ id: found.learner, username: found.username })} (${found.state} at ${found.origin}), and that can't be undone.`,
            'Run it again with --yes to continue.',
          ]);
        await settleByHand(database, id, reason, { actor: commandActor() });
        const settled = await requireBadge(database, id);
        if (json) printJson(context.stdout, withoutNames(settled));
        else printLines(context.stdout, details(settled));
      }),
    );

  badge
    .command('retry')
    .description('Make failed deliveries due now; a running `laurel deliver` picks them up')
    .argument('[id]', 'id of the badge (UUID)', readUuid)
    .option('--account <name>', 'all deliveries of one Credly organization or Accredible account')
    .option('--all', 'all deliveries of all accounts')
    .option('--json', 'print one JSON object')
    .action((id: string | undefined, options: RetryOptions, command: Command) => {
      const settings = settingsOf(context, command);
      requireOneTarget(id, options);
      return withDatabase(context, settings, async (database) => {
        const retried =
          id === undefined
            ? await retryMany(context, database, await accountOf(options, settings, database))
            : await retryOne(database, id);
        if (options.json) printJson(context.stdout, { retried });
        else printLines(context.stdout, [said(retried)]);
      });
    });
}

async function list(
  context: CommandContext,
  database: Database,
  { json, csv, limit, learner: named, failedForGood, ...rest }: ListOptions,
  isLimited: boolean,
): Promise<void> {
  const learner = named === undefined ? undefined : await idOfLearner(database, named, 'laurel badge list');
  const filter: BadgeFilter = { ...rest, ...(failedForGood && { failed: true, due: false }), learner };
  if (csv) return printCsv(context, badgeExport(database, filter), isLimited ? limit : undefined);
  const { items: badges } = await listBadges(database, filter, { limit, position: null });
  if (json) printJson(context.stdout, { badges: badges.map(withoutNames) });
  else printLines(context.stdout, badges.length === 0 ? [nothingFound(filter)] : listing(badges));
  if (badges.length === 0 && filter.username !== undefined)
    printLines(context.stderr, await spellingHint(database, filter.username));
}

function nothingFound(filter: BadgeFilter): string {
  const isNarrowed = Object.values(filter).some((value) => value !== undefined);
  return isNarrowed ? 'No badge matches.' : 'No badges yet.';
}

function requireOneTarget(id: string | undefined, { account, all }: RetryOptions): void {
  const given = [id !== undefined, account !== undefined, all === true].filter(Boolean).length;
  if (given !== 1) throw new CommandError('USAGE', 'Name a badge, an account with --account, or --all.');
}

function said(retried: number): string {
  if (retried === 0) return 'Nothing to retry: no failed delivery is waiting.';
  return `${count(retried, 'delivery', 'deliveries')} due now.`;
}

async function accountOf({ account }: RetryOptions, settings: Settings, database: Database): Promise<AccountId | null> {
  return account === undefined ? null : requireAccount(settings, database, account);
}

async function retryOne(database: Database, id: string): Promise<number> {
  await requireBadge(database, id);
  return (await retryOneByHand(database, id, { actor: commandActor() })) ? 1 : 0;
}

/** Does all the steps itself, for it may be that no other process of Laurel is running. */
async function retryMany(context: CommandContext, database: Database, account: AccountId | null): Promise<number> {
  let job = await retryManyByHand(database, account, { actor: commandActor() });
  const bar = progressBar(context.stderr, 'Retrying', job.failed);
  try {
    while (job.finishedAt === null) {
      bar.update(job.lookedAt);
      if (context.signal.aborted) throw interrupted(job);
      job = (await stepRetryJob(database, job.id)) ?? job;
    }
  } finally {
    bar.end();
  }
  return job.retried;
}

function interrupted({ lookedAt, failed, retried }: RetryJob): LaurelError {
  return new CommandError('INTERRUPTED', [
    `${lookedAt} of ${count(failed, 'failed delivery', 'failed deliveries')} checked: ${retried} due now.`,
    'A running `laurel run` continues with the others, and so does this command when repeated.',
  ]);
}

/** As JSON is kept and passed on: with nothing personal in it. */
function withoutNames(badge: BadgeListing): Omit<BadgeListing, 'username' | 'learnerName'> {
  const { username: _, learnerName: __, ...rest } = badge;
  return rest;
}

function listing(badges: readonly BadgeListing[]): string[] {
  return table(
    ['badge', 'learner', 'template', 'status', 'at the provider', 'due', 'attempts', 'last response'],
    badges.map((badge) => [
      badge.id,
      shortLearnerName({ id: badge.learner, username: badge.username }),
      badge.template,
      badge.status,
      badge.state,
      badge.due ?? '',
      badge.attempts,
      lastAnswer(badge).slice(0, 60),
    ]),
  );
}

function details(badge: BadgeListing): string[] {
  return [
    `Badge ${badge.id} of ${shortLearnerName({ id: badge.learner, username: badge.username })}, template ${badge.template}`,
    `  status      ${badge.status}, earned ${badge.earnedAt.toISOString()}`,
    ...(badge.revokedAt === null ? [] : [`  revoked     ${badge.revokedAt.toISOString()}: ${printable(badge.reason)}`]),
    `  provider    ${placeName(badge)}`,
    `  at provider ${badge.state}${badge.externalId === null ? '' : `, id ${printable(badge.externalId)}`}`,
    ...(badge.externalUrl === null ? [] : [`  page        ${printable(badge.externalUrl)}`]),
    `  due         ${badge.due ?? 'nothing'}`,
    ...waitLines(badge),
    ...(badge.closed === null ? [] : [`  closed      ${closedWords[badge.closed]}`]),
    `  attempts    ${badge.attempts}${badge.lastAttemptAt === null ? '' : `, last at ${badge.lastAttemptAt.toISOString()}`}`,
    ...(badge.lastBody === null ? [] : [`  response    ${lastAnswer(badge)}`]),
  ];
}

/** What a badge that is due waits for, and when it is tried next. */
function waitLines(badge: BadgeListing): string[] {
  if (badge.due === null) return [];
  const next = nextAttemptAt(badge, new Date());
  const { pausedSince, pausedUntil } = badge;
  const why =
    pausedUntil === null ? [] : [`  waits       its account is paused since ${pausedSince?.toISOString() ?? '-'}`];
  return [...why, `  next try    ${next?.toISOString() ?? 'any moment'}`];
}

/** Why nothing more is done for a badge outside. */
const closedWords: Readonly<Record<NonNullable<BadgeListing['closed']>, string>> = {
  deleted: 'deleted at the provider; nothing more is done there',
  settled: 'settled by a person; nothing more is done at the provider',
  retired: 'the learner is retired: not issued; `laurel badge retry ID` tries again',
};

function lastAnswer({ lastStatus, lastBody }: BadgeListing): string {
  if (lastBody === null) return '';
  return `${lastStatus ?? 'no answer'} ${printable(providerSentence(lastStatus, lastBody) ?? lastBody)}`;
}

async function requireBadge(database: Database, id: string): Promise<BadgeListing> {
  const badge = await findBadge(database, id);
  if (badge === null) throw new CommandError('BADGE_NOT_FOUND', 'Look it up with `laurel badge list`.');
  return badge;
}
