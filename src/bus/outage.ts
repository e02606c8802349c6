import type { Logger } from 'pino';

const longestPauseMs = 30_000;

/**
 * Counts the failures in a row of one thing that talks to the bus, logs the first of them and the recovery, and says how
 * long to pause: doubling from `basePauseMs` to half a minute, less a random part, so that many consumers don't come back
 * in step.
 */
export class Outage {
  readonly #subject: string;
  readonly #basePauseMs: number;
  readonly #logger: Logger;
  #failures = 0;
  #since = 0;

  constructor(subject: string, basePauseMs: number, logger: Logger) {
    this.#subject = subject;
    this.#basePauseMs = basePauseMs;
    this.#logger = logger;
  }

  get healthy(): boolean {
    return this.#failures === 0;
  }

  /** Failures since the last success. */
  get failures(): number {
    return this.#failures;
  }

  /**
   * @param cause what went wrong, in words fit for the log
   * @returns the pause before the next try, in milliseconds
   */
  failed(cause: string): number {
    this.#failures += 1;
    if (this.#failures === 1) {
      this.#since = Date.now();
      this.#logger.error({ bus: this.#subject, cause }, 'the event bus does not answer');
    }
    const longest = Math.max(longestPauseMs, this.#basePauseMs);
    const pause = Math.min(longest, this.#basePauseMs * 2 ** Math.min(this.#failures - 1, 30));
    return pause * (0.5 + Math.random() / 2);
  }

  succeeded(): void {
    if (this.#failures === 0) return;
    const seconds = Math.round((Date.now() - this.#since) / 1000);
    this.#logger.info({ bus: this.#subject, failures: this.#failures, seconds }, 'the event bus answers again');
    this.#failures = 0;
  }
}
