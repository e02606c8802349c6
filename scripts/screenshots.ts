// `npm run screenshots`: pictures of every page, light and dark, from a running demo, for docs/pages.md.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, Page } from 'playwright-core';
import { startBrowser } from '../test/support/browser.ts';
import { plainEnvironment } from './environments.mjs';

const root = join(import.meta.dirname, '..');
const directory = join(root, 'docs', 'pages');

/** What is pictured: the file's name, and how to get there. */
interface Shot {
  readonly name: string;
  readonly title: string;
  readonly go: (page: Page, url: string) => Promise<void>;
}

/** A page by its address, and from there by the first link of each kind (CSS selectors). */
const at = (name: string, title: string, path: string, ...links: readonly string[]): Shot => ({
  name,
  title,
  go: async (page, url) => {
    await page.goto(url + path);
    for (const link of links) await page.locator(`main a${link}:visible`).first().click();
  },
});

const shots: readonly Shot[] = [
  at('overview', 'Overview', '/'),
  at('templates', 'Badge templates', '/templates'),
  at('template', 'A badge template', '/templates/data-track'),
  at('template-editor', 'The editor of a badge template', '/templates/data-track/edit'),
  at('new-template', 'A new badge template', '/templates/_new'),
  at('learners', 'Learners', '/learners'),
  at('learner', 'A learner', '/learners', '[href^="/learners/"]'),
  at(
    'why',
    'Why a learner has a badge, or not',
    '/learners',
    '[href^="/learners/"]',
    '[href*="/templates/data-track"]',
  ),
  at('badges', 'Badges', '/badges'),
  at('badge', 'A badge', '/badges?origin=credly', '[href^="/badges/"]'),
  at('connections', 'Connections', '/connections'),
  at('connection', 'A connection', '/connections', '[href^="/connections/credly/"]'),
  at('sync', 'What a sync did', '/connections', '[href^="/connections/credly/"]', '[href*="/syncs/"]'),
  at('new-connection', 'A new connection', '/connections/new'),
  at('parked', 'Parked messages', '/parked'),
  at('parked-message', 'A parked message', '/parked', '[href^="/parked/"]'),
  at('history', 'History: what happened', '/history'),
  at('changes', 'History: what people changed', '/history?view=changes'),
  at('people', 'People', '/people'),
  at('api-keys', 'API keys', '/api-keys'),
  at('settings', 'Settings', '/settings'),
  at('account', 'My account', '/account'),
];

/** Seen by nobody who is signed in. */
const signIn = at('sign-in', 'Signing in', '/sign-in');

/** The last section of docs/pages.md; test/pages/weight.test.ts holds its first figure. */
const weight = `## How much the pages load

The pages are built compressed (Brotli and gzip), and browsers cache them for a year. The sign-in page is about 147 kB over the network
(kB of 1,024 bytes, with Brotli, including headers and API responses), and loads in about 2 seconds on a line with 1.6 Mbit/s and a
round-trip time of 150 ms. A test checks the size. Browsers accept Brotli only over https; over plain http they use gzip.
`;

const demo = await startDemo();
try {
  const browser = await startBrowser();
  try {
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory, { recursive: true });
    const cookies = await useLink(browser, demo.signInUrl);
    for (const scheme of ['light', 'dark'] as const) await takeAll(browser, cookies, scheme);
    writeFileSync(join(root, 'docs', 'pages.md'), page());
  } finally {
    await browser.close();
  }
} finally {
  demo.stop();
}

type Cookies = Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>;

async function useLink(browser: Browser, url: string): Promise<Cookies> {
  const context = await browser.newContext();
  const opened = await context.newPage();
  await opened.goto(url);
  await opened.getByRole('button', { name: 'Sign in' }).click();
  await opened.getByRole('navigation').first().waitFor();
  return context.cookies();
}

async function takeAll(browser: Browser, cookies: Cookies, scheme: 'light' | 'dark'): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    colorScheme: scheme,
    locale: 'en-GB',
    reducedMotion: 'reduce',
  });
  const opened = await context.newPage();
  await take(opened, signIn, scheme);
  await context.addCookies(cookies);
  for (const shot of shots) await take(opened, shot, scheme);
  await context.close();
}

async function take(opened: Page, { name, go }: Shot, scheme: 'light' | 'dark'): Promise<void> {
  await go(opened, new URL(demo.signInUrl).origin);
  await opened.getByRole('heading', { level: 1 }).waitFor();
  await opened.waitForLoadState('networkidle');
  await opened.screenshot({ path: join(directory, `${name}-${scheme}.png`) });
  console.log(`${name}, ${scheme}`);
}

function page(): string {
  const sections = [signIn, ...shots].map(
    ({ name, title }) =>
      `## ${title}\n\n![${title}, light](pages/${name}-light.png)\n\n![${title}, dark](pages/${name}-dark.png)\n`,
  );
  return [
    '# The pages\n',
    'Screenshots of every page, light and dark, taken from a running demo with `npm run screenshots`. The people in them are made up.\n',
    ...sections,
    weight,
  ].join('\n');
}

/** Starts the demo, and waits until so much has happened that every page has something to show. */
async function startDemo(): Promise<{ signInUrl: string; stop: () => void }> {
  const child = spawn(process.execPath, [join(root, 'src', 'main.ts'), 'demo', '--rate', '40'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: plainEnvironment(),
  });
  const stop = (): void => void child.kill('SIGTERM');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  let signInUrl: string | undefined;
  for await (const line of createInterface({ input: child.stderr })) {
    signInUrl ??= /https?:\/\/\S+\/sign-in\/once#\S+/.exec(line)?.[0];
    const [, parked = '0'] = /(\d+) parked/.exec(line) ?? [];
    if (signInUrl !== undefined && Number(parked) >= 2) {
      child.stderr.resume();
      return { signInUrl, stop };
    }
  }
  throw new Error('the demo ended before there was something to see');
}
