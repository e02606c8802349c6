/** State of a badge at its provider (S21). */
export type ExternalState =
  'created' | 'no_response' | 'error' | 'pending' | 'accepted' | 'rejected' | 'revoked' | 'expired';

/** What an adapter needs to know of a badge. */
export interface Award {
  /** Our badge id (UUID): stable for the life of the award, the key of idempotent issuing. */
  readonly badgeId: string;
  /** Credly organization (UUID) or Accredible account name. */
  readonly account: string;
  /** Credly badge template (UUID) or Accredible group number, as text. */
  readonly externalTemplate: string;
  readonly learnerId: number;
  /** The newest known (S22). */
  readonly username: string;
  readonly email: string;
  readonly name: string;
  /** When it was earned (S22). */
  readonly earnedAt: Date;
  /** Why it is revoked, in words for the learner; empty while awarded. */
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
