import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import type { Origin } from '../../rules/template.ts';
import { failpoint } from '../../failpoints.ts';
import { isOver, mayCall } from './leave.ts';
import { STALE_MS } from './rate-limit.ts';
import type { RateLimiter, Share } from './rate-limit.ts';

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
  /** Whose turn it takes; a delivery's unless told. */
  readonly share?: Share;
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
  /** The secret inside it; never appears in a result in any of its usual forms, should the other side repeat it. */
  readonly secret: string;
  /** Of one call, from sending to the last byte of the answer. */
  readonly timeoutMs: number;
  readonly limiter: RateLimiter;
  /** Around every call that is sent, for whoever measures; not around the wait for its turn. */
  readonly watch?: WatchCall | undefined;
}

/** Makes the call, and returns what came of it. */
export type WatchCall = (method: HttpRequest['method'], call: () => Promise<HttpResult>) => Promise<HttpResult>;

/** The watches of all accounts. */
export interface CallWatch {
  of(origin: Origin, account: string): WatchCall;
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
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

export function createHttpClient(options: HttpClientOptions): HttpClient {
  // Loads what `fetch` is made of, which would make the first call late for its turn.
  void globalThis.Headers;
  const hide = hiderOf(options);
  return {
    async send(request, signal) {
      if (!(await takeTurn(options.limiter, request, signal))) return { kind: 'not_sent', code: calledOff };
      const call = () => exchange(options, hide, request, signal);
      return options.watch === undefined ? call() : options.watch(request.method, call);
    },
  };
}

/** How often a turn is taken again before a late one will do: where all is slow, few calls are made anyhow. */
const MOST_TURNS = 3;

/** Waits for a turn, and asks after it whether the call may still be made: the wait can have been longer than it was to be. */
async function takeTurn(limiter: RateLimiter, { share }: HttpRequest, signal: AbortSignal): Promise<boolean> {
  for (let turns = 1; ; turns++) {
    try {
      await limiter.take(signal, share);
    } catch {
      return false;
    }
    const began = performance.now();
    if (!(await mayCall(signal))) return false;
    if (performance.now() - began <= STALE_MS || turns === MOST_TURNS) return true;
  }
}

async function exchange(
  { baseUrl, authorization, timeoutMs }: HttpClientOptions,
  hide: Hide,
  request: HttpRequest,
  signal: AbortSignal,
): Promise<HttpResult> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const late = new AbortController();
  let begun = false;
  const stopLooking = beforeSending((connection) => {
    if (!isOver(signal)) return;
    if (begun) return late.abort();
    // By a connection that was made and not used, `fetch` sends before it returns, and to call it off before then ends the
    // process. Nothing leaves by a connection that is gone.
    connection?.destroy();
    queueMicrotask(() => late.abort());
  });
  try {
    const calling = fetch(address(baseUrl, request), {
      method: request.method,
      headers: {
        accept: 'application/json',
        authorization,
        ...(request.json === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: request.json === undefined ? null : JSON.stringify(request.json),
      redirect: 'manual',
      signal: AbortSignal.any([signal, timeout, late.signal]),
    });
    begun = true;
    const response = await calling;
    return answer(response, await readBody(response), hide);
  } catch (error) {
    if (timeout.aborted) return { kind: 'no_answer', code: 'TIMEOUT' };
    if (signal.aborted || late.signal.aborted) return { kind: 'no_answer', code: 'ABORTED' };
    const code = networkCode(error);
    return { kind: codesBeforeSending.has(code) ? 'not_sent' : 'no_answer', code };
  } finally {
    stopLooking();
  }
}

/** When `fetch` has a connection, and when it is about to write a request: what is given up then does not leave. */
const lastMoments = ['undici:client:connected', 'undici:client:sendHeaders'];

/**
 * Has something looked at right before requests leave. Whoever was frozen while a connection was made would else send first
 * and find out then, by timers that come late, that it was no longer to.
 *
 * @returns ends it
 */
function beforeSending(look: (connection: Socket | undefined) => void): () => void {
  const onMoment = (moment: unknown): void => {
    failpoint('deliver.sending');
    look((moment as { readonly socket?: Socket }).socket);
  };
  for (const moment of lastMoments) subscribe(moment, onMoment);
  return () => {
    for (const moment of lastMoments) unsubscribe(moment, onMoment);
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

type Hide = (text: string) => string;

/** Takes the secret out of a text: as it is, as JSON or an address writes it, and as the header carries it. */
function hiderOf({ secret, authorization }: HttpClientOptions): Hide {
  const carried = authorization.split(' ').slice(1);
  const forms = [secret, encodeURIComponent(secret), ...carried];
  // The longest first: a form may be part of another.
  const ordered = [...new Set(forms)].filter((form) => form !== '').toSorted((a, b) => b.length - a.length);
  const patterns = ordered.flatMap((form) => [
    new RegExp(RegExp.escape(form), 'g'),
    new RegExp(Array.from(form, asJsonWritesIt).join(''), 'g'),
  ]);
  return (text) => patterns.reduce((hidden, pattern) => hidden.replace(pattern, '[key]'), text);
}

/** A pattern for each way in which JSON may write a character: by its number, too. Whoever parses the text finds the character. */
function asJsonWritesIt(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  const digits = units.map((unit) => unit.toString(16).padStart(4, '0'));
  const numbers = digits.map(
    (four) => `\\\\u${four.replaceAll(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)}`,
  );
  const usual = RegExp.escape(JSON.stringify(character).slice(1, -1));
  const slash = character === '/' ? [String.raw`\\\/`] : [];
  return `(?:${[numbers.join(''), usual, ...slash].join('|')})`;
}

function answer(response: Response, body: string, hide: Hide): HttpAnswer {
  const text = storable(hide(body));
  const retryAfterMs = parseRetryAfter(response.headers.get('retry-after'), timeOf(response));
  return {
    kind: 'answer',
    status: response.status,
    text,
    json: parseJson(text, hide),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

/**
 * Texts in the result can be stored: PostgreSQL takes neither NUL nor half a surrogate pair. The secret is looked for
 * again, for JSON may have written it with escapes.
 */
function parseJson(text: string, hide: Hide): unknown {
  try {
    return JSON.parse(text, (_, value: unknown) =>
      typeof value === 'string' ? storable(hide(value)) : value,
    ) as unknown;
  } catch {
    return undefined;
  }
}

function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}

/** The time by the clock of the answering side, which its dates are told by; by our own where it does not say. */
function timeOf(response: Response): number {
  const told = Date.parse(response.headers.get('date') ?? '');
  return Number.isNaN(told) ? Date.now() : told;
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
