import type { Origin } from '../rules/template.ts';
import type { Award, ExternalState, Failure, ProviderEnvironment } from '../store/delivery/external.ts';
import type { OutsideState } from '../store/delivery/template-outside.ts';

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
  /** Where new badges go; earlier ones may be in the other one, and every call goes to its badge's own. */
  readonly environment: ProviderEnvironment;
  /** Issues the badge, or completes the one that an earlier attempt left incomplete ({@link IncompleteOutcome}). */
  issue(award: Award & { readonly incompleteId?: string }, signal: AbortSignal): Promise<IssueOutcome>;
  /** Asks whether the badge of this award exists outside. */
  find(award: Award, signal: AbortSignal): Promise<FindOutcome>;
  /** Revokes (Credly) or expires (Accredible) the badge. A badge that already is so, is success (S16). */
  revoke(award: Award & { readonly externalId: string }, signal: AbortSignal): Promise<RevokeOutcome>;
  /** One page of the account's templates, from page 1 (S24). */
  listTemplates(account: string, page: number, signal: AbortSignal): Promise<TemplatePageOutcome>;
  /**
   * Asks the account for its templates by one harmless call: proves address and key, and changes nothing.
   *
   * @param key another key than the account's, to be tried before it is kept
   */
  check(account: string, signal: AbortSignal, key?: string): Promise<CheckOutcome>;
  /** What the account calls itself there; null when that can't be found out. */
  accountName(account: string, signal: AbortSignal, key?: string): Promise<string | null>;
}

/** A badge as the provider shows it. */
export interface ExternalBadge {
  readonly externalId: string;
  readonly state: ExternalState;
  /** Public page of the badge, when the provider tells one. */
  readonly url: string | null;
}

export type IssueOutcome =
  | { readonly kind: 'issued'; readonly badge: ExternalBadge }
  /** The provider says that the recipient has this badge already: find and adopt it. */
  | { readonly kind: 'exists'; readonly failure: Failure }
  | IncompleteOutcome;

export type FindOutcome =
  | { readonly kind: 'found'; readonly badge: ExternalBadge }
  | { readonly kind: 'absent' }
  /** Nothing of this award is there, but something that looks like it and isn't the learner's; the failure says what to do. */
  | { readonly kind: 'taken'; readonly failure: Failure }
  | IncompleteOutcome;

/** With a badge when it exists outside and yet doesn't do (Accredible creates without publishing when credits are out). */
export interface IncompleteOutcome {
  readonly kind: 'failed';
  readonly failure: Failure;
  readonly badge?: ExternalBadge;
}

export type RevokeOutcome =
  | { readonly kind: 'revoked'; readonly state: 'revoked' | 'expired' }
  /** It was deleted there: account and template can be read with the same key, and the badge is gone. */
  | { readonly kind: 'deleted'; readonly state: 'revoked' | 'expired' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** A template as the provider lists it. */
export interface ExternalTemplate {
  readonly externalTemplate: string;
  readonly name: string;
  readonly description: string;
  readonly imageUrl: string | null;
  /** Only an active one can issue. */
  readonly state: Exclude<OutsideState, 'absent'>;
}

export type TemplatePageOutcome =
  | { readonly kind: 'page'; readonly templates: readonly ExternalTemplate[]; readonly nextPage: number | null }
  | { readonly kind: 'failed'; readonly failure: Failure };

export type CheckOutcome =
  /** With the number of templates that the account has. */
  { readonly kind: 'answers'; readonly templates: number } | { readonly kind: 'failed'; readonly failure: Failure };
