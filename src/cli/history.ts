import { Option } from 'commander';
import type { Command } from 'commander';
import { historyExport } from '../api/exports/history-export.ts';
import type { Database } from '../store/database/database.ts';
import { historyKinds } from '../store/engine/history.ts';
import type { HistoryKind } from '../store/engine/history.ts';
import { listHistory } from '../store/lists/history-list.ts';
import type { HistoryFilter } from '../store/lists/history-list.ts';
import type { HistoryListing } from '../store/lists/history-lines.ts';
import { settingsOf, withDatabase } from './context.ts';
import type { CommandContext } from './context.ts';
import { wholeHistoryLine } from './history-lines.ts';
import { idOfLearner } from './learner-names.ts';
import { readNumber, readTimeOrDay } from './terminal/arguments.ts';
import { printCsv } from './terminal/csv.ts';
import { printJson, printLines } from './terminal/output.ts';

const help = `
Lines are sorted by when Laurel recorded them; the time of the causing event is shown beside.

Examples:
  laurel history --learner ada
  laurel history --template demo-graduate --kind awarded revoked --from 2026-01-01 --until 2026-02-01
  laurel history --csv --from 2026-01-01 > history.csv     all of it, for a spreadsheet
`;

interface Options {
  readonly learner?: string;
  readonly template?: string;
  readonly kind?: readonly HistoryKind[];
  readonly from?: Date;
  readonly until?: Date;
  readonly limit: number;
  readonly json?: true;
  readonly csv?: true;
}

export function addHistory(program: Command, context: CommandContext): void {
  program
    .command('history')
    .description('List what happened to learners, badges and templates, and who or what did it')
    .option('--learner <learner>', 'only what happened to this learner: LMS user id or user name')
    .option('--template <id>', 'only what happened to this template, and to learners on it')
    .addOption(new Option('--kind <kinds...>', 'only entries of these kinds').choices(historyKinds))
    .option(
      '--from <time>',
      'recorded at or after this time: a day such as 2026-01-31 (UTC), or a time with its zone',
      readTimeOrDay,
    )
    .option('--until <time>', 'recorded before this time: a day (UTC), or a time with its zone', readTimeOrDay)
    .option('--limit <number>', 'maximum number of entries; with --csv all by default', readNumber, 100)
    .option('--json', 'print one JSON object')
    .addOption(new Option('--csv', 'print a CSV file for spreadsheets').conflicts('json'))
    .addHelpText('after', help)
    .action((options: Options, command: Command) =>
      withDatabase(context, settingsOf(context, command), async (database) => {
        const filter = await filterOf(database, options);
        const isLimited = command.getOptionValueSource('limit') !== 'default';
        if (options.csv)
          await printCsv(context, historyExport(database, filter, true), isLimited ? options.limit : undefined);
        else await print(context, database, filter, options);
      }),
    );
}

async function print(
  context: CommandContext,
  database: Database,
  filter: HistoryFilter,
  { limit, json }: Options,
): Promise<void> {
  const { items, next } = await listHistory(database, filter, { limit, position: null });
  if (json) printJson(context.stdout, { history: items.map(withoutNames), more: next !== null });
  else if (items.length === 0) printLines(context.stdout, [nothing(filter)]);
  else {
    printLines(context.stdout, items.map(wholeHistoryLine));
    if (next !== null)
      printLines(context.stderr, [
        `These are the newest ${items.length}; there are more. Raise --limit, or add filters.`,
      ]);
  }
}

async function filterOf(database: Database, { learner, template, kind, from, until }: Options): Promise<HistoryFilter> {
  return {
    learner: learner === undefined ? undefined : await idOfLearner(database, learner, 'laurel history'),
    template,
    kinds: kind,
    from,
    until,
  };
}

function nothing(filter: HistoryFilter): string {
  const isNarrowed = Object.values(filter).some((value) => value !== undefined);
  return isNarrowed ? 'Nothing in the history matches. Leave out a filter to see more.' : 'Nothing has happened yet.';
}

/** As JSON is kept and passed on: of learners, the LMS user id alone. */
function withoutNames(line: HistoryListing): Omit<HistoryListing, 'username' | 'learnerName'> {
  const { username: _, learnerName: __, ...rest } = line;
  return rest;
}
