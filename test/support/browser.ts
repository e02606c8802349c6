import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const places = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Where the machine's Chromium is; undefined when it has none. */
export function findChromium(): string | undefined {
  return places.find((path) => existsSync(path));
}

/** False when the machine has no Chromium: such tests are then skipped, and the runner says so. */
export const hasChromium = (): boolean => findChromium() !== undefined;

/** Starts a browser with a profile of its own that is gone when it is closed, and that talks to nobody but the test. */
export function startBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('Chromium is not installed');
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
