import type { MyBadge, MyProgress } from '../../../src/api/schemas/my-badges.ts';
import { pagedQuery } from '../api/paged-query.ts';

/** By these keys the cache knows what is the learner's own. */
export const myBadgeKeys = { badges: ['my-badges', 'badges'] as const, progress: ['my-badges', 'progress'] as const };

/** Own badges, the newest first. */
export const myBadgesQuery = pagedQuery<MyBadge>(myBadgeKeys.badges, '/api/v1/my/badges', {});

/** Badges that one has begun to earn. */
export const myProgressQuery = pagedQuery<MyProgress>(myBadgeKeys.progress, '/api/v1/my/progress', {});
