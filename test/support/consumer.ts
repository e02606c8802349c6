import { KnownCourses } from '../../src/consumer/known-courses.ts';
import { KnownLearners } from '../../src/consumer/known-learners.ts';
import { KnownSightings } from '../../src/consumer/known-sightings.ts';
import { LiveRules } from '../../src/consumer/live-rules.ts';
import type { BatchParts } from '../../src/consumer/process-batch.ts';
import { createReader } from '../../src/events/reader.ts';
import { createVocabulary } from '../../src/events/vocabulary.ts';
import type { Template } from '../../src/rules/template.ts';
import type { Database } from '../../src/store/database/database.ts';
import { insertTemplate, lockRules, raiseRulesRevision } from '../../src/store/engine/templates.ts';
import { silent } from './database.ts';
import { ccxPassingType, enrollmentType, passingType } from './events.ts';

const eventTypes = [passingType, ccxPassingType, enrollmentType];

/** What a consumer process has, on this database. */
export function consumerParts(database: Database): BatchParts & { readonly logger: typeof silent } {
  return {
    database,
    read: createReader({ eventTypes }),
    rules: new LiveRules(database, createVocabulary(eventTypes, [])),
    known: new KnownLearners(1_000),
    sightings: new KnownSightings(1_000),
    courses: new KnownCourses(),
    futureToleranceMs: 600_000,
    announces: true,
    logger: silent,
  };
}

/** Stores templates as `apply` does. */
export async function storeTemplates(database: Database, templates: readonly Template[]): Promise<void> {
  await database.transaction(async (transaction) => {
    await lockRules(transaction);
    for (const template of templates) await insertTemplate(transaction, template);
    await raiseRulesRevision(transaction);
  });
}

/** Everything that processing leaves behind, without generated ids and recording times: equal for equal outcomes. */
export async function outcome(database: Database): Promise<unknown> {
  const rows = (sql: string): Promise<unknown[]> => database.query(sql);
  return {
    learners: await rows('SELECT id, username, email, name FROM learner ORDER BY id'),
    fulfillments: await rows(
      `SELECT learner_id, template_id, requirement, fulfilled, event_time, event_id, evidence FROM fulfillment
       ORDER BY learner_id, template_id, requirement`,
    ),
    progress: await rows(
      'SELECT learner_id, template_id, groups_met, groups, complete FROM badge_progress ORDER BY learner_id, template_id',
    ),
    badges: await rows('SELECT learner_id, template_id, status, earned_at FROM badge ORDER BY learner_id, template_id'),
    signals: await rows(
      `SELECT badge.learner_id, badge.template_id, outbox.signal FROM outbox JOIN badge ON badge.id = badge_id
       ORDER BY learner_id, template_id, signal`,
    ),
    parked: await rows('SELECT topic, position, reason FROM parked_message ORDER BY topic, position'),
  };
}
