import type { Logger } from 'pino';
import { sum } from '../consumer/report.ts';
import type { BatchReport } from '../consumer/report.ts';
import { errorCode } from '../errors.ts';
import type { Delivery } from '../issuing/delivery/counters.ts';
import { addActivity, tidyActivity } from '../store/lists/activity.ts';
import type { ActivityCount, ActivityMetric } from '../store/lists/activity.ts';
import type { Database } from '../store/database/database.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** What could not be written for so long is given up. */
const KEPT_MS = 24 * HOUR_MS;
/** How long the last counts may take to be written at a stop. */
const STOP_WAIT_MS = 700;

export interface ActivityOptions {
  readonly database: Database;
  readonly logger: Logger;
  /** How often the counts are written; 5 seconds unless told. */
  readonly everyMs?: number;
  /** The time in milliseconds since 1970; Date.now unless a test wants to know. */
  readonly now?: () => number;
}

/**
 * Counts what happens in this process, for the charts, and adds it to the counts of all processes every few seconds. The
 * work itself is never held up by it: counting is memory only, and while the database is away the counts wait here. A
 * process that is killed takes its last seconds with it.
 */
export class ActivityLog {
  readonly #options: ActivityOptions;
  readonly #now: () => number;
  /** By minute and metric. */
  #counts = new Map<number, Map<ActivityMetric, number>>();
  #writing: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #failing = false;
  #nextTidyAt = 0;

  constructor(options: ActivityOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** Counts the verdicts of a batch. */
  countBatch({ applied, noEffect, ignored, parked, changes }: BatchReport): void {
    this.#count('events_applied', applied);
    this.#count('events_no_effect', noEffect);
    this.#count('events_ignored', sum(ignored));
    this.#count('events_parked', sum(parked));
    for (const kind of ['awarded', 'revoked', 'withheld'] as const) this.#count(kind, changes.get(kind) ?? 0);
  }

  /** Counts an attempt to bring a badge outside or to take it back; one that was cancelled needed none. */
  countDelivery({ result }: Delivery): void {
    if (result === 'retry' || result === 'failed') this.#count('delivery_failed', 1);
    else if (result !== 'cancelled') this.#count('delivered', 1);
  }

  /** Counts what somebody has done by hand. */
  countByHand(what: 'awarded' | 'revoked'): void {
    this.#count(what, 1);
  }

  /** Writes what was counted, now and then, until {@link stop}. */
  start(): void {
    this.#timer ??= setInterval(() => void this.flush(), this.#options.everyMs ?? 5_000).unref();
  }

  /** Writes the last counts, if that is possible at once. */
  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    const late = new Promise<void>((resolve) => setTimeout(resolve, STOP_WAIT_MS).unref());
    // Those that are on their way when the stop comes, and then those that came meanwhile.
    await Promise.race([this.flush().then(() => this.flush()), late]);
  }

  /** Writes what was counted until now. Never fails: what can't be written is kept for the next time. */
  flush(): Promise<void> {
    this.#writing ??= this.#write().finally(() => {
      this.#writing = null;
    });
    return this.#writing;
  }

  async #write(): Promise<void> {
    const { database, logger } = this.#options;
    const now = this.#now();
    const counts = this.#counts;
    this.#counts = new Map();
    try {
      if (counts.size > 0) await addActivity(database, listed(counts));
      counts.clear();
      if (now >= this.#nextTidyAt) await tidyActivity(database, now);
      this.#nextTidyAt = Math.max(this.#nextTidyAt, now + HOUR_MS);
      this.#failing = false;
    } catch (error) {
      for (const [minute, metrics] of counts) {
        if (minute < now - KEPT_MS) continue;
        for (const [metric, count] of metrics) this.#add(minute, metric, count);
      }
      if (!this.#failing) logger.warn({ code: errorCode(error) }, 'data for the charts waits for the database');
      this.#failing = true;
    }
  }

  #count(metric: ActivityMetric, count: number): void {
    if (count > 0) this.#add(Math.floor(this.#now() / MINUTE_MS) * MINUTE_MS, metric, count);
  }

  #add(minute: number, metric: ActivityMetric, count: number): void {
    let metrics = this.#counts.get(minute);
    if (metrics === undefined) this.#counts.set(minute, (metrics = new Map()));
    metrics.set(metric, (metrics.get(metric) ?? 0) + count);
  }
}

function listed(counts: ReadonlyMap<number, ReadonlyMap<ActivityMetric, number>>): ActivityCount[] {
  return [...counts].flatMap(([minute, metrics]) => [...metrics].map(([metric, count]) => ({ minute, metric, count })));
}
