import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { hasChromium } from '../support/browser.ts';
import { hasPostgresql } from '../support/database.ts';
import { looks } from '../support/looks.ts';
import { startMailServer, textOf } from '../support/mail.ts';
import type { MailServer } from '../support/mail.ts';
import { expectNoViolations, stagePages } from '../support/pages.ts';
import type { PagesStage } from '../support/pages.ts';
import { signInPerson } from '../support/people.ts';
import { freePort } from '../support/ports.ts';

describe.skipIf(!hasPostgresql() || !hasChromium())('the pages of people, API keys and the own account', () => {
  let stage: PagesStage;
  let mail: MailServer;

  beforeAll(async () => {
    mail = await startMailServer();
    const port = await freePort();
    stage = await stagePages({
      port,
      environment: {
        LAUREL_PUBLIC_URL: `http://127.0.0.1:${port}`,
        LAUREL_SMTP_URL: mail.url,
        LAUREL_MAIL_FROM: 'badges@example.org',
      },
    });
  });
  afterAll(async () => {
    await stage.close();
    await mail.close();
  });

  const visit = (path: string) => stage.visit(path, { as: 'admin' });
  const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });
  /** Signs in as people do. */
  const signIn = (email: string, password: string) =>
    stage.api.send(null, 'POST', '/api/auth/sign-in/email', {
      body: { email, password },
      headers: { 'sec-fetch-site': 'same-origin', origin: stage.url },
    });
  const addPerson = async (name: string, role = 'viewer') => {
    const person = { name, email: `${name.toLowerCase()}@example.org`, role, password: `the password of ${name}` };
    const answer = await stage.api.send('admin', 'POST', '/api/v1/users', { body: person });
    expect(answer.status).toBe(201);
    return { ...person, id: answer.json().id as string };
  };
  async function openMenu(page: Page, name: string, item: string): Promise<void> {
    await page.getByRole('button', { name: `Actions for ${name}` }).click();
    await page.getByRole('menuitem', { name: item }).click();
  }

  test('somebody is added, with a password that was made up, and can sign in with it', async () => {
    const page = await visit('/people');
    await page.getByRole('button', { name: 'Add a person' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a person' });
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    for (const complaint of ['Enter a name.', 'Enter an e-mail address.', 'Choose a role.'])
      await dialog.getByText(complaint).waitFor();

    await dialog.getByLabel('Name').fill('Grace Hopper');
    await dialog.getByLabel('E-mail address').fill('not an address');
    await dialog.getByRole('radio', { name: 'Password' }).check();
    await dialog.getByRole('textbox', { name: 'Password' }).fill('too short');
    await dialog.getByLabel('Designer').check();
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.getByText('Must have at least 12 characters').waitFor();
    await dialog.getByText('Must be an e-mail address such as ada@example.org').waitFor();

    await dialog.getByLabel('E-mail address').fill('Grace@Example.org');
    await dialog.getByRole('button', { name: 'Generate one' }).click();
    const password = await dialog.getByRole('textbox', { name: 'Password' }).inputValue();
    expect(password).toMatch(/^[a-zA-Z0-9]{20}$/);
    await dialog.getByRole('button', { name: 'Copy Password' }).waitFor();
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('Grace Hopper can sign in now.').waitFor();
    await row(page, 'grace@example.org').getByText('Designer').waitFor();
    expect((await signIn('grace@example.org', password)).json()).toMatchObject({ actor: { role: 'designer' } });
  });

  test('somebody is invited by a link, which is sent by mail, chooses a password, and later sets another by a link', async () => {
    const page = await visit('/people');
    await page.getByRole('button', { name: 'Add a person' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a person' });
    await dialog.getByLabel('Name').fill('Hedy Lamarr');
    await dialog.getByLabel('E-mail address').fill('hedy@example.org');
    await dialog.getByLabel('Operator').check();
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    const shown = page.getByRole('dialog', { name: 'Link for Hedy Lamarr' });
    const link = await shown.getByText(/\/sign-in\/password#/).innerText();
    await shown.getByRole('button', { name: 'Send to hedy@example.org' }).click();
    await shown.getByText('Sent to hedy@example.org.').waitFor();
    expect(mail.mails.map((each) => [each.to, textOf(each.message).includes(link)])).toEqual([
      [['hedy@example.org'], true],
    ]);
    await expectNoViolations(page);
    await shown.getByRole('button', { name: 'Done' }).click();
    await row(page, 'hedy@example.org').getByText('Invited', { exact: true }).waitFor();

    const invited = await stage.visit(link.replace(stage.url, ''), { as: null, language: 'ar' });
    await invited.getByText('hedy@example.org').waitFor();
    await expectNoViolations(invited);
    await invited.getByLabel('كلمة المرور الجديدة').fill('hedy@example.org');
    await invited.getByRole('button', { name: 'اضبط كلمة المرور وسجّل الدخول' }).click();
    // What the server says of it, in the language of the page.
    await invited.getByText('كلمة المرور هي اسمك أو عنوان بريدك الإلكتروني. اختر غيرها.').waitFor();
    await invited.getByLabel('كلمة المرور الجديدة').fill('quiet violet harbour lanterns');
    await invited.getByRole('button', { name: 'اضبط كلمة المرور وسجّل الدخول' }).click();
    await invited.getByRole('navigation').first().waitFor();
    expect(invited.url()).not.toContain('#');

    await page.reload();
    await row(page, 'hedy@example.org').getByText('Can sign in').waitFor();
    await openMenu(page, 'Hedy Lamarr', 'Create a password link');
    await page.getByRole('dialog').getByRole('button', { name: 'Create link' }).click();
    await page
      .getByRole('dialog')
      .getByText(/\/sign-in\/password#/)
      .waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
    await openMenu(page, 'Hedy Lamarr', 'Revoke the link');
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke the link' }).click();
    await page.getByText('The link for Hedy Lamarr no longer works.').waitFor();
    await openMenu(page, 'Hedy Lamarr', 'Edit name and address');
    const edit = page.getByRole('dialog', { name: 'Edit Hedy Lamarr' });
    await edit.getByLabel('E-mail address').fill('kiesler@example.org');
    await edit.getByRole('button', { name: 'Save' }).click();
    await row(page, 'kiesler@example.org').waitFor();

    const over = await stage.visit(link.replace(stage.url, ''), { as: null });
    await over.getByRole('alert').getByText('Ask a Laurel admin for a new one.').waitFor();
    await over.getByRole('link', { name: 'Go to the sign-in page' }).click();
    await over.getByText('Forgot your password?').click();
    await over.getByText('Ask a Laurel admin of this site for a link to set a new one.').waitFor();
  });

  test('an address that is taken is told in the words of the API', async () => {
    const taken = await addPerson('Taken');
    const page = await visit('/people');
    await page.getByRole('button', { name: 'Add a person' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a person' });
    await dialog.getByLabel('Name').fill('Somebody else');
    await dialog.getByLabel('E-mail address').fill(taken.email);
    await dialog.getByLabel('Viewer').check();
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.getByRole('alert').getByText('choose another e-mail address').waitFor();
  });

  test('somebody who came from the LMS is given a role', async () => {
    const person = await signInPerson(stage.database.database, stage.api.authentication, null);
    const page = await visit('/people?role=none');
    const waiting = page.getByRole('row').filter({ hasText: 'No role yet' });
    await waiting.waitFor();
    await openMenu(page, 'nothing', 'Change role');
    const dialog = page.getByRole('dialog', { name: 'Role of nothing' });
    expect(await dialog.getByLabel('No role').isChecked()).toBe(true);
    await expectNoViolations(page);
    await dialog.getByLabel('Operator').check();
    await dialog.getByRole('button', { name: 'Change role' }).click();
    await page.getByText('The role of nothing has been changed.').waitFor();
    await page.getByRole('heading', { name: 'No matching people' }).waitFor();
    const users = (await stage.api.send('admin', 'GET', '/api/v1/users?role=operator')).json().items;
    expect(users.map(({ id }: { id: string }) => id)).toContain(person.id);
  });

  test('somebody is disabled, and enabled again', async () => {
    const person = await addPerson('Margaret');
    const page = await visit('/people?search=margaret');
    await openMenu(page, 'Margaret', 'Disable');
    await page.getByRole('dialog', { name: 'Disable Margaret' }).getByRole('button', { name: 'Disable' }).click();
    await page.getByText('Margaret can no longer sign in.').waitFor();
    await row(page, 'Margaret').getByText('Disabled').waitFor();
    expect((await signIn(person.email, person.password)).status).toBe(401);

    await openMenu(page, 'Margaret', 'Enable');
    await page.getByRole('dialog', { name: 'Enable Margaret' }).getByRole('button', { name: 'Enable' }).click();
    await row(page, 'Margaret').getByText('Can sign in').waitFor();
    expect((await signIn(person.email, person.password)).status).toBe(200);
  });

  test('the last admin can neither step back nor be disabled: the API says why', async () => {
    const page = await visit('/people?role=admin');
    await row(page, 'You').waitFor();
    await openMenu(page, 'admin', 'Change role');
    const dialog = page.getByRole('dialog', { name: 'Role of admin' });
    await dialog.getByLabel('Viewer').check();
    await dialog.getByRole('heading', { name: 'This is your own role.' }).waitFor();
    await dialog.getByRole('button', { name: 'Change role' }).click();
    const refusal = dialog.getByRole('alert');
    await refusal.getByText('The last admin must stay an admin.').waitFor();
    await refusal.getByText('Give somebody else the role "admin" first.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();

    await openMenu(page, 'admin', 'Disable');
    const disabling = page.getByRole('dialog', { name: 'Disable admin' });
    await disabling.getByText('This is you').waitFor();
    await disabling.getByRole('button', { name: 'Disable' }).click();
    await disabling.getByText('The last admin must stay an admin.').waitFor();
    expect((await stage.api.send('admin', 'GET', '/api/v1/users')).status).toBe(200);
  });

  test('whoever gives away the own admin role loses the page at once', async () => {
    await addPerson('Katherine', 'admin');
    onTestFinished(async () => {
      const { id } = stage.api.people.admin;
      await stage.database.database.query("UPDATE auth_user SET role = 'admin' WHERE id = $1", [id]);
    });
    const page = await visit('/people?role=admin');
    await openMenu(page, 'admin', 'Change role');
    const dialog = page.getByRole('dialog', { name: 'Role of admin' });
    await dialog.getByLabel('Operator').check();
    await dialog.getByRole('button', { name: 'Change role' }).click();
    await page.getByRole('heading', { name: 'Your role does not allow this' }).waitFor();
    expect(await page.getByRole('navigation').getByRole('link', { name: 'People' }).count()).toBe(0);
  });

  test('a key is made, shown this once, works, and is revoked', async () => {
    const page = await visit('/api-keys');
    await page.getByRole('heading', { name: 'No API keys yet' }).waitFor();
    await page.getByText(`curl -s ${stage.url}/api/v1/templates -H "Authorization: Bearer YOUR_KEY"`).waitFor();
    expect(await page.getByRole('link', { name: /API reference/ }).getAttribute('href')).toBe('/api/reference');
    await page.getByRole('button', { name: 'Create a key' }).click();
    const dialog = page.getByRole('dialog', { name: 'Create a key' });
    await dialog.getByRole('button', { name: 'Create key' }).click();
    await dialog.getByText('Say what the key is for.').waitFor();
    await dialog.getByLabel('Name').fill('Monitoring');
    await dialog.getByLabel('Viewer').check();
    await dialog.getByRole('combobox', { name: 'Expires' }).click();
    await page.getByRole('option', { name: 'In 30 days' }).click();
    await dialog.getByRole('button', { name: 'Create key' }).click();

    const shown = page.getByRole('dialog', { name: 'The key “Monitoring”' });
    await shown.getByText('The key is shown only this once').waitFor();
    const key = (await shown.getByRole('group', { name: 'Key' }).textContent()) ?? '';
    expect(key).toMatch(/^laurel_\w{20,}$/);
    await expectNoViolations(page);
    // Neither Escape nor a click beside it takes it away.
    await page.keyboard.press('Escape');
    await shown.getByRole('button', { name: 'I have stored it' }).click();
    await shown.waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain(key);

    const ask = () => stage.api.send(null, 'GET', '/api/v1/session', { headers: { authorization: `Bearer ${key}` } });
    expect((await ask()).json()).toMatchObject({ actor: { kind: 'key', name: 'Monitoring', role: 'viewer' } });
    await row(page, 'Monitoring').getByText('Works').waitFor();

    await page.getByRole('button', { name: 'Revoke Monitoring' }).click();
    await page.getByRole('dialog', { name: 'Revoke Monitoring' }).getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('Monitoring no longer works.').waitFor();
    await page.getByRole('heading', { name: 'No API keys yet' }).waitFor();
    expect((await ask()).status).toBe(401);
  });

  test('the own password is changed by whoever knows it, and stays usable in this browser only', async () => {
    const { email, password } = await addPerson('Hedy', 'operator');
    const elsewhere = await signIn(email, password);
    const page = await stage.visit('/account', { as: null });
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'My account' }).waitFor();
    const who = page.getByRole('region', { name: 'Your details' });
    await who.getByText('Hedy', { exact: true }).waitFor();
    await who.getByText('Manages badges, deliveries and parked messages').waitFor();

    const form = page.getByRole('region', { name: 'Change password' });
    const enter = async (current: string, next: string, again: string): Promise<void> => {
      await form.getByRole('textbox', { name: 'Current password' }).fill(current);
      await form.getByRole('textbox', { name: 'New password', exact: true }).fill(next);
      await form.getByRole('textbox', { name: 'New password again' }).fill(again);
      await form.getByRole('button', { name: 'Change password' }).click();
    };
    await enter(password, 'a new and long one', 'another and long one');
    await form.getByText('The two new passwords are not the same.').waitFor();
    await enter('what she had before', 'a new and long one', 'a new and long one');
    await form.getByText('This password is wrong.').waitFor();
    await enter(password, 'short', 'short');
    await form.getByText('Must have at least 12 characters').waitFor();
    expect((await signIn(email, password)).status).toBe(200);

    await enter(password, 'a new and long one', 'a new and long one');
    await page.getByText('Your password has been changed.').waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'My account' }).waitFor();
    expect((await signIn(email, password)).status).toBe(401);
    expect((await signIn(email, 'a new and long one')).status).toBe(200);
    const old = [elsewhere.headers['set-cookie']]
      .flat()
      .map((each) => String(each).split(';')[0])
      .join('; ');
    const answer = await stage.api.send(null, 'GET', '/api/v1/session', { headers: { cookie: old } });
    expect(answer.status).toBe(401);

    await page.getByRole('region', { name: 'This session' }).getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sign in to Laurel' }).waitFor();
  });

  test('the way to the own account is in the menu', async () => {
    const page = await stage.visit('/parked', { as: 'viewer' });
    await page.getByRole('button', { name: 'Account: viewer' }).click();
    await page.getByRole('menuitem', { name: 'My account' }).click();
    await page.getByRole('heading', { level: 1, name: 'My account' }).waitFor();
    await page.getByText('ask an admin for another role').waitFor();
  });

  test.each(['viewer', 'designer', 'operator'] as const)('people and keys are not for a %s', async (role) => {
    for (const path of ['/people', '/api-keys']) {
      const page = await stage.visit(path, { as: role });
      await page.getByRole('heading', { name: 'Your role does not allow this' }).waitFor();
      const links = page.getByRole('navigation').getByRole('link');
      for (const name of ['People', 'API keys']) expect(await links.filter({ hasText: name }).count()).toBe(0);
    }
  });

  test.each(looks)('axe finds nothing: $device, $scheme, $language', async (look) => {
    const body = { name: `Key of ${look.device} ${look.scheme}`, role: 'viewer', expiresInDays: null };
    expect((await stage.api.send('admin', 'POST', '/api/v1/api-keys', { body })).status).toBe(201);
    const people = await stage.visit('/people', { as: 'admin', ...look });
    await people.getByText('viewer', { exact: true }).waitFor();
    await expectNoViolations(people);
    await people.getByRole('main').getByRole('button').first().click();
    await people.getByRole('dialog').getByRole('radio').first().waitFor();
    await expectNoViolations(people);
    const keys = await stage.visit('/api-keys', { as: 'admin', ...look });
    await keys.getByText(body.name).waitFor();
    await expectNoViolations(keys);
    const account = await stage.visit('/account', { as: 'viewer', ...look });
    await account.locator('input[type="password"]').first().waitFor();
    await expectNoViolations(account);
  });
});
