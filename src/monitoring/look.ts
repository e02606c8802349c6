import type { Database, Queryable } from '../store/database/database.ts';
import { inShare } from '../store/database/shares.ts';

/**
 * Looks at the database for everybody: one look is remembered for all who ask, so that it waits behind none of them, and it may
 * take longer than what one of them reads.
 */
export function lookAt<T>(database: Database, look: (queryable: Queryable) => Promise<T>): Promise<T> {
  return inShare({ name: 'looks' }, () => database.transaction(look));
}
