import { ApiError, errorOf, stopped, unreachable } from './api-error.ts';
import { noteCommand } from './commands.ts';
import { signInsSoFar, untilSignedIn } from './signed-out.ts';

/** The values of a query string; of several each is written, and what is undefined, null or empty is left out. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | null | undefined>>;

/** An answer with the entity tag of what it shows; an edit sends the tag back. */
export interface Tagged<T> {
  readonly data: T;
  readonly etag: string | null;
}

interface RequestOptions {
  readonly query?: Query;
  readonly body?: unknown;
  readonly ifMatch?: string | null;
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
  /** True for what the page asks by itself, to stay up to date. */
  readonly byItself?: boolean;
  /** True for what is asked to learn who is signed in: nobody is an answer to that. */
  readonly evenAsNobody?: boolean;
}

type Reading = Pick<RequestOptions, 'signal' | 'byItself' | 'evenAsNobody'>;

/** Reads something. */
export async function get<T>(path: string, options: Reading & Pick<RequestOptions, 'query'> = {}): Promise<T> {
  return (await send<T>('GET', path, options)).data;
}

/** Reads something that is going to be edited. */
export function getTagged<T>(path: string, options: Reading = {}): Promise<Tagged<T>> {
  return send<T>('GET', path, options);
}

/**
 * Gives a command. It carries an Idempotency-Key: when the answer gets lost it is sent once more, and is done once.
 *
 * @param ifMatch the tag of what the command is based on, where it edits something
 */
export async function post<T>(
  path: string,
  body?: unknown,
  { ifMatch }: Pick<RequestOptions, 'ifMatch'> = {},
): Promise<Tagged<T>> {
  const options = { body, ifMatch: ifMatch ?? null, idempotencyKey: newKey() };
  try {
    return await send<T>('POST', path, options);
  } catch (error) {
    if (error instanceof ApiError && error.code === 'UNREACHABLE') return send<T>('POST', path, options);
    throw error;
  }
}

/** Gives a command that holds a secret, or whose answer does: nothing of it is kept, so it is sent just once. */
export async function postOnce<T>(path: string, body: unknown): Promise<T> {
  return (await send<T>('POST', path, { body })).data;
}

/** Asks something whose question does not fit in a query string. Nothing changes by it. */
export async function ask<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  return (await send<T>('POST', path, { body, ...(signal && { signal }) })).data;
}

/** Edits something that was read with this tag. */
export function put<T>(path: string, body: unknown, etag: string | null): Promise<Tagged<T>> {
  return send<T>('PUT', path, { body, ifMatch: etag });
}

/** Edits a part of something. */
export async function patch<T>(path: string, body: unknown): Promise<T> {
  return (await send<T>('PATCH', path, { body })).data;
}

/** Removes something. */
export async function remove(path: string, etag: string | null = null): Promise<void> {
  await send<unknown>('DELETE', path, { ifMatch: etag });
}

/** What only reads, or is asked with a signal of its own, is nobody's command. */
function send<T>(method: string, path: string, options: RequestOptions): Promise<Tagged<T>> {
  if (method === 'GET' || options.signal !== undefined) return request<T>(method, path, options);
  return noteCommand(async (signal) => {
    try {
      return await request<T>(method, path, { ...options, signal });
    } catch (error) {
      throw signal.aborted ? stopped() : error;
    }
  });
}

async function request<T>(method: string, path: string, options: RequestOptions): Promise<Tagged<T>> {
  const { query = {}, body, ifMatch, idempotencyKey, signal, byItself = false } = options;
  const headers = new Headers({ accept: 'application/json' });
  if (body !== undefined) headers.set('content-type', 'application/json');
  if (ifMatch) headers.set('if-match', ifMatch);
  if (byItself) headers.set('laurel-watching', '1');
  if (idempotencyKey !== undefined) headers.set('idempotency-key', idempotencyKey);
  const signIns = signInsSoFar();
  let response: Response;
  try {
    response = await fetch(path + queryString(query), {
      method,
      headers,
      credentials: 'same-origin',
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
  } catch (error) {
    // An aborted request is nobody's failure; TanStack Query knows it by its own signal.
    if (signal?.aborted) throw error;
    throw unreachable();
  }
  if (!response.ok) {
    const error = await errorOf(response);
    const isOver = error.code === 'NOT_SIGNED_IN' && options.evenAsNobody !== true;
    if (isOver && (await untilSignedIn(signIns, signal))) return request<T>(method, path, options);
    throw error;
  }
  const text = await response.text();
  return { data: (text === '' ? undefined : JSON.parse(text)) as T, etag: response.headers.get('etag') };
}

/** An address of the API with its query: for links to files. */
export function pathOf(path: string, query: Query): string {
  return path + queryString(query);
}

function queryString(query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    for (const each of Array.isArray(value) ? (value as readonly string[]) : [value])
      if (each !== undefined && each !== null && each !== '') search.append(name, String(each));
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

/** Not crypto.randomUUID: browsers have it on https only, and a first try is often on plain http. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
