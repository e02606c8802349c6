import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Locator, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { ensurePages } from '../../scripts/build-pages.ts';
import type { ApiParts } from '../../src/api/parts.ts';
import type { RoleName } from '../../src/auth/authentication.ts';
import type { Environment } from '../../src/settings/sources.ts';
import { stageApi } from './api.ts';
import type { ApiStage } from './api.ts';
import { startBrowser } from './browser.ts';
import { createTestDatabase } from './database.ts';
import type { TestDatabase } from './database.ts';

/** How somebody looks at the pages: signed in with this role (null: as nobody), or with the session of this cookie. */
export type Visit = Looks & ({ readonly as: RoleName | null } | { readonly cookie: string });

export interface Looks {
  /** Default: desktop. */
  readonly device?: 'desktop' | 'phone';
  readonly scheme?: 'light' | 'dark';
  readonly language?: 'en' | 'ar';
}

/** The pages on a real server and a database of the test's own, with a browser to look at them. */
export interface PagesStage {
  readonly url: string;
  readonly api: ApiStage;
  readonly database: TestDatabase;
  /** Opens a page at this path, in a browser profile that no other test has at the same time or has left anything in. */
  visit(path: string, visit: Visit): Promise<Page>;
  /** Ends everything. Fails when the browser's console has told of errors. */
  close(): Promise<void>;
}

export async function stagePages({
  port = 0,
  ...overrides
}: Partial<ApiParts> & {
  readonly environment?: Environment;
  /** For a site that others lead back to; left out: any. */
  readonly port?: number;
} = {}): Promise<PagesStage> {
  const pages = ensurePages(() => {});
  if (pages === null) throw new Error('the pages are not built');
  const database = await createTestDatabase();
  const api = await stageApi(database.database, { pages, ...overrides });
  const url = await api.server.listen({ host: '127.0.0.1', port });
  const browser = await startBrowser();
  const complaints: string[] = [];
  const visitors = new Visitors(browser, url, complaints);
  return {
    url,
    api,
    database,
    visit: (path, visit) => {
      const cookie = 'cookie' in visit ? visit.cookie : visit.as === null ? null : api.people[visit.as].cookie;
      return visitors.open(path, visit, cookie);
    },
    close: async () => {
      await browser.close();
      await api.close();
      await database.close();
      expect(complaints, 'errors in the console of the pages').toEqual([]);
    },
  };
}

/** Those who look at pages. Somebody of the same looks and session is asked again, once the test before is over: that is quicker. */
class Visitors {
  readonly #browser: Browser;
  readonly #url: string;
  readonly #complaints: string[];
  readonly #idle = new Map<string, Page[]>();

  constructor(browser: Browser, url: string, complaints: string[]) {
    this.#browser = browser;
    this.#url = url;
    this.#complaints = complaints;
  }

  async open(path: string, looks: Looks, cookie: string | null): Promise<Page> {
    const { device = 'desktop', scheme = 'light', language = 'en' } = looks;
    const kind = JSON.stringify([device, scheme, language, cookie]);
    const page = this.#idle.get(kind)?.pop() ?? (await this.#arrive({ device, scheme, language }));
    if (cookie !== null) {
      const [name = '', value = ''] = cookie.split('=', 2);
      await page.context().addCookies([{ name, value, url: this.#url, httpOnly: true, sameSite: 'Lax' }]);
    }
    noteComplaints(page, this.#complaints);
    onTestFinished(async ({ task }) => {
      if (task.result?.state === 'fail') {
        await keepEvidence(page, task.name);
        await page.context().close();
      } else {
        await forget(page);
        this.#idle.set(kind, [...(this.#idle.get(kind) ?? []), page]);
      }
    });
    await page.goto(this.#url + path);
    return page;
  }

  async #arrive({ device, scheme, language }: Required<Looks>): Promise<Page> {
    const phone = device === 'phone';
    const context = await this.#browser.newContext({
      viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 860 },
      isMobile: phone,
      hasTouch: phone,
      colorScheme: scheme,
      locale: language === 'ar' ? 'ar-EG' : 'en-GB',
      timezoneId: 'UTC',
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(30_000);
    return context.newPage();
  }
}

/** Leaves nothing of a test behind for the next. */
async function forget(page: Page): Promise<void> {
  const context = page.context();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await context.unrouteAll({ behavior: 'ignoreErrors' });
  await context.setOffline(false);
  await context.clearPermissions();
  for (const other of context.pages()) if (other !== page) await other.close();
  await page.evaluate('localStorage.clear(), sessionStorage.clear()');
  page.removeAllListeners();
  await page.goto('about:blank');
  await context.clearCookies();
}

/** A picture of what a failed test saw. */
async function keepEvidence(page: Page, test: string): Promise<void> {
  const path = join(import.meta.dirname, '..', '..', '.cache', 'failed-pages', `${test.replaceAll(/\W+/g, '-')}.png`);
  await page.screenshot({ path });
}

/** What the page itself complains about is a failure of the test. */
function noteComplaints(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // Answers of the API are told about on the page; the browser tells them again in its console.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
}

/**
 * Leads to another page of the shell without loading the pages again, and waits until all of it is there. By way of an address at
 * which there is nothing, so that nothing of the page before is taken for the next.
 */
export async function turnTo(page: Page, path: string): Promise<void> {
  for (const address of ['/no/such/page', path])
    await leave(page, () => page.evaluate(`history.pushState(null, '', ${JSON.stringify(address)})`));
  await whole(page);
}

/** Does what leads to another page of the shell, and waits until that one has its title: the address changes before what is shown does. */
export async function leave(page: Page, act: () => Promise<unknown>): Promise<void> {
  await page.evaluate(`document.querySelector('main h1')?.setAttribute('data-before', '')`);
  await act();
  await page.locator('main h1:not([data-before])').waitFor();
}

/** Waits until all of the page is there. */
export async function whole(page: Page): Promise<void> {
  await page.locator('main h1').waitFor();
  await page.locator('main .mantine-Skeleton-root').first().waitFor({ state: 'detached' });
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Asserts that axe finds nothing to complain about in the page as it stands: WCAG 2.2 A and AA, and good practice. */
export async function expectNoViolations(page: Page): Promise<void> {
  await page.evaluate(axeSource);
  const results = await page.evaluate<AxeResults>(
    "axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })",
  );
  const found = results.violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary ?? ''}`),
  }));
  expect(found, `axe at ${page.url()}`).toEqual([]);
}

export async function hasFocus(locator: Locator): Promise<boolean> {
  return (await focusedAmong(locator).count()) > 0;
}

/** Waits until it has the focus. */
export async function expectFocus(locator: Locator): Promise<void> {
  await focusedAmong(locator).waitFor({ state: 'attached' });
}

function focusedAmong(locator: Locator): Locator {
  return locator.and(locator.page().locator(':focus'));
}
