import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeBadgesFile } from '../../src/formats/badges-file-writer.ts';
import type { SyncJob } from '../../src/api/schemas/connections.ts';
import type { Template } from '../../src/rules/template.ts';
import { loadTemplates } from '../../src/store/engine/templates.ts';
import type { StoredTemplate } from '../../src/store/engine/templates.ts';
import { file, laurel } from '../cli/command-line.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { demoCourse } from '../support/events.ts';
import { credlyKey, credlyTemplate, organization, otherOrganization, stageSite } from '../support/provider-site.ts';
import type { ProviderSite } from '../support/provider-site.ts';
import { passCourse } from '../support/templates.ts';
import { waitFor } from '../support/wait.ts';

/** Templates that follow Credly: what is Credly’s is changed there, by whatever way one tries it here (S24). */
describe.skipIf(!hasPostgresql())('a synced template', () => {
  let store: TestDatabase;
  let site: ProviderSite;
  beforeAll(async () => {
    store = await createTestDatabase();
    site = await stageSite(store.database, { organizations: { [organization]: credlyKey } });
  });
  afterAll(async () => {
    await site.close();
    await store.close();
  });

  const path = '/api/v1/templates/badge';
  const run = (...line: string[]) => laurel(line, store.database, { environment: site.environment });
  const apply = (template: Template, ...options: string[]) =>
    run('apply', file('badges.yaml', writeBadgesFile([template])), ...options);
  async function sync(): Promise<void> {
    const begun = await site.api.send('designer', 'POST', `/api/v1/connections/credly/${organization}/sync`);
    expect(begun.status).toBe(202);
    const { id } = begun.json();
    const ended = await waitFor('the end of the sync', async () => {
      const job: SyncJob = (await site.api.send('viewer', 'GET', `/api/v1/sync-jobs/${id}`)).json();
      return job.state !== 'running' && job;
    });
    expect(ended.state).toBe('succeeded');
  }
  const change = (body: object) => site.credlyControl.post(`/_sim/templates/${credlyTemplate(1)}`, body);
  async function stored(): Promise<StoredTemplate> {
    const found = (await loadTemplates(store.database)).find(({ id }) => id === 'badge');
    if (!found) throw new Error('it is gone');
    return found;
  }
  const put = async (more: object) => {
    const { headers, json } = await site.api.send('designer', 'GET', path);
    const { id, name, description, imageUrl, holder, requirements, penalties } = json();
    const body = { id, name, description, imageUrl, holder, requirements, penalties, ...more };
    return site.api.send('designer', 'PUT', path, { body, headers: { 'if-match': String(headers['etag']) } });
  };

  const written: Template = {
    id: 'badge',
    version: 1,
    name: 'As the file says',
    description: '',
    imageUrl: null,
    holder: { origin: 'credly', organization, template: credlyTemplate(1) },
    active: true,
    requirements: [passCourse('pass', demoCourse)],
    penalties: [],
  };

  test('its name, description, image and place are read-only for the API and for apply, until it is archived or gone', async () => {
    // Nobody has synced it yet: it says what people say.
    await apply(written);
    expect((await put({ name: 'Renamed here' })).status).toBe(200);
    await sync();
    expect(await stored()).toMatchObject({ name: 'Badge 1' });
    const view = (await site.api.send('viewer', 'GET', path)).json();
    expect(view.provider.fields).toEqual(['name', 'description', 'imageUrl', 'holder']);

    for (const [field, value, message] of [
      ['name', 'Renamed', 'the name comes from Credly, where it is "Badge 1"'],
      ['description', 'Other words', 'the description comes from Credly'],
      ['imageUrl', 'https://example.org/other.png', 'the image URL comes from Credly'],
      ['holder', { origin: 'openedx' }, 'issued through its template at Credly'],
      ['holder', { ...written.holder, template: credlyTemplate(3) }, 'issued through its template at Credly'],
    ] as const) {
      const refused = await put({ [field]: value });
      expect(refused.status).toBe(422);
      const problem = refused.json();
      expect(problem).toMatchObject({ code: 'TEMPLATE_SYNCED', mistakes: [{ path: [field] }] });
      expect(problem.mistakes[0].message).toContain(message);
      const byFile = await apply({ ...(await stored()), [field]: value }, '--moved', 'stay', '--yes');
      expect(byFile).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('TEMPLATE_SYNCED') });
      expect(byFile.stderr).toContain(message);
      expect((await apply({ ...(await stored()), [field]: value }, '--dry-run')).exitCode).toBe(2);
    }
    // Its rules are the site’s own.
    expect((await put({ requirements: [passCourse('other', demoCourse)] })).status).toBe(200);

    // Archived there, it may be issued elsewhere; its texts are still what a sync says.
    await site.credlyControl.post(`/_sim/templates/${credlyTemplate(1)}/archive`);
    await sync();
    expect((await put({ name: 'Renamed' })).json()).toMatchObject({ code: 'TEMPLATE_SYNCED' });
    expect((await put({ holder: { origin: 'openedx' } })).status).toBe(200);
    expect((await put({ name: 'Ours now' })).status).toBe(200);
  });

  test('a badges file that is older than a sync is no wish to undo it', async () => {
    await store.database.query('TRUNCATE badge_template CASCADE');
    await change({ state: 'active', name: 'First' });
    await apply(written);
    await sync();
    await change({ name: 'Second', description: 'New words' });
    await sync();
    for (const name of [written.name, 'First', 'Second']) {
      const again = await apply({ ...written, name, requirements: [passCourse(`when-${name.length}`, demoCourse)] });
      expect(again).toMatchObject({ exitCode: 0 });
      expect(again.stderr.includes('the file is older than the last sync of "badge"')).toBe(true);
    }
    expect(await stored()).toMatchObject({
      name: 'Second',
      description: 'New words',
      requirements: [{ id: 'when-6' }],
    });
    expect(await apply({ ...written, name: 'Third' })).toMatchObject({ exitCode: 2 });
    const audit = await store.database.query(
      `SELECT DISTINCT action FROM audit WHERE target = 'badge' AND actor LIKE 'cli:%'`,
    );
    expect(audit).toEqual(expect.arrayContaining([{ action: 'template.create' }, { action: 'template.update' }]));
  });

  test('of an account that nothing is synced with, nothing is followed', async () => {
    await store.database.query('TRUNCATE badge_template CASCADE');
    const foreign = { origin: 'credly', organization: otherOrganization, template: credlyTemplate(9_001) } as const;
    await apply({ ...written, holder: foreign });
    await store.database.query(
      `INSERT INTO template_outside (template_id, state) SELECT id, 'active' FROM badge_template`,
    );
    expect((await put({ name: 'Renamed' })).status).toBe(200);
  });
});
