import type { Page } from 'playwright-core';
import { decodeQR } from 'qr/decode.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startLmsOauthSimulator } from '../../simulators/lms-oauth/server.ts';
import type { LmsOauthSimulator } from '../../simulators/lms-oauth/server.ts';
import { processBatch } from '../../src/consumer/process-batch.ts';
import { hasChromium } from '../support/browser.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { hasPostgresql } from '../support/database.ts';
import { addBadge, addTemplate, badgeRow, revoke } from '../support/deliveries.ts';
import { demoCourse, otherCourse, passing } from '../support/events.ts';
import { issuingEnvironment } from '../support/issuing.ts';
import { looks } from '../support/looks.ts';
import { messageOf } from '../support/messages.ts';
import { expectFocus, expectNoViolations, stagePages } from '../support/pages.ts';
import type { PagesStage } from '../support/pages.ts';
import { signInLearner } from '../support/people.ts';
import type { Person } from '../support/people.ts';
import { freePort } from '../support/ports.ts';
import { issueBadges } from '../support/published-badges.ts';
import type { PublishedBadges } from '../support/published-badges.ts';
import { passCourse, template } from '../support/templates.ts';
import { createWallet } from '../support/wallet.ts';

/** The LMS knows the learners by these ids; the badge of the last of the three is private. */
const firstLearner = 70_001;

/** What learners see of their own, from signing in with the LMS on. */
describe.skipIf(!hasPostgresql() || !hasChromium())('the page of one’s own badges', () => {
  let stage: PagesStage;
  let lms: LmsOauthSimulator;
  let badges: PublishedBadges;
  /** Has a badge of each kind, and one begun. */
  let learner: Person;

  beforeAll(async () => {
    const port = await freePort();
    const site = `http://127.0.0.1:${port}`;
    lms = await startLmsOauthSimulator({
      clients: [
        {
          id: 'laurel',
          secret: 'sesame',
          redirectUris: [`${site}/api/auth/callback/lms`],
          scopes: ['user_id', 'profile', 'email'],
        },
      ],
      people: [firstLearner, firstLearner + 1, firstLearner + 2].map((userId) => ({
        userId,
        username: `learner${userId}`,
        name: `Learner ${userId}`,
        email: `someone${userId}@example.org`,
      })),
      autoApprove: `learner${firstLearner + 2}`,
    });
    stage = await stagePages({
      port,
      environment: {
        ...issuingEnvironment,
        LAUREL_PUBLIC_URL: site,
        SOCIAL_AUTH_EDX_OAUTH2_KEY: 'laurel',
        SOCIAL_AUTH_EDX_OAUTH2_SECRET: 'sesame',
        SOCIAL_AUTH_EDX_OAUTH2_URL_ROOT: lms.url,
        JWT_PUBLIC_SIGNING_JWK_SET: JSON.stringify(lms.jwkSet),
        LAUREL_LMS_JWT_AUDIENCE: 'openedx',
      },
    });
    const { database } = stage.database;
    badges = await issueBadges(database, { firstLearner });
    const { learner_id: id } = await badgeRow(database, badges.kept.badgeId);
    learner = await signInLearner(database, stage.api.authentication, id);
    const [held = '', lost = ''] = await Promise.all(
      ['held', 'lost'].map(async (name) =>
        addBadge(database, await addTemplate(database, { origin: 'credly', organization: 'org', template: name })),
      ),
    );
    await database.query(
      `UPDATE badge SET learner_id = $1, external_id = id::text, external_url = 'https://credly.example.org/b/1' WHERE id = ANY ($2)`,
      [id, [held, lost]],
    );
    await revoke(database, lost);
    await storeTemplates(database, [
      template({
        id: 'two-courses',
        name: 'Two courses',
        requirements: [
          passCourse('a', demoCourse),
          { ...passCourse('b', otherCourse, 'either'), description: 'Pass the other course' },
          { ...passCourse('c', 'course-v1:X+Y+Z', 'either'), description: 'pass the third course' },
        ],
      }),
    ]);
    await processBatch(consumerParts(database), [messageOf(passing({ learner: id }))]);
  });
  afterAll(async () => {
    await stage?.close();
    await lms?.close();
  });

  test('a learner signs in with the LMS, publishes a badge with the keyboard, and makes it private again', async () => {
    const page = await stage.visit('/templates', { as: null });
    await page.getByRole('link', { name: 'Sign in with the LMS' }).click();
    await page.getByRole('heading', { level: 1, name: 'My badges' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/my/badges');
    // Nothing of the pages for those who work here.
    expect(await page.getByRole('navigation').count()).toBe(0);
    const badge = page.getByRole('article').filter({ hasText: 'Data Stewardship' });
    const published = badge.getByRole('switch', { name: 'Published: Data Stewardship' });
    await published.waitFor();
    expect(await published.isChecked()).toBe(false);
    await badge.getByText('Only you can see this badge.').waitFor();
    await expectNoViolations(page);

    const publicPage = `${stage.url}/b/${badges.secret.publicId}`;
    const status = async () => (await page.request.get(publicPage, { headers: { accept: 'text/html' } })).status();
    expect(await status()).toBe(404);
    const preview = await page.request.get(
      stage.url + (await badge.getByRole('link', { name: 'Preview what others would see' }).getAttribute('href')),
    );
    expect(await preview.text()).toContain('Data Stewardship');

    await published.focus();
    await page.keyboard.press('Space');
    const link = badge.getByRole('link', { name: badges.secret.publicId }).first();
    await link.waitFor();
    await expectFocus(published);
    expect(await status()).toBe(200);
    await badge.getByRole('button', { name: 'Copy link to Data Stewardship' }).waitFor();
    expect(await badge.getByRole('link', { name: 'Add to LinkedIn' }).getAttribute('href')).toContain(
      encodeURIComponent(`/b/${badges.secret.publicId}`),
    );
    const download = page.waitForEvent('download');
    await badge.getByRole('link', { name: 'Download Data Stewardship as PNG' }).click();
    expect((await download).suggestedFilename()).toBe('badge.png');
    await expectNoViolations(page);

    await page.keyboard.press('Escape');
    await published.focus();
    await page.keyboard.press('Space');
    await badge.getByText('Only you can see this badge.').waitFor();
    expect([await status(), await link.count()]).toEqual([404, 0]);

    await page.getByRole('button', { name: `Account: Learner ${firstLearner + 2}` }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
    expect(await page.getByRole('menuitem').allTextContents()).toEqual(['My badges', 'Sign out']);
  });

  test.each(looks)('earned, begun and revoked badges, on a $device in $language', async (look) => {
    const page = await stage.visit('/my/badges', { cookie: learner.cookie, ...look });
    const arabic = look.language === 'ar';
    await page.getByRole('heading', { level: 1, name: arabic ? 'شاراتي' : 'My badges' }).waitFor();
    const part = (name: string) => page.getByRole('region', { name, exact: true });
    const earned = part(arabic ? 'الشارات المكتسبة' : 'Earned');
    await earned.getByRole('link', { name: arabic ? 'افتحها في Credly' : 'Open at Credly' }).waitFor();
    expect(await earned.getByRole('article').count()).toBe(2);
    const begun = part(arabic ? 'قيد التقدم' : 'In progress');
    await expect
      .poll(() => begun.getByRole('listitem').allTextContents())
      .toEqual([
        arabic ? 'Pass the other course أو pass the third course' : 'Pass the other course or pass the third course',
      ]);
    expect(await begun.getByRole('link').first().getAttribute('href')).toBe(`${lms.url}/courses/${otherCourse}/about`);
    await part(arabic ? 'الشارات المسحوبة' : 'Revoked')
      .getByText('Grade withdrawn')
      .waitFor();
    await expectNoViolations(page);
    const { width = 0 } = page.viewportSize() ?? {};
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });

  test('a badge goes into a wallet: by the code, which a camera reads, or by a link; one sees that it was taken, or that the time is over', async () => {
    const { database } = stage.database;
    const page = await stage.visit('/my/badges', { cookie: learner.cookie, scheme: 'dark' });
    const badge = page.getByRole('article').filter({ hasText: 'Data Stewardship' });
    const add = badge.getByRole('button', { name: 'Add to a wallet: Data Stewardship' });
    await add.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Add Data Stewardship to a wallet' });
    const code = dialog.getByRole('img', { name: 'QR code for the wallet' });
    await code.waitFor();
    await dialog.getByText('Works once, for another 10 minutes').waitFor();
    await expectNoViolations(page);

    // What the code says leads a wallet to the badge.
    const interaction = await readQrCode(page, await code.screenshot());
    expect(interaction).toMatch(new RegExp(`^${stage.url}/interactions/[\\w-]{43}\\?iuv=1$`));
    const take = async (url: string): Promise<void> => {
      const { protocols } = (await (await fetch(url)).json()) as { protocols: { vcapi: string } };
      const post = async (body: object): Promise<unknown> => {
        const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
        return (await fetch(protocols.vcapi, init)).json();
      };
      const { verifiablePresentationRequest: asked } = (await post({})) as { verifiablePresentationRequest: Asked };
      const wallet = await createWallet();
      const { challenge, domain } = asked;
      const answer = await post({ verifiablePresentation: await wallet.present({ challenge, domain }) });
      expect(answer).toMatchObject({
        verifiablePresentation: { verifiableCredential: [{ credentialSubject: { id: wallet.did } }] },
      });
    };
    await take(interaction);
    await dialog.getByRole('status').filter({ hasText: 'A wallet has taken the badge' }).waitFor();
    expect(await code.count()).toBe(0);
    await expectNoViolations(page);

    // Once more: nobody comes in time.
    const again = dialog.getByRole('button', { name: 'Create a new code' });
    await again.focus();
    await page.keyboard.press('Enter');
    await code.waitFor();
    await expectFocus(again);
    const learnCard = await dialog.getByRole('link', { name: 'Open LearnCard' }).getAttribute('href');
    expect(new URL(learnCard ?? '').searchParams.get('vc_request_url')).toMatch(/\/exchanges\/[\w-]{43}$/);
    // Wallets of other kinds have codes and links of their own, which lead to the same badge.
    const opens = dialog.getByRole('link', { name: 'Open the wallet' });
    const links: string[] = [];
    for (const kind of ['A European Union wallet', 'Another wallet']) {
      await dialog.getByRole('radio', { name: kind }).check();
      links.push((await opens.getAttribute('href')) ?? '');
      expect(await readQrCode(page, await code.screenshot())).toBe(links.at(-1));
      const address = new URL(links.at(-1) ?? '').searchParams.get('credential_offer_uri') ?? '';
      const there = address.replace('https://badges.example.org', stage.url);
      expect(await (await fetch(there)).json()).toMatchObject({ grants: expect.any(Object) });
    }
    expect(links.filter((each) => each.includes('sd_jwt'))).toEqual([links[0]]);
    await expectNoViolations(page);
    await dialog.getByRole('radio', { name: 'Learner Credential Wallet or LearnCard' }).check();
    expect(await readQrCode(page, await code.screenshot())).toContain('/interactions/');
    const lastMinute = "UPDATE wallet_offer SET ends_at = now() + interval '55 seconds' WHERE taken_at IS NULL";
    await database.query(lastMinute);
    await dialog.getByText(/for another [1-5]?\d seconds/).waitFor();
    await database.query(lastMinute.replace("+ interval '55 seconds'", ''));
    await dialog.getByRole('status').filter({ hasText: 'This code no longer works' }).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await expectFocus(add);

    const phone = await stage.visit('/my/badges', { cookie: learner.cookie, device: 'phone', language: 'ar' });
    await phone.getByRole('button', { name: 'أضفها إلى محفظة: Data Stewardship' }).click();
    const arabic = phone.getByRole('dialog');
    await arabic.getByText('يعمل مرة واحدة، خلال 10 دقائق').waitFor();
    const link = await arabic.getByRole('link', { name: 'افتح Learner Credential Wallet' }).getAttribute('href');
    expect(link).toMatch(/^dccrequest:\/\/request\?issuer=did%3Aweb/);
    await expectNoViolations(phone);
    const { width = 0 } = phone.viewportSize() ?? {};
    expect(await phone.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);

    // Whose phone opens the code in its browser sees a page for it.
    const offered = await readQrCode(page, await arabic.getByRole('img', { name: 'رمز QR للمحفظة' }).screenshot());
    await phone.goto(offered);
    await phone.getByRole('heading', { level: 1, name: 'Data Stewardship' }).waitFor();
    expect(await phone.getByRole('link', { name: 'افتح Learner Credential Wallet' }).getAttribute('href')).toBe(link);
    await expectNoViolations(phone);
    expect(await phone.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });

  test('without badges the page says how they come; with a role it is in the menu', async () => {
    const { database } = stage.database;
    const { id, cookie } = await signInLearner(database, stage.api.authentication, 900_201);
    const page = await stage.visit('/', { cookie });
    await page.getByRole('heading', { name: 'No badges yet' }).waitFor();
    await page.getByText('Ask a Laurel admin for one').waitFor();
    await expectNoViolations(page);
    await stage.api.send('admin', 'PATCH', `/api/v1/users/${id}`, { body: { role: 'viewer', disabled: false } });
    await page.goto(`${stage.url}/`);
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    await page.getByRole('button', { name: /^Account: / }).click();
    await page.getByRole('menuitem', { name: 'My badges' }).click();
    await page.getByRole('heading', { name: 'No badges yet' }).waitFor();
    await page.getByRole('navigation', { name: 'Main' }).waitFor();
  });

  test('who signed in with a password learns why there is nothing', async () => {
    const page = await stage.visit('/my/badges', { as: 'viewer' });
    await page.getByRole('heading', { name: 'You are not signed in as a learner' }).waitFor();
    await expectNoViolations(page);
  });
});

interface Asked {
  readonly challenge: string;
  readonly domain: string;
}

interface Points {
  readonly width: number;
  readonly height: number;
  readonly data: readonly number[];
}

/** What a camera reads in a picture of the screen. */
async function readQrCode(page: Page, screenshot: Buffer): Promise<string> {
  const { width, height, data } = await page.evaluate<Points>(`(async () => {
    const picture = new Image();
    picture.src = 'data:image/png;base64,${screenshot.toString('base64')}';
    await picture.decode();
    const canvas = document.createElement('canvas');
    canvas.width = picture.naturalWidth;
    canvas.height = picture.naturalHeight;
    const context = canvas.getContext('2d');
    context.drawImage(picture, 0, 0);
    const { width, height, data } = context.getImageData(0, 0, canvas.width, canvas.height);
    return { width, height, data: [...data] };
  })()`);
  return decodeQR({ width, height, data: Uint8Array.from(data) });
}
