/** How a simulator tells the time. `real` follows the wall clock; a start makes the time deterministic. */
export type ClockOptions =
  | 'real'
  | {
      /** ISO-8601 time at which the simulator starts. */
      readonly start: string;
      /** Simulated milliseconds per real millisecond; 0 (the default) moves only by requests and by control. */
      readonly rate?: number;
    };

/**
 * The simulator's own time. It can be moved forward by control, whatever drives it, so that expiry and webhook retries
 * need no waiting. With rate 0 every request moves it by one millisecond, so that what is made has an order.
 */
export class Clock {
  readonly rate: number;
  #base: number;
  readonly #startedAt = performance.now();

  constructor(options: ClockOptions) {
    this.rate = options === 'real' ? 1 : (options.rate ?? 0);
    this.#base = options === 'real' ? Date.now() : Date.parse(options.start);
    if (Number.isNaN(this.#base)) throw new RangeError('clock.start must be an ISO-8601 time');
  }

  /** Milliseconds since the Unix epoch. */
  now(): number {
    return Math.floor(this.#base + this.rate * (performance.now() - this.#startedAt));
  }

  /** The time as providers print it: UTC, ISO-8601, milliseconds. */
  iso(): string {
    return new Date(this.now()).toISOString();
  }

  /** One request's worth of time; nothing when the clock runs by itself. */
  tick(): void {
    if (this.rate === 0) this.#base += 1;
  }

  /** Moves to a time; never backwards. */
  advanceTo(time: number): void {
    this.#base += Math.max(0, time - this.now());
  }
}
