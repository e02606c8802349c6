import type { AuditEntry, HistoryEntry } from '../../../src/api/schemas/history.ts';
import { pagedQuery } from '../api/paged-query.ts';
import type { ChangeFilters, HappenedFilters } from './history-filters.ts';

/** By these keys the cache knows what belongs to the history. */
const historyKeys = {
  happened: (filters: HappenedFilters) => ['history', 'all', filters] as const,
  changes: (filters: ChangeFilters) => ['history', 'changes', filters] as const,
};

/** What happened, the newest first. */
export function happenedQuery(filters: HappenedFilters) {
  return pagedQuery<HistoryEntry>(historyKeys.happened(filters), '/api/v1/history', { ...filters });
}

/** What people changed, the newest first. */
export function changesQuery(filters: ChangeFilters) {
  return pagedQuery<AuditEntry>(historyKeys.changes(filters), '/api/v1/audit', { ...filters });
}
