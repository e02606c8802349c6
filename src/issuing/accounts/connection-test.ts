import { keepAccountName } from '../../store/operators/account-names.ts';
import { keepTest } from '../../store/operators/connections.ts';
import type { AccountId, ConnectionTest } from '../../store/operators/connections.ts';
import type { Queryable } from '../../store/database/database.ts';
import { adviceFor } from '../http/advice.ts';
import { withoutAddresses } from '../http/failure.ts';
import type { Provider } from '../provider.ts';
import type { Failure } from '../../store/delivery/external.ts';

/** Longest of what a provider said that a test repeats. */
const longestAnswer = 300;

/**
 * Asks an account for its templates, and keeps what came of it. A provider that refuses is a result, not an error.
 *
 * @param signal ends the asking
 */
export async function testConnection(
  queryable: Queryable,
  provider: Provider,
  account: AccountId,
  signal: AbortSignal,
): Promise<ConnectionTest> {
  const outcome = await provider.check(account.account, signal);
  if (outcome.kind === 'answers') {
    const name = await provider.accountName(account.account, signal);
    if (name !== null) await keepAccountName(queryable, account, name);
    const message = `${name ?? 'The account'} answers: it has ${outcome.templates} templates.`;
    return keepTest(queryable, account, { succeeded: true, status: 200, message });
  }
  const { failure } = outcome;
  return keepTest(queryable, account, { succeeded: false, status: failure.status, message: messageOf(failure) });
}

function messageOf(failure: Failure): string {
  // What is wrong on this side needs no other advice than its own.
  if (failure.status === null && failure.kind === 'permanent') return failure.body;
  const said = withoutAddresses(failure.body).trim().slice(0, longestAnswer);
  const answer = failure.status === null ? `No answer (${said}).` : `It said: ${said || 'nothing'}`;
  return `${answer} ${adviceFor(failure)}`;
}
