import { beforeEach, expect, test } from 'vitest';
import { rulesRevision } from '../../src/store/engine/templates.ts';
import { laurel } from '../cli/command-line.ts';
import { describeApi, emptySite } from '../support/api-databases.ts';
import { storeTemplates } from '../support/consumer.ts';
import { template } from '../support/templates.ts';

describeApi('activating and deactivating several badge templates', (stage) => {
  beforeEach(async () => {
    await emptySite(stage().database);
    await storeTemplates(stage().database, [
      template({ id: 'ready', active: false }),
      template({ id: 'running' }),
      template({ id: 'empty', active: false, requirements: [] }),
    ]);
  });

  const all = ['ready', 'empty', 'running', 'gone', 'ready'];
  const send = (body: object, headers: Record<string, string> = {}) =>
    stage().api.send('designer', 'POST', '/api/v1/templates/switch', { body, headers });
  const active = async () =>
    (
      await stage().database.query<{ slug: string }>(
        'SELECT slug FROM badge_template WHERE active ORDER BY slug COLLATE "C"',
      )
    ).map(({ slug }) => slug);
  const outcomes = ({ items }: { items: { id: string; outcome: string }[] }) =>
    Object.fromEntries(items.map(({ id, outcome }) => [id, outcome]));

  test('each is checked by itself; what can’t be is told with the reasons; it is safe to repeat (S18)', async () => {
    const { database } = stage();
    const expected = { ready: 'switched', empty: 'refused', running: 'unchanged', gone: 'unknown' };
    const before = await rulesRevision(database);
    const looked = (await send({ templates: all, active: true, dryRun: true })).json();
    expect(outcomes(looked)).toEqual(expected);
    expect(looked.items[1].mistakes).toMatchObject([{ path: ['requirements'] }]);
    expect(await active()).toEqual(['running']);
    expect(await rulesRevision(database)).toBe(before);

    const key = { 'idempotency-key': 'once' };
    const done = await send({ templates: all, active: true }, key);
    expect(outcomes(done.json())).toEqual(expected);
    expect(await active()).toEqual(['ready', 'running']);
    expect(await rulesRevision(database)).toBe(before + 1);
    expect((await send({ templates: all, active: true }, key)).text).toBe(done.text);
    expect(outcomes((await send({ templates: all, active: true })).json())).toMatchObject({ ready: 'unchanged' });
    expect(await rulesRevision(database)).toBe(before + 1);
    expect(await database.query('SELECT action, target FROM audit')).toEqual([
      { action: 'template.activate', target: 'ready' },
    ]);

    const off = (await send({ templates: all, active: false })).json();
    expect(outcomes(off)).toEqual({ ready: 'switched', empty: 'unchanged', running: 'switched', gone: 'unknown' });
    expect(await active()).toEqual([]);
    expect((await send({ templates: [], active: true })).status).toBe(422);
  });

  test('the command does the same, and fails when any was left out', async () => {
    const { database } = stage();
    const run = (...line: string[]) => laurel(['template', ...line], database);
    const looked = await run('activate', ...all, '--dry-run', '--json');
    expect(looked).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('TEMPLATES_LEFT_OUT') });
    expect(looked.json()).toMatchObject({ dryRun: true, items: [{ id: 'ready', outcome: 'switched' }, {}, {}, {}] });
    expect(await active()).toEqual(['running']);

    const done = await run('activate', ...all);
    expect(done.stdout).toContain('Activated: 1 of 4 templates.');
    expect(done.stderr).toContain('No badge template has the id "gone".');
    expect(done.stderr).toContain('"empty": requirements: ');
    expect(await run('activate', 'ready', 'running')).toMatchObject({ exitCode: 0 });
    expect(await run('deactivate', 'ready', 'running')).toMatchObject({ exitCode: 0 });
    expect(await active()).toEqual([]);
    const by = await database.query<{ actor: string }>('SELECT actor FROM audit');
    expect(by.every(({ actor }) => actor.startsWith('cli:'))).toBe(true);
    expect(by).toHaveLength(3);
  });
});
