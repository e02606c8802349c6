import { expect, test } from 'vitest';
import { LaurelProcess, runLaurel } from '../support/laurel.ts';
import { waitFor } from '../support/wait.ts';

test('the demo has an issuer: the badge whose address it shows verifies, by whoever asks, while it runs', async () => {
  const demo = new LaurelProcess(['demo', '--rate', '200'], {});
  try {
    const address = await waitFor(
      'the demo shows a badge',
      () => /^A published badge: (?<url>\S+)$/m.exec(demo.stderr)?.groups?.['url'],
      { timeoutMs: 60_000 },
    );
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
  } finally {
    await demo.stop();
  }
  expect(demo.stderr).toMatch(/Stopping \.\.\.\n[^]*The demo has ended\. Nothing of it is left on this machine\.\n$/);
});
