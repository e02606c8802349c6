import type { Badge } from '../../../src/api/schemas/badges.ts';

export const statuses = ['awarded', 'revoked'] as const satisfies readonly Badge['status'][];
export const states = [
  'created',
  'pending',
  'accepted',
  'rejected',
  'revoked',
  'expired',
  'no_response',
  'error',
] as const satisfies readonly Badge['state'][];
export const openBadgeStates = ['issued', 'revoked', 'held_back'] as const;

/** What the list of badges is narrowed down to; it stands in the page's address. */
export interface BadgeFilters {
  /** The id of a badge, here or at its provider. */
  readonly search?: string | undefined;
  readonly status?: Badge['status'] | undefined;
  readonly state?: Badge['state'] | undefined;
  /** Id of a template. */
  readonly template?: string | undefined;
  readonly origin?: Badge['origin'] | undefined;
  readonly account?: string | undefined;
  /** LMS user id. */
  readonly learner?: string | undefined;
  readonly failed?: 'true' | undefined;
  /** Whether something is still to be done at the provider; with `failed`, whether it is tried again. */
  readonly due?: 'true' | 'false' | undefined;
  /** Slug of the issuer of this site that has issued them. */
  readonly issuer?: string | undefined;
  readonly openBadge?: (typeof openBadgeStates)[number] | undefined;
}
