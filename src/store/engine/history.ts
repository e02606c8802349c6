import type { Micros } from '../../rules/event.ts';
import type { Transaction } from '../database/database.ts';
import { rowSet } from '../database/rows.ts';

/** Everything that the history tells of. */
export const historyKinds = [
  'fulfilled',
  'reset',
  'awarded',
  'revoked',
  'withheld',
  'cancelled',
  'settled',
  'published',
  'unpublished',
  'added_to_wallet',
  'issued',
  'adopted',
  'issued_again',
  'revoked_outside',
  'deleted_outside',
  'changed_outside',
  'delivery_failed',
  'delivery_retried',
  'template_created',
  'template_changed',
  'template_activated',
  'template_deactivated',
  'template_deleted',
  'message_discarded',
  'learner_retired',
] as const;
export type HistoryKind = (typeof historyKinds)[number];

/** What can happen to a learner's progress and badges because of an event, or by hand. */
export type LearnerHistoryKind = Extract<
  HistoryKind,
  | 'fulfilled'
  | 'reset'
  | 'awarded'
  | 'revoked'
  | 'withheld'
  | 'cancelled'
  | 'settled'
  | 'published'
  | 'unpublished'
  | 'added_to_wallet'
>;

/** One line of the append-only history, with the causing event. */
export interface LearnerHistoryEntry {
  readonly learner: number;
  readonly template: number;
  readonly kind: LearnerHistoryKind;
  /** Null when somebody did it by hand; the details tell why. */
  readonly event: {
    readonly id: string;
    readonly type: string;
    readonly source: string;
    readonly time: Micros;
  } | null;
  readonly details: Readonly<Record<string, unknown>>;
}

const entryRows = rowSet({
  learner: 'bigint',
  template: 'integer',
  kind: 'text',
  event: 'text',
  type: 'text',
  source: 'text',
  time: 'micros',
  details: 'jsonb',
});

export async function appendHistory(transaction: Transaction, entries: readonly LearnerHistoryEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map(({ learner, template, kind, event, details }) => ({
    learner,
    template,
    kind,
    event: event?.id ?? null,
    type: event?.type ?? null,
    source: event?.source ?? null,
    time: event?.time ?? null,
    details,
  }));
  await transaction.query(
    `INSERT INTO history (learner_id, template_id, kind, event_id, event_type, event_source, event_time, details)
     SELECT learner, template, kind, event, type, source, "time", details
     FROM ${entryRows.inParameter} AS row`,
    [entryRows.toParameter(rows)],
  );
}

/**
 * Notes what happened to a template, with the version that its rules have then.
 *
 * @param actor who did it; null: nobody by name
 */
export async function appendTemplateHistory(
  transaction: Transaction,
  key: number,
  kind: HistoryKind,
  details: object,
  actor: string | null,
): Promise<void> {
  await transaction.query(
    `INSERT INTO history (template_id, kind, details)
     SELECT id, $2, $3::jsonb || jsonb_build_object('template', slug, 'version', version)
     FROM badge_template WHERE id = $1`,
    [key, kind, JSON.stringify(actor === null ? details : { ...details, actor })],
  );
}
