import type { Call, Route } from '../../base/answer.ts';
import { fieldsOf, flagOf, listOf, textOf } from '../../base/values.ts';
import { organizationOf } from '../auth.ts';
import { refuse, single } from '../envelope.ts';
import { changeBadge, replaceBadge } from '../issue.ts';
import { noteBadge } from '../notes.ts';
import { expiresAt, issuableTemplate, issuedAt } from '../order.ts';
import type { CredlyState } from '../state.ts';
import { badgeView } from '../views.ts';
import { badgeOf } from './badges.ts';

const path = '/organizations/:organization/badges/:badge';
const write = { permission: 'write', scope: 'issued_badges' } as const;

/** Revoking, replacing and deleting of badges. */
export function badgeChangeRoutes(state: CredlyState): Route[] {
  return [
    { name: 'badges.revoke', method: 'PUT', path: `${path}/revoke`, handle: (call) => revoke(state, call) },
    { name: 'badges.replace', method: 'POST', path: `${path}/replace`, handle: (call) => replace(state, call) },
    { name: 'badges.delete', method: 'DELETE', path, handle: (call) => erase(state, call) },
  ];
}

function revoke(state: CredlyState, call: Call) {
  const badge = badgeOf(state, organizationOf(state, call, write), call);
  if (badge.replacementBadgeId !== null)
    throw refuse(state, 422, 'Validation failed: a replaced badge cannot be revoked (simulated)');
  if (badge.state === 'revoked') {
    if (state.switches.secondRevoke === 200) return single(200, badgeView(state, badge));
    throw refuse(state, 422, 'Validation failed: the badge is revoked already (simulated)');
  }
  const reason = textOf(fieldsOf(call.body)['reason']);
  state.host.next('revoked');
  return single(200, badgeView(state, changeBadge(state, badge, { state: 'revoked', revocationReason: reason })));
}

function replace(state: CredlyState, call: Call) {
  const organization = organizationOf(state, call, write);
  const old = badgeOf(state, organization, call);
  if (old.replacementBadgeId !== null)
    throw refuse(state, 422, 'Validation failed: badge already replaced (simulated)', {
      current_badge_id: liveReplacement(state, old.replacementBadgeId),
    });
  if (old.state === 'revoked')
    throw refuse(state, 422, 'Validation failed: a revoked badge cannot be replaced (simulated)');
  const fields = fieldsOf(call.body);
  const template = issuableTemplate(state, organization, fields['badge_template_id']);
  const email = textOf(fields['recipient_email']) ?? old.recipientEmail;
  if (email !== old.recipientEmail && old.state !== 'pending')
    throw refuse(state, 422, 'Validation failed: the address can change only while the badge is pending (simulated)');
  const { id: _id, createdAt: _createdAt, updatedAt: _updatedAt, ...kept } = old;
  const fresh = replaceBadge(state, old, {
    ...kept,
    templateId: template.id,
    recipientEmail: email,
    issuedAt: issuedAt(state, fields),
    expiresAt: expiresAt(state, fields['expires_at']),
    firstName: textOf(fields['issued_to_first_name']) ?? old.firstName,
    lastName: textOf(fields['issued_to_last_name']) ?? old.lastName,
    issuerEarnerId: textOf(fields['issuer_earner_id']) ?? old.issuerEarnerId,
    countryName: textOf(fields['country_name']),
    stateOrProvince: textOf(fields['state_or_province']),
    evidence: listOf(fields['evidence']),
    suppressEmail: flagOf(fields['suppress_badge_notification_email'], old.suppressEmail),
    stateUpdatedAt: null,
  });
  return single(state.switches.replaceStatus, badgeView(state, fresh));
}

/** The end of a chain of replacements. */
function liveReplacement(state: CredlyState, id: string): string {
  const next = state.badges.get(id)?.replacementBadgeId ?? null;
  return next === null ? id : liveReplacement(state, next);
}

/** Erases the badge with its personal data. */
function erase(state: CredlyState, call: Call) {
  const need = { permission: 'delete', scope: 'issued_badges' } as const;
  const badge = badgeOf(state, organizationOf(state, call, need), call);
  state.badges.delete(badge.id);
  state.host.next('deleted');
  noteBadge(state, 'badge.deleted', badge);
  return { status: 204 };
}
