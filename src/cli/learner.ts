import { Option } from 'commander';
import type { Command } from 'commander';
import { learnerExport } from '../api/exports/learner-export.ts';
import { addLearnerRetire } from './learner-retire.ts';
import { settingsOf, withDatabase } from './context.ts';
import type { CommandContext } from './context.ts';
import { readNumber } from './terminal/arguments.ts';
import { printCsv } from './terminal/csv.ts';
import { printJson, printLines, table } from './terminal/output.ts';

const help = `
Examples:
  laurel learner list --search ada
  laurel learner list --csv > learners.csv     all of them, for a spreadsheet
  laurel learner retire 42 --dry-run           what would be removed, and what would stay
  laurel learner retire ada --yes

Names and addresses are personal data: --json leaves them out, --csv includes them.
`;

interface ListOptions {
  readonly search?: string;
  readonly limit: number;
  readonly json?: true;
  readonly csv?: true;
}

export function addLearner(program: Command, context: CommandContext): void {
  const learner = program
    .command('learner')
    .alias('learners')
    .description('List and retire the learners that Laurel knows from events')
    .addHelpText('after', help);

  addLearnerRetire(learner, context);

  learner
    .command('list')
    .description('List learners by LMS user id, or search for them')
    .option('--search <text>', 'LMS user id, or the beginning of a user name, e-mail address or name')
    .option('--limit <number>', 'maximum number of entries; with --csv all by default', readNumber, 100)
    .option('--json', 'print one JSON object')
    .addOption(new Option('--csv', 'print a CSV file for spreadsheets').conflicts('json'))
    .action((options: ListOptions, command: Command) =>
      withDatabase(context, settingsOf(context, command), async (database) => {
        const { search = '', limit, json, csv } = options;
        const wanted = learnerExport(database, search);
        const isLimited = command.getOptionValueSource('limit') !== 'default';
        if (csv) return printCsv(context, wanted, isLimited ? limit : undefined);
        const { items, next } = await wanted.read({ limit, position: null });
        const more = next !== null;
        if (json)
          printJson(context.stdout, {
            learners: items.map(({ id, active, retiredAt, createdAt }) => ({ id, active, retiredAt, createdAt })),
            more,
          });
        else if (items.length === 0)
          printLines(context.stdout, [
            search.trim() === '' ? 'No event has mentioned a learner yet.' : 'No learner matches.',
          ]);
        else {
          printLines(
            context.stdout,
            table(
              ['LMS user id', 'user name', 'name', 'e-mail', 'state'],
              items.map(({ id, username, name, email, active, retiredAt }) => [
                id,
                username,
                name,
                email,
                retiredAt !== null ? 'retired' : active ? 'active' : 'inactive',
              ]),
            ),
          );
          if (more) printLines(context.stderr, [`These are the first ${items.length}; there are more. See --limit.`]);
        }
      }),
    );
}
