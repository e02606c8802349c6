import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { CommandError } from '../errors.ts';
import { parseLearnerList } from '../formats/learner-list.ts';
import { decodeText } from '../formats/text-file.ts';
import { isAnnouncing } from '../bus/announcing.ts';
import type { Settings } from '../settings.ts';
import type { Database } from '../store/database/database.ts';
import { findTemplate } from '../store/engine/templates.ts';
import { checkLearners } from '../store/operators/bulk-check.ts';
import type { BulkAction, CheckedLearner } from '../store/operators/bulk-check.ts';
import { awardMany } from '../store/operators/hand-awards-many.ts';
import type { LeftOut } from '../store/operators/bulk-wish.ts';
import { commandActor } from './actor.ts';
import { settingsOf, withDatabase } from './context.ts';
import type { CommandContext } from './context.ts';
import { readReason } from './terminal/arguments.ts';
import { count, printable, printJson, printLines, table } from './terminal/output.ts';
import { progressBar } from './terminal/progress-bar.ts';

const help = `
Name learners by LMS user id, user name or e-mail address, on the command line or in a file: one per line, or a CSV file
with a column such as username. Without --yes nothing is changed: it shows which learners are known, who already has the badge,
and what would change. It is safe to stop and to repeat.
`;

interface ManyOptions {
  readonly from?: string;
  readonly reason: string;
  readonly publicReason?: string;
  readonly yes?: true;
  readonly json?: true;
}

/** What becomes of a line of the list. */
const outcomes: Readonly<Record<CheckedLearner['outcome'], string>> = {
  ready: 'ready',
  repeated: 'named twice',
  unknown: 'no learner has this name',
  ambiguous: 'several learners have this name: use the LMS user id',
  retired: 'retired: nothing can be awarded',
  holds_it: 'already has the badge',
  was_revoked: 'the badge was revoked, and never comes back',
  holds_none: 'does not have this badge',
};

/** The commands that award a badge by hand, or take it away: for one learner or for many. */
export function addBadgeMany(badge: Command, context: CommandContext): void {
  const add = (action: BulkAction, description: string, example: string): Command =>
    badge
      .command(action)
      .description(description)
      .argument('<template>', 'id of the badge template')
      .argument('[learners...]', 'LMS user ids, user names or e-mail addresses')
      .option('--from <file>', 'a file with learners; - reads standard input')
      .requiredOption('--reason <text>', 'reason, kept in history and audit: do not name anyone', readReason)
      .option('--yes', 'confirm')
      .option('--json', 'print one JSON object')
      .addHelpText('after', `${help}\nExample:\n  ${example}\n`)
      .action((template: string, learners: string[], options: ManyOptions, command: Command) =>
        run(context, settingsOf(context, command), { action, template, learners }, options),
      );
  add(
    'award',
    'Award a badge manually, to one learner or many',
    'laurel badge award good-practice --from graduates.csv --reason "course of 2019" --yes',
  );
  add(
    'revoke',
    'Revoke a badge permanently, from one learner or many',
    'laurel badge revoke good-practice ada alan --reason "awarded by mistake" --yes',
  ).option('--public-reason <text>', 'reason shown to the learners and the provider', readReason);
}

interface Wanted {
  readonly action: BulkAction;
  readonly template: string;
  readonly learners: readonly string[];
}

async function run(
  context: CommandContext,
  settings: Settings,
  { action, template, learners }: Wanted,
  { from, reason, publicReason, yes, json }: ManyOptions,
): Promise<void> {
  const given = [...learners, ...(from === undefined ? [] : parseLearnerList(readList(from)))];
  if (given.length === 0) throw new CommandError('USAGE', 'Name learners, or a file of learners with --from.');
  await withDatabase(context, settings, async (database) => {
    const checked = await check(database, { action, template }, given);
    const ready = checked.flatMap(({ outcome, learner }) => (outcome === 'ready' && learner !== null ? [learner] : []));
    if (!yes) {
      if (json)
        printJson(context.stdout, { action, template, ready: ready.length, learners: checked.map(withoutNames) });
      else printLines(context.stdout, listing(checked));
      if (ready.length === 0) return;
      throw new CommandError('CONFIRMATION_NEEDED', [
        action === 'award'
          ? `${count(ready.length, 'learner')} would be awarded the badge.`
          : `${count(ready.length, 'learner')} would lose the badge, permanently.`,
        'Run it again with --yes to continue.',
      ]);
    }
    const bar = progressBar(context.stderr, action === 'award' ? 'Awarding' : 'Revoking', ready.length);
    const leftOut: LeftOut[] = [];
    let done = 0;
    const end = await awardMany(
      database,
      { action, template, learners: ready, reason, publicReason },
      {
        by: { actor: commandActor() },
        announces: isAnnouncing(settings.bus),
        onEach: async (reached, left) => {
          if (left !== null) leftOut.push(left);
          done = reached;
          bar.update(done);
          return !context.signal.aborted;
        },
      },
    );
    bar.end();
    const undone = checked.filter(({ outcome }) => outcome !== 'ready');
    const changed = done - leftOut.length;
    if (json)
      printJson(context.stdout, { action, template, changed, notDone: [...undone.map(withoutNames), ...leftOut] });
    else
      printLines(context.stdout, [
        `${action === 'award' ? 'Awarded' : 'Revoked'} ${count(changed, 'badge')}.`,
        ...(undone.length + leftOut.length > 0 ? ['', 'Not done:', ...listing(undone), ...leftOut.map(lineOf)] : []),
      ]);
    if (end === 'stopped' && done < ready.length)
      throw new CommandError('INTERRUPTED', 'Run it again to continue: finished learners are skipped.');
  });
}

async function check(
  database: Database,
  { action, template }: Pick<Wanted, 'action' | 'template'>,
  given: readonly string[],
): Promise<CheckedLearner[]> {
  const found = await database.transaction((transaction) => findTemplate(transaction, template));
  if (found === null) throw new CommandError('TEMPLATE_NOT_FOUND', `No badge template has the id "${template}".`);
  if (action === 'award' && !found.active)
    throw new CommandError('TEMPLATE_INACTIVE', 'Activate it first. Only active templates can be awarded.');
  return checkLearners(database, { action, template: found.key }, given);
}

function listing(checked: readonly CheckedLearner[]): string[] {
  if (checked.length === 0) return [];
  return table(
    ['given', 'learner', 'user name', 'what'],
    checked.map(({ given, learner, username, outcome }) => [
      printable(given),
      learner ?? '',
      printable(username),
      outcomes[outcome],
    ]),
  );
}

/** As JSON is kept and passed on: with nothing personal but what was given. */
function withoutNames({ given, learner, outcome }: CheckedLearner): object {
  return { given, learner, outcome };
}

function lineOf({ learner, why }: LeftOut): string {
  return `  ${learner}: ${outcomes[why]}`;
}

/** @throws LaurelError USAGE for a file that is not there or holds no text */
function readList(file: string): string {
  const decoded = decodeText(readBytes(file));
  if ('text' in decoded) return decoded.text;
  throw new CommandError('USAGE', `The file "${file}" ${decoded.mistake}.`);
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file === '-' ? 0 : file);
  } catch {
    throw new CommandError('USAGE', `The file "${file}" can't be read.`);
  }
}
