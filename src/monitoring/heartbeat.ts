import type { Logger } from 'pino';
import { errorCode } from '../errors.ts';
import type { Database } from '../store/database/database.ts';
import { forgetProcess, noteProcess, tidyProcesses } from '../store/engine/processes.ts';
import type { Vitals } from './vitals.ts';

/** Often enough that one or two that fail make nobody silent. */
const EVERY_MS = 5_000;
const TIDY_EVERY_MS = 60_000;
/** How long a stop may take. */
const STOP_WAIT_MS = 300;

export interface HeartbeatOptions {
  readonly database: Database;
  readonly vitals: Vitals;
  readonly logger: Logger;
}

/**
 * Writes down every few seconds, where other processes and commands find it, that this process runs and how it does. While
 * the database is away nobody could read it, either; a process that hangs as a whole goes silent.
 */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  #timer: NodeJS.Timeout | null = null;
  #beating: Promise<void> | null = null;
  #nextTidyAt = 0;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer ??= setInterval(() => void this.#beat(), EVERY_MS).unref();
    void this.#beat();
  }

  /** Takes this process off the list, if that is possible at once. */
  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    const { database, vitals } = this.#options;
    const late = new Promise<void>((resolve) => setTimeout(resolve, STOP_WAIT_MS).unref());
    const gone = Promise.resolve(this.#beating).then(() => forgetProcess(database, vitals.self));
    // Whoever can't say goodbye goes silent.
    await Promise.race([gone.catch(() => {}), late]);
  }

  /** One at a time, so that a database that hangs is not asked again and again. */
  #beat(): Promise<void> {
    this.#beating ??= this.#write().finally(() => {
      this.#beating = null;
    });
    return this.#beating;
  }

  async #write(): Promise<void> {
    const { database, vitals, logger } = this.#options;
    try {
      await noteProcess(database, vitals.self, vitals.duties());
      if (performance.now() < this.#nextTidyAt) return;
      this.#nextTidyAt = performance.now() + TIDY_EVERY_MS;
      await tidyProcesses(database, vitals.self);
    } catch (error) {
      logger.debug({ code: errorCode(error) }, 'the heartbeat of this process could not be stored');
    }
  }
}
