import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { gapReasons, storeBusGap } from '../../src/store/engine/bus-gaps.ts';
import type { BusGap } from '../../src/store/engine/bus-gaps.ts';
import { reasonAdvice, reasonNames } from '../../web/src/gaps/gaps-text.ts';
import { hasChromium } from '../support/browser.ts';
import { hasPostgresql } from '../support/database.ts';
import { looks } from '../support/looks.ts';
import { expectNoViolations, stagePages } from '../support/pages.ts';
import type { PagesStage } from '../support/pages.ts';

const topic = 'dev-learning-badges-lifecycle';

test('every reason of a gap has its words (S29)', () => {
  for (const texts of [reasonNames, reasonAdvice])
    expect(Object.keys(texts).toSorted()).toEqual([...gapReasons].toSorted());
});

describe.skipIf(!hasPostgresql() || !hasChromium())('the page of lost events (S29)', () => {
  let stage: PagesStage;
  beforeAll(async () => {
    stage = await stagePages();
  });
  afterAll(() => stage.close());
  beforeEach(() => stage.database.database.query('TRUNCATE bus_gap, audit RESTART IDENTITY'));

  const lose = (gap: Pick<BusGap, 'reason' | 'lost' | 'exact' | 'afterId'>) =>
    stage.database.database.transaction((transaction) =>
      storeBusGap(
        transaction,
        { topic, group: `badges.${topic}` },
        { ...gap, life: 1, from: new Date('2026-03-01T10:00:00Z'), until: new Date('2026-03-01T11:00:00Z') },
      ),
    );
  const loseTwice = async (): Promise<void> => {
    await lose({ reason: 'trimmed', lost: 1_234, exact: true, afterId: '1-1' });
    await lose({ reason: 'topic_gone', lost: 0, exact: false, afterId: '7-1' });
  };
  const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

  test('that nothing was lost is good news', async () => {
    const page = await stage.visit('/gaps', { as: 'operator' });
    await page.getByRole('heading', { name: 'No event was lost' }).waitFor();
    expect(await page.getByRole('button', { name: /^Acknowledge/ }).count()).toBe(0);
  });

  test('the overview leads to what was lost; an operator acknowledges one, then all', async () => {
    await loseTwice();
    const page = await stage.visit('/', { as: 'operator' });
    const attention = page.getByRole('region', { name: 'Needs attention' });
    await attention.getByText(`Events of the topic ${topic} were lost`).waitFor();
    await attention.getByRole('link', { name: 'Lost events' }).click();
    await page.getByRole('heading', { level: 1, name: 'Lost events' }).waitFor();
    const trimmed = row(page, 'Trimmed before they were read');
    await trimmed.getByText('1,234').waitFor();
    await trimmed.locator('time[datetime="2026-03-01T10:00:00.000Z"]').waitFor();
    await row(page, 'Topic deleted or replaced').getByText('Unknown').waitFor();

    await page.getByRole('button', { name: 'Acknowledge gap 1' }).click();
    await page.getByText('1 entry has been acknowledged.').waitFor();
    await trimmed.waitFor({ state: 'detached' });
    await lose({ reason: 'deleted', lost: 2, exact: false, afterId: '9-1' });
    await page.getByRole('button', { name: 'Acknowledge all' }).click();
    const dialog = page.getByRole('dialog', { name: 'Acknowledge all' });
    await dialog.getByText('They stay listed here').waitFor();
    await dialog.getByRole('button', { name: 'Acknowledge all' }).click();
    await page.getByText('2 entries have been acknowledged.').waitFor();
    await page.getByRole('heading', { name: 'Everything is acknowledged' }).waitFor();
    await page.getByRole('link', { name: 'Show everything' }).click();
    await row(page, 'Deleted before they were read').getByText('At least 2').waitFor();
    await page.getByText('3 entries', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: /^Acknowledge/ }).count()).toBe(0);
    await page.getByRole('link', { name: 'Overview' }).click();
    await page.locator('#bus').waitFor();
    await page.getByText(`Events of the topic ${topic} were lost`).waitFor({ state: 'detached' });
  });

  test('a viewer sees everything and is offered nothing', async () => {
    await loseTwice();
    const page = await stage.visit('/gaps', { as: 'viewer' });
    await row(page, 'Trimmed before they were read').getByText('Not yet').waitFor();
    expect(await page.getByRole('button', { name: /^Acknowledge/ }).count()).toBe(0);
  });

  test.each(looks)('axe finds nothing: $device, $scheme, $language', async (look) => {
    await loseTwice();
    const page = await stage.visit('/gaps', { as: 'operator', ...look });
    await page.getByText('1,234').or(page.getByText('١٬٢٣٤')).first().waitFor();
    await expectNoViolations(page);
  });
});
