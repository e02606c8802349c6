import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium } from '../support/browser.ts';
import { hasPostgresql } from '../support/database.ts';
import { stagePages } from '../support/pages.ts';
import type { PagesStage } from '../support/pages.ts';

/** As docs/pages.md says. */
const mostBytes = 150 * 1_024;

/** A slow line of a phone: 1.6 Mbit/s, and 150 ms there and back. */
const slowLine = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };

describe.skipIf(!hasPostgresql() || !hasChromium())('the weight of the pages', () => {
  let stage: PagesStage;

  beforeAll(async () => {
    stage = await stagePages();
  });
  afterAll(() => stage.close());

  test('the sign-in page is light over the wire, also on a slow line, and the next visit asks for nothing again', async () => {
    const page = await stage.visit('/favicon.svg', { as: null });
    const network = await page.context().newCDPSession(page);
    await network.send('Network.enable');
    await network.send('Network.emulateNetworkConditions', slowLine);
    let bytes = 0;
    network.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    const assets: string[] = [];
    page.on('response', (response) => {
      if (response.url().includes('/assets/') && !response.url().endsWith('.map'))
        assets.push(`${response.headers()['content-encoding'] ?? ''} ${response.headers()['cache-control'] ?? ''}`);
    });
    await page.goto(`${stage.url}/sign-in`);
    await page.getByLabel('E-mail address').waitFor();
    await page.waitForLoadState('networkidle');
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(mostBytes);
    expect(assets.length).toBeGreaterThan(1);
    for (const asset of assets) expect(asset).toContain('public, max-age=31536000, immutable');
    expect(assets.filter((asset) => asset.startsWith('br ')).length).toBeGreaterThan(1);

    bytes = 0;
    await page.reload();
    await page.getByLabel('E-mail address').waitFor();
    await page.waitForLoadState('networkidle');
    expect(bytes).toBeLessThan(20_000);
  });

  test('who takes no compression gets none, and caches are told so', async () => {
    const html = await fetch(`${stage.url}/sign-in`, { headers: { accept: 'text/html' } }).then((answer) =>
      answer.text(),
    );
    const script = /\/assets\/first-[^"]+\.js/.exec(html)?.[0] ?? '';
    const ask = async (encoding: string) => {
      const answer = await fetch(stage.url + script, { headers: { 'accept-encoding': encoding } });
      // What is not read to its end keeps the server from closing.
      await answer.arrayBuffer();
      const { headers } = answer;
      return [headers.get('content-encoding'), headers.get('vary')?.toLowerCase().includes('accept-encoding')];
    };
    expect(await ask('identity')).toEqual([null, true]);
    expect(await ask('gzip')).toEqual(['gzip', true]);
    expect(await ask('gzip, br')).toEqual(['br', true]);
  });
});
