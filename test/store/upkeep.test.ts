import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { checkStorage } from '../../src/cli/doctor/checks-storage.ts';
import { processBatch } from '../../src/consumer/process-batch.ts';
import { keepUp, prune } from '../../src/monitoring/upkeep.ts';
import { migrate } from '../../src/store/database/migrate.ts';
import type { Database } from '../../src/store/database/database.ts';
import { listHistory } from '../../src/store/lists/history-list.ts';
import { loadLearnerRecord } from '../../src/store/lists/explanation.ts';
import { hasPartitionsAhead, listPartitions, makePartitionsAhead } from '../../src/store/upkeep/partitions.ts';
import { pruneStep } from '../../src/store/upkeep/pruning.ts';
import { laurel } from '../cli/command-line.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { createEmbeddedDatabase, createTestDatabase, hasPostgresql, silent } from '../support/database.ts';
import { demoCourse, passing } from '../support/events.ts';
import { messageOf } from '../support/messages.ts';
import { passCourse, template } from '../support/templates.ts';
import { waitFor } from '../support/wait.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function open(kind: 'postgresql' | 'embedded'): Promise<Database> {
  const { database, close } = kind === 'postgresql' ? await createTestDatabase() : await embedded();
  closers.push(close);
  return database;
}

async function embedded(): Promise<{ database: Database; close: () => Promise<void> }> {
  const database = await createEmbeddedDatabase();
  return { database, close: () => database.close() };
}

const keptDays = { history: 1_000, audit: 2_000, jobs: 300 };
const neverAborted = new AbortController().signal;

/** Puts lines into the history that happened so many days ago, to a learner or to a template (null). */
async function addHistory(database: Database, daysAgo: number, learner: number | null, lines = 1): Promise<void> {
  await database.query(
    `INSERT INTO history (recorded_at, learner_id, template_id, kind)
     SELECT now() - $1::integer * interval '1 day', $2::bigint, 1, 'fulfilled' FROM generate_series(1, $3)`,
    [daysAgo, learner, lines],
  );
}

async function countLines(database: Database): Promise<{ learners: number; templates: number }> {
  const [row] = await database.query<{ learners: number; templates: number }>(
    'SELECT count(learner_id) AS learners, count(*) - count(learner_id) AS templates FROM history',
  );
  if (!row) throw new Error('no row');
  return row;
}

/** What a site looks like that began long ago: one partition of a whole month that is too old, and one that is partly. */
async function growOld(database: Database): Promise<void> {
  const month = await nextMonth(database);
  await database.transaction((transaction) =>
    transaction.script(
      `ALTER TABLE history DETACH PARTITION history_before;
       CREATE TABLE history_2016_01 (LIKE history_before INCLUDING ALL);
       ALTER TABLE history ATTACH PARTITION history_2016_01 FOR VALUES FROM (MINVALUE) TO ('2016-02-01 00:00:00+00');
       ALTER TABLE history ATTACH PARTITION history_before FOR VALUES FROM ('2016-02-01 00:00:00+00')
         TO ('${month}');`,
    ),
  );
  await database.query(
    `INSERT INTO history (recorded_at, learner_id, template_id, kind)
     SELECT '2016-01-10T00:00:00Z', nullif(n, 1), 1, 'fulfilled' FROM generate_series(1, 10) AS n`,
  );
  await addHistory(database, 1_001, 7, 6_000);
  await addHistory(database, 1_001, null);
  await addHistory(database, 999, 7, 5);
}

async function nextMonth(database: Database): Promise<string> {
  const [row] = await database.query<{ next: string }>(
    `SELECT to_char(date_trunc('month', now() AT TIME ZONE 'UTC') + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00' AS next`,
  );
  return row?.next ?? '';
}

describe.for(['postgresql', 'embedded'] as const)('upkeep on %s', (kind) => {
  const skipped = kind === 'postgresql' && !hasPostgresql();

  test.skipIf(skipped)('the months to come have partitions, and what came too early moves into its own', async () => {
    const database = await open(kind);
    const before = await listPartitions(database);
    expect(before.map(({ name }) => name)).toEqual([
      'history_before',
      ...before.slice(1, 4).map(({ until }) => expectedName(until)),
      'history_rest',
    ]);
    const last = before[3];
    await database.query(`DROP TABLE ${last?.name}`);
    expect(await hasPartitionsAhead(database)).toBe(false);
    expect(await checkStorage(database)).toMatchObject([
      { status: 'ok', message: expect.stringContaining('never pruned') },
      { status: 'warn', todo: expect.stringContaining('laurel migrate') },
    ]);
    // Nobody looked after it in time: its lines go into the rest.
    const early = new Date((last?.until ?? new Date()).getTime() - 86_400_000);
    await database.query(`INSERT INTO history (recorded_at, learner_id, kind) VALUES ($1, 3, 'awarded')`, [early]);
    expect(await migrate(database)).toMatchObject({ applied: [] });
    expect(await listPartitions(database)).toEqual(before);
    expect(await database.query('SELECT learner_id FROM history_rest')).toEqual([]);
    expect(await database.query(`SELECT learner_id FROM ${last?.name}`)).toEqual([{ learner_id: 3 }]);
    expect(await database.transaction(makePartitionsAhead)).toEqual([]);
  });

  test.skipIf(skipped)('prunes what is too old, and nothing that explains progress or badges (S10, S19)', async () => {
    const database = await open(kind);
    await storeTemplates(database, [template({ id: 'demo', requirements: [passCourse('pass-demo', demoCourse)] })]);
    await processBatch(consumerParts(database), [messageOf(passing({ learner: 1, id: 'pass-1' }))]);
    await growOld(database);
    await database.query(`UPDATE history SET recorded_at = now() - interval '1001 days' WHERE learner_id = 1`);
    const record = await loadLearnerRecord(database, 1, 1);
    await database.query(
      `INSERT INTO sync_job (origin, account, state, actor, started_at, finished_at)
       SELECT 'credly', account, 'succeeded', 'x', at, at
       FROM (VALUES ('one', now() - interval '400 days'), ('one', now() - interval '301 days'), ('two', now() - interval '301 days'))
         AS job (account, at)`,
    );
    await database.query(
      `INSERT INTO audit (recorded_at, actor, actor_name, action, target_type, target)
       SELECT now() - days * interval '1 day', 'cli:x', 'x', 'template.update', 'template', 'demo'
       FROM (VALUES (2001), (1999)) AS aged (days)`,
    );
    const before = await countLines(database);

    const environment = {
      LAUREL_KEEP_HISTORY_DAYS: '1000',
      LAUREL_KEEP_AUDIT_DAYS: '2000',
      LAUREL_KEEP_JOBS_DAYS: '300',
    };
    const preview = await laurel(['prune', '--dry-run', '--json'], database, { environment });
    const wouldGo = { history: before.learners - 5, audit: 1, jobs: 1, images: 0 };
    expect(preview.json()).toMatchObject({
      dryRun: true,
      kinds: Object.entries(wouldGo).map(([kind, removed]) => ({ kind, removed })),
    });
    const unconfirmed = await laurel(['prune'], database, { environment });
    expect(unconfirmed).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/CONFIRMATION_NEEDED[\s\S]*--yes/),
    });
    expect(await countLines(database)).toEqual(before);

    const pruned = await laurel(['prune', '--yes'], database, { environment });
    expect(pruned.stdout).toMatch(/history of learners +1000 days.*whole months: 1/);
    expect(await countLines(database)).toEqual({ learners: 5, templates: before.templates });
    expect((await listPartitions(database)).map(({ name }) => name)).not.toContain('history_2016_01');
    expect(await database.query('SELECT account FROM sync_job ORDER BY account')).toEqual([
      { account: 'one' },
      { account: 'two' },
    ]);
    expect(await database.query('SELECT count(*) AS count FROM audit')).toEqual([{ count: 1 }]);
    // The lines of the learner are gone; why they have the badge is not.
    const { evidence, badge, historyKeptFrom } = await loadLearnerRecord(database, 1, 1);
    expect({ evidence, badge }).toEqual({ evidence: record.evidence, badge: record.badge });
    expect(historyKeptFrom).not.toBeNull();
    const explained = await laurel(['explain', '1', 'demo'], database);
    expect(explained.stdout).toMatch(
      /fulfilled by the event[\s\S]*History \(what is older than \d{4}-\d\d-\d\d is pruned\)/,
    );
    expect(await checkStorage(database)).toMatchObject([
      { status: 'ok', message: expect.stringMatching(/history [\d.]+ MiB.*; last pruned \d{4}-/) },
    ]);
    // There is nothing more to do.
    expect((await laurel(['prune', '--dry-run', '--json'], database, { environment })).json()).toMatchObject({
      kinds: [{ removed: 0 }, { removed: 0 }, { removed: 0 }, { removed: 0 }],
    });
  });
});

function expectedName(until: Date | null): string {
  const month = new Date((until?.getTime() ?? NaN) - 1);
  return `history_${month.getUTCFullYear()}_${String(month.getUTCMonth() + 1).padStart(2, '0')}`;
}

describe.skipIf(!hasPostgresql())('the history in partitions', () => {
  test('a full table becomes the first of them without being copied, and lists go on as before', async () => {
    const { database, close } = await createTestDatabase({ migrated: false });
    closers.push(close);
    await migrateBefore(database, 17);
    await database.query(
      `INSERT INTO history (recorded_at, learner_id, template_id, kind)
       SELECT now() - (20000 - n) * interval '1 hour', CASE WHEN n % 100 > 0 THEN n % 500 END, n % 7, 'fulfilled'
       FROM generate_series(1, 20000) AS n`,
    );
    const old = await listHistory(database, { learner: 42 }, { limit: 30, position: null });
    const file = await fileOf(database, 'history');
    await migrate(database);
    await database.query('ANALYZE history');
    expect(await fileOf(database, 'history_before')).toBe(file);
    await addHistory(database, 0, 42);
    const { items } = await listHistory(database, { learner: 42 }, { limit: 41, position: null });
    expect(items[0]?.id).toBe(20_001);
    expect(items.slice(1, 31)).toEqual(old.items);
    // The second page begins where the first ended.
    const next = await listHistory(database, { learner: 42 }, { limit: 10, position: old.next });
    expect(next.items).toEqual(items.slice(31, 41));
    for (const condition of ['learner_id = 42', 'learner_id IS NULL AND template_id = 3', 'true']) {
      const [plan] = await database.query<{ 'QUERY PLAN': object[] }>(
        `EXPLAIN (FORMAT json) SELECT * FROM history WHERE ${condition} ORDER BY id DESC LIMIT 31`,
      );
      expect(JSON.stringify(plan)).not.toMatch(/Seq Scan.{0,200}"history_before"/);
    }
  });

  test('two processes that look after it do not disturb each other, nor the awards meanwhile', async () => {
    const { database, close } = await createTestDatabase();
    closers.push(close);
    await growOld(database);
    const stopping = new AbortController();
    const keeping = [1, 2].map(() => keepUp({ database, keptDays, signal: stopping.signal, logger: silent }));
    await waitFor('it is pruned', async () => (await countLines(database)).learners === 5);
    await waitFor('that is noted', async () => (await database.query('SELECT FROM pruning')).length === 4);
    stopping.abort();
    await Promise.all(keeping);

    // One is in the middle of a step.
    await addHistory(database, 1_001, 7);
    await database.transaction(async (transaction) => {
      await transaction.query('SELECT pg_advisory_xact_lock(76982119, 0)');
      expect(await pruneStep(database, 'history', new Date())).toEqual({ kind: 'elsewhere' });
      expect(await prune({ database, keptDays, signal: neverAborted })).toMatchObject([
        { kind: 'history', removed: 0, elsewhere: true },
        { kind: 'audit', elsewhere: false },
        { kind: 'jobs', elsewhere: false },
        { kind: 'images', elsewhere: false },
      ]);
    });
    expect(await prune({ database, keptDays, signal: neverAborted })).toMatchObject([
      { removed: 1, elsewhere: false },
      {},
      {},
      {},
    ]);
  });
});

/** A database as a version before had it. */
async function migrateBefore(database: Database, version: number): Promise<void> {
  const directory = new URL('../../src/store/migrations/', import.meta.url);
  await database.query(
    'CREATE TABLE schema_migration (version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
  );
  for (const name of readdirSync(directory)
    .toSorted()
    .filter((file) => Number.parseInt(file, 10) < version)) {
    await database.transaction((transaction) => transaction.script(readFileSync(new URL(name, directory), 'utf8')));
    await database.query('INSERT INTO schema_migration (version, name) VALUES ($1, $2)', [
      Number.parseInt(name, 10),
      name,
    ]);
  }
}

/** Where a table's rows lie: another file means that they were copied. */
async function fileOf(database: Database, table: string): Promise<string> {
  const [row] = await database.query<{ file: string }>('SELECT pg_relation_filepath($1::regclass) AS file', [table]);
  return row?.file ?? '';
}
