import { spawnSync } from 'node:child_process';
import { chmodSync, globSync, lstatSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/store/database/database.ts';
import { openEmbedded } from '../../src/store/database/embedded.ts';
import { classifyDatabaseFailure } from '../../src/store/database/failures.ts';
import { migrate, requireCurrentSchema } from '../../src/store/database/migrate.ts';
import { openPostgresql } from '../../src/store/database/postgresql.ts';
import { createEmbeddedDatabase, createTestDatabase, hasPostgresql, silent } from '../support/database.ts';
import { freePort } from '../support/ports.ts';

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function open(kind: 'postgresql' | 'embedded'): Promise<Database> {
  if (kind === 'embedded') {
    const database = await createEmbeddedDatabase();
    closers.push(() => database.close());
    return database;
  }
  const { database, close } = await createTestDatabase();
  closers.push(close);
  return database;
}

describe.for(['postgresql', 'embedded'] as const)('the database port on %s', (kind) => {
  test.skipIf(kind === 'postgresql' && !hasPostgresql())('gives and takes the types that it promises', async () => {
    const database = await open(kind);
    const now = new Date('2026-11-22T10:00:00.123Z');
    const [row] = await database.query(
      `SELECT $1::bigint AS count, $2::timestamptz AS time, $3::jsonb AS document, $4::bytea AS bytes, $5::boolean AS flag,
              $6::text AS nothing, (SELECT array_agg(r.a ORDER BY r.a) FROM json_to_recordset($7::json) AS r(a integer)) AS items`,
      [9_007_199_254_740_991, now, '{"a":[1]}', Buffer.from([0, 255, 10]), false, null, '[{"a":2},{"a":1}]'],
    );
    expect(row).toEqual({
      count: 9_007_199_254_740_991,
      time: now,
      document: { a: [1] },
      bytes: Buffer.from([0, 255, 10]),
      flag: false,
      nothing: null,
      items: [1, 2],
    });
    expect(Buffer.isBuffer((row as { bytes: unknown }).bytes)).toBe(true);
  });

  test.skipIf(kind === 'postgresql' && !hasPostgresql())(
    'a transaction that fails leaves nothing and tells the first error',
    async () => {
      const database = await open(kind);
      await database.query('CREATE TABLE note (text text)');
      const failure = new Error('first');
      await expect(
        database.transaction(async (transaction) => {
          await transaction.query(`INSERT INTO note VALUES ('a')`);
          throw failure;
        }),
      ).rejects.toBe(failure);
      expect(await database.query('SELECT * FROM note')).toEqual([]);
    },
  );

  test.skipIf(kind === 'postgresql' && !hasPostgresql())(
    'a value that the database refuses is told apart from an outage',
    async () => {
      const database = await open(kind);
      const failure = await database.query('SELECT $1::text', ['nul \0 inside']).catch((error: unknown) => error);
      expect(classifyDatabaseFailure(failure)).toBe('data');
    },
  );
});

describe.skipIf(!hasPostgresql())('migrations', () => {
  test('twenty processes that start at once migrate once', async () => {
    const { database, close } = await createTestDatabase({ migrated: false });
    closers.push(close);
    const reports = await Promise.all(Array.from({ length: 20 }, () => migrate(database)));
    expect(reports.filter(({ applied }) => applied.length > 0)).toHaveLength(1);
    await requireCurrentSchema(database);
  });

  test('are not cut off by the time-out of other statements', async () => {
    const { database, close } = await createTestDatabase({ migrated: false });
    closers.push(close);
    const limits = 'SELECT name FROM pg_settings WHERE name = ANY($1) AND setting::bigint = 0 ORDER BY name';
    const names = ['lock_timeout', 'statement_timeout'];
    const unlimited = (options?: { unhurried: boolean }) =>
      database.transaction((transaction) => transaction.query<{ name: string }>(limits, [names]), options);
    expect(await unlimited()).toEqual([]);
    expect(await unlimited({ unhurried: true })).toEqual(names.map((name) => ({ name })));
    expect(await unlimited()).toEqual([]);
  });

  test('a schema of a newer Laurel is refused with what to do', async () => {
    const database = await open('postgresql');
    await database.query(`INSERT INTO schema_migration (version, name) VALUES (9999, '9999_future')`);
    await expect(migrate(database)).rejects.toThrow(/newer version of Laurel[\s\S]*version 9999/);
    await expect(requireCurrentSchema(database)).rejects.toMatchObject({ code: 'SCHEMA_TOO_NEW' });
  });

  test('a database that was not migrated is refused with what to do', async () => {
    const { database, close } = await createTestDatabase({ migrated: false });
    closers.push(close);
    await expect(requireCurrentSchema(database)).rejects.toThrow(/laurel -- migrate/);
  });

  test('a database that is away is recognised', async () => {
    const url = `postgres://laurel@127.0.0.1:${await freePort()}/postgres`;
    const database = openPostgresql({ url, poolSize: 1, logger: silent });
    closers.push(() => database.close());
    expect(classifyDatabaseFailure(await database.query('SELECT 1').catch((error: unknown) => error))).toBe('away');
  });
});

test('an embedded database belongs to one process, and to nobody else on the machine', async () => {
  const place = mkdtempSync(join(tmpdir(), 'laurel-embedded-'));
  closers.push(() => rmSync(place, { recursive: true, force: true }));
  const directory = join(place, 'data');
  const openToOthers = () =>
    ['.', ...globSync('**', { cwd: directory })].filter(
      (name) => (lstatSync(join(directory, name)).mode & 0o077) !== 0,
    );
  const first = await openEmbedded(directory);
  await expect(openEmbedded(directory)).rejects.toMatchObject({ code: 'DATABASE_IN_USE' });
  // Its files hold names and digests of passwords: they are its owner's alone, also those that an older version left open.
  expect(globSync('**', { cwd: directory }).length).toBeGreaterThan(900);
  expect(openToOthers()).toEqual([]);
  await first.close();
  const files = join(directory, 'pglite');
  chmodSync(files, 0o755);
  chmodSync(join(files, 'PG_VERSION'), 0o666);
  const second = await openEmbedded(directory);
  expect(openToOthers()).toEqual([]);
  await second.close();
});

test.each([
  ['of a process that has ended', spawnSync('true').pid],
  ['of a killed forerunner that had the number of this process, as in a container', process.pid],
  ['that is empty', ''],
])('the lock %s does not keep others from an embedded database', async (_whose, owner) => {
  const directory = mkdtempSync(join(tmpdir(), 'laurel-embedded-'));
  closers.push(() => rmSync(directory, { recursive: true, force: true }));
  writeFileSync(join(directory, 'laurel.lock'), String(owner));
  const database = await openEmbedded(directory);
  await database.close();
});
