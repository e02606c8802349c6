import type { Origin } from '../rules/template.ts';

/**
 * The port to whoever holds badges outside. One adapter per provider lies beside this file; the delivery worker knows
 * only this.
 *
 * Every call is one attempt with one outcome: adapters don't retry, don't sleep and don't throw for what a provider
 * answers. A call that may have taken effect without our knowing is `unknown`, never a failure: the worker asks `find`
 * before it tries again (S21).
 */
export interface Provider {
  readonly origin: Origin;
  /** Issues the badge, or completes the one that an earlier attempt left incomplete ({@link IncompleteOutcome}). */
  issue(award: Award & { readonly incompleteId?: string }, signal: AbortSignal): Promise<IssueOutcome>;
  /** Asks whether the badge of this award exists outside. */
  find(award: Award, signal: AbortSignal): Promise<FindOutcome>;
  /** Revokes (Credly) or expires (Accredible) the badge. A badge that already is so, is success (S16). */
  revoke(award: Award & { readonly externalId: string }, signal: AbortSignal): Promise<RevokeOutcome>;
  /** One page of the account's templates, from page 1 (S24). */
  listTemplates(account: string, page: number, signal: AbortSignal): Promise<TemplatePageOutcome>;
  /** Asks the account for its templates by one harmless call: proves address and key, and changes nothing. */
  check(account: string, signal: AbortSignal): Promise<CheckOutcome>;
}

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

/** A badge as the provider shows it. */
export interface ExternalBadge {
  readonly externalId: string;
  readonly state: ExternalState;
  /** Public page of the badge, when the provider tells one. */
  readonly url: string | null;
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

export type IssueOutcome =
  | { readonly kind: 'issued'; readonly badge: ExternalBadge }
  /** The provider says that the recipient has this badge already: find and adopt it. */
  | { readonly kind: 'exists'; readonly failure: Failure }
  | IncompleteOutcome;

export type FindOutcome =
  { readonly kind: 'found'; readonly badge: ExternalBadge } | { readonly kind: 'absent' } | IncompleteOutcome;

/** With a badge when it exists outside and yet doesn't do (Accredible creates without publishing when credits are out). */
export interface IncompleteOutcome {
  readonly kind: 'failed';
  readonly failure: Failure;
  readonly badge?: ExternalBadge;
}

export type RevokeOutcome =
  | { readonly kind: 'revoked'; readonly state: 'revoked' | 'expired' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** A template as the provider lists it. */
export interface ExternalTemplate {
  readonly externalTemplate: string;
  readonly name: string;
  readonly description: string;
  readonly imageUrl: string | null;
  /** False when it can't issue any more (archived, draft). */
  readonly active: boolean;
}

export type TemplatePageOutcome =
  | { readonly kind: 'page'; readonly templates: readonly ExternalTemplate[]; readonly nextPage: number | null }
  | { readonly kind: 'failed'; readonly failure: Failure };

export type CheckOutcome =
  /** With the number of templates that the account has. */
  { readonly kind: 'answers'; readonly templates: number } | { readonly kind: 'failed'; readonly failure: Failure };
