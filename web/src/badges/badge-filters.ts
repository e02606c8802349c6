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
export const origins = ['openedx', 'credly', 'accredible'] as const satisfies readonly Badge['origin'][];

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
}
