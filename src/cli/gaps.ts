import type { Command } from 'commander';
import { acknowledgeGaps } from '../store/operators/gap-acknowledgement.ts';
import { listGaps } from '../store/lists/gap-list.ts';
import type { GapListing } from '../store/lists/gap-list.ts';
import { commandActor } from './actor.ts';
import { settingsOf, withDatabase } from './context.ts';
import type { CommandContext } from './context.ts';
import { readNumber } from './terminal/arguments.ts';
import { count, printJson, printLines, table } from './terminal/output.ts';

const help = `
A gap is a range of events that were removed from the event bus before Laurel processed them: trimmed, deleted, or lost with
the whole topic. Laurel can't restore them; docs/operations.md says what to do ("Events were lost").

Examples:
  laurel gaps list --open
  laurel gaps acknowledge 3        the overview and the doctor no longer report it
  laurel gaps acknowledge
`;

interface ListOptions {
  readonly open?: true;
  readonly limit: number;
  readonly json?: true;
}

export function addGaps(program: Command, context: CommandContext): void {
  const gaps = program
    .command('gaps')
    .description('List events that were lost on the event bus before they were read')
    .addHelpText('after', help);

  gaps
    .command('list')
    .description('List lost events, newest first')
    .option('--open', 'only gaps that are not acknowledged')
    .option('--limit <number>', 'maximum number of entries', readNumber, 100)
    .option('--json', 'print one JSON object')
    .action(({ open, limit, json }: ListOptions, command: Command) =>
      withDatabase(context, settingsOf(context, command), async (database) => {
        const filter = open ? { acknowledged: false } : {};
        const { items } = await listGaps(database, filter, { limit, position: null });
        if (json) printJson(context.stdout, { items });
        else if (items.length === 0) printLines(context.stdout, ['No events are known to be lost.']);
        else printLines(context.stdout, table(headings, items.map(cells)));
      }),
    );

  gaps
    .command('acknowledge')
    .description('Acknowledge a gap; it stays listed')
    .argument('[id]', 'number of the gap; all by default', readNumber)
    .action((id: number | undefined, _options: object, command: Command) =>
      withDatabase(context, settingsOf(context, command), async (database) => {
        const done = await acknowledgeGaps(database, id ?? null, { actor: commandActor() });
        printLines(context.stdout, [
          done === 0 ? 'There is no open gap with this number.' : `${count(done, 'gap')} acknowledged.`,
        ]);
      }),
    );
}

const headings = ['id', 'topic', 'lost', 'why', 'sent from', 'sent until', 'found', 'acknowledged'];

function cells(gap: GapListing): string[] {
  const { id, topic, partition, reason, from, until, foundAt, acknowledgedAt } = gap;
  const times = [from, until, foundAt, acknowledgedAt].map((time) => time?.toISOString() ?? '-');
  return [String(id), partition === null ? topic : `${topic}, partition ${partition}`, lostOf(gap), reason, ...times];
}

/** How many were lost, as far as that is known. */
export function lostOf({ lost, exact, atMost }: Pick<GapListing, 'lost' | 'exact' | 'atMost'>): string {
  if (exact) return String(lost);
  if (atMost) return `at most ${lost}`;
  return lost === 0 ? 'unknown' : `at least ${lost}`;
}
