import { afterAll, beforeAll, describe, test } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { processBatch } from '../../src/consumer/process-batch.ts';
import type { Event } from '../../src/rules/event.ts';
import { parkMessages } from '../../src/store/engine/parked.ts';
import { formText } from '../../web/src/connections/new/form-text.ts';
import { connectionsText } from '../../web/src/connections/connections-text.ts';
import { oneText } from '../../web/src/connections/one/one-text.ts';
import { refusedText } from '../../web/src/connections/refused-text.ts';
import { learnersText } from '../../web/src/learners/learners-text.ts';
import { standingText } from '../../web/src/learners/standing-text.ts';
import { parkedText } from '../../web/src/parked/parked-text.ts';
import { bulkText } from '../../web/src/shared/bulk-text.ts';
import { explanationText } from '../../web/src/shared/explanation-text.ts';
import { selectionText } from '../../web/src/shared/selection-text.ts';
import { sharedText } from '../../web/src/shared/shared-text.ts';
import { conditionText } from '../../web/src/templates/editor/condition-text.ts';
import { editorText } from '../../web/src/templates/editor/editor-text.ts';
import { templatesText } from '../../web/src/templates/templates-text.ts';
import { tryText } from '../../web/src/templates/try/try-text.ts';
import { hasChromium } from '../support/browser.ts';
import { passes } from '../support/busy-site.ts';
import { consumerParts } from '../support/consumer.ts';
import { hasPostgresql } from '../support/database.ts';
import { demoCourse, otherCourse, passing, thirdCourse } from '../support/events.ts';
import { finger, keyboard } from '../support/hands.ts';
import { workAtJobs } from '../support/jobs.ts';
import { messageOf } from '../support/messages.ts';
import { stagePages } from '../support/pages.ts';
import type { PagesStage } from '../support/pages.ts';
import { credlyKey, organization, startProviders } from '../support/provider-site.ts';
import type { Providers } from '../support/provider-site.ts';
import { wordsIn } from '../support/words.ts';

/**
 * All that somebody does who has never seen Laurel: a badge for passing one course and one of two others, which failing the
 * first takes away; tried, earned, and asked for; an account at Credly, begun with a wrong key; messages that nobody needs.
 */
describe.skipIf(!hasPostgresql() || !hasChromium())('a first run', () => {
  let providers: Providers;
  let stage: PagesStage;

  beforeAll(async () => {
    providers = await startProviders();
    stage = await stagePages({ environment: providers.environment });
  });
  afterAll(async () => {
    await stage.close();
    await providers.close();
  });

  const process = async (...events: readonly Event[]): Promise<void> => {
    await processBatch(
      consumerParts(stage.database.database),
      events.map((event) => messageOf(event)),
    );
  };

  test.for([
    { how: 'with the keyboard alone', hand: keyboard, device: 'desktop', language: 'en' },
    { how: 'with a finger, on a phone, in Arabic', hand: finger, device: 'phone', language: 'ar' },
  ] as const)('$how', { timeout: 180_000 }, async ({ hand, device, language }) => {
    const { database } = stage.database;
    await database.query(
      'TRUNCATE badge_template, learner, fulfillment, badge_progress, badge, parked_message, connection RESTART IDENTITY CASCADE',
    );
    const { push, write } = hand;
    const words = wordsIn(language);
    const page = await stage.visit('/templates', { as: 'admin', device, language });
    const go = (path: string) => page.goto(stage.url + path);
    const button = (name: string, within: Page | Locator = page) => within.getByRole('button', { name, exact: true });
    const region = (name: string) => page.getByRole('region', { name, exact: true });
    const dialog = page.getByRole('dialog');

    // The template.
    await push(page.getByRole('link', { name: words(templatesText.new) }).first());
    await write(page.getByLabel(words(editorText.name), { exact: true }), 'Stewardship');
    const requirement = async (number: number, what: string, course: string): Promise<void> => {
      const card = page.getByRole('article', { name: words(editorText.requirementNumber, { number }) });
      await write(card.getByLabel(words(editorText.requirementDescription)), what);
      await write(card.getByLabel(words(conditionText.value)).nth(1), course);
    };
    await push(button(words(editorText.addRequirement)));
    await requirement(1, 'Pass the basics', demoCourse);
    await push(button(words(editorText.addRequirement)));
    await requirement(2, 'Pass theory', otherCourse);
    await push(button(words(editorText.addAlternative)).last());
    await requirement(3, 'Pass practice', thirdCourse);
    await push(button(words(editorText.addPenalty)));
    const penalty = page.getByRole('article', { name: words(editorText.penaltyNumber, { number: 1 }) });
    await write(penalty.getByLabel(words(editorText.requirementDescription)), 'Fails the basics after all');
    const trial = region(words(tryText.title));
    await push(button(words(tryText.run), trial));
    await trial.getByText(words(tryText.fulfills, { count: 1 })).waitFor();
    await push(button(words(editorText.create)));
    await page.getByRole('heading', { level: 1, name: 'Stewardship' }).waitFor();
    await push(button(words(templatesText.activate)));
    await push(button(words(templatesText.activate), dialog));
    await page.getByText(words(templatesText.activated, { name: 'Stewardship' })).waitFor();

    // Ada earns it, Grace does not.
    await process(passes('ada', demoCourse), passes('ada', thirdCourse), passes('grace', demoCourse));
    const ask = async (learner: string): Promise<void> => {
      await go('/learners');
      await push(page.getByRole('link', { name: learner }).first());
      await push(region(words(learnersText.progress)).getByRole('link', { name: 'Stewardship' }));
    };
    await ask('ada');
    await page.getByText(words(standingText.hasBadge)).waitFor();
    await ask('grace');
    await page.getByText(words(standingText.incomplete, { missing: 1 })).waitFor();
    await region(words(standingText.takes)).getByText(words(explanationText.openHelp)).first().waitFor();

    // Ada fails the first course after all.
    await process(passes('ada', demoCourse, { passing: false }));
    await ask('ada');
    await page.getByText(words(standingText.revoked)).waitFor();

    // Credly, with a wrong key first.
    await go('/connections');
    await push(page.getByRole('link', { name: words(connectionsText.connect) }).first());
    await write(page.getByLabel(words(formText.organization)), organization);
    await write(page.getByRole('textbox', { name: words(formText.token) }), 'a-key-that-is-wrong');
    await push(button(words(formText.submit)));
    const refusal = page.getByRole('alert').filter({ hasText: words(refusedText.refused) });
    await push(button(words(refusedText.saveAnyway), refusal));
    await page.getByText(words(connectionsText.notWorking), { exact: true }).first().waitFor();
    await push(button(words(oneText.edit)));
    await write(dialog.getByRole('textbox', { name: words(oneText.newKey) }), credlyKey);
    await push(button(words(oneText.save), dialog));
    await page.getByText(words(oneText.saved)).waitFor();
    await page.getByText(words(connectionsText.works), { exact: true }).first().waitFor();

    // Messages that nobody needs.
    await database.transaction((transaction) =>
      parkMessages(
        transaction,
        [1, 2, 3].map((learner) => ({
          message: messageOf(passing({ learner })),
          reason: 'unknown_schema' as const,
          detail: 'sourcelib 99.0.0 is not known',
        })),
      ),
    );
    workAtJobs(database);
    await go('/parked');
    await push(button(words(selectionText.allShown)));
    await push(button(words(parkedText.discardSelected)));
    await write(dialog.getByLabel(words(sharedText.reason)), 'From a test of our own');
    await push(dialog.getByLabel(words(parkedText.discardAcknowledge)));
    await push(button(words(parkedText.discardConfirm), dialog));
    await page.getByText(words(bulkText.discarded, { count: 3 })).waitFor();
  });
});
