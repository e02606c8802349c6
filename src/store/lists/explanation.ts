import { sql } from 'kysely';
import type { ExternalState } from '../delivery/external.ts';
import type { Evidence } from '../../rules/decide.ts';
import type { EventOnRecord } from '../../rules/on-record.ts';
import type { Requirement } from '../../rules/template.ts';
import type { Value } from '../../rules/value-type.ts';
import type { Queryable } from '../database/database.ts';
import { historyKeptFrom } from '../upkeep/pruning.ts';
import { historyColumns, historyJoins, toHistoryListings } from './history-lines.ts';
import type { HistoryListing, HistoryRow } from './history-lines.ts';
import { queryBuilder } from './query-builder.ts';

/** What is known of one learner on one template: what an explanation is made from (S10). Of people it holds what the lines of the history name. */
export interface LearnerRecord {
  /** The newest write on each requirement, by requirement id (S11). */
  readonly evidence: ReadonlyMap<string, Evidence & { readonly fulfilled: boolean }>;
  /** The badge, or null when none was ever awarded. */
  readonly badge: BadgeRecord | null;
  /** Oldest first. */
  readonly history: readonly HistoryListing[];
  /** The history goes back to then, for older lines are pruned; null: it is whole. What is above is whole all the same. */
  readonly historyKeptFrom: Date | null;
}

export interface BadgeRecord {
  readonly id: string;
  readonly status: 'awarded' | 'revoked';
  /** State at the provider (S21). */
  readonly state: ExternalState;
  readonly earnedAt: Date;
  readonly revokedAt: Date | null;
  readonly reason: string;
  readonly externalUrl: string | null;
  readonly due: 'issue' | 'revoke' | null;
}

/** Loads what is known of a learner on a template. */
export async function loadLearnerRecord(
  queryable: Queryable,
  learner: number,
  template: number,
): Promise<LearnerRecord> {
  return {
    evidence: await loadEvidence(queryable, learner, template),
    badge: await loadBadge(queryable, learner, template),
    history: await loadHistory(queryable, learner, template),
    historyKeptFrom: await historyKeptFrom(queryable),
  };
}

/** So many of the events that other templates have counted are looked through; of the others there are only as many as rules tell apart. */
const mostOnRecord = 200;

/**
 * The events of a learner that are on record: those that have fulfilled something on other templates first, then those of which
 * is kept what they said; each the newest first.
 *
 * @param template the one that is explained; its key is null while it is not stored
 */
export async function loadOnRecord(
  queryable: Queryable,
  learner: number,
  template: { readonly key: number | null; readonly requirements: readonly Pick<Requirement, 'event'>[] },
): Promise<EventOnRecord[]> {
  const event = `event_id AS "eventId", event_type AS "eventType", (extract(epoch FROM event_time) * 1000000)::bigint AS time`;
  const [counted, said] = await Promise.all([
    queryable.query<EventOnRecord>(
      `SELECT jsonb_build_object('id', slug, 'name', name) AS template, ${event}, evidence -> 'values' AS values
       FROM fulfillment JOIN badge_template ON badge_template.id = template_id
       WHERE learner_id = $1 AND template_id IS DISTINCT FROM $2 AND fulfilled
       ORDER BY event_time DESC, template_id LIMIT ${mostOnRecord}`,
      [learner, template.key],
    ),
    queryable.query<EventOnRecord>(
      `SELECT NULL AS template, ${event}, said AS values FROM event_on_record
       WHERE learner_id = $1 AND event_type IN (SELECT json_array_elements_text($2::json))
       ORDER BY event_time DESC, event_id COLLATE "C" DESC`,
      [learner, JSON.stringify(template.requirements.map(({ event: type }) => type))],
    ),
  ]);
  return [...counted, ...said];
}

interface FulfillmentRow {
  readonly requirement: string;
  readonly fulfilled: boolean;
  readonly micros: number;
  readonly event_id: string;
  readonly event_type: string;
  readonly event_source: string;
  readonly evidence: { readonly values: Readonly<Record<string, Value | null>>; readonly penalty: string | null };
  readonly template_version: number;
}

/** The newest write on each requirement of a template that concerned the learner, by requirement id (S10, S11). */
export async function loadEvidence(
  queryable: Queryable,
  learner: number,
  template: number,
): Promise<LearnerRecord['evidence']> {
  const rows = await queryable.query<FulfillmentRow>(
    `SELECT requirement, fulfilled, (extract(epoch FROM event_time) * 1000000)::bigint AS micros, event_id, event_type,
            event_source, evidence, template_version
     FROM fulfillment WHERE learner_id = $1 AND template_id = $2 ORDER BY requirement COLLATE "C"`,
    [learner, template],
  );
  return new Map(
    rows.map((row) => [
      row.requirement,
      {
        fulfilled: row.fulfilled,
        eventId: row.event_id,
        eventType: row.event_type,
        eventSource: row.event_source,
        time: row.micros,
        values: row.evidence.values,
        version: row.template_version,
        penalty: row.evidence.penalty,
      },
    ]),
  );
}

/** The learner's badge of a template, or null when none was ever awarded. */
export async function loadBadge(queryable: Queryable, learner: number, template: number): Promise<BadgeRecord | null> {
  const [badge] = await queryable.query<BadgeRecord>(
    `SELECT id, status, state, earned_at AS "earnedAt", revoked_at AS "revokedAt", reason,
            external_url AS "externalUrl", due
     FROM badge WHERE learner_id = $1 AND template_id = $2`,
    [learner, template],
  );
  return badge ?? null;
}

/** What happened to the learner on this template, and to the template itself (S19). */
async function loadHistory(queryable: Queryable, learner: number, template: number): Promise<LearnerRecord['history']> {
  // Two questions to two indexes: as one, the planner may go through everything of the template.
  const { rows } = await sql<HistoryRow>`
    SELECT ${historyColumns}
    FROM (SELECT * FROM history WHERE learner_id = ${learner} AND template_id = ${template}
          UNION ALL SELECT * FROM history WHERE learner_id IS NULL AND template_id = ${template}) AS history
    ${historyJoins}
    ORDER BY recorded_at, history.id`.execute(queryBuilder(queryable));
  return toHistoryListings(queryable, rows);
}
