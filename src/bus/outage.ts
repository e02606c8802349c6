import type { Logger } from 'pino';

const longestPauseMs = 30_000;

/** What a failure is: no answer, or the answer that something is not allowed or not there, which waiting won't change. */
export type FailureKind = 'unanswered' | 'refused';

const messages: Readonly<Record<FailureKind, string>> = {
  unanswered: 'the event bus is not responding',
  refused: 'the event bus denies a permission that Laurel needs',
};

/**
 * Counts the failures in a row of one thing that talks to the bus, logs them once and the recovery, and says how long to
 * pause: doubling from `basePauseMs` to half a minute, less a random part, so that many consumers don't come back in step.
 *
 * A single failure that the next try heals is no outage: connections are cut by proxies and failovers every day.
 */
export class Outage {
  readonly #subject: string;
  readonly #basePauseMs: number;
  readonly #logger: Logger;
  #failures = 0;
  #cause: string | null = null;
  #since = 0;
  #told: FailureKind | null = null;

  constructor(subject: string, basePauseMs: number, logger: Logger) {
    this.#subject = subject;
    this.#basePauseMs = basePauseMs;
    this.#logger = logger;
  }

  get healthy(): boolean {
    return this.#failures === 0;
  }

  /** What went wrong last; null when nothing has since the last success. */
  get trouble(): string | null {
    return this.#cause;
  }

  /** Failures since the last success. */
  get failures(): number {
    return this.#failures;
  }

  /**
   * @param cause what went wrong, in words fit for the log
   * @returns the pause before the next try, in milliseconds
   */
  failed(cause: string, kind: FailureKind = 'unanswered'): number {
    this.#failures += 1;
    this.#cause = cause;
    if (this.#failures === 1) this.#since = performance.now();
    if (this.#told !== kind && (kind === 'refused' || this.#failures > 1)) {
      this.#told = kind;
      this.#logger.error({ bus: this.#subject, cause }, messages[kind]);
    }
    const longest = Math.max(longestPauseMs, this.#basePauseMs);
    const pause = Math.min(longest, this.#basePauseMs * 2 ** Math.min(this.#failures - 1, 30));
    return pause * (0.5 + Math.random() / 2);
  }

  succeeded(): void {
    if (this.#failures === 0) return;
    const seconds = Math.round((performance.now() - this.#since) / 1000);
    if (this.#told === null)
      this.#logger.info({ bus: this.#subject }, 'lost the connection to the event bus, reconnecting');
    else
      this.#logger.info({ bus: this.#subject, failures: this.#failures, seconds }, 'the event bus is responding again');
    this.#failures = 0;
    this.#cause = null;
    this.#told = null;
  }
}
