import { json, type Call, type Route } from '../../base/answer.ts';
import { fieldsOf, listOf, type Fields } from '../../base/values.ts';
import { callerOf, type Caller } from '../auth.ts';
import { invalid, type FieldErrors } from '../errors.ts';
import { conflictOf, create, unpublishedReason } from '../issue.ts';
import { tryOrder } from '../order.ts';
import type { AccredibleState } from '../state.ts';
import { credentialView } from '../views.ts';

/** Many credentials in one call: v2 settles each by itself, v1 all or none. */
export function bulkRoutes(state: AccredibleState): Route[] {
  return [
    { name: 'bulk.v2', method: 'POST', path: '/v2/credentials/bulk_create', handle: (call) => bulk2(state, call) },
    { name: 'bulk.v1', method: 'POST', path: '/v1/credentials/bulk_create', handle: (call) => bulk1(state, call) },
  ];
}

interface Result {
  readonly credential?: Fields;
  readonly problem?: { readonly code: string; readonly message: string; readonly errors: FieldErrors };
}

/** 200 when all went well, 422 when nothing was created, 207 in between; results in the order of the request. */
function bulk2(state: AccredibleState, call: Call) {
  const caller = callerOf(state, call);
  const results = wantedOf(state, call, 30).map((wanted) => createOne(state, caller, wanted));
  const bad = results.filter(({ problem }) => problem);
  const status = bad.length === 0 ? 200 : results.every(({ credential }) => !credential) ? 422 : 207;
  return json(status, { results: results.map((result) => resultView(state, result)) });
}

/** 200 with the credentials, or 422 and nothing created. */
function bulk1(state: AccredibleState, call: Call) {
  const caller = callerOf(state, call);
  const orders = wantedOf(state, call, 100).map((wanted) => {
    const order = tryOrder(state, caller, wanted);
    if ('errors' in order) throw invalid(state, order.errors);
    return order;
  });
  const taken = new Set<string>();
  for (const order of orders) {
    const key = `${order.group.id} ${order.credential.recipient.email}`;
    const conflict = conflictOf(state, order);
    if (conflict) throw invalid(state, conflict);
    if (taken.has(key) && !order.group.allowDuplicates)
      throw invalid(state, { 'recipient.email': ['comes twice (simulated)'] });
    taken.add(key);
  }
  return json(200, { credentials: orders.map((order) => numbered(credentialView(state, create(state, order)))) });
}

function wantedOf(state: AccredibleState, call: Call, most: number): Fields[] {
  const list = listOf(fieldsOf(call.body)['credentials']);
  if (list.length === 0 || list.length > most)
    throw invalid(state, { credentials: [`must hold 1 to ${most} credentials (simulated)`] });
  return list.map(fieldsOf);
}

function createOne(state: AccredibleState, caller: Caller, wanted: Fields): Result {
  const order = tryOrder(state, caller, wanted);
  const errors = 'errors' in order ? order.errors : conflictOf(state, order);
  if (errors !== null || 'errors' in order)
    return { problem: { code: 'credential_invalid', message: 'not valid', errors: errors ?? {} } };
  const made = create(state, order);
  const credential = numbered(credentialView(state, made));
  const code = unpublishedReason(state.accounts.get(caller.account.id), order, made);
  return code === null
    ? { credential }
    : { credential, problem: { code, message: 'created, not published', errors: {} } };
}

function resultView(state: AccredibleState, { credential, problem }: Result): Fields {
  const { bulkErrorMember } = state.switches;
  const text = bulkErrorMember === 'errors' ? 'message' : 'reason';
  const details = Object.entries(problem?.errors ?? {}).flatMap(([property, texts]) =>
    texts.map((reason) => ({ property, [text]: reason })),
  );
  return {
    ...(credential && { credential }),
    ...(problem && {
      [bulkErrorMember]: { code: problem.code, message: problem.message, ...(details.length > 0 && { details }) },
    }),
  };
}

/** Bulk answers show ids as numbers. */
function numbered(view: Record<string, unknown>): Fields {
  return { ...view, id: Number(view['id']) };
}
