import type { Database } from '../database/database.ts';
import { appendAudit } from './audit.ts';
import type { ChangedBy } from './audit.ts';

/**
 * Notes that somebody knows of messages that were lost on the bus: they need no attention any more, and stay listed.
 *
 * @param id of one gap; all that are open when null
 * @returns how many were open and are not any more
 */
export function acknowledgeGaps(database: Database, id: number | null, by: ChangedBy): Promise<number> {
  return database.transaction(async (transaction) => {
    const rows = await transaction.query<{ id: number }>(
      `UPDATE bus_gap SET acknowledged_at = now()
       WHERE acknowledged_at IS NULL AND ($1::bigint IS NULL OR id = $1) RETURNING id`,
      [id],
    );
    if (rows.length === 0) return 0;
    await appendAudit(transaction, {
      ...by,
      action: 'bus_gap.acknowledge',
      targetType: 'bus_gap',
      target: id === null ? 'all' : String(id),
      before: null,
      after: { acknowledged: rows.length },
    });
    return rows.length;
  });
}
