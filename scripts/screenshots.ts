// `npm run screenshots`: pictures of every page, light and dark, from a running demo, for docs/pages.md.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, Page } from 'playwright-core';
import { startBrowser } from '../test/support/browser.ts';

const root = join(import.meta.dirname, '..');
const directory = join(root, 'docs', 'pages');

/** What is pictured: the file's name, and how to get there. */
interface Shot {
  readonly name: string;
  readonly title: string;
  readonly go: (page: Page, url: string) => Promise<void>;
}

/** A page by its address. */
const at = (name: string, title: string, path: string): Shot => ({
  name,
  title,
  go: async (page, url) => void (await page.goto(url + path)),
});

/** The first entry of a list. */
const firstOf = (name: string, title: string, path: string, link: string): Shot => ({
  name,
  title,
  go: async (page, url) => {
    await page.goto(url + path);
    await page.locator(`main a[href^="${link}"]:visible`).first().click();
  },
});

const shots: readonly Shot[] = [
  at('overview', 'Overview', '/'),
  at('templates', 'Badge templates', '/templates'),
  at('template', 'A badge template', '/templates/data-track'),
  at('template-editor', 'The editor of a badge template', '/templates/data-track/edit'),
  at('learners', 'Learners', '/learners'),
  firstOf('learner', 'A learner', '/learners', '/learners/'),
  at('badges', 'Badges', '/badges'),
  firstOf('badge', 'A badge', '/badges', '/badges/'),
  at('connections', 'Connections', '/connections'),
  at('parked', 'Parked messages', '/parked'),
  firstOf('parked-message', 'A parked message', '/parked', '/parked/'),
  at('history', 'History', '/history'),
  at('people', 'People', '/people'),
  at('api-keys', 'API keys', '/api-keys'),
  at('settings', 'Settings', '/settings'),
];

const demo = await startDemo();
try {
  const browser = await startBrowser();
  try {
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory, { recursive: true });
    const cookies = await signIn(browser, demo.signInUrl);
    for (const scheme of ['light', 'dark'] as const) await takeAll(browser, cookies, scheme);
    writeFileSync(join(root, 'docs', 'pages.md'), page());
  } finally {
    await browser.close();
  }
} finally {
  demo.stop();
}

type Cookies = Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>;

async function signIn(browser: Browser, url: string): Promise<Cookies> {
  const context = await browser.newContext();
  const opened = await context.newPage();
  await opened.goto(url);
  await opened.getByRole('heading', { level: 1 }).waitFor();
  return context.cookies();
}

async function takeAll(browser: Browser, cookies: Cookies, scheme: 'light' | 'dark'): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    colorScheme: scheme,
    locale: 'en-GB',
    reducedMotion: 'reduce',
  });
  await context.addCookies(cookies);
  const opened = await context.newPage();
  for (const { name, go } of shots) {
    await go(opened, new URL(demo.signInUrl).origin);
    await opened.getByRole('heading', { level: 1 }).waitFor();
    await opened.waitForLoadState('networkidle');
    await opened.screenshot({ path: join(directory, `${name}-${scheme}.png`) });
    console.log(`${name}, ${scheme}`);
  }
  await context.close();
}

function page(): string {
  const sections = shots.map(
    ({ name, title }) =>
      `## ${title}\n\n![${title}, light](pages/${name}-light.png)\n\n![${title}, dark](pages/${name}-dark.png)\n`,
  );
  return [
    '# The pages\n',
    'Pictures of every page, light and dark, taken from a running demo by `npm run screenshots`. The people in them are made up.\n',
    ...sections,
  ].join('\n');
}

/** Starts the demo, and waits until so much has happened that every page has something to show. */
async function startDemo(): Promise<{ signInUrl: string; stop: () => void }> {
  const child = spawn(process.execPath, [join(root, 'src', 'main.ts'), 'demo', '--rate', '40'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const stop = (): void => void child.kill('SIGTERM');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  let signInUrl: string | undefined;
  for await (const line of createInterface({ input: child.stderr })) {
    signInUrl ??= /https?:\/\/\S+\/sign-in\/once\?token=\S+/.exec(line)?.[0];
    const [, parked = '0'] = /(\d+) parked/.exec(line) ?? [];
    if (signInUrl !== undefined && Number(parked) >= 2) {
      child.stderr.resume();
      return { signInUrl, stop };
    }
  }
  throw new Error('the demo ended before there was something to see');
}
