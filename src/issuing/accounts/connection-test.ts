import { ConnectionFailed } from '../../error-kinds.ts';
import { keepAccountName } from '../../store/operators/account-names.ts';
import { endOutage } from '../../store/delivery/provider-accounts.ts';
import { keepFinding } from '../../store/operators/connections.ts';
import type { AccountId, ConnectionTest } from '../../store/operators/connections.ts';
import type { Queryable } from '../../store/database/database.ts';
import { adviceFor } from '../http/advice.ts';
import { withoutAddresses } from '../http/failure.ts';
import { providerSentence } from '../http/said.ts';
import type { Provider } from '../provider.ts';
import type { Failure } from '../../store/delivery/external.ts';
import { asIs, told } from '../../told.ts';

/** What came of asking an account. */
export interface Trial extends Omit<ConnectionTest, 'testedAt' | 'foundBy'> {
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
  const { refused, status, message, raw } = trial;
  const words = trial.advice === null ? asIs(message) : told`${asIs(ended(message))} ${asIs(trial.advice)}`;
  const said = status === null ? words : told`Status ${String(status)}. ${words}`;
  const code = refused ? 'CONNECTION_REFUSED' : 'CONNECTION_UNREACHABLE';
  throw new ConnectionFailed(code, said, { status, message, raw });
}

/** Keeps what came of asking an account, for whoever looks at its connection. */
export async function keepTrial(queryable: Queryable, account: AccountId, trial: Trial): Promise<ConnectionTest> {
  if (trial.name !== null) await keepAccountName(queryable, account, trial.name);
  const kept = await keepFinding(queryable, account, { ...trial, foundBy: 'test' });
  if (trial.succeeded) await endOutage(queryable, account);
  return kept;
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
    return { ...refusalOf(failure), name: null, refused: isRefusal(failure) };
  }
  const name = await provider.accountName(account, signal, key);
  const message = `${name ?? 'The account'} answers: it has ${outcome.templates} templates.`;
  return { ...wellFound(message), name, refused: false };
}

/** A redirect is no refusal of the account: something else answers at this address. */
/** Whether the provider has answered, and said no: the same will not succeed later by itself. */
export function isRefusal({ kind, status }: Failure): boolean {
  return kind === 'permanent' && (status === null || status < 300 || status >= 400);
}

/** What an account that does not answer as it should is known by: what it said, and what to do about it. */
export type Refusal = Pick<ConnectionTest, 'status' | 'message' | 'advice' | 'raw'> & { readonly succeeded: false };

export function refusalOf(failure: Failure): Refusal {
  const { status } = failure;
  // What is wrong on this side needs no other advice than its own.
  if (status === null && failure.kind === 'permanent')
    return { succeeded: false, status, message: failure.body, advice: null, raw: null };
  const raw = withoutAddresses(failure.body).trim();
  const message =
    providerSentence(status, raw) ??
    (raw === '' ? told`It gave no further details.`.text : told`It gave no readable reason.`.text);
  return {
    succeeded: false,
    status,
    message,
    advice: adviceFor(failure),
    raw: raw === message || raw === '' ? null : raw,
  };
}

/** What is known of an account that has answered as it should. */
export function wellFound(message: string): Omit<ConnectionTest, 'foundBy' | 'testedAt'> {
  return { succeeded: true, status: 200, message, advice: null, raw: null };
}

/** For lines of text: what was said, and what to do about it. */
export function inOneLine({ message, advice }: Pick<ConnectionTest, 'message' | 'advice'>): string {
  return advice === null ? message : `${ended(message)} ${advice}`;
}

function ended(sentence: string): string {
  return /[.!?…]["')]?$/.test(sentence) ? sentence : `${sentence}.`;
}
