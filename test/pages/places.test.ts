import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parkMessages } from '../../src/store/engine/parked.ts';
import type { IssuingParts } from '../../src/issuing/openedx/issuing-parts.ts';
import { hasChromium } from '../support/browser.ts';
import { storeTemplates } from '../support/consumer.ts';
import { hasPostgresql } from '../support/database.ts';
import { addBadges, addTemplate, makeWorker, revoke } from '../support/deliveries.ts';
import { demoCourse, passing } from '../support/events.ts';
import { addIssuer, issuingParts } from '../support/issuing.ts';
import { messageOf } from '../support/messages.ts';
import { leave, stagePages, turnTo, whole } from '../support/pages.ts';
import type { PagesStage } from '../support/pages.ts';
import { freePort } from '../support/ports.ts';
import { connect, credlyKey, credlyTemplate, organization, startProviders } from '../support/provider-site.ts';
import type { Providers } from '../support/provider-site.ts';
import { passCourse, template } from '../support/templates.ts';

const badge = '6f1c0f0e-2f57-4d6b-9a7e-3d1a5a0f4b11';
const list = '/templates?state=inactive&sort=-name';
const badges = '/badges?status=awarded&origin=openedx';

/** Where somebody is, which links they follow, and where the ways back lead from there, the first one first. */
interface Way {
  readonly from: string;
  readonly by: readonly string[];
  readonly back: readonly (readonly [link: string, to: string])[];
}

const ways: readonly Way[] = [
  { from: list, by: ['Template 42'], back: [['Back to Templates', list]] },
  {
    from: list,
    by: ['Template 42', 'Edit'],
    back: [
      ['Back to Template 42', '/templates/t42'],
      ['Back to Templates', list],
    ],
  },
  {
    from: badges,
    by: ['Good practice', 'Ada Lovelace', 'Good practice'],
    back: [
      ['Back to Ada Lovelace (ada)', '/learners/1'],
      ['Back to Good practice: badge of Ada Lovelace (ada)', `/badges/${badge}`],
      ['Back to Badges', badges],
    ],
  },
  {
    from: '/learners?search=ada',
    by: ['Ada Lovelace', 'Good practice'],
    back: [
      ['Back to Ada Lovelace (ada)', '/learners/1'],
      ['Back to Learners', '/learners?search=ada'],
    ],
  },
  {
    from: '/parked?reason=unknown_schema',
    by: ['Message 1'],
    back: [['Back to Parked messages', '/parked?reason=unknown_schema']],
  },
  { from: '/history?kind=awarded', by: ['Ada Lovelace'], back: [['Back to History', '/history?kind=awarded']] },
  {
    from: '/history?view=changes&targetType=template',
    by: ['Good practice'],
    back: [['Back to History', '/history?view=changes&targetType=template']],
  },
  { from: '/', by: ['Our credly'], back: [['Back to Overview', '/']] },
  { from: '/', by: ['Needs attention', 'Message 1'], back: [['Back to Parked messages', '/parked']] },
  { from: '/connections', by: ['Acme Academy'], back: [['Back to Connections', '/connections']] },
  { from: '/connections', by: ['Our credly'], back: [['Back to Connections', '/connections']] },
  // Opened afresh, the way leads up; and from there on up, not down again.
  { from: `/badges/${badge}`, by: [], back: [['Back to Badges', '/badges']] },
  {
    from: '/templates/good/in-progress',
    by: [],
    back: [
      ['Back to Good practice', '/templates/good'],
      ['Back to Templates', '/templates'],
    ],
  },
];

/** Where a number is, the link that it is, how many things it counts, and where these are listed. */
const figures: readonly (readonly [from: string, link: string, count: number, to: string])[] = [
  ['/', 'Deliveries due', 4, '/badges?due=true'],
  ['/', '1 being retried', 1, '/badges?failed=true&due=true'],
  ['/', 'Failed permanently', 2, '/badges?failed=true&due=false'],
  ['/', '1 revoked', 1, '/badges?status=revoked'],
  ['/', 'Awarded badges', 11, '/badges?status=awarded'],
  ['/', '4 due', 4, `/badges?origin=credly&account=${organization}&due=true`],
  ['/', '2 failed permanently', 2, `/badges?origin=credly&account=${organization}&failed=true&due=false`],
  ['/connections', '1, Templates', 1, `/templates?origin=credly&account=${organization}`],
  ['/connections', '4, Waiting deliveries', 4, `/badges?origin=credly&account=${organization}&due=true`],
  ['/connections', '2, Failed deliveries', 2, `/badges?origin=credly&account=${organization}&failed=true&due=false`],
  ['/connections/issuers/acme', '3, Issued badges', 3, '/badges?issuer=acme'],
  ['/connections/issuers/acme', '1, Revoked badges', 1, '/badges?issuer=acme&openBadge=revoked'],
  ['/connections/issuers/acme', '1, Templates that use it', 1, '/templates?issuer=acme'],
  ['/connections', 'Which badges these are', 3, '/badges?openBadge=held_back'],
  ['/templates/good', '1, learner has it', 1, '/badges?template=good&status=awarded'],
];

/** A page, what the address calls the thing there, the request that tells its name, and the name. */
const named: readonly (readonly [path: string, id: string, asks: RegExp, name: string])[] = [
  [`/connections/credly/${organization}`, organization, /connections/, 'Our credly'],
  ['/connections/issuers/acme', 'acme', /issuers/, 'Acme Academy'],
  ['/learners/1', 'Learner 1', /learners\/1$/, 'Ada Lovelace (ada)'],
  ['/learners/1/templates/good', 'Learner 1', /learners\/1$/, 'Ada Lovelace (ada)'],
  ['/templates/good', 'good', /templates\/good/, 'Good practice'],
  ['/templates/good/edit', 'good', /templates\/good/, 'Good practice'],
  ['/templates/good/in-progress', 'good', /templates\/good/, 'Good practice'],
  ['/badges?template=good', 'good', /templates/, 'Good practice'],
  ['/badges?learner=1', 'Learner 1', /learners\/1$/, 'Ada Lovelace (ada)'],
  [`/badges?origin=credly&account=${organization}`, organization, /connections/, 'Credly: Our credly'],
  ['/badges?issuer=acme', 'acme', /issuers/, 'Acme Academy'],
  ['/history?template=good', 'good', /templates/, 'Good practice'],
  ['/history?learner=1', 'Learner 1', /learners/, 'Ada Lovelace (ada)'],
  ['/history?view=changes&target=good', 'good', /audit/, 'Good practice'],
];

/** What the page calls the thing: in the tab, its title, the way back, and in its filters. */
const labels = `[
  document.title,
  ...[...document.querySelectorAll('main h1, main header a, main [role=search], main [class*=filter]')].map((each) => each.textContent),
  ...[...document.querySelectorAll('main input:not([type=hidden])')].map((input) => input.value),
].join(' | ')`;

describe.skipIf(!hasPostgresql() || !hasChromium())('places', () => {
  let stage: PagesStage;
  let providers: Providers;
  let parts: IssuingParts;

  beforeAll(async () => {
    const port = await freePort();
    providers = await startProviders({ environment: { LAUREL_PUBLIC_URL: `http://127.0.0.1:${port}` } });
    stage = await stagePages({ environment: providers.environment, port });
    const { database } = stage.database;
    parts = issuingParts(database);
    await storeTemplates(database, [
      template({ id: 'good', name: 'Good practice', requirements: [passCourse('pass', demoCourse)] }),
      ...Array.from({ length: 60 }, (_, index) =>
        template({ id: `t${index}`, name: `Template ${index}`, active: false }),
      ),
    ]);
    await database.query(
      `INSERT INTO learner (id, username, email, name, is_active, identity_time, identity_event)
       VALUES (1, 'ada', 'ada@example.org', 'Ada Lovelace', true, now(), '')`,
    );
    await database.query(
      `INSERT INTO badge (id, learner_id, template_id, status, state, earned_at)
       SELECT $1::uuid, 1, id, 'awarded', 'accepted', now() FROM badge_template WHERE slug = 'good'`,
      [badge],
    );
    await database.query(
      `INSERT INTO history (learner_id, template_id, kind, event_id, event_type, event_source, event_time)
       SELECT 1, id, 'awarded', 'e', 't', 's', now() FROM badge_template WHERE slug = 'good'`,
    );
    await database.query(
      `INSERT INTO audit (actor, actor_name, action, target_type, target)
       VALUES ('user:1', 'Grace', 'template.update', 'template', 'good')`,
    );
    await database.transaction((transaction) =>
      parkMessages(
        transaction,
        [1, 2].map((learner) => ({
          message: messageOf(passing({ learner })),
          reason: 'unknown_schema' as const,
          detail: 'none',
        })),
      ),
    );
    // Three badges are held back, for there is no issuer; then three are issued, and one of them is revoked.
    await addBadges(database, await addTemplate(database, { origin: 'openedx' }), 2, { firstLearner: 100 });
    await deliver();
    await addIssuer(database);
    const own = await addTemplate(database, { origin: 'openedx' });
    const achievement = { issuer: 'acme', criteria: '', tags: [], alignments: [], language: null, image: null };
    await database.query('UPDATE badge_template SET achievement = $2 WHERE id = $1', [own, achievement]);
    const issued = await addBadges(database, own, 3, { firstLearner: 110 });
    await deliver();
    await revoke(database, ...issued.slice(0, 1));
    await deliver();
    await connect(stage, 'credly', organization, credlyKey);
    // Of six at Credly three wait for their first attempt, one for its next, and two for an operator.
    const outside = await addTemplate(database, { origin: 'credly', organization, template: credlyTemplate(1) });
    const held = await addBadges(database, outside, 6, { firstLearner: 120 });
    await database.query(`UPDATE badge SET state = 'error' WHERE id = ANY ($1)`, [held.slice(0, 3)]);
    await database.query('UPDATE badge SET due = NULL, due_at = NULL WHERE id = ANY ($1)', [held.slice(0, 2)]);
  });
  afterAll(async () => {
    await parts.signer.close();
    await stage.close();
    await providers.close();
  });

  async function deliver(): Promise<void> {
    const { worker } = makeWorker(stage.database.database, { issuing: parts });
    worker.start();
    await worker.whenIdle();
    await worker.stop();
  }

  const placeOf = (page: Page): string => page.url().slice(stage.url.length);
  const backLink = (page: Page) => page.getByRole('main').getByRole('link', { name: /^Back to / });

  async function follow(page: Page, name: string): Promise<void> {
    const before = page.url();
    const link =
      name === 'Needs attention'
        ? page.getByRole('region', { name }).getByRole('link', { name: 'Parked messages' })
        : page.getByRole('main').getByRole('link', { name, exact: true });
    await whole(page);
    await leave(page, () => link.first().click());
    expect(page.url()).not.toBe(before);
    await whole(page);
  }

  test(
    'ways back lead to where one came from, with its filters; so does the browser’s own Back',
    { timeout: 120_000 },
    async () => {
      const page = await stage.visit('/templates', { as: 'admin' });
      for (const { from, by, back } of ways) {
        await (by.length === 0 ? page.goto(stage.url + from) : turnTo(page, from));
        for (const name of by) await follow(page, name);
        for (const [name, to] of back) {
          const link = page.getByRole('main').getByRole('link', { name, exact: true });
          await link.waitFor();
          // Opened in a tab of its own, it leads to the same place.
          expect(await link.getAttribute('href'), `${from} ${by.join(', ')}`).toBe(to);
          await link.click();
          await expect.poll(() => placeOf(page), { message: `${from} ${by.join(', ')}` }).toBe(to);
        }
        if (by.length === 0) continue;
        for (let steps = 0; steps < by.length; steps++) await page.goForward();
        for (let steps = 0; steps < by.length; steps++) await page.goBack();
        await expect.poll(() => placeOf(page)).toBe(from);
      }
    },
  );

  test('ways back lead to the place in the list, with all that was loaded, also after the pages were loaded again', async () => {
    const page = await stage.visit(list, { as: 'designer' });
    const far = page.getByRole('link', { name: 'Template 2', exact: true });
    const topOf = async () => Math.round((await far.boundingBox())?.y ?? -1);
    await page.getByRole('button', { name: 'Show more' }).click();
    await far.scrollIntoViewIfNeeded();
    await page.mouse.wheel(0, 30);
    const seen = await topOf();
    for (const again of [false, true]) {
      await far.click();
      await page.getByRole('heading', { level: 1, name: 'Template 2' }).waitFor();
      expect(await page.evaluate('scrollY')).toBe(0);
      if (again) await page.reload();
      await backLink(page).click();
      await far.waitFor();
      await expect.poll(async () => Math.abs((await topOf()) - seen)).toBeLessThan(4);
      expect(placeOf(page)).toBe(list);
    }
  });

  test('ways back lead past what was done: a form that was saved, a message that was discarded, a template that was deleted', async () => {
    const page = await stage.visit(list, { as: 'admin' });
    await follow(page, 'Template 41');
    await follow(page, 'Edit');
    await page.getByLabel('Description', { exact: true }).first().fill('Told anew');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect.poll(() => placeOf(page)).toBe('/templates/t41');
    await page.getByText('Told anew').waitFor();
    await page.getByRole('link', { name: 'Back to Templates' }).waitFor();
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect.poll(() => placeOf(page)).toBe(list);
    await page.getByRole('link', { name: 'Template 40', exact: true }).waitFor();
    await page.getByRole('link', { name: 'Template 41', exact: true }).waitFor({ state: 'detached' });

    // Opened afresh, what is gone gives way to the list.
    await page.goto(`${stage.url}/parked?reason=unknown_schema`);
    await follow(page, 'Message 2');
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('a test');
    await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
    await expect.poll(() => placeOf(page)).toBe('/parked?reason=unknown_schema');
    await page.getByRole('link', { name: 'Message 1' }).waitFor();
  });

  test('a number leads to the things that it counts, all of them and no others', { timeout: 120_000 }, async () => {
    const page = await stage.visit('/', { as: 'admin' });
    for (const [from, name, count, to] of figures) {
      await turnTo(page, from);
      const link = page.getByRole('main').getByRole('link', { name, exact: true });
      const tile = page
        .locator('dl > div')
        .filter({ has: page.getByRole('link', { name, exact: true }) })
        .locator('dd')
        .first();
      if (from === '/' && !/\d/.test(name)) expect(await tile.textContent(), name).toBe(String(count));
      await link.click();
      await page
        .getByRole('status')
        .filter({ hasText: `${count} in total` })
        .waitFor();
      expect(placeOf(page), name).toBe(to);
    }
  });

  test('while a name is on the way, no id stands for it', { timeout: 120_000 }, async () => {
    const page = await stage.visit('/account', { as: 'admin' });
    await page.getByRole('heading', { level: 1 }).waitFor();
    for (const [path, id, asks, name] of named) {
      const asked = Promise.withResolvers<void>();
      const gate = Promise.withResolvers<void>();
      await page.route(
        ({ pathname }) => pathname.startsWith('/api/v1/') && asks.test(pathname),
        async (route) => {
          asked.resolve();
          await gate.promise;
          await route.continue();
        },
      );
      await page.goto(stage.url + path);
      await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
      await asked.promise;
      await expect.poll(() => page.evaluate<string>(labels), { message: path }).toMatch(/Loading|…|one thing/);
      expect(await page.evaluate<string>(labels), path).not.toContain(id);
      gate.resolve();
      await expect.poll(() => page.evaluate<string>(labels), { message: path }).toContain(name);
      await page.unrouteAll({ behavior: 'wait' });
    }
  });
});
