import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createUser } from '../../src/auth/people.ts';
import { createSignInLink } from '../../src/auth/sign-in-links.ts';
import { hasChromium } from '../support/browser.ts';
import { storeTemplates } from '../support/consumer.ts';
import { hasPostgresql } from '../support/database.ts';
import { signInPerson } from '../support/people.ts';
import { expectFocus, expectNoViolations, hasFocus, stagePages } from '../support/pages.ts';
import type { PagesStage } from '../support/pages.ts';
import { template } from '../support/templates.ts';

const password = 'a long enough password';

/** What stands around every page: signing in and out, navigation, language, appearance. */
describe.skipIf(!hasPostgresql() || !hasChromium())('the shell of the pages', () => {
  let stage: PagesStage;

  beforeAll(async () => {
    stage = await stagePages();
    const { database } = stage.database;
    await storeTemplates(database, [template({ id: 'demo-graduate' })]);
    const by = { actor: { id: 'cli:test', name: 'test' } };
    await createUser(database, { name: 'Dora Designer', email: 'dora@example.org', role: 'designer', password }, by);
  });
  afterAll(() => stage.close());

  test('whoever is not signed in signs in by password, and comes to the page that was asked for', async () => {
    const page = await stage.visit('/templates?search=demo', { as: null });
    await page.getByRole('heading', { level: 1, name: 'Sign in to Laurel' }).waitFor();
    expect(await page.getByText('Demo graduate').count()).toBe(0);
    await expectNoViolations(page);

    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText('Enter your e-mail address.').waitFor();
    await page.getByLabel('E-mail address').fill('dora@example.org');
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('The e-mail address or the password is wrong.').waitFor();
    await expectNoViolations(page);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Demo graduate' }).waitFor();
    expect(page.url()).toBe(`${stage.url}/templates?search=demo`);

    await page.getByRole('button', { name: 'Account: Dora Designer' }).click();
    await page.getByText('dora@example.org').waitFor();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sign in to Laurel' }).waitFor();
    await page.goto(`${stage.url}/templates`);
    await page.getByRole('heading', { level: 1, name: 'Sign in to Laurel' }).waitFor();
  });

  test.each(['https://elsewhere.example.org/', '//elsewhere.example.org', '/\\elsewhere.example.org', 'javascript:0'])(
    'nobody is led to %s by signing in',
    async (next) => {
      const page = await stage.visit(`/sign-in?${new URLSearchParams({ next }).toString()}`, { as: 'viewer' });
      await page.getByRole('navigation', { name: 'Main' }).waitFor();
      expect(new URL(page.url()).origin).toBe(stage.url);
    },
  );

  test('a one-time link signs in by its button, and says when it was used', async () => {
    const { database } = stage.database;
    const by = { actor: { id: 'cli:test', name: 'test' } };
    const link = await createSignInLink(database, stage.api.people.designer.id, by);
    const page = await stage.visit(link, { as: null });
    await page.getByText('This link signs you in once.').waitFor();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('navigation', { name: 'Main' }).waitFor();
    await page.goto(stage.url + link);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').getByText('This link has already been used or has expired.').waitFor();
  });

  test('when the session ends, the next click asks to sign in again, or leads to the sign-in page', async () => {
    const { database } = stage.database;
    const { cookie } = await signInPerson(database, stage.api.authentication, 'viewer');
    const page = await stage.visit('/templates', { cookie });
    await page.getByRole('link', { name: 'Demo graduate' }).waitFor();
    await database.query(`DELETE FROM auth_session WHERE user_id <> ALL ($1)`, [
      Object.values(stage.api.people).map(({ id }) => id),
    ]);
    await page.getByRole('link', { name: 'Demo graduate' }).click();
    const dialog = page.getByRole('dialog', { name: 'Sign in again' });
    await dialog.getByRole('link', { name: 'Leave this page, or sign in as somebody else' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sign in to Laurel' }).waitFor();
    expect(new URL(page.url()).searchParams.get('next')).toBe('/templates/demo-graduate');
  });

  test('a page that cannot be loaded says what to do, and the rest stays', async () => {
    const page = await stage.visit('/learners', { as: 'viewer' });
    await page.getByRole('heading', { level: 1, name: 'Learners' }).waitFor();
    // That the page is broken is no failure of this test.
    page.removeAllListeners('console');
    await page.route('**/history-page-*.js', (route) => route.abort());
    await page.getByRole('link', { name: 'History' }).click();
    await page.getByRole('heading', { level: 1, name: 'This page could not be shown' }).waitFor();
    await expectNoViolations(page);
    await page.getByRole('link', { name: 'Learners' }).click();
    await page.getByRole('heading', { level: 1, name: 'Learners' }).waitFor();
    await page.getByRole('link', { name: 'History' }).click();
    await page.getByRole('heading', { level: 1, name: 'This page could not be shown' }).waitFor();
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Reload the page' }).click();
    await page.getByRole('heading', { level: 1, name: 'History' }).waitFor();
  });

  test('without a role there is nothing to see, until an admin gives one', async () => {
    const { database } = stage.database;
    const { id, cookie } = await signInPerson(database, stage.api.authentication, null);
    const page = await stage.visit('/templates', { cookie });
    await page.getByRole('heading', { level: 1, name: 'You have no role here yet' }).waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    await expectNoViolations(page);
    await stage.api.send('admin', 'PATCH', `/api/v1/users/${id}`, { body: { role: 'viewer', disabled: false } });
    await page.getByRole('button', { name: 'Check again' }).click();
    await page.getByRole('link', { name: 'Demo graduate' }).waitFor();
  });

  test.each([
    ['viewer', false, false],
    ['designer', false, false],
    ['operator', true, false],
    ['admin', true, true],
  ] as const)('a %s finds in the navigation what the role may see', async (role, operates, administers) => {
    const page = await stage.visit('/templates', { as: role });
    const navigation = page.getByRole('navigation', { name: 'Main' });
    await navigation.waitFor();
    expect(await navigation.getByRole('link').allTextContents()).toEqual([
      'Overview',
      'Templates',
      'Learners',
      'Badges',
      'Connections',
      'Parked messages',
      'Lost events',
      ...(operates ? ['Maintenance'] : []),
      'History',
      ...(administers ? ['People', 'API keys', 'Settings'] : []),
    ]);
    await page.goto(`${stage.url}/people`);
    await page
      .getByRole('heading', { level: 1, name: administers ? 'People' : 'Your role does not allow this' })
      .waitFor();
  });

  test('a navigation takes the focus to the title of the page, and tells the browser the title', async () => {
    const page = await stage.visit('/templates', { as: 'viewer' });
    const title = page.getByRole('heading', { level: 1, name: 'Templates' });
    await title.waitFor();
    expect(await page.title()).toBe('Templates · Laurel');
    expect(await hasFocus(title)).toBe(false);
    await page.keyboard.press('Tab');
    await expectFocus(page.getByRole('link', { name: 'Skip to the content' }));
    await page.keyboard.press('Enter');
    await expectFocus(page.getByRole('main'));
    await page.getByRole('link', { name: 'Demo graduate' }).click();
    await expectFocus(page.getByRole('heading', { level: 1, name: 'Demo graduate' }));
    expect(await page.title()).toBe('Demo graduate · Laurel');
    await page.goBack();
    await expectFocus(title);
  });

  test('a page says what it is, and leads to where the documentation says more, in a tab of its own', async () => {
    const page = await stage.visit('/learners', { as: 'viewer' });
    const said = page.getByText('Everyone who has made progress towards a badge, and how far they are.');
    const name = 'Read more about learners (opens in a new tab)';
    const opened = page.context().waitForEvent('page');
    await said.getByRole('link', { name, exact: true }).click();
    const doc = await opened;
    await doc.getByRole('heading', { level: 2, name: 'Learners', exact: true }).waitFor();
    expect(doc.url()).toBe(`${stage.url}/docs/learners-and-badges#learners`);
    expect(await said.isVisible()).toBe(true);
    await page.getByRole('button', { name: /^Account: / }).click();
    expect(await page.getByRole('menuitem', { name: 'Documentation' }).getAttribute('href')).toBe('/docs');
  });

  test('an address at which there is nothing says so, inside the shell', async () => {
    const page = await stage.visit('/no/such/page', { as: 'viewer' });
    await page.getByRole('heading', { level: 1, name: 'Page not found' }).waitFor();
    await page.getByRole('navigation', { name: 'Main' }).waitFor();
    await expectNoViolations(page);
  });

  test('language and appearance are chosen, take effect at once, and stay', async () => {
    const page = await stage.visit('/templates', { as: 'viewer' });
    await page.getByRole('button', { name: 'Appearance and language' }).click();
    await page.getByRole('menuitemradio', { name: 'Dark' }).click();
    const html = page.locator('html');
    expect(await html.getAttribute('data-mantine-color-scheme')).toBe('dark');
    await page.getByRole('menuitemradio', { name: 'العربية' }).click();
    await page.getByRole('heading', { level: 1, name: 'القوالب' }).waitFor();
    expect([await html.getAttribute('lang'), await html.getAttribute('dir')]).toEqual(['ar', 'rtl']);
    await page.getByText('ما يمكن كسبه هنا وما هو مطلوب.').getByRole('link', { name: 'عن قوالب الشارات' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'القوالب' }).waitFor();
    expect(await html.getAttribute('data-mantine-color-scheme')).toBe('dark');
    await page.getByRole('button', { name: 'المظهر واللغة' }).click();
    await expectNoViolations(page);
    await page.getByRole('menuitemradio', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'Templates' }).waitFor();
    expect([await html.getAttribute('lang'), await html.getAttribute('dir')]).toEqual(['en', 'ltr']);
  });

  test('on a phone the navigation opens over the page, and is out of the way of the Tab key while closed', async () => {
    const page = await stage.visit('/templates', { as: 'viewer', device: 'phone' });
    await page.getByRole('heading', { level: 1, name: 'Templates' }).waitFor();
    const link = page.getByRole('link', { name: 'History', exact: true });
    expect(await link.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Open navigation' }).click();
    await link.waitFor();
    await expectNoViolations(page);
    await link.click();
    await page.getByRole('heading', { level: 1, name: 'History' }).waitFor();
    await link.waitFor({ state: 'hidden' });
  });

  test('while Laurel does not answer, the page says so and goes on when it does', async () => {
    const page = await stage.visit('/sign-in', { as: null });
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.route('**/api/**', (route) => route.abort());
    await page.goto(`${stage.url}/templates`);
    await page.getByRole('heading', { name: 'Laurel is not responding' }).waitFor();
    await expectNoViolations(page);
    await page.unroute('**/api/**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sign in to Laurel' }).waitFor();
  });

  test.each([
    ['desktop', 'light'],
    ['phone', 'dark'],
  ] as const)(
    'the reference of the API leads back to the pages, and axe finds nothing in it: %s, %s',
    async (device, scheme) => {
      const page = await stage.visit('/api/reference/', { as: 'viewer', device, scheme });
      await page.locator('.opblock-tag').first().waitFor();
      await expectNoViolations(page);
      // One of each method, with parameters, headers and bodies.
      for (const [part, ...operations] of [
        ['People', 'updateUser'],
        ['Templates', 'updateTemplate', 'deleteTemplate'],
        ['Badges', 'revokeBadge', 'listBadges'],
      ] as const) {
        await page.getByRole('button', { name: `Operations: ${part}` }).click();
        for (const operation of operations) {
          const opened = page.locator(`[id$="-${operation}"]`);
          await opened.locator('.opblock-summary-control').click();
          await opened.getByRole('tab', { name: 'Schema' }).first().click();
          await opened.locator('.json-schema-2020-12-accordion[aria-expanded]').first().waitFor();
        }
      }
      await page.locator('[id$="-listBadges"]').getByRole('button', { name: 'Try it out' }).click();
      await page.getByRole('combobox', { name: 'status' }).selectOption('awarded');
      await expectNoViolations(page);
      await page.getByRole('link', { name: 'Back to Laurel' }).click();
      await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    },
  );

  test('the reference of the API leads whoever is not signed in to the sign-in page', async () => {
    const page = await stage.visit('/api/reference/', { as: null });
    await page.getByLabel('E-mail address').waitFor();
  });

  test('on a new site the sign-in page tells how the first admin is made', async () => {
    await stage.database.database.query('DELETE FROM auth_user');
    const page = await stage.visit('/', { as: null });
    await page.getByRole('heading', { name: 'Laurel has no users here yet' }).waitFor();
    await page.getByText('npm run laurel -- admin create').waitFor();
    expect(await page.getByLabel('E-mail address').count()).toBe(0);
    await expectNoViolations(page);
  });
});
