import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SyncJob } from '../../src/api/schemas/connections.ts';
import type { Requirement } from '../../src/rules/template.ts';
import type { Database } from '../../src/store/database/database.ts';
import { longestSilenceMs } from '../../src/store/operators/sync-jobs.ts';
import { loadTemplates, updateTemplate } from '../../src/store/engine/templates.ts';
import type { StoredTemplate } from '../../src/store/engine/templates.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { addTemplate } from '../support/deliveries.ts';
import { allPages, expectBadCursorsRefused } from '../support/lists.ts';
import {
  accredibleKey,
  connect,
  credlyKey,
  credlyTemplate,
  emptyConnections,
  organization,
  otherOrganization,
  stageSite,
} from '../support/provider-site.ts';
import type { ProviderSite } from '../support/provider-site.ts';
import { waitFor } from '../support/wait.ts';

const connections = '/api/v1/connections';
const jobs = '/api/v1/sync-jobs';
const one = `${connections}/credly/${organization}`;
const main = `${connections}/accredible/main`;
const requirement: Requirement = {
  id: 'pass',
  event: 'org.openedx.learning.course.passing.status.updated.v1',
  group: null,
  description: '',
  rules: [],
};

describe.skipIf(!hasPostgresql())('sync as a job (S24)', () => {
  let fresh: TestDatabase;
  let database: Database;
  let site: ProviderSite;
  const closers: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    fresh = await createTestDatabase();
    ({ database } = fresh);
  });
  afterAll(() => fresh.close());
  beforeEach(async () => {
    await emptyConnections(database);
    site = await stageSite(database, { templates: 120 });
    closers.push(site.close);
    await connect(site, 'credly', organization, credlyKey);
    await connect(site, 'accredible', 'main', accredibleKey);
  });
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });

  const send = (...request: Parameters<ProviderSite['api']['send']>) => site.api.send(...request);
  const read = async (id: string): Promise<SyncJob> => (await send('viewer', 'GET', `${jobs}/${id}`)).json();

  async function start(url: string): Promise<SyncJob> {
    const answer = await send('designer', 'POST', `${url}/sync`);
    expect(answer.status).toBe(202);
    const job: SyncJob = answer.json();
    expect(answer.headers['location']).toBe(`${jobs}/${job.id}`);
    return job;
  }

  const ended = ({ id }: SyncJob): Promise<SyncJob> =>
    waitFor('the end of the sync', async () => {
      const job = await read(id);
      return job.state !== 'running' && job;
    });

  async function templateOf(id: string): Promise<StoredTemplate> {
    const template = (await loadTemplates(database)).find((candidate) => candidate.id === id);
    if (!template) throw new Error(`no template ${id}`);
    return template;
  }

  /** Gives a template requirements and activates it, as a designer does. */
  async function activate(id: string): Promise<void> {
    const template = await templateOf(id);
    await database.transaction((transaction) =>
      updateTemplate(transaction, template, { ...template, active: true, requirements: [requirement] }),
    );
  }

  test('Credly: 120 templates on three pages, one failing twice; one archived, one renamed; another’s untouched', async () => {
    const foreign = { origin: 'credly', organization: otherOrganization, template: credlyTemplate(7) } as const;
    const foreignKey = await addTemplate(database, foreign);
    const foreignTemplate = async () => (await loadTemplates(database)).find(({ key }) => key === foreignKey);
    const before = await foreignTemplate();

    await site.credlyControl.fault({ route: 'badge_templates.list', kind: 'status', status: 503, every: 2, times: 2 });
    const first = await ended(await start(one));
    expect(first).toMatchObject({ state: 'succeeded', pages: 3, templates: 120, error: null });
    expect(first.report).toMatchObject({ imported: 120, updated: 0, unchanged: 0, deactivated: 0, pages: 3 });
    expect(first.report?.changes).toHaveLength(120);
    // Only admins learn anything of people.
    const asAdmin = await site.api.send('admin', 'GET', `${jobs}/${first.id}`);
    expect(asAdmin.json()).toEqual({ ...first, actor: `user:${site.api.people.designer.id}` });
    const asViewer = await site.api.send('viewer', 'GET', `${jobs}/${first.id}`);
    expect(asViewer.json()).toEqual({ ...first, actor: 'user' });
    for (const place of [jobs, connections, one])
      expect((await site.api.send('viewer', 'GET', place)).text).not.toContain(site.api.people.designer.id);
    const stored = (await loadTemplates(database)).filter(({ key }) => key !== foreignKey);
    expect(stored.every(({ active, requirements }) => !active && requirements.length === 0)).toBe(true);

    for (const id of ['credly-badge-1', 'credly-badge-2', 'credly-badge-3']) await activate(id);
    await site.credlyControl.post(`/_sim/templates/${credlyTemplate(1)}`, { name: 'Renamed', description: 'Anew' });
    await site.credlyControl.post(`/_sim/templates/${credlyTemplate(2)}/archive`);
    await site.credlyControl.fault({ route: 'badge_templates.list', kind: 'reset', every: 2, times: 2 });
    const second = await ended(await start(one));
    expect(second.report).toEqual({
      imported: 0,
      updated: 1,
      unchanged: 118,
      deactivated: 1,
      reactivated: 0,
      reactivable: 0,
      pages: 3,
      changes: [
        { template: 'credly-badge-2', name: 'Badge 2', change: 'deactivated', fields: ['active'] },
        { template: 'credly-badge-1', name: 'Renamed', change: 'updated', fields: ['name', 'description'] },
      ],
    });
    expect(await templateOf('credly-badge-1')).toMatchObject({
      name: 'Renamed',
      active: true,
      requirements: [requirement],
    });
    expect(await templateOf('credly-badge-2')).toMatchObject({ active: false, requirements: [requirement] });
    expect((await templateOf('credly-badge-3')).active).toBe(true);
    expect(await foreignTemplate()).toEqual(before);

    // Shown where it was asked for, and in the list.
    expect((await send('viewer', 'GET', one)).json()).toMatchObject({ templates: 120, lastSync: second });
    const pages = await send('viewer', 'GET', `${jobs}?origin=credly&limit=1`);
    expect(pages.json().items).toEqual([second]);
    const next = await send('viewer', 'GET', `${jobs}?origin=credly&limit=1&cursor=${pages.json().nextCursor}`);
    expect(next.json()).toEqual({ items: [first], nextCursor: null });
    const audits = await database.query(
      `SELECT actor, target, after FROM audit WHERE action = 'connection.sync' ORDER BY id`,
    );
    expect(audits).toMatchObject([
      { target: `credly/${organization}`, after: { job: first.id, imported: 120 } },
      { actor: `user:${site.api.people.designer.id}`, after: { job: second.id, updated: 1, deactivated: 1 } },
    ]);
  });

  test('Accredible: 120 groups on three pages, one failing twice; one gone, one renamed; another’s same number untouched', async () => {
    const otherKey = await addTemplate(database, { origin: 'accredible', account: 'second', group: 7 });
    const credlyNamesake = await addTemplate(database, { origin: 'credly', organization, template: credlyTemplate(7) });
    const others = async () =>
      (await loadTemplates(database)).filter(({ key }) => [otherKey, credlyNamesake].includes(key));
    const before = await others();

    await site.accredibleControl.fault({ route: 'groups.search', kind: 'status', status: 503, every: 2, times: 2 });
    const first = await ended(await start(main));
    expect(first).toMatchObject({ state: 'succeeded', pages: 3, templates: 120 });
    expect(first.report).toMatchObject({ imported: 120, updated: 0, unchanged: 0, deactivated: 0 });

    for (const id of ['accredible-group-1', 'accredible-group-2']) await activate(id);
    await site.accredibleControl.post('/_sim/groups', {
      account: 'main',
      id: 1,
      name: 'group 1',
      course_name: 'Renamed',
    });
    await fetch(`${site.accredible.url}/_sim/groups/2`, { method: 'DELETE' });
    const second = await ended(await start(main));
    expect(second.report).toMatchObject({
      imported: 0,
      updated: 1,
      deactivated: 1,
      unchanged: 118,
      changes: [
        { template: 'accredible-group-2', change: 'deactivated', fields: ['active'] },
        { template: 'accredible-group-1', name: 'Renamed', change: 'updated' },
      ],
    });
    expect(await templateOf('accredible-group-2')).toMatchObject({ active: false, requirements: [requirement] });
    expect(await others()).toEqual(before);
  });

  test('shows how far it is, and is there once at a time for each account', async () => {
    await site.credlyControl.fault({ route: 'badge_templates.list', kind: 'slow', ms: 1_500, every: 3 });
    const job = await start(one);
    const running = await waitFor('two pages', async () => {
      const now = await read(job.id);
      return now.pages === 2 && now;
    });
    expect(running).toMatchObject({ state: 'running', templates: 100, report: null, finishedAt: null });
    const second = await send('operator', 'POST', `${one}/sync`);
    expect([second.status, second.json().code]).toEqual([409, 'SYNC_RUNNING']);
    // Other accounts are synced meanwhile.
    expect((await ended(await start(main))).state).toBe('succeeded');
    expect((await ended(job)).state).toBe('succeeded');
    expect((await ended(await start(one))).report).toMatchObject({ unchanged: 120 });
  });

  test('a page that can’t be read fails it, changes nothing, and says why', async () => {
    await ended(await start(one));
    await activate('credly-badge-110');
    await site.credlyControl.post(`/_sim/templates/${credlyTemplate(1)}`, { name: 'Renamed' });
    await site.credlyControl.fault({ route: 'badge_templates.list', kind: 'status', status: 503 });
    const failed = await ended(await start(one));
    expect(failed).toMatchObject({
      state: 'failed',
      report: null,
      error: expect.stringMatching(/Page 1 of the templates.*could not be read: status 503.*No template was changed/s),
    });
    expect((await templateOf('credly-badge-110')).active).toBe(true);
    expect((await templateOf('credly-badge-1')).name).toBe('Badge 1');
  });

  test('a stop interrupts it, changes nothing, and says so', async () => {
    await site.credlyControl.fault({ route: 'badge_templates.list', kind: 'timeout', every: 3 });
    const job = await start(one);
    await waitFor('two pages', async () => (await read(job.id)).pages === 2);
    await site.api.close();
    const reader = await stageSite(database);
    closers.unshift(reader.close);
    const after: SyncJob = (await reader.api.send('viewer', 'GET', `${jobs}/${job.id}`)).json();
    expect(after).toMatchObject({
      state: 'interrupted',
      pages: 2,
      error: expect.stringContaining('stopped before it finished'),
    });
    expect(after.finishedAt).not.toBeNull();
    expect(await loadTemplates(database)).toEqual([]);
  });

  test('one whose process died is given up, and makes room for the next', async () => {
    const [dead] = await database.query<{ id: string }>(
      `INSERT INTO sync_job (origin, account, actor, pages, heartbeat_at)
       VALUES ('credly', $1, 'user:gone', 2, now() - $2::double precision * interval '1 millisecond') RETURNING id`,
      [organization, longestSilenceMs - 5_000],
    );
    const tooEarly = await send('designer', 'POST', `${one}/sync`);
    expect(tooEarly.status).toBe(409);
    await database.query(`UPDATE sync_job SET heartbeat_at = heartbeat_at - interval '6 seconds'`);
    expect(await read(dead?.id ?? '')).toMatchObject({
      state: 'interrupted',
      pages: 2,
      error: expect.stringContaining('The process that ran it ended'),
    });
    expect((await ended(await start(one))).state).toBe('succeeded');
  });

  test('one that was given up by mistake finds out, and changes nothing', async () => {
    await site.credlyControl.fault({ route: 'badge_templates.list', kind: 'slow', ms: 1_000, every: 3 });
    const job = await start(one);
    await waitFor('two pages', async () => (await read(job.id)).pages === 2);
    await database.query(`UPDATE sync_job SET heartbeat_at = now() - interval '1 hour'`);
    expect((await read(job.id)).state).toBe('interrupted');
    await waitFor('the third page', async () => {
      const { entries } = await site.credlyControl.get<{ entries: { route: string }[] }>('/_sim/journal');
      return entries.filter(({ route }) => route === 'badge_templates.list').length >= 3;
    });
    await site.api.close();
    expect(await loadTemplates(database)).toEqual([]);
    expect(await database.query('SELECT state, pages FROM sync_job')).toEqual([{ state: 'interrupted', pages: 2 }]);
  });

  test('the list is paged without losing one, by account too, and takes no cursor of another list', async () => {
    for (let started = 1; started <= 7; started += 1)
      await database.query(
        `INSERT INTO sync_job (origin, account, actor, state, started_at) VALUES ('credly', $1, $2, 'failed', $3)`,
        // Two each began in the same moment.
        [
          started % 3 === 0 ? otherOrganization : organization,
          `user:${started}`,
          new Date(Date.UTC(2026, 1, Math.ceil(started / 2))),
        ],
      );
    const all = await allPages(site.api, jobs, { limit: 2 });
    expect(all).toHaveLength(7);
    expect(new Set(all.map(({ id }) => id)).size).toBe(7);
    const times = all.map(({ startedAt }) => Date.parse(startedAt));
    expect(times).toEqual(times.toSorted((one, other) => other - one));
    expect(await allPages(site.api, `${jobs}?account=${otherOrganization}`, { limit: 1 })).toHaveLength(2);
    await expectBadCursorsRefused(site.api, jobs, ['sync-jobs', 1_763_800_000_000_000, randomUUID()]);
  });

  describe('when most templates seem to be gone', () => {
    const ids = ['credly-badge-1', 'credly-badge-2', 'credly-badge-3'];
    const activeOnes = async (): Promise<string[]> =>
      (await loadTemplates(database)).filter(({ active }) => active).map(({ id }) => id);
    const sync = async (body: object): Promise<SyncJob> => {
      const answer = await send('operator', 'POST', `${one}/sync`, { body });
      expect(answer.status).toBe(202);
      return ended(answer.json());
    };

    test('a sync stops and asks; confirmed it deactivates, and what it deactivated is active again at once', async () => {
      await ended(await start(one));
      for (const id of ids) await activate(id);
      // One that nobody has deactivated but a designer.
      await activate('credly-badge-4');
      const fourth = await templateOf('credly-badge-4');
      await database.transaction((transaction) => updateTemplate(transaction, fourth, { ...fourth, active: false }));
      for (const number of [1, 2, 4])
        await site.credlyControl.post(`/_sim/templates/${credlyTemplate(number)}/archive`);

      const stopped = await ended(await start(one));
      expect(stopped).toMatchObject({
        state: 'unconfirmed',
        report: { deactivated: 2, reactivable: 0 },
        error: expect.stringContaining('2 of the 3 active templates'),
      });
      expect(stopped.report?.changes.map(({ template }) => template)).toEqual(['credly-badge-1', 'credly-badge-2']);
      expect(await activeOnes()).toEqual(ids);

      expect(await sync({ confirm: true })).toMatchObject({ state: 'succeeded', report: { deactivated: 2 } });
      expect(await activeOnes()).toEqual(['credly-badge-3']);
      // The first two can issue again; what nobody but a person deactivated stays so, and so does what no longer works.
      for (const number of [1, 2, 4])
        await site.credlyControl.post(`/_sim/templates/${credlyTemplate(number)}`, { state: 'active' });
      const second = await templateOf('credly-badge-2');
      await database.transaction((transaction) => updateTemplate(transaction, second, { ...second, requirements: [] }));
      expect(await sync({})).toMatchObject({ report: { reactivable: 1, reactivated: 0 } });
      expect(await activeOnes()).toEqual(['credly-badge-3']);
      const repaired = await sync({ reactivate: true });
      expect(repaired.report).toMatchObject({
        reactivated: 1,
        reactivable: 0,
        changes: [{ template: 'credly-badge-1', change: 'reactivated', fields: ['active'] }],
      });
      expect(await activeOnes()).toEqual(['credly-badge-1', 'credly-badge-3']);
    });

    test('how each is at its provider is kept and shown with the way there; the list filters, and activating warns', async () => {
      await ended(await start(one));
      await site.credlyControl.post(`/_sim/templates/${credlyTemplate(2)}/archive`);
      await ended(await start(one));
      await ended(await start(main));
      const shown = (await send('viewer', 'GET', '/api/v1/templates/credly-badge-2')).json();
      expect(shown.provider).toEqual({
        page: `https://credly.com/mgmt/organizations/${organization}/badges/templates/${credlyTemplate(2)}/details`,
        state: 'archived',
        seenAt: expect.stringMatching(/Z$/),
        fields: ['name', 'description', 'imageUrl'],
      });
      const group = (await send('viewer', 'GET', '/api/v1/templates/accredible-group-1')).json();
      expect(group.provider).toMatchObject({
        page: 'https://dashboard.accredible.com/issuer/dashboard/group/1/information-and-appearance',
        state: 'active',
      });
      const found = (await send('viewer', 'GET', '/api/v1/templates?providerState=archived')).json();
      expect(found.items).toMatchObject([{ id: 'credly-badge-2', providerState: 'archived' }]);
      const { id, name, description, imageUrl, holder, requirements, penalties } = shown;
      const body = { id, name, description, imageUrl, holder, requirements, penalties };
      expect((await send('viewer', 'POST', '/api/v1/templates/check', { body })).json().warnings).toMatchObject([
        { kind: 'archived_at_provider', path: ['holder', 'template'], message: expect.stringContaining('archived') },
      ]);
      const { items } = (await send('viewer', 'GET', connections)).json();
      expect(items.map((each: { providerName: string | null }) => each.providerName).toSorted()).toContain('One');
    });

    test('one of two, or the only one, is deactivated without a question', async () => {
      await ended(await start(one));
      for (const id of ids.slice(0, 2)) await activate(id);
      for (const number of [1, 2]) {
        await site.credlyControl.post(`/_sim/templates/${credlyTemplate(number)}/archive`);
        expect(await ended(await start(one))).toMatchObject({ state: 'succeeded', report: { deactivated: 1 } });
      }
      expect(await activeOnes()).toEqual([]);
    });

    test('Accredible: groups that are all gone, as with the key of another account', async () => {
      await ended(await start(main));
      for (const id of ['accredible-group-1', 'accredible-group-2']) await activate(id);
      for (const id of [1, 2]) await fetch(`${site.accredible.url}/_sim/groups/${id}`, { method: 'DELETE' });
      expect(await ended(await start(main))).toMatchObject({ state: 'unconfirmed', report: { deactivated: 2 } });
      expect(await activeOnes()).toEqual(['accredible-group-1', 'accredible-group-2']);
    });
  });

  test('there is none of an unknown account, nor an unknown one', async () => {
    const unknown = await send('designer', 'POST', `${connections}/accredible/nobody/sync`);
    expect([unknown.status, unknown.json().code]).toEqual([404, 'ACCOUNT_NOT_FOUND']);
    const missing = await send('viewer', 'GET', `${jobs}/${randomUUID()}`);
    expect([missing.status, missing.json().code]).toEqual([404, 'SYNC_NOT_FOUND']);
  });
});
