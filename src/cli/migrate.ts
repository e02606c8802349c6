import type { Command } from 'commander';
import { migrate } from '../store/database/migrate.ts';
import { settingsOf, withUncheckedDatabase } from './context.ts';
import type { CommandContext } from './context.ts';
import { printJson, printLines } from './terminal/output.ts';

const help = `
Several processes may run this at the same time: one works and the others wait. Forward only; restore a backup to go back.

Example:
  laurel migrate
`;

export function addMigrate(program: Command, context: CommandContext): void {
  program
    .command('migrate')
    .description('Update the database schema')
    .option('--json', 'print one JSON object')
    .addHelpText('after', help)
    .action(async ({ json }: { json?: true }, command: Command) => {
      const { applied, version } = await withUncheckedDatabase(context, settingsOf(context, command), migrate);
      if (json) return printJson(context.stdout, { applied, version });
      const done = applied.length === 0 ? ['The schema was up to date.'] : applied.map((name) => `Applied ${name}.`);
      printLines(context.stdout, [...done, `The schema is now at version ${version}.`]);
    });
}
