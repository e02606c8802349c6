import { ConnectionFailed } from '../../errors.ts';
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

/** What came of asking an account. */
export interface Trial extends Omit<ConnectionTest, 'testedAt'> {
  /** What the account calls itself; null when it has not said. */
  readonly name: string | null;
  /** Whether the provider has answered, and said no: the same will not succeed later by itself. */
  readonly refused: boolean;
}

/** How a key is tried before it is stored. */
export interface KeyTrial {
  readonly provider: Provider;
  /** Ends the asking. */
  readonly signal: AbortSignal;
  /** Somebody insists: the key is stored although it does not work. */
  readonly force: boolean;
}

/**
 * Asks an account for its templates and its name, and keeps what came of it. A provider that refuses is a result, not an
 * error.
 *
 * @param signal ends the asking
 */
export async function testConnection(
  queryable: Queryable,
  provider: Provider,
  account: AccountId,
  signal: AbortSignal,
): Promise<ConnectionTest> {
  return keepTrial(queryable, account, await askAccount(provider, account, signal));
}

/**
 * Asks an account with a key that is not stored yet, and keeps nothing.
 *
 * @throws LaurelError CONNECTION_REFUSED or CONNECTION_UNREACHABLE when that fails and nobody insists
 */
export async function tryKey(account: AccountId, key: string, { provider, signal, force }: KeyTrial): Promise<Trial> {
  const trial = await askAccount(provider, account, signal, key);
  if (trial.succeeded || force) return trial;
  const { refused, status, message } = trial;
  const said = status === null ? message : `Status ${status}. ${message}`;
  throw new ConnectionFailed(refused ? 'CONNECTION_REFUSED' : 'CONNECTION_UNREACHABLE', said, { status, message });
}

/** Keeps what came of asking an account, for whoever looks at its connection. */
export async function keepTrial(queryable: Queryable, account: AccountId, trial: Trial): Promise<ConnectionTest> {
  if (trial.name !== null) await keepAccountName(queryable, account, trial.name);
  return keepTest(queryable, account, trial);
}

async function askAccount(
  provider: Provider,
  { account }: AccountId,
  signal: AbortSignal,
  key?: string,
): Promise<Trial> {
  const outcome = await provider.check(account, signal, key);
  if (outcome.kind === 'failed') {
    const { failure } = outcome;
    const { status } = failure;
    return { succeeded: false, status, message: messageOf(failure), name: null, refused: isRefusal(failure) };
  }
  const name = await provider.accountName(account, signal, key);
  const message = `${name ?? 'The account'} answers: it has ${outcome.templates} templates.`;
  return { succeeded: true, status: 200, message, name, refused: false };
}

/** A redirect is no refusal of the account: something else answers at this address. */
function isRefusal({ kind, status }: Failure): boolean {
  return kind === 'permanent' && (status === null || status < 300 || status >= 400);
}

function messageOf(failure: Failure): string {
  // What is wrong on this side needs no other advice than its own.
  if (failure.status === null && failure.kind === 'permanent') return failure.body;
  const said = withoutAddresses(failure.body).trim().slice(0, longestAnswer);
  const answer = failure.status === null ? `No answer (${said}).` : `It said: ${said || 'nothing'}`;
  return `${answer} ${adviceFor(failure)}`;
}
