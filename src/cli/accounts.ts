import { CommandError } from '../errors.ts';
import { knownAccounts } from '../issuing/accounts/account-keys.ts';
import type { KnownAccount } from '../issuing/accounts/account-keys.ts';
import type { Settings } from '../settings.ts';
import type { Queryable } from '../store/database/database.ts';
import { didYouMean } from '../suggest.ts';

/**
 * The account of a name, from the settings or from a connection.
 *
 * @throws LaurelError ACCOUNT_NOT_FOUND
 */
export async function requireAccount(settings: Settings, queryable: Queryable, name: string): Promise<KnownAccount> {
  const accounts = await knownAccounts(settings, queryable);
  const found = accounts.find(({ account }) => account === name);
  if (found) return found;
  const names = accounts.map(({ account }) => account);
  const known = names.length === 0 ? 'no accounts' : names.join(', ');
  throw new CommandError(
    'ACCOUNT_NOT_FOUND',
    `The settings and the connections have ${known}.${didYouMean(name, names)}`,
  );
}
