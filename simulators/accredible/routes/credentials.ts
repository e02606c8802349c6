import { json, type Call, type Route } from '../../base/answer.ts';
import { fieldsOf } from '../../base/values.ts';
import { callerOf, sees, type Caller } from '../auth.ts';
import { invalid, noSuchCredential } from '../errors.ts';
import { byLicense, create, update } from '../issue.ts';
import type { Credential } from '../model.ts';
import { evidenceItem, readOrder } from '../order.ts';
import type { AccredibleState } from '../state.ts';
import { credentialView, evidenceView } from '../views.ts';

const path = '/v1/credentials';

/** One credential at a time. */
export function credentialRoutes(state: AccredibleState): Route[] {
  const change = (call: Call) => put(state, call);
  return [
    { name: 'credentials.create', method: 'POST', path, handle: (call) => post(state, call) },
    { name: 'credentials.get', method: 'GET', path: `${path}/:id`, handle: (call) => get(state, call) },
    { name: 'credentials.update', method: 'PUT', path: `${path}/:id`, handle: change },
    ...(state.switches.patch === 'lenient'
      ? [{ name: 'credentials.update', method: 'PATCH', path: `${path}/:id`, handle: change } as const]
      : []),
    { name: 'credentials.delete', method: 'DELETE', path: `${path}/:id`, handle: (call) => erase(state, call) },
    {
      name: 'evidence_items.create',
      method: 'POST',
      path: `${path}/:id/evidence_items`,
      handle: (call) => addEvidence(state, call),
    },
  ];
}

function post(state: AccredibleState, call: Call) {
  const order = readOrder(state, callerOf(state, call), fieldsOf(fieldsOf(call.body)['credential']));
  const made = create(state, order);
  const view = credentialView(state, made);
  const supplied = state.switches.createdId === 'supplied' && made.licenseId !== null;
  return json(200, { credential: supplied ? { ...view, id: made.licenseId } : view });
}

/** The credential of the path, by Accredible's id or by the one that its issuer supplied. */
function credentialOf(state: AccredibleState, caller: Caller, id: string): Credential {
  const credential = state.credentials.get(id) ?? byLicense(state, caller.account.id, id);
  if (!credential || !seesCredential(state, caller, credential)) throw noSuchCredential();
  return credential;
}

/** Whether the caller may see a credential: it lies where its group lies. */
export function seesCredential(state: AccredibleState, caller: Caller, credential: Credential): boolean {
  if (credential.accountId !== caller.account.id) return false;
  const group = state.groups.get(credential.groupId);
  return group ? sees(caller, group) : caller.departmentId === null;
}

function get(state: AccredibleState, call: Call) {
  const credential = credentialOf(state, callerOf(state, call), call.params['id'] ?? '');
  return json(200, { credential: credentialView(state, credential) });
}

function put(state: AccredibleState, call: Call) {
  const caller = callerOf(state, call);
  const old = credentialOf(state, caller, call.params['id'] ?? '');
  const order = readOrder(state, caller, fieldsOf(fieldsOf(call.body)['credential']), old);
  return json(200, { credential: credentialView(state, update(state, old, order)) });
}

function erase(state: AccredibleState, call: Call) {
  const credential = credentialOf(state, callerOf(state, call), call.params['id'] ?? '');
  state.deleteCredential(credential.id);
  state.host.next('deleted');
  return json(200, { credential: credentialView(state, credential) });
}

function addEvidence(state: AccredibleState, call: Call) {
  const credential = credentialOf(state, callerOf(state, call), call.params['id'] ?? '');
  const item = evidenceItem(state, fieldsOf(fieldsOf(call.body)['evidence_item']));
  if (!item) throw invalid(state, { category: ['is not in the list (simulated)'] });
  state.putCredential({
    ...credential,
    evidence: [...credential.evidence, item],
    updatedAt: state.host.clock.iso(),
  });
  return json(200, { evidence_item: evidenceView(item) });
}
