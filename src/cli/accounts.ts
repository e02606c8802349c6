import { LaurelError } from '../errors.ts';
import type { SyncAccount } from '../issuing/sync.ts';
import type { Settings } from '../settings.ts';
import { didYouMean } from '../suggest.ts';

/** An account outside, as the settings have it. */
export interface Account {
  readonly origin: 'credly' | 'accredible';
  /** Credly organization (UUID) or Accredible account name. */
  readonly name: string;
}

/** Every account of the settings. */
export function accountsOf({ credly, accredible }: Settings): Account[] {
  return [
    ...[...credly.organizations.keys()].map((name) => ({ origin: 'credly', name }) as const),
    ...[...accredible.accounts.keys()].map((name) => ({ origin: 'accredible', name }) as const),
  ];
}

/**
 * The account of a name.
 *
 * @throws LaurelError ACCOUNT_NOT_FOUND
 */
export function requireAccount(settings: Settings, name: string): Account {
  const accounts = accountsOf(settings);
  const found = accounts.find((account) => account.name === name);
  if (found) return found;
  const names = accounts.map((account) => account.name);
  const known = names.length === 0 ? 'no account at all' : names.join(', ');
  throw new LaurelError('ACCOUNT_NOT_FOUND', `The settings have ${known}.${didYouMean(name, names)}`);
}

export function toSyncAccount({ origin, name }: Account): SyncAccount {
  return origin === 'credly' ? { origin, organization: name } : { origin, account: name };
}
