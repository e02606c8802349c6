import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium } from '../support/browser.ts';
import { hasPostgresql } from '../support/database.ts';
import { forProgramsOnly, kindCases, writeEveryKind } from '../support/history-lines.ts';
import { looks } from '../support/looks.ts';
import { expectNoViolations, stagePages } from '../support/pages.ts';
import type { PagesStage } from '../support/pages.ts';

describe.skipIf(!hasPostgresql() || !hasChromium())('every kind of line in the history', () => {
  let stage: PagesStage;

  beforeAll(async () => {
    stage = await stagePages();
    await writeEveryKind(stage.database.database);
  });
  afterAll(() => stage.close());

  test.each(looks)('names people, rules and accounts, and shows nothing for programs: $language', async (look) => {
    const page = await stage.visit('/history', { as: 'operator', ...look });
    const lines = page.locator('ol > li');
    await lines.nth(Object.keys(kindCases).length - 1).waitFor();
    for (const details of await page.locator('ol summary').all()) await details.click();
    const texts = (await lines.allInnerTexts()).toReversed();
    for (const [index, [kind, { names = [], byEvent, ofTemplate }]] of Object.entries(kindCases).entries()) {
      const text = (texts[index] ?? '').replaceAll(/[\u2066-\u2069\u200e\u200f]/g, '');
      for (const name of [...names, ...(ofTemplate ? [] : ['Ada Lovelace', 'ada']), ...(byEvent ? ['2026'] : [])])
        expect({ kind, text }).toEqual({ kind, text: expect.stringContaining(name) });
      // Courses have no other name here than their key.
      const words = text.replace(/course-v1:\S+/g, '').replace('openedx/lms/web', '');
      expect({ kind, words }).toEqual({ kind, words: expect.not.stringMatching(forProgramsOnly) });
    }
    await expectNoViolations(page);
  });

  test('a viewer does not see by name who did something by hand', async () => {
    const page = await stage.visit('/history?kind=settled', { as: 'viewer' });
    await page.locator('ol > li').filter({ hasText: 'by a user' }).waitFor();
    expect(await page.getByText('Grace Support').count()).toBe(0);
  });
});
