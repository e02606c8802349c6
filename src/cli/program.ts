import { Command, CommanderError } from 'commander';
import { laurelVersion } from '../version.ts';
import { errorRegistry, LaurelError } from '../errors.ts';
import type { CommandContext } from './context.ts';

/** Adds one command to the program; one file of this folder each. */
export type AddCommand = (program: Command, context: CommandContext) => void;

const help = `
Examples:
  laurel simulate --templates badges.yaml --events events.ndjson   try templates on events, nothing else needed
  laurel migrate && laurel apply badges.yaml                       set up the database and the templates
  laurel doctor                                                    check the settings and all services

In a checkout write \`npm run -s laurel -- COMMAND\` for \`laurel COMMAND\`.

Exit codes:
  0  done
  1  failed; standard error says why
  2  wrong settings, wrong file or wrong usage; nothing was done
`;

/** Builds the program from its commands. Nothing runs yet. */
export function buildProgram(context: CommandContext, commands: readonly AddCommand[]): Command {
  const program = new Command('laurel')
    .description('Awards badges for what learners do on an Open edX site.')
    .version(laurelVersion, '-V, --version', 'print the version')
    .option('--settings <file>', 'YAML file with settings; environment variables take precedence')
    .addHelpText('after', help)
    .showHelpAfterError('Run it with --help to see its usage.')
    .configureOutput({
      writeOut: (text) => void context.stdout.write(text),
      writeErr: (text) => void context.stderr.write(text),
    })
    .exitOverride();
  for (const add of commands) add(program, context);
  return program;
}

/**
 * Runs the command that the arguments name.
 *
 * @param commandLine the arguments, without node and the script
 * @returns the exit code; errors are on standard error, with their code and what to do
 */
export async function runProgram(
  context: CommandContext,
  commands: readonly AddCommand[],
  commandLine: readonly string[],
): Promise<0 | 1 | 2> {
  try {
    await buildProgram(context, commands).parseAsync(commandLine, { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has said what is wrong by itself; asking for help is no mistake.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof LaurelError) {
      context.stderr.write(`laurel: ${error.code}: ${error.message}\n`);
      return errorRegistry[error.code].exitCode;
    }
    const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
    context.stderr.write(`laurel: This is a bug in Laurel; please report it.\n${told}\n`);
    return 1;
  }
}
