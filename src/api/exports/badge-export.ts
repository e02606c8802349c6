import type { Column } from '../../formats/csv.ts';
import type { Queryable } from '../../store/database/database.ts';
import { listBadges } from '../../store/lists/badge-list.ts';
import type { BadgeFilter } from '../../store/lists/badge-filter.ts';
import type { BadgeListing } from '../../store/lists/badge-list.ts';
import { placeWords } from '../views/history-words.ts';
import type { Export } from './export.ts';

const columns: readonly Column<BadgeListing>[] = [
  { name: 'badge id', cell: ({ id }) => id },
  { name: 'LMS user id', cell: ({ learner }) => learner },
  { name: 'username', cell: ({ username }) => username },
  { name: 'name', cell: ({ learnerName }) => learnerName },
  { name: 'template', cell: ({ templateName }) => templateName },
  { name: 'template id', cell: ({ template }) => template },
  { name: 'status', cell: ({ status }) => status },
  { name: 'earned', cell: ({ earnedAt }) => earnedAt },
  { name: 'revoked', cell: ({ revokedAt }) => revokedAt },
  { name: 'reason', cell: ({ reason }) => reason },
  { name: 'provider', cell: ({ origin, account, accountName }) => placeWords({ origin, account, name: accountName }) },
  { name: 'state at the provider', cell: ({ state }) => state },
  { name: 'id at the provider', cell: ({ externalId }) => externalId },
  { name: 'page at the provider', cell: ({ externalUrl }) => externalUrl },
  { name: 'due', cell: ({ due }) => due },
  { name: 'attempts', cell: ({ attempts }) => attempts },
  { name: 'last attempt', cell: ({ lastAttemptAt }) => lastAttemptAt },
  { name: 'last status', cell: ({ lastStatus }) => lastStatus },
];

/** Badges as a file, the newest first unless the oldest are wanted. */
export function badgeExport(queryable: Queryable, filter: BadgeFilter, oldestFirst = false): Export<BadgeListing> {
  return { name: 'badges', columns, read: (wish) => listBadges(queryable, filter, { ...wish, oldestFirst }) };
}
