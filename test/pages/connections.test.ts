import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { inspectRedisStreams } from '../../src/bus/redis-streams/inspect.ts';
import { readSettings } from '../../src/settings.ts';
import { hasChromium } from '../support/browser.ts';
import { slowRetry } from '../support/credly-stage.ts';
import { hasPostgresql } from '../support/database.ts';
import { addBadges, addTemplate, makeWorker, quick } from '../support/deliveries.ts';
import { passing } from '../support/events.ts';
import { looks } from '../support/looks.ts';
import { expectNoViolations, stagePages } from '../support/pages.ts';
import type { PagesStage } from '../support/pages.ts';
import {
  accredibleKey,
  connect,
  credlyKey,
  credlyTemplate,
  emptyConnections,
  organization,
  otherCredlyKey,
  otherOrganization,
  startProviders,
} from '../support/provider-site.ts';
import type { Providers } from '../support/provider-site.ts';
import { RedisTopic } from '../support/redis-topic.ts';
import { isRedisInstalled, startRedisServer } from '../support/redis.ts';
import type { RedisServer } from '../support/redis.ts';
import { waitFor } from '../support/wait.ts';

const path = `/connections/credly/${organization}`;
/** Provider calls may take long: a sync stands still where a test wants to look at it. */
const patient = { LAUREL_DELIVERY_TIMEOUT_SECONDS: '30', LAUREL_DELIVERY_LEASE_SECONDS: '90' };
const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

describe.skipIf(!hasPostgresql() || !hasChromium() || !isRedisInstalled())('the pages of connections', () => {
  let redis: RedisServer;
  let providers: Providers;
  let stage: PagesStage;

  beforeAll(async () => {
    redis = await startRedisServer({ persistent: true });
    // Three pages at Credly. The other organization has its key in the settings.
    providers = await startProviders({
      templates: 120,
      organizations: { [otherOrganization]: otherCredlyKey },
      environment: { EVENT_BUS_REDIS_CONNECTION_URL: redis.url, EVENT_BUS_TOPIC_PREFIX: 'dev', ...patient },
    });
    const { bus } = readSettings(providers.environment);
    if (bus.redis === null) throw new Error('no Redis is set');
    const ofRedis = bus.redis;
    const inspectBus = () => inspectRedisStreams(bus, ofRedis);
    stage = await stagePages({ environment: providers.environment, inspectBus });
  });
  afterAll(async () => {
    await stage.close();
    await providers.close();
    await redis.remove();
  });
  beforeEach(() => emptyConnections(stage.database.database));
  afterEach(() => providers.credlyControl.calm());

  const visit = (where: string, as: 'viewer' | 'designer' | 'operator' | 'admin' = 'admin') =>
    stage.visit(where, { as });
  const send = (...request: Parameters<PagesStage['api']['send']>) => stage.api.send(...request);
  const connectCredly = (more: object = {}) =>
    connect(stage, 'credly', organization, credlyKey, { name: 'Demo University', ...more });
  const card = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });
  const section = (page: Page, name: string) => page.getByRole('region', { name });

  /** A worker that delivers until the test is over. */
  function deliver(): void {
    const access = { credlyUrl: providers.credly.apiBaseUrl, organizations: { [organization]: credlyKey } };
    const { worker } = makeWorker(stage.database.database, access, { ...quick, retry: slowRetry });
    worker.start();
    onTestFinished(() => worker.stop());
  }

  test('D34: an organization is connected: the form says what is wrong, the test what to do, and a new key heals it', async () => {
    const page = await visit('/connections');
    await page.getByRole('link', { name: 'Connect an account' }).click();
    await page.getByRole('heading', { level: 1, name: 'Connect an account' }).waitFor();
    await section(page, 'Where to find it').getByText('open “Developers”').waitFor();
    const form = section(page, 'The organization and its token');
    const submit = form.getByRole('button', { name: 'Test and connect' });
    await form.getByLabel('Organization id').fill('my organization');
    await submit.click();
    for (const complaint of ['Enter the organization id', 'Enter the key.']) await form.getByText(complaint).waitFor();

    await form.getByLabel('Organization id').fill(organization.toUpperCase());
    await form.getByLabel('Name').fill('Demo University');
    await form.getByRole('textbox', { name: 'Authorization token' }).fill('short');
    await submit.click();
    await form.getByText('A key must have at least 8 characters.').waitFor();
    await form.getByRole('textbox', { name: 'Authorization token' }).fill('a-key-that-is-wrong');
    await form.getByLabel('Key created on').fill(daysAgo(170));
    await submit.click();

    const refusal = form.getByRole('alert');
    await refusal.getByRole('heading', { name: 'The provider rejected it, so nothing was saved' }).waitFor();
    await refusal.getByText('The provider rejects the key (status 401)').waitFor();
    await refusal.getByText('token not accepted').waitFor();
    // Of another key nothing is known yet, and the button is not for that one.
    await form.getByRole('textbox', { name: 'Authorization token' }).fill('another-wrong-key');
    await refusal.waitFor({ state: 'detached' });
    await form.getByRole('textbox', { name: 'Authorization token' }).fill('a-key-that-is-wrong');
    await refusal.getByRole('button', { name: 'Save anyway' }).click();

    await page.getByRole('heading', { level: 1, name: 'Demo University' }).waitFor();
    expect(page.url()).toBe(stage.url + path);
    await section(page, 'Status').getByText('Does not work').waitFor();
    await page.getByRole('heading', { name: /^The key stops working on/ }).waitFor();
    const key = section(page, 'Key and test');
    await key.getByText('The connection does not work').waitFor();
    await key.getByText('The provider rejects the key (status 401)').waitFor();
    expect(await page.content()).not.toContain('a-key-that-is-wrong');
    await page.getByRole('navigation').getByRole('link', { name: 'Connections' }).click();
    await card(page, 'Demo University').getByText('Does not work', { exact: true }).waitFor();
    await card(page, 'Demo University').getByText('The connection does not work').waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Overview' }).click();
    await section(page, 'Needs attention').getByText('A connection to Credly does not work').waitFor();
    await section(page, 'Providers').getByText('Does not work', { exact: true }).waitFor();
    await section(page, 'Providers').getByRole('link', { name: 'Demo University' }).click();
    await page.getByRole('heading', { level: 1, name: 'Demo University' }).waitFor();

    await page.getByRole('button', { name: 'Edit' }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit Demo University' });
    expect(await dialog.getByRole('textbox', { name: 'New key' }).inputValue()).toBe('');
    expect(await dialog.getByLabel('Key created on').inputValue()).toBe(daysAgo(170));
    await dialog.getByRole('textbox', { name: 'New key' }).fill('another-wrong-key');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByRole('alert').getByText('The provider rejects the key (status 401)').waitFor();
    await dialog.getByRole('button', { name: 'Save anyway' }).waitFor();
    await dialog.getByRole('textbox', { name: 'New key' }).fill(credlyKey);
    // A key that is entered today was made today, unless somebody says otherwise.
    expect(await dialog.getByLabel('Key created on').inputValue()).toBe(daysAgo(0));
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The connection has been changed.').waitFor();
    await page.getByRole('heading', { name: /^The key stops working on/ }).waitFor({ state: 'detached' });
    await section(page, 'Status').getByText('Works', { exact: true }).waitFor();
    await key.getByText('The connection works').waitFor();
    await key.getByText('it has 120 templates').waitFor();
    expect(await page.content()).not.toContain(credlyKey);
  });

  test('an Accredible account is connected by a short name, and one that is there already is refused', async () => {
    const page = await visit('/connections/new');
    await page.getByRole('radio', { name: /^Accredible/ }).click();
    const form = section(page, 'The account and its key');
    await form.getByLabel('Short name').fill('not a name');
    await form.getByRole('textbox', { name: 'API key' }).fill(accredibleKey);
    await form.getByRole('button', { name: 'Test and connect' }).click();
    await form.getByText('Use letters, digits').waitFor();
    await form.getByLabel('Short name').fill('main');
    await form.getByRole('button', { name: 'Test and connect' }).click();
    // Nobody gave it a name: it has that of the provider.
    await page.getByRole('heading', { level: 1, name: 'Sim Academy' }).waitFor();
    await section(page, 'Key and test').getByText('The connection works').waitFor();

    const again = await visit('/connections/new?provider=accredible');
    const second = section(again, 'The account and its key');
    await second.getByLabel('Short name').fill('main');
    await second.getByLabel('Name', { exact: true }).fill('Another');
    await second.getByRole('textbox', { name: 'API key' }).fill(accredibleKey);
    await second.getByRole('button', { name: 'Test and connect' }).click();
    await second.getByRole('alert').getByText('This connection already exists.').waitFor();
  });

  test('a sync shows how far it is, and then each template that it changed', async () => {
    await connectCredly();
    await providers.credlyControl.fault({ route: 'badge_templates.list', kind: 'slow', ms: 8_000, every: 3 });
    const other = await visit('/connections', 'viewer');
    const page = await visit(path, 'designer');
    const templates = section(page, 'Templates of this account');
    const past = section(page, 'Past syncs');
    await past.getByText('have not been synced yet').waitFor();
    const start = templates.getByRole('button', { name: 'Sync templates: Demo University' });
    await start.click();
    await templates.getByText('The templates are being synced').waitFor();
    await templates.getByText('100 templates read so far, from 2 pages.').waitFor();
    expect(await start.isDisabled()).toBe(true);
    // Who comes later sees it too.
    await other.reload();
    await card(other, 'Demo University').getByText('The templates are being synced').waitFor();

    await templates.getByRole('heading', { name: 'What the last sync did' }).waitFor();
    const figure = (name: string) =>
      templates.getByRole('definition').and(templates.locator(`dt:text-is("${name}") + dd`));
    expect(await figure('Imported').textContent()).toBe('120');
    const table = templates.getByRole('table', { name: 'Templates that changed' });
    await templates.getByRole('button', { name: 'Show all 120 templates' }).click();
    await table.getByRole('link', { name: 'Badge 77' }).waitFor();
    await past.getByText('120 imported, 0 updated, 0 deactivated').waitFor();

    // One was renamed and one archived outside.
    await providers.credlyControl.calm();
    await providers.credlyControl.post(`/_sim/templates/${credlyTemplate(1)}`, { name: 'Renamed' });
    const audit = (await send('designer', 'GET', '/api/v1/audit?action=connection.sync')).json().items;
    expect(audit).toMatchObject([{ actor: `user:${stage.api.people.designer.id}`, after: { imported: 120 } }]);
    await start.click();
    const renamed = table.getByRole('row', { name: 'Renamed' });
    await renamed.getByText('Updated').waitFor();
    await renamed.getByRole('cell', { name: 'Name', exact: true }).waitFor();
    expect(await figure('Unchanged').textContent()).toBe('119');

    await past.getByRole('link').first().click();
    await page.getByRole('heading', { level: 1, name: /^Sync of / }).waitFor();
    await page.getByRole('row', { name: 'Renamed' }).waitFor();
    await page.getByRole('link', { name: 'Renamed' }).click();
    await page.getByRole('heading', { level: 1, name: 'Renamed' }).waitFor();
    await providers.credlyControl.post(`/_sim/templates/${credlyTemplate(1)}`, { name: 'Badge 1' });
  });

  test('a sync that fails says why, and that nothing was changed', async () => {
    await connectCredly();
    await providers.credlyControl.fault({ route: 'badge_templates.list', kind: 'status', status: 503 });
    const page = await visit(path, 'operator');
    const templates = section(page, 'Templates of this account');
    await templates.getByRole('button', { name: 'Sync templates: Demo University' }).click();
    await templates.getByText('The sync failed, and no template was changed').waitFor();
    await templates.getByText('status 503').waitFor();
    await section(page, 'Past syncs').getByText('Failed').waitFor();
    // In the list it says how it went, too, and the account that was refused no longer seems to work.
    await page.getByRole('navigation').getByRole('link', { name: 'Connections' }).click();
    const mine = card(page, 'Demo University');
    await mine.getByText('Does not work', { exact: true }).waitFor();
    await mine.getByText('Found during a sync').waitFor();
    await providers.credlyControl.calm();
    await mine.getByRole('button', { name: 'Sync templates: Demo University' }).click();
    await mine.getByText('120 imported, 0 updated, 0 deactivated').waitFor();
    await mine.getByText('Works', { exact: true }).waitFor();
  });

  test('two who edit at once: the second sees what the first has made of it, and saves again', async () => {
    await connectCredly();
    const page = await visit(path);
    await page.getByRole('button', { name: 'Edit' }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit Demo University' });
    await dialog.getByLabel('Name').fill('My university');

    const url = `/api/v1${path}`;
    const etag = String((await send('admin', 'GET', url)).headers['etag']);
    const edit = { body: { name: 'Their university' }, headers: { 'if-match': etag } };
    expect((await send('admin', 'PUT', url, edit)).status).toBe(200);
    // The page behind the dialog reads it again by itself; what the dialog is based on stays.
    await waitFor('the page has the new name', async () => (await page.title()).startsWith('Their university'));

    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Somebody else has changed it in the meantime').waitFor();
    await dialog.getByText('It is now called “Their university”').waitFor();
    expect(await dialog.getByLabel('Name').inputValue()).toBe('My university');
    expect((await send('viewer', 'GET', url)).json().name).toBe('Their university');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name: 'My university' }).waitFor();
    expect((await send('viewer', 'GET', url)).json().name).toBe('My university');
  });

  test('an account is disconnected when nothing keeps it, and the API says what does', async () => {
    await connectCredly();
    const { database } = stage.database;
    await addTemplate(database, { origin: 'credly', organization, template: credlyTemplate(1) });
    const page = await visit(path);
    await page.getByRole('button', { name: 'Disconnect' }).click();
    const dialog = page.getByRole('dialog', { name: 'Disconnect Demo University' });
    await dialog.getByText('Templates, badges and history stay').waitFor();
    await dialog.getByRole('button', { name: 'Disconnect' }).click();
    await dialog.getByText('1 of its templates are active').waitFor();
    await database.query('UPDATE badge_template SET active = false');
    await dialog.getByRole('button', { name: 'Disconnect' }).click();
    await page.getByText('Demo University has been disconnected.').waitFor();
    await page.getByRole('heading', { level: 1, name: 'Connections' }).waitFor();
    expect((await send('viewer', 'GET', `/api/v1${path}`)).status).toBe(404);
  });

  test('an account of the settings says where to change it, and can be tested and synced', async () => {
    const page = await visit(`/connections/credly/${otherOrganization}`);
    await section(page, 'Status').getByText('Not tested yet', { exact: true }).waitFor();
    await page.getByText('under BADGES_CONFIG.credly.ORGANIZATIONS').waitFor();
    for (const name of ['Edit', 'Disconnect']) expect(await page.getByRole('button', { name }).count()).toBe(0);
    await page.getByRole('button', { name: /^Test connection/ }).click();
    await section(page, 'Key and test').getByText('The connection works').waitFor();
  });

  test('a pause, failed deliveries and an old key are told with what to do', async () => {
    await connectCredly({ keyIssuedOn: daysAgo(181) });
    const { database } = stage.database;
    const holder = { origin: 'credly', organization, template: credlyTemplate(1) } as const;
    await addBadges(database, await addTemplate(database, holder), 2);
    await providers.credlyControl.fault({ route: 'badges.issue', kind: 'status', status: 422, times: 1 });
    await providers.credlyControl.fault({ route: 'badges.issue', kind: 'status', status: 401 });
    deliver();
    const page = await visit('/connections', 'operator');
    const mine = card(page, 'Demo University');
    await mine.getByText(/^The key stopped working on/).waitFor();
    await mine.getByText('1 delivery needs an operator').waitFor();
    await mine.getByText(/^Paused since .*: next attempt in \d+ minutes$/).waitFor();
    await mine.getByText('The provider rejects the key (status 401)').waitFor();
    // What it said is a sentence; how it came is behind a fold.
    expect(await mine.getByText('{"').count()).toBe(0);
    await mine.getByText('The raw response').click();
    await mine.getByText('{').waitFor();
    await mine.getByText('Other accounts are not affected.').waitFor();
    await expectNoViolations(page);
    await mine.getByRole('link', { name: 'See deliveries' }).click();
    await page.getByRole('heading', { level: 1, name: 'Badges' }).waitFor();
    expect(new URL(page.url()).searchParams.get('account')).toBe(organization);
    await page.goto(`${stage.url}/badges`);
    const waiting = page
      .getByText(/^Waiting: Credly \(Demo University\) is paused since .*, next attempt at .*\./)
      .first();
    await waiting.waitFor();
    await waiting.getByRole('link', { name: 'See the connection' }).click();
    await page.getByRole('heading', { level: 1, name: 'Demo University' }).waitFor();
    await section(page, 'Key and test').getByText('Found during a delivery').waitFor();
  });

  test('the event bus is shown as it is: what waits, and when it does not answer', async () => {
    await new RedisTopic(redis.url).publish(passing(), passing(), passing());
    const page = await visit('/connections', 'viewer');
    const bus = section(page, 'Event bus');
    await bus.getByText('dev-learning-badges-lifecycle', { exact: true }).waitFor();
    await bus.getByText('Works').waitFor();
    await bus.getByText('badges.dev-learning-badges-lifecycle').waitFor();
    expect(await bus.locator('dt:text-is("Not read yet") + dd').textContent()).toBe('3');
    await bus.getByText('Closed').waitFor();
    await bus.getByText('All sent').waitFor();

    await redis.kill();
    onTestFinished(() => redis.start());
    await bus.getByText('Not responding').waitFor();
    await bus.getByText('Events wait on the bus until it is back').waitFor();
    await bus.getByText('its address is the setting EVENT_BUS_REDIS_CONNECTION_URL').waitFor();
  });

  test('the address for Credly is this site’s, to be copied', async () => {
    const page = await visit('/connections', 'viewer');
    const webhook = section(page, 'Webhook for Credly');
    await webhook.getByText(`${stage.url}/badges/credly/webhook/`).waitFor();
    await webhook.getByText('Credly needs an https address that it can reach').waitFor();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await webhook.getByRole('button', { name: 'Copy Webhook address' }).click();
    await webhook.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(`${stage.url}/badges/credly/webhook/`);
  });

  test.each([
    ['viewer', []],
    ['designer', ['Sync templates']],
    ['operator', ['Test connection', 'Sync templates']],
    ['admin', ['Test connection', 'Sync templates', 'Edit', 'Disconnect']],
  ] as const)('a %s is offered %j', async (role, offered) => {
    await connectCredly();
    const page = await visit(path, role);
    await section(page, 'Past syncs').getByText('have not been synced yet').waitFor();
    for (const name of ['Test connection', 'Sync templates', 'Edit', 'Disconnect'])
      expect([name, await page.getByRole('button', { name }).count()]).toEqual([
        name,
        (offered as readonly string[]).includes(name) ? 1 : 0,
      ]);
    const list = await visit('/connections', role);
    await card(list, 'Demo University').waitFor();
    expect(await list.getByRole('link', { name: 'Connect an account' }).count()).toBe(role === 'admin' ? 1 : 0);
    const form = await visit('/connections/new', role);
    await form
      .getByRole('heading', {
        level: 1,
        name: role === 'admin' ? 'Connect an account' : 'Your role does not allow this',
      })
      .waitFor();
  });

  test.each(looks)('axe finds nothing: $device, $scheme, $language', async (look) => {
    await connectCredly({ keyIssuedOn: daysAgo(160) });
    await connect(stage, 'accredible', 'main', 'a-wrong-key', { name: 'Demo Academy', force: true });
    const job = (await send('operator', 'POST', `/api/v1${path}/sync`)).json();
    const read = async () => (await send('viewer', 'GET', `/api/v1/sync-jobs/${job.id}`)).json().state !== 'running';
    await waitFor('the sync has ended', read);
    const page = await stage.visit('/connections', { as: 'admin', ...look });
    await page.getByRole('heading', { level: 3, name: 'Demo Academy' }).waitFor();
    await page.getByText('dev-learning-badges-lifecycle', { exact: true }).waitFor();
    await expectNoViolations(page);
    for (const [where, seen] of [
      ['/connections/new', 'form'],
      [path, 'a[href*="/syncs/"]'],
      ['/connections/accredible/main', 'h1'],
      [`${path}/syncs/${job.id}`, 'table'],
    ] as const) {
      await page.goto(stage.url + where);
      await page.locator(seen).first().waitFor();
      await expectNoViolations(page);
    }
  });
});

describe.skipIf(!hasPostgresql() || !hasChromium())('connections where no key can be stored', () => {
  test('say so before anybody fills in the form, and how to mend it', async () => {
    const stage = await stagePages();
    onTestFinished(() => stage.close());
    const page = await stage.visit('/connections', { as: 'admin' });
    await page.getByRole('heading', { name: 'No account is connected' }).waitFor();
    await page.getByRole('region', { name: 'Event bus' }).getByText('No event bus is set up').waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Connect an account' }).first().click();
    await page.getByRole('heading', { name: "Keys can't be stored here yet" }).waitFor();
    await page.getByText('openssl rand -base64 32').waitFor();
    const viewer = await stage.visit('/connections', { as: 'viewer' });
    await viewer.getByText('A Laurel admin can connect one.').waitFor();
    expect(await viewer.getByRole('link', { name: 'Connect an account' }).count()).toBe(0);
    await expectNoViolations(viewer);
  });
});
