import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium } from '../support/browser.ts';
import { storeTemplates } from '../support/consumer.ts';
import { hasPostgresql } from '../support/database.ts';
import { addTemplate } from '../support/deliveries.ts';
import { expectFocus, expectNoViolations, stagePages } from '../support/pages.ts';
import type { PagesStage } from '../support/pages.ts';
import { credlyKey, credlyTemplate, organization, startProviders } from '../support/provider-site.ts';
import type { Providers } from '../support/provider-site.ts';
import { template } from '../support/templates.ts';

/** Organizations whose key Credly refuses, that has no templates, and that is asked for while Credly is away. */
const [wrongKey, empty, away] = [2, 3, 4].map((number) => `0c9f6c1e-6d0a-4a55-9a0e-5f3f0b5d1a0${number}`) as [
  string,
  string,
  string,
];

/** Templates of Credly as a designer meets them, beside a simulated Credly (S24). */
describe.skipIf(!hasPostgresql() || !hasChromium())('templates that are issued through Credly', () => {
  let stage: PagesStage;
  let providers: Providers;
  beforeAll(async () => {
    const badges = [1, 2, 3, 4].map((number) => ({ id: credlyTemplate(number), name: `Badge ${number}` }));
    providers = await startProviders({
      organizations: { [organization]: credlyKey, [wrongKey]: 'of-nobody', [empty]: 'of-empty', [away]: 'of-away' },
      credly: {
        organizations: [
          { id: organization, name: 'One', tokens: [credlyKey], templates: badges },
          { id: wrongKey, name: 'Wrong key', tokens: ['another'] },
          { id: empty, name: 'Empty', tokens: ['of-empty'], templates: [] },
          { id: away, name: 'Away', tokens: ['of-away'], templates: [{ name: 'Far' }] },
        ],
      },
    });
    stage = await stagePages({ environment: providers.environment });
    const { database } = stage.database;
    await addTemplate(database, { origin: 'credly', organization, template: credlyTemplate(1) });
    await database.query(
      `UPDATE badge_template SET name = 'Synced', slug = 'synced', active = false, requirements = '[]', penalties = '[]'`,
    );
    await database.query(`INSERT INTO template_outside (template_id, state) SELECT id, 'active' FROM badge_template`);
    await storeTemplates(database, [template({ id: 'ready', name: 'Ready', active: false })]);
  });
  afterAll(async () => {
    await stage.close();
    await providers.close();
  });

  test('a synced one is read and given requirements; its account is a link, and its fields are text', async () => {
    const page = await stage.visit('/templates/synced', { as: 'designer' });
    await page.getByRole('link', { name: 'Add requirements' }).click();
    const add = page.getByRole('button', { name: 'Add a requirement' });
    await add.waitFor();
    await expectFocus(add);
    await page.getByText('This template is synced with Credly').waitFor();
    for (const label of ['Name', 'Description', 'Image URL'])
      expect(await page.getByLabel(label, { exact: true }).count()).toBe(0);
    await page.locator(`a[href$="/connections/credly/${organization}"]`).waitFor();
    await expectNoViolations(page);
  });

  test('a new one is picked by name, with the keyboard, on a phone; one in use can’t be', async () => {
    const page = await stage.visit('/templates/_new', { as: 'designer', device: 'phone' });
    await page.getByText('Credly', { exact: true }).click();
    await page.getByRole('combobox', { name: 'Credly organization' }).click();
    await page.getByRole('option').first().click();
    const field = page.getByRole('combobox', { name: 'Template at Credly' });
    await field.fill('badge');
    const used = page.getByRole('option', { name: /Badge 1/ });
    await used.getByText('Already used by “Synced”').waitFor();
    expect(await used.getAttribute('data-combobox-disabled')).toBe('true');
    await field.fill('badge 3');
    await page.getByRole('option', { name: /Badge 2/ }).waitFor({ state: 'detached' });
    await page.getByRole('option', { name: /Badge 3/ }).waitFor();
    await field.press('ArrowDown');
    await field.press('Enter');
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Badge 3');
    await expectNoViolations(page);
    await page.getByRole('button', { name: 'Create template' }).click();
    await page.getByRole('heading', { level: 1, name: /^Badge 3/ }).waitFor();
    const made = (await stage.api.send('viewer', 'GET', '/api/v1/templates/badge-3')).json();
    expect(made.holder).toEqual({ origin: 'credly', organization, template: credlyTemplate(3) });
  });

  test('when the list of templates can’t be had, the page says why and what to do, and the id can be entered', async () => {
    const page = await stage.visit('/templates/_new', { as: 'designer' });
    await page.getByText('Credly', { exact: true }).click();
    const choose = async (account: string): Promise<void> => {
      await page.getByRole('combobox', { name: 'Credly organization' }).click();
      await page.getByRole('option', { name: account }).click();
    };
    const alert = page.getByRole('alert').filter({ hasText: 'Credly' });
    const again = page.getByRole('button', { name: 'Try again' });

    // Credly refuses the key of the other organization.
    await choose(wrongKey);
    await alert
      .getByText(
        /^Credly rejected the key of this connection.*enter a new key under Connections.*enter the id yourself/s,
      )
      .waitFor();
    await expectNoViolations(page);

    // The organization has none yet: that is no failure, and the way on is at Credly.
    await choose(empty);
    await page.getByText('This account has no templates yet. Create one at Credly first.').waitFor();
    expect(await alert.count()).toBe(0);

    // Credly is away; when it is back, the same button brings the list.
    await providers.credlyControl.fault({ kind: 'status', route: 'badge_templates.list', status: 503 });
    await choose(away);
    await alert
      .getByText(/^Credly is not responding as it should.*Try again in a moment, or enter the id yourself/s)
      .waitFor();
    await again.click();
    await alert.waitFor();
    await providers.credlyControl.calm();
    await again.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'Template at Credly' }).waitFor();
    expect(await alert.count()).toBe(0);

    // And whatever Credly says: who knows the id enters it, and the template is made.
    await choose(wrongKey);
    await alert.waitFor();
    await page.getByText('Enter the id yourself', { exact: true }).click();
    await page.getByRole('textbox', { name: 'Credly template id' }).fill(credlyTemplate(77));
    await page.getByLabel('Name', { exact: true }).fill('By hand');
    await page.getByRole('button', { name: 'Create template' }).click();
    await page.getByRole('heading', { level: 1, name: /^By hand/ }).waitFor();
    const made = (await stage.api.send('viewer', 'GET', '/api/v1/templates/by-hand')).json();
    expect(made.holder).toEqual({ origin: 'credly', organization: wrongKey, template: credlyTemplate(77) });
  });

  test('several are activated at once; what can’t be is told before and after', async () => {
    const page = await stage.visit('/templates', { as: 'designer' });
    await page.getByRole('checkbox', { name: 'Select Ready' }).check();
    await page.getByRole('checkbox', { name: 'Select Synced' }).check();
    const selected = page.getByRole('group', { name: 'Selection' });
    await selected.getByRole('button', { name: 'Activate', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Activate 2 templates?' });
    await dialog.getByText('1 template can’t be activated yet:').waitFor();
    await expectNoViolations(page);
    await dialog.getByRole('button', { name: 'Activate 1 template' }).click();
    await dialog.getByText('1 template was activated:').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await page.getByRole('row', { name: /Ready/ }).getByText('Active', { exact: true }).waitFor();
    expect((await stage.api.send('viewer', 'GET', '/api/v1/templates/ready')).json()).toMatchObject({ active: true });
  });
});
