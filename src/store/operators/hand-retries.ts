import { appendAudit } from './audit.ts';
import type { ChangedBy } from './audit.ts';
import type { AccountId } from './connections.ts';
import { beginRetryJob } from './retry-jobs.ts';
import type { RetryJob } from './retry-jobs.ts';
import { findBadge } from '../lists/badge-list.ts';
import type { Database } from '../database/database.ts';
import { retryBadge } from '../delivery/retries.ts';

/**
 * Makes the failed delivery of one badge due now because somebody wants it (S21), and keeps in the audit who did.
 *
 * @returns false when it has not failed, and then nothing was done
 */
export function retryOneByHand(database: Database, badgeId: string, by: ChangedBy): Promise<boolean> {
  return database.transaction(async (transaction) => {
    const badge = await findBadge(transaction, badgeId);
    if (!(await retryBadge(transaction, badgeId, by.actor.id))) return false;
    const before = badge && { state: badge.state, due: badge.due, lastStatus: badge.lastStatus };
    const target = { targetType: 'badge', target: badgeId } as const;
    await appendAudit(transaction, { ...by, action: 'badge.retry', ...target, before, after: { retried: 1 } });
    return true;
  });
}

/**
 * Begins to make all failed deliveries of an account due, or those of all (null). The audit has it once, with the number.
 *
 * @returns the job, which has finished already unless there are many
 */
export function retryManyByHand(database: Database, account: AccountId | null, by: ChangedBy): Promise<RetryJob> {
  return database.transaction(async (transaction) => {
    const job = await beginRetryJob(transaction, account, by.actor.id);
    const target =
      account === null
        ? ({ targetType: 'badge', target: 'all' } as const)
        : ({ targetType: 'connection', target: `${account.origin}/${account.account}` } as const);
    await appendAudit(transaction, { ...by, action: 'badge.retry', ...target, before: null, after: numbersOf(job) });
    return job;
  });
}

/** For the audit: how many it retried, or how many it will look at. */
export function numbersOf({ id, failed, retried, finishedAt }: RetryJob): object {
  return finishedAt === null ? { failed, retryJob: id } : { retried };
}
