/**
 * The port to tracing: what the parts of Laurel know of it. open-telemetry.ts is the adapter; without it nothing is
 * recorded and nothing is kept. Which span is the running one follows the asynchronous work by itself.
 */
export interface Tracing {
  /** False: nothing is recorded. */
  readonly on: boolean;
  /** Begins a span below the one that is running, or below {@link SpanOptions.parent}. */
  start(options: SpanOptions): Span;
  /** The running span for others to join (W3C traceparent); null when there is none. */
  traceParent(): string | null;
}

export interface SpanOptions {
  readonly name: string;
  /** `internal` unless told. */
  readonly kind?: 'internal' | 'server' | 'client' | 'producer' | 'consumer';
  readonly attributes?: SpanAttributes;
  /** The traceparent of the span that this one is below; null: it begins a trace of its own. */
  readonly parent?: string | null;
  /** Traceparents of other traces that it has to do with. */
  readonly links?: readonly string[];
  /** In milliseconds since 1970; now unless told. */
  readonly startedAt?: number;
}

export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

export interface Span {
  /** Does the work with this span as the running one. */
  run<T>(work: () => T): T;
  set(attributes: SpanAttributes): void;
  /** Notes that what it is about went wrong: by a code, since messages can quote personal data. */
  fail(code: string): void;
  end(): void;
}

const noSpan: Span = {
  run: (work) => work(),
  set: () => {},
  fail: () => {},
  end: () => {},
};

export const noTracing: Tracing = { on: false, start: () => noSpan, traceParent: () => null };
