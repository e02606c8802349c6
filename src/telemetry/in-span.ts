import { errorCode } from '../errors.ts';
import type { Span, SpanOptions, Tracing } from './tracing.ts';

/** Does the work in a span of its own, which ends with it and says so when it fails. */
export async function inSpan<T>(tracing: Tracing, options: SpanOptions, work: (span: Span) => Promise<T>): Promise<T> {
  const span = tracing.start(options);
  try {
    return await span.run(() => work(span));
  } catch (error) {
    span.fail(errorCode(error));
    throw error;
  } finally {
    span.end();
  }
}
