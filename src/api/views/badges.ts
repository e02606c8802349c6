import type { BadgeListing } from '../../store/lists/badge-list.ts';
import type { Badge } from '../schemas/badges.ts';

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
