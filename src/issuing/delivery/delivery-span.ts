import type { Claim } from '../../store/delivery/delivery.ts';
import { attributes, spans } from '../../telemetry/attributes.ts';
import type { Span, SpanOptions } from '../../telemetry/tracing.ts';
import type { AttemptOutcome } from './attempt.ts';

/** The span of an attempt: in the trace of the batch, or the request, that made it due. */
export function spanOfDelivery({ origin, award, due, attempt, traceParent }: Claim): SpanOptions {
  return {
    name: spans.deliver,
    parent: traceParent,
    attributes: {
      [attributes.origin]: origin,
      [attributes.account]: award.account,
      [attributes.badge]: award.badgeId,
      [attributes.due]: due,
      [attributes.attempt]: attempt,
    },
  };
}

/** Notes how the attempt ended; what the provider said of it is with the badge, and not here. */
export function noteOutcome(span: Span, outcome: AttemptOutcome): void {
  span.set({ [attributes.result]: outcome.kind });
  if (outcome.kind === 'failed') span.fail(String(outcome.failure.status ?? outcome.failure.kind));
}
