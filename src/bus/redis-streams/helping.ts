import { BATCH_BYTES, bytesOf } from '../../events/message.ts';
import type { RawMessage } from '../../events/message.ts';

/** So many messages are asked for at once before their size is known. */
const FIRST = 8;
/** So many at most while nothing is known of what came lately ... */
const MOST_UNSEEN = 128;
/** ... and at most at all: small messages are read a third slower in helpings of 128, for each is a round trip. */
const MOST = 1_000;
/** So long it is taken for known how large the newest message is. */
const KNOWN_FOR_MS = 100;

/** What a helping brought. */
export interface Helped {
  /** How many it looked at, of which some may be no messages any more. */
  readonly found: number;
  readonly messages: readonly RawMessage[];
  /** Bytes of the newest message that waits, seen just before; undefined where nobody looks at it. */
  readonly newestBytes?: number | undefined;
}

/**
 * How many messages to ask for at once. Redis bounds an answer by their number only, so a batch is read in helpings whose
 * number follows from the sizes seen: few of large ones, many of small ones, and never so many that large ones which come
 * after small ones fill the memory.
 */
export class Helping {
  #next = FIRST;
  /** What the newest message allows, and until when that is known. */
  #most = MOST_UNSEEN;
  #knownUntil = 0;

  /**
   * Reads helpings until one is not full, or the batch is.
   *
   * @param limit messages of the batch at most
   * @param ask gives at most so many messages; called again while more may be there
   */
  async fill(
    limit: number,
    ask: (count: number, isFirst: boolean) => Promise<Helped>,
  ): Promise<{ messages: RawMessage[]; mayHaveMore: boolean }> {
    const messages: RawMessage[] = [];
    let bytes = 0;
    for (;;) {
      const most = performance.now() < this.#knownUntil ? this.#most : MOST_UNSEEN;
      const count = Math.min(this.#next, most, limit - messages.length);
      let helping;
      try {
        helping = await ask(count, messages.length === 0);
      } catch (error) {
        // What has come is ours to process; the failure will come again.
        if (messages.length > 0) return { messages, mayHaveMore: true };
        throw error;
      }
      const size = helping.messages.reduce((sum, message) => sum + bytesOf(message), 0);
      messages.push(...helping.messages);
      bytes += size;
      this.#learn(helping.messages.length, size);
      this.#note(helping.newestBytes);
      if (helping.found < count) return { messages, mayHaveMore: false };
      if (messages.length >= limit || bytes >= BATCH_BYTES) return { messages, mayHaveMore: true };
    }
  }

  #note(newestBytes: number | undefined): void {
    if (newestBytes === undefined) return;
    this.#most = clamp(Math.floor(BATCH_BYTES / Math.max(1, newestBytes)));
    this.#knownUntil = performance.now() + KNOWN_FOR_MS;
  }

  /** Grows step by step, and shrinks at once. */
  #learn(count: number, bytes: number): void {
    if (count === 0) return;
    const fitting = Math.floor((BATCH_BYTES * count) / Math.max(1, bytes));
    this.#next = clamp(Math.min(fitting, this.#next * 4));
  }
}

function clamp(count: number): number {
  return Math.max(1, Math.min(count, MOST));
}
