import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openReplay } from '../../src/composition/parts.ts';
import { runMaintenance } from '../../src/monitoring/maintenance.ts';
import { readSettings } from '../../src/settings.ts';
import { hasChromium } from '../support/browser.ts';
import { consumerParts, outcome, storeTemplates } from '../support/consumer.ts';
import { hasPostgresql, silent } from '../support/database.ts';
import { passing } from '../support/events.ts';
import { looks } from '../support/looks.ts';
import { expectFocus, expectNoViolations, stagePages } from '../support/pages.ts';
import type { PagesStage } from '../support/pages.ts';
import { RedisTopic } from '../support/redis-topic.ts';
import { template } from '../support/templates.ts';

const redisUrl = inject('redisUrl');
const canRun = hasPostgresql() && hasChromium() && redisUrl !== null;

describe.skipIf(!canRun)('the maintenance page (S29)', () => {
  const prefix = `pm${randomUUID().slice(0, 8)}`;
  const environment = { EVENT_BUS_REDIS_CONNECTION_URL: redisUrl ?? '', EVENT_BUS_TOPIC_PREFIX: prefix };
  const { bus, keptDays } = readSettings(environment);
  const topic = new RedisTopic(redisUrl ?? '', `${prefix}-learning-badges-lifecycle`);
  let stage: PagesStage;
  beforeAll(async () => {
    stage = await stagePages({ environment, openReplay: () => openReplay(bus) });
    await storeTemplates(stage.database.database, [template()]);
    await topic.publish(passing({ learner: 1 }), passing({ learner: 2 }));
    await stage.database.database.query(
      `INSERT INTO audit (actor, actor_name, action, target_type, target, recorded_at)
       VALUES ('cli:x', 'x', 'badge.revoke', 'badge', 'b', now() - interval '11 years')`,
    );
  });
  afterAll(() => stage.close());

  test('by keyboard: what a replay would read and can do is shown first; it can be stopped, and tells what it did; an operator can’t prune', async () => {
    const { database } = stage.database;
    const page = await stage.visit('/', { as: 'operator' });
    await page.getByRole('link', { name: 'Maintenance' }).click();
    await page.getByRole('heading', { name: 'No jobs yet' }).waitFor();
    await page.getByText('1 entry is older.').waitFor();
    await page.getByText('Admins can remove it now.').waitFor();
    expect(await page.getByRole('button', { name: /^Remove/ }).count()).toBe(0);

    const look = page.getByRole('button', { name: 'Check events' });
    await look.press('Enter');
    await page.getByText('Choose a start time.').waitFor();
    await page.getByLabel('From').fill('2020-01-01T00:00');
    await page.getByLabel('Until').fill('2020-01-02T00:00');
    await look.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Process these events again?' });
    await dialog.getByText('No events from this period are left on the bus.').waitFor();
    const confirm = dialog.getByRole('button', { name: 'Process them again' });
    expect(await confirm.isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    await page.getByLabel('Until').fill('');
    await look.press('Enter');
    await dialog.getByText('About 2 messages').waitFor();
    await dialog.getByText('can award and revoke badges').waitFor();
    await expectFocus(dialog.getByRole('button', { name: 'Cancel' }));
    await expectNoViolations(page);
    await confirm.press('Enter');
    const stop = page.getByRole('button', { name: 'Stop: Processing events again' });
    await stop.waitFor();
    expect(await outcome(database)).toMatchObject({ badges: [] });
    await stop.press('Enter');
    await page.getByText('Stopping').waitFor();

    const stopping = new AbortController();
    const { logger: _, ...batch } = consumerParts(database);
    const parts = {
      database,
      keptDays,
      batch,
      announces: true,
      openReplay: () => openReplay(bus),
      logger: silent,
      pollMs: 20,
    };
    const working = runMaintenance(parts, ['prune', 'replay'], stopping.signal);
    try {
      const jobs = page.getByRole('region', { name: 'Jobs started by people' });
      await jobs.getByText('Stopped').waitFor();
      await jobs.getByText('2 badges awarded').waitFor();

      const admin = await stage.visit('/maintenance', { as: 'admin' });
      await admin.getByRole('button', { name: 'Remove 1 entry' }).click();
      const asks = admin.getByRole('dialog', { name: 'Remove old entries permanently?' });
      await asks.getByText('They can’t be restored.').waitFor();
      await asks.getByText('Changes by people (audit): 1 entry is older.').waitFor();
      await asks.getByRole('button', { name: 'Remove 1 entry' }).click();
      await admin.getByText('1 audit entry removed').waitFor();
      await admin.getByText('There is nothing to remove.').waitFor();
    } finally {
      stopping.abort();
      await working;
    }
  });

  test('who only looks is not offered it', async () => {
    const page = await stage.visit('/', { as: 'viewer' });
    await page.getByRole('link', { name: 'Lost events' }).waitFor();
    expect(await page.getByRole('link', { name: 'Maintenance' }).count()).toBe(0);
  });

  test.each(looks)('axe finds nothing: $device, $scheme, $language', async (look) => {
    const page = await stage.visit('/maintenance', { as: 'admin', ...look });
    await page
      .getByText('Stopped')
      .or(page.getByText('أُوقف', { exact: true }))
      .first()
      .waitFor();
    await expectNoViolations(page);
  });
});
