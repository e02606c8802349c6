import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium } from '../support/browser.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { processBatch } from '../../src/consumer/process-batch.ts';
import { hasPostgresql } from '../support/database.ts';
import { demoCourse, otherCourse, passing } from '../support/events.ts';
import { messageOf } from '../support/messages.ts';
import { looks } from '../support/looks.ts';
import { expectNoViolations, stagePages } from '../support/pages.ts';
import type { PagesStage } from '../support/pages.ts';
import { failPenalty, passCourse, template } from '../support/templates.ts';

const graduate = template({
  id: 'demo-graduate',
  name: 'Demo graduate',
  description: 'Passed the Demo course',
  requirements: [
    { ...passCourse('pass-demo', demoCourse, 'A'), description: 'Pass the Demo course' },
    { ...passCourse('pass-other', otherCourse, 'B'), description: 'Pass the other course' },
  ],
  penalties: [failPenalty('fail-demo', ['pass-demo'], demoCourse)],
});
const draft = template({ id: 'in-the-making', name: 'In the making', active: false, requirements: [] });

/** List and page of badge templates, with learners who hold them and learners who are on the way. */
describe.skipIf(!hasPostgresql() || !hasChromium())('the pages of badge templates', () => {
  let stage: PagesStage;

  beforeAll(async () => {
    stage = await stagePages();
    const { database } = stage.database;
    await storeTemplates(database, [graduate, draft]);
    // 7 holds the badge, 8 and 9 are on the way.
    const events = [
      passing({ learner: 7 }),
      passing({ learner: 7, course: otherCourse }),
      passing({ learner: 8 }),
      passing({ learner: 9 }),
    ];
    await processBatch(
      consumerParts(database),
      events.map((event) => messageOf(event)),
    );
  });
  afterAll(() => stage.close());

  const stored = async (id: string) => (await stage.api.send('viewer', 'GET', `/api/v1/templates/${id}`)).json();

  test('the list tells of each template, and narrows down by what stands in the address', async () => {
    const page = await stage.visit('/templates', { as: 'viewer' });
    const row = page.getByRole('row', { name: /Demo graduate/ });
    await row.waitFor();
    expect(await row.getByRole('cell').allTextContents()).toEqual([
      'Active',
      'Laurel',
      '2',
      '2',
      '1',
      expect.any(String),
    ]);
    await page.getByLabel('Search by name or id').fill('making');
    await row.waitFor({ state: 'detached' });
    await page
      .getByRole('row', { name: /In the making/ })
      .getByText('Inactive')
      .waitFor();
    expect(new URL(page.url()).search).toBe('?search=making');
    await page.goto(`${stage.url}/templates?search=nothing-like-that&state=active`);
    await page.getByRole('heading', { name: 'No matches' }).waitFor();
    await page.getByRole('link', { name: 'Show everything' }).click();
    await row.waitFor();
    expect(await page.getByLabel('Search by name or id').inputValue()).toBe('');
  });

  test('while a template loads, its id does not stand for its name', async () => {
    const page = await stage.visit('/templates', { as: 'viewer' });
    const gate = Promise.withResolvers<void>();
    await page.route('**/api/v1/templates/demo-graduate', async (route) => {
      await gate.promise;
      await route.continue();
    });
    await page.getByRole('link', { name: 'Demo graduate' }).click();
    const title = page.getByRole('heading', { level: 1 });
    await title.getByText('Loading', { exact: true }).or(title.getByText('demo-graduate')).waitFor();
    expect(await title.textContent()).toBe('Loading');
    gate.resolve();
    await title.getByText('Demo graduate').waitFor();
  });

  test('a viewer sees what a template takes and may try it, but is offered no change', async () => {
    const page = await stage.visit('/templates/demo-graduate', { as: 'viewer' });
    await page.getByText('A learner earns the badge when both of these are met:').waitFor();
    await page.getByText('learner has it').waitFor();
    for (const name of ['Edit', 'Activate', 'Deactivate', 'More actions'])
      expect(await page.getByText(name, { exact: true }).count(), name).toBe(0);
    const panel = page.getByRole('region', { name: 'Try it' });
    await panel.getByRole('button', { name: 'Try it' }).click();
    await panel.getByText('It fulfills one requirement, which is not enough by itself.').waitFor();

    await page.goto(`${stage.url}/templates/demo-graduate/edit`);
    await page.getByRole('heading', { name: 'Your role does not allow this' }).waitFor();
    await page.goto(`${stage.url}/templates/_new`);
    await page.getByRole('heading', { name: 'Your role does not allow this' }).waitFor();
  });

  test('D41: what somebody wrote into a rule, a name or an id is text, whatever it looks like', async () => {
    const evil = '<img src=x onerror="document.title=1"><script>document.title=1</script>';
    await storeTemplates(stage.database.database, [
      template({ id: 'marked-up', name: evil, active: false, requirements: [passCourse('pass', evil)] }),
    ]);
    const page = await stage.visit('/templates/marked-up', { as: 'viewer' });
    await page.getByRole('heading', { level: 1, name: evil }).waitFor();
    await page.getByRole('main').getByText(evil).nth(1).waitFor();
    expect(await page.getByRole('main').locator('script, img[src="x"]').count()).toBe(0);
    expect(await page.title()).toBe(`${evil} · Laurel`);
  });

  test('tried on an event, it says rule by rule what matches and why not', async () => {
    const page = await stage.visit('/templates/demo-graduate', { as: 'designer' });
    const panel = page.getByRole('region', { name: 'Try it' });
    await panel.getByRole('combobox', { name: 'Start with' }).click();
    const entries = await page.getByRole('option').allTextContents();
    expect(new Set(entries).size).toBe(entries.length);
    expect(entries).toContain('Demonstration Course · not passed · With values from the schema');
    await page.getByRole('option', { name: 'Matches “fail-demo”' }).click();
    await panel.getByRole('button', { name: 'Try it' }).click();
    await panel.getByText('It would reset requirements.').waitFor();
    const requirement = panel.getByRole('listitem').filter({ hasText: 'Pass the Demo course' });
    await requirement.getByText('Does not match').waitFor();
    await requirement.getByText('The event has no').waitFor();

    // One that is pasted.
    await panel.getByRole('combobox', { name: 'Start with' }).click();
    await page.getByRole('option', { name: 'An event that I paste' }).click();
    const event = panel.getByLabel('The event');
    await event.fill('{"type": ');
    await panel.getByRole('button', { name: 'Try it' }).click();
    await panel.getByText('This is not a JSON object.').waitFor();
    await event.fill('{"type": "something"}');
    await panel.getByRole('button', { name: 'Try it' }).click();
    await panel.getByText('Laurel would not count this event').waitFor();
  });

  test('tried on a learner, it says what is met, by which event, and what is open', async () => {
    const page = await stage.visit('/templates/demo-graduate', { as: 'designer' });
    const panel = page.getByRole('region', { name: 'Try it' });
    await panel.getByText('A learner', { exact: true }).click();
    await panel.getByRole('combobox', { name: 'Learner' }).fill('learner8');
    await page.getByRole('option', { name: /Learner 8/ }).click();
    await panel.getByText('This learner meets 1 of 2.').waitFor();
    await panel.getByText(/By the event “Course passing status updated”/).waitFor();
    await panel.getByText('No matching event has arrived yet.').waitFor();

    // One that came while only another template counted it.
    await storeTemplates(stage.database.database, [template({ id: 'later', name: 'Later', active: false })]);
    await page.goto(`${stage.url}/templates/later`);
    await panel.getByText('A learner', { exact: true }).click();
    await panel.getByRole('combobox', { name: 'Learner' }).fill('learner8');
    await page.getByRole('option', { name: /Learner 8/ }).click();
    await panel
      .getByText(/A matching event arrived .* and is recorded for Demo graduate. It does not count here/)
      .waitFor();
  });

  test('before a template in use is changed or switched off, it says for how many learners', async () => {
    const page = await stage.visit('/templates/demo-graduate/edit', { as: 'designer' });
    // Words change nobody's progress: there is nothing to warn of.
    await page.getByLabel('Description').fill('Passed both courses');
    const first = page.getByRole('article', { name: 'Requirement 1' });
    await first.getByLabel('Summary').fill('In other words');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: /^Demo graduate/ }).waitFor();
    const worded = await stored('demo-graduate');
    expect(worded).toMatchObject({ description: 'Passed both courses' });

    await page.getByRole('link', { name: 'Edit' }).click();
    const second = page.getByRole('article', { name: 'Requirement 2' });
    await second.getByLabel('Expected value').nth(1).fill('course-v1:edX+Other+2026');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const warning = page.getByRole('dialog', { name: 'Save changes to an active template?' });
    await warning.getByText('2 learners are in progress and continue under the changed rules.').waitFor();
    await warning.getByText('1 learner has the badge and keeps it.').waitFor();
    await warning.getByRole('button', { name: 'Cancel' }).click();
    expect(await stored('demo-graduate')).toMatchObject({ version: worded.version });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await warning.getByRole('button', { name: 'Save changes' }).click();
    await page.getByRole('heading', { level: 1, name: /^Demo graduate/ }).waitFor();
    expect(await stored('demo-graduate')).toMatchObject({ version: worded.version + 1 });

    await page.getByRole('button', { name: 'Deactivate' }).click();
    const off = page.getByRole('dialog', { name: 'Deactivate “Demo graduate”?' });
    await off.getByText('2 learners are in progress and stay where they are.').waitFor();
    await off.getByRole('button', { name: 'Deactivate' }).click();
    await page.getByText('“Demo graduate” is inactive.').waitFor();
    expect(await stored('demo-graduate')).toMatchObject({ active: false });
    await page.getByRole('button', { name: 'Activate' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Activate' }).click();
    await page.getByText('“Demo graduate” is active.').waitFor();

    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('dialog', { name: '“Demo graduate” can’t be deleted' }).waitFor();
  });

  test('S17: what losing a badge means is said, and who lost it for ever is not on the way', async () => {
    const { database } = stage.database;
    const forGood = 'A revoked badge never comes back, even if everything is met again.';
    const page = await stage.visit('/templates/demo-graduate', { as: 'designer' });
    await page.getByRole('region', { name: 'In plain words' }).getByText(forGood).waitFor();
    await page.getByRole('link', { name: '2 in progress: see who' }).click();
    await page.getByRole('heading', { level: 1, name: 'In progress: Demo graduate' }).waitFor();
    const rows = page.getByRole('rowheader');
    await rows.getByText('learner9').waitFor();
    expect(await rows.allTextContents()).toEqual(['learner8', 'learner9']);
    await page.getByText('1 of 2 groups met').first().waitFor();
    // While the page is looked at: one more begins, and the one who has the badge loses it.
    await processBatch(
      consumerParts(database),
      [passing({ learner: 10 }), passing({ learner: 7, passing: false })].map((event) => messageOf(event)),
    );
    await rows.getByText('learner10').waitFor();
    expect(await rows.allTextContents()).toEqual(['learner8', 'learner9', 'learner10']);
    await page.getByRole('link', { name: 'What is missing' }).first().click();
    await page.getByText('The learner does not have this badge: 1 group is not met.').waitFor();

    await page.goto(`${stage.url}/templates/demo-graduate/edit`);
    await page
      .getByRole('region', { name: 'What revokes the badge' })
      .getByRole('heading', { name: forGood })
      .waitFor();
    await storeTemplates(database, [{ ...graduate, id: 'not-yet', name: 'Not yet', active: false }]);
    await page.goto(`${stage.url}/templates/not-yet`);
    await page.getByRole('button', { name: 'Activate' }).click();
    await page.getByRole('dialog').getByText(forGood).waitFor();
  });

  test('what keeps a template from being activated is told; unused, it can be deleted', async () => {
    await storeTemplates(stage.database.database, [{ ...draft, id: 'to-go', name: 'To go' }]);
    const page = await stage.visit('/templates/to-go', { as: 'designer' });
    await page.getByRole('button', { name: 'Activate' }).click();
    const dialog = page.getByRole('dialog', { name: 'Activate “To go”?' });
    await dialog.getByText('One problem prevents activation:').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('dialog', { name: 'Delete “To go”?' }).getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('heading', { level: 1, name: 'Templates' }).waitFor();
    await page.getByText('“To go” has been deleted.').waitFor();
    expect((await stage.api.send('viewer', 'GET', '/api/v1/templates/to-go')).status).toBe(404);
  });

  test('of a template that is not there, both its pages say so; and they show it once it is', async () => {
    const page = await stage.visit('/templates/nowhere/in-progress', { as: 'viewer' });
    const title = page.getByRole('heading', { level: 1 });
    await title.getByText('There is no such badge template').waitFor();
    await page.goto(`${stage.url}/templates/nowhere`);
    await title.getByText('There is no such badge template').waitFor();
    await storeTemplates(stage.database.database, [{ ...draft, id: 'nowhere', name: 'Here after all' }]);
    await title.getByText('Here after all').waitFor();
  });

  test.each(looks)('axe finds nothing ($device, $scheme, $language)', { timeout: 180_000 }, async (look) => {
    const arabic = look.language === 'ar';
    const page = await stage.visit('/templates', { as: 'designer', ...look });
    const opened = async (path: string): Promise<void> => {
      await page.goto(stage.url + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
    };
    await page.getByRole('link', { name: 'Demo graduate' }).waitFor();
    expect(await page.locator('html').getAttribute('dir')).toBe(arabic ? 'rtl' : 'ltr');
    await expectNoViolations(page);

    await page.getByRole('link', { name: 'Demo graduate' }).click();
    await page.getByRole('button', { name: arabic ? 'جرّبه' : 'Try it' }).click();
    await page.getByText(arabic ? 'يخص المتعلم' : 'It is about learner').waitFor();
    await expectNoViolations(page);

    await opened('/templates/demo-graduate/in-progress');
    await page
      .getByRole('link', { name: arabic ? 'ما ينقص' : 'What is missing' })
      .first()
      .waitFor();
    await expectNoViolations(page);

    await opened('/templates/demo-graduate/edit');
    await page.getByRole('article').first().waitFor();
    await page
      .getByRole('button', { name: arabic ? 'خيارات متقدمة' : 'Advanced' })
      .first()
      .click();
    await expectNoViolations(page);

    // With mistakes, and with a dialog.
    await opened('/templates/_new');
    await page.getByRole('button', { name: arabic ? 'أضف متطلبًا' : 'Add a requirement' }).click();
    await page.getByRole('button', { name: arabic ? 'أنشئ القالب' : 'Create template' }).click();
    await page.getByRole('alert').waitFor();
    await expectNoViolations(page);
    await page.getByRole('button', { name: arabic ? 'إلغاء' : 'Cancel' }).click();
    await page.getByRole('dialog').waitFor();
    await expectNoViolations(page);
  });
});
