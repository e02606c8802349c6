import type { Refusal } from '../base/answer.ts';
import { refuse } from './envelope.ts';
import type { Badge } from './model.ts';
import { noteBadge } from './notes.ts';
import type { Order } from './order.ts';
import type { CredlyState } from './state.ts';

/** Issues what was ordered; a duplicate is refused, allowed or replaced as the order and the template say. */
export function issue(state: CredlyState, order: Order): Badge {
  const duplicate = duplicateOf(state, order);
  if (duplicate && order.duplicateBehavior === 'deny') throw duplicateRefusal(state);
  if (duplicate && order.duplicateBehavior === 'replace') {
    // An identical badge is left as it is; issued_at of the first one stays in any case.
    const wanted = { ...order.badge, issuedAt: duplicate.issuedAt };
    return sameBadge(duplicate, wanted) ? duplicate : replaceBadge(state, duplicate, wanted);
  }
  return addBadge(state, order.badge);
}

/** Refuses the whole of a batch when one of its orders is a duplicate, of a badge or of another order. */
export function refuseDuplicates(state: CredlyState, orders: readonly Order[]): void {
  const taken = new Set<string>();
  for (const order of orders.filter(({ duplicateBehavior }) => duplicateBehavior === 'deny')) {
    const { recipientEmail, issuerEarnerId } = order.badge;
    const keys = order.template.allowDuplicateBadges
      ? []
      : [`email ${recipientEmail.toLowerCase()}`, ...(issuerEarnerId === null ? [] : [`earner ${issuerEarnerId}`])];
    const taking = keys.map((key) => `${order.template.id} ${key}`);
    if (duplicateOf(state, order) || taking.some((key) => taken.has(key))) throw duplicateRefusal(state);
    for (const key of taking) taken.add(key);
  }
}

function duplicateRefusal(state: CredlyState): Refusal {
  state.host.next('duplicates refused');
  return refuse(state, 422, 'Simulated: the recipient already has this badge');
}

/** The badge that makes an order a duplicate: same template, and the same address, account or earner id. */
function duplicateOf(state: CredlyState, { template, badge }: Order): Badge | undefined {
  if (template.allowDuplicateBadges) return undefined;
  const candidates = [
    ...state.badgesByEmail.of(badge.recipientEmail.toLowerCase()),
    ...(badge.issuerEarnerId === null ? [] : state.badgesByEarner.of(badge.issuerEarnerId)),
    ...(badge.userId === null ? [] : state.badgesByUser.of(badge.userId)),
  ];
  return candidates.find(
    ({ templateId, state: badgeState, replacementBadgeId }) =>
      templateId === template.id && replacementBadgeId === null && state.switches.duplicateStates.includes(badgeState),
  );
}

const comparedFields = [
  'recipientEmail',
  'firstName',
  'middleName',
  'lastName',
  'issuerEarnerId',
  'locale',
  'expiresAt',
  'countryName',
  'stateOrProvince',
] as const satisfies readonly (keyof Badge)[];

function sameBadge(badge: Badge, wanted: Order['badge']): boolean {
  return (
    comparedFields.every((field) => badge[field] === wanted[field]) &&
    JSON.stringify(badge.evidence) === JSON.stringify(wanted.evidence)
  );
}

function addBadge(state: CredlyState, fields: Order['badge']): Badge {
  const now = state.host.clock.iso();
  const userId = fields.userId ?? (fields.state === 'accepted' ? state.userOf(fields.recipientEmail).id : null);
  const id = state.host.uuid('badge');
  const badge = state.badges.put({ ...fields, userId, id, createdAt: now, updatedAt: now });
  state.host.next('issued');
  noteBadge(state, 'badge.created', badge);
  return badge;
}

/** Makes a new badge in the place of another one. */
export function replaceBadge(state: CredlyState, old: Badge, fields: Order['badge']): Badge {
  const fresh = addBadge(state, { ...fields, replacesBadgeId: old.id });
  const marked = state.switches.replacedState === 'replaced' ? 'replaced' : old.state;
  changeBadge(state, old, { state: marked, replacementBadgeId: fresh.id });
  return fresh;
}

/** Changes a badge; a change of its state is an event. */
export function changeBadge(state: CredlyState, badge: Badge, change: Partial<Badge>): Badge {
  const now = state.host.clock.iso();
  const moved = change.state !== undefined && change.state !== badge.state;
  const changed = state.badges.put({ ...badge, ...change, updatedAt: now, ...(moved && { stateUpdatedAt: now }) });
  if (moved) noteBadge(state, 'badge.state.changed', changed);
  return changed;
}
