import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillLargeSite, largeSiteTemplates } from '../../bench/support/large-site.ts';
import { loadAccountWork } from '../../src/store/delivery/account-work.ts';
import type { Queryable } from '../../src/store/database/database.ts';
import { countParked } from '../../src/store/engine/parked.ts';
import { inspectStore } from '../../src/store/lists/inspection.ts';
import { countTotals } from '../../src/store/lists/overview.ts';
import { pageOfParked } from '../../src/store/lists/parked-list.ts';
import { storeTemplates } from '../support/consumer.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';

describe.skipIf(!hasPostgresql())(
  'the queries of overview, charts and parked messages on a site that has grown',
  () => {
    let site: TestDatabase;
    beforeAll(async () => {
      site = await createTestDatabase();
      await storeTemplates(site.database, largeSiteTemplates());
      await fillLargeSite(site.database, 20_000);
      await site.database.query(
        `INSERT INTO parked_message (topic, position, format, fields, body, reason, detail)
       SELECT 'http-inbox', id::text, 'json', '[]', decode(repeat('00', 3000), 'hex'),
              CASE WHEN id % 100 = 0 THEN 'invalid_json' ELSE 'missing_header' END, ''
       FROM generate_series(1, 20000) AS id`,
      );
      await site.database.query('VACUUM ANALYZE');
    });
    afterAll(() => site?.close());

    /** How PostgreSQL goes about what this asks. */
    async function plansOf(ask: (queryable: Queryable) => Promise<unknown>): Promise<string> {
      const plans: string[] = [];
      await ask({
        query: async <Row>(sql: string, parameters?: readonly unknown[]) => {
          const lines = await site.database.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, parameters);
          plans.push(lines.map((line) => line['QUERY PLAN']).join('\n'));
          return site.database.query<Row>(sql, parameters);
        },
      });
      return plans.join('\n');
    }

    const first = { limit: 50, position: null };
    const later = { limit: 50, position: [10_000] };
    const weekAgo = new Date(Date.now() - 7 * 86_400_000);

    test.each<[string, (queryable: Queryable) => Promise<unknown>]>([
      ['the work that waits', inspectStore],
      ['the work of the accounts', loadAccountWork],
      ['parked messages', (queryable) => pageOfParked(queryable, {}, first)],
      ['a later page of them', (queryable) => pageOfParked(queryable, {}, later)],
      ['those of a reason', (queryable) => pageOfParked(queryable, { reason: 'invalid_json' }, first)],
      ['a later page of those', (queryable) => pageOfParked(queryable, { reason: 'invalid_json' }, later)],
      ['those of a topic', (queryable) => pageOfParked(queryable, { topic: 'dev-learning-badges-lifecycle' }, first)],
    ])('%s: no large table is read as a whole', async (_what, ask) => {
      const plans = await plansOf(ask);
      expect(plans).toMatch(/Index/);
      expect(plans).not.toMatch(/Seq Scan on (?:badge|parked_message)\b/);
    });

    test('a page of parked messages is found in the order of an index, without sorting', async () => {
      for (const filter of [{}, { reason: 'invalid_json' }, { topic: 'http-inbox' }])
        expect(await plansOf((queryable) => pageOfParked(queryable, filter, first))).not.toMatch(/Sort/);
    });

    test('what is parked is counted without looking at it, exactly, by however many transactions at once', async () => {
      const { database } = site;
      expect(await plansOf(countParked)).not.toContain('parked_message');
      expect(await plansOf(inspectStore)).not.toContain('parked_message');

      const park = (queryable: Queryable, position: string, reason: string): Promise<unknown> =>
        queryable.query(
          `INSERT INTO parked_message (topic, position, format, fields, reason, detail)
           VALUES ('counted', $1, 'json', '[]', $2, '')
           ON CONFLICT ON CONSTRAINT parked_message_origin_key DO UPDATE SET reason = excluded.reason`,
          [position, reason],
        );
      const agrees = async (): Promise<void> => {
        const rows = await database.query<{ reason: string; count: number }>(
          'SELECT reason, count(*) AS count FROM parked_message GROUP BY reason ORDER BY reason',
        );
        expect(await countParked(database)).toEqual(new Map(rows.map(({ reason, count }) => [reason, count])));
        expect((await inspectStore(database)).parked).toBe(rows.reduce((sum, { count }) => sum + count, 0));
      };
      await agrees();
      // Nobody waits for anybody: the second one commits while the first is still under way.
      await database.transaction(async (first) => {
        await park(first, '1', 'no_learner');
        await database.transaction(async (second) => {
          await park(second, '2', 'no_learner');
          await park(second, '3', 'unknown_schema');
        });
        await agrees();
      });
      await agrees();
      // For another reason, twice, and not at all.
      await park(database, '1', 'schema_mismatch');
      await park(database, '1', 'schema_mismatch');
      await agrees();
      await expect(
        database.transaction(async (transaction) => {
          await park(transaction, '4', 'no_learner');
          throw new Error('rolled back');
        }),
      ).rejects.toThrow('rolled back');
      await agrees();
      await database.query("DELETE FROM parked_message WHERE topic = 'counted' OR reason = 'invalid_json'");
      await agrees();
      expect((await countParked(database)).has('no_learner')).toBe(false);
    });

    test('revoked badges are counted in an index of their own', async () => {
      expect(await plansOf(countTotals)).toContain('Index Only Scan using badge_revoked');
    });

    test('a week of charts is some thousand rows', async () => {
      const [row] = await site.database.query<{ count: number }>(
        'SELECT count(*) AS count FROM activity WHERE minute >= $1',
        [weekAgo],
      );
      expect(row?.count).toBeLessThan(5_000);
      expect(row?.count).toBeGreaterThan(1_000);
    });
  },
);
