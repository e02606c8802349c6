import type { Locator, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium } from '../support/browser.ts';
import { storeTemplates } from '../support/consumer.ts';
import { hasPostgresql } from '../support/database.ts';
import { expectFocus, expectNoViolations, stagePages } from '../support/pages.ts';
import type { PagesStage } from '../support/pages.ts';
import { template } from '../support/templates.ts';

/** What the pages do while Laurel, or the network, is away or slow; and that nobody loses their place by it. */
describe.skipIf(!hasPostgresql() || !hasChromium())('while Laurel does not answer', () => {
  let stage: PagesStage;

  beforeAll(async () => {
    stage = await stagePages();
    await storeTemplates(
      stage.database.database,
      Array.from({ length: 60 }, (_, index) => template({ id: `t${index}`, name: `Template ${index}`, active: false })),
    );
  });
  afterAll(() => stage.close());

  const nameField = (page: Page) => page.getByLabel('Name', { exact: true });
  const button = (page: Page | Locator, name: string) => page.getByRole('button', { name, exact: true });
  /** Never answers. */
  const hang = (_route: Route): void => {};
  /** Lets the page's own clock run. */
  async function passTimeUntil(page: Page, shown: Locator): Promise<void> {
    await expect
      .poll(
        async () => {
          await page.clock.fastForward(1_000);
          return shown.count();
        },
        { interval: 20, timeout: 20_000 },
      )
      .toBe(1);
  }

  async function expectInSight(page: Page, locator: Locator): Promise<void> {
    const box = await locator.boundingBox();
    const height = page.viewportSize()?.height ?? 0;
    expect(box !== null && box.y >= 0 && box.y + box.height <= height, JSON.stringify(box)).toBe(true);
  }

  test('saving says why it failed beside the button, which keeps the focus, and works once Laurel is back', async () => {
    const page = await stage.visit('/templates/t0/edit', { as: 'designer' });
    await nameField(page).fill('Saved in the end');
    await page.route('**/api/v1/templates/t0', (route) => route.abort());
    await button(page, 'Save').focus();
    await page.keyboard.press('Enter');
    const alert = page.getByRole('alert').filter({ hasText: 'Laurel is not responding' });
    await alert.waitFor();
    await expectFocus(button(page, 'Save'));
    await expectInSight(page, alert);
    await expectNoViolations(page);

    // A save that hangs says so on the button itself, and can be stopped there.
    await page.unrouteAll();
    await page.route('**/api/v1/templates/t0', hang);
    await page.clock.install();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Save', disabled: true }).waitFor();
    await passTimeUntil(page, button(page, 'Still waiting… Stop waiting'));
    await expectFocus(button(page, 'Still waiting… Stop waiting'));
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'You stopped waiting' }).waitFor();
    await expectFocus(button(page, 'Save'));

    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Saved in the end' }).waitFor();
  });

  test('without a network every page says so, and goes on when it is back', async () => {
    const page = await stage.visit('/templates', { as: 'designer' });
    const banner = page.getByRole('status').filter({ hasText: 'You are offline.' });
    await page.getByRole('link', { name: 'Template 1', exact: true }).waitFor();
    await page.getByRole('link', { name: 'Learners' }).click();
    await page.getByRole('heading', { level: 1, name: 'Learners' }).waitFor();
    await page.context().setOffline(true);
    await banner.waitFor();
    await expectNoViolations(page);
    await page.getByRole('link', { name: 'Templates' }).click();
    await page.getByRole('heading', { level: 1, name: 'Templates' }).waitFor();
    await page.getByRole('searchbox').fill('Template 59');
    await page.getByRole('alert').filter({ hasText: 'This device has no network connection.' }).waitFor();
    await page.context().setOffline(false);
    await banner.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Template 59', exact: true }).waitFor();
  });

  test('what loads for long says so, ends in words, and the button that tries again keeps the focus', async () => {
    const page = await stage.visit('/learners', { as: 'designer' });
    await page.getByRole('heading', { level: 1, name: 'Learners' }).waitFor();
    await page.clock.install();
    let answer = (): void => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route(/\/api\/v1\/templates(?:\?|$)/, async (route) => {
      await held;
      // What was given up on meanwhile is nobody's any more.
      await route.continue().catch(() => {});
    });
    await page.getByRole('link', { name: 'Templates' }).click();
    await page.getByRole('heading', { level: 1, name: 'Templates' }).waitFor();
    await passTimeUntil(page, page.getByText('Still waiting for Laurel to respond…'));
    await passTimeUntil(page, page.getByRole('alert').filter({ hasText: 'There was no response for half a minute.' }));
    await button(page, 'Try again').focus();
    await page.keyboard.press('Enter');
    await page.locator('button[aria-busy=true]').waitFor();
    await expectFocus(page.getByRole('button', { name: 'Try again' }));
    answer();
    await page.getByRole('link', { name: 'Template 1', exact: true }).waitFor();
    await expectFocus(page.getByRole('heading', { level: 1, name: 'Templates' }));

    // More of the list: the button keeps the focus, and gives it to how many there are when all are shown.
    await button(page, 'Show more').focus();
    await page.keyboard.press('Enter');
    await expectFocus(page.getByText('60 entries'));
  });
});
