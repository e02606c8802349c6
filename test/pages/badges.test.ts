import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium } from '../support/browser.ts';
import { passes, people, stageBusySite } from '../support/busy-site.ts';
import type { BusySite, PersonName } from '../support/busy-site.ts';
import { hasPostgresql } from '../support/database.ts';
import { slowRetry } from '../support/credly-stage.ts';
import type { SimulatedBadge } from '../support/credly-stage.ts';
import { dueCount } from '../support/deliveries.ts';
import { stepRetryJob } from '../../src/store/operators/retry-jobs.ts';
import { demoCourse, thirdCourse } from '../support/events.ts';
import { workAtJobs } from '../support/jobs.ts';
import { looks } from '../support/looks.ts';
import { expectNoViolations } from '../support/pages.ts';
import { waitFor } from '../support/wait.ts';

/** Badges as an operator meets them, with a real engine and a simulated Credly behind the pages. Each test has its learners. */
describe.skipIf(!hasPostgresql() || !hasChromium())('the pages of badges', () => {
  let site: BusySite;

  beforeAll(async () => {
    site = await stageBusySite();
  });
  afterAll(() => site.close());

  /** Somebody earns a badge that Credly holds. */
  const earn = (who: PersonName) => site.process(passes(who, thirdCourse));
  const badgeOf = async (who: PersonName) => {
    const { items } = (await site.stage.api.send('viewer', 'GET', `/api/v1/badges?learner=${people[who].id}`)).json();
    return items[0];
  };
  const visit = (path: string, as: 'viewer' | 'designer' | 'operator' = 'operator') => site.stage.visit(path, { as });
  const rowOf = (page: Page, who: PersonName): Locator => page.getByRole('row').filter({ hasText: who });

  test('an outage of the provider shows, and a retry heals it', async () => {
    await site.credly.fault({ kind: 'status', route: 'badges.issue', status: 503 });
    await earn('ada');
    site.startDelivery({ retry: slowRetry });
    const page = await visit('/badges');
    // The list is read again by itself until the attempt has failed.
    const row = rowOf(page, 'ada');
    await row.getByText('Failed').waitFor();
    await row.getByText(/^Next attempt in \d+ minutes$/).waitFor();
    await row.getByText('Status 503').waitFor();

    await row.getByRole('link', { name: 'Good practice' }).click();
    await page.getByRole('heading', { level: 1, name: 'Good practice: badge of ada' }).waitFor();
    const delivery = page.getByRole('region', { name: 'At Credly' });
    await delivery.getByText('Failed; will be retried automatically').waitFor();
    await delivery.getByText('The provider has problems. There is nothing to do').waitFor();
    await delivery.getByText('Simulated fault 503').waitFor();

    await site.credly.calm();
    await page.getByRole('button', { name: 'Retry now' }).click();
    await delivery.getByText('Nothing left to do').waitFor();
    await delivery.getByText('Pending').waitFor();
    const history = page.getByRole('list', { name: 'History' }).getByRole('listitem');
    await history.filter({ hasText: 'Badge issued' }).waitFor();
    await history.filter({ hasText: 'Delivery retried' }).waitFor();
    await page.getByRole('button', { name: 'Retry now' }).waitFor({ state: 'detached' });
    await site.stopDelivery();
    expect(await badgeOf('ada')).toMatchObject({ state: 'pending', due: null, lastBody: null });
  });

  test('what failed for good is told apart, and is retried all at once', async () => {
    await site.credly.fault({ kind: 'status', route: 'badges.issue', status: 422 });
    await earn('grace');
    await earn('alan');
    site.startDelivery();
    await waitFor(
      'both have failed for good',
      async () => (await badgeOf('alan')).waitsForOperator && (await dueCount(site.stage.database.database)) === 0,
    );

    const page = await visit('/badges?failed=true');
    await rowOf(page, 'grace').getByText('Needs an operator').waitFor();
    await rowOf(page, 'grace').getByRole('link', { name: 'Good practice' }).click();
    const delivery = page.getByRole('region', { name: 'At Credly' });
    await delivery.getByText('Failed permanently; needs an operator').waitFor();
    await delivery.getByText('The provider refuses this badge, and will refuse it again.').waitFor();
    expect(await delivery.getByText('Next attempt').count()).toBe(0);
    await page.getByRole('link', { name: 'Back to Badges' }).click();
    // As they were: only those that failed.
    await page.getByText('2 in total').waitFor();
    await page.goto(`${site.stage.url}/badges`);

    await site.credly.calm();
    await page.getByRole('button', { name: 'Retry failed…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Retry failed deliveries' });
    await dialog.getByText('2 deliveries will be retried.').waitFor();
    await dialog.getByLabel('Which deliveries').click();
    await page.getByRole('option', { name: /^Credly: / }).click();
    await dialog.getByText('2 deliveries will be retried.').waitFor();
    await dialog.getByRole('button', { name: 'Retry deliveries' }).click();
    await page.getByText('2 deliveries are due now.').waitFor();
    await rowOf(page, 'grace').getByText('Pending').waitFor();
    await rowOf(page, 'alan').getByText('Pending').waitFor();
    await site.stopDelivery();
    const audit = (await site.stage.api.send('admin', 'GET', '/api/v1/audit?action=badge.retry')).json();
    expect(audit.items[0]).toMatchObject({ actorName: 'operator', targetType: 'connection', after: { retried: 2 } });
  });

  test('there is nothing to retry when nothing has failed', async () => {
    const page = await visit('/badges');
    await page.getByRole('button', { name: 'Retry failed…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('No delivery has failed here.').waitFor();
    expect(await dialog.getByRole('button', { name: 'Retry deliveries' }).isDisabled()).toBe(true);
  });

  test('the list is narrowed down, and its address tells by what', async () => {
    await site.process(passes('mary', demoCourse), passes('mary', demoCourse, { passing: false }));
    const page = await visit('/badges');
    await rowOf(page, 'mary').getByText('Never issued').waitFor();

    await page.getByRole('combobox', { name: 'Status' }).click();
    await page.getByRole('option', { name: 'Revoked' }).click();
    await rowOf(page, 'ada').waitFor({ state: 'detached' });
    await rowOf(page, 'mary').waitFor();
    expect(new URL(page.url()).search).toBe('?status=revoked');

    await page.getByRole('combobox', { name: 'Template' }).fill('good');
    await page.getByRole('option', { name: 'Good practice' }).click();
    await page.getByRole('heading', { name: 'No matches' }).waitFor();
    await page.getByRole('link', { name: 'Show everything' }).click();
    await rowOf(page, 'ada').waitFor();

    await page.getByRole('combobox', { name: 'Provider', exact: true }).click();
    await page.getByRole('option', { name: 'Laurel', exact: true }).click();
    await rowOf(page, 'ada').waitFor({ state: 'detached' });
    await rowOf(page, 'mary').waitFor();
    await page.getByRole('combobox', { name: 'Delivery' }).click();
    await page.getByRole('option', { name: 'Failed permanently' }).click();
    await page.getByRole('heading', { name: 'No delivery has failed' }).waitFor();
  });

  test('a badge is found by its id, and settled by hand after a warning', async () => {
    await earn('emmy');
    const { id } = await badgeOf('emmy');
    const page = await visit('/badges');
    await page.getByRole('searchbox').fill(id);
    await rowOf(page, 'emmy').waitFor();
    await rowOf(page, 'ada').waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toBe(`?search=${id}`);
    await page.goto(`${site.stage.url}/badges/${id}`);
    await page.getByRole('button', { name: 'Settle…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Nothing is sent to the provider').waitFor();
    await dialog.getByRole('textbox').fill('deleted there');
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Settle the badge' }).click();
    await page.getByText('Settled by a person: nothing more is done at the provider.').waitFor();
    expect(await page.getByRole('button', { name: 'Settle…' }).count()).toBe(0);
  });

  test('from a learner comes the list of their badges only', async () => {
    const page = await visit(`/learners/${people.mary.id}`);
    await page.getByRole('link', { name: 'Badges of this learner' }).click();
    await rowOf(page, 'mary').waitFor();
    expect(await page.getByRole('row').count()).toBe(2);
    await page.getByRole('button', { name: 'Show all learners' }).click();
    await rowOf(page, 'ada').waitFor();
  });

  test('a badge is revoked by hand for ever, with a reason and after a warning', async () => {
    await earn('joan');
    site.startDelivery();
    await waitFor('it is issued', async () => (await badgeOf('joan')).state === 'pending');
    const { id } = await badgeOf('joan');
    const page = await visit(`/badges/${id}`);
    await page.getByRole('button', { name: 'Revoke…' }).click();
    const dialog = page.getByRole('dialog', { name: /^Revoke “Good practice” of .+ \(/ });
    await dialog.getByText("This can't be undone.").waitFor();
    await dialog.getByText('A revoked badge never comes back').waitFor();

    const confirm = dialog.getByRole('button', { name: 'Revoke permanently' });
    await confirm.click();
    await dialog.getByText('Enter a reason; a few words are enough.').waitFor();
    await dialog.getByRole('textbox', { name: 'Reason', exact: true }).fill('Copied from a neighbour');
    await dialog.getByText('If empty, none of them learns the reason.').waitFor();
    await dialog.getByLabel('Reason shown to the learner').fill('Awarded by mistake');
    await confirm.click();
    await dialog.getByText('Tick this box to continue.').waitFor();
    expect((await badgeOf('joan')).status).toBe('awarded');
    await dialog.getByRole('checkbox').check();
    await confirm.click();

    await page.getByText('“Good practice” has been revoked.').waitFor();
    const facts = page.getByRole('region', { name: 'Badge', exact: true });
    await facts.getByText('Copied from a neighbour').waitFor();
    await facts.getByText('Awarded by mistake').waitFor();
    await page.getByRole('region', { name: 'At Credly' }).getByText('Revoked').waitFor();
    await page.getByText('Copied from a neighbour').first().waitFor();
    expect(await page.getByRole('button', { name: 'Revoke…' }).count()).toBe(0);
    await site.stopDelivery();
    expect(await badgeOf('joan')).toMatchObject({ status: 'revoked', state: 'revoked' });
    // The provider is told what was chosen, too.
    const { badges } = await site.credly.get<{ badges: readonly SimulatedBadge[] }>('/_sim/badges');
    expect(badges.find((badge) => badge.state === 'revoked')?.revocation_reason).toBe('Awarded by mistake');
  });

  test('who may only look is offered nothing to do', async () => {
    await site.credly.fault({ kind: 'status', route: 'badges.issue', status: 422 });
    await earn('edith');
    site.startDelivery();
    await waitFor('it has failed', async () => (await badgeOf('edith')).waitsForOperator);
    await site.stopDelivery();
    await site.credly.calm();
    const { id } = await badgeOf('edith');
    for (const role of ['viewer', 'designer'] as const) {
      const page = await visit(`/badges/${id}`, role);
      await page.getByText('Failed permanently; needs an operator').waitFor();
      expect(await page.getByRole('button', { name: /Retry|Revoke/ }).count()).toBe(0);
      await page.getByRole('link', { name: 'Back to Badges' }).click();
      await rowOf(page, 'edith').waitFor();
      expect(await page.getByRole('button', { name: /Retry/ }).count()).toBe(0);
    }
    const operator = await visit(`/badges/${id}`);
    await operator.getByRole('button', { name: 'Retry now' }).waitFor();
  });

  test.each(looks)('axe finds nothing, $device, $scheme, $language', async (look) => {
    const { id } = await badgeOf('edith');
    const page = await site.stage.visit('/badges', { as: 'operator', ...look });
    await page.getByText('edith', { exact: true }).waitFor();
    await expectNoViolations(page);
    await page.getByRole('main').getByRole('button').first().click();
    await page.getByRole('dialog').waitFor();
    await expectNoViolations(page);
    await page.goto(`${site.stage.url}/badges/${id}`);
    await page.getByText('Simulated fault 422').waitFor();
    await page.locator('summary').first().click();
    await expectNoViolations(page);
    await page.getByRole('main').getByRole('button').first().click();
    await page.getByRole('dialog').waitFor();
    await expectNoViolations(page);
  });

  // The last one: its badges would be in the way of the others.
  test('many that failed are retried in steps, and the page shows how far that is', async () => {
    const { database } = site.stage.database;
    await database.query(
      `WITH holder AS (
         INSERT INTO learner (id, username, email, name, is_active, identity_time, identity_event)
         SELECT 100000 + n, 'many' || n, 'many' || n || '@example.org', 'Many', true, now(), ''
         FROM generate_series(1, 5000) AS n RETURNING id
       )
       INSERT INTO badge (id, learner_id, template_id, status, state, earned_at, last_status, last_body)
       SELECT gen_random_uuid(), holder.id, (SELECT template.id FROM badge_template AS template WHERE slug = 'practice'),
              'awarded', 'error', now(), 401, 'wrong key'
       FROM holder`,
    );
    const page = await visit('/badges');
    await page.getByRole('button', { name: 'Retry failed…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Retry failed deliveries' });
    await dialog.getByText('More than 200 deliveries will be retried.').waitFor();
    await dialog.getByRole('button', { name: 'Retry deliveries' }).click();
    await page.getByText(/^[12],?\d{3} deliveries are due now; the others follow\.$/).waitFor();

    const notice = page.getByRole('status').filter({ hasText: 'Retrying failed deliveries' });
    const [job] = (await site.stage.api.send('viewer', 'GET', '/api/v1/retry-jobs?running=true')).json().items;
    const failed = job.failed.toLocaleString('en');
    await notice.getByText(`2,000 of ${failed} checked; ${job.retried.toLocaleString('en')} due again.`).waitFor();
    await expectNoViolations(page);
    await stepRetryJob(database, job.id);
    await notice.getByText(`4,000 of ${failed} checked`).waitFor();
    // Whoever comes now sees it as well, in their language.
    const arabic = await site.stage.visit('/badges', { as: 'viewer', language: 'ar' });
    await arabic.getByText('تُعاد محاولة عمليات التسليم الفاشلة').waitFor();
    await stepRetryJob(database, job.id);
    await notice.waitFor({ state: 'detached' });
  });

  test('a list of learners is checked, then awarded the badge at once; what was not done is named', async () => {
    await earn('emmy');
    await site.process(passes('kurt', demoCourse), passes('joan', demoCourse));
    workAtJobs(site.stage.database.database);
    const learners = await visit('/learners');
    await learners.getByRole('checkbox', { name: 'Select kurt' }).check();
    await learners.getByRole('checkbox', { name: 'Select emmy' }).check();
    await learners.getByText('2 selected').waitFor();
    await learners.getByRole('link', { name: 'Award or revoke a badge…' }).click();
    await learners.getByRole('heading', { level: 1, name: 'Award or revoke for many' }).waitFor();
    const list = learners.getByRole('textbox', { name: 'Learners' });
    expect((await list.inputValue()).split('\n').toSorted()).toEqual([String(people.emmy.id), String(people.kurt.id)]);

    // As spreadsheets save "Unicode text"; and what is no text says so and changes nothing.
    const lines = 'username\tgrade\nkurt\tA\nemmy\tB\nnobody\tC\n';
    const file = learners.locator('input[type=file]');
    await file.setInputFiles({
      name: 'learners.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from(`\uFEFF${lines}`, 'utf16le'),
    });
    await expect.poll(() => list.inputValue()).toBe(lines);
    await file.setInputFiles({ name: 'learners.csv', mimeType: 'text/csv', buffer: Buffer.from([0x50, 0x4b, 0xff]) });
    await learners.getByText('This file is not text.').waitFor();
    expect(await list.inputValue()).toBe(lines);
    await learners.getByRole('button', { name: 'Check' }).click();
    await learners.getByText('Choose a badge template.').waitFor();
    await learners.getByRole('combobox', { name: 'Badge template' }).click();
    await learners.getByRole('option', { name: 'Good practice' }).click();
    await learners.getByRole('button', { name: 'Check' }).click();
    await learners.getByText('1 learner would get the badge. For 2 lines nothing would be done.').waitFor();
    const checked = learners.getByRole('table', { name: 'What would happen' });
    await checked.getByRole('row').filter({ hasText: 'nobody' }).getByText('No learner has this name').waitFor();
    await checked.getByRole('row').filter({ hasText: 'Emmy Noether' }).getByText('Already has the badge').waitFor();
    const practice = async () =>
      (await site.stage.api.send('viewer', 'GET', `/api/v1/badges?learner=${people.kurt.id}&template=practice`)).json()
        .items;
    expect(await practice()).toEqual([]);
    await learners.getByRole('button', { name: 'Award to 1 learner…' }).click();
    const dialog = learners.getByRole('dialog', { name: 'Award the badge to 1 learner' });
    await dialog.getByRole('textbox', { name: 'Reason', exact: true }).fill('course of 2019');
    await dialog.getByRole('button', { name: 'Award', exact: true }).click();
    await learners.getByText('1 learner has been awarded the badge.').waitFor();
    expect(await practice()).toMatchObject([{ status: 'awarded', learnerName: 'Kurt Gödel' }]);
    await expectNoViolations(learners);
  });

  test.each([
    ['/badges/zzz', 'There is no such badge'],
    ['/badges/0c9f6c1e-0000-4a55-9a0e-5f3f0b5d1a01', 'There is no such badge'],
    ['/learners/zzz', 'There is no such learner'],
    ['/learners/999999', 'There is no such learner'],
    ['/learners/1/templates/zzz', 'There is no such learner or badge template'],
    ['/parked/zzz', 'There is no such parked message'],
    ['/templates/zzz', 'There is no such badge template'],
    ['/connections/credly/zzz', 'There is no such connection'],
    ['/connections/credly/zzz/syncs/zzz', 'There is no such sync'],
    ['/connections/issuers/zzz', 'There is no such issuer'],
  ])('%s says that there is none of it', async (path, title) => {
    const page = await visit(path);
    await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});
