import { setTimeout as pause } from 'node:timers/promises';
import type { RawMessage } from '../../events/message.ts';
import { Outage } from '../outage.ts';
import { describeFailure } from './failures.ts';
import type { DefaultHeader } from './headers.ts';
import type { GroupReaderParts } from './reading-parts.ts';
import type { Arrival } from './records.ts';
import { attachSchemas } from './writer-schemas.ts';

/** What is done with messages before they are handed out: they get the schemas that they were written with. */
export class Preparation {
  readonly #parts: GroupReaderParts;
  readonly #closing: AbortSignal;
  readonly #outage: Outage;
  readonly #told = new Set<DefaultHeader>();

  /** @param closing ends whatever waits */
  constructor(parts: GroupReaderParts, closing: AbortSignal) {
    const { settings, topics, logger } = parts;
    this.#parts = parts;
    this.#closing = closing;
    this.#outage = new Outage(`schema registry for kafka ${topics.join(', ')}`, settings.pollFailureSleepMs, logger);
  }

  get trouble(): string | null {
    return this.#outage.trouble;
  }

  /**
   * Asks the registry for the schemas of what has arrived, however long it is away: nothing is parked for that.
   *
   * @param isWanted whether a message is still this process's to read
   * @returns false when it was given up
   */
  async prepare({ messages }: Arrival, isWanted: (message: RawMessage) => boolean): Promise<boolean> {
    const [first] = messages;
    const areWanted = (): boolean => first !== undefined && isWanted(first);
    while (!this.#closing.aborted && areWanted()) {
      try {
        await attachSchemas(this.#parts.schemas, messages, ({ schemaId }) => schemaId);
        this.#outage.succeeded();
        return true;
      } catch (error) {
        const pauseMs = this.#outage.failed(describeFailure(error));
        this.#parts.onLook();
        await pause(pauseMs, undefined, { signal: this.#closing }).catch(() => {});
      }
    }
    return false;
  }

  /** Says what was filled in; once for each, for a sender that leaves something out leaves it out of every message. */
  tellDefault(name: DefaultHeader): void {
    if (this.#told.has(name)) return;
    this.#told.add(name);
    this.#parts.logger.warn(
      { group: this.#parts.group, header: `ce_${name}` },
      name === 'time'
        ? 'a message has no event time; using the time at which it was sent'
        : 'a message does not name the source of its event; using "unknown"',
    );
  }
}
