import type { ChangedBy } from './audit.ts';

/** What somebody can start that goes on in steps. */
export const jobKinds = ['prune', 'replay', 'retry_parked', 'discard_parked', 'award', 'revoke'] as const;
export type JobKind = (typeof jobKinds)[number];

/** Which parked messages something is done to: all that were parked when it began, unless it is narrowed down. */
export interface ParkedChoice {
  /** Only these. */
  readonly ids: readonly number[] | null;
  readonly reason: string | null;
  readonly topic: string | null;
  /** Those that were parked later are not meant. */
  readonly upTo: number;
}

/** What somebody wants done to many parked messages, and who that is. */
export interface ParkedWish extends ChangedBy {
  readonly parked: ParkedChoice;
  /** Why they are discarded; null: they are processed again. */
  readonly why: string | null;
}

/** Whom somebody wants to award a badge, or to take it away from, and who that is. */
export interface LearnersWish extends ChangedBy {
  /** Id of the badge template. */
  readonly template: string;
  /** LMS user ids. */
  readonly learners: readonly number[];
  readonly why: string;
  /** Of a revocation: what the learners and the provider are told. */
  readonly publicReason?: string;
}

export type BulkWish = ParkedWish | LearnersWish;

/** Why nothing is done for a learner whom an award, or a revocation, names. */
export const leftOutReasons = ['unknown', 'ambiguous', 'retired', 'holds_it', 'was_revoked', 'holds_none'] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

export interface LeftOut {
  /** LMS user id. */
  readonly learner: number;
  readonly why: LeftOutReason;
}
