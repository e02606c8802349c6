import type { Queryable } from '../database/database.ts';
import type { AccountId } from './connections.ts';

/** Keeps what an account calls itself at its provider. */
export async function keepAccountName(
  queryable: Queryable,
  { origin, account }: AccountId,
  name: string,
): Promise<void> {
  await queryable.query(
    `INSERT INTO account_name (origin, account, name) VALUES ($1, $2, $3)
     ON CONFLICT (origin, account) DO UPDATE SET name = excluded.name, seen_at = now()`,
    [origin, account, name],
  );
}

/** What each account calls itself, as far as it was ever asked. */
export async function loadAccountNames(queryable: Queryable): Promise<(AccountId & { readonly name: string })[]> {
  return queryable.query('SELECT origin, account, name FROM account_name');
}
