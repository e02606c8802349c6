import type { Column } from '../../formats/csv.ts';
import { toTimestamp } from '../../store/database/timestamps.ts';
import type { Queryable } from '../../store/database/database.ts';
import type { HistoryListing } from '../../store/lists/history-lines.ts';
import { listHistory } from '../../store/lists/history-list.ts';
import type { HistoryFilter } from '../../store/lists/history-list.ts';
import { actorWords, historySentence, placeWords } from '../views/history-words.ts';
import type { Export } from './export.ts';

const columns: readonly Column<HistoryListing>[] = [
  { name: 'recorded', cell: ({ recordedAt }) => recordedAt },
  { name: 'kind', cell: ({ kind }) => kind },
  { name: 'what happened', cell: historySentence },
  { name: 'LMS user id', cell: ({ learner }) => learner },
  { name: 'username', cell: ({ username }) => username },
  { name: 'name', cell: ({ learnerName }) => learnerName },
  { name: 'template', cell: ({ templateName }) => templateName },
  { name: 'template id', cell: ({ template }) => template },
  { name: 'by', cell: actorWords },
  { name: 'provider', cell: ({ account }) => (account === null ? null : placeWords(account)) },
  { name: 'reason', cell: ({ details }) => textOf(details['why']) || textOf(details['reason']) },
  { name: 'event time', cell: ({ event }) => (event === null ? null : toTimestamp(event.time)) },
  { name: 'event type', cell: ({ event }) => event?.type ?? null },
  { name: 'event id', cell: ({ event }) => event?.id ?? null },
  { name: 'badge id', cell: ({ details }) => textOf(details['badge']) },
];

/**
 * The history as a file, what was recorded last first.
 *
 * @param withActors false: of who did something by hand, only the kind is told
 */
export function historyExport(
  queryable: Queryable,
  filter: HistoryFilter,
  withActors: boolean,
): Export<HistoryListing> {
  return {
    name: 'history',
    columns,
    read: async (wish) => {
      const { items, next } = await listHistory(queryable, filter, wish);
      return { items: withActors ? items : items.map((item) => ({ ...item, actorName: null })), next };
    },
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
