import type { MessageFormat, RawMessage } from '../../events/message.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { inboxTopic } from '../engine/inbox.ts';
import { clearOf } from '../open-badges/retired-learners.ts';

/**
 * What of a line of the history may stay: ids, numbers and words of ours. Everything else, such as the values that rules looked at and
 * what somebody wrote, may be about the person.
 */
const anonymousDetails = [
  'requirement',
  'version',
  'penalty',
  'penalties',
  'badge',
  'by',
  'actor',
  'because',
  'protocol',
  'attempt',
  'status',
  'retryInMs',
  'state',
  'before',
  'externalId',
  'credlyEvent',
  'place',
  'due',
  'messages',
];

/**
 * Removes everything that is about a retired learner but ids, numbers and states, in one transaction, the names last. What is left
 * counts and tells nobody's story (S26). Doing it again changes nothing.
 *
 * @param messages how many messages about them were removed before; kept in the history
 */
export async function forgetLearner(transaction: Transaction, learner: number, messages: number): Promise<void> {
  const run = (sql: string, ...values: readonly unknown[]): Promise<unknown> =>
    transaction.query(sql, [learner, ...values]);
  // As every batch does, before anything of the learner is changed.
  await run('SELECT FROM learner WHERE id = $1 FOR UPDATE');
  await forgetSignIn(transaction, learner);
  await clearOf(transaction, learner);
  await run(
    `UPDATE badge SET sent_to = '{}', reason = '', public_reason = NULL, last_body = NULL
     WHERE learner_id = $1 AND (sent_to <> '{}' OR reason <> '' OR public_reason IS NOT NULL OR last_body IS NOT NULL)`,
  );
  await run(
    `UPDATE badge_former_place AS former SET sent_to = '{}', last_body = NULL
     FROM badge WHERE badge.id = former.badge_id AND learner_id = $1
       AND (former.sent_to <> '{}' OR former.last_body IS NOT NULL)`,
  );
  await run(
    `UPDATE fulfillment SET evidence = jsonb_build_object('values', '{}'::jsonb, 'penalty', evidence -> 'penalty')
     WHERE learner_id = $1 AND evidence -> 'values' <> '{}'`,
  );
  await run('DELETE FROM event_on_record WHERE learner_id = $1');
  await run(
    `UPDATE history SET details =
       coalesce((SELECT jsonb_object_agg(key, value) FROM jsonb_each(details) WHERE key = ANY ($2::text[])), '{}')
     WHERE learner_id = $1 AND EXISTS (SELECT FROM jsonb_object_keys(details) AS key WHERE NOT key = ANY ($2::text[]))`,
    `{${anonymousDetails.join(',')}}`,
  );
  await run(
    `UPDATE audit SET reason = '', before = before - 'publicReason', after = after - 'publicReason'
     WHERE target IN (SELECT id::text FROM badge WHERE learner_id = $1) OR after ->> 'learner' = $1::bigint::text`,
  );
  await run(
    `UPDATE maintenance_job SET wish = (wish || '{"why": ""}') - 'publicReason'
     WHERE finished_at IS NOT NULL AND wish -> 'learners' @> to_jsonb($1::bigint)`,
  );
  await run(
    `INSERT INTO history (learner_id, kind, details)
     SELECT $1, 'learner_retired', jsonb_build_object('messages', $2::integer)
     WHERE NOT EXISTS (SELECT FROM history WHERE learner_id = $1 AND kind = 'learner_retired')`,
    messages,
  );
  await run(`UPDATE learner SET username = '', email = '', name = '' WHERE id = $1`);
}

/** Whoever signed in as this user of the LMS does not any more; what they did stays, by a number alone. */
async function forgetSignIn(transaction: Transaction, learner: number): Promise<void> {
  const [person] = await transaction.query<{ id: string; email: string }>(
    'SELECT id, email FROM auth_user WHERE lms_user_id = $1 FOR UPDATE',
    [learner],
  );
  if (person === undefined) return;
  const actor = `user:${person.id}`;
  await transaction.query(`UPDATE audit SET actor_name = '' WHERE actor = $1 AND actor_name <> ''`, [actor]);
  await transaction.query(
    `UPDATE audit SET before = before - '{name,email}'::text[], after = after - '{name,email}'::text[], reason = ''
     WHERE target_type = 'user' AND target = $1`,
    [person.id],
  );
  await transaction.query(
    `UPDATE maintenance_job SET wish = jsonb_set(wish, '{actor,name}', '""') WHERE wish -> 'actor' ->> 'id' = $1`,
    [actor],
  );
  await transaction.query(
    `DELETE FROM auth_verification WHERE strpos(value, $1) > 0 OR strpos(lower(identifier), $2) > 0 OR strpos(lower(value), $2) > 0`,
    [person.id, person.email],
  );
  await transaction.query('DELETE FROM auth_user WHERE id = $1', [person.id]);
}

interface InboxRow {
  readonly position: number;
  readonly format: MessageFormat;
  readonly fields: readonly string[];
  readonly body: Buffer | null;
}

/** Messages that wait in the inbox, without taking them. */
export async function peekInbox(queryable: Queryable, after: number, limit: number): Promise<RawMessage[]> {
  const rows = await queryable.query<InboxRow>(
    'SELECT position, format, fields, body FROM inbox_message WHERE position > $1 ORDER BY position LIMIT $2',
    [after, limit],
  );
  return rows.map(({ position, format, fields, body }) => ({
    topic: inboxTopic,
    position: String(position),
    fields: fields.map((field) => Buffer.from(field, 'base64')),
    body,
    format,
    deliveries: 0,
  }));
}
