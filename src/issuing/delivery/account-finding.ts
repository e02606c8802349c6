import type { Queryable } from '../../store/database/database.ts';
import type { DueAccount } from '../../store/delivery/delivery.ts';
import type { Failure } from '../../store/delivery/external.ts';
import { keepFinding } from '../../store/operators/connections.ts';
import { refusalOf, wellFound } from '../accounts/connection-test.ts';
import { told } from '../../told.ts';

/**
 * Tells whoever looks at an account's connection what a delivery has found out: that its key is refused, or that it works
 * after all. An outage is no such finding: it passes, and the circuit breaker says how it goes.
 *
 * @param failure null: the account has answered as it should
 */
export async function noteFinding(queryable: Queryable, due: DueAccount, failure: Failure | null): Promise<void> {
  if (failure === null) {
    if (!due.doubted) return;
    await keepFinding(queryable, due, { ...wellFound(told`A badge was delivered there.`.text), foundBy: 'delivery' });
  } else if (failure.account && failure.kind === 'permanent') {
    await keepFinding(queryable, due, { ...refusalOf(failure), foundBy: 'delivery' });
  }
}
