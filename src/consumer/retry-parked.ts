import type { Logger } from 'pino';
import { listParked, noteRetry, removeParked } from '../store/parked.ts';
import type { ParkedFilter } from '../store/parked.ts';
import type { BatchParts } from './process-batch.ts';
import { processIsolating } from './consumer.ts';
import { sum, Tally } from './report.ts';

/** What a retry of parked messages did. */
export interface RetryReport {
  /** Messages that were processed at last, or that are to be ignored by now; they are no longer parked. */
  readonly processed: number;
  readonly stillParked: number;
}

const BATCH = 500;

/**
 * Processes parked messages again, oldest first: those that have become readable leave the list, the others stay with their newest
 * reason. Safe to stop and repeat: processing twice changes nothing (S11).
 *
 * @param filter which ones; all when empty
 * @param onProgress told after each batch how many have been tried
 */
export async function retryParked(
  parts: BatchParts & { readonly logger: Logger },
  filter: Omit<ParkedFilter, 'after' | 'limit'> & { readonly id?: number },
  onProgress: (tried: number) => void = () => {},
): Promise<RetryReport> {
  const { database } = parts;
  const { id, ...rest } = filter;
  let after = id === undefined ? 0 : id - 1;
  const report = { processed: 0, stillParked: 0 };
  for (;;) {
    const found = await listParked(database, { ...rest, after, limit: id === undefined ? BATCH : 1 });
    const parked = id === undefined ? found : found.filter((message) => message.id === id);
    const last = parked.at(-1);
    if (!last) return report;
    for (const message of parked) {
      const tally = new Tally();
      tally.add(await processIsolating(parts, [message.message]));
      const remains = sum(tally.parked) > 0;
      await database.transaction((transaction) =>
        remains ? noteRetry(transaction, [message.id]) : removeParked(transaction, [message.id]),
      );
      if (remains) report.stillParked += 1;
      else report.processed += 1;
    }
    onProgress(report.processed + report.stillParked);
    if (id !== undefined) return report;
    after = last.id;
  }
}
