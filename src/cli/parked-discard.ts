import { Option } from 'commander';
import type { Command } from 'commander';
import { CommandError } from '../errors.ts';
import type { Settings } from '../settings.ts';
import { parkedReasons } from '../store/engine/parked.ts';
import { countChosen, discardNext, newestParked } from '../store/engine/parked-many.ts';
import type { ParkedFilter } from '../store/engine/parked.ts';
import { appendAudit } from '../store/operators/audit.ts';
import { commandActor } from './actor.ts';
import { settingsOf, withDatabase } from './context.ts';
import type { CommandContext } from './context.ts';
import { readNumbers } from './terminal/arguments.ts';
import { count, printJson, printLines } from './terminal/output.ts';
import { progressBar } from './terminal/progress-bar.ts';

interface DiscardOptions {
  readonly all?: true;
  readonly parkedFor?: string;
  readonly topic?: string;
  readonly reason: string;
  readonly yes?: true;
  readonly json?: true;
}

/** So many are discarded in one transaction. */
const stepSize = 500;

/** The command that removes parked messages for ever. */
export function addParkedDiscard(parked: Command, context: CommandContext): void {
  parked
    .command('discard')
    .description('Delete parked messages permanently')
    .argument('[ids...]', 'numbers of parked messages', readNumbers)
    .addOption(new Option('--parked-for <reason>', 'all messages parked for this reason').choices(parkedReasons))
    .option('--topic <topic>', 'all messages of this topic, prefix included')
    .option('--all', 'all parked messages')
    .requiredOption('--reason <text>', 'reason, kept in the history: do not name anyone')
    .option('--yes', 'confirm')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nIt works in steps. You can stop and repeat it: messages that are discarded stay discarded.\n',
    )
    .action((ids: number[] | undefined, options: DiscardOptions, command: Command) =>
      discard(context, settingsOf(context, command), ids ?? [], options),
    );
}

async function discard(
  context: CommandContext,
  settings: Settings,
  ids: readonly number[],
  { all, parkedFor, topic, reason: why, yes, json }: DiscardOptions,
): Promise<void> {
  const chosen = {
    ...(ids.length > 0 && { ids }),
    ...(parkedFor !== undefined && { reason: parkedFor }),
    ...(topic !== undefined && { topic }),
  };
  if (Object.keys(chosen).length === 0 && !all)
    throw new CommandError('USAGE', 'Say which ones: their numbers, --parked-for, --topic, or --all.');
  await withDatabase(context, settings, async (database) => {
    const filter: ParkedFilter = { ...chosen, upTo: await newestParked(database) };
    const total = await countChosen(database, filter);
    if (total < ids.length && parkedFor === undefined && topic === undefined)
      throw new CommandError(
        'PARKED_NOT_FOUND',
        `Of these, ${ids.length - total} are no longer parked, or never were; see \`laurel parked list\`.`,
      );
    if (!yes && total > 0)
      throw new CommandError('CONFIRMATION_NEEDED', [
        `${count(total, 'parked message')} would be deleted permanently.`,
        'Run it again with --yes to continue.',
      ]);
    const bar = progressBar(context.stderr, 'Discarding', total);
    const actor = commandActor();
    let discarded = 0;
    for (let after: number | null = 0; after !== null && !context.signal.aborted;) {
      const from: number = after;
      const step = await database.transaction(async (transaction) => {
        const gone = await discardNext(transaction, { ...filter, after: from, limit: stepSize }, why, actor.id);
        if (gone.discarded > 0)
          await appendAudit(transaction, {
            actor,
            action: 'parked_message.discard',
            targetType: 'parked_message',
            target: ids.length === 1 ? String(ids[0]) : count(gone.discarded, 'message'),
            reason: why,
            before: { parked: gone.discarded },
            after: null,
          });
        return gone;
      });
      discarded += step.discarded;
      bar.update(discarded);
      after = step.last;
    }
    bar.end();
    if (json) printJson(context.stdout, { discarded, why });
    else printLines(context.stdout, [`Discarded ${count(discarded, 'parked message')}.`]);
    if (context.signal.aborted)
      throw new CommandError('INTERRUPTED', 'The rest is still parked; run it again to continue.');
  });
}
