import type { Command } from 'commander';
import { CommandError } from '../errors.ts';
import { issueMissing } from '../issuing/openedx/missing.ts';
import { countHeldBack } from '../store/open-badges/credentials.ts';
import { commandActor } from './actor.ts';
import { settingsOf, withDatabase } from './context.ts';
import type { CommandContext } from './context.ts';
import { count, printJson, printLines } from './terminal/output.ts';
import { progressBar } from './terminal/progress-bar.ts';

const help = `
Badges of origin openedx that were awarded while there was no issuer are held back. This command makes them due; a running
\`laurel deliver\` issues them with the date on which they were earned. Safe to stop and to repeat.

Examples:
  laurel issue --missing
  laurel issue --missing --json
`;

/** Issues what was held back. */
export function addIssue(program: Command, context: CommandContext): void {
  program
    .command('issue')
    .description('Issue badges that were awarded while there was no issuer')
    .option('--missing', 'all badges that were held back')
    .option('--json', 'print one JSON object')
    .addHelpText('after', help)
    .action(({ missing, json }: { missing?: true; json?: true }, command: Command) => {
      if (!missing) throw new CommandError('USAGE', 'Add --missing to issue all badges that were held back.');
      return withDatabase(context, settingsOf(context, command), async (database) => {
        const bar = progressBar(context.stderr, 'Issuing', await countHeldBack(database));
        const due = await issueMissing(database, { actor: commandActor() }, (sofar) => {
          bar.update(sofar);
          return !context.signal.aborted;
        }).finally(() => bar.end());
        if (json) printJson(context.stdout, { due });
        else printLines(context.stdout, [due === 0 ? 'No badge is held back.' : `${count(due, 'badge')} due now.`]);
      });
    });
}
