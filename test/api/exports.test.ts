import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { passing } from '../support/events.ts';
import { stageApi } from '../support/api.ts';
import type { ApiStage } from '../support/api.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { messageOf } from '../support/messages.ts';
import { template } from '../support/templates.ts';
import { processBatch } from '../../src/consumer/process-batch.ts';
import { laurel } from '../cli/command-line.ts';

type Row = Readonly<Record<string, string>>;

/** The records of a CSV file as RFC 4180 has them, each by its column. */
function rowsOf(text: string): Row[] {
  expect(text.startsWith('\uFEFF')).toBe(true);
  expect(text.endsWith('\r\n')).toBe(true);
  const records: string[][] = [[]];
  for (const [, quoted, plain = '', end] of text.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    records.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\r\n') records.push([]);
  }
  const [names = [], ...rows] = records.slice(0, -1);
  return rows.map((cells) => Object.fromEntries(names.map((name, column) => [name, cells[column] ?? ''])));
}

describe.skipIf(!hasPostgresql())('lists as CSV files', () => {
  let stage: TestDatabase;
  let api: ApiStage;
  let url: string;
  const many = 1_203;

  beforeAll(async () => {
    stage = await createTestDatabase();
    api = await stageApi(stage.database);
    url = await api.server.listen({ host: '127.0.0.1', port: 0 });
    await storeTemplates(stage.database, [template({ id: 'demo', name: '=Demo, "best"' })]);
    await processBatch(
      consumerParts(stage.database),
      [1, 2].map((learner) => messageOf(passing({ learner }))),
    );
    await stage.database.query(`UPDATE learner SET name = E'@evil\nname', email = '+1@example.org' WHERE id = 1`);
    const [badge] = await stage.database.query<{ id: string }>('SELECT id FROM badge WHERE learner_id = 1');
    const body = { reason: 'cheated', publicReason: '' };
    expect((await api.send('admin', 'POST', `/api/v1/badges/${badge?.id}/revoke`, { body })).status).toBe(200);
    await stage.database.query(
      `INSERT INTO learner (id, username, email, name, is_active, identity_time, identity_event)
       SELECT 1000 + n, 'many' || n, '', '', true, now(), '' FROM generate_series(1, ${many}) AS n`,
    );
  });
  afterAll(async () => {
    await api?.close();
    await stage?.close();
  });

  const read = async (path: string, as: 'admin' | 'viewer' = 'viewer') =>
    fetch(`${url}${path}`, { headers: { cookie: api.people[as].cookie } });
  const rows = async (path: string, as: 'admin' | 'viewer' = 'viewer') => {
    const answer = await read(path, as);
    expect(answer.status).toBe(200);
    return rowsOf(Buffer.from(await answer.arrayBuffer()).toString());
  };

  test('history, badges and learners: by name, times in UTC, formulas as texts, with the filters that are set', async () => {
    const answer = await read('/api/v1/history.csv?learner=1&kind=awarded&kind=revoked', 'admin');
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="laurel-history-\d{4}-\d\d-\d\d\.csv"$/,
    );
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
    const [revoked, awarded, ...others] = rowsOf(bytes.toString());
    expect(others).toEqual([]);
    expect(revoked).toMatchObject({
      recorded: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      kind: 'revoked',
      'what happened': expect.stringMatching(/^Badge revoked by .*: cheated$/),
      'LMS user id': '1',
      username: 'learner1',
      name: "'@evil\nname",
      template: `'=Demo, "best"`,
      by: expect.stringMatching(/./),
      reason: 'cheated',
      'event time': '',
    });
    expect(awarded).toMatchObject({ kind: 'awarded', by: '', 'event time': expect.stringMatching(/Z$/) });
    // Only those who work here see who else does.
    expect(await rows('/api/v1/history.csv?kind=revoked')).toMatchObject([{ by: 'a user' }]);

    expect(await rows('/api/v1/badges.csv?status=revoked')).toMatchObject([
      { 'LMS user id': '1', name: "'@evil\nname", status: 'revoked', reason: 'cheated', provider: 'Laurel' },
    ]);
    expect(await rows('/api/v1/learners.csv?search=learner1')).toMatchObject([
      { 'LMS user id': '1', username: 'learner1', email: "'+1@example.org", active: 'yes' },
    ]);
    expect((await read('/api/v1/badges.csv?limit=5')).status).toBe(422);
  });

  test('all of it, page after page, each once; from the command line the same', async () => {
    const ids = (await rows('/api/v1/learners.csv')).map((row) => row['LMS user id']);
    expect(ids).toEqual(['1', '2', ...Array.from({ length: many }, (_, index) => String(1_001 + index))]);
    const found = await rows('/api/v1/learners.csv?search=many');
    expect(new Set(found.map((row) => row['LMS user id'])).size).toBe(many);
    expect(found).toHaveLength(many);

    for (const [path, ...command] of [
      ['/api/v1/learners.csv', 'learner', 'list', '--csv'],
      ['/api/v1/learners.csv?search=many1', 'learner', 'list', '--csv', '--search', 'many1'],
      ['/api/v1/badges.csv?learner=2', 'badge', 'list', '--csv', '--learner', 'learner2'],
      ['/api/v1/history.csv?template=demo', 'history', '--csv', '--template', 'demo'],
    ] as const) {
      const { exitCode, stdout } = await laurel(command, stage.database);
      expect(exitCode).toBe(0);
      expect(rowsOf(stdout)).toEqual(await rows(path, 'admin'));
    }
    const limited = await laurel(['learner', 'list', '--csv', '--limit', '3'], stage.database);
    expect(rowsOf(limited.stdout)).toHaveLength(3);
    const listed = await laurel(['learner', 'list', '--search', 'learner1'], stage.database);
    expect(listed.stdout).toMatch(/learner1 .*\+1@example\.org/);
    expect((await laurel(['learner', 'list', '--search', 'nobody'], stage.database)).stdout).toBe(
      'No learner matches.\n',
    );
  });

  test('one that breaks off on the way is seen as broken, and what fails at once is a problem', async () => {
    // Of the second page a line can't be read.
    await stage.database.query(
      `INSERT INTO history (learner_id, recorded_at, kind, event_id, event_type, event_source, event_time)
       SELECT 5000, now() - n * interval '1 second', 'fulfilled', 'e', 't', 's', CASE n WHEN 700 THEN 'infinity'::timestamptz END
       FROM generate_series(1, 800) AS n`,
    );
    const answer = await read('/api/v1/history.csv?learner=5000');
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow('terminated');
    const command = await laurel(['history', '--csv', '--learner', '5000'], stage.database);
    expect(command.exitCode).toBe(1);
    expect(command.stderr).not.toBe('');
    const first = await read('/api/v1/history.csv?learner=5000&until=2026-01-01T00:00:00Z&from=nonsense');
    expect({ status: first.status, type: first.headers.get('content-type') }).toEqual({
      status: 422,
      type: expect.stringContaining('application/problem+json'),
    });
    await stage.database.query('DELETE FROM history WHERE learner_id = 5000');
  });

  test('lists say how many there are with their filters, and of very many that they are more', async () => {
    const countOf = async (path: string): Promise<unknown> =>
      (await api.send('viewer', 'GET', `/api/v1/${path}`)).json().count;
    for (const [path, number] of [
      ['learners?count=true&limit=1', many + 2],
      ['learners?count=true&search=learner', 2],
      ['learners?count=true&search=2', 1],
      ['badges?count=true&limit=1', 2],
      ['badges?count=true&status=revoked', 1],
      ['badges?count=true&template=demo&state=created', 2],
      ['badges?count=true&origin=credly', 0],
      ['badges?count=true&failed=true', 0],
      ['history?count=true&limit=1&learner=2', 2],
      ['history?count=true&kind=revoked&kind=template_created', 2],
      ['templates?count=true', 1],
      ['templates?count=true&search=nothing', 0],
      ['parked?count=true', 0],
    ] as const)
      expect({ path, count: await countOf(path) }).toEqual({ path, count: { number, exact: true } });
    expect(await countOf('learners')).toBe(null);
    await stage.database.query(
      `INSERT INTO learner (id, username, email, name, is_active, identity_time, identity_event)
       SELECT 100000 + n, 'crowd' || n, '', '', true, now(), '' FROM generate_series(1, 10001) AS n`,
    );
    for (const path of ['learners?count=true', 'learners?count=true&search=crowd'])
      expect({ path, count: await countOf(path) }).toEqual({ path, count: { number: 10_000, exact: false } });
    expect(await countOf('learners?count=true&search=many')).toEqual({ number: many, exact: true });
  });
});
