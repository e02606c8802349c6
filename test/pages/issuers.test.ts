import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { IssuingParts } from '../../src/issuing/openedx/issuing-parts.ts';
import { signBadgesAgain } from '../../src/issuing/openedx/sign-again.ts';
import { hasChromium } from '../support/browser.ts';
import { hasPostgresql } from '../support/database.ts';
import { addBadges, addTemplate, emptyTables, makeWorker } from '../support/deliveries.ts';
import { addIssuer, emptyIssuers, issuingEnvironment, issuingParts } from '../support/issuing.ts';
import { looks } from '../support/looks.ts';
import { expectFocus, expectNoViolations, stagePages } from '../support/pages.ts';
import type { PagesStage } from '../support/pages.ts';
import { samplePng } from '../support/pictures.ts';
import { freePort } from '../support/ports.ts';

describe.skipIf(!hasPostgresql() || !hasChromium())('the pages of issuers', () => {
  let stage: PagesStage;
  let parts: IssuingParts;

  beforeAll(async () => {
    const port = await freePort();
    // Under its public address, which verifiers ask.
    const environment = { ...issuingEnvironment, LAUREL_PUBLIC_URL: `http://127.0.0.1:${port}` };
    stage = await stagePages({ environment, port });
    parts = issuingParts(stage.database.database);
  });
  afterAll(async () => {
    await parts.signer.close();
    await stage.close();
  });
  beforeEach(async () => {
    await emptyTables(stage.database.database);
    await emptyIssuers(stage.database.database);
  });

  const section = (page: Page, name: string) => page.getByRole('region', { name });

  async function deliver(): Promise<void> {
    const { worker } = makeWorker(stage.database.database, { issuing: parts });
    worker.start();
    await worker.whenIdle();
    await worker.stop();
  }

  /** Badges that are awarded, and held back because there is no issuer. */
  async function holdBack(count: number): Promise<void> {
    const { database } = stage.database;
    await addBadges(database, await addTemplate(database, { origin: 'openedx' }), count);
    await deliver();
  }

  test('one button makes the first issuer, whose addresses are checked, keys rotated and held back badges issued', async () => {
    await holdBack(2);
    const viewer = await stage.visit('/connections', { as: 'viewer' });
    await section(viewer, 'Issuers of this site').getByText('A Laurel admin can create one.').waitFor();
    expect(await viewer.getByRole('link', { name: 'Create the first issuer' }).count()).toBe(0);

    const page = await stage.visit('/connections', { as: 'admin' });
    await section(page, 'Issuers of this site').getByText('2 badges are waiting.').waitFor();
    const make = page.getByRole('link', { name: 'Create the first issuer' });
    await make.focus();
    await page.keyboard.press('Enter');
    const form = section(page, 'Issuer details');
    await form.getByText(stage.url).waitFor();
    await form.getByRole('button', { name: 'Create issuer' }).click();
    for (const complaint of [
      'Enter a name.',
      'Enter the address of the home page',
      'Use 1 to 63 lower-case Latin letters',
    ])
      await form.getByText(complaint).waitFor();
    await form.getByLabel('Name', { exact: true }).fill('Acme Académie');
    expect(await form.getByLabel('Name in the URL').inputValue()).toBe('acme-academie');
    await form.getByLabel('Name in the URL').fill('acme');
    await form.getByLabel('Name', { exact: true }).fill('Acme Academy');
    expect(await form.getByLabel('Name in the URL').inputValue()).toBe('acme');
    await form.getByLabel('Home page').fill('https://acme.example.org');
    await form.getByLabel('E-mail address').fill('badges@acme.example.org');
    const file = form.locator('input[type=file]');
    await file.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
    await form.getByRole('alert').getByText('Use a square PNG or SVG').waitFor();
    await file.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: samplePng() });
    await form.getByRole('img', { name: 'The uploaded logo' }).waitFor();
    await form.getByLabel('E-mail address').press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Acme Academy' }).waitFor();
    await section(page, 'About this issuer').getByText('badges@acme.example.org').waitFor();
    await section(page, 'Logo').getByRole('img', { name: 'Logo of Acme Academy' }).waitFor();

    const addresses = section(page, 'Public addresses');
    await addresses.getByRole('button', { name: 'Check addresses' }).click();
    await addresses.getByRole('status').getByText('All addresses work').waitFor();
    await addresses.getByText('Show the DID document').click();
    await addresses.getByRole('group', { name: 'DID document' }).getByText('#key-1').first().waitFor();

    const keys = section(page, 'Keys');
    const rotate = keys.getByRole('button', { name: 'Rotate keys' });
    await rotate.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Rotate the keys of Acme Academy?' });
    await dialog.getByText('The private parts of the old keys are destroyed').waitFor();
    await expectFocus(dialog.getByRole('button', { name: 'Cancel' }));
    expect(await keys.getByRole('listitem').count()).toBe(3);
    await dialog.getByRole('button', { name: 'Rotate keys' }).click();
    await keys
      .getByRole('listitem')
      .filter({ hasText: /^key-6In use/ })
      .waitFor();
    expect(
      await keys
        .getByRole('listitem')
        .filter({ hasText: /Retired.*Out of use since/ })
        .count(),
    ).toBe(3);

    await page.getByRole('heading', { name: '2 badges are held back' }).waitFor();
    await page.getByRole('button', { name: 'Issue 2 badges' }).click();
    await page.getByRole('status').getByText('2 badges are being issued').waitFor();
    await page.getByRole('heading', { name: '2 badges are held back' }).waitFor({ state: 'detached' });
    await deliver();
    await page.reload();
    const issued = section(page, 'About this issuer').locator('dt:text-is("Issued badges") + dd');
    await issued.filter({ hasText: /^2$/ }).waitFor();

    // A key that leaked: what it means stands before the button, in numbers.
    await keys.getByRole('button', { name: 'Revoke leaked key… (key-4)' }).press('Enter');
    const leak = page.getByRole('dialog', { name: 'Revoke key-4?' });
    await leak.getByText('2 badges here were signed with it; 2 of them are valid now.').waitFor();
    await expectFocus(leak.getByRole('button', { name: 'Cancel' }));
    await leak.getByRole('button', { name: 'Revoke the key' }).click();
    const leaked = keys.getByRole('listitem').filter({ hasText: /^key-4Revoked/ });
    await leaked.getByText('2 badges still have to be signed again.').waitFor();
    await signBadgesAgain(parts);
    await page.reload();
    await leaked.waitFor();
    expect(await leaked.getByText('still have to be signed again').count()).toBe(0);

    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByRole('dialog', { name: 'Acme Academy can’t be removed' }).getByText('issued 2 badges').waitFor();
    await page.keyboard.press('Escape');
    await viewer.reload();
    await viewer.getByRole('link', { name: 'Acme Academy', exact: true }).click();
    await section(viewer, 'Keys').getByText('key-6', { exact: true }).waitFor();
    expect(await viewer.getByRole('button', { name: /Rotate|Remove|Edit|Check|Upload|leaked/ }).count()).toBe(0);
  });

  test('it is edited as it was read, gets a logo that is a picture, is told when it is not reached, and is removed', async () => {
    const { database } = stage.database;
    // Its public address is another one, where nobody is.
    await addIssuer(database);
    await database.query(`UPDATE issuer SET base_url = 'https://127.0.0.1:1'`);
    const page = await stage.visit('/connections/issuers/acme', { as: 'admin' });
    const addresses = section(page, 'Public addresses');
    await addresses.getByRole('button', { name: 'Check addresses' }).click();
    const told = addresses.getByRole('alert');
    await told.getByText('Some addresses of this issuer do not work').waitFor();
    expect(await told.getByText('No response. LAUREL_PUBLIC_URL must be reachable from everywhere').count()).toBe(3);

    const logo = section(page, 'Logo');
    const upload = (name: string, buffer: Buffer) =>
      logo.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/png', buffer });
    await upload('words.png', Buffer.from('no picture'));
    await logo.getByRole('alert').getByText('Use a square PNG or SVG').waitFor();
    await upload('logo.png', samplePng());
    await logo.getByRole('img', { name: 'Logo of Acme Academy' }).waitFor();

    await page.getByRole('button', { name: 'Edit' }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit Acme Academy' });
    await database.query(`UPDATE issuer SET name = 'Acme College'`);
    await dialog.getByLabel('Name').fill('Acme University');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('It is now called Acme College').waitFor();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name: 'Acme University' }).waitFor();
    await logo.getByRole('img', { name: 'Logo of Acme University' }).waitFor();
    await logo.getByRole('button', { name: 'Remove the logo' }).click();
    await logo.getByText('This issuer has no logo yet.').waitFor();

    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    const question = page.getByRole('dialog', { name: 'Remove Acme University?' });
    await question.getByText('Its keys are destroyed').waitFor();
    await question.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('heading', { name: 'There is no issuer yet' }).waitFor();
    expect(await database.query('SELECT 1 FROM issuer')).toEqual([]);
  });

  test.each(looks)('has no barriers: %o', async (look) => {
    const page = await stage.visit('/connections/issuers/new', { as: 'admin', ...look });
    await page.locator('form button[type=submit]').click();
    await page.locator('[aria-invalid=true]').first().waitFor();
    await expectNoViolations(page);
    await holdBack(3);
    await addIssuer(stage.database.database);
    await page.goto(`${stage.url}/connections`);
    await page.getByRole('link', { name: 'Acme Academy', exact: true }).waitFor();
    await expectNoViolations(page);
    await page.getByRole('link', { name: 'Acme Academy', exact: true }).click();
    await page.getByText('key-3', { exact: true }).waitFor();
    await page.locator('summary').click();
    await page.locator('pre').waitFor();
    await expectNoViolations(page);
  });
});
