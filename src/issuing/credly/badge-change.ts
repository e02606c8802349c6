import type { BadgeChange, CredlyBadgeRow } from '../../store/delivery/credly-events.ts';
import type { ExternalBadge } from '../provider.ts';

/**
 * What it means for our row that a badge is so at Credly now. Pure.
 *
 * Who has earned the badge is our decision and stays so: a badge that somebody revoked at Credly by hand is `revoked`
 * there and `awarded` here, nothing is announced, and it is never issued again (S17). The history tells it.
 *
 * @param outside as Credly shows it now
 * @returns null when nothing changes
 */
export function badgeChangeFor(badge: CredlyBadgeRow, outside: ExternalBadge): BadgeChange | null {
  const { externalId, state, url: externalUrl } = outside;
  const change = { state, externalId, externalUrl, done: false };
  const isOver = state === 'revoked' || state === 'expired';

  // Not known to be outside: what Credly holds for this learner and template is this award's, unless it is over already.
  if (badge.externalId === null)
    return badge.status === 'awarded' && !isOver ? { ...change, kind: 'adopted', done: true } : null;

  if (badge.due !== null || badge.state === 'error' || badge.state === 'no_response') {
    // A delivery is to come, or waits for an operator. Only its own aim ends it: here somebody else has reached it.
    return badge.status === 'revoked' && isOver ? { ...change, kind: 'revoked_outside', done: true } : null;
  }
  const sameUrl = externalUrl === null || externalUrl === badge.externalUrl;
  return state === badge.state && externalId === badge.externalId && sameUrl
    ? null
    : { ...change, kind: 'changed_outside' };
}

/**
 * What it means for our row that its badge was deleted at Credly: nothing is left there to do, and it is never issued
 * again (S17).
 *
 * @returns null when the badge was over there already
 */
export function badgeDeletion({ externalId, state }: CredlyBadgeRow): BadgeChange | null {
  const isOver = state === 'revoked' || state === 'expired';
  if (externalId === null || isOver) return null;
  return { kind: 'deleted_outside', state: 'revoked', externalId, externalUrl: null, done: true };
}
