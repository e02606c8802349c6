import type { HistoryKind } from '../engine/history.ts';
import type { ExternalState, ProviderEnvironment } from './external.ts';
import type { Queryable, Transaction } from '../database/database.ts';

/** What Credly's webhook told of and what became of it (S25); and our rows that such an event is about. */
export interface KeptEvent {
  readonly id: string;
  readonly organization: string;
  readonly eventType: string;
  readonly outcome: string;
  readonly occurredAt: Date | null;
}

/** Credly repeats an event for 25 days at most. */
const keptFor = '40 days';

/** Whether an event of this organization was acted on. */
export async function isKnownEvent(queryable: Queryable, id: string, organization: string): Promise<boolean> {
  const rows = await queryable.query('SELECT id FROM credly_webhook_event WHERE id = $1 AND organization = $2', [
    id,
    organization,
  ]);
  return rows.length > 0;
}

/**
 * Keeps an event, so that it is not acted on again; what is old is forgotten on the way.
 *
 * @returns false when it is known: somebody else has just acted on it
 */
export async function keepEvent(
  transaction: Transaction,
  { id, organization, eventType, outcome, occurredAt }: KeptEvent,
): Promise<boolean> {
  await transaction.query('DELETE FROM credly_webhook_event WHERE received_at < now() - $1::interval', [keptFor]);
  const rows = await transaction.query(
    `INSERT INTO credly_webhook_event (id, organization, event_type, outcome, occurred_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (id) DO NOTHING RETURNING id`,
    [id, organization, eventType, outcome, occurredAt],
  );
  return rows.length > 0;
}

/** Our row of a badge that Credly holds, or may hold. */
export interface CredlyBadgeRow {
  readonly id: string;
  readonly status: 'awarded' | 'revoked';
  readonly state: ExternalState;
  readonly due: 'issue' | 'revoke' | null;
  readonly externalId: string | null;
  readonly externalUrl: string | null;
  /** Credly badge template. */
  readonly externalTemplate: string;
  /** What is needed to know whether a badge there is this one's (src/issuing/recipient.ts). */
  readonly email: string;
  readonly sentTo: readonly string[];
  /** True while a worker delivers it: what it will write down is not known yet. */
  readonly inWork: boolean;
  /** Another one after every change of the row. */
  readonly stamp: string;
}

/** How an event names a badge. */
export interface BadgeNames {
  readonly externalId: string;
  /** Our earner id, the LMS user id in it, and the Credly badge template, when the event has them. */
  readonly award: { readonly earnerId: string; readonly learner: number; readonly externalTemplate: string } | null;
}

const badgeColumns = `badge.id, badge.status, badge.state, badge.due, badge.external_id AS "externalId",
  badge.external_url AS "externalUrl", place.external_template AS "externalTemplate", learner.email,
  badge.sent_to AS "sentTo",
  coalesce(badge.claimed_until > now(), false) AS "inWork", badge.updated_at::text AS stamp
  FROM badge JOIN badge_place AS place ON place.id = badge.place_id JOIN learner ON learner.id = badge.learner_id
  WHERE place.origin = 'credly' AND place.account = $1
    AND coalesce(badge.environment, (SELECT value FROM site_fact WHERE name = 'environment.credly'), $2) = $2`;

/** Our row of a badge: by its id at Credly, else by who earned what; never one of another organization or environment. */
export async function findCredlyBadge(
  queryable: Queryable,
  organization: string,
  environment: ProviderEnvironment,
  { externalId, award }: BadgeNames,
): Promise<CredlyBadgeRow | null> {
  const [byId] = await queryable.query<CredlyBadgeRow>(`SELECT ${badgeColumns} AND badge.external_id = $3`, [
    organization,
    environment,
    externalId,
  ]);
  if (byId !== undefined || award === null) return byId ?? null;
  const [byAward] = await queryable.query<CredlyBadgeRow>(
    `SELECT ${badgeColumns} AND place.external_template = $3 AND badge.learner_id = $4 AND badge.earner_id = $5`,
    [organization, environment, award.externalTemplate, award.learner, award.earnerId],
  );
  return byAward ?? null;
}

/** What an event changes in our row. */
export interface BadgeChange {
  readonly kind: Extract<HistoryKind, 'changed_outside' | 'adopted' | 'revoked_outside' | 'deleted_outside'>;
  readonly state: ExternalState;
  readonly externalId: string;
  /** Null leaves what is known. */
  readonly externalUrl: string | null;
  /** True when nothing is left to deliver. */
  readonly done: boolean;
}

/**
 * Changes a badge's row, with its history.
 *
 * @returns false when the row is no longer as it was read: nothing was written
 */
export async function changeCredlyBadge(
  transaction: Transaction,
  before: CredlyBadgeRow,
  { kind, state, externalId, externalUrl, done }: BadgeChange,
  event: string,
): Promise<boolean> {
  const details = { externalId, state, before: before.state, credlyEvent: event };
  const rows = await transaction.query(
    `WITH changed AS (
       UPDATE badge
       SET state = $3, external_id = $4, external_url = coalesce($5, external_url), updated_at = clock_timestamp(),
           closed = CASE WHEN $7 = 'deleted_outside' THEN 'deleted' ELSE closed END,
           due = CASE WHEN $6 THEN NULL ELSE due END, due_at = CASE WHEN $6 THEN NULL ELSE due_at END,
           uncertain = uncertain AND NOT $6, failures = CASE WHEN $6 THEN 0 ELSE failures END,
           last_status = CASE WHEN $6 THEN NULL ELSE last_status END,
           last_body = CASE WHEN $6 THEN NULL ELSE last_body END
       WHERE id = $1 AND updated_at = $2::timestamptz
       RETURNING id, learner_id, template_id, place_id
     ), noted AS (
       INSERT INTO history (learner_id, template_id, kind, details)
       SELECT learner_id, template_id, $7, $8::jsonb || jsonb_build_object('badge', changed.id,
         'place', jsonb_build_object('origin', origin, 'account', account))
       FROM changed JOIN badge_place AS place ON place.id = place_id
     )
     SELECT id FROM changed`,
    [before.id, before.stamp, state, externalId, externalUrl, done, kind, JSON.stringify(details)],
  );
  return rows.length > 0;
}

/** Another text after every change of our template of a Credly badge template; null when there is none. */
export async function credlyTemplateStamp(
  queryable: Queryable,
  organization: string,
  externalTemplate: string,
): Promise<string | null> {
  const [row] = await queryable.query<{ stamp: string }>(
    `SELECT updated_at::text AS stamp FROM badge_template
     WHERE origin = 'credly' AND account = $1 AND external_template = $2`,
    [organization, externalTemplate],
  );
  return row?.stamp ?? null;
}
