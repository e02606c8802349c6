import { Option } from 'commander';
import type { Command } from 'commander';
import { auditRetry } from '../consumer/audit-retry.ts';
import { describeParked } from '../consumer/describe-parked.ts';
import { CommandError } from '../errors.ts';
import type { Settings } from '../settings.ts';
import type { Database } from '../store/database/database.ts';
import { databaseClock } from '../store/engine/moment.ts';
import { countParked, findParked, parkedReasons, summariesOfParked } from '../store/engine/parked.ts';
import { countChosen, newestParked } from '../store/engine/parked-many.ts';
import type { ParkedMessage } from '../store/engine/parked.ts';
import { commandActor } from './actor.ts';
import { readNumber, readNumbers } from './terminal/arguments.ts';
import { settingsOf, withDatabase } from './context.ts';
import type { CommandContext } from './context.ts';
import { count, printJson, printLines, table } from './terminal/output.ts';
import { parkedLines } from './parked-details.ts';
import { addParkedDiscard } from './parked-discard.ts';
import { progressBar } from './terminal/progress-bar.ts';

const help = `
A message that can't be read or processed is parked: stored with its bytes and the reason, so that it does not
block others.
docs/errors.md explains each reason.

Examples:
  laurel parked list --reason unknown_schema
  laurel parked show 17
  laurel parked retry                        all of them, after an upgrade or a change of the settings
  laurel parked retry 17
  laurel parked retry 17 18 21
  laurel parked discard 17 18 --reason "test messages" --yes
  laurel parked discard --parked-for unknown_schema --reason "of a removed plugin" --yes
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
    .option('--limit <number>', 'maximum number of entries', readNumber, 100)
    .option('--json', 'print one JSON object')
    .action((options: ListOptions, command: Command) =>
      withDatabase(context, settingsOf(context, command), (database) => list(context, database, options)),
    );

  parked
    .command('show')
    .description('Show one parked message: metadata, reason, and what its payload looks like')
    .argument('<id>', 'number of the parked message', readNumber)
    .option('--json', 'print one JSON object')
    .addHelpText('after', '\nThe payload can contain personal data: it is shown only to you, and never logged.\n')
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
    .argument('[ids...]', 'numbers of parked messages; all by default', readNumbers)
    .addOption(reasonOption())
    .option('--json', 'print one JSON object')
    .addHelpText('after', '\nSafe to stop and repeat: an event that is processed twice changes nothing.\n')
    .action((ids: number[] | undefined, options: { reason?: string; json?: true }, command: Command) =>
      retry(context, settingsOf(context, command), ids ?? [], options),
    );

  addParkedDiscard(parked, context);
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

async function retry(
  context: CommandContext,
  settings: Settings,
  ids: readonly number[],
  { reason, json }: { reason?: string; json?: true },
): Promise<void> {
  await withDatabase(context, settings, async (database) => {
    for (const id of ids) await requireParked(database, id);
    const chosen = { ...(ids.length > 0 && { ids }), ...(reason !== undefined && { reason }) };
    // What is parked while this goes on is not meant, and would never let it end.
    const filter = { ...chosen, upTo: await newestParked(database) };
    const total = await countChosen(database, filter);
    const bar = progressBar(context.stderr, 'Retrying', total);
    const report = await context.retryParked(settings, database, filter, {
      onProgress: ({ processed, stillParked }) => bar.update(processed + stillParked),
      note: auditRetry(commandActor(), { ...chosen, ...(ids.length === 1 && { id: ids[0] }) }),
    });
    bar.end();
    if (json) printJson(context.stdout, report);
    else
      printLines(context.stdout, [
        `Processed ${count(report.processed, 'message')}; ${report.stillParked} still parked.`,
        ...(report.stillParked > 0
          ? await whyStillParked(database, ids.length === 1 ? ids[0] : undefined, reason)
          : []),
        ...(report.keptInPart > 0
          ? [
              `${count(report.keptInPart, 'message')} can't be processed again: only the beginning was stored, because of the size. \`laurel parked discard\` removes them.`,
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
  const wait = `${count(early, 'message')} of them must wait: \`laurel parked list --reason time_ahead\` shows until when.`;
  return ['`laurel parked list` shows why.', ...(early > 0 ? [wait] : [])];
}

async function requireParked(database: Database, id: number): Promise<ParkedMessage> {
  const parked = await findParked(database, id);
  if (parked === null)
    throw new CommandError(
      'PARKED_NOT_FOUND',
      `Number ${id} is no longer parked, or never was; see \`laurel parked list\`.`,
    );
  return parked;
}
