/**
 * From the first admin to a badge and back, as people do it: in a browser, with the real program in a process of its own, on
 * PostgreSQL and Redis, with Credly, and with an LMS to sign in with.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startLmsOauthSimulator } from '../../simulators/lms-oauth/server.ts';
import type { LmsOauthSimulator } from '../../simulators/lms-oauth/server.ts';
import { ensurePages } from '../../scripts/build-pages.ts';
import { RedisConnection } from '../../src/bus/redis-streams/connection.ts';
import type { Event } from '../../src/rules/event.ts';
import { parkMessages } from '../../src/store/engine/parked.ts';
import { openWorld, topic } from '../invariants/world.ts';
import type { World } from '../invariants/world.ts';
import { hasChromium, startBrowser } from '../support/browser.ts';
import { credlyOrganization, credlyTemplates } from '../support/crowd.ts';
import { hasPostgresql } from '../support/database.ts';
import { demoCourse, passing } from '../support/events.ts';
import { runLaurel, startLaurel } from '../support/laurel.ts';
import type { LaurelEnvironment, LaurelProcess } from '../support/laurel.ts';
import { messageOf } from '../support/messages.ts';
import { freePort } from '../support/ports.ts';
import { isRedisInstalled } from '../support/redis.ts';

const email = 'ada@example.org';
const lmsClient = { id: 'laurel', secret: 'a-secret-of-the-oauth-application' };

describe.skipIf(!hasPostgresql() || !isRedisInstalled() || !hasChromium())('from the first admin to a badge', () => {
  let world: World;
  let lms: LmsOauthSimulator;
  let bus: RedisConnection;
  let environment: LaurelEnvironment;
  let laurel: LaurelProcess;
  let browser: Browser;
  let url: string;
  let password: string;
  /** The admin, signed in. */
  let page: Page;
  /** Path of the badge's page. */
  let badge: string;

  beforeAll(async () => {
    ensurePages(() => {});
    world = await openWorld({ credly: [], accredible: [] });
    url = `http://localhost:${await freePort()}`;
    lms = await startLmsOauthSimulator({
      clients: [
        { ...lmsClient, redirectUris: [`${url}/api/auth/callback/lms`], scopes: ['user_id', 'profile', 'email'] },
      ],
      people: [{ userId: 77, username: 'lin', email: 'lin@example.org', name: 'Lin Learner' }],
      autoApprove: 'lin',
    });
    environment = {
      ...world.environment,
      // Long enough that somebody can look at a failed delivery before it is tried again by itself.
      LAUREL_DELIVERY_RETRY_BASE_SECONDS: '600',
      LAUREL_DELIVERY_RETRY_CAP_SECONDS: '3600',
      LAUREL_HTTP_PORT: new URL(url).port,
      LAUREL_PUBLIC_URL: url,
      LAUREL_SECRET: 'a-secret-of-tests-that-is-long-enough',
      SOCIAL_AUTH_EDX_OAUTH2_KEY: lmsClient.id,
      SOCIAL_AUTH_EDX_OAUTH2_SECRET: lmsClient.secret,
      SOCIAL_AUTH_EDX_OAUTH2_URL_ROOT: lms.url,
      SOCIAL_AUTH_EDX_OAUTH2_ISSUER: lms.issuer,
      LAUREL_LMS_JWT_AUDIENCE: 'openedx',
      JWT_PUBLIC_SIGNING_JWK_SET: JSON.stringify(lms.jwkSet),
    };
    bus = new RedisConnection(world.redis.url);
    const created = await runLaurel(
      ['admin', 'create', '--email', email, '--name', 'Ada', '--generate-password', '--json'],
      environment,
    );
    ({ password } = JSON.parse(created.stdout) as { password: string });
    laurel = startLaurel(['run'], environment);
    await laurel.waitForLog('serving the API and the pages', { timeoutMs: 60_000 });
    browser = await startBrowser();
    page = await newPage();
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    bus?.close();
    await laurel?.stop();
    await lms?.close();
    await world?.close();
  });

  /** Nobody is signed in there yet. */
  async function newPage(): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
    context.setDefaultTimeout(20_000);
    return context.newPage();
  }

  async function publish(event: Event): Promise<void> {
    const { fields, body } = messageOf(event);
    await bus.send(['XADD', topic, '*', ...fields, 'event_data', body ?? Buffer.alloc(0)]);
  }

  async function faultsAtCredly(faults: readonly object[]): Promise<void> {
    await fetch(`${world.sites.credly}/_sim/faults`, { method: 'DELETE' });
    const body = JSON.stringify(faults);
    const headers = { 'content-type': 'application/json' };
    if (faults.length > 0) await fetch(`${world.sites.credly}/_sim/faults`, { method: 'POST', headers, body });
  }

  /** Looks at a page again until it shows what is awaited: some pages are not live. */
  async function seeAt(path: string, seen: (shown: Page) => Promise<void>): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      await page.goto(url + path);
      try {
        return await seen(page);
      } catch (error) {
        if (tries === 8) throw error;
      }
    }
  }

  const soon = { timeout: 4_000 };

  test('signing in with a password leads to the overview', async () => {
    await page.goto(url);
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(`${password}x`);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText('The e-mail address or the password is wrong.').waitFor();
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  });

  test('a template of Credly is made, tried and activated in the editor', async () => {
    await page.goto(`${url}/templates/_new`);
    await page.getByLabel('Name', { exact: true }).fill('Demo graduate');
    await page.getByText('Credly', { exact: true }).click();
    await page.getByRole('combobox', { name: 'Credly organization' }).click();
    await page.getByRole('option', { name: credlyOrganization }).click();
    await page.getByText('Enter the id yourself').click();
    await page.getByLabel('Credly template id').fill(credlyTemplates[0]);
    await page.getByRole('button', { name: 'Add a requirement' }).click();
    const requirement = page.getByRole('article', { name: 'Requirement 1' });
    await requirement.getByLabel('Summary').fill('Pass the Demo course');
    await requirement.getByLabel('Expected value').nth(1).fill(demoCourse);
    await page.getByRole('button', { name: 'Add a penalty' }).click();
    await page.getByRole('article', { name: 'Penalty 1' }).getByLabel('Summary').fill('Fails it after all');
    const trial = page.getByRole('region', { name: 'Try it' });
    await trial.getByRole('button', { name: 'Try it' }).click();
    await trial.getByText('This event alone would earn the badge.').waitFor();
    await page.getByRole('button', { name: 'Create template' }).click();
    await page.getByRole('heading', { level: 1, name: /^Demo graduate/ }).waitFor();
    await page.getByRole('button', { name: 'Activate' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Activate' }).click();
    await page.getByText('“Demo graduate” is active.').waitFor();
  });

  test('an event makes a learner earn it; the outage of Credly shows, and a retry heals it', async () => {
    await faultsAtCredly([{ route: 'badges.issue', kind: 'status', status: 503 }]);
    await publish(passing({ learner: 7, course: demoCourse }));
    await seeAt('/badges', (shown) => shown.locator('main tbody a[href^="/badges/"]:visible').first().waitFor(soon));
    await page.locator('main tbody a[href^="/badges/"]:visible').first().click();
    await page.waitForURL(/\/badges\/[0-9a-f-]{36}$/);
    badge = new URL(page.url()).pathname;
    await seeAt(badge, (shown) => shown.getByText('Failed; will be retried automatically').first().waitFor(soon));
    await page.getByText('503').first().waitFor();

    await faultsAtCredly([]);
    await page.getByRole('button', { name: 'Retry now' }).click();
    await seeAt(new URL(page.url()).pathname, (shown) => shown.getByText('Nothing left to do').first().waitFor(soon));
    await seeAt('/learners/7/templates/demo-graduate', (shown) => shown.getByText('Fulfilled').first().waitFor(soon));
  });

  test('a penalty revokes it, inside and at Credly', async () => {
    await publish(passing({ learner: 7, course: demoCourse, passing: false }));
    await seeAt(badge, async (shown) => {
      await shown.getByText('Revoked', { exact: true }).first().waitFor(soon);
      await shown.getByText('Nothing left to do').first().waitFor(soon);
    });
    const badges = (await (await fetch(`${world.sites.credly}/_sim/badges`)).json()) as {
      badges: readonly { state: string }[];
    };
    expect(badges.badges.map(({ state }) => state)).toEqual(['revoked']);
  });

  test('a parked message is inspected and replayed', async () => {
    // As an outage in the middle of things leaves it: readable, and not processed.
    const message = { ...messageOf(passing({ learner: 8, course: demoCourse })), topic };
    await world.database.transaction((transaction) =>
      parkMessages(transaction, [{ message, reason: 'processing_failed', detail: '53100' }]),
    );
    await page.goto(`${url}/parked`);
    await page.locator('main a[href^="/parked/"]:visible').first().click();
    await page.getByRole('heading', { name: 'Why it is here' }).waitFor();
    await page.getByText(demoCourse).first().waitFor();
    await page.getByRole('button', { name: 'Retry' }).first().click();
    await page.getByText(/has been processed\./).waitFor();
    await seeAt('/learners/8/templates/demo-graduate', (shown) => shown.getByText('Fulfilled').first().waitFor(soon));
  });

  test('somebody from the LMS signs in, sees their own badges until an admin gives a role, and then what it allows', async () => {
    const visitor = await newPage();
    await visitor.goto(url);
    await visitor.getByRole('link', { name: 'Sign in with the LMS' }).click();
    await visitor.getByRole('heading', { level: 1, name: 'My badges' }).waitFor();
    expect(await visitor.getByRole('navigation').count()).toBe(0);

    await page.goto(`${url}/people?role=none`);
    await page.getByRole('button', { name: 'Actions for Lin Learner' }).click();
    await page.getByRole('menuitem', { name: 'Change role' }).click();
    await page.getByRole('radio', { name: /Viewer/ }).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Change role' }).click();
    await page.getByText('The role of Lin Learner has been changed.').waitFor();

    await visitor.goto(url);
    await visitor.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    const navigation = visitor.getByRole('navigation', { name: 'Main' });
    expect(await navigation.getByRole('link', { name: 'Templates' }).count()).toBe(1);
    expect(await navigation.getByRole('link', { name: 'People' }).count()).toBe(0);
    await visitor.goto(`${url}/templates`);
    await visitor.getByText('Demo graduate').first().waitFor();
    expect(await visitor.getByRole('link', { name: 'New template' }).count()).toBe(0);
    await visitor.goto(`${url}/people`);
    await visitor.getByText('Your role does not allow this').first().waitFor();
  });
});
