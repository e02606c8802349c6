import type { Call, Route } from '../../base/answer.ts';
import { organizationOf } from '../auth.ts';
import { paged, refuse, single } from '../envelope.ts';
import type { CredlyState } from '../state.ts';
import { eventView } from '../views.ts';

const path = '/organizations/:organization/events';
const need = { permission: 'read', scope: 'events' } as const;

/** What happened, the latest first: a receiver of a webhook asks here whether it is true. */
export function eventRoutes(state: CredlyState): Route[] {
  return [
    { name: 'events.list', method: 'GET', path, handle: (call) => list(state, call) },
    { name: 'events.get', method: 'GET', path: `${path}/:event`, handle: (call) => get(state, call) },
  ];
}

function list(state: CredlyState, call: Call) {
  const organization = organizationOf(state, call, need);
  const own = state.events.all().filter(({ organizationId }) => organizationId === organization.id);
  return paged(state, call, own.toReversed(), (event) => eventView(event, true));
}

function get(state: CredlyState, call: Call) {
  const organization = organizationOf(state, call, need);
  const event = state.events.get(call.params['event'] ?? '');
  if (!event || event.organizationId !== organization.id) throw refuse(state, 404, 'Simulated: no such event');
  return single(200, eventView(event, true));
}
