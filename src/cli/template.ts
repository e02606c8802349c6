import type { Command } from 'commander';
import { switchTemplates } from '../api/templates/switch-templates.ts';
import type { SwitchedTemplate, SwitchOutcome } from '../api/templates/switch-templates.ts';
import { CommandError } from '../errors.ts';
import { createVocabulary } from '../events/vocabulary.ts';
import { commandActor } from './actor.ts';
import { settingsOf, withDatabase } from './context.ts';
import type { CommandContext } from './context.ts';
import { count, printJson, printLines, table } from './terminal/output.ts';

const help = `
Each template is checked separately: those that can't be activated yet are listed with the reasons and left as they are, and
the others are activated. Templates that are already active do not change: it is safe to run again. Exit code 1 when any was left out.

Examples:
  laurel template activate welcome graduate --dry-run    what would happen to each
  laurel template activate welcome graduate
  laurel template deactivate welcome
`;

interface Options {
  readonly dryRun?: true;
  readonly json?: true;
}

const words: Readonly<Record<SwitchOutcome, string>> = {
  switched: '',
  unchanged: 'no change',
  refused: "can't be activated yet",
  unknown: 'no such template',
};

export function addTemplate(program: Command, context: CommandContext): void {
  const template = program
    .command('template')
    .description('Activate or deactivate badge templates')
    .addHelpText('after', help);
  for (const [word, active] of [
    ['activate', true],
    ['deactivate', false],
  ] as const)
    template
      .command(word)
      .description(
        active
          ? 'Activate badge templates: events count for them from now on'
          : 'Deactivate badge templates: events no longer count for them, and issued badges stay',
      )
      .argument('<ids...>', 'ids of the templates')
      .option('--dry-run', 'show what would happen to each, and change nothing')
      .option('--json', 'print one JSON object')
      .action(async (templates: string[], options: Options, command: Command) => {
        const settings = settingsOf(context, command);
        const vocabulary = createVocabulary(settings.events, settings.ignoredKeyPaths);
        const dryRun = options.dryRun === true;
        const switched = await withDatabase(context, settings, (database) =>
          switchTemplates({ database, vocabulary, settings }, { templates, active, dryRun }, { actor: commandActor() }),
        );
        print(context, switched, active, options);
        const left = switched.filter(({ outcome }) => outcome === 'refused' || outcome === 'unknown');
        if (left.length > 0) throw new CommandError('TEMPLATES_LEFT_OUT', left.flatMap(reasons));
      });
}

function print(
  context: CommandContext,
  switched: readonly SwitchedTemplate[],
  active: boolean,
  { dryRun = false, json }: { readonly dryRun?: boolean; readonly json?: true },
): void {
  if (json) {
    const items = switched.map(({ mistakes, ...rest }) => ({
      ...rest,
      mistakes: mistakes.map(({ path, message }) => ({ path, message })),
    }));
    printJson(context.stdout, { dryRun, items });
    return;
  }
  const done = active ? 'activated' : 'deactivated';
  const told = (outcome: SwitchOutcome): string =>
    outcome === 'switched' ? (dryRun ? `would be ${done}` : done) : words[outcome];
  printLines(context.stdout, [
    ...table(
      ['template', 'name', 'outcome'],
      switched.map(({ id, name, outcome }) => [id, name, told(outcome)]),
    ),
    '',
    `${dryRun ? `Would be ${done}` : `${done.charAt(0).toUpperCase()}${done.slice(1)}`}: ${switched.filter(({ outcome }) => outcome === 'switched').length} of ${count(switched.length, 'template')}.`,
  ]);
  const changed = switched.filter(({ outcome }) => outcome === 'switched');
  printLines(context.stderr, [
    ...changed.flatMap(({ id, warnings }) => warnings.map(({ message }) => `Warning: "${id}": ${message}`)),
    ...changed.flatMap(({ id, penalties }) =>
      active && penalties > 0
        ? [`Note: "${id}" has ${count(penalties, 'penalty', 'penalties')}. A revoked badge never comes back.`]
        : [],
    ),
  ]);
}

function reasons({ id, outcome, mistakes }: SwitchedTemplate): string[] {
  if (outcome === 'unknown') return [`No badge template has the id "${id}".`];
  return mistakes.map(({ path, message }) => `"${id}": ${path.join('.')}: ${message}.`);
}
