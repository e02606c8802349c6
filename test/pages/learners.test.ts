import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium } from '../support/browser.ts';
import { passes, people, stageBusySite } from '../support/busy-site.ts';
import type { BusySite, PersonName } from '../support/busy-site.ts';
import { hasPostgresql } from '../support/database.ts';
import { demoCourse, otherCourse, passing, thirdCourse } from '../support/events.ts';
import { looks } from '../support/looks.ts';
import { withIdentity } from '../support/messages.ts';
import { expectFocus, expectNoViolations } from '../support/pages.ts';

/** Learners as support staff meets them, with the real engine behind the pages. Each test has its learners. */
describe.skipIf(!hasPostgresql() || !hasChromium())('the pages of learners', () => {
  let site: BusySite;

  beforeAll(async () => {
    site = await stageBusySite();
  });
  afterAll(() => site.close());

  const visit = (path: string, as: 'viewer' | 'designer' | 'operator' = 'operator') => site.stage.visit(path, { as });
  const pageOf = (who: PersonName) => `/learners/${people[who].id}`;
  const whyOf = (who: PersonName, template: string) => `${pageOf(who)}/templates/${template}`;
  const badgesOf = async (who: PersonName) =>
    (await site.stage.api.send('viewer', 'GET', `/api/v1/badges?learner=${people[who].id}`)).json().items;
  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name });
  const happened = (page: Page) => page.getByRole('list', { name: 'What happened' }).getByRole('listitem');

  test('an empty site says when learners appear', async () => {
    const page = await visit('/learners');
    await heading(page, 'No learner is known yet').waitFor();
  });

  test('learners are found by id, and by how user name, e-mail address and name begin', async () => {
    await site.process(passes('ada', demoCourse), passes('grace', demoCourse), passes('alan', demoCourse));
    const page = await visit('/learners');
    const search = page.getByRole('searchbox');
    const names = page.getByRole('table', { name: 'Learners' }).getByRole('rowheader');
    await page.getByRole('link', { name: 'alan' }).waitFor();
    for (const [text, found] of [
      [String(people.grace.id), 'grace'],
      ['al', 'alan'],
      ['ada@exam', 'ada'],
      ['grace h', 'grace'],
      // Any word of the name, in any order.
      ['hopper', 'grace'],
      ['turing al', 'alan'],
    ] as const) {
      await search.fill(text);
      await expect.poll(() => names.allTextContents(), { timeout: 15_000 }).toEqual([`${people[found].name}${found}`]);
    }
    await search.fill('nobody');
    await heading(page, 'No learner matches “nobody”').waitFor();
    expect(new URL(page.url()).search).toBe('?search=nobody');
    await page.getByRole('link', { name: 'Show everything' }).click();
    await page.getByRole('link', { name: 'ada' }).waitFor();
    expect(await search.inputValue()).toBe('');
  });

  test('of two learners of one user name the older one is marked, wherever one is chosen or looked at', async () => {
    await site.process(
      withIdentity(passing({ learner: 61, time: Date.UTC(2026, 10, 21) * 1000 }), { username: 'twin', name: 'First' }),
      withIdentity(passing({ learner: 62, time: Date.UTC(2026, 10, 22) * 1000 }), { username: 'twin', name: 'Second' }),
    );
    const page = await visit('/learners?search=twin');
    const rows = page.getByRole('table', { name: 'Learners' }).getByRole('row');
    await rows.filter({ hasText: 'First' }).getByText('Had this user name before').waitFor();
    expect((await rows.allTextContents()).slice(1)).toEqual([
      expect.stringContaining('Second'),
      expect.stringContaining('First'),
    ]);
    expect(await page.getByText('Had this user name before').count()).toBe(1);

    const gone = page.getByRole('alert').filter({ hasText: 'has since given the user name twin to another learner' });
    for (const path of ['/learners/61', '/learners/61/templates/demo-graduate']) {
      await page.goto(site.stage.url + path);
      await gone.getByRole('link', { name: '62' }).waitFor();
    }
    await gone.getByRole('link').click();
    await page.getByText('Second', { exact: true }).waitFor();
    expect(await gone.count()).toBe(0);

    await page.goto(`${site.stage.url}/templates/demo-graduate`);
    const panel = page.getByRole('region', { name: 'Try it' });
    await panel.getByText('A learner', { exact: true }).click();
    await panel.getByRole('combobox', { name: 'Learner' }).fill('twin');
    await page.getByRole('option', { name: 'First · twin (#61), had this user name before' }).waitFor();
    expect(await page.getByRole('option').allTextContents()).toEqual([
      'Second · twin (#62)',
      expect.stringContaining('First'),
    ]);

    const arabic = await site.stage.visit('/learners?search=twin', { as: 'operator', language: 'ar' });
    await arabic.getByText('كان له اسم المستخدم هذا من قبل').waitFor();
  });

  test('the page of a learner tells progress, badges, and what happened by which event', async () => {
    const passed = passes('mary', demoCourse);
    await site.process(passed);
    const page = await visit(pageOf('mary'), 'viewer');
    await heading(page, 'mary').waitFor();
    await page.getByText('Mary Somerville', { exact: true }).waitFor();
    await page.getByText('mary@example.org').waitFor();

    const progress = page.getByRole('table', { name: 'Progress and badges' });
    const graduate = progress.getByRole('row').filter({ hasText: 'Demo graduate' });
    await graduate.getByText('1 of 1 group met').waitFor();
    await graduate.getByText('Awarded').waitFor();
    const steward = progress.getByRole('row').filter({ hasText: 'Data Stewardship' });
    await steward.getByText('1 of 2 groups met').waitFor();
    expect(await steward.getByText('Awarded').count()).toBe(0);

    const award = happened(page).filter({ hasText: 'Badge awarded' });
    await award.getByRole('link', { name: 'Demo graduate' }).waitFor();
    const met = happened(page).filter({ hasText: 'Requirement met: Pass the demo course' }).first();
    await met.getByText('Details').click();
    await met.getByRole('button', { name: 'Copy ID of the event' }).waitFor();
    await met.getByText('Course passing status updated').first().waitFor();
    await met.getByText(`Course: A course (${demoCourse})`).waitFor();
  });

  test('why not, and after the missing event why', async () => {
    await site.process(passes('joan', demoCourse));
    const page = await visit(pageOf('joan'), 'viewer');
    await page.getByRole('rowheader').getByRole('link', { name: 'Data Stewardship' }).click();
    await heading(page, 'Data Stewardship: joan').waitFor();
    await page.getByText('The learner does not have this badge: 1 group is not met.').waitFor();
    const takes = page.getByRole('region', { name: 'What is required' });
    await takes.getByText('Pass the demo course').waitFor();
    await takes.getByText(`Course: A course (${demoCourse})`, { exact: true }).waitFor();
    await takes.getByText('Any one of these is enough').waitFor();
    expect(await takes.getByText('No matching event has arrived yet.').count()).toBe(2);
    await takes
      .getByText(/^To meet it: passing the course/)
      .first()
      .waitFor();

    // Of what is on record the nearest event that did not match, rule by rule; who only failed the course is known, too.
    const nearest = takes.getByRole('listitem').filter({ hasText: 'Pass the practical course' });
    await nearest
      .getByText(/^The nearest event that did not match: “Course passing status updated”/)
      .first()
      .waitFor();
    await site.process(passes('joan', thirdCourse, { passing: false }));
    await page.reload();
    await nearest.getByText('Passed: no, needed yes').first().waitFor();
    await nearest.getByText(`Course: A course (${thirdCourse}), as needed`).first().waitFor();
    await expectNoViolations(page);
    const arabic = await site.stage.visit(whyOf('joan', 'data-stewardship'), { as: 'viewer', language: 'ar' });
    await arabic.getByText('لا، والمطلوب نعم').first().waitFor();

    const second = passes('joan', thirdCourse);
    await site.process(second);
    await page.reload();
    await page.getByText('The learner has this badge.').waitFor();
    const practical = takes.getByText('Pass the practical course').locator('../../..');
    await practical.getByText('Full evidence').click();
    await practical.getByRole('button', { name: 'Copy ID of the event' }).waitFor();
    await practical.getByText('Version of the rules').waitFor();
    await page.getByRole('link', { name: 'The badge' }).click();
    await heading(page, 'Data Stewardship: badge of joan').waitFor();
    await page.getByRole('link', { name: 'See why the learner has this badge, or why not' }).click();
    await heading(page, 'Data Stewardship: joan').waitFor();
    await page.getByRole('link', { name: 'Back to Data Stewardship: badge of joan' }).waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Joan Clarke', exact: true }).click();
    await heading(page, 'joan').waitFor();
  });

  test('a penalty is told with the event that it matched, and completing again as withheld', async () => {
    await site.process(passes('edith', demoCourse), passes('edith', demoCourse, { passing: false }));
    const page = await visit(whyOf('edith', 'demo-graduate'), 'viewer');
    await page.getByText('The learner had this badge; it was revoked, and a revoked badge never comes back.').waitFor();
    await page.getByText(/^The penalty “(?!fail-demo).+” reset it by the event/).waitFor();
    await happened(page)
      .filter({ hasText: 'A group is no longer met, by a penalty: no longer passing the course' })
      .waitFor();

    await site.process(passes('edith', demoCourse));
    await page.reload();
    await page.getByText('Everything is met again, but a revoked badge never comes back.').waitFor();
    await happened(page).filter({ hasText: 'Award withheld' }).waitFor();
  });

  test('an operator awards a badge by hand, once', async () => {
    await site.process(passes('emmy', otherCourse));
    const page = await visit(pageOf('emmy'));
    const dialog = page.getByRole('dialog', { name: /^Award a badge to .+ \(/ });
    const award = async (reason: string) => {
      await page.getByRole('button', { name: 'Award manually…' }).click();
      await dialog.getByLabel('Badge template').fill('good');
      await page.getByRole('option', { name: 'Good practice' }).click();
      await dialog.getByRole('textbox', { name: 'Reason', exact: true }).fill(reason);
      await dialog.getByRole('button', { name: 'Award badge' }).click();
    };
    await page.getByRole('button', { name: 'Award manually…' }).click();
    await expectFocus(dialog.getByLabel('Badge template'));
    await dialog.getByRole('button', { name: 'Award badge' }).click();
    await dialog.getByText('Choose a badge template.').waitFor();
    await dialog.getByText('Enter a reason; a few words are enough.').waitFor();
    // Closed unasked, it keeps what was typed; cancelled, it does not.
    await dialog.getByRole('textbox', { name: 'Reason', exact: true }).fill('Half a reason');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Award manually…' }).click();
    await dialog.getByRole('button', { name: 'Continue with the draft' }).click();
    expect(await dialog.getByRole('textbox', { name: 'Reason', exact: true }).inputValue()).toBe('Half a reason');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });

    await award('Did the workshop in Cairo');
    await page.getByText('“Good practice” has been awarded.').waitFor();
    await happened(page).filter({ hasText: 'by operator' }).filter({ hasText: 'Did the workshop in Cairo' }).waitFor();
    expect(await badgesOf('emmy')).toMatchObject([{ template: 'practice', status: 'awarded', due: 'issue' }]);

    await award('Once more');
    await dialog.getByRole('heading', { name: 'The learner already has, or had, this badge.' }).waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();

    // From the page that tells why not, the template is chosen already.
    await page.goto(site.stage.url + whyOf('emmy', 'data-stewardship'));
    await page.getByRole('button', { name: 'Award manually…' }).click();
    await expect
      .poll(() => dialog.getByLabel('Badge template').inputValue(), { timeout: 15_000 })
      .toBe('Data Stewardship');
    await dialog.getByRole('textbox', { name: 'Reason', exact: true }).fill('Equivalent course elsewhere');
    await dialog.getByRole('button', { name: 'Award badge' }).click();
    await page.getByText('The learner has this badge.').waitFor();
    const audit = (await site.stage.api.send('admin', 'GET', '/api/v1/audit?action=badge.award')).json();
    expect(
      audit.items.map(({ reason, actorName }: { reason: string; actorName: string }) => [actorName, reason]),
    ).toEqual([
      ['operator', 'Equivalent course elsewhere'],
      ['operator', 'Did the workshop in Cairo'],
    ]);
  });

  test('a badge that was revoked by hand does not come back when everything is met again', async () => {
    await site.process(passes('kurt', demoCourse));
    const page = await visit(whyOf('kurt', 'demo-graduate'));
    await page.getByRole('button', { name: 'Revoke…' }).click();
    const dialog = page.getByRole('dialog', { name: /^Revoke “Demo graduate” of .+ \(/ });
    await dialog.getByRole('textbox', { name: 'Reason', exact: true }).fill('Wrong person');
    await dialog.getByRole('checkbox', { name: /can never have this badge again/ }).check();
    await dialog.getByRole('button', { name: 'Revoke permanently' }).click();
    await page.getByText('The learner had this badge; it was revoked. Everything is met again').waitFor();
    await page.getByText('Reason: Wrong person').waitFor();
    expect(await page.getByRole('button', { name: /Revoke|Award/ }).count()).toBe(0);
    await site.process(passes('kurt', demoCourse, { passing: false }), passes('kurt', demoCourse));
    await page.reload();
    await happened(page).filter({ hasText: 'Award withheld' }).waitFor();
    expect(await badgesOf('kurt')).toMatchObject([{ template: 'demo-graduate', status: 'revoked' }]);
  });

  test('progress is reset by hand, after its consequences were told', async () => {
    const page = await visit(whyOf('kurt', 'demo-graduate'), 'operator');
    await page.getByRole('button', { name: 'Reset progress…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('only events from now on count').waitFor();
    // Without a reason nothing happens.
    await dialog.getByRole('button', { name: 'Reset progress' }).click();
    await dialog.getByRole('textbox').fill('two people shared the account');
    await dialog.getByRole('button', { name: 'Reset progress' }).click();
    await page.getByText(/Somebody reset it manually/).waitFor();
    await happened(page).filter({ hasText: 'two people shared the account' }).waitFor();
  });

  test('an admin retires a learner, after it was said in numbers what that means (S26)', async () => {
    const leaving = withIdentity(passing({ learner: 63 }), { username: 'leaving', name: 'Lea Ving' });
    await site.process(leaving);
    const asOperator = await visit('/learners/63');
    await heading(asOperator, 'leaving').waitFor();
    expect(await asOperator.getByRole('button', { name: 'Retire learner…' }).count()).toBe(0);
    const page = await site.stage.visit('/learners/63', { as: 'admin' });
    await page.getByRole('button', { name: 'Retire learner…' }).click();
    const dialog = page.getByRole('dialog', { name: /^Retire / });
    for (const said of [
      /1 badge stays in counts/,
      'cannot be undone',
      /lines of the history stay/,
      'No parked message',
    ])
      await dialog.getByText(said).waitFor();
    await expectNoViolations(page);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Retire learner…' }).click();
    await dialog.getByRole('button', { name: 'Retire learner' }).click();
    await happened(page).filter({ hasText: 'Learner retired' }).waitFor();
    await page.getByText('The LMS has retired this account.').waitFor();
    expect(await page.getByText(/leaving|Lea Ving/).count()).toBe(0);
    expect(await page.getByRole('button', { name: /Retire|Award/ }).count()).toBe(0);
    // What comes later changes nothing.
    await site.process(leaving);
    await page.reload();
    await page.getByText('The LMS has retired this account.').waitFor();
    await page.goto(`${site.stage.url}/history?view=changes&action=learner.retire`);
    await page.getByRole('link', { name: '63', exact: true }).waitFor();
  });

  test('who may only look is offered neither award nor revocation', async () => {
    for (const role of ['viewer', 'designer'] as const) {
      const page = await visit(pageOf('ada'), role);
      await heading(page, 'ada').waitFor();
      await happened(page).first().waitFor();
      expect(await page.getByRole('button', { name: /Award|Revoke/ }).count()).toBe(0);
      await page.goto(site.stage.url + whyOf('ada', 'demo-graduate'));
      await page.getByText('The learner has this badge.').waitFor();
      expect(await page.getByRole('button', { name: /Award|Revoke|Reset/ }).count()).toBe(0);
    }
  });

  test.each(looks)('axe finds nothing, $device, $scheme, $language', async (look) => {
    const page = await site.stage.visit('/learners', { as: 'operator', ...look });
    await page.getByRole('link', { name: 'edith' }).waitFor();
    await expectNoViolations(page);
    await page.goto(site.stage.url + pageOf('edith'));
    await page.locator('summary').first().click();
    await page.getByText('edith@example.org').waitFor();
    await expectNoViolations(page);
    await page.getByRole('main').getByRole('button').first().click();
    await page.getByRole('dialog').waitFor();
    await expectNoViolations(page);
    await page.goto(site.stage.url + whyOf('edith', 'data-stewardship'));
    await page.locator('summary').first().click();
    await page.getByText(demoCourse).first().waitFor();
    await expectNoViolations(page);
  });
});
