import type { Logger } from 'pino';
import { errorCode } from '../errors.ts';
import type { Database } from '../store/database/database.ts';
import { storeEventTypesSeen, watchEventTypes } from '../store/engine/event-types-seen.ts';

const EVERY_MS = 60_000;

/**
 * Tells the store which event types come, at most once a minute for each: that a type never comes is known so, and costs
 * no write per event. Processing never waits for it; what can't be stored now is stored with a later batch.
 */
export class SeenTypes {
  readonly #database: Database;
  readonly #logger: Logger;
  readonly #watched: readonly string[];
  readonly #nextAt = new Map<string, number>();
  /** What is to be stored. */
  readonly #due = new Set<string>();
  #watching = false;
  #storing: Promise<void> | null = null;

  /** @param watched the configured types */
  constructor(database: Database, watched: readonly string[], logger: Logger) {
    this.#database = database;
    this.#watched = watched;
    this.#logger = logger;
  }

  /** Takes in which types have come just now; at the start, none. */
  note(types: ReadonlySet<string>): void {
    const now = performance.now();
    for (const type of types) if (now >= (this.#nextAt.get(type) ?? 0)) this.#due.add(type);
    if (this.#storing !== null || (this.#watching && this.#due.size === 0)) return;
    this.#storing = this.#store().finally(() => {
      this.#storing = null;
    });
  }

  /** Resolves when nothing is being stored. */
  async close(): Promise<void> {
    await this.#storing;
  }

  async #store(): Promise<void> {
    try {
      if (!this.#watching) await watchEventTypes(this.#database, this.#watched);
      this.#watching = true;
      while (this.#due.size > 0) {
        const types = [...this.#due];
        await storeEventTypesSeen(this.#database, types);
        for (const type of types) {
          this.#due.delete(type);
          this.#nextAt.set(type, performance.now() + EVERY_MS);
        }
      }
    } catch (error) {
      this.#logger.debug({ code: errorCode(error) }, 'the event types seen were not stored; retrying later');
    }
  }
}
