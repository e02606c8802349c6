import type { Origin } from '../../rules/template.ts';
import type { Queryable } from '../database/database.ts';
import type { ProviderEnvironment } from './external.ts';

/**
 * Remembers in which environments the badges are that were issued before each badge knew its own: those that are in use
 * when the first worker starts. What is remembered stays.
 *
 * @returns true, once it is done
 */
export async function rememberEnvironments(
  queryable: Queryable,
  providers: ReadonlyMap<Origin, { readonly environment: ProviderEnvironment }>,
): Promise<true> {
  for (const [origin, { environment }] of providers)
    await queryable.query('INSERT INTO site_fact (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING', [
      `environment.${origin}`,
      environment,
    ]);
  return true;
}

/** What was remembered so; null before a worker has ever started. */
export async function firstEnvironment(queryable: Queryable, origin: Origin): Promise<ProviderEnvironment | null> {
  const [row] = await queryable.query<{ value: ProviderEnvironment }>('SELECT value FROM site_fact WHERE name = $1', [
    `environment.${origin}`,
  ]);
  return row?.value ?? null;
}
