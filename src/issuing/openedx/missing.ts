import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import type { Database } from '../../store/database/database.ts';
import { issueHeldBack } from '../../store/open-badges/credentials.ts';
import { loadIssuers } from '../../store/open-badges/issuers.ts';
import { appendAudit } from '../../store/operators/audit.ts';
import type { ChangedBy } from '../../store/operators/audit.ts';

/** Each step is a short transaction. */
const stepSize = 1_000;

/**
 * Makes badges that were held back, because there was no issuer, due now. Each step is kept: safe to stop and to repeat.
 *
 * @param onStep is told how many were made due so far; false stops
 * @returns how many
 * @throws LaurelError ISSUER_NOT_FOUND while there is no issuer
 */
export async function issueMissing(
  database: Database,
  by: ChangedBy,
  onStep: (issued: number) => boolean = () => true,
): Promise<number> {
  if ((await loadIssuers(database)).length === 0)
    throw new LaurelError(
      'ISSUER_NOT_FOUND',
      told`Create an issuer first: run \`laurel issuers add\`, or use the pages.`,
    );
  let issued = 0;
  for (let step = stepSize; step === stepSize && onStep(issued); issued += step)
    step = await issueHeldBack(database, stepSize, by.actor.id);
  if (issued > 0)
    await database.transaction((transaction) =>
      appendAudit(transaction, {
        ...by,
        action: 'issuer.issue_missing',
        targetType: 'issuer',
        target: 'all',
        before: null,
        after: { badges: issued },
      }),
    );
  return issued;
}
