import type { HistoryKind } from '../../src/store/engine/history.ts';
import type { Database } from '../../src/store/database/database.ts';
import { demoCourse, passingType } from './events.ts';
import { storeTemplates } from './consumer.ts';
import { failPenalty, passCourse, template } from './templates.ts';

/** A line of the history as the code writes it, and what people must read of it. */
export interface KindCase {
  /** Caused by an event; else by hand, by a delivery, or by the learner. */
  readonly byEvent?: true;
  /** Of no learner. */
  readonly ofTemplate?: true;
  readonly details: Readonly<Record<string, unknown>>;
  /** The command line's sentence. */
  readonly sentence: string;
  /** In the pages: who or what it names, in every language. */
  readonly names?: readonly string[];
}

const badge = '0198c0de-57c8-4d5e-8f5b-0f3b8b0f7d11';
const organization = '5d3d5a1c-7f9b-4a55-9a0e-2f6f4a3d9c01';
export const person = '0b8d96aa-6d3e-4f43-9f0e-2f6f4a3d9c02';
const actor = `user:${person}`;
const byHand = { badge, by: 'hand', actor, reason: 'course of 2019' };
const place = { origin: 'credly', account: organization };
const outside = { badge, place, attempt: 2, externalId: 'c1f9c0f8-57c8-4d5e-8f5b-0f3b8b0f7d13' };

/** Every kind of line; the compiler asks for those that are missing. */
export const kindCases: Readonly<Record<HistoryKind, KindCase>> = {
  fulfilled: {
    byEvent: true,
    details: { requirement: 'pass-demo', version: 1, penalty: null, values: { is_passing: true } },
    sentence: 'Requirement met: Pass the demo course',
    names: ['Pass the demo course'],
  },
  reset: {
    byEvent: true,
    details: { requirement: 'pass-demo', version: 1, penalty: 'fail-demo', values: { is_passing: false } },
    sentence: `Requirement reset: Pass the demo course, by the penalty: course passing status updated where passed is false and course is ${demoCourse}`,
    names: ['Pass the demo course'],
  },
  awarded: {
    details: byHand,
    sentence: 'Badge awarded by Grace Support: course of 2019',
    names: ['Grace Support', 'course of 2019'],
  },
  revoked: {
    byEvent: true,
    details: { badge, penalties: ['fail-demo'] },
    sentence: `Badge revoked: a group is no longer met, by the penalty: course passing status updated where passed is false and course is ${demoCourse}`,
  },
  withheld: {
    byEvent: true,
    details: { badge },
    sentence: 'Award withheld: everything is met again, but a badge that was revoked never comes back',
  },
  cancelled: {
    details: byHand,
    sentence: 'Issue cancelled: the badge was revoked by Grace Support before it was issued',
    names: ['Grace Support'],
  },
  settled: {
    details: byHand,
    sentence: 'Settled, so that nothing more is done at the provider, by Grace Support: course of 2019',
    names: ['Grace Support', 'course of 2019'],
  },
  published: { details: { badge }, sentence: 'Published by the learner' },
  unpublished: {
    details: { badge, because: 'retired' },
    sentence: 'Made private, because the learner is retired',
  },
  added_to_wallet: { details: { badge, protocol: 'openid4vci' }, sentence: 'Added to a wallet by the learner' },
  issued: {
    details: { ...outside, state: 'pending' },
    sentence: 'Badge issued by Credly (Acme Academy)',
    names: ['Credly (Acme Academy)'],
  },
  adopted: {
    details: { ...outside, state: 'accepted' },
    sentence: 'Badge found at Credly (Acme Academy): no second one was made',
    names: ['Credly (Acme Academy)'],
  },
  issued_again: {
    details: { badge, actor, before: { origin: 'accredible', account: 'main' }, place },
    sentence:
      'Badge is issued again: its template moved from Accredible (main) to Credly (Acme Academy) by Grace Support',
    names: ['Accredible (main)', 'Credly (Acme Academy)', 'Grace Support'],
  },
  revoked_outside: {
    details: { ...outside, state: 'revoked' },
    sentence: 'Badge revoked at Credly (Acme Academy)',
    names: ['Credly (Acme Academy)'],
  },
  deleted_outside: {
    details: { ...outside, state: 'revoked' },
    sentence: 'Badge was deleted at Credly (Acme Academy): nothing more is done there',
    names: ['Credly (Acme Academy)'],
  },
  changed_outside: {
    details: { ...outside, state: 'accepted', before: 'no_response', credlyEvent: badge },
    sentence: 'State at Credly (Acme Academy) changed from no response to accepted',
    names: ['Credly (Acme Academy)'],
  },
  delivery_failed: {
    details: { ...outside, due: 'issue', failure: 'retryable', status: 503, retryInMs: 4_000 },
    sentence:
      'Delivery failed, attempt 2: Credly (Acme Academy) answered with status 503; Laurel retries automatically',
    names: ['Credly (Acme Academy)', '503'],
  },
  delivery_retried: {
    details: { badge, due: 'issue', actor: 'cli:ada' },
    sentence: 'Delivery retried by ada, on the command line',
    names: ['ada'],
  },
  template_created: {
    ofTemplate: true,
    details: { name: 'Demo graduate', active: true, template: 'demo', version: 1, actor },
    sentence: 'Template created by Grace Support',
    names: ['Grace Support'],
  },
  template_changed: {
    ofTemplate: true,
    details: {
      fields: ['imageUrl', 'holder'],
      template: 'demo',
      version: 2,
      actor,
      issuedBadges: { issued: 3, waiting: 1, choice: 'stay' },
    },
    sentence: 'Template changed by Grace Support: image, holder',
    names: ['Grace Support'],
  },
  template_activated: {
    ofTemplate: true,
    details: { template: 'demo', version: 2, actor: `key:${badge}` },
    sentence: 'Template activated by the API key “nightly”',
    names: ['nightly'],
  },
  template_deactivated: {
    ofTemplate: true,
    details: { template: 'demo', version: 2 },
    sentence: 'Template deactivated',
  },
  template_deleted: {
    ofTemplate: true,
    details: { template: 'demo', name: 'Demo graduate', actor },
    sentence: 'Template removed by Grace Support',
    names: ['Grace Support'],
  },
  learner_retired: {
    details: { messages: 2 },
    sentence: 'Learner retired: their name, address and texts were removed',
    names: [],
  },
  message_discarded: {
    ofTemplate: true,
    details: { topic: 'learning', position: '17-0', reason: 'unknown_schema', why: 'a test message', actor },
    sentence: 'Parked message discarded by Grace Support: a test message',
    names: ['Grace Support', 'a test message'],
  },
};

/** What no line may show to people: raw JSON, ids, and the words that only programs use. */
export const forProgramsOnly =
  /[{}[\]]|[0-9a-f]{8}-[0-9a-f]{4}-|\b(?:user|key|cli):|\b[a-z]+[A-Z][a-z]+|pass-demo|fail-demo|undefined|null/;

/** Writes a line of every kind, about one learner and one template, with everything that has a name. */
export async function writeEveryKind(database: Database): Promise<void> {
  await storeTemplates(database, [
    template({
      id: 'demo',
      requirements: [{ ...passCourse('pass-demo', demoCourse), description: 'Pass the demo course' }],
      penalties: [failPenalty('fail-demo', ['pass-demo'], demoCourse)],
    }),
  ]);
  await database.query(`INSERT INTO learner (id, username, name, email, is_active, identity_time, identity_event)
    VALUES (7, 'ada', 'Ada Lovelace', 'ada@example.org', true, now(), 'e')`);
  await database.query(`INSERT INTO auth_user (id, name, email) VALUES ($1, 'Grace Support', 'grace@example.org')`, [
    person,
  ]);
  await database.query(`INSERT INTO account_name (origin, account, name) VALUES ('credly', $1, 'Acme Academy')`, [
    organization,
  ]);
  // The key is there no more; what it did keeps its name.
  await database.query(
    `INSERT INTO audit (actor, actor_name, action, target_type, target, reason)
     VALUES ($1, 'nightly', 'template.activate', 'template', 'demo', '')`,
    [`key:${badge}`],
  );
  await database.query('DELETE FROM history');
  for (const [kind, { byEvent, ofTemplate, details }] of Object.entries(kindCases))
    await database.query(
      `INSERT INTO history (learner_id, template_id, kind, event_id, event_type, event_source, event_time, details)
       SELECT $1, CASE WHEN $2 = 'message_discarded' THEN NULL ELSE id END, $2, $3, $4, $5, $6::timestamptz, $7::jsonb
       FROM badge_template`,
      [
        ofTemplate ? null : 7,
        kind,
        ...(byEvent
          ? ['0198c0de-57c8-4d5e-8f5b-0f3b8b0f7d12', passingType, 'openedx/lms/web', '2026-01-02T03:04:05Z']
          : [null, null, null, null]),
        JSON.stringify(details),
      ],
    );
}
