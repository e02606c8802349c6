import { failpoint } from '../../failpoints.ts';
import type { RetiredSettings, RetrySettings } from '../../settings.ts';
import type { Claim } from '../../store/delivery/delivery.ts';
import type { Settlement } from '../../store/delivery/settlement.ts';
import { wasNotBegun, withoutPersonalData } from '../http/failure.ts';
import type { ExternalBadge, Provider } from '../provider.ts';
import type { ExternalState, Failure } from '../../store/delivery/external.ts';
import { isRetired } from './retired.ts';
import { nextAttempt } from './retry-policy.ts';

/** How one attempt ended, before it is written down. */
export type AttemptOutcome =
  | { readonly kind: 'issued'; readonly badge: ExternalBadge }
  /** The badge was there already: from an attempt whose answer was lost, or from before Laurel. */
  | { readonly kind: 'adopted'; readonly badge: ExternalBadge }
  | { readonly kind: 'revoked'; readonly state: ExternalState; readonly badge: ExternalBadge | null }
  /** It was deleted outside, so there is nothing to revoke. */
  | { readonly kind: 'deleted'; readonly state: ExternalState }
  /** Nothing was outside, so nothing had to be revoked (S16). */
  | { readonly kind: 'cancelled' }
  /** The learner is retired: it is not issued. */
  | { readonly kind: 'retired' }
  | {
      readonly kind: 'failed';
      readonly failure: Failure;
      /** Whether a badge may be outside without our knowing its id, or in a way that must be looked at again. */
      readonly uncertain: boolean;
      readonly badge: ExternalBadge | null;
    }
  /** Called off before anything was sent that could have had an effect. */
  | { readonly kind: 'not_begun' };

/** What is written down: everything that was begun. */
export type RecordedOutcome = Exclude<AttemptOutcome, { kind: 'not_begun' }>;

/**
 * Makes one attempt to bring a badge outside, or to take it back.
 *
 * An issue of which an earlier attempt may have succeeded is looked for before it is repeated; so is one that the
 * provider refuses because the badge exists. A revocation needs the badge's id outside: known, or found, or there is
 * nothing to revoke (S16, S21). Nothing is issued to a retired identity.
 */
export async function attemptDelivery(
  provider: Provider,
  claim: Claim,
  retired: RetiredSettings,
  signal: AbortSignal,
): Promise<AttemptOutcome> {
  const outcome =
    claim.due === 'issue' ? await issue(provider, claim, retired, signal) : await revoke(provider, claim, signal);
  if (outcome.kind !== 'failed' || outcome.failure.kind !== 'retryable') return outcome;
  return signal.aborted || wasNotBegun(outcome.failure) ? { kind: 'not_begun' } : outcome;
}

async function issue(
  provider: Provider,
  claim: Claim,
  retired: RetiredSettings,
  signal: AbortSignal,
): Promise<AttemptOutcome> {
  // An id that is known although the badge is not issued is of one that was made and doesn't do yet.
  let incompleteId = claim.externalId;
  if (claim.uncertain) {
    const found = await provider.find(claim.award, signal);
    failpoint('deliver.looked');
    if (found.kind === 'found') return { kind: 'adopted', badge: found.badge };
    if (found.kind === 'failed') {
      if (found.badge === undefined) return failed(found.failure, true);
      incompleteId = found.badge.externalId;
    }
  }
  if (isRetired(claim.award, retired)) return { kind: 'retired' };
  const award = incompleteId === null ? claim.award : { ...claim.award, incompleteId };
  const issued = await provider.issue(award, signal);
  switch (issued.kind) {
    case 'issued':
      return issued;
    case 'failed':
      return failed(issued.failure, issued.failure.kind === 'unknown' || issued.badge !== undefined, issued.badge);
    case 'exists': {
      const found = await provider.find(claim.award, signal);
      if (found.kind === 'found') return { kind: 'adopted', badge: found.badge };
      if (found.kind === 'failed') return failed(found.failure, true, found.badge);
      // Refused because of somebody else's badge: nothing of this award is outside.
      if (found.kind === 'taken') return failed(found.failure, false);
      return failed(issued.failure, true);
    }
  }
}

async function revoke(provider: Provider, claim: Claim, signal: AbortSignal): Promise<AttemptOutcome> {
  let badge: ExternalBadge | null = null;
  let { externalId } = claim;
  if (externalId === null) {
    if (!claim.uncertain) return { kind: 'cancelled' };
    const found = await provider.find(claim.award, signal);
    if (found.kind === 'absent' || found.kind === 'taken') return { kind: 'cancelled' };
    // One that exists and doesn't do (not published) is taken back all the same.
    if (found.kind === 'failed') {
      if (found.badge === undefined) return failed(found.failure, true);
      badge = found.badge;
    } else {
      badge = found.badge;
    }
    externalId = badge.externalId;
    if (badge.state === 'revoked' || badge.state === 'expired') return { kind: 'revoked', state: badge.state, badge };
  }
  const revoked = await provider.revoke({ ...claim.award, externalId }, signal);
  if (revoked.kind === 'revoked') return { kind: 'revoked', state: revoked.state, badge };
  if (revoked.kind === 'deleted') return revoked;
  return failed(revoked.failure, false, badge ?? undefined);
}

function failed(failure: Failure, uncertain: boolean, badge?: ExternalBadge): AttemptOutcome {
  return { kind: 'failed', failure, uncertain, badge: badge ?? null };
}

/** Whether the account was asked at all: a cancelled badge, or one that can't be sent, needed no call. */
export function tellsOfAccount(outcome: AttemptOutcome): outcome is RecordedOutcome {
  if (outcome.kind === 'failed') return outcome.failure.account || outcome.failure.status !== null;
  return outcome.kind !== 'not_begun' && outcome.kind !== 'cancelled' && outcome.kind !== 'retired';
}

/** What the provider's other environment says of a key tells nothing of the account where new badges go. */
export function withoutAccount(outcome: AttemptOutcome): AttemptOutcome {
  return outcome.kind === 'failed' ? { ...outcome, failure: { ...outcome.failure, account: false } } : outcome;
}

/**
 * What is written down for an outcome.
 *
 * @param random in [0, 1), for the back-off
 */
export function settlementOf(
  claim: Claim,
  outcome: RecordedOutcome,
  random: number,
  settings: RetrySettings,
): Settlement {
  const done = { retryInMs: null, uncertain: false, failures: 0, failure: null, closed: null } as const;
  switch (outcome.kind) {
    case 'issued':
    case 'adopted': {
      const { externalId, state, url } = outcome.badge;
      const history = { kind: outcome.kind, details: { externalId, state, attempt: claim.attempt } };
      return { ...done, state, externalId, externalUrl: url, history };
    }
    case 'revoked': {
      const { state, badge } = outcome;
      const details = { externalId: badge?.externalId ?? claim.externalId, state, attempt: claim.attempt };
      const history = { kind: 'revoked_outside', details } as const;
      return { ...done, state, externalId: badge?.externalId ?? null, externalUrl: badge?.url ?? null, history };
    }
    case 'deleted': {
      const { state } = outcome;
      const details = { externalId: claim.externalId, state, attempt: claim.attempt };
      const history = { kind: 'deleted_outside', details } as const;
      return { ...done, state, externalId: null, externalUrl: null, closed: 'deleted', history };
    }
    case 'retired': {
      const history = { kind: 'cancelled', details: { attempt: claim.attempt, because: 'retired' } } as const;
      return { ...done, state: 'created', externalId: null, externalUrl: null, closed: 'retired', history };
    }
    case 'cancelled': {
      const history = { kind: 'cancelled', details: { attempt: claim.attempt } } as const;
      return { ...done, state: 'created', externalId: null, externalUrl: null, history };
    }
    case 'failed': {
      const failure = withoutPersonalData(outcome.failure, claim.award);
      const failures = claim.failures + 1;
      const retryInMs = nextAttempt(failure, failures, random, settings);
      const { kind, status } = failure;
      const details = { due: claim.due, failure: kind, status, attempt: claim.attempt, retryInMs };
      return {
        state: stateAfter(failure),
        externalId: outcome.badge?.externalId ?? null,
        externalUrl: outcome.badge?.url ?? null,
        retryInMs,
        uncertain: outcome.uncertain,
        failures,
        failure,
        closed: null,
        history: { kind: 'delivery_failed', details },
      };
    }
  }
}

/** `no_response` when no usable answer came to a call that may have had its effect; a 503 is an answer. */
function stateAfter({ kind, status }: Failure): ExternalState {
  return kind === 'unknown' && (status === null || status < 400) ? 'no_response' : 'error';
}
