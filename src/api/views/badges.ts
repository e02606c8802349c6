import { nextAttemptAt } from '../../issuing/delivery/next-attempt.ts';
import { providerSentence } from '../../issuing/http/said.ts';
import type { BadgeListing } from '../../store/lists/badge-list.ts';
import type { FormerPlace } from '../../store/delivery/former-places.ts';
import type { Badge, BadgeDetails } from '../schemas/badges.ts';

export function toBadgeView(listing: BadgeListing): Badge {
  const { pausedUntil: _, pausedSince, ...rest } = listing;
  const { earnedAt, revokedAt, dueAt, lastAttemptAt, state, due, lastStatus, lastBody } = rest;
  return {
    ...rest,
    earnedAt: earnedAt.toISOString(),
    revokedAt: revokedAt?.toISOString() ?? null,
    dueAt: dueAt?.toISOString() ?? null,
    pausedSince: (due !== null && pausedSince?.toISOString()) || null,
    nextAttemptAt: nextAttemptAt(listing, new Date())?.toISOString() ?? null,
    lastMessage: lastBody === null ? null : providerSentence(lastStatus, lastBody),
    lastAttemptAt: lastAttemptAt?.toISOString() ?? null,
    waitsForOperator: (state === 'error' || state === 'no_response') && due === null && listing.closed === null,
  };
}

export function toBadgeDetails(listing: BadgeListing, formerPlaces: readonly FormerPlace[]): BadgeDetails {
  return { ...toBadgeView(listing), formerPlaces: [...formerPlaces] };
}
