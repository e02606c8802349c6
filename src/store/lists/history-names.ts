import type { Queryable } from '../database/database.ts';

/**
 * How those are called now who did something by hand; whoever is there no more, as they were called when they did something
 * last. Those of a command line carry their name themselves.
 */
export async function actorNames(
  queryable: Queryable,
  actors: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(actors)];
  if (wanted.length === 0) return new Map();
  const rows = await queryable.query<{ actor: string; name: string | null }>(
    `SELECT actor, coalesce(person.name, key.name,
              (SELECT actor_name FROM audit WHERE audit.actor = wanted.actor AND actor_name <> '' ORDER BY id DESC LIMIT 1)) AS name
     FROM json_array_elements_text($1::json) AS wanted (actor)
     LEFT JOIN auth_user AS person ON person.id = ${idAfter('user')}
     LEFT JOIN auth_api_key AS key ON key.id = ${idAfter('key')}`,
    [JSON.stringify(wanted)],
  );
  return new Map(
    rows.flatMap(({ actor, name }): [string, string][] => {
      const [, ofCommand] = /^cli:(.+)$/s.exec(actor) ?? [];
      const called = ofCommand ?? name;
      return called === null ? [] : [[actor, called]];
    }),
  );
}

/** The id in `user:<id>`, so that the table is found by its key, however many people have signed in. */
function idAfter(kind: 'user' | 'key'): string {
  return `CASE WHEN wanted.actor ~ '^${kind}:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
     THEN substr(wanted.actor, ${kind.length + 2})::uuid END`;
}

interface AccountId {
  readonly origin: string;
  readonly account: string;
}

/** What people call accounts: as their connection says, or else as the provider does; null when nobody knows. */
export async function accountNames(
  queryable: Queryable,
  accounts: readonly AccountId[],
): Promise<(account: AccountId) => string | null> {
  const keyOf = ({ origin, account }: AccountId): string => `${origin}/${account}`;
  const wanted = new Map(accounts.filter(({ account }) => account !== '').map((each) => [keyOf(each), each]));
  if (wanted.size === 0) return () => null;
  const rows = await queryable.query<AccountId & { name: string | null }>(
    `SELECT wanted.origin, wanted.account, coalesce(nullif(given.name, ''), outside.name) AS name
     FROM json_to_recordset($1::json) AS wanted (origin text, account text)
     LEFT JOIN connection AS given ON given.origin = wanted.origin AND given.account = wanted.account
     LEFT JOIN account_name AS outside ON outside.origin = wanted.origin AND outside.account = wanted.account`,
    [JSON.stringify([...wanted.values()])],
  );
  const names = new Map(rows.map((row) => [keyOf(row), row.name]));
  return (account) => names.get(keyOf(account)) ?? null;
}
