/** One request, as the routes of a simulator see it. */
export interface Call {
  readonly method: string;
  /** Path with query. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Parsed JSON or form; undefined when there was none. */
  readonly body: unknown;
  readonly client: string;
  header(name: string): string | undefined;
}

/** What a route answers. An object becomes JSON, a string is sent as it is, absent is an empty body. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * One route of the provider's API. Its handler runs in one go: what it changes is saved, and answered, as one.
 */
export interface Route {
  /** As the journal prints it and faults aim at it, for example `badges.issue`. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** @throws Refusal when the request is not served */
  handle(call: Call): Answer;
}

/** A route of the simulator itself: no fault hits it and the journal does not show it. */
export interface ControlRoute {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  handle(call: Call): Answer | Promise<Answer>;
}

/** Ends the handling of a request with an answer. Nothing may have been changed before it is thrown. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`answered with ${answer.status}`);
    this.answer = answer;
  }
}

export function json(status: number, body: unknown): Answer {
  return { status, body };
}

export function html(status: number, body: string): Answer {
  return { status, body, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' } };
}

export function svg(body: string): Answer {
  return { status: 200, body, headers: { 'content-type': 'image/svg+xml' } };
}

export interface Rendered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string;
}

/** The bytes of an answer: what is not text goes out as JSON. */
export function render(answer: Answer): Rendered {
  const { status, body, headers = {} } = answer;
  if (body === undefined) return { status, headers, payload: '' };
  if (typeof body === 'string') return { status, headers: { 'content-type': 'text/plain', ...headers }, payload: body };
  const type = { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers: { ...type, ...headers }, payload: JSON.stringify(body) };
}
