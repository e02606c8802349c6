import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { writeCourses } from '../../src/store/engine/courses.ts';
import { hasChromium } from '../support/browser.ts';
import { storeTemplates } from '../support/consumer.ts';
import { hasPostgresql } from '../support/database.ts';
import { demoCourse, otherCourse, passingType } from '../support/events.ts';
import { emptyIssuers, addIssuer, issuingEnvironment } from '../support/issuing.ts';
import { expectFocus, expectNoViolations, hasFocus, stagePages } from '../support/pages.ts';
import type { PagesStage } from '../support/pages.ts';
import { samplePng } from '../support/pictures.ts';
import { freePort } from '../support/ports.ts';
import { failPenalty, passCourse, template } from '../support/templates.ts';

/** The editor as a designer meets it: in a browser, against the real server on PostgreSQL. */
describe.skipIf(!hasPostgresql() || !hasChromium())('the editor of badge templates', () => {
  let stage: PagesStage;

  beforeAll(async () => {
    const port = await freePort();
    // Where its pictures are fetched.
    const environment = { ...issuingEnvironment, LAUREL_PUBLIC_URL: `http://127.0.0.1:${port}` };
    stage = await stagePages({ environment, port });
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    await stage.database.database.query('TRUNCATE badge_template CASCADE');
  });

  const stored = async (id: string) => (await stage.api.send('viewer', 'GET', `/api/v1/templates/${id}`)).json();
  const open = (path: string) => stage.visit(path, { as: 'designer' });
  const requirement = (page: Page, number: number) => page.getByRole('article', { name: `Requirement ${number}` });
  const penalty = (page: Page, number: number) => page.getByRole('article', { name: `Penalty ${number}` });

  test('make, try, save and activate a template', async () => {
    const page = await open('/templates');
    await page.getByRole('heading', { name: 'No badge templates yet' }).waitFor();
    await page.getByRole('link', { name: 'New template' }).click();

    await page.getByLabel('Name', { exact: true }).fill('Demo graduate');
    await page.getByLabel('Description').fill('Passed the Demo course');
    await page.getByRole('button', { name: 'Add a requirement' }).click();
    // What almost everybody wants is there already: a course is passed. Only which one is missing.
    await requirement(page, 1).getByLabel('Summary').fill('Pass the Demo course');
    await requirement(page, 1).getByLabel('Expected value').nth(1).fill(demoCourse);
    await page.getByRole('button', { name: 'Add a penalty' }).click();
    await penalty(page, 1).getByLabel('Summary').fill('Fails it after all');

    const words = page.getByRole('region', { name: 'In plain words' });
    await words.getByText(`A learner earns the badge by passing the course ${demoCourse}.`).waitFor();
    await words.getByText(`no longer passing the course ${demoCourse}, which resets “Pass the Demo course”`).waitFor();

    const trial = page.getByRole('region', { name: 'Try it' });
    await trial.getByRole('button', { name: 'Try it' }).click();
    await trial.getByText('This event alone would earn the badge.').waitFor();
    await trial.getByText('It is about learner 7.').waitFor();

    await page.getByRole('button', { name: 'Create template' }).click();
    await page.getByRole('heading', { level: 1, name: /^Demo graduate/ }).waitFor();
    expect(await stored('demo-graduate')).toMatchObject({
      name: 'Demo graduate',
      active: false,
      holder: { origin: 'openedx' },
      requirements: [
        {
          id: 'pass-the-demo-course',
          event: passingType,
          group: 'A',
          rules: [
            { path: 'is_passing', operator: 'eq', value: 'true' },
            { path: 'course.course_key', operator: 'eq', value: demoCourse },
          ],
        },
      ],
      penalties: [
        {
          id: 'fails-it-after-all',
          requirements: ['pass-the-demo-course'],
          rules: [
            { path: 'is_passing', operator: 'eq', value: 'false' },
            { path: 'course.course_key', operator: 'eq', value: demoCourse },
          ],
        },
      ],
    });

    await page.getByRole('button', { name: 'Activate' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Activate' }).click();
    await page.getByText('“Demo graduate” is active.').waitFor();
    expect(await stored('demo-graduate')).toMatchObject({ active: true });
    await page.getByRole('link', { name: 'Back to Templates' }).click();
    await page
      .getByRole('row', { name: /Demo graduate/ })
      .getByText('Active')
      .waitFor();
  });

  test('the same with the keyboard alone', { timeout: 180_000 }, async () => {
    const page = await open('/templates/_new');
    const { keyboard } = page;
    await page.getByLabel('Name', { exact: true }).waitFor();
    const press = async (...keys: readonly string[]): Promise<void> => {
      for (const key of keys) await keyboard.press(key);
    };
    const tabTo = async (target: Locator): Promise<void> => {
      for (let presses = 0; presses < 30; presses += 1) {
        await keyboard.press('Tab');
        if (await hasFocus(target)) return;
      }
      throw new Error(`Tab does not lead to ${target.toString()}`);
    };
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    const rule = (number: number) => page.getByRole('group', { name: `Rule ${number}` });

    // Past the navigation.
    await tabTo(page.getByRole('link', { name: 'Skip to the content' }));
    await press('Enter');
    await tabTo(page.getByLabel('Name', { exact: true }));
    await keyboard.type('By keyboard');
    await tabTo(button('Add a requirement'));
    await press('Enter');
    await expectFocus(requirement(page, 1).getByLabel('Summary'));
    await keyboard.type('Pass another course');
    await tabTo(rule(2).getByLabel('Expected value'));
    await keyboard.type(otherCourse);
    // A choice is searched and taken without a mouse.
    await tabTo(button('Add a rule'));
    await press('Enter');
    await expectFocus(rule(3).getByLabel('Value of the event'));
    await keyboard.type('course_key');
    await page.getByRole('option', { name: 'Course · course.course_key' }).waitFor();
    await press('ArrowDown', 'Enter');
    await tabTo(rule(3).getByLabel('Comparison'));
    await press('ArrowDown');
    await page.getByRole('option', { name: 'is not' }).waitFor();
    await press('ArrowDown', 'Enter');
    await tabTo(rule(3).getByLabel('Expected value'));
    await keyboard.type(demoCourse);
    await tabTo(button('Create template'));
    await press('Enter');
    await page.getByRole('heading', { level: 1, name: 'By keyboard' }).waitFor();
    expect((await stored('by-keyboard')).requirements[0].rules).toEqual([
      { path: 'is_passing', operator: 'eq', value: 'true' },
      { path: 'course.course_key', operator: 'eq', value: otherCourse },
      { path: 'course.course_key', operator: 'ne', value: demoCourse },
    ]);
  });

  test('alternatives share a box, can be moved out of it, and the sentence follows (S8)', async () => {
    const page = await open('/templates/_new');
    await page.getByLabel('Name', { exact: true }).fill('Choice');
    await page.getByRole('button', { name: 'Add a requirement' }).click();
    await requirement(page, 1).getByLabel('Summary').fill('First');
    await requirement(page, 1).getByLabel('Expected value').nth(1).fill(demoCourse);
    await page.getByRole('button', { name: 'Add an alternative' }).click();
    await requirement(page, 2).getByLabel('Summary').fill('Second');
    await requirement(page, 2).getByLabel('Expected value').nth(1).fill(otherCourse);
    const words = page.getByRole('region', { name: 'In plain words' });
    await words.getByText(`by passing the course ${demoCourse} or passing the course ${otherCourse}.`).waitFor();
    await page.getByRole('group', { name: 'Group A' }).getByText('Any one of these is enough').waitFor();

    // Out of the box, by a choice; the choice keeps the focus although its card has moved.
    const counts = requirement(page, 2).getByRole('combobox', { name: 'How it counts' });
    await counts.click();
    await page.getByRole('option', { name: 'On its own: must be met' }).click();
    await words.getByText('A learner earns the badge when both of these are met:').waitFor();
    await page.getByRole('group', { name: 'Group B' }).waitFor();
    await expectFocus(counts);
    await page.getByText('Requirement 2 moved.').waitFor({ state: 'attached' });

    await page.getByRole('button', { name: 'Create template' }).click();
    await page.getByRole('heading', { level: 1, name: 'Choice' }).waitFor();
    const { requirements } = await stored('choice');
    expect(requirements.map(({ id, group }: { id: string; group: string }) => [id, group])).toEqual([
      ['first', 'A'],
      ['second', 'B'],
    ]);
  });

  test('what is wrong stands at its field, and a summary leads there', async () => {
    const page = await open('/templates/_new');
    await page.getByRole('button', { name: 'Add a requirement' }).click();
    await page.getByRole('button', { name: 'Create template' }).click();
    const summary = page.getByRole('alert');
    await summary.getByText('Fix 2 things before you save').waitFor();
    await expectFocus(summary);
    await summary.getByRole('button', { name: 'Requirement 1 · Rule 2: Enter the expected value.' }).click();
    const value = requirement(page, 1).getByLabel('Expected value').nth(1);
    await expectFocus(value);
    expect(await value.getAttribute('aria-invalid')).toBe('true');
    await value.fill(demoCourse);
    await page.getByLabel('Name', { exact: true }).fill('Mended');
    await summary.waitFor({ state: 'detached' });

    // What only the server can know is told in the same places, while somebody still writes.
    await storeTemplates(stage.database.database, [
      template({ id: 'taken', holder: { origin: 'accredible', account: 'main', group: 4711 } }),
    ]);
    await page.getByText('Accredible', { exact: true }).click();
    await page.getByText('Enter the id yourself').click();
    await page.getByLabel('Accredible group number').fill('0');
    await page.getByLabel('Accredible group number').blur();
    await page.locator('p').getByText('Enter the number of the group, as Accredible shows it.').waitFor();
  });

  test('a course is chosen by name, and called so wherever its rule is read', async () => {
    const now = Date.now() * 1_000;
    await writeCourses(stage.database.database, [
      { key: demoCourse, name: 'Demonstration Course', time: now },
      { key: otherCourse, name: 'Quite Another', time: now },
    ]);
    const page = await open('/templates/_new');
    await page.getByLabel('Name', { exact: true }).fill('By name');
    await page.getByRole('button', { name: 'Add a requirement' }).click();
    const value = requirement(page, 1).getByLabel('Expected value').nth(1);
    await value.fill('demonstr');
    await page.getByRole('option', { name: /Demonstration Course/ }).click();
    expect(await value.inputValue()).toBe(demoCourse);
    await requirement(page, 1).getByText('The course “Demonstration Course”').waitFor();
    // Its whole name is enough, too; and a key that no event has named is warned of, also after it is saved.
    await value.fill('quite another');
    await page.getByRole('option', { name: /Quite Another/ }).waitFor();
    await page.keyboard.press('Tab');
    await expect.poll(() => value.inputValue()).toBe(otherCourse);
    await value.fill(`${otherCourse}x`);
    await requirement(page, 1).getByText('No event has named this course yet.').waitFor();
    await page.getByRole('button', { name: 'Create template' }).click();
    await page.getByRole('heading', { level: 1, name: 'By name' }).waitFor();
    await page.getByRole('alert').getByText(`No event has named the course “${otherCourse}x” yet.`).waitFor();

    await storeTemplates(stage.database.database, [template({ id: 'called', name: 'Called' })]);
    await page.goto(`${stage.url}/templates/called`);
    const named = `Demonstration Course (${demoCourse})`;
    await page.getByText(`A learner earns the badge by passing the course ${named}.`).waitFor();
    const takes = page.getByRole('region', { name: 'Requirements' });
    expect(await takes.getByRole('listitem').filter({ hasText: 'Course is' }).last().textContent()).toBe(
      `Course is ${named}`,
    );
    await takes.getByText('Passed is yes').waitFor();
    const panel = page.getByRole('region', { name: 'Try it' });
    await panel.getByRole('button', { name: 'Try it' }).click();
    await panel.getByText(`Course is ${named}`).waitFor();
    expect(await takes.getByText(/is_passing|course\.course_key/).count()).toBe(0);
  });

  test('a course key that no event has is told at its field, after it is saved, and before it is activated', async () => {
    const odd = demoCourse.replaceAll('+', ' ');
    await storeTemplates(stage.database.database, [
      template({ id: 'demo', active: false, requirements: [passCourse('pass-demo', demoCourse)] }),
    ]);
    const page = await open('/templates/demo/edit');
    const value = requirement(page, 1).getByLabel('Expected value').nth(1);
    const hint = requirement(page, 1).getByText(
      `No course can have this key, so no event will match it. Did you mean ${demoCourse}?`,
    );
    await value.waitFor();
    expect(await hint.count()).toBe(0);
    await value.fill(odd);
    await hint.waitFor();
    await page.getByRole('button', { name: 'Save' }).click();

    // It is no mistake, so it is saved; and stays said.
    const warning = page.getByRole('alert').filter({ hasText: `No course can have the key “${odd}”` });
    await page.getByRole('heading', { level: 1, name: /^Demo graduate/ }).waitFor();
    await warning.getByText(`Did you mean “${demoCourse}”?`).waitFor();
    await page.getByRole('button', { name: 'Activate' }).click();
    await page
      .getByRole('dialog')
      .getByRole('alert')
      .filter({ hasText: `Did you mean “${demoCourse}”?` })
      .waitFor();

    const arabic = await stage.visit('/templates/demo', { as: 'designer', language: 'ar' });
    await arabic.getByRole('alert').filter({ hasText: 'لا يمكن أن يحمل أي مساق المفتاح' }).waitFor();
  });

  test('an id that is taken is told at the id', async () => {
    await storeTemplates(stage.database.database, [template({ id: 'demo-graduate' })]);
    const page = await open('/templates/_new');
    await page.getByLabel('Name', { exact: true }).fill('Demo graduate');
    await page.getByRole('button', { name: 'Create template' }).click();
    await page
      .getByRole('alert')
      .getByText(/"demo-graduate" is already used/)
      .click();
    const id = page.getByLabel('Template id');
    await expectFocus(id);
    await id.fill('another-graduate');
    await page.getByRole('button', { name: 'Create template' }).click();
    await page.getByRole('heading', { level: 1, name: /^Demo graduate/ }).waitFor();
    expect(await stored('another-graduate')).toMatchObject({ name: 'Demo graduate' });
  });

  test('a copy begins as the template, inactive, under another id', async () => {
    await storeTemplates(stage.database.database, [
      template({ penalties: [failPenalty('fail', ['pass-demo'], demoCourse)] }),
    ]);
    const page = await open('/templates/badge');
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Duplicate' }).click();
    await page.getByRole('button', { name: 'Create template' }).click();
    await page.getByRole('heading', { level: 1, name: 'Copy of Demo graduate' }).waitFor();
    const copy = await stored('copy-of-demo-graduate');
    const original = await stored('badge');
    expect(copy).toMatchObject({ active: false, requirements: original.requirements, penalties: original.penalties });
  });

  /** Changes the stored template as somebody else does. */
  async function changedByOthers(id: string, more: object, as: 'designer' | 'admin' = 'admin'): Promise<void> {
    const now = await stage.api.send(as, 'GET', `/api/v1/templates/${id}`);
    const { name, description, imageUrl, holder, achievement, requirements, penalties } = now.json();
    const saved = await stage.api.send(as, 'PUT', `/api/v1/templates/${id}`, {
      body: { id, name, description, imageUrl, holder, achievement, requirements, penalties, ...more },
      headers: { 'if-match': String(now.headers['etag']) },
    });
    expect(saved.status).toBe(200);
  }

  test('two people who edit the same template: who and when is said, what does not overlap is merged, the rest is chosen', async () => {
    await storeTemplates(stage.database.database, [template({ active: false })]);
    const page = await open('/templates/badge/edit');
    await page.getByLabel('Description').fill('Mine');
    await changedByOthers('badge', { requirements: [passCourse('pass-other', otherCourse)] });

    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'This template was changed while you were editing' });
    await dialog.getByText('admin saved it').waitFor();
    await dialog.getByText('Requirement “pass-demo”: passing the course').waitFor();
    await expectNoViolations(page);
    expect(await stored('badge')).toMatchObject({ description: '' });
    // Back to the editor: what was written is still there.
    await dialog.getByRole('button', { name: 'Keep editing' }).click();
    expect(await page.getByLabel('Description').inputValue()).toBe('Mine');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.getByRole('button', { name: 'Save both changes' }).click();
    await page.getByRole('heading', { level: 1, name: /^Demo graduate/ }).waitFor();
    expect(await stored('badge')).toMatchObject({ description: 'Mine', requirements: [{ id: 'pass-other' }] });

    // Both have changed the name and what a requirement waits for: nothing is chosen for anybody.
    await page.goto(`${stage.url}/templates/badge/edit`);
    await page.getByLabel('Name', { exact: true }).fill('My name');
    await requirement(page, 1).getByLabel('Summary').fill('Mine');
    await changedByOthers('badge', {
      name: 'Their name',
      requirements: [{ ...passCourse('pass-other', otherCourse), description: 'Theirs' }],
    });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const name = dialog.getByRole('radiogroup', { name: 'Name' });
    await dialog.getByText('Before: Demo graduate').waitFor();
    // With the keyboard: what is missing gets the focus.
    await dialog.getByRole('button', { name: 'Save both changes' }).press('Enter');
    await expectFocus(name.getByRole('radio', { name: 'Yours: My name' }));
    await dialog.getByText('Choose one of the two.').first().waitFor();
    await page.keyboard.press('Space');
    await dialog
      .getByRole('radiogroup', { name: 'Requirement “Mine”: summary' })
      .getByRole('radio', { name: 'Theirs: Theirs' })
      .check();
    await expectNoViolations(page);
    // A third one saves while the dialog stands open: it is asked again, about that alone.
    await changedByOthers('badge', { description: 'Of a third' }, 'designer');
    await dialog.getByRole('button', { name: 'Save both changes' }).click();
    await dialog.getByText('Of a third').waitFor();
    await dialog.getByRole('button', { name: 'Save both changes' }).click();
    await page.getByRole('heading', { level: 1, name: 'My name' }).waitFor();
    expect(await stored('badge')).toMatchObject({
      name: 'My name',
      description: 'Of a third',
      requirements: [{ description: 'Theirs' }],
    });
  });

  test('theirs can be taken; one that was only activated is asked about before its rules change', async () => {
    await storeTemplates(stage.database.database, [template({ active: false })]);
    const page = await open('/templates/badge/edit');
    await page.getByLabel('Description').fill('Mine');
    await changedByOthers('badge', { description: 'Theirs' });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'This template was changed while you were editing' });
    await dialog.getByRole('button', { name: 'Use theirs and discard my changes' }).click();
    await page.getByText('Everything is saved').waitFor();
    expect(await page.getByLabel('Description').inputValue()).toBe('Theirs');

    await requirement(page, 1).getByLabel('Expected value').nth(1).fill(otherCourse);
    const { headers } = await stage.api.send('designer', 'GET', '/api/v1/templates/badge');
    await stage.api.send('designer', 'POST', '/api/v1/templates/badge/activate', {
      headers: { 'if-match': String(headers['etag']) },
    });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.getByText('the template was activated or deactivated').waitFor();
    await dialog.getByRole('button', { name: 'Save both changes' }).click();
    const warning = page.getByRole('dialog', { name: 'Save changes to an active template?' });
    await warning.getByRole('button', { name: 'Save changes' }).click();
    await page.getByRole('heading', { level: 1, name: /^Demo graduate/ }).waitFor();
    expect(await stored('badge')).toMatchObject({ active: true, description: 'Theirs' });
  });

  test('unsaved changes are not lost without a question', async () => {
    await storeTemplates(stage.database.database, [template({ active: false })]);
    const page = await open('/templates/badge/edit');
    await page.getByLabel('Name', { exact: true }).fill('Half done');
    await page.getByText('Unsaved changes').waitFor();
    await page.getByRole('link', { name: 'Back to Templates' }).click();
    const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });
    await dialog.getByRole('button', { name: 'Stay' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Half done');
    await page.getByRole('link', { name: 'Back to Templates' }).click();
    await dialog.getByRole('button', { name: 'Leave' }).click();
    await page.getByRole('heading', { level: 1, name: 'Templates' }).waitFor();
    expect(await stored('badge')).toMatchObject({ name: 'Demo graduate' });
  });

  test('a designer says what the public page says, with a picture, and sees the page before anybody else (keyboard, phone)', async () => {
    const { database } = stage.database;
    await emptyIssuers(database);
    await addIssuer(database);
    await addIssuer(database, 'college');
    const page = await open('/templates/_new');
    await page.getByLabel('Name', { exact: true }).fill('Foundations');
    const card = page.getByRole('region', { name: 'Public page' });
    const upload = (name: string, buffer: Buffer) =>
      page.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/png', buffer });
    await page.getByText('A PNG or SVG of up to 512 KB, preferably square').waitFor();
    await upload('photo.png', Buffer.alloc(600_000));
    await page.getByRole('alert').getByText('The image is 586 KB; the limit is 512 KB.').waitFor();
    // Judged by what it is, whatever it is called.
    await upload('badge.png', Buffer.from('GIF89a'));
    await page.getByRole('alert').getByText('Use a square PNG or SVG').waitFor();
    await upload(
      'wide.svg',
      Buffer.from(
        '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><rect width="80" height="40"/></svg>',
      ),
    );
    await page.getByText('It is not square: wallets may crop it').waitFor();
    await upload('badge.png', samplePng());
    await page.getByText('1 × 1 pixels').waitFor();
    await page.getByText('Not used while there is an uploaded image.').waitFor();

    await card.getByLabel('Criteria').fill('Write **three** programs');
    await card.getByRole('combobox', { name: 'Issued through' }).click();
    await page.getByRole('option', { name: 'Acme Academy', exact: true }).nth(1).click();
    const kind = card.getByRole('combobox', { name: 'Achievement type' });
    await kind.click();
    await kind.fill('Micro');
    await page.getByRole('option', { name: 'Micro-credential' }).click();
    const tags = card.getByRole('combobox', { name: 'Tags' });
    await tags.focus();
    await page.keyboard.type('rust,');
    await page.keyboard.type('systems');
    await page.keyboard.press('Enter');
    await card.getByLabel('Language').fill('english!');
    await card.getByRole('button', { name: 'Add an alignment' }).press('Enter');
    const alignment = card.getByRole('group', { name: 'Alignment 1' });
    await expectFocus(alignment.getByLabel('Name of the entry'));
    await alignment.getByLabel('URL of the entry').fill('esco');
    await page.getByRole('button', { name: 'Create template' }).click();
    const summary = page.getByRole('alert').filter({ hasText: 'before you save' });
    await summary.getByText('Fix 3 things').waitFor();
    await summary.getByRole('button', { name: 'Enter a language tag such as en, ar or pt-BR' }).click();
    await expectFocus(card.getByLabel('Language'));
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('en');
    await summary.getByRole('button', { name: 'Alignment 1: Enter a complete URL' }).click();
    await expectFocus(alignment.getByLabel('URL of the entry'));
    await alignment.getByLabel('URL of the entry').fill('https://esco.example.org/rust');
    await alignment.getByLabel('Name of the entry').fill('Programs in Rust');
    await alignment.getByLabel('Framework').fill('ESCO');
    await expectNoViolations(page);

    await card.getByRole('button', { name: 'Preview the public page' }).press('Enter');
    const frame = page.frameLocator('iframe[title="Preview of “Foundations”"]');
    await frame.getByRole('heading', { level: 1, name: 'Foundations' }).waitFor();
    expect(await frame.locator('strong').textContent()).toBe('three');
    await frame.getByRole('link', { name: 'Programs in Rust' }).waitFor();
    await expect
      .poll(() => frame.locator('img').evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth))
      .toBe(1);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Create template' }).click();
    await page.getByRole('heading', { level: 1, name: /^Foundations/ }).waitFor();
    const { achievement } = await stored('foundations');
    expect(achievement).toEqual({
      issuer: 'college',
      type: 'MicroCredential',
      criteria: 'Write **three** programs',
      tags: ['rust', 'systems'],
      alignments: [{ name: 'Programs in Rust', url: 'https://esco.example.org/rust', framework: 'ESCO', code: null }],
      language: 'en',
      image: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    await page.getByRole('region', { name: 'Public page' }).getByText('Micro-credential').waitFor();

    // Elsewhere the badge is somebody else's: the picture is kept here, and its address is what is stored.
    await page.goto(`${stage.url}/templates/foundations/edit`);
    await page.getByText('Accredible', { exact: true }).click();
    await card.waitFor({ state: 'detached' });
    await upload('badge.png', samplePng());
    await expect.poll(() => page.getByLabel('Image URL').inputValue()).toMatch(/\/images\/[0-9a-f]{64}$/);

    const phone = await stage.visit('/templates/foundations/edit', {
      as: 'designer',
      device: 'phone',
      language: 'ar',
      scheme: 'dark',
    });
    await phone.getByRole('region', { name: 'الصفحة العامة' }).waitFor();
    await phone.getByRole('button', { name: 'أضف مواءمة' }).click();
    await expectNoViolations(phone);
    await phone.getByRole('button', { name: 'عاين الصفحة العامة' }).click();
    await phone.frameLocator('iframe').locator('html[dir=rtl] h1').waitFor();
  });
});
