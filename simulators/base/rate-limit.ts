/** At most so many requests of one client in one period. */
export interface RateLimit {
  readonly requests: number;
  readonly seconds: number;
  /** Send Retry-After with the 429; absent: no header. */
  readonly retryAfter?: boolean;
}

/** Counts requests in fixed periods of the simulated clock. */
export class RateLimiter {
  readonly #limit: RateLimit;
  readonly #periods = new Map<string, { started: number; count: number }>();

  constructor(limit: RateLimit) {
    this.#limit = limit;
  }

  /** @returns null when the request may pass, else the milliseconds until the next period */
  take(client: string, now: number): number | null {
    const length = this.#limit.seconds * 1000;
    const current = this.#periods.get(client);
    const period = current && now < current.started + length ? current : { started: now, count: 0 };
    this.#periods.set(client, period);
    period.count += 1;
    return period.count <= this.#limit.requests ? null : period.started + length - now;
  }

  /** Headers of the 429. */
  headers(waitMs: number): Record<string, string> {
    return this.#limit.retryAfter ? { 'retry-after': String(Math.ceil(waitMs / 1000)) } : {};
  }
}
