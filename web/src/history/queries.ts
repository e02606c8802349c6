import type { AuditEntry, HistoryEntry } from '../../../src/api/schemas/history.ts';
import { pagedQuery } from '../api/paged-query.ts';
import { momentsOf } from '../shared/day-range.tsx';
import { kindsIn } from './history-filters.ts';
import type { ChangeFilters, HappenedFilters } from './history-filters.ts';

/** By these keys the cache knows what belongs to the history. */
const historyKeys = {
  happened: (filters: HappenedFilters) => ['history', 'all', filters] as const,
  changes: (filters: ChangeFilters) => ['history', 'changes', filters] as const,
};

/** What happened, the newest first. */
export function happenedQuery(filters: HappenedFilters) {
  return pagedQuery<HistoryEntry>(historyKeys.happened(filters), '/api/v1/history', happenedApiQuery(filters), true);
}

/** The filters as the API takes them. */
export function happenedApiQuery({ learner, template, kind, ...days }: HappenedFilters) {
  return { learner, template, kind: kindsIn(kind), ...momentsOf(days) };
}

/** What people changed, the newest first. */
export function changesQuery(filters: ChangeFilters) {
  return pagedQuery<AuditEntry>(historyKeys.changes(filters), '/api/v1/audit', { ...filters });
}
