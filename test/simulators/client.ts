/** A small HTTP client for the contract tests: what a simulator answers, read the way a foreign client would. */

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed JSON; undefined when the body is none. */
  readonly json: Json;
}

/** JSON that can be walked by name without a schema; every step may be absent. */
export interface Json {
  readonly [key: string]: Json;
}

export type Send = (method: string, path: string, body?: unknown) => Promise<Reply>;

/** Sends requests below a base address with the same headers. */
export function sender(base: string, headers: Record<string, string> = {}): Send {
  return async (method, path, body) => {
    const response = await fetch(new URL(path, base), {
      method,
      headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      redirect: 'manual',
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parse(text) };
  };
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined as unknown as Json;
  }
}

export function basic(token: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${token}:`).toString('base64')}` };
}

/** A value of an answer as text. */
export function word(value: Json | undefined): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
