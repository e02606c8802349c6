import type { Logger } from 'pino';
import { attachSchemas } from '../bus/kafka/writer-schemas.ts';
import { errorCode } from '../errors.ts';
import type { RawMessage } from '../events/message.ts';
import type { Transaction } from '../store/database/database.ts';
import { listParked, noteRetry, removeParked } from '../store/engine/parked.ts';
import type { ParkedFilter, ParkedMessage } from '../store/engine/parked.ts';
import type { BatchParts } from './process-batch.ts';
import { processIsolating } from './consumer.ts';
import type { BatchReport } from './report.ts';

/** What a retry of parked messages did. */
export interface RetryReport {
  /** Messages that were processed at last, or that are to be ignored by now; they are no longer parked. */
  readonly processed: number;
  readonly stillParked: number;
  /** Of the latter, those that are too large to be kept whole: they can't be processed, ever. */
  readonly keptInPart: number;
}

/** Which parked messages to try again; all when empty. */
export type RetryFilter = Omit<ParkedFilter, 'after' | 'limit'> & { readonly id?: number };

/** What a retry made of some messages. */
export interface Retried {
  readonly processed: readonly ParkedMessage[];
  readonly stillParked: readonly ParkedMessage[];
}

/** Told of messages in the transaction that takes them off the list, or notes that they stay on it. */
export type NoteRetried = (transaction: Transaction, retried: Retried) => Promise<void>;

export interface RetryOptions {
  /** Told after each batch how far it is, and the last message of it; false: it stops there. */
  readonly onProgress?: ((report: RetryReport, last: number) => Promise<boolean> | void) | undefined;
  /** Only those after this message: where it goes on. */
  readonly after?: number | undefined;
  readonly note?: NoteRetried | undefined;
  /** Told of the verdicts that were reached; those that are still parked are no news. */
  readonly onBatch?: ((report: BatchReport) => void) | undefined;
}

const BATCH = 500;

/**
 * Processes parked messages again, oldest first: those that have become readable leave the list, the others stay with their newest
 * reason. Those of which only the beginning was kept stay, too. Safe to stop and repeat: processing twice changes nothing (S11).
 *
 * @param filter which ones; all when empty
 */
export async function retryParked(
  parts: BatchParts & { readonly logger: Logger },
  filter: RetryFilter,
  { onProgress, note, onBatch, after: from = 0 }: RetryOptions = {},
): Promise<RetryReport> {
  const { database } = parts;
  const { id, ...rest } = filter;
  let after = id === undefined ? from : id - 1;
  const report = { processed: 0, stillParked: 0, keptInPart: 0 };
  for (;;) {
    const found = await listParked(database, { ...rest, after, limit: id === undefined ? BATCH : 1 });
    const parked = id === undefined ? found : found.filter((message) => message.id === id);
    const last = parked.at(-1);
    if (!last) return report;
    const parkedAgain = new Set<RawMessage>();
    const messages = parked.filter(({ isWhole }) => isWhole).map(({ message }) => message);
    await findSchemas(parts, messages);
    const verdicts = await processIsolating({ ...parts, onParked: (message) => parkedAgain.add(message) }, messages);
    const [still, done] = partition(parked, ({ message, isWhole }) => !isWhole || parkedAgain.has(message));
    await database.transaction(async (transaction) => {
      await noteRetry(
        transaction,
        still.map((message) => message.id),
      );
      await removeParked(
        transaction,
        done.map((message) => message.id),
      );
      await note?.(transaction, { processed: done, stillParked: still });
    });
    report.stillParked += still.length;
    report.keptInPart += parked.length - messages.length;
    report.processed += done.length;
    onBatch?.({ ...verdicts, parked: new Map() });
    if ((await onProgress?.({ ...report }, last.id)) === false || id !== undefined) return report;
    after = last.id;
  }
}

/** Most are parked with their schema; of the others the registry may know it by now. */
async function findSchemas(
  { schemas, logger }: Parameters<typeof retryParked>[0],
  messages: readonly RawMessage[],
): Promise<void> {
  if (schemas === undefined) return;
  try {
    await attachSchemas(schemas, messages);
  } catch (error) {
    logger.warn(
      { code: errorCode(error) },
      'the schema registry is not responding: messages without a schema stay parked',
    );
  }
}

function partition<T>(items: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}
