import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { CommandError } from '../errors.ts';
import { badgesFileValue, writeBadgesFile } from '../formats/badges-file-writer.ts';
import { loadTemplates } from '../store/engine/templates.ts';
import { settingsOf, withDatabase } from './context.ts';
import type { CommandContext } from './context.ts';
import { count } from './terminal/output.ts';

const help = `
Examples:
  laurel export > badges.yaml              all templates, ready for laurel apply
  laurel export --output badges.yaml
`;

export function addExport(program: Command, context: CommandContext): void {
  program
    .command('export')
    .description('Write all badge templates as badges.yaml')
    .option('--output <file>', 'write to a file instead of standard output')
    .option('--json', 'write JSON, which is also a badges file')
    .addHelpText('after', help)
    .action(async ({ output, json }: { output?: string; json?: true }, command: Command) => {
      const settings = settingsOf(context, command);
      const templates = await withDatabase(context, settings, loadTemplates);
      const text = json ? `${JSON.stringify(badgesFileValue(templates))}\n` : writeBadgesFile(templates);
      if (output === undefined) {
        context.stdout.write(text);
        return;
      }
      try {
        writeFileSync(output, text);
      } catch (error) {
        const told = error instanceof Error ? error.message : String(error);
        throw new CommandError('FILE_NOT_WRITTEN', told, { cause: error });
      }
      context.stderr.write(`Wrote ${count(templates.length, 'template')} to ${output}.\n`);
    });
}
