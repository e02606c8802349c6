import { Option } from 'commander';
import type { Command } from 'commander';
import { CommandError } from '../errors.ts';
import { createVocabulary } from '../events/vocabulary.ts';
import { readBadgesFile } from '../formats/badges-file.ts';
import { knownAccounts } from '../issuing/accounts/account-keys.ts';
import type { KnownAccount } from '../issuing/accounts/account-keys.ts';
import { accountWithoutKey } from '../issuing/accounts/misfits.ts';
import { followingOf } from '../issuing/sync/following.ts';
import type { SyncedField } from '../rules/synced.ts';
import type { Holder, Template } from '../rules/template.ts';
import { describeMove } from '../store/engine/moved-badges.ts';
import { applyTemplates, changes, changesRulesInUse, planTemplates } from '../store/operators/apply-templates.ts';
import type { FindFollowing, TemplateStep } from '../store/operators/apply-templates.ts';
import { storeImage } from '../store/open-badges/images.ts';
import { commandActor } from './actor.ts';
import { readImages, requireNamed } from './template-images.ts';
import { settingsOf, withDatabase } from './context.ts';
import type { CommandContext } from './context.ts';
import { courseKeyWarnings, unseenCourseWarnings } from './course-key-warnings.ts';
import { stateWarnings } from './state-warnings.ts';
import { count, printJson, printLines, table } from './terminal/output.ts';

const help = `
Creates new templates and changes existing ones, all in one transaction; running consumers use them from their next
batch. Templates that are not in the file do not change: to stop awarding one, write active: false.

If you change the rules of an active template that learners have earned or are working on, they keep their badges and
fulfillments, and the new rules apply to their progress. This needs --yes.

The name, description, image URL and place of a template that is synced with Credly or Accredible are changed there. Values
in the file that a sync has replaced since are skipped with a note; any other value is rejected.

If a template with badges is to be issued through another place (origin, account, or template there), add --moved:

  stay         badges that are issued stay where they are, and are revoked there
  issue-again  they are issued at the new place as well, and later revoked at both

Badges that are not issued yet move with the template either way.

Examples:
  laurel apply badges.yaml --dry-run    show what would change
  laurel apply badges.yaml              apply the templates
  laurel apply badges.yaml --moved stay    leave issued badges at the old place
`;

interface Options {
  readonly dryRun?: true;
  readonly yes?: true;
  readonly moved?: 'stay' | 'issue-again';
  readonly json?: true;
}

export function addApply(program: Command, context: CommandContext): void {
  program
    .command('apply')
    .description('Apply the badge templates of a badges.yaml to the database')
    .argument('<file>', 'badges.yaml')
    .option('--dry-run', 'show the plan and change nothing')
    .option('--yes', 'confirm edits of templates in use')
    .addOption(
      new Option('--moved <what>', 'what happens to issued badges of templates that move to another place').choices([
        'stay',
        'issue-again',
      ]),
    )
    .option('--json', 'print the plan as one JSON object')
    .addHelpText('after', help)
    .action(async (file: string, options: Options, command: Command) => {
      const settings = settingsOf(context, command);
      const vocabulary = createVocabulary(settings.events, settings.ignoredKeyPaths);
      const read = readImages(file, readBadgesFile(file, vocabulary));
      const { templates, images } = read;
      const plan = await withDatabase(context, settings, async (database) => {
        printLines(context.stderr, [
          ...courseKeyWarnings(templates),
          ...(await unseenCourseWarnings(templates, database)),
        ]);
        const accounts = await knownAccounts(settings, database);
        const following: FindFollowing = (holder, state) => followingOf(holder, state, accounts);
        printLines(context.stderr, accountWarnings(templates, accounts));
        printLines(context.stderr, await stateWarnings(templates, database));
        await requireNamed(database, file, read);
        return options.dryRun
          ? planTemplates(database, templates, following)
          : database.transaction(async (transaction) => {
              for (const image of images) await storeImage(transaction, image);
              return applyTemplates(transaction, templates, {
                confirm: (steps) => askForConfirmation(steps, options),
                issued: options.moved === 'issue-again' ? 'issue_again' : 'stay',
                by: { actor: commandActor() },
                following,
              });
            });
      });
      printPlan(context, plan, options);
    });
}

function askForConfirmation(plan: readonly TemplateStep[], { yes, moved }: Options): void {
  const edited = yes ? [] : plan.filter(changesRulesInUse);
  const movedHere = moved ? [] : plan.filter((step) => step.moved !== null);
  if (edited.length + movedHere.length === 0) return;
  const needsYes = yes === true || edited.length > 0;
  const choice = moved ?? (movedHere.length > 0 ? 'stay' : undefined);
  const flags = [...(needsYes ? ['--yes'] : []), ...(choice === undefined ? [] : [`--moved ${choice}`])];
  throw new CommandError('CONFIRMATION_NEEDED', [
    ...edited.map(useWarning),
    ...movedHere.map(moveWarning),
    `Run it again with ${flags.join(' ')} to continue.`,
    ...(movedHere.length > 0
      ? ['It leaves issued badges where they are; --moved issue-again also issues them at the new place.']
      : []),
  ]);
}

function moveWarning({ template: { id, holder }, moved }: TemplateStep): string {
  return `The template "${id}" is to be issued through ${holderName(holder)}, and ${describeMove(moved ?? { issued: 0, waiting: 0 }).text}`;
}

const fieldNames: Readonly<Record<SyncedField, string>> = {
  name: 'name',
  description: 'description',
  imageUrl: 'image_url',
  holder: 'holder',
};

function outdatedNote({ template: { id }, kept }: TemplateStep): string {
  return `Note: the file is older than the last sync of "${id}": its ${kept.map((field) => fieldNames[field]).join(', ')} stays as the provider has it. \`laurel export\` writes the current values.`;
}

function holderName(holder: Holder): string {
  switch (holder.origin) {
    case 'openedx':
      return 'this site';
    case 'credly':
      return `Credly organization ${holder.organization}, template ${holder.template}`;
    case 'accredible':
      return `Accredible account ${holder.account}, group ${holder.group}`;
  }
}

function useWarning({ template, fields, use }: TemplateStep): string {
  const learners = `${count(use.holders, 'learner')} have it and ${use.inProgress} are in progress`;
  return `The template "${template.id}" is active, ${learners}, and the file changes its ${fields.join(', ')}.`;
}

/** Templates whose account has no key can't be issued outside; bringing them in is no mistake, for keys may come later. */
function accountWarnings(templates: readonly Template[], accounts: readonly KnownAccount[]): string[] {
  return templates.flatMap(({ id, holder }) => {
    const missing = accountWithoutKey(holder, accounts);
    return missing === null
      ? []
      : [
          `Warning: "${id}" is issued through ${missing.name}, which has no key; its badges can't be issued. ${missing.todo}`,
        ];
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
      changed: changed.map(({ template, fields, use, moved }) => ({
        template: template.id,
        fields,
        ...use,
        ...(moved && { moved }),
      })),
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
  const summary = `${options.dryRun ? 'Would create' : 'Created'} ${created.length}, ${options.dryRun ? 'change' : 'changed'} ${changed.length}, ${unchanged.length} unchanged.`;
  printLines(context.stdout, [
    ...(rows.length > 0 ? [...table(['action', 'template', 'is then', 'what'], rows), ''] : []),
    summary,
  ]);
  // Confirmed with --yes, or only shown by --dry-run: the numbers are told all the same.
  printLines(context.stderr, plan.filter(beginsToTakeAway).map(lossNote));
  printLines(context.stderr, plan.filter(({ kept }) => kept.length > 0).map(outdatedNote));
  const warnings = [
    ...plan.filter(changesRulesInUse).map(useWarning),
    ...plan.filter(({ moved }) => moved !== null).map(moveWarning),
  ];
  printLines(
    context.stderr,
    warnings.map((warning) => `Warning: ${warning}`),
  );
  if (options.dryRun && plan.some(({ moved }) => moved !== null))
    printLines(context.stderr, ['It needs --moved stay or --moved issue-again.']);
}

/** Whether the template is active with penalties that it did not have, or was not active with (S17). */
function beginsToTakeAway({ stored, fields, template: { active, penalties } }: TemplateStep): boolean {
  return (
    active && penalties.length > 0 && (stored === null || fields.includes('active') || fields.includes('penalties'))
  );
}

function lossNote({ template: { id, penalties } }: TemplateStep): string {
  return `Note: "${id}" has ${count(penalties.length, 'penalty', 'penalties')}. A revoked badge never comes back, even if everything is met again.`;
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
