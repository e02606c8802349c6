import type { Evidence } from '../../rules/decide.ts';
import type { Measure, Progress, Register } from '../../rules/progress.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { rowSet } from '../database/rows.ts';

/** Names one learner's progress on one template, by the template's key. */
export interface ProgressKey {
  readonly learner: number;
  readonly template: number;
}

/** Progress with the badge that it led to. */
export interface StoredProgress extends Progress {
  readonly badgeId: string | null;
}

interface ProgressRow {
  readonly learner: number;
  readonly template: number;
  readonly started: boolean;
  readonly retired: boolean;
  readonly badge_id: string | null;
  readonly status: 'awarded' | 'revoked' | null;
  readonly registers:
    readonly (readonly [requirement: string, fulfilled: boolean, micros: number, eventId: string])[] | null;
}

const keyRows = rowSet({ learner: 'bigint', template: 'integer' });

/** Loads progress of several learners at once, and whether they are retired; one entry per key, also where nothing is stored yet. */
export async function loadProgress(
  queryable: Queryable,
  keys: readonly ProgressKey[],
): Promise<(ProgressKey & { readonly progress: StoredProgress; readonly retired: boolean })[]> {
  if (keys.length === 0) return [];
  const rows = await queryable.query<ProgressRow>(
    `SELECT key.learner, key.template, progress.learner_id IS NOT NULL AS started, badge.id AS badge_id, badge.status,
            EXISTS (SELECT FROM learner WHERE id = key.learner AND retired_at IS NOT NULL) AS retired,
            (SELECT json_agg(json_build_array(requirement, fulfilled, (extract(epoch FROM event_time) * 1000000)::bigint, event_id))
             FROM fulfillment WHERE learner_id = key.learner AND template_id = key.template) AS registers
     FROM ${keyRows.inParameter} AS key
     LEFT JOIN badge_progress AS progress ON progress.learner_id = key.learner AND progress.template_id = key.template
     LEFT JOIN badge ON badge.learner_id = key.learner AND badge.template_id = key.template`,
    [keyRows.toParameter(keys)],
  );
  return rows.map(({ learner, template, started, retired, badge_id, status, registers }) => ({
    learner,
    template,
    retired,
    progress: {
      started,
      badge: status,
      badgeId: badge_id,
      registers: new Map(
        (registers ?? []).map(([requirement, fulfilled, time, eventId]): [string, Register] => [
          requirement,
          { fulfilled, time, eventId },
        ]),
      ),
    },
  }));
}

/** The newest write on a requirement (S11) with its evidence (S10). */
export interface FulfillmentWrite extends ProgressKey {
  readonly requirement: string;
  readonly fulfilled: boolean;
  readonly evidence: Evidence;
}

const fulfillmentRows = rowSet({
  learner: 'bigint',
  template: 'integer',
  requirement: 'text',
  fulfilled: 'boolean',
  time: 'micros',
  event: 'text',
  type: 'text',
  source: 'text',
  evidence: 'jsonb',
  version: 'integer',
});

/** @param writes at most one per learner, template and requirement: the newest */
export async function writeFulfillments(transaction: Transaction, writes: readonly FulfillmentWrite[]): Promise<void> {
  if (writes.length === 0) return;
  const rows = writes.map(({ learner, template, requirement, fulfilled, evidence }) => ({
    learner,
    template,
    requirement,
    fulfilled,
    time: evidence.time,
    event: evidence.eventId,
    type: evidence.eventType,
    source: evidence.eventSource,
    evidence: { values: evidence.values, penalty: evidence.penalty },
    version: evidence.version,
  }));
  await transaction.query(
    `INSERT INTO fulfillment (learner_id, template_id, requirement, fulfilled, event_time, event_id, event_type,
                              event_source, evidence, template_version)
     SELECT learner, template, requirement, fulfilled, "time", event, type, source, evidence, version
     FROM ${fulfillmentRows.inParameter} AS row
     ON CONFLICT (learner_id, template_id, requirement) DO UPDATE
     SET fulfilled = excluded.fulfilled, event_time = excluded.event_time, event_id = excluded.event_id,
         event_type = excluded.event_type, event_source = excluded.event_source, evidence = excluded.evidence,
         template_version = excluded.template_version`,
    [fulfillmentRows.toParameter(rows)],
  );
}

const measureRows = rowSet({
  learner: 'bigint',
  template: 'integer',
  met: 'integer',
  groups: 'integer',
  complete: 'boolean',
});

/** @param writes at most one per learner and template: the newest */
export async function writeProgress(
  transaction: Transaction,
  writes: readonly (ProgressKey & { readonly measure: Measure })[],
): Promise<void> {
  if (writes.length === 0) return;
  const rows = writes.map(({ learner, template, measure }) => ({ learner, template, ...measure }));
  await transaction.query(
    `INSERT INTO badge_progress (learner_id, template_id, groups_met, groups, complete)
     SELECT learner, template, met, groups, complete
     FROM ${measureRows.inParameter} AS row
     ON CONFLICT (learner_id, template_id) DO UPDATE
     SET groups_met = excluded.groups_met, groups = excluded.groups, complete = excluded.complete, updated_at = now()`,
    [measureRows.toParameter(rows)],
  );
}

/**
 * Measures everybody's progress on a template anew after its rules were edited: fulfillments stay, the numbers follow
 * the rules (S19).
 *
 * @param groups requirement ids by group
 */
export async function measureAnew(
  transaction: Transaction,
  template: number,
  groups: readonly (readonly string[])[],
): Promise<void> {
  await transaction.query(
    `UPDATE badge_progress AS progress
     SET groups_met = now_met.met, groups = $3, complete = now_met.met = $3 AND $3 > 0, updated_at = now()
     FROM (SELECT learner_id,
                  (SELECT count(*) FROM json_array_elements($2::json) AS members
                   WHERE EXISTS (SELECT FROM fulfillment
                                 WHERE fulfillment.learner_id = measured.learner_id AND fulfillment.template_id = $1 AND fulfilled
                                   AND requirement IN (SELECT json_array_elements_text(members))))::integer AS met
           FROM badge_progress AS measured WHERE template_id = $1) AS now_met
     WHERE progress.template_id = $1 AND progress.learner_id = now_met.learner_id`,
    [template, JSON.stringify(groups), groups.length],
  );
}
