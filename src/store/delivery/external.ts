/** State of a badge at its provider (S21). */
export type ExternalState =
  'created' | 'no_response' | 'error' | 'pending' | 'accepted' | 'rejected' | 'revoked' | 'expired';

/** Which of a provider's two worlds: with the real learners, or for trying things out. */
export type ProviderEnvironment = 'production' | 'sandbox';

/** Why nothing more is done for a badge outside. */
export type ClosedBecause = 'deleted' | 'settled' | 'retired';

/** What an adapter needs to know of a badge. */
export interface Award {
  /** Our badge id (UUID): stable for the life of the award, the key of idempotent issuing. */
  readonly badgeId: string;
  /** Credly organization (UUID) or Accredible account name. */
  readonly account: string;
  /** Credly badge template (UUID) or Accredible group number, as text. */
  readonly externalTemplate: string;
  /** Where the badge is: the one that was in use when it was first attempted. */
  readonly environment: ProviderEnvironment;
  readonly learnerId: number;
  /** What the provider knows the learner by: the LMS user id, with the site's prefix if there is one. */
  readonly earnerId: string;
  /** Digests of the addresses that attempts at this badge were made with (src/issuing/recipient.ts). */
  readonly sentTo: readonly string[];
  /** True when the learner was retired here, whatever the names look like. */
  readonly retired: boolean;
  /** The newest known (S22). */
  readonly username: string;
  readonly email: string;
  readonly name: string;
  /** When it was earned (S22). */
  readonly earnedAt: Date;
  /** When this attempt was claimed, by the database's clock: that of a process may be wrong. */
  readonly claimedAt: Date;
  /** Why it is revoked, in words for the learner; empty while awarded, and where nobody shall be told. */
  readonly reason: string;
}

/** Why an attempt did not succeed. Shown to operators: status, body and time (S21). Holds no secret. */
export interface Failure {
  /** `retryable`: try again later. `permanent`: an operator must act. `unknown`: may have taken effect; find first. */
  readonly kind: 'retryable' | 'permanent' | 'unknown';
  /** HTTP status, or null when there was no answer. */
  readonly status: number | null;
  /** What the provider said, at most 2,000 characters, or the network error's code. */
  readonly body: string;
  /** The provider's own wish (Retry-After), in milliseconds. */
  readonly retryAfterMs?: number;
  /** True when the fault is the account's (outage, wrong key, rate limit), not this badge's: pauses the account (S23). */
  readonly account: boolean;
}
