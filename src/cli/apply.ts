import type { Command } from 'commander';
import { LaurelError } from '../errors.ts';
import { createVocabulary } from '../events/vocabulary.ts';
import { readBadgesFile } from '../formats/badges-file.ts';
import { knownAccounts } from '../issuing/accounts/account-keys.ts';
import type { KnownAccount } from '../issuing/accounts/account-keys.ts';
import { accountWithoutKey } from '../issuing/accounts/misfits.ts';
import type { Template } from '../rules/template.ts';
import { applyTemplates, changes, editsTemplateInUse, planTemplates } from '../store/operators/apply-templates.ts';
import type { TemplateStep } from '../store/operators/apply-templates.ts';
import { settingsOf, withDatabase } from './context.ts';
import type { CommandContext } from './context.ts';
import { courseKeyWarnings } from './course-key-warnings.ts';
import { stateWarnings } from './state-warnings.ts';
import { count, printJson, printLines, table } from './terminal/output.ts';

const help = `
Creates the templates that are new and changes the known ones, all in one transaction; running consumers take them over
before their next batch. Templates that are not in the file are left alone: to retire one, write active: false.

Editing an active template that learners hold, or are on the way to, keeps their badges and fulfillments and measures
their progress by the new rules. It needs --yes.

Examples:
  laurel apply badges.yaml --dry-run    show what would change
  laurel apply badges.yaml              bring the templates in
`;

interface Options {
  readonly dryRun?: true;
  readonly yes?: true;
  readonly json?: true;
}

export function addApply(program: Command, context: CommandContext): void {
  program
    .command('apply')
    .description('Bring the badge templates of a badges.yaml into the database')
    .argument('<file>', 'badges.yaml')
    .option('--dry-run', 'show the plan and change nothing')
    .option('--yes', 'confirm edits of templates in use')
    .option('--json', 'print the plan as one JSON object')
    .addHelpText('after', help)
    .action(async (file: string, options: Options, command: Command) => {
      const settings = settingsOf(context, command);
      const templates = readBadgesFile(file, createVocabulary(settings.events, settings.ignoredKeyPaths));
      const plan = await withDatabase(context, settings, async (database) => {
        printLines(context.stderr, courseKeyWarnings(templates));
        printLines(context.stderr, accountWarnings(templates, await knownAccounts(settings, database)));
        printLines(context.stderr, await stateWarnings(templates, database));
        return options.dryRun
          ? planTemplates(database, templates)
          : database.transaction((transaction) =>
              applyTemplates(transaction, templates, (steps) => {
                if (!options.yes) askForConfirmation(steps);
              }),
            );
      });
      printPlan(context, plan, options);
    });
}

function askForConfirmation(plan: readonly TemplateStep[]): void {
  const inUse = plan.filter(editsTemplateInUse);
  if (inUse.length > 0)
    throw new LaurelError('CONFIRMATION_NEEDED', [...inUse.map(useWarning), 'Run it again with --yes to go on.']);
}

function useWarning({ template, fields, use }: TemplateStep): string {
  const learners = `${count(use.holders, 'learner')} hold it and ${use.inProgress} are on the way`;
  return `The template "${template.id}" is active, ${learners}, and the file changes its ${fields.join(', ')}.`;
}

/** Templates whose account has no key can't be issued outside; bringing them in is no mistake, for keys may come later. */
function accountWarnings(templates: readonly Template[], accounts: readonly KnownAccount[]): string[] {
  return templates.flatMap(({ id, holder }) => {
    const missing = accountWithoutKey(holder, accounts);
    return missing === null
      ? []
      : [`Warning: "${id}" is held by ${missing.name}, which has no key; its badges can't be issued. ${missing.todo}`];
  });
}

function printPlan(context: CommandContext, plan: readonly TemplateStep[], options: Options): void {
  const created = plan.filter(({ stored }) => stored === null);
  const changed = plan.filter((step) => step.stored !== null && changes(step));
  const unchanged = plan.filter((step) => !changes(step));
  if (options.json) {
    printJson(context.stdout, {
      dryRun: options.dryRun === true,
      created: created.map(({ template }) => template.id),
      changed: changed.map(({ template, fields, use }) => ({ template: template.id, fields, ...use })),
      unchanged: unchanged.map(({ template }) => template.id),
    });
    return;
  }
  const rows = [...created, ...changed].map((step) => [
    actionOf(step),
    step.template.id,
    step.template.active ? 'active' : 'inactive',
    whatChanges(step),
  ]);
  const summary = `${options.dryRun ? 'Would create' : 'Created'} ${created.length}, ${options.dryRun ? 'change' : 'changed'} ${changed.length}, ${unchanged.length} as they were.`;
  printLines(context.stdout, [
    ...(rows.length > 0 ? [...table(['action', 'template', 'is then', 'what'], rows), ''] : []),
    summary,
  ]);
  // Confirmed with --yes, or only shown by --dry-run: the numbers are told all the same.
  printLines(
    context.stderr,
    plan.filter(editsTemplateInUse).map((step) => `Warning: ${useWarning(step)}`),
  );
}

function actionOf({ stored, fields, template }: TemplateStep): string {
  if (stored === null) return 'create';
  if (fields.length === 1 && fields[0] === 'active') return template.active ? 'activate' : 'deactivate';
  return 'change';
}

function whatChanges({ stored, fields, template: { requirements, penalties } }: TemplateStep): string {
  if (stored !== null) return fields.join(', ');
  return `${count(requirements.length, 'requirement')}, ${count(penalties.length, 'penalty', 'penalties')}`;
}
