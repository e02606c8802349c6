import { expect, test } from 'vitest';
import { hasChromium, startBrowser } from '../support/browser.ts';
import { LaurelProcess, runLaurel } from '../support/laurel.ts';
import { waitFor } from '../support/wait.ts';

test('the demo has an issuer: the badge whose address it shows verifies, and a learner signs in and publishes another', async () => {
  const demo = new LaurelProcess(['demo', '--rate', '200'], {});
  try {
    const address = await waitFor(
      'the demo shows a badge',
      () => /^A published badge: (?<url>\S+)$/m.exec(demo.stderr)?.groups?.['url'],
      // Signing makes room for whatever else runs on this machine.
      { timeoutMs: 120_000 },
    ).catch((error: unknown) => {
      throw new Error(`The demo said:\n${demo.stderr}`, { cause: error });
    });
    for (const said of [
      'Starting a simulated LMS',
      'Pages: http',
      'Sign in, once: http',
      'Credly simulator: http',
      'Accredible simulator: http',
      'HTTP inbox: http',
      'Press Ctrl-C to stop.',
    ])
      expect(demo.stderr).toContain(said);
    const badge = (await (await fetch(address, { headers: { accept: 'application/json' } })).json()) as {
      readonly issuer: object;
      readonly validFrom: string;
    };
    expect(badge.issuer).toMatchObject({ name: 'Demo Academy' });
    // The simulated platform lives today.
    expect(Math.abs(Date.now() - Date.parse(badge.validFrom))).toBeLessThan(10 * 60_000);
    const verified = await runLaurel(['verify', '--local', address], {});
    expect(verified).toMatchObject({ code: 0, stdout: expect.stringContaining('The badge is verified.') });
    expect(verified.stdout).not.toContain('[not checked]');
    if (hasChromium()) await publishAsLearner(demo);
  } finally {
    await demo.stop();
  }
  expect(demo.stderr).toMatch(/Stopping \.\.\.\n[^]*The demo has ended\. It left nothing on this machine\.\n$/);
}, 300_000);

/** Signs in as the learner whom the demo names, publishes a badge that nobody else sees yet, and verifies it. */
async function publishAsLearner(demo: LaurelProcess): Promise<void> {
  const { address = '', name = '' } = await waitFor(
    'the demo names a learner',
    () => /^As a learner: (?<address>\S+), sign in with the LMS as (?<name>.+), publish/m.exec(demo.stderr)?.groups,
    { timeoutMs: 120_000 },
  );
  const browser = await startBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(address);
    await page.getByRole('link', { name: 'Sign in with the LMS' }).click();
    await page.getByRole('link', { name: `Continue as ${name}` }).click();
    const published = page.getByRole('switch', { name: /^Published: / }).first();
    await published.waitFor();
    expect(await published.isChecked()).toBe(false);
    await published.focus();
    await page.keyboard.press('Space');
    const url = await page.getByRole('link', { name: /\/b\// }).first().getAttribute('href');
    const { href } = new URL(url ?? '', address);
    const verified = await runLaurel(['verify', '--local', href], {});
    expect(verified).toMatchObject({ code: 0, stdout: expect.stringContaining('The badge is verified.') });
    await page.goto(href);
    await page.getByRole('link', { name: 'Verify this badge' }).click();
    await page.getByText('Every step passed').waitFor();
  } finally {
    await browser.close();
  }
}
