import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { TakenOver } from '../bus/bus.ts';
import type { Subscription } from '../bus/bus.ts';
import type { RawMessage } from '../events/message.ts';
import { errorCode } from '../errors.ts';
import { failpoint } from '../failpoints.ts';
import { classifyDatabaseFailure } from '../store/database/failures.ts';
import { originKey } from '../store/engine/attempts.ts';
import { noPulse } from '../pulse.ts';
import type { Pulse } from '../pulse.ts';
import { spans } from '../telemetry/attributes.ts';
import { inSpan } from '../telemetry/in-span.ts';
import { noTracing } from '../telemetry/tracing.ts';
import { endSpanOfBatch, spanOfBatch, spanOfReceipt } from './batch-spans.ts';
import { RulesChanged } from './live-rules.ts';
import { isFaultOfMessages, park } from './park.ts';
import { processBatch, tellSeen } from './process-batch.ts';
import type { BatchParts } from './process-batch.ts';
import { Tally } from './report.ts';
import type { BatchReport } from './report.ts';
import { inBatches, isSuspect, processSuspect } from './suspects.ts';

export interface ConsumerParts extends BatchParts {
  readonly subscription: Subscription;
  /** Messages of one batch at most. */
  readonly batchSize: number;
  readonly logger: Logger;
  /** Told of each turn of the loop, and while it waits. */
  readonly pulse?: Pulse;
  /** Told after each batch is committed and acknowledged, with how long it took from being read to its commit. */
  readonly onBatch?: (report: BatchReport, seconds: number) => void;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Reads batches and processes them until the signal is aborted; the batch at hand is finished first. Messages are acknowledged
 * after their transaction is committed, never before. While the database is away it waits, and nothing is acknowledged; while
 * the bus does not take an acknowledgement it waits with at most one more batch processed.
 */
export async function consume(consumer: ConsumerParts, signal: AbortSignal): Promise<void> {
  const { subscription, batchSize, onBatch, pulse = noPulse } = consumer;
  const { positions } = subscription;
  const parts = positions === undefined ? consumer : { ...consumer, record: positions.record };
  // The next batch is processed while the bus takes note of this one; one acknowledgement at most is under way.
  let acknowledged = Promise.resolve();
  /** What is processed and not acknowledged yet: should it come again meanwhile, there is nothing to do and to count. */
  let owed: readonly RawMessage[] = [];
  try {
    while (!signal.aborted) {
      const asked = Date.now();
      const read = await subscription.read(batchSize, signal, () => pulse.turned());
      const messages = withoutRepeats(read, owed);
      if (messages.length > 0) failpoint('consume.read');
      pulse.turned();
      // What can't be told now can be told with the next batch; an outage is noticed by whoever has work to do.
      if (messages.length === 0) await tellSeen(parts).catch(() => undefined);
      const received = messages.length === 0 ? null : spanOfReceipt(parts, messages, asked);
      for (const batch of await inBatches(parts, messages, positions?.sequenceOf)) {
        const span = spanOfBatch(parts, batch, received);
        const begun = performance.now();
        const done = await span.run(() => processPatiently(parts, batch, signal));
        if (done === undefined) return span.end();
        const { report, messages: processed } = done;
        pulse.turned();
        const seconds = (performance.now() - begun) / 1_000;
        await acknowledged;
        pulse.turned();
        owed = processed;
        acknowledged = span
          .run(() => acknowledge(parts, processed, signal))
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

/** Without what is handed out again although it is among those; most reads hold nothing that was handed out before. */
function withoutRepeats(read: readonly RawMessage[], owed: readonly RawMessage[]): readonly RawMessage[] {
  if (!read.some(({ deliveries }) => deliveries > 1)) return read;
  const keys = new Set(owed.map(originKey));
  return read.filter((message) => !keys.has(originKey(message)));
}

/** Acknowledges, however long the bus takes no acknowledgements; an abort gives it up. */
async function acknowledge(
  { subscription, logger, tracing = noTracing, pulse = noPulse }: ConsumerParts,
  batch: readonly RawMessage[],
  signal: AbortSignal,
): Promise<void> {
  for (let failures = 0; ; failures += 1) {
    try {
      await inSpan(tracing, { name: spans.acknowledge, kind: 'client' }, () => subscription.acknowledge(batch));
      failpoint('consume.acknowledged');
      if (failures > 0) logger.info({ messages: batch.length, failures }, 'processed messages are acknowledged again');
      return;
    } catch (error) {
      const told = { code: errorCode(error), messages: batch.length };
      if (signal.aborted) {
        // They come again and change nothing then (S11).
        logger.warn(told, 'processed messages could not be acknowledged; they are delivered again and change nothing');
        return;
      }
      pulse.failed(error);
      // The first time it may only be a connection that was cut.
      if (failures === 1) logger.warn(told, 'cannot acknowledge processed messages at the moment; retrying');
      await pauseAfter(failures, signal);
    }
  }
}

/** What became of a batch. */
interface Processed {
  readonly report: BatchReport;
  /** Its messages, without those that another process has taken over. */
  readonly messages: readonly RawMessage[];
}

/**
 * Processes a batch, however long the database is away. What another process has taken over meanwhile is left to that one.
 *
 * @returns undefined when the signal was aborted before the batch could be processed
 */
async function processPatiently(
  parts: ConsumerParts,
  batch: readonly RawMessage[],
  signal: AbortSignal,
): Promise<Processed | undefined> {
  let messages = batch;
  for (let failures = 0; ; failures += 1) {
    const [first] = messages;
    if (first === undefined) return { report: new Tally(), messages };
    try {
      const process = (): Promise<BatchReport> => processIsolating(parts, messages);
      const report = await (isSuspect(first) ? processSuspect(parts, first, process, signal) : process());
      if (failures > 0) parts.logger.info('the database is back; processing continues');
      return { report, messages };
    } catch (error) {
      if (error instanceof TakenOver) {
        messages = withoutSequences(parts, messages, error);
        failures -= 1;
        continue;
      }
      // In a stop the database may be closed already: that is no outage.
      if (signal.aborted) return undefined;
      parts.pulse?.failed(error);
      if (failures === 0)
        parts.logger.error(
          { code: errorCode(error), messages: messages.length },
          'the database is not working; waiting, and acknowledging nothing',
        );
      await pauseAfter(failures, signal);
      if (signal.aborted) return undefined;
    }
  }
}

function withoutSequences(
  { subscription }: ConsumerParts,
  messages: readonly RawMessage[],
  lost: TakenOver,
): readonly RawMessage[] {
  const { positions } = subscription;
  return messages.filter((message) => positions === undefined || !lost.has(positions.sequenceOf(message)));
}

/** Waits the longer the more often it failed; an abort ends the wait. */
function pauseAfter(failures: number, signal: AbortSignal): Promise<void> {
  const milliseconds = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(failures, 20), LONGEST_PAUSE_MS);
  return pause(milliseconds, undefined, { signal }).catch(() => {});
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
  try {
    return await processBatch(parts, messages);
  } catch (error) {
    if (error instanceof RulesChanged || classifyDatabaseFailure(error) === 'conflict') {
      return processIsolating(parts, messages);
    }
    if (!isFaultOfMessages(error) || !first) throw error;
    if (messages.length === 1) {
      const report = await park(parts, first, 'processing_failed', errorCode(error));
      parts.logger.error(
        { code: errorCode(error), topic: first.topic, position: first.position },
        'parked a message that could not be processed',
      );
      return report;
    }
    const middle = Math.ceil(messages.length / 2);
    const tally = new Tally();
    tally.add(await processIsolating(parts, messages.slice(0, middle)));
    tally.add(await processIsolating(parts, messages.slice(middle)));
    return tally;
  }
}
