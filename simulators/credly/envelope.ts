import { json, Refusal, type Answer, type Call } from '../base/answer.ts';
import { countOf, pageOf } from '../base/values.ts';
import type { CredlySwitches } from './options.ts';
import type { CredlyState } from './state.ts';

/** A single object or a plain list. */
export function single(status: number, data: unknown): Answer {
  return json(status, { data, metadata: {} });
}

/** The body of an error, where the switch wants it. */
export function failure(
  shape: CredlySwitches['errorShape'],
  status: number,
  message: string,
  metadata: unknown = null,
): Answer {
  return json(status, shape === 'data' ? { data: { message }, metadata } : { message, metadata });
}

export function refuse(state: CredlyState, status: number, message: string, metadata: unknown = null): Refusal {
  return new Refusal(failure(state.switches.errorShape, status, message, metadata));
}

/** One page of a list, with its metadata. Links are absolute and begin with `/api/v1`, as the recorded ones do. */
export function paged<T>(state: CredlyState, call: Call, rows: readonly T[], show: (row: T) => unknown): Answer {
  const { pageSize, perParameter } = state.switches;
  const size = perParameter ? Math.min(100, countOf(call.query['per'], pageSize)) : pageSize;
  const page = pageOf(rows, countOf(call.query['page'], 1), size);
  const link = (number: number): string | null =>
    number >= 1 && number <= page.pages ? pageLink(state, call, number, state.switches.pageLinksKeepFilter) : null;
  return json(200, {
    data: page.items.map(show),
    metadata: {
      count: page.items.length,
      current_page: page.number,
      total_count: page.total,
      total_pages: page.pages,
      per: page.size,
      previous_page_url: link(page.number - 1),
      next_page_url: link(page.number + 1),
    },
  });
}

/** The address of another page of the same list. */
export function pageLink(state: CredlyState, call: Call, number: number, keepQuery: boolean): string {
  const path = new URL(call.path, state.host.url).pathname.replace(/^\/(?:api\/)?v1/, '').replace(/\/$/, '');
  const query = new URLSearchParams(keepQuery ? call.query : {});
  query.set('page', String(number));
  return `${state.host.url}/api/v1${path}?${query.toString()}`;
}
