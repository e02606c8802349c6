import type { Logger } from 'pino';
import type { LaurelError } from '../../errors.ts';
import { Outage } from '../outage.ts';

interface Refusal {
  readonly outage: Outage;
  /** When to try again, by the steady clock. */
  dueAt: number;
}

/** What brokers refuse of single topics: it is told, and tried again now and then, while everything else goes on. */
export class Refusals {
  readonly #pauseMs: number;
  readonly #logger: Logger;
  readonly #refused = new Map<string, Refusal>();

  /** @param pauseMs how long to wait with the second try; longer and longer after that */
  constructor(pauseMs: number, logger: Logger) {
    this.#pauseMs = pauseMs;
    this.#logger = logger;
  }

  /** What was refused last of one of the topics; null: nothing is. */
  get trouble(): string | null {
    return [...this.#refused.values()].map(({ outage }) => outage.trouble).find((told) => told !== null) ?? null;
  }

  has(topic: string): boolean {
    return this.#refused.has(topic);
  }

  /** Whether to try now. */
  isDue(topic: string): boolean {
    return performance.now() >= (this.#refused.get(topic)?.dueAt ?? 0);
  }

  /** @returns how often in a row it was refused by now */
  refused(topic: string, lack: LaurelError): number {
    const outage = this.#refused.get(topic)?.outage ?? new Outage(`kafka ${topic}`, this.#pauseMs, this.#logger);
    const pauseMs = outage.failed(lack.details.join(' '), 'refused');
    this.#refused.set(topic, { outage, dueAt: performance.now() + pauseMs });
    return outage.failures;
  }

  granted(topic: string): void {
    this.#refused.get(topic)?.outage.succeeded();
    this.#refused.delete(topic);
  }
}
