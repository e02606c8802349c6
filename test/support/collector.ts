import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A span as it arrived. */
export interface ArrivedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly kind: number;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  readonly links: readonly string[];
  readonly failed: boolean;
  readonly milliseconds: number;
}

/** A collector that takes traces over HTTP, as JSON (OTLP). */
export interface Collector {
  readonly url: string;
  readonly spans: readonly ArrivedSpan[];
  /** Attributes of the process that sent them. */
  readonly resource: Readonly<Record<string, unknown>>;
  readonly headers: IncomingHttpHeaders;
  /** Everything that arrived, as text. */
  readonly text: () => string;
  /** What it answers from now on. */
  answer: number;
  close(): Promise<void>;
}

interface OtlpValue {
  readonly stringValue?: string;
  readonly intValue?: number | string;
  readonly doubleValue?: number;
  readonly boolValue?: boolean;
}
type OtlpAttributes = readonly { readonly key: string; readonly value: OtlpValue }[];

interface OtlpSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: OtlpAttributes;
  readonly links?: readonly { readonly traceId: string }[];
  readonly status?: { readonly code?: number };
}

interface OtlpRequest {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: OtlpAttributes };
    readonly scopeSpans: readonly { readonly spans: readonly OtlpSpan[] }[];
  }[];
}

export async function startCollector(): Promise<Collector> {
  const spans: ArrivedSpan[] = [];
  const texts: string[] = [];
  const collector = {
    spans,
    resource: {},
    headers: {} as IncomingHttpHeaders,
    text: () => texts.join('\n'),
    answer: 200,
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.method === 'POST' && request.url === '/v1/traces' && collector.answer === 200) {
        const text = Buffer.concat(chunks).toString();
        texts.push(text);
        collector.headers = request.headers;
        for (const { resource, scopeSpans } of (JSON.parse(text) as OtlpRequest).resourceSpans) {
          collector.resource = valuesOf(resource.attributes);
          spans.push(...scopeSpans.flatMap((scope) => scope.spans.map(arrived)));
        }
      }
      response.writeHead(collector.answer, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(collector, {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

function arrived({ name, traceId, spanId, parentSpanId = '', kind, ...span }: OtlpSpan): ArrivedSpan {
  return {
    name,
    traceId,
    spanId,
    parentSpanId,
    kind,
    attributes: valuesOf(span.attributes),
    links: (span.links ?? []).map((link) => link.traceId),
    failed: span.status?.code === 2,
    milliseconds: Number(BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano)) / 1e6,
  };
}

function valuesOf(attributes: OtlpAttributes): Record<string, string | number | boolean> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [
      key,
      value.stringValue ?? value.boolValue ?? Number(value.intValue ?? value.doubleValue),
    ]),
  );
}
