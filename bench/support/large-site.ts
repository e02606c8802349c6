import type { Template } from '../../src/rules/template.ts';
import { tidyActivity } from '../../src/store/lists/activity.ts';
import type { Database } from '../../src/store/database/database.ts';
import { templates } from './events.ts';
import { partsOf } from './parts.ts';

/** The Credly organization that half of the templates belong to. */
export const organization = '9f0c6a0e-8a3b-4f3e-9d57-1c8f1e0b7a11';

const count = 200;

/** The templates of a large site. */
export function largeSiteTemplates(): Template[] {
  return templates(count).map((template, number) =>
    number % 2 === 0
      ? template
      : {
          ...template,
          holder: {
            origin: 'credly',
            organization,
            template: `5b0f7a52-1f0e-4c7e-8a53-${String(number).padStart(12, '0')}`,
          },
        },
  );
}

/** Id of one of the templates. */
export function templateId(number: number): string {
  return `badge-${String(number % count).padStart(5, '0')}`;
}

/**
 * Stores what years leave behind: for each learner progress on one template, a fulfillment, a badge and two lines of
 * history. Most badges are well; some are revoked, some wait, some have failed. Besides them parked messages, what people
 * did, and a week of figures.
 */
export async function fillLargeSite(database: Database, learners: number): Promise<void> {
  await addLearners(database, 1, learners);
  await addFigures(database);
  await settleDown(database);
}

/** Makes a large site larger: from so many learners to so many. */
export async function enlargeSite(database: Database, from: number, to: number): Promise<void> {
  await addLearners(database, from + 1, to);
  await settleDown(database);
}

async function addLearners(database: Database, first: number, last: number): Promise<void> {
  for (const [from, to] of partsOf(first, last))
    await database.transaction((transaction) => transaction.script(ofLearners(from, to).join(';')));
  await database.query(countHolders);
  for (const sql of ofPeople(first, last)) await database.query(sql);
}

async function settleDown(database: Database): Promise<void> {
  await database.query('VACUUM ANALYZE');
  await database.query('CHECKPOINT');
}

/** The place of a learner among those of the same template, so that every template has badges in every state. */
const among = `(id / ${count})`;
const earned = `now() - (id % 525600) * interval '1 minute'`;

/** The server's own checks of references are left out: they hold, and millions of them take most of the time. */
function ofLearners(first: number, last: number): string[] {
  const some = `FROM learner WHERE id BETWEEN ${first} AND ${last}`;
  return [
    'SET LOCAL session_replication_role = replica',
    `INSERT INTO learner (id, username, email, name, is_active, identity_time, identity_event, created_at)
     SELECT id, 'learner' || id, 'learner' || id || '@example.org', 'Learner ' || id, true, now(), 'event-' || id, ${earned}
     FROM generate_series(${first}, ${last}) AS id`,
    `INSERT INTO fulfillment (learner_id, template_id, requirement, fulfilled, event_time, event_id, event_type,
                              event_source, evidence, template_version)
     SELECT id, 1 + id % ${count}, 'one', true, ${earned}, 'event-' || id,
            'org.openedx.learning.course.passing.status.updated.v1', 'openedx/lms/web',
            '{"values": {"is_passing": true}, "penalty": null}', 1 ${some}`,
    `INSERT INTO badge_progress (learner_id, template_id, groups_met, groups, complete, created_at, updated_at)
     SELECT id, 1 + id % ${count}, 1, 1 + (id % 4 = 0)::integer, id % 4 <> 0, ${earned}, ${earned} ${some}`,
    `INSERT INTO badge (id, learner_id, template_id, place_id, announced_place_id, status, state, earned_at, revoked_at, external_id,
                        due, due_at, last_status, created_at)
     SELECT gen_random_uuid(), learner.id, template.id, template.place_id, template.place_id,
            CASE WHEN among % 100 = 3 THEN 'revoked' ELSE 'awarded' END,
            CASE WHEN among % 100 = 3 THEN 'revoked' WHEN among % 1000 IN (1, 2) THEN 'error' WHEN among % 1000 = 4 THEN 'created'
                 WHEN among % 50 = 5 THEN 'pending' ELSE 'accepted' END,
            learner.created_at, CASE WHEN among % 100 = 3 THEN now() END, 'external-' || learner.id,
            CASE WHEN among % 1000 IN (2, 4) THEN 'issue' END, CASE WHEN among % 1000 IN (2, 4) THEN now() END,
            CASE WHEN among % 1000 IN (1, 2) THEN 422 END, learner.created_at
     FROM (SELECT id, created_at, ${among} AS among ${some}) AS learner
     JOIN badge_template AS template ON template.id = 1 + learner.id % ${count}`,
    `INSERT INTO event_on_record (learner_id, event_type, likeness, event_id, event_time, said, recorded_at)
     SELECT id, 'org.openedx.learning.course.passing.status.updated.v1', md5('failed')::uuid, 'before-' || id, ${earned},
            '{"is_passing": false, "course.course_key": "course-v1:OpenedX+Other+2026"}', ${earned} ${some}`,
    `INSERT INTO history (recorded_at, learner_id, template_id, kind, event_id, event_type, event_source, event_time)
     SELECT ${earned}, id, 1 + id % ${count}, kind, 'event-' || id,
            'org.openedx.learning.course.passing.status.updated.v1', 'openedx/lms/web', ${earned}
     FROM learner CROSS JOIN (VALUES ('fulfilled'), ('awarded')) AS happened (kind)
     WHERE id BETWEEN ${first} AND ${last}`,
    `INSERT INTO history (recorded_at, learner_id, template_id, kind, event_id, event_type, event_source, event_time)
     SELECT ${earned}, id, 1 + id % ${count}, 'revoked', 'event-' || id,
            'org.openedx.learning.course.passing.status.updated.v1', 'openedx/lms/web', ${earned} ${some} AND ${among} % 100 = 3`,
  ];
}

/** What the triggers that were left out would have counted. */
const countHolders = `
  INSERT INTO template_use (template_id, slot, holders, in_progress)
  SELECT template.id, 0, coalesce(held.holders, 0), coalesce(begun.learners, 0)
  FROM badge_template AS template
  LEFT JOIN (SELECT template_id, count(*) AS holders FROM badge WHERE status = 'awarded' GROUP BY 1) AS held
    ON held.template_id = template.id
  LEFT JOIN (SELECT template_id, count(*) AS learners FROM badge_progress WHERE NOT complete GROUP BY 1) AS begun
    ON begun.template_id = template.id
  ON CONFLICT (template_id, slot) DO UPDATE SET holders = excluded.holders, in_progress = excluded.in_progress`;

/** What is there for people, in proportion to the learners. */
function ofPeople(first: number, last: number): string[] {
  const every = (learners: number): string =>
    `generate_series(${Math.floor((first - 1) / learners) + 1}, ${Math.floor(last / learners)}) AS id`;
  return [
    `INSERT INTO parked_message (topic, position, format, fields, body, reason, detail)
     SELECT 'dev-learning-badges-lifecycle', id || '-0', 'avro', '["dHlwZQ==", "b3JnLm9wZW5lZHg="]',
            decode(repeat('00', 300), 'hex'), CASE WHEN id % 10 = 0 THEN 'unknown_schema' ELSE 'schema_mismatch' END, ''
     FROM ${every(100)}`,
    `INSERT INTO audit (actor, actor_name, action, target_type, target, reason)
     SELECT 'user:' || id % 20, 'Somebody', CASE WHEN id % 10 = 0 THEN 'badge.revoke' ELSE 'badge.award' END, 'badge',
            'badge-' || id, 'why'
     FROM ${every(10)}`,
  ];
}

/** A week of figures for the charts; as many on every site. */
async function addFigures(database: Database): Promise<void> {
  await database.query(
    `INSERT INTO activity (minute, metric, count)
     SELECT date_trunc('minute', now()) - minute * interval '1 minute', metric, 100
     FROM generate_series(0, 10080) AS minute
     CROSS JOIN unnest(ARRAY['events_applied', 'events_no_effect', 'events_ignored', 'awarded', 'delivered']) AS metric`,
  );
  await tidyActivity(database, Date.now());
}
