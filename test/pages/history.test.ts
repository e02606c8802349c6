import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { processBatch } from '../../src/consumer/process-batch.ts';
import { differences } from '../../web/src/history/changes/differences.ts';
import { hasChromium } from '../support/browser.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { hasPostgresql } from '../support/database.ts';
import { demoCourse, passing } from '../support/events.ts';
import { forProgramsOnly } from '../support/history-lines.ts';
import { looks } from '../support/looks.ts';
import { messageOf } from '../support/messages.ts';
import { expectNoViolations, stagePages } from '../support/pages.ts';
import type { PagesStage } from '../support/pages.ts';
import { failPenalty, passCourse, template } from '../support/templates.ts';

describe('what is different between two states', () => {
  test.each([
    ['nothing', { a: 1, list: [1, 2] }, { list: [1, 2], a: 1 }, []],
    ['a value', { role: 'viewer', disabled: false }, { role: 'admin', disabled: false }, [['role', 'viewer', 'admin']]],
    [
      'what came and went',
      { old: 1 },
      { now: null },
      [
        ['old', 1, undefined],
        ['now', undefined, null],
      ],
    ],
    [
      'all of a thing that was made',
      null,
      { name: 'x', days: 3 },
      [
        ['name', undefined, 'x'],
        ['days', undefined, 3],
      ],
    ],
    ['all of a thing that is no more', { name: 'x' }, null, [['name', 'x', undefined]]],
    ['a value deep inside', { a: { b: { c: 1, d: 2 } } }, { a: { b: { c: 1, d: 3 } } }, [['a.b.d', 2, 3]]],
    ['a list, as a whole', { days: [1, 2] }, { days: [2] }, [['days', [1, 2], [2]]]],
    [
      'things with ids, each for itself',
      {
        requirements: [
          { id: 'a', group: 'A' },
          { id: 'b', group: 'B' },
        ],
      },
      {
        requirements: [
          { id: 'b', group: 'A' },
          { id: 'c', group: 'C' },
        ],
      },
      [
        ['requirements[a]', { id: 'a', group: 'A' }, undefined],
        ['requirements[b].group', 'B', 'A'],
        ['requirements[c]', undefined, { id: 'c', group: 'C' }],
      ],
    ],
    ['nothing at all', null, null, []],
  ])('%s', (_, before, after, expected) => {
    expect(differences(before, after)).toEqual(expected.map(([path, was, is]) => ({ path, before: was, after: is })));
  });
});

describe.skipIf(!hasPostgresql() || !hasChromium())('the pages of the history', () => {
  let stage: PagesStage;

  beforeAll(async () => {
    stage = await stagePages();
    const { database } = stage.database;
    const requirements = [passCourse('pass-demo', demoCourse)];
    const penalties = [failPenalty('fail-demo', ['pass-demo'], demoCourse)];
    await storeTemplates(database, [
      template({ id: 'demo', name: 'Demo graduate', requirements, penalties }),
      template({ id: 'other', name: 'Another badge', requirements }),
    ]);
    const parts = consumerParts(database);
    await processBatch(
      parts,
      [7, 8].map((learner) => messageOf(passing({ learner }))),
    );
    await processBatch(parts, [messageOf(passing({ learner: 7, passing: false }))]);
  });
  afterAll(() => stage.close());

  const send = (...request: Parameters<PagesStage['api']['send']>) => stage.api.send(...request);
  const entries = (page: Page, list = 'What happened') => page.getByRole('list', { name: list }).locator('> li');
  const entry = (page: Page, text: string) => entries(page).filter({ hasText: text });
  const change = (page: Page, text: string) => entries(page, 'Changes by people').filter({ hasText: text });

  test('tells what happened, to whom, why, and by which event', async () => {
    const page = await stage.visit('/history', { as: 'viewer' });
    const revoked = entry(page, 'Badge revoked');
    await revoked.getByText(/A group is no longer met, by a penalty: no longer passing the course/).waitFor();
    await revoked.getByText('Details').click();
    await revoked.getByText('openedx/lms/web').waitFor();
    await revoked.getByText('Course passing status updated').waitFor();
    await revoked.getByRole('link', { name: 'Learner 7' }).click();
    await page.getByRole('heading', { level: 1, name: /learner7|Learner 7/ }).waitFor();
  });

  test('is narrowed down by learner, template, kinds and days; its address can be passed on, and Back goes back', async () => {
    const page = await stage.visit('/history', { as: 'viewer' });
    await entry(page, 'learner8').first().waitFor();
    const [counted] = await stage.database.database.query<{ count: number }>(
      'SELECT count(*)::integer AS count FROM history',
    );
    await page.getByText(`${counted?.count} in total`).waitFor();
    // By keyboard alone; how many fit is told.
    const learner = page.getByRole('combobox', { name: 'Learner' });
    await learner.focus();
    await page.keyboard.type('learner 7');
    await page.getByRole('status').getByText('1 matching learner', { exact: true }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await entry(page, 'learner8').first().waitFor({ state: 'detached' });
    expect(await learner.inputValue()).toBe('Learner 7 (learner7), LMS user id 7');
    const kinds = page.getByRole('combobox', { name: 'Kind' });
    await kinds.click();
    await page.getByRole('option', { name: 'Badge awarded' }).click();
    await page.getByText('2 in total').waitFor();
    await page.getByRole('option', { name: 'Badge revoked', exact: true }).click();
    await page.keyboard.press('Escape');
    await page.getByText('3 in total').waitFor();
    await page.getByRole('combobox', { name: 'Template' }).click();
    await page.getByRole('option', { name: 'Another badge' }).click();
    await page.getByText('1 in total').waitFor();
    await entry(page, 'Another badge').getByText('Badge awarded').waitFor();
    await page.getByLabel('From').fill('2026-01-01');
    await page.getByLabel('Until').fill('2026-01-31');
    await page.getByRole('heading', { name: 'No matches' }).waitFor();
    const { search } = new URL(page.url());
    expect(Object.fromEntries(new URLSearchParams(search))).toEqual({
      learner: '7',
      kind: 'awarded,revoked',
      template: 'other',
      from: '2026-01-01',
      until: '2026-01-31',
    });
    await page.goBack();
    await entry(page, 'Another badge').getByText('Badge awarded').waitFor();
    expect(await page.getByLabel('Until').inputValue()).toBe('');

    const passedOn = await stage.visit(`/history${search}`, { as: 'operator' });
    await passedOn.getByRole('heading', { name: 'No matches' }).waitFor();
    expect(await passedOn.getByRole('combobox', { name: 'Learner' }).inputValue()).toMatch(/^Learner 7/);
    await passedOn.getByRole('link', { name: 'Show everything' }).click();
    await entry(passedOn, 'learner8').first().waitFor();
    expect(await passedOn.getByRole('combobox', { name: 'Learner' }).inputValue()).toBe('');
  });

  test('lists say how many there are, and are downloaded with the filters that are set', async () => {
    for (const [path, words, file, lines] of [
      ['/history?learner=7&kind=awarded', '2 in total', 'history', 2],
      ['/badges?status=awarded&learner=8', '2 in total', 'badges', 2],
      ['/learners?search=learner7', '1 in total', 'learners', 1],
    ] as const) {
      const page = await stage.visit(path, { as: 'viewer' });
      await page.getByText(words, { exact: true }).waitFor();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Download as CSV' }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(new RegExp(String.raw`^laurel-${file}-\d{4}-\d\d-\d\d\.csv$`));
      const text = readFileSync(await download.path(), 'utf8');
      expect(text.trimEnd().split('\r\n')).toHaveLength(1 + lines);
    }
    const templates = await stage.visit('/templates', { as: 'viewer' });
    await templates.getByText('2 in total', { exact: true }).waitFor();
  });

  test('tells who changed what, with before and after, and leads to more of the same', async () => {
    const { admin, designer } = stage.api.people;
    const url = '/api/v1/templates/demo';
    const read = await send('designer', 'GET', url);
    const { id, description, imageUrl, holder, requirements, penalties } = read.json();
    const document = { id, name: 'Demo master', description, imageUrl, holder, requirements, penalties };
    const headers = { 'if-match': String(read.headers['etag']) };
    expect((await send('designer', 'PUT', url, { body: document, headers })).status).toBe(200);
    const person = `/api/v1/users/${designer.id}`;
    for (const role of ['operator', 'designer'])
      await send('admin', 'PATCH', person, { body: { role, disabled: false } });
    const key = { name: 'Nightly job', role: 'viewer', expiresInDays: 30 };
    await send('admin', 'POST', '/api/v1/api-keys', { body: key });

    // Roles are called as everywhere else, in every language.
    const arabic = await stage.visit('/history?view=changes', { as: 'admin', language: 'ar' });
    await arabic.locator('summary').first().waitFor();
    for (const summary of await arabic.locator('summary').all()) await summary.click();
    await arabic.locator('ins').getByText('مشغّل', { exact: true }).waitFor();
    await arabic.locator('del').getByText('مشغّل', { exact: true }).waitFor();

    // Viewers see what was changed, and nothing of people.
    const viewed = await stage.visit('/history?view=changes', { as: 'viewer' });
    await change(viewed, 'Template edited').getByText('by a user').waitFor();
    expect(await change(viewed, 'API key created').count()).toBe(0);
    expect(await viewed.getByText('by designer').count()).toBe(0);

    const page = await stage.visit('/history', { as: 'admin' });
    await page.getByRole('tab', { name: 'Changes by people' }).click();
    const edited = change(page, 'Template edited');
    await edited.getByText('by designer').waitFor();
    await edited.getByRole('link', { name: 'Demo master' }).waitFor();
    await edited.getByText('Details').click();
    await edited.locator('del').filter({ hasText: 'Demo graduate' }).waitFor();
    await edited.locator('ins').filter({ hasText: 'Demo master' }).waitFor();
    // What stayed as it was is not among the differences.
    expect(await edited.locator('del').count()).toBe(await edited.locator('ins').count());

    await change(page, 'API key created').getByText('Nightly job').waitFor();
    const changed = change(page, 'Person changed').first();
    await changed.getByText('Person designer').waitFor();
    await changed.getByText('Details').click();
    await changed.locator('del').getByText('operator').waitFor();
    await changed.locator('ins').getByText('designer').waitFor();
    await changed.getByRole('link', { name: 'All changes to this' }).click();
    await page.getByText('designer only', { exact: true }).waitFor();
    await page.getByText('2 entries').waitFor();
    await page.getByRole('button', { name: 'Remove the filter “designer only”' }).click();
    await change(page, 'Person changed').first().getByRole('link', { name: 'All changes by admin' }).click();
    await page.getByText('By admin only').waitFor();
    await change(page, 'Template edited').waitFor({ state: 'detached' });
    expect(new URL(page.url()).searchParams.get('actor')).toBe(`user:${admin.id}`);
    await page.getByRole('combobox', { name: 'Action' }).click();
    await page.getByRole('option', { name: 'Badge revoked manually' }).click();
    await page.getByRole('heading', { name: 'No matches' }).waitFor();

    // By name, whatever it is: nothing that only programs read.
    await page.goto(`${stage.url}/history?view=changes`);
    await change(page, 'API key created').waitFor();
    for (const details of await page.locator('ol summary').all()) await details.click();
    for (const words of await entries(page, 'Changes by people').allInnerTexts())
      expect(words).not.toMatch(forProgramsOnly);
  });

  test.each(looks)('axe finds nothing: $device, $scheme, $language', async (look) => {
    const key = { name: `For ${look.device}, ${look.scheme}`, role: 'viewer', expiresInDays: null };
    await send('admin', 'POST', '/api/v1/api-keys', { body: key });
    const page = await stage.visit('/history', { as: 'admin', ...look });
    await page.locator('summary').first().click();
    await expectNoViolations(page);
    await page.goto(`${stage.url}/history?view=changes&actor=user%3A${stage.api.people.admin.id}`);
    await page.getByText(key.name).waitFor();
    await page.locator('summary').first().click();
    await page.locator('ins').first().waitFor();
    await expectNoViolations(page);
  });
});
