import { toActorView } from './actor.ts';
import type { AuditListing } from '../../store/lists/audit-list.ts';
import type { HistoryListing } from '../../store/lists/history-lines.ts';
import { toTimestamp } from '../../store/database/timestamps.ts';
import type { AuditEntry, HistoryEntry } from '../schemas/history.ts';

/** @param withActors false: of who did it by hand, only the kind is told */
export function toHistoryView(
  { recordedAt, event, details, conditions, actor, actorName, ...line }: HistoryListing,
  withActors: boolean,
): HistoryEntry {
  return {
    ...line,
    actor: actor === null ? null : toActorView(actor, withActors),
    actorName: withActors ? actorName : null,
    conditions: conditions.map(({ rules, ...condition }) => ({
      ...condition,
      rules: rules.map((rule) => ({ ...rule })),
    })),
    recordedAt: recordedAt.toISOString(),
    event: event && { ...event, time: toTimestamp(event.time) },
    details: { ...details },
  };
}

/** @param withActors false: of who did it, only the kind is told */
export function toAuditView({ recordedAt, actor, actorName, ...entry }: AuditListing, withActors: boolean): AuditEntry {
  return {
    ...entry,
    recordedAt: recordedAt.toISOString(),
    actor: toActorView(actor, withActors),
    // Of somebody who was retired there is none.
    actorName: withActors && actorName !== '' ? actorName : null,
  };
}
