import { Option } from 'commander';
import type { Command } from 'commander';
import { auditRetry } from '../consumer/audit-retry.ts';
import { describeParked } from '../consumer/describe-parked.ts';
import { LaurelError } from '../errors.ts';
import type { Settings } from '../settings.ts';
import { appendAudit } from '../store/operators/audit.ts';
import type { Database } from '../store/database/database.ts';
import { databaseClock } from '../store/engine/moment.ts';
import { countParked, discardParked, findParked, parkedReasons, summariesOfParked } from '../store/engine/parked.ts';
import type { ParkedMessage, ParkedSummary } from '../store/engine/parked.ts';
import { commandActor } from './actor.ts';
import { readNumber } from './terminal/arguments.ts';
import { settingsOf, withDatabase } from './context.ts';
import type { CommandContext } from './context.ts';
import { count, printJson, printLines, table } from './terminal/output.ts';
import { parkedLines } from './parked-details.ts';
import { progressBar } from './terminal/progress-bar.ts';

const help = `
A message that can't be read or processed is parked: kept with its bytes and the reason, out of the way of the others.
docs/errors.md tells what each reason means.

Examples:
  laurel parked list --reason unknown_schema
  laurel parked show 17
  laurel parked retry                        all of them, after an upgrade or a change of the settings
  laurel parked retry 17
  laurel parked discard 17 --reason "test message" --yes
`;

interface ListOptions {
  readonly reason?: string;
  readonly topic?: string;
  readonly after?: number;
  readonly limit: number;
  readonly json?: true;
}

export function addParked(program: Command, context: CommandContext): void {
  const parked = program
    .command('parked')
    .description('List, show, retry or discard messages that could not be processed')
    .addHelpText('after', help);

  parked
    .command('list')
    .description('List parked messages, oldest first')
    .addOption(reasonOption())
    .option('--topic <topic>', 'only those of this topic, prefix included')
    .option('--after <id>', 'only ids greater than this', readNumber)
    .option('--limit <number>', 'at most so many', readNumber, 100)
    .option('--json', 'print one JSON object')
    .action((options: ListOptions, command: Command) =>
      withDatabase(context, settingsOf(context, command), (database) => list(context, database, options)),
    );

  parked
    .command('show')
    .description('Show one parked message: metadata, reason, and what its payload looks like')
    .argument('<id>', 'number of the parked message', readNumber)
    .option('--json', 'print one JSON object')
    .addHelpText('after', '\nThe payload can hold personal data: it is shown to you alone, and never logged.\n')
    .action((id: number, { json }: { json?: true }, command: Command) => {
      const settings = settingsOf(context, command);
      return withDatabase(context, settings, async (database) => {
        const parked = await requireParked(database, id);
        const { futureToleranceMs: toleranceMs } = settings.consumer;
        const details = describeParked(parked, settings.events, { now: await databaseClock(database), toleranceMs });
        if (json) printJson(context.stdout, details);
        else printLines(context.stdout, parkedLines(details));
      });
    });

  parked
    .command('retry')
    .description('Process parked messages again; those that succeed leave the list')
    .argument('[id]', 'number of the parked message; all when left out', readNumber)
    .addOption(reasonOption())
    .option('--json', 'print one JSON object')
    .addHelpText('after', '\nSafe to stop and repeat: an event that is processed twice changes nothing.\n')
    .action((id: number | undefined, options: { reason?: string; json?: true }, command: Command) =>
      retry(context, settingsOf(context, command), id, options),
    );

  parked
    .command('discard')
    .description('Remove one parked message for ever')
    .argument('<id>', 'number of the parked message', readNumber)
    .requiredOption('--reason <text>', 'why it is not needed; kept in the history, so name nobody')
    .option('--yes', 'confirm')
    .option('--json', 'print one JSON object')
    .action((id: number, options: { reason: string; yes?: true; json?: true }, command: Command) =>
      withDatabase(context, settingsOf(context, command), (database) => discard(context, database, id, options)),
    );
}

function reasonOption(): Option {
  return new Option('--reason <reason>', 'only those parked for this reason').choices(parkedReasons);
}

async function list(context: CommandContext, database: Database, { json, ...filter }: ListOptions): Promise<void> {
  const messages = await summariesOfParked(database, filter);
  const counts = await countParked(database);
  if (json) {
    printJson(context.stdout, { parked: Object.fromEntries(counts), messages });
    return;
  }
  const rows = messages.map(({ id, topic, position, reason, detail, parkedAt, retries }) => [
    id,
    parkedAt.toISOString(),
    retries,
    topic,
    position,
    reason,
    detail,
  ]);
  const totals = [...counts].map(([reason, number]) => `${reason} ${number}`);
  printLines(context.stdout, [
    ...(rows.length > 0
      ? [...table(['id', 'parked at', 'retries', 'topic', 'position', 'reason', 'detail'], rows), '']
      : []),
    totals.length > 0 ? `Parked in all: ${totals.join(', ')}.` : 'No message is parked.',
  ]);
}

function summaryOf({ id, reason, detail, parkedAt, retriedAt, retries, size, message }: ParkedMessage): ParkedSummary {
  return { id, topic: message.topic, position: message.position, reason, detail, parkedAt, retriedAt, retries, size };
}

async function retry(
  context: CommandContext,
  settings: Settings,
  id: number | undefined,
  { reason, json }: { reason?: string; json?: true },
): Promise<void> {
  await withDatabase(context, settings, async (database) => {
    if (id !== undefined) await requireParked(database, id);
    const counts = await countParked(database);
    const total = id !== undefined ? 1 : reason !== undefined ? (counts.get(reason) ?? 0) : sum(counts);
    const bar = progressBar(context.stderr, 'Retrying', total);
    const filter = { ...(id === undefined ? {} : { id }), ...(reason === undefined ? {} : { reason }) };
    const report = await context.retryParked(settings, database, filter, {
      onProgress: (tried) => bar.update(tried),
      note: auditRetry(commandActor(), filter),
    });
    bar.end();
    if (json) printJson(context.stdout, report);
    else
      printLines(context.stdout, [
        `Processed ${count(report.processed, 'message')}; ${report.stillParked} still parked.`,
        ...(report.stillParked > 0 ? await whyStillParked(database, id, reason) : []),
        ...(report.keptInPart > 0
          ? [
              `Of ${count(report.keptInPart, 'message')} only the beginning was kept, for being too large: no retry can process them. \`laurel parked discard\` removes them.`,
            ]
          : []),
      ]);
  });
}

async function whyStillParked(
  database: Database,
  id: number | undefined,
  reason: string | undefined,
): Promise<string[]> {
  const one = id === undefined ? null : await findParked(database, id);
  if (one !== null) return [`Number ${one.id}, ${one.reason}: ${one.detail}.`];
  const early =
    reason === undefined || reason === 'time_ahead' ? ((await countParked(database)).get('time_ahead') ?? 0) : 0;
  const wait = `${count(early, 'message')} of them must wait: \`laurel parked list --reason time_ahead\` tells until when.`;
  return ['`laurel parked list` tells why.', ...(early > 0 ? [wait] : [])];
}

async function discard(
  context: CommandContext,
  database: Database,
  id: number,
  { reason, yes, json }: { reason: string; yes?: true; json?: true },
): Promise<void> {
  const parked = await requireParked(database, id);
  if (!yes)
    throw new LaurelError('CONFIRMATION_NEEDED', [
      `The parked message ${id} (${parked.reason}, topic ${parked.message.topic}) would be removed for ever.`,
      'Run it again with --yes to go on.',
    ]);
  const { topic, position } = parked.message;
  await database.transaction(async (transaction) => {
    await discardParked(transaction, { id, topic, position, reason: parked.reason }, reason);
    await appendAudit(transaction, {
      actor: commandActor(),
      action: 'parked_message.discard',
      targetType: 'parked_message',
      target: String(id),
      reason,
      before: { topic, position, reason: parked.reason },
      after: null,
    });
  });
  if (json) printJson(context.stdout, { discarded: summaryOf(parked), why: reason });
  else printLines(context.stdout, [`Discarded the parked message ${id}.`]);
}

async function requireParked(database: Database, id: number): Promise<ParkedMessage> {
  const parked = await findParked(database, id);
  if (parked === null)
    throw new LaurelError('PARKED_NOT_FOUND', `Number ${id} is not parked (any more); see \`laurel parked list\`.`);
  return parked;
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, number) => total + number, 0);
}
