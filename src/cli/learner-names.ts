import { CommandError } from '../errors.ts';
import type { LaurelError } from '../errors.ts';
import type { Learner } from '../rules/event.ts';
import type { Database } from '../store/database/database.ts';
import { toTimestamp } from '../store/database/timestamps.ts';
import { findLearnersNamed } from '../store/engine/learners.ts';
import type { Identity, NamedBy } from '../store/engine/learners.ts';
import { spellingHint } from './spelling-hint.ts';
import { printable, table } from './terminal/output.ts';

/** Whom a command is about, for people: `Ada Lovelace (ada, LMS user id 7)`. A retired learner has no name any more. */
export function learnerName({ id, username, name }: Pick<Learner, 'id' | 'username' | 'name'>): string {
  if (username === '') return `A retired learner (LMS user id ${id})`;
  return name === '' || name === username
    ? `${printable(username)} (LMS user id ${id})`
    : `${printable(name)} (${printable(username)}, LMS user id ${id})`;
}

/** The same in a column of a table: `ada (7)`. */
export function shortLearnerName({ id, username }: Pick<Learner, 'id' | 'username'>): string {
  return username === '' ? `retired (${id})` : `${username} (${id})`;
}

/**
 * The one learner whom a text names, by LMS user id or user name.
 *
 * @param commandFor the command line that names the learner by this id, for whoever has to choose
 * @throws LaurelError LEARNER_NOT_FOUND; LEARNER_AMBIGUOUS, with all whom it can mean
 */
export async function requireLearner(
  database: Database,
  text: string,
  by: NamedBy,
  commandFor: (id: number) => string,
): Promise<Identity> {
  const found = await findLearner(database, text, by, commandFor);
  if (found === null)
    throw new CommandError('LEARNER_NOT_FOUND', [
      'No event about a badge has mentioned this learner yet.',
      'Use the LMS user id, or the user name in the newest event.',
      ...(by === 'id' ? [] : await spellingHint(database, text)),
    ]);
  return found;
}

/**
 * The same, or null where nobody is called so.
 *
 * @throws LaurelError LEARNER_AMBIGUOUS, with all whom it can mean
 */
export async function findLearner(
  database: Database,
  text: string,
  by: NamedBy,
  commandFor: (id: number) => string,
): Promise<Identity | null> {
  const [found = null, ...others] = await findLearnersNamed(database, text, by);
  if (found !== null && others.length > 0) throw ambiguous(text, [found, ...others], commandFor);
  return found;
}

/**
 * The LMS user id for a list that is narrowed down to a learner. A number that nobody is known by stays one: the list is empty
 * then, and that is no mistake.
 *
 * @param command the command line up to its `--learner`
 */
export async function idOfLearner(database: Database, named: string, command: string): Promise<number> {
  const commandFor = (id: number): string => `${command} --learner ${id}`;
  if (!/^[1-9]\d{0,14}$/.test(named)) return (await requireLearner(database, named, 'either', commandFor)).learner.id;
  return (await findLearner(database, named, 'either', commandFor))?.learner.id ?? Number(named);
}

/** Says whom a text names, the newest holder of a user name first, and how to say which one. */
function ambiguous(text: string, found: readonly Identity[], commandFor: (id: number) => string): LaurelError {
  const choices = table(
    ['say', 'who has', 'newest event'],
    found.map(({ learner: { id, username }, time }) => [
      commandFor(id),
      [...(username === text ? ['this user name'] : []), ...(String(id) === text ? ['this LMS user id'] : [])].join(
        ', ',
      ),
      toTimestamp(time),
    ]),
  );
  return new CommandError('LEARNER_AMBIGUOUS', [`"${printable(text)}" can be any of these, newest first:`, ...choices]);
}
