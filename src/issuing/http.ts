import type { RateLimiter } from './rate-limit.ts';

/**
 * The HTTP client of the provider adapters: JSON out and in, one time-out per call, no redirects (credentials go nowhere
 * else), bounded bodies. It never throws for what happens on the way and never retries; it tells apart what certainly
 * had no effect from what may have had one, because that decides whether a call may be repeated (S21).
 */
export interface HttpClient {
  send(request: HttpRequest, signal: AbortSignal): Promise<HttpResult>;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Relative to the base URL, without a leading slash. Whatever came from outside in it must be encoded already. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: unknown;
}

export type HttpResult =
  | HttpAnswer
  /** Nothing left this process: no connection, or given up before sending. */
  | { readonly kind: 'not_sent'; readonly code: string }
  /** Sent, but no complete answer came: it may have taken effect. */
  | { readonly kind: 'no_answer'; readonly code: string };

export interface HttpAnswer {
  readonly kind: 'answer';
  readonly status: number;
  /** The body, with the client's own secret taken out. */
  readonly text: string;
  /** The body parsed; undefined when it is no JSON. */
  readonly json: unknown;
  readonly retryAfterMs?: number;
}

export interface HttpClientOptions {
  /** With a trailing slash. */
  readonly baseUrl: string;
  /** Value of the Authorization header. */
  readonly authorization: string;
  /** The secret inside it; never appears in a result, should the other side repeat it. */
  readonly secret: string;
  /** Of one call, from sending to the last byte of the answer. */
  readonly timeoutMs: number;
  readonly limiter: RateLimiter;
}

/** Code of a call that was given up while it waited for its turn. */
export const calledOff = 'CALLED_OFF';

/** A page of 50 full templates is some 300 kB. */
const largestBody = 4_000_000;

/** Errors that come before a byte of the request was sent. */
const codesBeforeSending = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

export function createHttpClient(options: HttpClientOptions): HttpClient {
  return {
    async send(request, signal) {
      try {
        await options.limiter.take(signal);
      } catch {
        return { kind: 'not_sent', code: calledOff };
      }
      const timeout = AbortSignal.timeout(options.timeoutMs);
      try {
        const response = await fetch(address(options.baseUrl, request), {
          method: request.method,
          headers: {
            accept: 'application/json',
            authorization: options.authorization,
            ...(request.json === undefined ? {} : { 'content-type': 'application/json' }),
          },
          body: request.json === undefined ? null : JSON.stringify(request.json),
          redirect: 'manual',
          signal: AbortSignal.any([signal, timeout]),
        });
        return answer(response, await readBody(response), options.secret);
      } catch (error) {
        if (timeout.aborted) return { kind: 'no_answer', code: 'TIMEOUT' };
        if (signal.aborted) return { kind: 'no_answer', code: 'ABORTED' };
        const code = networkCode(error);
        return { kind: codesBeforeSending.has(code) ? 'not_sent' : 'no_answer', code };
      }
    },
  };
}

function address(baseUrl: string, request: HttpRequest): string {
  const query = new URLSearchParams(request.query).toString();
  return baseUrl + request.path + (query === '' ? '' : `?${query}`);
}

async function readBody(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    // Leaving the loop early cancels the rest.
    if (size > largestBody) throw new BodyTooLargeError();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

class BodyTooLargeError extends Error {
  readonly code = 'BODY_TOO_LARGE';
}

function answer(response: Response, body: string, secret: string): HttpAnswer {
  const text = storable(body.replaceAll(secret, '[key]'));
  const retryAfterMs = parseRetryAfter(response.headers.get('retry-after'), Date.now());
  return {
    kind: 'answer',
    status: response.status,
    text,
    json: parseJson(text),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

/** Texts in the result can be stored: PostgreSQL takes neither NUL nor half a surrogate pair. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, (_, value: unknown) => (typeof value === 'string' ? storable(value) : value)) as unknown;
  } catch {
    return undefined;
  }
}

function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}

/** Reads a Retry-After header (RFC 9110, 10.2.3): seconds or a date. */
export function parseRetryAfter(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  if (/^\s*\d+\s*$/.test(value)) return Number(value) * 1_000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** The code of a failed fetch: undici wraps the socket's error, and several of them when a host has several addresses. */
function networkCode(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
    if (first instanceof Error && 'code' in first && typeof first.code === 'string') return first.code;
  }
  return 'NETWORK_ERROR';
}
