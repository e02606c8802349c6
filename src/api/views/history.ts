import { toActorView } from './actor.ts';
import type { AuditListing } from '../../store/lists/audit-list.ts';
import type { HistoryListing } from '../../store/lists/history-list.ts';
import { toTimestamp } from '../../store/database/timestamps.ts';
import type { AuditEntry, HistoryEntry } from '../schemas/history.ts';

export function toHistoryView({ recordedAt, event, details, ...line }: HistoryListing): HistoryEntry {
  return {
    ...line,
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
    actorName: withActors ? actorName : null,
  };
}
