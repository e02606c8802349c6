import type { BadgeListing } from '../../store/lists/badge-list.ts';
import type { FormerPlace } from '../../store/delivery/former-places.ts';
import type { Badge, BadgeDetails } from '../schemas/badges.ts';

export function toBadgeView(listing: BadgeListing): Badge {
  const { earnedAt, revokedAt, dueAt, lastAttemptAt, state, due } = listing;
  return {
    ...listing,
    earnedAt: earnedAt.toISOString(),
    revokedAt: revokedAt?.toISOString() ?? null,
    dueAt: dueAt?.toISOString() ?? null,
    lastAttemptAt: lastAttemptAt?.toISOString() ?? null,
    waitsForOperator: (state === 'error' || state === 'no_response') && due === null && listing.closed === null,
  };
}

export function toBadgeDetails(listing: BadgeListing, formerPlaces: readonly FormerPlace[]): BadgeDetails {
  return { ...toBadgeView(listing), formerPlaces: [...formerPlaces] };
}
