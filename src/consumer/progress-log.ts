import type { Logger } from 'pino';
import { Tally } from './report.ts';
import type { BatchReport } from './report.ts';

const EVERY_MS = 60_000;

/** Tells now and then what became of the messages since the last time: one line a minute, and one at the end. */
export class ProgressLog {
  readonly #logger: Logger;
  #tally = new Tally();
  #nextAt = performance.now() + EVERY_MS;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  add(report: BatchReport): void {
    this.#tally.add(report);
    if (performance.now() >= this.#nextAt) this.tell();
  }

  tell(): void {
    const { total, applied, noEffect, ignored, parked, changes } = this.#tally;
    this.#tally = new Tally();
    this.#nextAt = performance.now() + EVERY_MS;
    if (total === 0) return;
    const counts = (map: ReadonlyMap<string, number>): object => Object.fromEntries(map);
    this.#logger.info(
      { events: total, applied, noEffect, ignored: counts(ignored), parked: counts(parked), changes: counts(changes) },
      'events processed',
    );
  }
}
