/** How an event bus stands, for operators. */
export interface BusInspection {
  /** Product and version, for example `Redis 7.2.4`. */
  readonly server: string;
  /** Commands that only some comforts take and that are not allowed, in words; Laurel works without. */
  readonly inconveniences: readonly string[];
  /** The configured topics, in their order. */
  readonly topics: readonly TopicInspection[];
  /** When a topic does not exist: topic prefixes in use on this bus; the empty one for topics without prefix. */
  readonly prefixes: readonly string[];
}

/** A right that is not granted. */
export interface Lack {
  /** Which right, on what, for whom, and what does not work without it. */
  readonly message: string;
  readonly todo: string;
}

export interface TopicInspection {
  /** Full name, prefix included. */
  readonly topic: string;
  /** Rights that the user needs for it and does not have. */
  readonly lacks: readonly Lack[];
  /** Messages that it holds now; null when the topic does not exist, and where the user may not see it. */
  readonly length: number | null;
  readonly group: string;
  /** Null when the group does not exist yet. */
  readonly standing: GroupStanding | null;
  /** Whether Laurel's signals wait until the group has read and finished more of what is there. */
  readonly holdsSignals: boolean;
  /** Other groups that read the topic. */
  readonly otherGroups: readonly string[];
  /** Of a bus that keeps messages for a time, in partitions; null of any other, and when the topic does not exist. */
  readonly keeping: Keeping | null;
}

/** How a topic that is in partitions keeps its messages. */
export interface Keeping {
  readonly partitions: number;
  /** Partitions that nobody can read or write now, for their brokers are away. */
  readonly leaderless: readonly number[];
  /** Whether old messages of a key are removed when a newer one comes; null: it may not be looked at. */
  readonly isCompacted: boolean | null;
  /** How long messages are kept; null: for ever, or it may not be looked at. */
  readonly forMs: number | null;
  /** Whether unread messages are about to be removed. */
  readonly isEnding: boolean;
  /** At most so many were removed before the group had read them, and it has not noticed yet. */
  readonly lost: number;
}

export interface GroupStanding {
  /** Messages handed out and not acknowledged. */
  readonly pending: number;
  /** Messages not handed out yet; null when the server can't tell. */
  readonly lag: number | null;
  readonly consumers: number;
}

/** Whether messages of a topic wait, or may do so, and nobody reads them. */
export function isUnread({ length, standing }: TopicInspection): boolean {
  if (standing === null) return length !== null && length > 0;
  return standing.consumers === 0 && standing.lag !== 0;
}
