import { appendAudit } from './audit.ts';
import type { AuditRecord, ChangedBy } from './audit.ts';
import { findBadge } from '../lists/badge-list.ts';
import type { Database } from '../database/database.ts';
import { retryBadges } from '../delivery/delivery.ts';
import type { RetryTarget } from '../delivery/delivery.ts';

/**
 * Makes failed deliveries due now because somebody wants it (S21), and keeps in the audit who did.
 *
 * @returns how many; of a badge that has not failed none, and then nothing was done
 */
export function retryByHand(database: Database, target: RetryTarget, by: ChangedBy): Promise<number> {
  return database.transaction(async (transaction) => {
    const one = target !== 'all' && 'badgeId' in target ? target : null;
    const badge = one === null ? null : await findBadge(transaction, one.badgeId);
    const retried = await retryBadges(transaction, target);
    if (one !== null && retried === 0) return 0;
    const before = badge && { state: badge.state, due: badge.due, lastStatus: badge.lastStatus };
    await appendAudit(transaction, { ...by, action: 'badge.retry', ...targetOf(target), before, after: { retried } });
    return retried;
  });
}

function targetOf(target: RetryTarget): Pick<AuditRecord, 'targetType' | 'target'> {
  if (target === 'all') return { targetType: 'badge', target: 'all' };
  if ('badgeId' in target) return { targetType: 'badge', target: target.badgeId };
  return { targetType: 'connection', target: `${target.origin}/${target.account}` };
}
