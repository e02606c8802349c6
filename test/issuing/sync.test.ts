import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startAccredibleSimulator } from '../../simulators/accredible/server.ts';
import { startCredlySimulator } from '../../simulators/credly/server.ts';
import type { CredlySimulator } from '../../simulators/credly/server.ts';
import { createVocabulary } from '../../src/events/vocabulary.ts';
import { createAccredibleProvider } from '../../src/issuing/accredible/provider.ts';
import { createCredlyProvider } from '../../src/issuing/credly/provider.ts';
import { createRateLimits } from '../../src/issuing/http/rate-limit.ts';
import { templateSlug } from '../../src/issuing/sync/slug.ts';
import { syncTemplates } from '../../src/issuing/sync/sync.ts';
import type { SyncReport } from '../../src/store/operators/sync-report.ts';
import type { Requirement } from '../../src/rules/template.ts';
import type { Database } from '../../src/store/database/database.ts';
import { loadTemplates, rulesRevision, updateTemplate } from '../../src/store/engine/templates.ts';
import type { StoredTemplate } from '../../src/store/engine/templates.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { addTemplate, emptyTables } from '../support/deliveries.ts';
import { SimulatorControl } from '../support/simulator.ts';

const organization = '0c9f6c1e-6d0a-4a55-9a0e-5f3f0b5d1a01';
const foreign = '0c9f6c1e-6d0a-4a55-9a0e-5f3f0b5d1a02';
const signal = new AbortController().signal;
/** Nothing that could be active again. */
const none = { reactivated: 0, reactivable: 0 };
const retry = { baseMs: 5, capMs: 20 };
const vocabulary = createVocabulary(['org.openedx.learning.course.passing.status.updated.v1'], []);
const uuid = (number: number): string => `5b0f7a52-1f0e-4c7e-8a53-${String(number).padStart(12, '0')}`;
const requirement: Requirement = {
  id: 'pass',
  event: 'org.openedx.learning.course.passing.status.updated.v1',
  group: null,
  description: '',
  rules: [],
};

describe.skipIf(!hasPostgresql())('template sync (S24)', () => {
  let database: Database;
  let fresh: TestDatabase;
  let closers: (() => Promise<void>)[];
  beforeAll(async () => {
    fresh = await createTestDatabase();
    ({ database } = fresh);
  });
  afterAll(() => fresh.close());
  beforeEach(async () => {
    await emptyTables(database);
    closers = [];
  });
  afterEach(() => Promise.all(closers.map((end) => end())));

  /** Gives a template requirements and activates it, as an operator does. */
  async function activate(id: string): Promise<void> {
    const template = await templateOf(id);
    await database.transaction((transaction) =>
      updateTemplate(transaction, template, { ...template, active: true, requirements: [requirement] }),
    );
  }
  async function templateOf(id: string): Promise<StoredTemplate> {
    const template = (await loadTemplates(database)).find((candidate) => candidate.id === id);
    if (!template) throw new Error(`no template ${id}`);
    return template;
  }

  describe('with Credly', () => {
    let simulator: CredlySimulator;
    let control: SimulatorControl;
    beforeEach(async () => {
      simulator = await startCredlySimulator({
        auth: 'strict',
        organizations: [
          {
            id: organization,
            name: 'One',
            tokens: ['key'],
            templates: [
              ...Array.from({ length: 120 }, (_, number) => ({ id: uuid(number), name: `Badge ${number}` })),
              { id: uuid(500), name: 'Draft', state: 'draft' as const },
            ],
          },
        ],
      });
      closers.push(() => simulator.close());
      control = new SimulatorControl(simulator.url);
    });

    function sync(pages: number[] = []): Promise<Omit<SyncReport, 'changes'>> {
      const settings = { apiBaseUrl: simulator.apiBaseUrl, organizations: new Map([[organization, 'key']]) };
      const provider = createCredlyProvider({ settings, timeoutMs: 5_000, limits: createRateLimits(1_000, null) });
      const account = { origin: 'credly', organization } as const;
      return numbers(
        syncTemplates({ database, provider, account, retry, vocabulary, signal, onPage: (page) => pages.push(page) }),
      );
    }

    test('reads 120 templates on 3 pages, also when a page fails twice, and imports them inactive', async () => {
      await control.fault({ route: 'badge_templates.list', kind: 'status', status: 503, every: 2, times: 2 });
      const pages: number[] = [];
      expect(await sync(pages)).toEqual({ imported: 120, updated: 0, unchanged: 0, deactivated: 0, ...none, pages: 3 });
      expect(pages).toEqual([1, 2, 3]);
      const stored = await loadTemplates(database);
      expect(stored).toHaveLength(120);
      expect(stored.every(({ active, requirements }) => !active && requirements.length === 0)).toBe(true);
      expect(await templateOf('credly-badge-7')).toMatchObject({
        name: 'Badge 7',
        holder: { origin: 'credly', organization, template: uuid(7) },
      });
      expect(await sync()).toEqual({ imported: 0, updated: 0, unchanged: 120, deactivated: 0, ...none, pages: 3 });
    });

    test('D33: updates what was renamed, deactivates what was archived or is gone, keeps requirements', async () => {
      await sync();
      for (const id of ['credly-badge-1', 'credly-badge-2', 'credly-badge-3', 'credly-badge-4']) await activate(id);
      const revision = await rulesRevision(database);
      await control.post(`/_sim/templates/${uuid(1)}`, { name: 'Renamed', image_url: 'https://example.org/1.png' });
      await control.post(`/_sim/templates/${uuid(2)}/archive`);
      await fetch(`${simulator.url}/_sim/templates/${uuid(3)}`, { method: 'DELETE' });
      expect(await sync()).toEqual({ imported: 0, updated: 1, unchanged: 117, deactivated: 2, ...none, pages: 3 });
      expect(await templateOf('credly-badge-1')).toMatchObject({
        name: 'Renamed',
        imageUrl: 'https://example.org/1.png',
        active: true,
        requirements: [requirement],
      });
      for (const id of ['credly-badge-2', 'credly-badge-3']) {
        expect(await templateOf(id)).toMatchObject({ active: false, requirements: [requirement] });
      }
      expect((await templateOf('credly-badge-4')).active).toBe(true);
      expect(await rulesRevision(database)).toBe(revision + 1);
      const told = await database.query<{ kind: string }>(
        `SELECT kind FROM history WHERE kind IN ('template_changed', 'template_deactivated') AND id >
           (SELECT max(id) FROM history WHERE kind = 'template_activated') ORDER BY kind`,
      );
      expect(told.map(({ kind }) => kind)).toEqual([
        'template_changed',
        'template_deactivated',
        'template_deactivated',
      ]);

      // Active outside again: to activate it here is the operator's decision.
      await control.post(`/_sim/templates/${uuid(2)}`, { state: 'active' });
      await sync();
      expect((await templateOf('credly-badge-2')).active).toBe(false);
    });

    test('when a page can’t be read nothing changes, least of all what is only missing because of that', async () => {
      await sync();
      await activate('credly-badge-110');
      await control.post(`/_sim/templates/${uuid(1)}`, { name: 'Renamed' });
      await control.fault({ route: 'badge_templates.list', kind: 'status', status: 503 });
      await expect(sync()).rejects.toMatchObject({ code: 'PROVIDER_FAILED' });
      expect(await control.journal('badge_templates.list')).toHaveLength(3 + 5);
      expect((await templateOf('credly-badge-110')).active).toBe(true);
      expect((await templateOf('credly-badge-1')).name).toBe('Badge 1');
    });

    test('D34: a wrong key is told as such, at once', async () => {
      const settings = { apiBaseUrl: simulator.apiBaseUrl, organizations: new Map([[organization, 'wrong']]) };
      const provider = createCredlyProvider({ settings, timeoutMs: 5_000, limits: createRateLimits(1_000, null) });
      const account = { origin: 'credly', organization } as const;
      await expect(syncTemplates({ database, provider, account, retry, vocabulary, signal })).rejects.toThrow(
        /401.*\n.*\n.*API key/,
      );
      expect(await control.journal()).toHaveLength(1);
    });

    test('never touches the templates of another account', async () => {
      const holder = { origin: 'credly', organization: foreign, template: uuid(7) } as const;
      const key = await addTemplate(database, holder);
      const before = (await loadTemplates(database)).find((template) => template.key === key);
      await sync();
      expect((await loadTemplates(database)).find((template) => template.key === key)).toEqual(before);
      expect(await loadTemplates(database)).toHaveLength(121);
    });
  });

  test('D31, D32: with Accredible, equal numbers of two accounts and null designs do no harm', async () => {
    const groups = (names: string[]) =>
      names.map((name, index) => ({ id: 501 + index, name, courseName: `Course ${name}` }));
    const simulator = await startAccredibleSimulator({
      auth: 'strict',
      accounts: [
        {
          name: 'main',
          keys: ['k1'],
          groups: [...groups(Array.from({ length: 60 }, (_, number) => `a${number}`)), bare(900)],
        },
      ],
    });
    closers.push(() => simulator.close());
    const other = await addTemplate(database, { origin: 'accredible', account: 'second', group: 501 });
    const credly = await addTemplate(database, { origin: 'credly', organization, template: uuid(501) });
    const before = await loadTemplates(database);
    const settings = { apiBaseUrl: simulator.apiBaseUrl, accounts: new Map([['main', 'k1']]) };
    const provider = createAccredibleProvider({ settings, timeoutMs: 5_000, limits: createRateLimits(1_000, null) });
    const account = { origin: 'accredible', account: 'main' } as const;

    const report = await numbers(syncTemplates({ database, provider, account, retry, vocabulary, signal }));
    expect(report).toEqual({ imported: 61, updated: 0, unchanged: 0, deactivated: 0, ...none, pages: 2 });
    const after = await loadTemplates(database);
    for (const key of [other, credly]) {
      expect(after.find((template) => template.key === key)).toEqual(before.find((template) => template.key === key));
    }
    expect(await templateOf('accredible-course-a0')).toMatchObject({
      imageUrl: expect.stringMatching(/^http/),
      holder: { origin: 'accredible', account: 'main', group: 501 },
    });
    expect(await templateOf('accredible-bare')).toMatchObject({ imageUrl: null });
  });
});

async function numbers(sync: Promise<SyncReport>): Promise<Omit<SyncReport, 'changes'>> {
  const { changes: _, ...counts } = await sync;
  return counts;
}

const bare = (id: number) => ({ id, name: 'Bare', badgeDesign: null, certificateDesign: null });

test.each([
  ['Data Stewardship', [], 'credly-data-stewardship'],
  ['Data Stewardship', ['credly-data-stewardship'], 'credly-data-stewardship-2'],
  ['Data Stewardship', ['credly-data-stewardship', 'credly-data-stewardship-2'], 'credly-data-stewardship-3'],
  ['  Pré-requis: Élève n°1!  ', [], 'credly-pre-requis-eleve-n-1'],
  ['数据管理', [], 'credly-template'],
  ['x'.repeat(300), [], `credly-${'x'.repeat(60)}`],
])('an imported template named "%s" beside %j gets the id %s', (name, taken, slug) => {
  expect(templateSlug('credly', name, new Set(taken))).toBe(slug);
});
