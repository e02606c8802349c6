import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { settingNames } from '../../src/settings/parse.ts';
import { viewSettings } from '../../src/settings/view.ts';
import { filterSettings } from '../../web/src/settings/setting-filters.ts';
import { groupSettings } from '../../web/src/settings/setting-groups.ts';
import { settingsText } from '../../web/src/settings/settings-text.ts';
import { hasChromium } from '../support/browser.ts';
import { hasPostgresql } from '../support/database.ts';
import { looks } from '../support/looks.ts';
import { expectNoViolations, stagePages } from '../support/pages.ts';
import type { PagesStage } from '../support/pages.ts';

const shown = viewSettings({}).map(({ name, value, source }) => ({
  name,
  value: value === '' ? null : value,
  source,
  meaning: 'Seconds to wait.',
  secret: false,
}));

describe('groups of settings', () => {
  const groups = groupSettings(shown);

  test('have every setting once, and none is left over', () => {
    expect(groups.flatMap(({ settings }) => settings.map(({ name }) => name)).toSorted()).toEqual(
      [...settingNames].toSorted(),
    );
    expect(groups.map(({ title }) => title)).not.toContain(settingsText.groupOther);
  });

  test('a setting that the pages do not know is among the others', () => {
    const unknown = { name: 'SOMETHING_NEW', value: null, source: 'default', meaning: '', secret: false };
    expect(groupSettings([unknown])).toEqual([{ title: settingsText.groupOther, settings: [unknown] }]);
  });
});

describe('the search among settings', () => {
  const found = (search: string): string[] => filterSettings(shown, { search }).map(({ name }) => name);

  test('finds those that have every word, anywhere', () => {
    expect(found('lease')).toEqual(['LAUREL_DELIVERY_LEASE_SECONDS']);
    expect(found('wait  lease')).toEqual(['LAUREL_DELIVERY_LEASE_SECONDS']);
    expect(found('lease nonsense')).toEqual([]);
    expect(found('')).toHaveLength(shown.length);
  });

  test('and those of a source', () => {
    expect(filterSettings(shown, { source: 'environment' })).toEqual([]);
    expect(filterSettings(shown, { source: 'default' })).toHaveLength(shown.length);
  });
});

describe.skipIf(!hasPostgresql() || !hasChromium())('the page of the settings', () => {
  let stage: PagesStage;
  const token = 'a-token-that-nobody-may-see';

  beforeAll(async () => {
    stage = await stagePages({ environment: { LAUREL_INBOX_TOKEN: token, LAUREL_BATCH_SIZE: '77' } });
  });
  afterAll(() => stage.close());

  const setting = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });

  test('shows each setting with its value, where that comes from and what it means; secrets it does not', async () => {
    const page = await stage.visit('/settings', { as: 'admin' });
    const size = setting(page, 'LAUREL_BATCH_SIZE');
    await size.getByText('77').waitFor();
    await size.getByText('Environment').waitFor();
    await size.getByText('Maximum number of messages in one transaction.').waitFor();
    await setting(page, 'BADGES_ENABLED').getByText('Default').waitFor();
    await setting(page, 'LAUREL_CONSUMER_GROUP').getByText('not set', { exact: true }).waitFor();
    await setting(page, 'LAUREL_INBOX_TOKEN').getByText('(set)').waitFor();
    expect(await page.content()).not.toContain(token);
    expect(
      await page
        .getByRole('listitem')
        .filter({ hasText: /^(?:LAUREL|EVENT_BUS|BADGES|OTEL)_/ })
        .count(),
    ).toBe(settingNames.filter((name) => /^(?:LAUREL|EVENT_BUS|BADGES|OTEL)_/.test(name)).length);
  });

  test('is narrowed down by words and by source, and shows everything again', async () => {
    const page = await stage.visit('/settings', { as: 'admin' });
    await page.getByRole('searchbox', { name: 'Search settings' }).fill('batch');
    await page.getByRole('heading', { name: 'Credly' }).waitFor({ state: 'detached' });
    await setting(page, 'LAUREL_BATCH_SIZE').waitFor();
    await page.getByRole('searchbox', { name: 'Search settings' }).fill('there is none of this');
    await page.getByRole('heading', { name: 'No matches' }).waitFor();
    await page.getByRole('link', { name: 'Show everything' }).click();
    await page.getByRole('heading', { name: 'Credly' }).waitFor();
    await page.getByRole('combobox', { name: 'Source' }).click();
    await page.getByRole('option', { name: 'Environment' }).click();
    await page.getByRole('heading', { name: 'Credly' }).waitFor({ state: 'detached' });
    await setting(page, 'LAUREL_INBOX_TOKEN').waitFor();
    expect(page.url()).toBe(`${stage.url}/settings?source=environment`);
  });

  test('says in Arabic what settings mean, and finds them by these words', async () => {
    const page = await stage.visit('/settings', { as: 'admin', language: 'ar' });
    await setting(page, 'LAUREL_BATCH_SIZE').getByText('أكثر الرسائل في معاملة واحدة.').waitFor();
    await page.getByRole('searchbox').fill('معاملة واحدة');
    await setting(page, 'BADGES_ENABLED').waitFor({ state: 'detached' });
    await setting(page, 'LAUREL_BATCH_SIZE').waitFor();
  });

  test.each(['viewer', 'designer', 'operator'] as const)('is not for a %s', async (role) => {
    const page = await stage.visit('/settings', { as: role });
    await page.getByRole('heading', { name: 'Your role does not allow this' }).waitFor();
    expect(await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).count()).toBe(0);
  });

  test.each(looks)('axe finds nothing: $device, $scheme, $language', async (look) => {
    const page = await stage.visit('/settings', { as: 'admin', ...look });
    await setting(page, 'LAUREL_BATCH_SIZE').waitFor();
    await expectNoViolations(page);
  });
});
