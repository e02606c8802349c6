import { appendAudit } from '../store/operators/audit.ts';
import type { Actor } from '../store/operators/audit.ts';
import type { NoteRetried, RetryFilter } from './retry-parked.ts';

/** Keeps in the audit who had parked messages processed again, and what came of it: one line for each transaction. */
export function auditRetry(actor: Actor, { id, reason, topic }: RetryFilter, requestId?: string): NoteRetried {
  const wanted = Object.entries({ reason, topic }).flatMap(([name, value]) => (value ? [`${name}=${value}`] : []));
  const target = id === undefined ? wanted.join(' ') || 'all' : String(id);
  return (transaction, { processed, stillParked }) =>
    appendAudit(transaction, {
      actor,
      action: 'parked_message.retry',
      targetType: 'parked_message',
      target,
      before: { parked: processed.length + stillParked.length },
      after: { processed: processed.length, stillParked: stillParked.length },
      ...(requestId === undefined ? {} : { requestId }),
    });
}
