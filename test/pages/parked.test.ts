import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RawMessage } from '../../src/events/message.ts';
import { createReader } from '../../src/events/reader.ts';
import type { ParkedReason } from '../../src/store/engine/parked.ts';
import { parkedReasons, parkMessages } from '../../src/store/engine/parked.ts';
import { hexDump } from '../../web/src/parked/hex-dump.ts';
import { reasonTexts } from '../../web/src/parked/reason-text.ts';
import { hasChromium } from '../support/browser.ts';
import { storeTemplates } from '../support/consumer.ts';
import { hasPostgresql } from '../support/database.ts';
import { certificate, demoCourse, passing, passingType } from '../support/events.ts';
import { workAtJobs } from '../support/jobs.ts';
import { looks } from '../support/looks.ts';
import { messageOf } from '../support/messages.ts';
import { expectNoViolations, stagePages } from '../support/pages.ts';
import type { PagesStage } from '../support/pages.ts';
import { passCourse, template } from '../support/templates.ts';

test('every reason has its words', () => {
  expect(Object.keys(reasonTexts).toSorted()).toEqual([...parkedReasons].toSorted());
});

test('bytes are shown with their place and the characters that they would be', () => {
  const hex = Buffer.from('Ada Lovelace\u0000\nüber').toString('hex');
  expect(hexDump(hex)).toBe(
    [
      '0000  41 64 61 20 4c 6f 76 65 6c 61 63 65 00 0a c3 bc  Ada Lovelace....',
      '0010  62 65 72                                         ber',
    ].join('\n'),
  );
});

describe.skipIf(!hasPostgresql() || !hasChromium())('the pages of parked messages', () => {
  let stage: PagesStage;

  beforeAll(async () => {
    stage = await stagePages();
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    const { database } = stage.database;
    await database.query(
      `TRUNCATE badge_template, badge_template_version, learner, fulfillment, badge_progress, badge, history, outbox,
                parked_message, audit, maintenance_job RESTART IDENTITY CASCADE`,
    );
    await storeTemplates(database, [template({ id: 'demo', requirements: [passCourse('pass', demoCourse)] })]);
  });

  const park = (message: RawMessage, reason: ParkedReason = 'unknown_schema') =>
    stage.database.database.transaction((transaction) =>
      parkMessages(transaction, [{ message, reason, detail: 'sourcelib 99.0.0 is not known' }]),
    );
  /** A message that fits nothing, and stays parked however often it is tried. */
  const truncated = (learner: number): RawMessage => {
    const message = messageOf(passing({ learner }));
    return { ...message, body: message.body?.subarray(0, 40) ?? null };
  };
  const listed = (page: Page) => page.getByRole('table', { name: 'Parked messages' });
  const counted = async (): Promise<number> => {
    const [row] = await stage.database.database.query<{ count: number }>('SELECT count(*) FROM parked_message');
    return row?.count ?? -1;
  };

  test('that nothing is parked is good news', async () => {
    const page = await stage.visit('/parked', { as: 'operator' });
    await page.getByRole('heading', { name: 'No parked messages' }).waitFor();
    expect(await page.getByRole('button', { name: /^Try/ }).count()).toBe(0);
  });

  test('those of a reason are tried again, and the page says what came of it', async () => {
    for (const learner of [1, 2, 3]) await park(messageOf(passing({ learner })));
    await park(truncated(4), 'schema_mismatch');
    workAtJobs(stage.database.database);
    const page = await stage.visit('/parked', { as: 'operator' });
    await listed(page).getByRole('link', { name: 'Message 4' }).waitFor();
    await page.getByText('4 entries').waitFor();

    await page.getByText('Unknown version (3)').click();
    expect(await page.getByRole('radio', { name: 'Unknown version (3)' }).isChecked()).toBe(true);
    await page.getByText('3 entries').waitFor();
    expect(page.url()).toBe(`${stage.url}/parked?reason=unknown_schema`);
    expect(await listed(page).getByRole('link', { name: 'Message 4' }).count()).toBe(0);

    await page.getByRole('button', { name: 'Retry 3 messages' }).click();
    const dialog = page.getByRole('dialog', { name: 'Retry messages' });
    await dialog.getByText('3 messages are processed again').waitFor();
    expect(await counted()).toBe(4);
    await dialog.getByRole('button', { name: 'Retry' }).click();
    const report = page.getByRole('status').filter({ hasText: 'The messages have been retried' });
    await report.getByText('3 messages have been processed. None is still parked.').waitFor();
    await report.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('heading', { name: 'No matches' }).waitFor();
    expect(await counted()).toBe(1);

    await page.getByRole('link', { name: 'Show everything' }).click();
    await page.getByRole('button', { name: 'Retry 1 message' }).click();
    await dialog.getByRole('button', { name: 'Retry' }).click();
    await report.getByText('No message could be processed. 1 could not be processed and stays parked.').waitFor();
    expect(await counted()).toBe(1);
  });

  test('some are selected and discarded with one reason; the list tells whom each is about', async () => {
    for (const learner of [1, 2]) await park(messageOf(passing({ learner })));
    await park(truncated(3), 'schema_mismatch');
    workAtJobs(stage.database.database);
    const page = await stage.visit('/parked', { as: 'operator' });
    const row = listed(page).getByRole('row').filter({ hasText: 'Message 1' });
    await row.getByRole('link', { name: 'learner1' }).waitFor();
    await row.getByText(demoCourse).waitFor();
    await row.getByText('sourcelib 99.0.0 is not known').waitFor();
    for (const name of ['Message 1', 'Message 3']) await page.getByRole('checkbox', { name: `Select ${name}` }).check();
    await page.getByText('2 selected').waitFor();
    await page.getByRole('button', { name: 'Discard selected…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Discard 2 messages' });
    await dialog.getByRole('textbox', { name: 'Reason', exact: true }).fill('of a test');
    await dialog.getByLabel('Nobody needs these messages any more').check();
    await dialog.getByRole('button', { name: 'Discard permanently' }).click();
    await page.getByText('2 messages have been discarded.').waitFor();
    // What came of it stays to be read when the page is loaded again.
    await page.reload();
    await page.getByText('2 messages have been discarded.').waitFor();
    await expect
      .poll(() => listed(page).getByRole('rowheader').allTextContents())
      .toEqual([expect.stringContaining('Message 2')]);
    await expectNoViolations(page);
  });

  test('one is looked at, and processed once its cause is gone', async () => {
    await park(messageOf(passing({ learner: 42 })));
    const page = await stage.visit('/parked', { as: 'operator' });
    await listed(page).getByRole('link', { name: 'Message 1' }).click();
    await page.getByRole('heading', { level: 1, name: 'Message 1' }).waitFor();

    const why = page.getByRole('region', { name: 'Why it is here' });
    await why.getByText('Unknown version').waitFor();
    await why.getByText('sourcelib 99.0.0 is not known').waitFor();
    await why.getByText('Upgrade Laurel to a version that knows the new events').waitFor();
    const seems = page.getByRole('region', { name: 'Likely content' });
    await page.getByRole('heading', { name: 'It can be processed now' }).waitFor();
    await seems.getByText('which can be processed now').waitFor();
    await seems.getByText('"learner42@example.org"').waitFor();
    const metadata = page.getByRole('region', { name: 'Metadata' });
    await metadata.getByRole('row', { name: 'sourcelib' }).waitFor();
    const body = page.getByRole('region', { name: 'Body' });
    await body.getByText('0000').waitFor();
    await body.getByText('The bytes are not text.').waitFor();

    await page.getByRole('button', { name: 'Retry' }).click();
    await page.getByText('Message 1 has been processed.').waitFor();
    await page.getByRole('heading', { name: 'No parked messages' }).waitFor();
    const answer = await stage.api.send('viewer', 'GET', '/api/v1/learners/42');
    expect(answer.json()).toMatchObject({ id: 42, username: 'learner42' });
  });

  test('one whose type is not processed says what a retry would do: nothing', async () => {
    await park(messageOf(certificate()));
    const page = await stage.visit('/parked/1', { as: 'operator' });
    await page.getByRole('heading', { name: 'It would be ignored now' }).waitFor();
    await page.getByText('add the type to the setting BADGES_CONFIG.events first').waitFor();
    await page.getByRole('button', { name: 'Retry' }).click();
    await page.getByText('Message 1 has been processed.').waitFor();
    expect((await stage.api.send('viewer', 'GET', '/api/v1/learners')).json().items).toEqual([]);
  });

  test('text is shown as text, and byte by byte for whoever wants that', async () => {
    const json = '{"is_passing": true, "course": ';
    const message = messageOf(passing());
    await park({ ...message, format: 'json', body: Buffer.from(json) }, 'invalid_json');
    const page = await stage.visit('/parked/1', { as: 'viewer' });
    const body = page.getByRole('region', { name: 'Body' });
    await body.getByText(json).waitFor();
    await body.getByText('Hexadecimal').click();
    await body.getByText('0000  7b 22 69 73').waitFor();
  });

  test('one that still can not be processed stays, and is discarded with a reason', async () => {
    await park(truncated(7), 'unknown_schema');
    const page = await stage.visit('/parked/1', { as: 'operator' });
    const why = page.getByRole('region', { name: 'Why it is here' });
    await why.getByText('Unknown version').waitFor();
    await page.getByRole('button', { name: 'Retry' }).click();
    await page.getByRole('heading', { name: "It still can't be processed" }).waitFor();
    // The newest reason is the true one.
    await why.getByText('Content does not match').waitFor();

    await page.getByRole('button', { name: 'Discard' }).click();
    const dialog = page.getByRole('dialog', { name: 'Discard message 1' });
    await dialog.getByRole('button', { name: 'Discard permanently' }).click();
    await dialog.getByText('Enter a reason; a few words are enough.').waitFor();
    expect(await counted()).toBe(1);
    await dialog.getByRole('textbox', { name: 'Reason', exact: true }).fill('a message of our own test');
    await expectNoViolations(page);
    await dialog.getByRole('button', { name: 'Discard permanently' }).click();
    await page.getByText('Message 1 has been discarded.').waitFor();
    await page.getByRole('heading', { name: 'No parked messages' }).waitFor();
    expect(await counted()).toBe(0);
    const audit = (await stage.api.send('operator', 'GET', '/api/v1/audit')).json();
    expect(audit.items[0]).toMatchObject({
      actor: `user:${stage.api.people.operator.id}`,
      action: 'parked_message.discard',
      reason: 'a message of our own test',
    });
  });

  test.each(['viewer', 'designer'] as const)('a %s sees everything and is offered nothing', async (role) => {
    await park(messageOf(passing()));
    const page = await stage.visit('/parked', { as: role });
    await listed(page).getByRole('link', { name: 'Message 1' }).click();
    await page.getByRole('region', { name: 'Metadata' }).waitFor();
    for (const name of [/^Try/, 'Discard']) expect(await page.getByRole('button', { name }).count()).toBe(0);
  });

  test.each(looks)('axe finds nothing: $device, $scheme, $language', async (look) => {
    await park(truncated(7), 'schema_mismatch');
    await park({ ...messageOf(passing()), body: null }, 'missing_body');
    await park(messageOf(passing()));
    const page = await stage.visit('/parked', { as: 'operator', ...look });
    await page.locator('a[href="/parked/3"]').waitFor();
    await expectNoViolations(page);
    await page.locator('a[href="/parked/3"]').click();
    await page.locator('pre').first().waitFor();
    await expectNoViolations(page);
  });

  test('in Arabic the reader’s own words are Arabic, too', async () => {
    const message = truncated(7);
    const reading = createReader({ eventTypes: [passingType] })(message);
    if (reading.kind !== 'unreadable') throw new Error('it could be read');
    const { reason, detail } = reading;
    await stage.database.database.transaction((transaction) =>
      parkMessages(transaction, [{ message, reason, detail }]),
    );
    const page = await stage.visit('/parked', { as: 'operator', language: 'ar' });
    const words = page.getByText(/وفق مخطط .+ في openedx-events .+ \(قرب البايت/);
    await words.waitFor();
    await page.getByRole('table').getByRole('link').first().click();
    await words.waitFor();
    expect(await page.getByText(/near byte|by the schema/).count()).toBe(0);
  });
});
