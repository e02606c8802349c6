import type { RawMessage } from '../events/message.ts';
import type { Transaction } from '../store/database/database.ts';
import { parkMessages } from '../store/engine/parked.ts';
import type { Parking } from '../store/engine/parked.ts';
import { holdParking, retiredAmong } from '../store/people/retirement.ts';
import { createSubjectFinder } from './parked-subject.ts';
import type { ParkedSubject } from './parked-subject.ts';
import type { Tally } from './report.ts';

let finder: ((message: RawMessage) => ParkedSubject) | undefined;

/** Whom a message seems to be about. What that takes is made once, for most processes never park. */
export function subjectOf(message: RawMessage): ParkedSubject {
  finder ??= createSubjectFinder();
  return finder(message);
}

/**
 * Parks messages, and leaves out those that are about retired learners: their names would be here again (S26).
 *
 * @param tally counts the verdicts
 * @returns those that are parked
 */
export async function parkUnlessRetired(
  transaction: Transaction,
  parkings: readonly Parking[],
  tally: Tally,
): Promise<readonly Parking[]> {
  if (parkings.length === 0) return parkings;
  const anyRetired = await holdParking(transaction);
  const kept = anyRetired ? await withoutRetired(transaction, parkings) : parkings;
  for (const { reason } of kept) tally.park(reason);
  for (let left = parkings.length - kept.length; left > 0; left -= 1) tally.ignore('learner_retired');
  await parkMessages(transaction, kept);
  return kept;
}

async function withoutRetired(transaction: Transaction, parkings: readonly Parking[]): Promise<readonly Parking[]> {
  const about = parkings.map(({ message }) => subjectOf(message).learner?.id ?? null);
  const retired = await retiredAmong(
    transaction,
    about.filter((id) => id !== null),
  );
  return parkings.filter((_, index) => !retired.has(about[index] ?? 0));
}
