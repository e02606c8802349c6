import { origins } from '../../rules/template.ts';
import type { Origin } from '../../rules/template.ts';
import type { Claim } from '../../store/delivery/delivery.ts';
import type { RecordedOutcome } from './attempt.ts';

/** One attempt that was made and written down. */
export interface Delivery {
  readonly origin: Origin;
  readonly account: string;
  readonly badgeId: string;
  readonly learnerId: number;
  /** `retry`: failed and will be tried again; `failed`: waits for an operator. */
  readonly result: 'issued' | 'adopted' | 'revoked' | 'cancelled' | 'retry' | 'failed';
  /** HTTP status of a failure; null when there was no answer, or no failure. */
  readonly status: number | null;
}

/** What one worker has done at one provider since it started. */
export interface DeliveryCounters {
  /** Badges that are outside by its work: issued, or found there and adopted. */
  issued: number;
  revoked: number;
  /** Attempts after a failed or cut-off one. */
  retried: number;
  /** Badges that were outside already, and were adopted instead of issued again. */
  adopted: number;
  /** Failures that wait for an operator. */
  errors: number;
}

export type CountersByOrigin = Readonly<Record<Origin, DeliveryCounters>>;

export function newCounters(): CountersByOrigin {
  const zeros = { issued: 0, revoked: 0, retried: 0, adopted: 0, errors: 0 };
  return Object.fromEntries(origins.map((origin) => [origin, { ...zeros }])) as Record<Origin, DeliveryCounters>;
}

/** @param retry whether a failure will be tried again by itself */
export function deliveryOf(claim: Claim, outcome: RecordedOutcome, retry: boolean): Delivery {
  const { badgeId, account, learnerId } = claim.award;
  return {
    origin: claim.origin,
    account,
    badgeId,
    learnerId,
    result: resultOf(outcome, retry),
    status: outcome.kind === 'failed' ? outcome.failure.status : null,
  };
}

/** What was deleted outside is as good as revoked, and what is not issued to a retired learner is cancelled. */
function resultOf({ kind }: RecordedOutcome, retry: boolean): Delivery['result'] {
  if (kind === 'deleted') return 'revoked';
  if (kind === 'retired') return 'cancelled';
  return kind === 'failed' && retry ? 'retry' : kind;
}

export function count(counters: CountersByOrigin, { origin, result }: Delivery): void {
  const counter = counters[origin];
  if (result === 'issued' || result === 'adopted') counter.issued += 1;
  if (result === 'adopted') counter.adopted += 1;
  if (result === 'revoked') counter.revoked += 1;
  if (result === 'failed') counter.errors += 1;
}
