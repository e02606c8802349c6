import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/store/database/database.ts';
import { stageApi } from '../support/api.ts';
import type { ApiStage } from '../support/api.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { page } from '../support/lists.ts';
import { watch } from '../support/plans.ts';
import type { Watched } from '../support/plans.ts';

const rows = 100_000;
/** The learner who is on the way to a badge that all before have. */
const lonely = 6_000;
const organization = '0c9f6c1e-6d0a-4a55-9a0e-5f3f0b5d1a01';
const large = new Set(['learner', 'fulfillment', 'badge_progress', 'badge', 'history']);

/**
 * A site on which everything that can be rare is: template 1 has most of everything and is young, template 40 has little and is
 * old, one account has one badge, most badges are accepted, most progress is complete.
 */
async function fill(database: Database): Promise<void> {
  const age = `now() - (${rows} - id) * interval '1 minute'`;
  // Old ones of the template 40, then of the others, then those of template 1.
  const template = `CASE WHEN id <= 300 THEN 40 WHEN id > ${rows / 2} THEN 1 ELSE 2 + id % 38 END`;
  await database.transaction((transaction) =>
    transaction.script(`
      INSERT INTO badge_template (slug, name, description, origin, account, external_template, active, requirements, penalties)
        SELECT 'template-' || id, 'Template ' || id, '', CASE WHEN id % 4 = 0 THEN 'credly' WHEN id = 41 THEN 'accredible' ELSE 'openedx' END,
               CASE WHEN id % 4 = 0 THEN '${organization}' WHEN id = 41 THEN 'lonely' ELSE '' END, id::text, true, '[]', '[]'
        FROM generate_series(1, 41) AS id;
      INSERT INTO learner (id, username, email, name, is_active, identity_time, identity_event)
        SELECT id, 'learner' || id, 'mail' || id || '@example.org', 'Name ' || id, true, now(), '' FROM generate_series(1, ${rows}) AS id;
      INSERT INTO fulfillment (learner_id, template_id, requirement, fulfilled, event_time, event_id, event_type, event_source,
                               evidence, template_version)
        SELECT id, ${template}, 'one', true, ${age}, 'e', 't', 's', '{"values": {}, "penalty": null}', 1 FROM learner;
      INSERT INTO badge_progress (learner_id, template_id, groups_met, groups, complete)
        SELECT id, ${template}, 1, 1, id % 5000 <> 0 FROM learner;
      INSERT INTO badge (id, learner_id, template_id, status, state, earned_at, created_at)
        SELECT gen_random_uuid(), id, ${template}, CASE WHEN id % 5000 = 1 THEN 'revoked' ELSE 'awarded' END,
               CASE id % 5000 WHEN 2 THEN 'error' WHEN 3 THEN 'no_response' WHEN 4 THEN 'rejected' ELSE 'accepted' END, ${age}, ${age}
        FROM learner;
      UPDATE badge SET template_id = 41, place_id = (SELECT place_id FROM badge_template WHERE id = 41) WHERE learner_id = 7;
      UPDATE badge SET state = 'created', due = 'issue', due_at = now() WHERE learner_id % 5000 = 6;
      INSERT INTO history (recorded_at, learner_id, template_id, kind, event_id, event_type, event_source, event_time)
        SELECT ${age}, id, ${template}, CASE WHEN id % 5000 = 1 AND kind = 'issued' THEN 'revoked' ELSE kind END, 'e', 't', 's', now()
        FROM learner CROSS JOIN (VALUES ('fulfilled'), ('awarded'), ('issued')) AS happened (kind) ORDER BY id;
      INSERT INTO audit (actor, actor_name, action, target_type, target)
        SELECT 'user:' || id % 1000, 'Somebody', CASE WHEN id % 1000 = 0 THEN 'badge.revoke' ELSE 'badge.award' END,
               CASE WHEN id % 1000 = 0 THEN 'badge' ELSE 'template' END, 'target-' || id
        FROM generate_series(1, ${rows / 10}) AS id;
      -- Badges that were awarded by hand: those who hold them are nearer to them than the one who is on the way.
      INSERT INTO badge_template (slug, name, description, origin, account, external_template, active, requirements, penalties)
        VALUES ('by-hand', 'By hand', '', 'openedx', '', '', true, '[]', '[]');
      INSERT INTO badge_progress (learner_id, template_id, groups_met, groups, complete)
        SELECT id, 42, CASE WHEN id = ${lonely} THEN 0 ELSE 1 END, 2, false FROM generate_series(1, ${lonely}) AS id;
      INSERT INTO badge (id, learner_id, template_id, status, state, earned_at)
        SELECT gen_random_uuid(), id, 42, 'awarded', 'accepted', now() FROM generate_series(1, ${lonely} - 1) AS id;`),
  );
  await database.query('VACUUM ANALYZE');
}

describe.skipIf(!hasPostgresql())(`lists over ${rows.toLocaleString('en')} rows`, () => {
  let site: TestDatabase;
  let watched: Watched;
  let api: ApiStage;
  beforeAll(async () => {
    site = await createTestDatabase();
    await fill(site.database);
    watched = watch(site.database);
    api = await stageApi(watched.database);
  }, 180_000);
  afterAll(async () => {
    await api?.close();
    await site?.close();
  });

  /** Asks, and tells what that cost. */
  async function costOf(url: string) {
    await watched.explain();
    const { items, nextCursor } = await page(api, url);
    const plans = await watched.explain();
    expect(plans).not.toEqual([]);
    return {
      items,
      wholeTables: plans.flatMap(({ wholeTables }) => wholeTables.filter((table) => large.has(table))),
      rowsRead: plans.reduce((sum, plan) => sum + plan.rowsRead, 0),
      next: nextCursor,
    };
  }

  test.each([
    '/api/v1/templates',
    '/api/v1/templates?search=template-4',
    '/api/v1/templates?sort=-updatedAt',
    '/api/v1/learners',
    '/api/v1/learners?search=learner7',
    '/api/v1/learners?search=LEARNER',
    '/api/v1/learners?search=m',
    '/api/v1/learners?search=Name%2099',
    '/api/v1/learners?search=99',
    '/api/v1/learners?search=nobody',
    '/api/v1/learners?search=99999%20name',
    '/api/v1/progress',
    '/api/v1/progress?learner=77777',
    '/api/v1/progress?template=template-1',
    '/api/v1/progress?template=template-40',
    '/api/v1/progress?template=template-1&complete=false',
    '/api/v1/progress?complete=false',
    '/api/v1/templates/template-1/in-progress',
    '/api/v1/badges',
    '/api/v1/badges?sort=createdAt',
    '/api/v1/badges?learner=77777',
    '/api/v1/badges?template=template-1',
    '/api/v1/badges?template=template-40',
    '/api/v1/badges?status=revoked',
    '/api/v1/badges?status=revoked&template=template-1',
    '/api/v1/badges?state=rejected',
    '/api/v1/badges?state=pending',
    '/api/v1/badges?state=expired&template=template-1',
    '/api/v1/badges?failed=true',
    '/api/v1/badges?failed=true&due=false',
    '/api/v1/badges?due=true',
    `/api/v1/badges?due=true&origin=credly&account=${organization}`,
    '/api/v1/badges?issuer=acme',
    '/api/v1/badges?openBadge=revoked',
    '/api/v1/badges?openBadge=held_back',
    '/api/v1/badges?failed=true&template=template-1',
    `/api/v1/badges?failed=true&origin=credly&account=${organization}`,
    '/api/v1/badges?origin=openedx',
    '/api/v1/badges?origin=accredible&account=lonely',
    `/api/v1/badges?origin=credly&account=${organization}`,
    '/api/v1/history',
    '/api/v1/history?learner=77777',
    '/api/v1/history?template=template-1',
    '/api/v1/history?template=template-40',
    '/api/v1/history?kind=revoked',
    '/api/v1/history?kind=withheld',
    '/api/v1/history?kind=awarded',
    '/api/v1/audit',
    '/api/v1/audit?actor=user:7',
    '/api/v1/audit?action=badge.revoke',
    '/api/v1/audit?targetType=badge',
    '/api/v1/audit?target=target-7',
  ])('%s reads a page, not the table; and so does the next page', async (url) => {
    const first = await costOf(url);
    expect(first).toMatchObject({ wholeTables: [] });
    expect(first.rowsRead).toBeLessThan(6_000);
    if (first.next === null) return;
    const second = await costOf(`${url}${url.includes('?') ? '&' : '?'}cursor=${first.next}`);
    expect(second).toMatchObject({ wholeTables: [] });
    expect(second.rowsRead).toBeLessThan(6_000);
  });

  test('who is on the way is found behind thousands who have the badge, a few at a time', async () => {
    const url = '/api/v1/templates/by-hand/in-progress';
    const found: unknown[] = [];
    let cursor = '';
    do {
      const { items, rowsRead, next } = await costOf(url + cursor);
      // Not all of them with their badges, each time.
      expect(rowsRead).toBeLessThan(2 * lonely);
      found.push(...items.map(({ learner }) => learner));
      cursor = next === null ? '' : `?cursor=${next}`;
    } while (cursor !== '');
    expect(found).toEqual([lonely]);
  });

  test.each([
    '/api/v1/learners?count=true',
    '/api/v1/learners?search=learner&count=true',
    '/api/v1/learners?search=name&count=true',
    '/api/v1/badges?template=template-1&count=true',
    '/api/v1/badges?state=accepted&count=true',
    '/api/v1/history?count=true',
  ])('%s counts to the bound, and reads no more than that and the page', async (url) => {
    expect((await costOf(url)).rowsRead).toBeLessThan(16_500);
  });

  test.each([
    ['/api/v1/learners/77777'],
    ['/api/v1/learners/77777/templates/template-1'],
    ['/api/v1/templates/template-1'],
  ])('%s reads what it shows', async (url) => {
    await watched.explain();
    expect((await api.send('viewer', 'GET', url)).status).toBe(200);
    const plans = await watched.explain();
    expect(plans).not.toEqual([]);
    for (const { wholeTables, rowsRead, sql } of plans) {
      expect({ sql, tables: wholeTables.filter((table) => large.has(table)) }).toEqual({ sql, tables: [] });
      expect(rowsRead).toBeLessThan(100);
    }
  });

  test('a statement that goes through a whole table is noticed', async () => {
    await watched.explain();
    await watched.database.query(`SELECT * FROM badge WHERE reason = 'x' LIMIT 50`);
    await watched.database.query('SELECT * FROM learner ORDER BY id OFFSET 50000 LIMIT 50');
    const [filtered, skipped] = await watched.explain();
    expect(filtered).toMatchObject({ wholeTables: ['badge'], rowsRead: rows + lonely - 1 });
    expect(skipped?.rowsRead).toBeGreaterThan(50_000);
  });
});
