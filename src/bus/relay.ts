import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { errorCode } from '../errors.ts';
import type { Database } from '../store/database/database.ts';
import { removeSignals, takeSignals } from '../store/engine/outbox.ts';
import type { WaitingSignal } from '../store/engine/outbox.ts';
import { attributes, spans } from '../telemetry/attributes.ts';
import { inSpan } from '../telemetry/in-span.ts';
import { noTracing } from '../telemetry/tracing.ts';
import type { SpanOptions, Tracing } from '../telemetry/tracing.ts';
import type { OutgoingMessage, Publisher } from './bus.ts';

export interface RelayParts {
  readonly database: Database;
  readonly publisher: Publisher;
  /** Makes the message of a signal. */
  readonly encode: (signal: WaitingSignal) => OutgoingMessage;
  readonly logger: Logger;
  /** None unless given. */
  readonly tracing?: Tracing;
  /** Told of the signals that the bus has taken. */
  readonly onSent?: (signals: readonly WaitingSignal[]) => void;
}

const BATCH = 500;
const POLL_MS = 200;
const LONGEST_PAUSE_MS = 5_000;
/** As many as OpenTelemetry keeps. */
const MOST_LINKS = 128;

/**
 * Brings waiting signals from the outbox to the bus, oldest first, until the signal is aborted. A signal leaves the outbox only
 * after the bus has taken it, so each is delivered at least once, always with the same id (S20). While the database or the
 * bus is away it waits.
 */
export async function relaySignals(parts: RelayParts, signal: AbortSignal): Promise<void> {
  let wait = POLL_MS;
  while (!signal.aborted) {
    try {
      const sent = await relayOnce(parts);
      if (wait > POLL_MS) parts.logger.info('signals are announced again');
      wait = POLL_MS;
      if (sent === BATCH) continue;
    } catch (error) {
      if (wait === POLL_MS)
        parts.logger.error({ code: errorCode(error) }, 'signals cannot be announced now; they wait in the outbox');
      wait = Math.min(wait * 2, LONGEST_PAUSE_MS);
    }
    await pause(wait, undefined, { signal }).catch(() => {});
  }
}

/**
 * Sends one batch of waiting signals.
 *
 * @returns how many were sent
 */
export async function relayOnce({
  database,
  publisher,
  encode,
  onSent,
  tracing = noTracing,
}: RelayParts): Promise<number> {
  const sent = await database.transaction(async (transaction) => {
    const signals = await takeSignals(transaction, BATCH);
    if (signals.length === 0) return signals;
    const messages = signals.map(encode);
    await inSpan(tracing, spanOfSending(publisher, signals), () => publisher.publish(messages));
    await removeSignals(transaction, signals);
    return signals;
  });
  if (sent.length > 0) onSent?.(sent);
  return sent.length;
}

/** A trace of its own, for it can be of many batches; it names the newest of theirs. */
function spanOfSending(publisher: Publisher, signals: readonly WaitingSignal[]): SpanOptions {
  const traces = signals.flatMap(({ traceParent }) => traceParent ?? []);
  return {
    name: spans.publish,
    kind: 'producer',
    parent: null,
    attributes: { [attributes.bus]: publisher.name, [attributes.messages]: signals.length },
    links: [...new Set(traces)].slice(-MOST_LINKS),
  };
}
