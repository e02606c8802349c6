import { randomUUID } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { inspectRedisStreams } from '../../src/bus/redis-streams/inspect.ts';
import { readSettings } from '../../src/settings.ts';
import { noteProcess } from '../../src/store/engine/processes.ts';
import { hasChromium } from '../support/browser.ts';
import { busyTemplates, passes, stageBusySite } from '../support/busy-site.ts';
import type { BusySite } from '../support/busy-site.ts';
import { storeTemplates } from '../support/consumer.ts';
import { hasPostgresql } from '../support/database.ts';
import { demoCourse, passing, thirdCourse } from '../support/events.ts';
import { messageOf } from '../support/messages.ts';
import { looks } from '../support/looks.ts';
import { expectNoViolations, stagePages } from '../support/pages.ts';
import { RedisTopic } from '../support/redis-topic.ts';
import { isRedisInstalled, startRedisServer } from '../support/redis.ts';
import { waitFor } from '../support/wait.ts';

const runs = hasPostgresql() && hasChromium();
const region = (page: Page, name: string): Locator => page.getByRole('region', { name });
/** A figure by its name. */
const figure = (page: Page, name: string): Locator =>
  region(page, 'Figures')
    .locator('div')
    .filter({ has: page.getByText(name, { exact: true }) })
    .last();

describe.skipIf(!runs)('the overview of a new site', () => {
  let site: BusySite;

  beforeAll(async () => {
    site = await stageBusySite({
      templates: [],
      environment: { LAUREL_INBOX_TOKEN: 'a-token-of-the-inbox-that-is-long' },
    });
  });
  afterAll(() => site.close());

  test.each(looks)('axe finds nothing, $device, $scheme, $language', async (look) => {
    const page = await site.stage.visit('/', { as: 'admin', ...look });
    await page.getByText('FEATURES["BADGES_ENABLED"] = True').waitFor();
    await expectNoViolations(page);
  });

  test('leads with the set-up, sees by itself what is done, and is calm in the end', async () => {
    const page = await site.stage.visit('/', { as: 'admin' });
    const setup = region(page, 'Set up Laurel');
    await setup.getByText('3 steps are left until the first badge can be earned.').waitFor();
    const step = (name: string) => setup.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });
    await step('Events of the platform').getByText('Done').waitFor();
    await step('A first badge template').getByText('To do').waitFor();
    await step('A first badge template').getByRole('link', { name: 'Create a template' }).waitFor();
    await step('The first event').getByRole('button', { name: 'Copy command' }).waitFor();
    // The steps say what there is to do; nothing says it twice.
    expect(await page.getByText('No template is active').count()).toBe(0);
    expect(await region(page, 'Activity').count()).toBe(0);

    await storeTemplates(site.stage.database.database, [busyTemplates.graduate]);
    await setup.getByText('One step is left').waitFor();
    await site.process(passes('ada', demoCourse));
    await setup.waitFor({ state: 'detached' });
    await region(page, 'Activity').waitFor();
    await expect
      .poll(() => figure(page, 'Learners').getByRole('definition').first().textContent(), { timeout: 15_000 })
      .toBe('1');
    await page.getByRole('heading', { name: 'Nothing needs attention' }).waitFor();
  });

  test('offers to make a template only to whom may', async () => {
    await site.stage.database.database.query('TRUNCATE badge_template CASCADE');
    const viewer = await site.stage.visit('/', { as: 'viewer' });
    const setup = region(viewer, 'Set up Laurel');
    await setup.getByRole('heading', { name: 'A first badge template' }).waitFor();
    expect(await setup.getByRole('link', { name: 'Create a template' }).count()).toBe(0);
    await setup.getByRole('link', { name: 'Templates' }).first().waitFor();
  });
});

describe.skipIf(!runs)('the overview of a busy site', () => {
  let site: BusySite;

  beforeAll(async () => {
    site = await stageBusySite({ environment: { LAUREL_INBOX_TOKEN: 'a-token-of-the-inbox-that-is-long' } });
    await site.process(passes('ada', demoCourse), passes('ada', demoCourse, { passing: false }));
    await site.credly.fault({ kind: 'status', route: 'badges.issue', status: 422 });
    await site.process(passes('grace', thirdCourse), passes('alan', thirdCourse));
    site.startDelivery();
    await waitFor('both have failed for good', async () => {
      const { delivery } = (await site.stage.api.send('viewer', 'GET', '/api/v1/overview')).json();
      return delivery.failed === 2;
    });
    await site.stopDelivery();
    await site.park(messageOf(passing(), { body: Buffer.from([1, 2, 3]) }));
  });
  afterAll(() => site.close());

  const visit = (path = '/') => site.stage.visit(path, { as: 'operator' });

  test('tells first what needs somebody, with the way there', async () => {
    const page = await visit();
    const attention = region(page, 'Needs attention').getByRole('listitem');
    await attention.first().getByText('2 badges could not be delivered to Credly').waitFor();
    await attention
      .filter({ hasText: '1 message could not be processed' })
      .getByRole('link', { name: 'Parked messages' })
      .waitFor();
    await attention.first().getByRole('link', { name: 'See failed badges' }).click();
    await page.getByRole('heading', { level: 1, name: 'Badges' }).waitFor();
    await page.getByRole('row').filter({ hasText: 'grace' }).getByText('Needs an operator').waitFor();
    expect(await page.getByRole('row').count()).toBe(3);
  });

  test('shows figures that lead to what was counted, and keeps them fresh', async () => {
    const page = await visit();
    const valueOf = (name: string) => figure(page, name).getByRole('definition').first().textContent();
    await region(page, 'Figures').waitFor();
    expect(await valueOf('Awarded badges')).toBe('2');
    expect(await figure(page, 'Awarded badges').getByRole('definition').last().textContent()).toBe('1 revoked');
    expect(await valueOf('Failed permanently')).toBe('2');
    expect(await valueOf('Parked messages')).toBe('1');
    expect(await valueOf('Events waiting')).toBe('0');
    const before = Number(await valueOf('Learners'));
    await site.process(passes('joan', demoCourse));
    await expect.poll(() => valueOf('Learners'), { timeout: 20_000 }).toBe(String(before + 1));
    const leadsTo = (name: string) => figure(page, name).getByRole('link').getAttribute('href');
    expect(await leadsTo('Events waiting')).toBe('/connections#bus');
    expect(await leadsTo('Active templates')).toBe('/templates?state=active');
    await figure(page, 'Failed permanently').getByRole('link').click();
    await page.getByRole('row').filter({ hasText: 'alan' }).waitFor();
  });

  test('draws what happened, and tells it in words and as a table', async () => {
    const page = await visit();
    const awards = region(page, 'Awards and revocations');
    await awards.getByText('As a table').click();
    const table = awards.getByRole('table', { name: 'Awards and revocations' });
    const { points } = (await site.stage.api.send('viewer', 'GET', '/api/v1/activity?minutes=60')).json();
    const awarded = points.reduce(
      (sum: number, { counts }: { counts: { awarded?: number } }) => sum + (counts.awarded ?? 0),
      0,
    );
    await awards
      .getByRole('img', { name: `Bar chart, 1 hour. Awarded: ${awarded}, Withheld: 0, Revoked: 1.` })
      .waitFor();
    const column = (await table.getByRole('row').all()).slice(1);
    const cells = await Promise.all(column.map((row) => row.getByRole('cell').first().textContent()));
    expect(cells.reduce((sum, text) => sum + Number(text), 0)).toBe(awarded);

    await region(page, 'Deliveries to the providers')
      .getByRole('img', { name: /Failed: 2/ })
      .waitFor();
    await region(page, 'Events')
      .getByRole('img', { name: /Applied: \d+, No effect: 0, Ignored: 0, Parked: 1/ })
      .waitFor();
    await page.getByRole('radiogroup', { name: 'Period' }).getByText('7 days').click();
    await awards
      .getByRole('img', { name: `Bar chart, 7 days. Awarded: ${awarded}, Withheld: 0, Revoked: 1.` })
      .waitFor();
    expect(new URL(page.url()).search).toBe('?span=week');
  });

  test('says since when it is not fresh any more, and goes on by itself', async () => {
    const page = await visit();
    await page.getByText('Live', { exact: true }).waitFor();
    await region(page, 'Awards and revocations').getByRole('img').first().waitFor();
    await page.context().setOffline(true);
    await page.getByText(/^Not updated since \d/).waitFor({ timeout: 30_000 });
    // What was known stays in sight.
    await figure(page, 'Learners').waitFor();
    await page.context().setOffline(false);
    await page.getByText('Live', { exact: true }).waitFor({ timeout: 30_000 });
  });

  test('is not lost when what draws the charts cannot be loaded, and gets it later', async () => {
    const page = await site.stage.visit('/learners', { as: 'operator' });
    await page.getByRole('heading', { level: 1, name: 'Learners' }).waitFor();
    await page.route('**/activity-chart-*.js', (route) => route.abort());
    await page.getByRole('link', { name: 'Overview' }).click();
    await region(page, 'Activity').getByRole('alert').waitFor();
    await figure(page, 'Learners').waitFor();
    await page.unrouteAll();
    await region(page, 'Activity').getByRole('button', { name: 'Try again' }).click();
    await region(page, 'Awards and revocations').getByRole('img').first().waitFor();
  });

  test('tells how the processes and the accounts at the providers do', async () => {
    const { database } = site.stage.database;
    onTestFinished(async () => void (await database.query('TRUNCATE process')));
    const duty = { role: 'consume', name: 'redis-streams dev', trouble: '', bus: 'works' } as const;
    const fails = { ...duty, state: 'failing', bus: 'failing', trouble: 'NOPERM this user may not use XACK' } as const;
    const note = (host: string, duties: Parameters<typeof noteProcess>[2]): Promise<void> =>
      noteProcess(database, { id: randomUUID(), host, pid: 7, version: '1.2.3', roles: ['consume'] }, duties);
    await note('well', [{ ...duty, state: 'works' }]);
    await note('refused', [fails]);
    await note('gone', [{ ...duty, state: 'works' }]);
    await database.query(`UPDATE process SET seen_at = now() - interval '5 minutes' WHERE host = 'gone'`);
    const page = await visit();
    const process = (host: string): Locator =>
      region(page, 'Processes')
        .getByRole('listitem')
        .filter({ hasText: `${host} (7)` });
    await process('well').getByText('Works', { exact: true }).waitFor();
    await process('well').getByText('consume; version 1.2.3, started').waitFor();
    await process('refused').getByText('Failing', { exact: true }).waitFor();
    await process('refused').getByText('consume: redis-streams dev: NOPERM this user may not use XACK').waitFor();
    await process('gone').getByText('Silent', { exact: true }).waitFor();
    await process('gone').getByText('Last report 5 minutes ago').waitFor();
    await region(page, 'Providers').getByRole('link', { name: '2 failed permanently' }).waitFor();
    await region(page, 'Providers').getByRole('link', { name: 'All connections' }).click();
    await page.getByRole('heading', { level: 1, name: 'Connections' }).waitFor();
  });

  test.each(looks)('axe finds nothing, $device, $scheme, $language', async (look) => {
    const page = await site.stage.visit('/', { as: 'operator', ...look });
    await page.locator('.recharts-surface').nth(2).waitFor();
    await page.locator('summary').first().click();
    await page.getByRole('table').first().waitFor();
    await expectNoViolations(page);
  });
});

describe.skipIf(!runs || !isRedisInstalled())('the overview with an event bus', () => {
  test('tells how it does, that nobody reads it, and that it is away', async () => {
    const redis = await startRedisServer();
    onTestFinished(() => redis.remove());
    const environment = { EVENT_BUS_REDIS_CONNECTION_URL: redis.url, EVENT_BUS_TOPIC_PREFIX: 'dev' };
    const { bus } = readSettings({ LAUREL_SECRET: 'a-secret-of-tests-that-is-long-enough', ...environment });
    if (bus.redis === null) throw new Error('no Redis is set');
    const { redis: redisSettings } = bus;
    const stage = await stagePages({ environment, inspectBus: () => inspectRedisStreams(bus, redisSettings) });
    onTestFinished(() => stage.close());
    await new RedisTopic(redis.url).publish(passing(), passing(), passing());

    const page = await stage.visit('/', { as: 'viewer' });
    const card = region(page, 'Event bus');
    await card.getByText('Works').waitFor();
    await card.getByText('dev-learning-badges-lifecycle').waitFor();
    const attention = region(page, 'Needs attention').getByRole('listitem');
    await attention
      .filter({ hasText: 'Nothing reads the topic dev-learning-badges-lifecycle' })
      .getByText('3 events are waiting.')
      .waitFor();
    await expect.poll(() => figure(page, 'Events waiting').getByRole('definition').first().textContent()).toBe('3');
    await attention.getByRole('link', { name: 'Event bus' }).click();
    expect(new URL(page.url()).hash).toBe('#bus');

    await redis.remove();
    await card.getByText('Not responding').waitFor({ timeout: 30_000 });
    await attention.filter({ hasText: 'The event bus is not responding' }).waitFor();
    await figure(page, 'Events waiting').getByText('bus not responding').waitFor();
  });
});
