import { json, type Call, type Route } from '../../base/answer.ts';
import { wordFrom } from '../../base/random.ts';
import { fieldsOf, textOf } from '../../base/values.ts';
import { callerOf } from '../auth.ts';
import { noSuchCredential } from '../errors.ts';
import { byLicense } from '../issue.ts';
import type { AccredibleState } from '../state.ts';
import { metaOf, numberedPage } from './account.ts';
import { seesCredential } from './credentials.ts';

/** What concerns recipients: their sign-in links, and what they did with their credentials. */
export function peopleRoutes(state: AccredibleState): Route[] {
  return [
    { name: 'sso.generate_link', method: 'POST', path: '/v1/sso/generate_link', handle: (call) => link(state, call) },
    { name: 'analytics.list', method: 'GET', path: '/v1/analytics', handle: (call) => analytics(state, call) },
  ];
}

function link(state: AccredibleState, call: Call) {
  const caller = callerOf(state, call);
  const wanted = fieldsOf(call.body);
  const [id, recipientId, email, groupId] = ['credential_id', 'recipient_id', 'recipient_email', 'group_id'].map(
    (key) => textOf(wanted[key]),
  );
  const direct = id ? (state.credentials.get(id) ?? byLicense(state, caller.account.id, id)) : undefined;
  const rows = id ? (direct ? [direct] : []) : recipientId || email ? state.credentials.all() : [];
  const credential = rows
    .filter((row) => seesCredential(state, caller, row))
    .filter((row) => !recipientId || row.recipient.id === recipientId)
    .filter((row) => !email || row.recipient.email === email)
    .find((row) => !groupId || row.groupId === groupId);
  if (!credential) throw noSuchCredential();
  const ticket = wordFrom(24, 'sso', credential.id, state.host.next('sso'));
  return json(200, { link: `${state.host.url}/c/${credential.encodedId}?login_token=${ticket}` });
}

function analytics(state: AccredibleState, call: Call) {
  const { account } = callerOf(state, call);
  const rows = state.activities.all().filter(({ accountId }) => accountId === account.id);
  const page = numberedPage(rows, call.query, 100);
  const events = page.items.map((activity) => ({
    credential: { id: Number(activity.credentialId), license_id: activity.licenseId },
    event: activity.event,
    created_at: activity.createdAt,
  }));
  return json(200, { analytics: events, meta: metaOf(page) });
}
