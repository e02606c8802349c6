import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Subscription } from '../bus/bus.ts';
import type { RawMessage } from '../events/message.ts';
import { errorCode } from '../errors.ts';
import { classifyDatabaseFailure } from '../store/database/failures.ts';
import { parkMessages } from '../store/engine/parked.ts';
import type { ParkedReason } from '../store/engine/parked.ts';
import { spans } from '../telemetry/attributes.ts';
import { inSpan } from '../telemetry/in-span.ts';
import { noTracing } from '../telemetry/tracing.ts';
import { endSpanOfBatch, spanOfBatch, spanOfReceipt } from './batch-spans.ts';
import { RulesChanged } from './live-rules.ts';
import { processBatch, tellSeen } from './process-batch.ts';
import type { BatchParts } from './process-batch.ts';
import { Tally } from './report.ts';
import type { BatchReport } from './report.ts';

export interface ConsumerParts extends BatchParts {
  readonly subscription: Subscription;
  /** Messages of one batch at most. */
  readonly batchSize: number;
  readonly logger: Logger;
  /** Told after each batch is committed and acknowledged, with how long it took from being read to its commit. */
  readonly onBatch?: (report: BatchReport, seconds: number) => void;
}

/** From this many deliveries on, a message is processed alone: it may be what the process died of. */
const SUSPECT_DELIVERIES = 3;
/** A message that was handed out so often is parked unread: whoever worked on it never came to the end. */
const HOPELESS_DELIVERIES = 10;

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Reads batches and processes them until the signal is aborted; the batch at hand is finished first. Messages are acknowledged
 * after their transaction is committed, never before. While the database is away it waits, and nothing is acknowledged.
 */
export async function consume(parts: ConsumerParts, signal: AbortSignal): Promise<void> {
  const { subscription, batchSize, onBatch } = parts;
  // The next batch is processed while the bus takes note of this one; one acknowledgement at most is under way.
  let acknowledged = Promise.resolve();
  try {
    while (!signal.aborted) {
      const asked = Date.now();
      const messages = await subscription.read(batchSize, signal);
      // What can't be told now can be told with the next batch; an outage is noticed by whoever has work to do.
      if (messages.length === 0) await tellSeen(parts).catch(() => undefined);
      const received = messages.length === 0 ? null : spanOfReceipt(parts, messages, asked);
      for (const batch of batches(messages)) {
        const span = spanOfBatch(parts, batch, received);
        const begun = performance.now();
        const report = await span.run(() => processPatiently(parts, batch, signal));
        if (report === undefined) return span.end();
        const seconds = (performance.now() - begun) / 1_000;
        await acknowledged;
        acknowledged = span
          .run(() => acknowledge(parts, batch))
          .then(() => {
            endSpanOfBatch(span, report);
            onBatch?.(report, seconds);
          });
      }
    }
  } finally {
    await acknowledged;
  }
}

async function acknowledge(
  { subscription, logger, tracing = noTracing }: ConsumerParts,
  batch: readonly RawMessage[],
): Promise<void> {
  const acknowledging = inSpan(tracing, { name: spans.acknowledge, kind: 'client' }, () =>
    subscription.acknowledge(batch),
  );
  await acknowledging.catch((error: unknown) => {
    // They come again and change nothing then (S11).
    logger.warn({ code: errorCode(error), messages: batch.length }, 'processed messages could not be acknowledged');
  });
}

/** Suspects go alone, so that only they are tried again if they end the process. */
function* batches(messages: readonly RawMessage[]): Generator<readonly RawMessage[]> {
  const usual = messages.filter(({ deliveries }) => deliveries < SUSPECT_DELIVERIES);
  if (usual.length > 0) yield usual;
  for (const message of messages) if (message.deliveries >= SUSPECT_DELIVERIES) yield [message];
}

/**
 * Processes a batch, however long the database is away.
 *
 * @returns undefined when the signal was aborted before the batch could be processed
 */
async function processPatiently(
  parts: ConsumerParts,
  messages: readonly RawMessage[],
  signal: AbortSignal,
): Promise<BatchReport | undefined> {
  let wait = FIRST_PAUSE_MS;
  for (;;) {
    try {
      const report = await processIsolating(parts, messages);
      if (wait > FIRST_PAUSE_MS) parts.logger.info('the database is back; processing goes on');
      return report;
    } catch (error) {
      if (wait === FIRST_PAUSE_MS)
        parts.logger.error(
          { code: errorCode(error), messages: messages.length },
          'the database does not do its work; waiting, nothing is acknowledged',
        );
      await pause(wait, undefined, { signal }).catch(() => {});
      if (signal.aborted) return undefined;
      wait = Math.min(wait * 2, LONGEST_PAUSE_MS);
    }
  }
}

/**
 * Processes a batch; if it fails on a message, halves it until that one is found, parks it, and keeps the rest (S3).
 *
 * @throws what the database throws when the fault is not in the messages
 */
export async function processIsolating(
  parts: BatchParts & { readonly logger: Logger },
  messages: readonly RawMessage[],
): Promise<BatchReport> {
  const [first] = messages;
  if (messages.length === 1 && first && first.deliveries >= HOPELESS_DELIVERIES)
    return park(parts, first, 'delivered_too_often', `handed out ${first.deliveries} times without being finished`);
  try {
    return await processBatch(parts, messages);
  } catch (error) {
    if (error instanceof RulesChanged || classifyDatabaseFailure(error) === 'conflict') {
      return processIsolating(parts, messages);
    }
    if (!isFaultOfMessages(error) || !first) throw error;
    if (messages.length === 1) {
      parts.logger.error(
        { code: errorCode(error), topic: first.topic, position: first.position },
        'a message could not be processed and is parked',
      );
      return park(parts, first, 'processing_failed', errorCode(error));
    }
    const middle = Math.ceil(messages.length / 2);
    const tally = new Tally();
    tally.add(await processIsolating(parts, messages.slice(0, middle)));
    tally.add(await processIsolating(parts, messages.slice(middle)));
    return tally;
  }
}

async function park(
  { database, onParked }: BatchParts,
  message: RawMessage,
  reason: ParkedReason,
  detail: string,
): Promise<BatchReport> {
  await database.transaction((transaction) => parkMessages(transaction, [{ message, reason, detail }]));
  onParked?.(message);
  const tally = new Tally();
  tally.park(reason);
  return tally;
}

/** A value that the database refuses, or a defect of ours that this message brings out; not an outage or a broken schema. */
function isFaultOfMessages(error: unknown): boolean {
  const failure = classifyDatabaseFailure(error);
  return failure === 'data' || (failure === 'defect' && (error as { code?: unknown }).code === undefined);
}
