import type { Command } from 'commander';
import { isAnnouncing } from '../bus/announcing.ts';
import { CommandError } from '../errors.ts';
import { resetProgress } from '../store/operators/progress-reset.ts';
import type { ResetReport } from '../store/operators/progress-reset.ts';
import { commandActor } from './actor.ts';
import { learnerName, requireLearner } from './learner-names.ts';
import { settingsOf, withDatabase } from './context.ts';
import type { CommandContext } from './context.ts';
import { readReason } from './terminal/arguments.ts';
import { count, printJson, printLines } from './terminal/output.ts';

const help = `
The progress of a learner on a template starts again from zero: events from before this moment no longer count, even if
they arrive again; later ones do. An awarded badge stays, unless you add --revoke: then it is revoked permanently, also
at the provider. The reason is kept in the history and in the audit.

Examples:
  laurel progress reset 7 demo-graduate --reason "passed by mistake: test account" --yes
  laurel progress reset 7 demo-graduate --reason "plagiarism" --revoke --yes
`;

interface ResetOptions {
  readonly reason: string;
  readonly revoke?: true;
  readonly publicReason?: string;
  readonly yes?: true;
  readonly json?: true;
}

/** Looks after the progress of learners. */
export function addProgress(program: Command, context: CommandContext): void {
  program
    .command('progress')
    .description('Reset the progress of a learner on a template')
    .addHelpText('after', help)
    .command('reset')
    .description('Reset the progress of a learner on a template')
    .argument('<learner>', 'LMS user id or user name')
    .argument('<template>', 'id of the badge template')
    .requiredOption('--reason <text>', 'reason, kept in history and audit', readReason)
    .option('--revoke', 'also revoke the badge, permanently')
    .option('--public-reason <text>', 'reason shown to the learner, on the public page and at the provider')
    .option('--yes', 'confirm')
    .option('--json', 'print one JSON object')
    .addHelpText('after', help)
    .action((named: string, template: string, options: ResetOptions, command: Command) => {
      const settings = settingsOf(context, command);
      return withDatabase(context, settings, async (database) => {
        const { learner } = await requireLearner(
          database,
          named,
          'either',
          (id) => `laurel progress reset ${id} ${template}`,
        );
        if (!options.yes)
          throw new CommandError('CONFIRMATION_NEEDED', [
            `The progress of ${learnerName(learner)} on ${template} would start again from zero${options.revoke ? ', and the badge would be revoked permanently' : '; an awarded badge stays'}.`,
            'Run it again with --yes to continue.',
          ]);
        const { reason, revoke = false, publicReason } = options;
        const reset = { learner: learner.id, template, reason, revoke, publicReason: publicReason?.trim() };
        const report = await resetProgress(database, reset, { actor: commandActor() }, isAnnouncing(settings.bus));
        if (options.json) printJson(context.stdout, report);
        else printLines(context.stdout, describe(report));
      });
    });
}

function describe({ requirements, badge }: ResetReport): string[] {
  const met = requirements.length === 0 ? 'None was fulfilled.' : `Fulfilled before: ${requirements.join(', ')}.`;
  return [
    `Progress reset; ${count(requirements.length, 'requirement', 'requirements')} reset. ${met}`,
    ...(badge === null
      ? []
      : [badge.status === 'revoked' ? `The badge ${badge.id} is revoked.` : `The badge ${badge.id} stays.`]),
  ];
}
