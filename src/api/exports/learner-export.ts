import type { Column } from '../../formats/csv.ts';
import type { Queryable } from '../../store/database/database.ts';
import { listLearners, searchLearners } from '../../store/lists/learner-list.ts';
import type { LearnerListing } from '../../store/lists/learner-list.ts';
import type { Export } from './export.ts';

const columns: readonly Column<LearnerListing>[] = [
  { name: 'LMS user id', cell: ({ id }) => id },
  { name: 'username', cell: ({ username }) => username },
  { name: 'name', cell: ({ name }) => name },
  { name: 'email', cell: ({ email }) => email },
  { name: 'active', cell: ({ active }) => (active ? 'yes' : 'no') },
  { name: 'retired', cell: ({ retiredAt }) => retiredAt },
  { name: 'first named by an event', cell: ({ createdAt }) => createdAt },
];

/** Learners as a file: all of them by LMS user id, or those that a text names. */
export function learnerExport(queryable: Queryable, search: string): Export<LearnerListing> {
  const wanted = search.trim();
  return {
    name: 'learners',
    columns,
    read: (wish) => (wanted === '' ? listLearners(queryable, wish) : searchLearners(queryable, wanted, wish)),
  };
}
