import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createUser } from '../../src/auth/people.ts';
import { hasChromium } from '../support/browser.ts';
import { storeTemplates } from '../support/consumer.ts';
import { hasPostgresql } from '../support/database.ts';
import { demoCourse, otherCourse } from '../support/events.ts';
import { expectFocus, expectNoViolations, stagePages } from '../support/pages.ts';
import type { PagesStage } from '../support/pages.ts';
import { quickHashing } from '../support/quick-hashing.ts';
import { template } from '../support/templates.ts';

const password = 'a long enough password';

/** What somebody types is theirs until they save or drop it: whatever becomes of the session, the page or the browser. */
describe.skipIf(!hasPostgresql() || !hasChromium())('what somebody has typed', () => {
  let stage: PagesStage;
  let dora: string;

  beforeAll(async () => {
    stage = await stagePages();
    const { database } = stage.database;
    const by = { actor: { id: 'cli:test', name: 'test' } };
    const make = (name: string, email: string) =>
      createUser(database, { name, email, role: 'admin', password }, by, quickHashing);
    dora = (await make('Dora', 'dora@example.org')).id;
    await make('Otto', 'otto@example.org');
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    await stage.database.database.query('TRUNCATE badge_template CASCADE');
    await storeTemplates(stage.database.database, [template({ active: false })]);
  });

  const stored = async () => (await stage.api.send('viewer', 'GET', '/api/v1/templates/badge')).json();
  const endSessions = () => stage.database.database.query('DELETE FROM auth_session WHERE user_id = $1', [dora]);
  const nameField = (page: Page) => page.getByLabel('Name', { exact: true });
  const requirement = (page: Page, number: number) => page.getByRole('article', { name: `Requirement ${number}` });
  const over = (page: Page) => page.getByRole('dialog', { name: 'Sign in again' });
  const question = (page: Page) => page.getByRole('heading', { name: /^There is a draft from .+$/ });

  /** Dora, signed in by her password, at this page. */
  async function open(path: string): Promise<Page> {
    const page = await stage.visit(`/sign-in?${new URLSearchParams({ next: path }).toString()}`, { as: null });
    await signIn(page, 'dora@example.org');
    return page;
  }

  async function signIn(page: Page, email: string): Promise<void> {
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.keyboard.press('Enter');
  }

  /** The browser asks whether to leave; yes. */
  async function reload(page: Page): Promise<void> {
    page.once('dialog', (dialog) => void dialog.accept());
    await page.reload();
  }

  test('stays when the session ends: one signs in over the page, and goes on where one was', async () => {
    const page = await open('/templates/badge/edit');
    await nameField(page).fill('Half ');
    await endSessions();
    await nameField(page).press('d');
    await over(page).getByText('The session of Dora has ended.').waitFor();
    await expectFocus(over(page).getByLabel('Password', { exact: true }));
    await expectNoViolations(page);
    // Nothing leads past it, nor closes it unasked.
    await page.keyboard.press('Escape');
    await over(page).getByLabel('Password', { exact: true }).fill('not the password');
    await page.keyboard.press('Enter');
    await over(page).getByText('The e-mail address or the password is wrong.').waitFor();
    await over(page).getByLabel('Password', { exact: true }).fill(password);
    await page.keyboard.press('Enter');
    await over(page).waitFor({ state: 'detached' });
    await expectFocus(nameField(page));
    await page.keyboard.type('one');
    expect(await nameField(page).inputValue()).toBe('Half done');

    // What was under way when it ended is done once somebody has signed in again.
    // On its way: before, the page itself may find out and ask, and nobody can click what is under the dialog.
    let isOver = false;
    await page.route('**/api/v1/templates/badge', async (route) => {
      if (route.request().method() === 'PUT' && !isOver) {
        isOver = true;
        await endSessions();
      }
      await route.continue();
    });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await over(page).getByLabel('Password', { exact: true }).fill(password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Half done' }).waitFor();
    expect(await stored()).toMatchObject({ name: 'Half done' });
  });

  test('stays when another tab signs out, is gone on with when one signs in there, and is no business of anybody else', async () => {
    const page = await open('/templates/badge/edit');
    await nameField(page).fill('Of Dora');
    const other = await page.context().newPage();
    await other.goto(`${stage.url}/templates`);
    await other.getByRole('button', { name: 'Account: Dora' }).click();
    await other.getByRole('menuitem', { name: 'Sign out' }).click();
    await over(page).waitFor();
    await signIn(other, 'dora@example.org');
    await over(page).waitFor({ state: 'detached' });
    expect(await nameField(page).inputValue()).toBe('Of Dora');

    // On the page itself signing out asks first.
    await page.getByRole('button', { name: 'Account: Dora' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page
      .getByRole('dialog', { name: 'Sign out without saving?' })
      .getByRole('button', { name: 'Sign out' })
      .click();
    await page.getByRole('heading', { level: 1, name: 'Sign in to Laurel' }).waitFor();
    await other.close();

    await signIn(page, 'otto@example.org');
    await page.getByRole('navigation', { name: 'Main' }).waitFor();
    await page.goto(`${stage.url}/templates/badge/edit`);
    await nameField(page).waitFor();
    expect(await question(page).count()).toBe(0);
    expect(await nameField(page).inputValue()).toBe('Demo graduate');
    // Otto has gone, and Dora is back.
    await page.context().clearCookies();
    await page.goto(`${stage.url}/sign-in?next=%2Ftemplates%2Fbadge%2Fedit`);
    await signIn(page, 'dora@example.org');
    await question(page).waitFor();
    await page.getByRole('button', { name: 'Continue with the draft' }).click();
    expect(await nameField(page).inputValue()).toBe('Of Dora');
  });

  test('outlives the page, until it is saved or dropped, and overwrites nobody', async () => {
    const page = await open('/templates/badge/edit');
    await nameField(page).fill('Of Dora');
    await page.getByRole('button', { name: 'Add a requirement' }).click();
    await requirement(page, 2).getByLabel('Summary').fill('Second');
    await requirement(page, 2).getByLabel('Expected value').nth(1).fill(otherCourse);
    await reload(page);
    await question(page).waitFor();
    await expectNoViolations(page);
    expect(await page.getByText('has been changed since').count()).toBe(0);
    await page.getByRole('button', { name: 'Continue with the draft' }).click();
    await expectFocus(nameField(page));
    expect(await nameField(page).inputValue()).toBe('Of Dora');
    // A part that is added now is none of those of the draft.
    await page.getByRole('button', { name: 'Add a requirement' }).click();
    await requirement(page, 3).getByLabel('Summary').fill('Third');
    await requirement(page, 3).getByLabel('Expected value').nth(1).fill(demoCourse);
    expect(await requirement(page, 2).getByLabel('Summary').inputValue()).toBe('Second');

    // Somebody else saves meanwhile.
    const { headers } = await stage.api.send('designer', 'GET', '/api/v1/templates/badge');
    await stage.api.send('designer', 'POST', '/api/v1/templates/badge/activate', {
      headers: { 'if-match': String(headers['etag']) },
    });
    await reload(page);
    await page.getByText('The template has been changed since.').waitFor();
    await page.getByRole('button', { name: 'Continue with the draft' }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const conflict = page.getByRole('dialog', { name: 'This template was changed while you were editing' });
    await conflict.getByRole('button', { name: 'Save both changes' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Save changes' }).click();
    await page.getByRole('heading', { level: 1, name: 'Of Dora' }).waitFor();
    expect((await stored()).requirements.map(({ description }: { description: string }) => description)).toContain(
      'Third',
    );

    // What is saved is no draft any more; nor is what was dropped.
    await page.goto(`${stage.url}/templates/badge/edit`);
    await nameField(page).fill('Not wanted');
    await page.getByRole('link', { name: 'Back to Templates' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Discard the changes' }).click();
    await page.getByRole('heading', { level: 1, name: 'Templates' }).waitFor();
    await page.goto(`${stage.url}/templates/badge/edit`);
    await nameField(page).waitFor();
    expect(await question(page).count()).toBe(0);
    expect(await nameField(page).inputValue()).toBe('Of Dora');
  });

  test('in a dialog stays when it is closed unasked, without its secrets, and goes when it is cancelled', async () => {
    const page = await open('/people');
    const add = page.getByRole('dialog', { name: 'Add a person' });
    await page.getByRole('button', { name: 'Add a person' }).click();
    await add.getByLabel('Name', { exact: true }).fill('Ada');
    await add.getByLabel('E-mail address').fill('ada@example.org');
    await add.getByRole('radio', { name: 'Password' }).check();
    await add.getByRole('textbox', { name: 'Password' }).fill('a secret of Ada, long enough');
    await page.keyboard.press('Escape');
    await add.waitFor({ state: 'detached' });
    expect(await page.evaluate('JSON.stringify(localStorage)')).toContain('ada@example.org');
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain('secret of Ada');

    await page.getByRole('button', { name: 'Add a person' }).click();
    await expectFocus(add.getByRole('button', { name: 'Continue with the draft' }));
    await page.keyboard.press('Enter');
    expect(await add.getByLabel('E-mail address').inputValue()).toBe('ada@example.org');
    expect(await add.getByRole('textbox', { name: 'Password' }).inputValue()).toBe('');
    await add.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Add a person' }).click();
    await expectFocus(add.getByLabel('Name', { exact: true }));
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain('ada@example.org');
    // What was given up is nothing to be asked about when one signs out.
    await add.getByLabel('Name', { exact: true }).fill('Ada');
    await add.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Account: Dora' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sign in to Laurel' }).waitFor();
  });

  test('is asked about on every page with a form, and given up on by nobody else', async () => {
    const page = await open('/connections/new');
    await page.getByLabel('Organization id').fill('half an id');
    await page.getByRole('textbox', { name: 'Authorization token' }).fill('a token that stays secret');
    await page.getByRole('link', { name: 'Back to Connections' }).click();
    await page.getByRole('dialog', { name: 'Leave without saving?' }).getByRole('button', { name: 'Leave' }).click();
    await page.getByRole('heading', { level: 1, name: 'Connections' }).waitFor();
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain('stays secret');
    await page.goto(`${stage.url}/connections/new`);
    await page.getByRole('button', { name: 'Continue with the draft' }).click();
    expect(await page.getByLabel('Organization id').inputValue()).toBe('half an id');
  });
});
