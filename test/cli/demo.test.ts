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
    const badge = await fetch(address, { headers: { accept: 'application/json' } });
    expect(await badge.json()).toMatchObject({ issuer: { name: 'Demo Academy' } });
    const verified = await runLaurel(['verify', '--local', address], {});
    expect(verified).toMatchObject({ code: 0, stdout: expect.stringContaining('The badge is verified.') });
    expect(verified.stdout).not.toContain('[not checked]');
  } finally {
    await demo.stop();
  }
});
