import type { RawMessage } from '../events/message.ts';
import type { Database } from '../store/database/database.ts';
import { deleteInboxMessages } from '../store/engine/inbox.ts';
import { listParked, removeParked } from '../store/engine/parked.ts';
import type { ParkedMessage } from '../store/engine/parked.ts';
import type { RetiredNames } from '../store/open-badges/retired-learners.ts';
import type { ChangedBy } from '../store/operators/audit.ts';
import { forgetLearner, peekInbox } from '../store/people/forgetting.ts';
import { markRetired, previewRetirement, unfinishedRetirements, waitForParking } from '../store/people/retirement.ts';
import type { RetirementPreview } from '../store/people/retirement.ts';
import { createPersonSearch } from './messages-about.ts';
import type { Person } from './messages-about.ts';
import { subjectOf } from './retired-messages.ts';

/** What retiring a learner removes, or has removed. */
export interface Retirement extends Omit<RetirementPreview, 'names'> {
  /** Parked messages about them, and those that wait in the inbox. */
  readonly messages: number;
}

/** Messages that are looked at together. */
const pageSize = 500;

/**
 * Says what {@link retireLearner} would do, and does nothing.
 *
 * @param formerUsername how the platform called them, where Laurel may know them by another name or not at all
 */
export async function previewOf(database: Database, learner: number, formerUsername = ''): Promise<Retirement> {
  const { names, ...preview } = await previewRetirement(database, learner);
  let messages = 0;
  await eachAbout(database, { id: learner, names: [...Object.values(names), formerUsername] }, (found) => {
    messages += found.length;
    return Promise.resolve();
  });
  return { ...preview, messages };
}

/**
 * Retires a learner: first they are marked, so that nothing new comes in, then the messages about them are removed in steps, and at
 * last everything that is kept of them but numbers, with their names (S26). Whatever a process that dies leaves behind, the next call
 * finishes, or {@link finishRetirements} does. Doing it again changes nothing.
 *
 * @param options `by`: who did it; left out when the platform's own events say so
 * @returns what was there, and went or stayed, as the preview says it
 */
export async function retireLearner(
  database: Database,
  learner: number,
  { by, formerUsername = '' }: { readonly by?: ChangedBy; readonly formerUsername?: string } = {},
): Promise<Retirement> {
  const { names: _, ...preview } = await previewRetirement(database, learner);
  const names = await database.transaction((transaction) => markRetired(transaction, learner, by));
  await database.transaction(waitForParking);
  let messages = 0;
  const person = { id: learner, names: [...Object.values(names), formerUsername] };
  await eachAbout(database, person, async (found) => {
    await found.remove();
    messages += found.length;
  });
  await database.transaction((transaction) => forgetLearner(transaction, learner, messages));
  return { ...preview, messages };
}

/**
 * Retires those whom the platform calls by a retired user name, and finishes what another process began.
 *
 * @returns how many
 */
export async function finishRetirements(database: Database, names: RetiredNames): Promise<number> {
  const learners = await unfinishedRetirements(database, names);
  for (const learner of learners) await retireLearner(database, learner);
  return learners.length;
}

/**
 * The learners whom messages call by this user name that wait or are parked, where no event about them has ever been processed.
 */
export async function learnersInMessages(database: Database, username: string): Promise<number[]> {
  const found = new Set<number>();
  await eachMessage(database, (message) => {
    const { learner } = subjectOf(message);
    if (learner?.username === username) found.add(learner.id);
    return false;
  });
  return [...found];
}

/** Messages about a person, with how they go. */
interface Found {
  readonly length: number;
  remove(): Promise<void>;
}

async function eachAbout(database: Database, person: Person, take: (found: Found) => Promise<void>): Promise<void> {
  await eachMessage(database, createPersonSearch(person), take);
}

/** Looks at each message that is parked or waits, and hands out those that are wanted, page by page. */
async function eachMessage(
  database: Database,
  isWanted: (message: RawMessage) => boolean,
  take?: (found: Found) => Promise<void>,
): Promise<void> {
  for (let after: number | undefined = 0; after !== undefined;) {
    const parked: ParkedMessage[] = await listParked(database, { after, limit: pageSize });
    const ids = parked.filter(({ message }) => isWanted(message)).map(({ id }) => id);
    const remove = (): Promise<void> => database.transaction((transaction) => removeParked(transaction, ids));
    if (ids.length > 0) await take?.({ length: ids.length, remove });
    after = parked.at(-1)?.id;
  }
  for (let after: number | undefined = 0; after !== undefined;) {
    const waiting: RawMessage[] = await peekInbox(database, after, pageSize);
    const found = waiting.filter(isWanted);
    const remove = (): Promise<void> => deleteInboxMessages(database, found);
    if (found.length > 0) await take?.({ length: found.length, remove });
    const last = waiting.at(-1);
    after = last === undefined ? undefined : Number(last.position);
  }
}
