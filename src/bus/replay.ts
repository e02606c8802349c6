import type { RawMessage } from '../events/message.ts';

/** Which messages are read again: those that came to the bus within these times, both included, by the clock of the bus. */
export interface ReplaySpan {
  readonly from: Date;
  readonly until: Date;
}

/** Some messages of one topic, in order. */
export interface ReplayPage {
  /** Full name, prefix included. */
  readonly topic: string;
  readonly messages: readonly RawMessage[];
  /** How many messages of the span are still to come in this topic, at most; null where the bus can't tell. */
  readonly left: number | null;
}

/**
 * Reads messages that are on a bus once more, without a group: nobody's position moves, and nothing is acknowledged.
 *
 * The first page of each topic comes also when it is empty: then there is nothing, or no such topic.
 */
export interface ReplaySource {
  /** For messages to people. Holds no secret. */
  readonly name: string;
  /** @throws LaurelError BUS_UNAVAILABLE */
  read(span: ReplaySpan, signal: AbortSignal): AsyncIterable<ReplayPage>;
  close(): Promise<void>;
}
