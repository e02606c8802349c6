import { json, type Call, type Route } from '../../base/answer.ts';
import { RateLimiter } from '../../base/rate-limit.ts';
import { fieldsOf, isFields, textOf, type Fields } from '../../base/values.ts';
import { callerOf } from '../auth.ts';
import { refuse } from '../errors.ts';
import type { Credential } from '../model.ts';
import { compileQuery, compileSort } from '../search-query.ts';
import type { AccredibleState } from '../state.ts';
import { foundView } from '../views.ts';
import { metaOf, numberedPage } from './account.ts';
import { seesCredential } from './credentials.ts';

/** Looking for credentials: v2, and the two deprecated ways. */
export function searchRoutes(state: AccredibleState, limited: boolean): Route[] {
  // The old search has a limit of its own beside the general one.
  const limiter = limited ? new RateLimiter({ requests: 100, seconds: 60 }) : null;
  return [
    { name: 'search.v2', method: 'POST', path: '/v2/credentials/search', handle: (call) => search2(state, call) },
    {
      name: 'search.v1',
      method: 'POST',
      path: '/v1/credentials/search',
      handle: (call) => {
        if (limiter && limiter.take(call.client, state.host.clock.now()) !== null)
          throw refuse(state, 429, 'Simulated: too many requests');
        return search1(state, call, fieldsOf(call.body));
      },
    },
    {
      name: 'credentials.all',
      method: 'GET',
      path: '/v1/all_credentials',
      handle: (call) => search1(state, call, call.query),
    },
  ];
}

function search2(state: AccredibleState, call: Call) {
  const caller = callerOf(state, call);
  const body = fieldsOf(call.body);
  const matches = compileQuery(state, body['query']);
  const { compare, keyOf, isAfter } = compileSort(state, body['sort']);
  const rows = state.searchIndex
    .rows(state.host.clock.now())
    .filter((credential) => seesCredential(state, caller, credential) && matches(credential))
    .toSorted(compare);
  const page = fieldsOf(body['page']);
  const size = wholeNumber(state, page['size'], 50);
  if (!('cursor' in page)) return window(state, rows, page, size);
  const after = textOf(page['cursor']);
  const rest = after === null ? rows : rows.filter(isAfter(after));
  const items = rest.slice(0, size);
  const last = items.at(-1);
  const cursor = items.length === size && last ? keyOf(last) : null;
  return answer(state, items, { count: rows.length, from: null, size, cursor });
}

function window(state: AccredibleState, rows: readonly Credential[], page: Fields, size: number) {
  const from = wholeNumber(state, page['from'], 0);
  if (from + size > 10_000) throw refuse(state, 400, 'Simulated: from + size is over 10000; use a cursor');
  return answer(state, rows.slice(from, from + size), { count: rows.length, from, size, cursor: null });
}

function answer(state: AccredibleState, items: readonly Credential[], meta: Fields) {
  return json(200, { credentials: items.map((credential) => foundView(state, credential)), meta });
}

function wholeNumber(state: AccredibleState, value: unknown, otherwise: number): number {
  if (value === undefined || value === null) return otherwise;
  const number = Number(value);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw refuse(state, 400, 'Simulated: from and size are whole numbers');
}

/** The deprecated searches: plain equality, numbered pages, no index between. */
function search1(state: AccredibleState, call: Call, wanted: Fields) {
  const caller = callerOf(state, call);
  const recipient = fieldsOf(wanted['recipient']);
  const groupId = textOf(wanted['group_id']);
  const email = textOf(wanted['recipient.email']) ?? textOf(recipient['email']) ?? textOf(wanted['email']);
  const recipientId = textOf(wanted['recipient.id']) ?? textOf(recipient['id']) ?? textOf(wanted['recipient_id']);
  const licenseId = textOf(wanted['license_id']);
  const metaData = isFields(wanted['meta_data']) ? Object.entries(wanted['meta_data']) : [];
  const rows = (groupId === null ? state.credentials.all() : state.credentialsByGroup.of(groupId))
    .filter((credential) => seesCredential(state, caller, credential))
    .filter((credential) => email === null || credential.recipient.email === email)
    .filter((credential) => recipientId === null || credential.recipient.id === recipientId)
    .filter((credential) => licenseId === null || credential.licenseId === licenseId)
    .filter((credential) => metaData.every(([key, value]) => credential.metaData?.[key] === value))
    .filter((credential) => inRange(credential, wanted));
  const page = numberedPage(rows, wanted);
  return json(200, { credentials: page.items.map((row) => foundView(state, row)), meta: metaOf(page) });
}

function inRange(credential: Credential, wanted: Fields): boolean {
  const [from, until] = [textOf(wanted['start_updated_date']), textOf(wanted['end_updated_date'])];
  const updated = credential.updatedAt.slice(0, 10);
  return (from === null || updated >= from) && (until === null || updated <= until);
}
