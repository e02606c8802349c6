import type { Agent } from 'node:http';
import { AsyncLocalStorage } from 'node:async_hooks';
import { isSpanContextValid, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Context, Span as OtelSpan, SpanContext, Tracer } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-node';
import type { SpanExporter } from '@opentelemetry/sdk-trace-node';
import type { Logger } from 'pino';
import type { TracingSettings } from '../settings/monitoring.ts';
import { attributes } from './attributes.ts';
import type { Span, SpanOptions, Tracing } from './tracing.ts';

/** How long the last spans may take to be sent at a stop. */
const FLUSH_MS = 700;

export interface OpenTracing extends Tracing {
  /** Sends what is left, if that is possible at once. */
  close(): Promise<void>;
}

/**
 * Tracing by OpenTelemetry, sent to a collector every few seconds. A collector that is away costs the spans and nothing
 * else. Registers nothing globally: whoever is given it uses it.
 *
 * @param version of Laurel
 * @param agent makes the agent that spans are sent with; the exporter's own unless given
 */
export function openTracing(
  settings: TracingSettings,
  version: string,
  logger: Logger,
  agent?: (protocol: string) => Agent,
): OpenTracing {
  const exporter = new OTLPTraceExporter({
    url: settings.url,
    headers: Object.fromEntries(settings.headers),
    ...(agent === undefined ? {} : { httpAgentOptions: agent }),
  });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': settings.serviceName, 'service.version': version }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(settings.part) }),
    spanProcessors: [new BatchSpanProcessor(sayingOnce(exporter, logger))],
  });
  const tracing = new OtelTracing(provider.getTracer('laurel', version));
  return {
    on: true,
    start: (options) => tracing.start(options),
    traceParent: () => tracing.traceParent(),
    close: async () => {
      const late = new Promise<void>((resolve) => setTimeout(resolve, FLUSH_MS).unref());
      await Promise.race([provider.shutdown().catch(() => {}), late]);
    },
  };
}

class OtelTracing implements Tracing {
  readonly on = true;
  readonly #tracer: Tracer;
  readonly #running = new AsyncLocalStorage<Context>();

  constructor(tracer: Tracer) {
    this.#tracer = tracer;
  }

  start({ name, kind = 'internal', attributes = {}, parent, links = [], startedAt }: SpanOptions): Span {
    const span = this.#tracer.startSpan(
      name,
      {
        kind: kinds[kind],
        attributes: { ...attributes },
        links: links.flatMap((link) => {
          const context = parseTraceParent(link);
          return context === null ? [] : [{ context }];
        }),
        ...(startedAt === undefined ? {} : { startTime: startedAt }),
      },
      this.#above(parent),
    );
    return this.#wrap(span);
  }

  traceParent(): string | null {
    const context = trace.getSpanContext(this.#running.getStore() ?? ROOT_CONTEXT);
    if (context === undefined) return null;
    return `00-${context.traceId}-${context.spanId}-${context.traceFlags.toString(16).padStart(2, '0')}`;
  }

  #above(parent: string | null | undefined): Context {
    if (parent === undefined) return this.#running.getStore() ?? ROOT_CONTEXT;
    const remote = parent === null ? null : parseTraceParent(parent);
    return remote === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, remote);
  }

  #wrap(span: OtelSpan): Span {
    const context = trace.setSpan(ROOT_CONTEXT, span);
    return {
      run: (work) => this.#running.run(context, work),
      set: (values) => void span.setAttributes({ ...values }),
      fail: (code) => {
        span.setStatus({ code: SpanStatusCode.ERROR });
        span.setAttribute(attributes.error, code);
      },
      end: () => span.end(),
    };
  }
}

const kinds = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} as const;

/** Reads a W3C traceparent; null when it is none. */
export function parseTraceParent(text: string): SpanContext | null {
  const [, version, traceId = '', spanId = '', flags = ''] =
    /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?$/.exec(text) ?? [];
  // 255 is no version; a later one than 0 may have more at its end.
  if (version === undefined || version === 'ff') return null;
  const context = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
  return isSpanContextValid(context) ? context : null;
}

/** The same exporter, which tells the log when it begins to fail and when it works again. */
function sayingOnce(exporter: SpanExporter, logger: Logger): SpanExporter {
  let failing = false;
  return {
    export: (batch, done) =>
      exporter.export(batch, (result) => {
        const failed = result.error !== undefined;
        if (failed && !failing) logger.warn('the collector does not accept traces; they are lost');
        if (!failed && failing) logger.info('the collector accepts traces again');
        failing = failed;
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
  };
}
