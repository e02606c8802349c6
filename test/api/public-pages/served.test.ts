/** The public pages as a server has them: to a browser, to a crawler, to whoever looks for what is private. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bake } from '../../../src/issuing/open-badges/baking/baking.ts';
import { defaultImage } from '../../../src/issuing/openedx/default-image.ts';
import { stageApi } from '../../support/api.ts';
import type { Answer, ApiStage } from '../../support/api.ts';
import { hasChromium, startBrowser } from '../../support/browser.ts';
import { createTestDatabase, hasPostgresql } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { issuingEnvironment } from '../../support/issuing.ts';
import { expectNoViolations } from '../../support/pages.ts';
import { issueBadges, publish } from '../../support/published-badges.ts';
import type { PublishedBadges } from '../../support/published-badges.ts';

const site = 'https://badges.example.org';
const chrome = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';

const headersOfPage = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': expect.stringMatching(
    /^default-src 'none'; style-src 'sha256-[^ ]+'; img-src 'self'/,
  ) as string,
  'cache-control': 'public, no-cache',
};

describe.skipIf(!hasPostgresql())('public pages', () => {
  let store: TestDatabase;
  let api: ApiStage;
  let badges: PublishedBadges;
  let url: string;
  beforeAll(async () => {
    store = await createTestDatabase();
    api = await stageApi(store.database, { environment: issuingEnvironment });
    badges = await issueBadges(store.database);
    url = await api.server.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await api.close();
    await store.close();
  });

  const get = (path: string, headers: Record<string, string> = { accept: chrome }): Promise<Answer> =>
    api.send(null, 'GET', path, { headers });
  const pathOf = (address: unknown): string => new URL(String(address)).pathname;
  const achievementOf = (body: string | null) => JSON.parse(body ?? '').credentialSubject.achievement;

  test('are for browsers and crawlers; programs get the data at the same addresses', async () => {
    const { kept } = badges;
    const places = [`/b/${kept.publicId}`, pathOf(achievementOf(kept.body).id), '/issuers/acme'];
    for (const path of places) {
      for (const accept of [chrome, '*/*', 'text/html']) {
        const page = await get(path, { accept });
        expect(page).toMatchObject({
          status: 200,
          headers: {
            ...headersOfPage,
            vary: 'Accept, Accept-Language',
            'x-content-type-options': 'nosniff',
          },
        });
        expect(page.text).not.toMatch(/<script(?! type="application\/ld\+json")/);
        expect(page.text).not.toContain('noindex');
        expect(page.text).toContain(`<link rel="canonical" href="${site}${path}" />`);
      }
      for (const accept of [
        'application/json',
        'application/json, text/plain, */*',
        'application/ld+json, text/html;q=0.9',
      ])
        expect(String((await get(path, { accept })).headers['content-type'])).toMatch(/json/);
      const { headers } = await get(path);
      expect((await get(path, { accept: chrome, 'if-none-match': String(headers['etag']) })).status).toBe(304);
    }
    const arabic = await get(`/b/${kept.publicId}`, { accept: chrome, 'accept-language': 'ar-EG,ar;q=0.9' });
    expect(arabic.text).toContain('<html lang="ar" dir="rtl">');
    expect((await get(`/b/${kept.publicId}?lang=en`, { accept: chrome, 'accept-language': 'ar' })).text).toContain(
      'lang="en"',
    );
  });

  test('say at once that a badge was revoked', async () => {
    expect((await get(`/b/${badges.kept.publicId}`)).text).toContain('<strong>Valid</strong>');
    const page = (await get(`/b/${badges.revoked.publicId}`)).text;
    expect(page).toContain('<strong>Revoked</strong>');
    expect(page).not.toContain('linkedin.com');
  });

  test('of what is private are the page of what does not exist, to the byte, in both languages', async () => {
    const { secret } = badges;
    const plain = ({ status, text, headers }: Answer) => ({
      status,
      text,
      headers: { ...headers, 'x-request-id': '', date: '' },
    });
    for (const query of ['', '?lang=ar']) {
      const hidden = plain(await get(`/b/${secret.publicId}${query}`));
      expect(hidden).toEqual(plain(await get(`/b/${'A'.repeat(secret.publicId.length)}${query}`)));
      expect(hidden).toMatchObject({ status: 404, headers: { 'cache-control': 'no-store' } });
      expect(hidden.text).toContain('<meta name="robots" content="noindex" />');
      expect(hidden.text).not.toContain(String(achievementOf(secret.body).name));
    }
    for (const path of [
      `/b/${secret.publicId}/card.png`,
      `/oembed?url=${encodeURIComponent(`${site}/b/${secret.publicId}`)}`,
    ])
      expect((await get(path)).status).toBe(404);
    await publish(store.database, secret.badgeId, true);
    expect((await get(`/b/${secret.publicId}`)).status).toBe(200);
    await publish(store.database, secret.badgeId, false);
    expect((await get(`/b/${secret.publicId}`)).status).toBe(404);
    for (const path of ['/issuers/nobody', '/achievements/nothing']) {
      const answer = await get(path);
      expect(answer).toMatchObject({ status: 404, headers: { 'content-type': 'text/html; charset=utf-8' } });
    }
  });

  test('are those of the documentation, too: in the frame of the language, and only what is there', async () => {
    const page = await get('/docs/access', { accept: chrome, 'accept-language': 'ar' });
    expect(page).toMatchObject({
      status: 200,
      headers: {
        ...headersOfPage,
        vary: 'Accept-Language',
      },
    });
    for (const part of ['<html lang="ar" dir="rtl">', '<article lang="en" dir="ltr">', '<h2 id="roles">', 'noindex'])
      expect(page.text).toContain(part);
    expect(page.text).toContain('href="/docs/open-badges#my-badges"');
    expect(page.text).toContain('الوثائق متاحة بالإنجليزية فقط.');
    expect(page.text).not.toMatch(/<script|href="[^"]*\.md/);
    const known = { accept: chrome, 'accept-language': 'ar', 'if-none-match': String(page.headers['etag']) };
    expect((await get('/docs/access', known)).status).toBe(304);

    const list = await get('/docs');
    expect(list.text).toContain('href="/docs/access"');
    expect(list.text).toContain('href="/api/reference"');
    // As messages call the file.
    expect(await get('/docs/access.md')).toMatchObject({ status: 302, headers: { location: '/docs/access' } });
    for (const path of [
      'nowhere',
      'pages',
      'decisions',
      'decisions/0001-record-decisions',
      'openapi.json',
      '../README',
      '..%2f..%2fREADME.md',
      '%2e%2e/package.json',
      '....//README',
      'access/../../README',
      'constructor',
    ]) {
      const answer = await api.server.inject({ method: 'GET', url: `/docs/${path}`, headers: { accept: chrome } });
      expect({ path, status: answer.statusCode }).toEqual({ path, status: 404 });
      expect(answer.body).not.toContain('Awards badges for what learners do');
    }
    const missing = await get('/docs/nowhere');
    expect(missing.text).toContain('No such page in the documentation');
    expect(missing.text).toContain('href="/docs"');
  });

  test('come with a picture and with HTML for other sites', async () => {
    // As long as an id and made of its letters, and none.
    expect((await get(`/achievements/${'-'.repeat(36)}/card.png`)).status).toBe(404);
    const { kept } = badges;
    const page = await get(`/b/${kept.publicId}`);
    const address = /property="og:image" content="([^"]+)"/.exec(page.text)?.[1];
    for (const path of [pathOf(address), `${pathOf(achievementOf(kept.body).id)}/card.png`]) {
      const card = await api.server.inject({ method: 'GET', url: path });
      expect(card).toMatchObject({
        statusCode: 200,
        headers: { 'content-type': 'image/png', 'cross-origin-resource-policy': 'cross-origin' },
      });
      // Width and height of a PNG.
      expect([card.rawPayload.readUInt32BE(16), card.rawPayload.readUInt32BE(20)]).toEqual([1200, 630]);
    }
    const oembed = /type="application\/json\+oembed" href="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const { pathname, search } = new URL(oembed);
    expect((await get(`${pathname}${search}&maxwidth=200`)).json()).toMatchObject({
      type: 'rich',
      width: 200,
      thumbnail_url: address,
      html: expect.stringContaining(`<a href="${site}/b/${kept.publicId}"`),
    });
    expect((await get(`${pathname}${search}&format=xml`)).status).toBe(501);
  });

  describe('verifying', () => {
    const verify = (body: object) => api.send(null, 'POST', '/api/v1/verify', { body });
    const outcomes = (answer: Answer) =>
      (answer.json().steps as { step: string; outcome: string }[]).map(({ step, outcome }) => `${step} ${outcome}`);

    test('own badges needs no connection, however they are given', async () => {
      const { kept } = badges;
      const page = `${site}/b/${kept.publicId}`;
      const image = bake(Buffer.from(defaultImage.bytes), kept.body ?? '');
      const jwt = await get(`/b/${kept.publicId}.jwt`, {});
      for (const given of [
        { url: page },
        { url: `${page}.json` },
        { badge: JSON.parse(kept.body ?? '') },
        { badge: kept.body },
        { badge: jwt.text },
        { file: image.toString('base64') },
      ]) {
        const answer = await verify(given);
        expect(answer.json(), JSON.stringify(given)).toMatchObject({ isVerified: true, verdict: 'verified' });
        expect(outcomes(answer)).toEqual(
          ['form', 'issuer', 'signature', 'period', 'status'].map((step) => `${step} passed`),
        );
      }
    });

    test('what was revoked or changed fails, and what can not be looked up is said to be not checked', async () => {
      const { kept, revoked } = badges;
      expect((await verify({ badge: revoked.body })).json()).toMatchObject({ verdict: 'failed' });
      const changed = (kept.body ?? '').replace('Acme Academy', 'Evil Academy');
      expect((await verify({ badge: changed })).json()).toMatchObject({ isVerified: false, verdict: 'failed' });
      // A did:web on a private address is not asked for its keys.
      const elsewhere = (kept.body ?? '').replaceAll('badges.example.org', 'localhost%3A8443');
      const answer = await verify({
        badge: elsewhere.replaceAll('https://localhost%3A8443', 'https://localhost:8443'),
      });
      expect(answer.json()).toMatchObject({ isVerified: false });
      expect(answer.text).toContain('private network');
      expect(outcomes(answer)).toContain('issuer notChecked');
    });

    test('a private badge of this site, and what is not on the internet, can not be fetched', async () => {
      for (const address of [
        `${site}/b/${badges.secret.publicId}`,
        `${site}/b/AAAA`,
        'https://127.0.0.1/badge.json',
        'https://[::1]/badge.json',
        'http://example.org/badge.json',
        'https://169.254.169.254/latest/meta-data',
      ])
        expect((await verify({ url: address })).json(), address).toMatchObject({
          status: 422,
          code: 'BADGE_NOT_FETCHED',
        });
      const [secret, unknown] = await Promise.all(
        [badges.secret.publicId, 'A'.repeat(badges.secret.publicId.length)].map((id) =>
          verify({ url: `${site}/b/${id}` }),
        ),
      );
      expect({ ...secret?.json(), requestId: '' }).toEqual({ ...unknown?.json(), requestId: '' });
      expect((await verify({})).status).toBe(422);
      expect((await verify({ url: site, badge: '{}' })).status).toBe(422);
    });

    test('is held back when one address asks for too much', async () => {
      const statuses: number[] = [];
      for (let count = 0; count < 31; count++) {
        const answer = await api.send(null, 'POST', '/api/v1/verify', { body: { badge: '{}' }, address: '192.0.2.7' });
        statuses.push(answer.status);
      }
      expect(statuses).toEqual([...Array<number>(30).fill(200), 429]);
    });
  });

  describe.skipIf(!hasChromium())('in a browser without scripts', () => {
    let browser: Browser;
    const contexts: BrowserContext[] = [];
    beforeAll(async () => {
      browser = await startBrowser();
    });
    afterAll(() => browser.close());

    /** The site at its public address, which leads to the server of the test. */
    async function visit(path: string, { phone = false, language = 'en', scripts = false } = {}): Promise<Page> {
      const context = await browser.newContext({
        javaScriptEnabled: scripts,
        viewport: phone ? { width: 360, height: 740 } : { width: 1280, height: 860 },
        colorScheme: phone ? 'dark' : 'light',
        locale: language === 'ar' ? 'ar-EG' : 'en-GB',
      });
      contexts.push(context);
      await context.route(`${site}/**`, async (route) => {
        const request = route.request();
        const { host: _host, ...headers } = request.headers();
        const answer = await fetch(request.url().replace(site, url), {
          method: request.method(),
          headers,
          ...(request.method() === 'POST' && { body: new Uint8Array(request.postDataBuffer() ?? []) }),
        });
        const { 'content-encoding': _encoding, ...answered } = Object.fromEntries(answer.headers);
        await route.fulfill({
          status: answer.status,
          headers: answered,
          body: Buffer.from(await answer.arrayBuffer()),
        });
      });
      const page = await context.newPage();
      page.on('console', (message) =>
        expect(message.text()).not.toMatch(/Content Security Policy|Content-Security-Policy/),
      );
      await page.goto(site + path);
      return page;
    }

    async function expectGood(page: Page): Promise<void> {
      await expectNoViolations(page);
      const widest = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      expect(widest, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0);
    }

    test('every page is accessible on a desktop and on a phone, light and dark, English and Arabic', async () => {
      const { kept, revoked, secret } = badges;
      const pages = [
        `/b/${kept.publicId}`,
        `/b/${revoked.publicId}`,
        `/b/${secret.publicId}`,
        pathOf(achievementOf(kept.body).id),
        '/issuers/acme',
        '/verify',
        '/docs',
        '/docs/learners-and-badges',
        `/verify?url=${encodeURIComponent(`${site}/b/${kept.publicId}`)}`,
      ];
      // Axe is a script of the test's own; those of a page would not run.
      for (const looks of [{}, { phone: true, language: 'ar' }] as const) {
        const page = await visit(pages[0] ?? '', { ...looks, scripts: true });
        for (const path of pages) {
          await page.goto(site + path);
          await expectGood(page);
        }
      }
      for (const context of contexts.splice(0)) await context.close();
    });

    test('somebody follows a badge to the page that verifies it, and verifies another from a file and from text', async () => {
      const { kept, revoked } = badges;
      const page = await visit(`/b/${kept.publicId}`);
      const image = page.getByRole('img', { name: /^Badge image: / });
      expect(
        await image.evaluate((element) => (element as unknown as { naturalWidth: number }).naturalWidth),
      ).toBeGreaterThan(0);
      await page.getByRole('link', { name: 'Verify this badge' }).click();
      await page.getByText('Verified', { exact: true }).waitFor();
      expect(await page.getByRole('listitem').filter({ hasText: 'Passed' }).count()).toBe(5);
      await page.getByRole('link', { name: 'Verify another badge' }).click();
      await page.getByLabel('File').setInputFiles({
        name: 'badge.svg',
        mimeType: 'image/svg+xml',
        buffer: bake(Buffer.from(defaultImage.bytes), revoked.body ?? ''),
      });
      await page.getByRole('button', { name: 'Verify' }).click();
      await page.getByText('Not valid', { exact: true }).waitFor();
      await page.getByText('The issuer has revoked it.').waitFor();
      await page.getByRole('link', { name: 'Verify another badge' }).click();
      await page.getByRole('button', { name: 'Verify' }).click();
      await page.getByText('Give an address, a file or a text.').waitFor();
      await page.getByLabel('Address of the badge').fill('https://10.0.0.7/badge');
      await page.getByRole('button', { name: 'Verify' }).click();
      await page.getByText('The badge could not be fetched from this address.').waitFor();
      expect(await page.getByLabel('Address of the badge').inputValue()).toBe('https://10.0.0.7/badge');
      await page.getByLabel('Address of the badge').fill('');
      await page.getByLabel('Text').fill((kept.body ?? '').replace('Acme Academy', 'Evil Academy'));
      await page.getByRole('button', { name: 'Verify' }).click();
      await page.getByText('Not valid', { exact: true }).waitFor();
    });
  });
});
