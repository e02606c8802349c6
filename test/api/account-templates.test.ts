import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { addTemplate } from '../support/deliveries.ts';
import {
  accredibleKey,
  credlyKey,
  credlyTemplate,
  organization,
  otherOrganization,
  stageSite,
} from '../support/provider-site.ts';
import type { ProviderSite } from '../support/provider-site.ts';

/** What a designer chooses a template of a provider from (S24). */
describe.skipIf(!hasPostgresql())('the templates of an account', () => {
  let store: TestDatabase;
  let site: ProviderSite;
  beforeAll(async () => {
    store = await createTestDatabase();
    site = await stageSite(store.database, {
      templates: 60,
      organizations: { [organization]: credlyKey, [otherOrganization]: 'credly-key-of-nobody' },
      accounts: { main: accredibleKey },
    });
  });
  afterAll(async () => {
    await site.close();
    await store.close();
  });

  const list = async (account: string, query = '') => {
    const answer = await site.api.send('designer', 'GET', `/api/v1/connections/${account}/templates${query}`);
    return { status: answer.status, body: answer.json() };
  };
  const calls = async () => (await site.credlyControl.journal('badge_templates.list')).length;

  test('are read from all pages, once for a while; searched by name or id; those in use are marked', async () => {
    await addTemplate(store.database, { origin: 'credly', organization, template: credlyTemplate(7) });
    const all = await list(`credly/${organization}`, '?limit=200');
    expect(all.body).toMatchObject({ total: 60, problem: null });
    expect(all.body.items.map(({ name }: { name: string }) => name).slice(0, 3)).toEqual([
      'Badge 1',
      'Badge 2',
      'Badge 3',
    ]);
    const asked = await calls();
    expect(asked).toBe(2);
    const seven = (await list(`credly/${organization}`, '?search=BADGE%207')).body;
    expect(seven.items).toMatchObject([
      { id: credlyTemplate(7), state: 'active', template: { id: expect.any(String) } },
    ]);
    const byId = (await list(`credly/${organization}`, `?search=${credlyTemplate(60).toUpperCase()}`)).body;
    expect(byId.items).toMatchObject([{ name: 'Badge 60', template: null }]);
    expect((await list(`credly/${organization}`, '?search=nothing')).body).toMatchObject({ items: [], total: 0 });
    expect(await calls()).toBe(asked);
    await site.credlyControl.post(`/_sim/templates/${credlyTemplate(60)}`, { name: 'Renamed' });
    expect((await list(`credly/${organization}`, '?search=renamed&fresh=true')).body).toMatchObject({ total: 1 });
    expect((await list('accredible/main', '?search=group%2059')).body.items).toMatchObject([{ id: '59' }]);
  });

  test('a wrong key and a provider that is away are told apart, in words, and asked again; so is what is not connected', async () => {
    const refused = await list(`credly/${otherOrganization}`);
    expect(refused).toMatchObject({ status: 200, body: { items: [], problem: { refused: true, status: 401 } } });
    expect(refused.body.problem.message).toMatch(/key/);
    await site.accredibleControl.fault({ route: 'groups.search', kind: 'status', status: 503, every: 1, times: 1 });
    await site.accredibleControl.fault({ route: 'groups.all', kind: 'status', status: 503, every: 1, times: 1 });
    const away = await list('accredible/main', '?fresh=true');
    expect(away.body).toMatchObject({ items: [], problem: { refused: false, status: 503 } });
    await site.accredibleControl.calm();
    expect((await list('accredible/main')).body).toMatchObject({ total: 60, problem: null });
    expect((await list('accredible/unknown')).status).toBe(404);
  });
});
