import type { Database } from '../../store/database/database.ts';
import { clearRetired, unpublishRetired } from '../../store/open-badges/retired-learners.ts';
import type { RetiredNames } from '../../store/open-badges/retired-learners.ts';

/** In one transaction, which holds these badges. */
const stepSize = 500;

/**
 * Forgets in the badges of this site the learners whom the platform has retired, as far as their names tell: nothing of theirs is
 * public any more, and what was signed about them is gone. Any number of processes may.
 *
 * @returns how many badges
 */
export async function forgetRetired(database: Database, names: RetiredNames): Promise<number> {
  let all = 0;
  for (const step of [clearRetired, unpublishRetired])
    for (let done = stepSize; done === stepSize; all += done)
      done = await database.transaction((transaction) => step(transaction, names, stepSize));
  return all;
}
