import type { Database } from '../../store/database/database.ts';
import { settle, settleAll, turnsElsewhere } from '../../store/delivery/settlement.ts';
import type { Settled } from '../../store/delivery/settlement.ts';
import { together } from '../together.ts';

/** Writes down how an attempt ended; false: it is no longer this worker's, and nothing was written. */
export type Settle = (settled: Settled) => Promise<boolean>;

/**
 * Badges of Laurel's own are stored in groups, so they are written down in the same groups, in a commit for each. What was called
 * outside is written down at once: its account's lane is taken until then.
 *
 * @param most of one group
 */
export function createSettle(database: Database, most: number): Settle {
  const settleOwn = together(
    async (all: readonly Settled[]) => {
      const written = await settleAll(database, all);
      return all.map(({ claim }) => written.has(claim.award.badgeId));
    },
    { most },
  );
  return (settled) => {
    const { claim, settlement } = settled;
    if (claim.origin === 'openedx' && !turnsElsewhere(claim)) return settleOwn(settled);
    return settle(database, claim, settlement);
  };
}
