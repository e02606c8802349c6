import type { RawMessage } from '../events/message.ts';
import type { Queryable } from '../store/database/database.ts';

/**
 * The port to an event bus. One adapter per bus lies beside this file; the consumer and the outbox know only this.
 *
 * Delivery is at least once: a message that was read and not acknowledged comes again, to this process or to another
 * of the same group, while running and not only at start.
 */
export interface Subscription {
  /** For messages to people: `redis-streams dev-learning-badges-lifecycle`. Holds no secret. */
  readonly name: string;
  /**
   * Waits for messages and returns them in order, at most `limit`. Returns an empty list after the poll time-out, or
   * when the signal is aborted. While the bus is away it waits with back-off, says so through the logger and through
   * {@link healthy}, and throws only when the settings put a limit to the failures in a row (BUS_UNAVAILABLE).
   *
   * @param onLook called each time that it has looked for messages, found any or not, or failed
   */
  read(limit: number, signal: AbortSignal, onLook?: () => void): Promise<readonly RawMessage[]>;
  /** Marks messages as done. Throws when the bus is away; the messages then come again. */
  acknowledge(messages: readonly RawMessage[]): Promise<void>;
  /** Of a bus that keeps a position for each sequence of messages, instead of the messages that are not done. */
  readonly positions?: Positions;
  /** False from a failed call until the next one that succeeds. */
  readonly healthy: boolean;
  /** What failed while it is not healthy, for operators and without secrets; null while it is. */
  readonly trouble: string | null;
  close(): Promise<void>;
}

/**
 * How far a bus is read, kept together with what was read: in the transaction that has the effects of messages, whatever these
 * are. So nothing that is done is done anew, and a process that no longer has a sequence writes nothing into it.
 */
export interface Positions {
  /**
   * Notes that these messages are done, and by that all before them in their sequences.
   *
   * @param hadEffects whether anything of them is written with this. If nothing is, it need not outlast a crash of the
   * database: what is read again then has no effect again.
   * @throws TakenOver when another process has a sequence of them by now: nothing of this transaction may last then
   */
  record(queryable: Queryable, messages: readonly RawMessage[], hadEffects: boolean): Promise<void>;
  /** One text for the sequence that a message is in. */
  sequenceOf(message: RawMessage): string;
}

/** Another process has sequences of messages by now, and does what is to be done for their messages. */
export class TakenOver extends Error {
  override readonly name = 'TakenOver';
  /** Not a fault of any message. */
  readonly code = 'TAKEN_OVER';
  readonly #sequences: ReadonlySet<string>;

  constructor(sequences: ReadonlySet<string>) {
    super('another process has these messages by now');
    this.#sequences = sequences;
  }

  has(sequence: string): boolean {
    return this.#sequences.has(sequence);
  }
}

/** Who has schemas by their id: a schema registry. */
export interface SchemaSource {
  /** The schema as JSON text; null when there is none of this id. Throws when that can't be found out now. */
  schemaOf(id: number): Promise<string | null>;
}

/** One message to send: CloudEvents metadata and the encoded payload, in the form of RawMessage. */
export interface OutgoingMessage {
  /** Topic without the prefix; the adapter adds it. */
  readonly topic: string;
  /** Where a topic is in parts, messages with the same key keep their order. */
  readonly key: string;
  /** Alternating names and values, in the order in which the reference writes them. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

export interface Publisher {
  readonly name: string;
  /**
   * Sends all, in order; resolves when the bus has taken them. Throws when any was not taken, or may not have been; what the
   * bus is known to have taken is not sent again when the same messages are given once more.
   *
   * @param begin called right before the first message goes out; when it throws, nothing is sent and this throws the same
   */
  publish(messages: readonly OutgoingMessage[], begin?: () => void): Promise<void>;
  /** Finds out whether sending to this topic (without the prefix) would work, and sends nothing. Never throws; see {@link trouble}. */
  check(topic: string): Promise<void>;
  readonly healthy: boolean;
  /** What failed while it is not healthy, for operators and without secrets; null while it is. */
  readonly trouble: string | null;
  close(): Promise<void>;
}

/** Lets signals go first or last where they share a topic with the events that are still to be read. */
export interface Gate {
  /** How many messages may be sent now; 0: none before the events are read. Throws when the bus is away. */
  room(): Promise<number>;
  close(): Promise<void>;
}
