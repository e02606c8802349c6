import type { RawMessage } from '../events/message.ts';
import { classifyDatabaseFailure } from '../store/database/failures.ts';
import type { ParkedReason } from '../store/engine/parked.ts';
import type { BatchParts } from './process-batch.ts';
import { Tally } from './report.ts';
import type { BatchReport } from './report.ts';
import { parkUnlessRetired } from './retired-messages.ts';

/**
 * Parks one message. Where even that fails because of what it holds, it is parked without its bytes: one message must never
 * stop the others. What is about a retired learner is not kept at all (S26).
 */
export async function park(
  { database, record, onParked }: BatchParts,
  message: RawMessage,
  reason: ParkedReason,
  detail: string,
): Promise<BatchReport> {
  const keep = (withBytes: boolean): Promise<Tally> =>
    database.transaction(async (transaction) => {
      const tally = new Tally();
      await parkUnlessRetired(transaction, [{ message, reason, detail, withBytes }], tally);
      await record?.(transaction, [message], true);
      return tally;
    });
  const tally = await keep(true).catch((error: unknown) => {
    if (!isFaultOfMessages(error)) throw error;
    return keep(false);
  });
  if (tally.parked.size > 0) onParked?.(message);
  return tally;
}

/** A value that the database refuses, or a defect of ours that this message brings out; not an outage or a broken schema. */
export function isFaultOfMessages(error: unknown): boolean {
  const failure = classifyDatabaseFailure(error);
  if (failure === 'data') return true;
  const { code } = error as { code?: unknown };
  // Node's own errors have codes too: a text that is too long for it is such a message's.
  return failure === 'defect' && (code === undefined || (typeof code === 'string' && code.startsWith('ERR_')));
}
