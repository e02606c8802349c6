import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium } from '../support/browser.ts';
import { storeTemplates } from '../support/consumer.ts';
import { hasPostgresql } from '../support/database.ts';
import { demoCourse, otherCourse } from '../support/events.ts';
import { expectFocus, stagePages } from '../support/pages.ts';
import type { PagesStage } from '../support/pages.ts';
import { walkByTab } from '../support/tab-walk.ts';
import { failPenalty, passCourse, template } from '../support/templates.ts';

describe.skipIf(!hasPostgresql() || !hasChromium())('the focus', () => {
  let stage: PagesStage;

  beforeAll(async () => {
    stage = await stagePages();
    await storeTemplates(stage.database.database, [
      template({
        active: false,
        requirements: [passCourse('one', demoCourse), passCourse('two', otherCourse)],
        penalties: [failPenalty('fails', ['one'], demoCourse)],
      }),
    ]);
  });
  afterAll(() => stage.close());

  test.each(['desktop', 'phone'] as const)(
    'is nowhere hidden by a bar: on a %s',
    { timeout: 120_000 },
    async (device) => {
      const page = await stage.visit('/templates/badge/edit', { as: 'designer', device });
      await page.getByRole('heading', { level: 1, name: /^Edit/ }).waitFor();
      await page.getByLabel('Name', { exact: true }).waitFor();
      for (const from of ['top', 'bottom'] as const) {
        const { stops, faults } = await walkByTab(page, { from, most: 150 });
        expect(stops).toBeGreaterThan(30);
        expect(faults, from).toEqual([]);
      }
    },
  );

  test('of a field for a secret tells what is wrong; what is tried comes into sight; times can be read exactly', async () => {
    const page = await stage.visit('/account', { as: 'designer' });
    await page.getByRole('button', { name: 'Change password' }).click();
    const current = page.getByRole('textbox', { name: 'Current password' });
    expect(await current.getAttribute('aria-invalid')).toBe('true');
    const described = (await current.getAttribute('aria-describedby')) ?? '';
    const words = await page.evaluate<string>(
      `${JSON.stringify(described)}.split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ')`,
    );
    expect(words).toContain('password');

    const time = page.locator('main time').first();
    await expect.poll(() => time.textContent()).toMatch(/ago|now/);
    await page.getByRole('button', { name: 'Appearance and language' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitemradio', { name: 'Date and time' }).click();
    await expect.poll(() => time.textContent()).toMatch(/\d{4}.*\d:\d\d/);

    await page.setViewportSize({ width: 1280, height: 620 });
    await page.goto(`${stage.url}/templates/badge/edit`);
    const trial = page.getByRole('region', { name: 'Try it' });
    // Until there are events to try it is busy.
    await trial.getByRole('button', { name: 'Try it', disabled: false }).focus();
    await page.keyboard.press('Enter');
    const verdict = trial.getByText('It is about learner 7.');
    await verdict.waitFor();
    await expect
      .poll(async () => {
        const box = await verdict.boundingBox();
        const bar = await page.getByRole('button', { name: 'Save', exact: true }).boundingBox();
        return box !== null && bar !== null && box.y > 56 && box.y + box.height < bar.y;
      })
      .toBe(true);
    await expectFocus(trial.getByRole('button', { name: 'Try it' }));
  });
});
