import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Origin } from '../../rules/template.ts';
import { errorCode } from '../../errors.ts';
import { failpoint } from '../../failpoints.ts';
import { claimDue, dueAccounts } from '../../store/delivery/delivery.ts';
import type { Claim, DueAccount } from '../../store/delivery/delivery.ts';
import { release } from '../../store/delivery/settlement.ts';
import { classifyDatabaseFailure } from '../../store/database/failures.ts';
import { changeAccountHealth, returnProbe, takeProbe } from '../../store/delivery/provider-accounts.ts';
import { noPulse } from '../../pulse.ts';
import { inSpan } from '../../telemetry/in-span.ts';
import { noTracing } from '../../telemetry/tracing.ts';
import type { Span } from '../../telemetry/tracing.ts';
import { afterAnswer, afterFailure } from './account-health.ts';
import { noteFinding } from './account-finding.ts';
import { attemptDelivery, settlementOf, tellsOfAccount, withoutAccount } from './attempt.ts';
import type { AttemptOutcome, RecordedOutcome } from './attempt.ts';
import { Bell } from './bell.ts';
import { count, deliveryOf, newCounters } from './counters.ts';
import type { CountersByOrigin } from './counters.ts';
import type { DeliveryOptions } from './delivery-options.ts';
import { noteOutcome, spanOfDelivery } from './delivery-span.ts';
import { Lease, startStopwatch } from './lease.ts';
import type { Provider } from '../provider.ts';
import type { Failure, ProviderEnvironment } from '../../store/delivery/external.ts';
import { rememberEnvironments } from '../../store/delivery/site-facts.ts';
import { accountKey } from '../http/rate-limit.ts';
import { databasePause, within } from './pauses.ts';
import { createSettle } from './settle.ts';
import type { Settle } from './settle.ts';

/** What is known of an attempt besides its claim. */
interface Begun {
  readonly due: DueAccount;
  readonly elapsed: () => number;
  readonly span: Span;
}

/** How long what came of the calls that were cut off may take to be written down. */
const stopSettleMs = 1_500;
/** Badges that Laurel holds itself need no call, only the database: one look serves many. */
const ownBadges = { capacity: 64, refillAt: 32 };

/**
 * Brings badges outside: claims what is due, calls the provider, writes down what happened. Any number of workers can
 * run at once, in one process or in many.
 *
 * Every account has lanes of its own (`concurrency` calls at a time), its own rate limit and its own circuit breaker, which
 * hold for all workers together, so that a slow, failing or misconfigured account takes nothing from the others (S23). What
 * the worker must not forget lies in the database; it may be killed at any moment (S21).
 */
export class DeliveryWorker {
  readonly counters: CountersByOrigin = newCounters();
  readonly #options: DeliveryOptions;
  readonly #random: () => number;
  readonly #worker = randomUUID();
  readonly #bell = new Bell();
  readonly #stopping = new AbortController();
  /** Cuts off the calls in flight. */
  readonly #cut = new AbortController();
  readonly #inFlight = new Map<string, Set<Promise<void>>>();
  readonly #settle: Settle;
  #idleWaiters: (() => void)[] = [];
  #running: Promise<void> | null = null;
  #stopped: Promise<void> | null = null;

  constructor(options: DeliveryOptions) {
    this.#options = options;
    this.#random = options.random ?? Math.random;
    this.#settle = createSettle(options.database, ownBadges.capacity);
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Looks for due work now instead of at the next poll. */
  wake(): void {
    this.#bell.ring();
  }

  /** Resolves when nothing is due now and nothing is in flight here, or when stopped. Retries due later don't count. */
  whenIdle(): Promise<void> {
    return new Promise((resolve) => {
      this.#idleWaiters.push(resolve);
      this.wake();
    });
  }

  /**
   * Claims nothing more, lets calls in flight end for a while, then cuts them off: such a badge counts as uncertain, and
   * whoever takes it next asks the provider first. Takes less than 8 seconds.
   */
  stop(): Promise<void> {
    return (this.#stopped ??= this.#stop());
  }

  async #stop(): Promise<void> {
    this.#stopping.abort();
    this.wake();
    // The loop first: a look that is under way may still claim.
    const ended = Promise.resolve(this.#running).then(() => Promise.allSettled(this.#everythingInFlight()));
    await within(this.#options.stopGraceMs ?? 6_000, ended);
    this.#cut.abort();
    await within(stopSettleMs, ended);
    for (const resolve of this.#idleWaiters.splice(0)) resolve();
  }

  async #run(): Promise<void> {
    const { settings, logger, pulse = noPulse } = this.#options;
    let failures = 0;
    let remembered = false;
    while (!this.#stopping.signal.aborted) {
      const waiters = this.#idleWaiters.splice(0);
      // Asked before the look: what ends during the look may have left something due that it didn't see.
      const nothingInFlight = this.#everythingInFlight().length === 0;
      try {
        if (!remembered) remembered = await rememberEnvironments(this.#options.database, this.#options.providers);
        const claimed = await this.#claimEverywhere();
        if (failures > 0) logger.info('the database is responding again; delivery continues');
        failures = 0;
        pulse.turned();
        if (claimed === 0 && nothingInFlight) for (const resolve of waiters.splice(0)) resolve();
        this.#idleWaiters.push(...waiters);
        if (claimed === 0) await this.#bell.sleep(settings.pollMs);
      } catch (error) {
        this.#idleWaiters.push(...waiters);
        failures += 1;
        pulse.failed(error);
        if (classifyDatabaseFailure(error) !== 'away')
          logger.error({ err: error, failures }, 'could not look for due badges; delivery waits and retries');
        else if (failures === 1)
          logger.error({ code: errorCode(error) }, 'the database is not responding; delivery waits');
        await this.#pause(databasePause(failures));
      }
    }
  }

  #everythingInFlight(): Promise<void>[] {
    return [...this.#inFlight.values()].flatMap((lane) => [...lane]);
  }

  /** Fills the free lanes of every account that has due badges; returns how many badges were claimed. */
  async #claimEverywhere(): Promise<number> {
    const { database, providers, tracing = noTracing } = this.#options;
    let claimed = 0;
    for (const due of await dueAccounts(database)) {
      const provider = providers.get(due.origin);
      if (provider === undefined) throw new Error(`no provider for ${due.origin}`);
      const lane = this.#laneOf(due);
      const { capacity, refillAt } = this.#lanesFor(due.origin);
      if (lane.size > refillAt || this.#stopping.signal.aborted) continue;
      const free = capacity - lane.size;
      const elapsed = startStopwatch();
      const { environment: into } = provider;
      const claims = due.probe ? await this.#claimProbe(due, into) : await this.#claim(due, free, into);
      claimed += claims.length;
      for (const claim of claims) {
        const delivery = inSpan(tracing, spanOfDelivery(claim), (span) =>
          this.#deliver(provider, claim, { due, elapsed, span }),
        );
        const work = delivery.finally(() => {
          lane.delete(work);
          if (lane.size <= refillAt) this.wake();
        });
        lane.add(work);
      }
    }
    return claimed;
  }

  /** How many badges at once, and down to how many before the next look for more. */
  #lanesFor(origin: Origin): { capacity: number; refillAt: number } {
    const { concurrency } = this.#options.settings;
    return origin === 'openedx' ? ownBadges : { capacity: concurrency, refillAt: concurrency - 1 };
  }

  #laneOf({ origin, account }: DueAccount): Set<Promise<void>> {
    const key = accountKey(origin, account);
    const lane = this.#inFlight.get(key) ?? new Set();
    this.#inFlight.set(key, lane);
    return lane;
  }

  #claim(due: DueAccount, limit: number, environment: ProviderEnvironment): Promise<Claim[]> {
    const { leaseMs, earnerIdPrefix, concurrency } = this.#options.settings;
    const lanes = due.origin === 'openedx' ? null : concurrency;
    const options = { worker: this.#worker, leaseMs, limit, lanes, environment, earnerIdPrefix };
    return claimDue(this.#options.database, due, options);
  }

  async #claimProbe(due: DueAccount, environment: ProviderEnvironment): Promise<Claim[]> {
    const { database, settings } = this.#options;
    if (!(await takeProbe(database, due, settings.leaseMs))) return [];
    const claims = await this.#claim(due, 1, environment);
    if (claims.length === 0) await this.#leaveProbe(due);
    return claims;
  }

  async #deliver(provider: Provider, claim: Claim, { due, elapsed, span }: Begun): Promise<void> {
    const { database, logger, settings } = this.#options;
    const badge = claim.award.badgeId;
    if (claim.failures > 0 || claim.uncertain) this.counters[claim.origin].retried += 1;
    const lease = new Lease(claim, {
      database,
      leaseMs: settings.leaseMs,
      probe: due.probe,
      elapsed,
      cut: this.#cut.signal,
    });
    failpoint('deliver.claimed');
    const attempt = attemptDelivery(provider, claim, this.#options.retired, lease.signal);
    const made = await attempt.catch((error: unknown): AttemptOutcome => {
      logger.error({ err: error, badge }, 'a provider adapter threw an error; this is a bug');
      const failure: Failure = { kind: 'unknown', status: null, body: 'INTERNAL_ERROR', account: false };
      return { kind: 'failed', failure, uncertain: true, badge: null };
    });
    failpoint('deliver.called');
    lease.callsAreOver();
    const isElsewhere = claim.award.environment !== provider.environment;
    const outcome = isElsewhere ? withoutAccount(made) : made;
    noteOutcome(span, outcome);
    try {
      await this.#writeDown(claim, outcome, lease);
      failpoint('deliver.settled');
      // An attempt that we cut off ourselves says nothing about the account.
      if (!lease.signal.aborted && !isElsewhere && tellsOfAccount(outcome)) await this.#noteHealth(due, outcome);
      else await this.#leaveProbe(due);
    } catch (error) {
      const consequence = 'an attempt could not be written down; the badge is looked for when its lease has ended';
      logger.error({ err: error, badge }, consequence);
    }
  }

  async #writeDown(claim: Claim, outcome: AttemptOutcome, lease: Lease): Promise<void> {
    const { database, settings, logger, onDelivery } = this.#options;
    if (outcome.kind === 'not_begun') return this.#persist(lease, () => release(database, claim));
    const settlement = settlementOf(claim, outcome, this.#random(), settings.retry);
    if (!(await this.#persist(lease, () => this.#settle({ claim, settlement })))) {
      logger.warn({ badge: claim.award.badgeId }, 'another worker has taken over this badge');
      return;
    }
    const delivery = deliveryOf(claim, outcome, settlement.retryInMs !== null);
    count(this.counters, delivery);
    logger[delivery.result === 'failed' ? 'warn' : 'debug'](delivery, 'delivery');
    onDelivery?.(delivery);
  }

  /** Repeats a write while the database is away, as long as the lease lasts and nobody wants us to stop. */
  async #persist<T>(lease: Lease, write: () => Promise<T>): Promise<T> {
    for (let failures = 1; ; failures++) {
      try {
        return await write();
      } catch (error) {
        const pause = databasePause(failures);
        if (this.#stopping.signal.aborted || !lease.lasts(pause)) throw error;
        await this.#pause(pause);
      }
    }
  }

  /** Lets the account's circuit breaker know; most successes are no news to it. */
  async #noteHealth(due: DueAccount, outcome: RecordedOutcome): Promise<void> {
    const { database, settings, limits, logger } = this.#options;
    const failure = outcome.kind === 'failed' ? outcome.failure : null;
    const fault = failure?.account === true ? failure : null;
    await noteFinding(database, due, failure);
    if (fault === null && due.failures === 0 && !due.probe) return;
    const random = this.#random();
    const { before, health, now } = await changeAccountHealth(database, due, fault, (before, now) =>
      fault === null
        ? afterAnswer(before, due.probe)
        : afterFailure(before, fault, { probe: due.probe, now, random, settings: settings.retry }),
    );
    const account = { origin: due.origin, account: due.account, status: failure?.status ?? null };
    if (health.pausedUntil === null) {
      if (due.probe) logger.info(account, 'the account works again');
      return;
    }
    // A call that was in flight when the pause began and was answered well says nothing of it.
    if (fault === null) return;
    const pauseMs = Math.max(0, health.pausedUntil.getTime() - now.getTime());
    // Told once: the calls that were in flight beside it fail for the same reason.
    const isNews = due.probe || before.pausedUntil === null;
    logger[isNews ? 'warn' : 'debug']({ ...account, pauseMs }, 'the account is paused; its badges wait');
    limits.of(due.origin, due.account).turnAway();
  }

  async #leaveProbe(due: DueAccount): Promise<void> {
    if (due.probe) await returnProbe(this.#options.database, due);
  }

  async #pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#stopping.signal }).catch(() => {});
  }
}
