import type { Badge, EventType, Template } from './model.ts';
import type { CredlyState } from './state.ts';
import { badgeView, templateView } from './views.ts';

/** Notes that something happened to a badge; webhooks take it from here. */
export function noteBadge(state: CredlyState, type: EventType, badge: Badge): void {
  note(state, type, badge.organizationId, badgeView(state, badge));
}

export function noteTemplate(state: CredlyState, type: EventType, template: Template): void {
  note(state, type, template.organizationId, templateView(state, template));
}

function note(state: CredlyState, type: EventType, organizationId: string, resource: Record<string, unknown>): void {
  const id = state.host.uuid('event');
  const event = state.events.put({ id, organizationId, type, occurredAt: state.host.clock.iso(), resource });
  const url = state.organizations.get(organizationId)?.webhookUrl ?? null;
  if (url === null) return;
  state.deliveries.put({
    id: state.host.uuid('delivery'),
    eventId: event.id,
    url,
    state: 'waiting',
    attempts: 0,
    lastAnswer: null,
    firstAttemptAt: null,
    dueAt: state.host.clock.now(),
  });
}
