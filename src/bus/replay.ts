import type { RawMessage } from '../events/message.ts';

/** Which messages are read again: those that came to the bus within these times, both included, by the clock of the bus. */
export interface ReplaySpan {
  readonly from: Date;
  readonly until: Date;
}

/** Where a replay that was broken off goes on: topics before this one are done, in the order of the settings. */
export interface ReplayPlace {
  readonly topic: string;
  /** What comes next, by partition; of a bus without partitions under one name. */
  readonly next: Readonly<Record<string, string>>;
}

/** What a replay would find in one topic. */
export interface ReplayPreview {
  readonly topic: string;
  /** When the oldest message that is there came; null: the topic is empty, or there is none. */
  readonly oldest: Date | null;
  /** Messages within the span: about so many, for some buses tell no exact number before they are read. */
  readonly count: number;
  /** Whether there are at least so many, and counting was given up. */
  readonly atLeast: boolean;
}

/** Some messages of one topic, in order. */
export interface ReplayPage {
  /** Full name, prefix included. */
  readonly topic: string;
  readonly messages: readonly RawMessage[];
  /** How many messages of the span are still to come in this topic, at most; null where the bus can't tell. */
  readonly left: number | null;
  /** Where to go on once these are processed. */
  readonly place: ReplayPlace;
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
  read(span: ReplaySpan, signal: AbortSignal, place?: ReplayPlace | null): AsyncIterable<ReplayPage>;
  /**
   * Looks what would be read; reads no more than that takes.
   *
   * @throws LaurelError BUS_UNAVAILABLE
   */
  preview(span: ReplaySpan, signal: AbortSignal): Promise<readonly ReplayPreview[]>;
  close(): Promise<void>;
}
