import type { Subscription } from '../bus/bus.ts';
import type { RawMessage } from '../events/message.ts';
import { attributes, spans } from '../telemetry/attributes.ts';
import { noTracing } from '../telemetry/tracing.ts';
import type { Span, Tracing } from '../telemetry/tracing.ts';
import { sum } from './report.ts';
import type { BatchReport } from './report.ts';

/**
 * The spans around a batch. A trace begins with the receipt of messages, which can have taken long when there were none;
 * the batches that are made of them, mostly one, are below it.
 */
interface TracedParts {
  readonly subscription: Subscription;
  readonly tracing?: Tracing;
}

/** The receipt that has just ended. */
export function spanOfReceipt(
  { subscription, tracing = noTracing }: TracedParts,
  messages: readonly RawMessage[],
  startedAt: number,
): Span {
  const span = tracing.start({
    name: spans.receive,
    kind: 'consumer',
    parent: null,
    startedAt,
    attributes: { [attributes.bus]: subscription.name, [attributes.messages]: messages.length },
  });
  span.end();
  return span;
}

/** The way of a batch, which begins now. */
export function spanOfBatch(
  { tracing = noTracing }: TracedParts,
  batch: readonly RawMessage[],
  received: Span | null,
): Span {
  const start = (): Span =>
    tracing.start({ name: spans.batch, kind: 'consumer', attributes: { [attributes.messages]: batch.length } });
  return received === null ? start() : received.run(start);
}

/** Ends the span of a batch that is acknowledged. */
export function endSpanOfBatch(span: Span, { applied, noEffect, ignored, parked }: BatchReport): void {
  span.set({
    [attributes.eventsApplied]: applied,
    [attributes.eventsWithoutEffect]: noEffect,
    [attributes.eventsIgnored]: sum(ignored),
    [attributes.eventsParked]: sum(parked),
  });
  span.end();
}
