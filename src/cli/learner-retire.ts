import type { Command } from 'commander';
import { previewOf, retireLearner } from '../consumer/retire.ts';
import type { Retirement } from '../consumer/retire.ts';
import { CommandError } from '../errors.ts';
import type { Database } from '../store/database/database.ts';
import { commandActor } from './actor.ts';
import { settingsOf, withDatabase } from './context.ts';
import type { CommandContext } from './context.ts';
import { findLearner, learnerName, requireLearner } from './learner-names.ts';
import { count, printJson, printLines } from './terminal/output.ts';

const help = `
Everything about the person is removed permanently: names, address, sign-in, messages, and texts and values in the history. Badges
and progress still count, with the LMS user id alone. Public pages of badges are removed, and badges that are not issued yet will
not be. Badges at Credly or Accredible stay there: revoke them first if they should not.

Safe to stop and to repeat. If the learner is not known yet, the LMS user id is recorded, so that no late event
adds them. The LMS's retirement pipeline can do this automatically: docs/retirement.md.
`;

interface RetireOptions {
  readonly dryRun?: true;
  readonly yes?: true;
  readonly json?: true;
}

export function addLearnerRetire(learner: Command, context: CommandContext): void {
  learner
    .command('retire')
    .description('Retire a learner: remove everything about the person, but keep counts')
    .argument('<learner>', 'LMS user id or user name')
    .option('--dry-run', 'show what would be removed, and remove nothing')
    .option('--yes', 'confirm')
    .option('--json', 'print one JSON object')
    .addHelpText('after', help)
    .action((named: string, { dryRun, yes, json }: RetireOptions, command: Command) =>
      withDatabase(context, settingsOf(context, command), async (database) => {
        const { id, words } = await whom(database, named);
        if (!dryRun && !yes) {
          const lines = linesOf(await previewOf(database, id), 'planned');
          throw new CommandError('CONFIRMATION_NEEDED', [
            `${words} would be retired, and that can't be undone:`,
            ...lines,
            'Run it again with --yes to continue.',
          ]);
        }
        const retirement = dryRun
          ? await previewOf(database, id)
          : await retireLearner(database, id, { by: { actor: commandActor() } });
        if (json) printJson(context.stdout, { dryRun: dryRun === true, ...retirement });
        else
          printLines(context.stdout, [
            dryRun ? `${words} would be retired:` : `${words} is retired:`,
            ...linesOf(retirement, dryRun ? 'planned' : 'done'),
          ]);
      }),
    );
}

/** Whom a command line names; a number that nobody is known by may be somebody whom events will name. */
async function whom(database: Database, named: string): Promise<{ readonly id: number; readonly words: string }> {
  const commandFor = (id: number): string => `laurel learner retire ${id}`;
  const isNumber = /^[1-9]\d{0,14}$/.test(named);
  const found = isNumber
    ? await findLearner(database, named, 'either', commandFor)
    : await requireLearner(database, named, 'either', commandFor);
  if (found === null) return { id: Number(named), words: `Learner ${named}, whom no event has mentioned yet,` };
  return { id: found.learner.id, words: learnerName(found.learner) };
}

function linesOf(retirement: Retirement, when: 'planned' | 'done'): string[] {
  const { state, badges, published, notIssued, atProviders, history, messages, signIn, sameAddress } = retirement;
  const role = signIn?.role ? ` with the role ${signIn.role}` : '';
  return [
    ...(state === 'retired' ? ['  was already retired; what is left is removed'] : []),
    ...(state === 'unknown' ? ['  nothing is stored; later events about them are ignored'] : []),
    `  removed  name, user name and e-mail address`,
    `  removed  ${count(messages, 'parked or waiting message')} about them`,
    ...(signIn === null ? [] : [`  removed  how they sign in here${role}, their sessions and API keys`]),
    `  cleared  texts and values of ${count(history, 'line')} of the history`,
    `  kept     ${count(badges, 'badge')}, without a name; ${published} of these ${when === 'planned' ? 'become' : 'became'} private, ${notIssued} ${when === 'planned' ? 'are' : 'were'} not issued any more`,
    ...(atProviders === 0
      ? []
      : [
          `  kept     ${count(atProviders, 'badge')} at Credly or Accredible, with the name: revoke them there if they should not stay`,
        ]),
    ...(sameAddress
      ? ['  kept     a person with the same e-mail address who signs in here without the LMS: see People']
      : []),
  ];
}
