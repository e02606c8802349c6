import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasAdmin, listUsers } from '../../src/store/people/users.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';

describe.skipIf(!hasPostgresql())('the list of people, where every learner has signed in', () => {
  let site: TestDatabase;
  beforeAll(async () => {
    site = await createTestDatabase();
    await site.database.query(
      `INSERT INTO auth_user (name, email, role, role_from, lms_user_id)
       SELECT 'Learner ' || id, 'learner-' || id || '@example.org', CASE WHEN id % 2000 = 0 THEN 'viewer' END, 'lms', id
       FROM generate_series(1, 20000) AS id`,
    );
    await site.database.query(
      `INSERT INTO auth_account (user_id, provider_id, account_id) SELECT id, 'lms', lms_user_id::text FROM auth_user`,
    );
    await site.database.query(
      `INSERT INTO password_link (token_hash, user_id, expires_at) SELECT id::text, id, now() FROM auth_user`,
    );
    await site.database.query('VACUUM ANALYZE');
  });
  afterAll(() => site?.close());

  async function planOf(ask: (queryable: Parameters<typeof hasAdmin>[0]) => Promise<unknown>): Promise<string> {
    const plans: string[] = [];
    await ask({
      query: async <Row>(sql: string, parameters?: readonly unknown[]) => {
        const lines = await site.database.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, parameters);
        plans.push(...lines.map((line) => line['QUERY PLAN']));
        return site.database.query<Row>(sql, parameters);
      },
    });
    return plans.join('\n');
  }

  test.each([
    ['the first page', {}, null, 'auth_user_email_key'],
    ['a later page', {}, ['learner-5@example.org'], 'auth_user_email_key'],
    ['those with a role', { role: 'any' }, null, 'auth_user_role'],
    ['those with one role', { role: 'viewer' }, null, 'auth_user_role'],
    ['those without', { role: 'none' }, null, 'auth_user_email_key'],
    ['an address that few have', { search: 'learner-1999' }, null, 'auth_user_email_prefix'],
    ['a name that few have', { search: 'learner 1999' }, null, 'auth_user_name_prefix'],
  ] as const)('reads by an index: %s', async (_what, filter, position, index) => {
    const plan = await planOf((queryable) => listUsers(queryable, filter, position, 50));
    expect(plan).toContain(index);
    expect(plan).not.toContain('Seq Scan');
  });

  test('whether there is an admin is known without looking at everybody', async () => {
    expect(await planOf(hasAdmin)).not.toContain('Seq Scan');
  });
});
