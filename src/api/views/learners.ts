import type { InProgressListing } from '../../store/lists/in-progress-list.ts';
import type { LearnerListing } from '../../store/lists/learner-list.ts';
import type { ProgressListing } from '../../store/lists/progress-list.ts';
import type { Learner, LearnerInProgress, Progress } from '../schemas/learners.ts';

export function toLearnerView({ retiredAt, createdAt, ...learner }: LearnerListing): Learner {
  return { ...learner, retired: retiredAt !== null, createdAt: createdAt.toISOString() };
}

export function toProgressView({ badge, updatedAt, ...progress }: ProgressListing): Progress {
  return {
    ...progress,
    ratio: progress.groups === 0 ? 0 : progress.groupsMet / progress.groups,
    badge: badge && { ...badge, earnedAt: badge.earnedAt.toISOString() },
    updatedAt: updatedAt.toISOString(),
  };
}

export function toInProgressView({ updatedAt, ...listing }: InProgressListing): LearnerInProgress {
  return { ...listing, updatedAt: updatedAt.toISOString() };
}
