import { loadAccountNames } from '../../store/operators/account-names.ts';
import { loadConnections } from '../../store/operators/connections.ts';
import type { AccountId } from '../../store/operators/connections.ts';
import type { Queryable } from '../../store/database/database.ts';

/** What people call an account; null when nobody has said, and the provider was never asked. */
export type NameOf = (account: { readonly origin: string; readonly account: string }) => string | null;

/** The names that were given in Laurel, and else those that the accounts have at their providers. */
export async function loadNames(queryable: Queryable): Promise<NameOf> {
  const names = new Map<string, string>();
  const [outside, given] = await Promise.all([loadAccountNames(queryable), loadConnections(queryable)]);
  for (const each of [...outside, ...given]) names.set(keyOf(each), each.name);
  return (account) => names.get(keyOf(account)) ?? null;
}

/** For sentences: `Acme University (0c9f6c1e-...)`, or the id alone. */
export function named(nameOf: NameOf, account: AccountId): string {
  const name = nameOf(account);
  return name === null || name === account.account ? account.account : `${name} (${account.account})`;
}

function keyOf({ origin, account }: { readonly origin: string; readonly account: string }): string {
  return `${origin} ${account}`;
}
