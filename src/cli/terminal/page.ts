import { Readable } from 'node:stream';
import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { buildProgram } from '../program.ts';
import type { AddCommand } from '../program.ts';

const introduction = `# The command line

<!-- Made from src/cli by scripts/docs.ts; edit there. -->

In a checkout write \`npm run -s laurel -- COMMAND\` for \`laurel COMMAND\`. Results go to standard output; everything else,
errors and progress bars included, goes to standard error, so that \`--json\` gives one JSON object and nothing else.

| exit code | meaning |
|---|---|
| 0 | done |
| 1 | failed; standard error says why |
| 2 | wrong settings, wrong file or wrong usage; nothing was done |

Every error has a code, such as \`SETTINGS_INVALID\`, that is explained in [errors.md](errors.md).
`;

/** The page docs/cli.md: what \`--help\` says, command by command. */
export function renderCliPage(commands: readonly AddCommand[]): string {
  let written = '';
  const program = buildProgram(
    contextThatWrites((text) => (written += text)),
    commands,
  );
  program.configureOutput({ getOutHelpWidth: () => 110 });
  const helpOf = (command: Command): string => {
    command.configureOutput({ getOutHelpWidth: () => 110 });
    written = '';
    command.outputHelp();
    return written.trimEnd();
  };
  const sections = withSubcommands(program).map(
    ({ command, name }) => `## ${name}\n\n\`\`\`text\n${helpOf(command)}\n\`\`\`\n`,
  );
  return `${introduction}\n${sections.join('\n')}`;
}

function withSubcommands(command: Command, around = ''): { command: Command; name: string }[] {
  const name = `${around} ${command.name()}`.trim();
  return [{ command, name }, ...command.commands.flatMap((below) => withSubcommands(below, name))];
}

/** A context for a program that only tells of itself. */
function contextThatWrites(write: (text: string) => void): CommandContext {
  const nothingRuns = (): never => {
    throw new Error('a page runs no command');
  };
  return {
    environment: {},
    stdin: Readable.from([]),
    stdout: { write },
    stderr: { write },
    signal: AbortSignal.abort(),
    openDatabase: nothingRuns,
    run: nothingRuns,
    openProviders: nothingRuns,
    inspectBus: nothingRuns,
    inspectRetention: nothingRuns,
    replay: nothingRuns,
    retryParked: nothingRuns,
  };
}
