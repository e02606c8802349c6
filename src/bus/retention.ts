/** What may take messages from the event bus before they are processed, for operators. */
export interface Retention {
  /** Null when this user may not see it. */
  readonly eviction: Eviction | null;
  /** The configured topics, in their order. */
  readonly topics: readonly TopicRetention[];
}

/** What the server does when its memory is full. */
export interface Eviction {
  /** For example `noeviction` or `allkeys-lru`. */
  readonly policy: string;
  /** Whether it has a limit of memory at all. */
  readonly limited: boolean;
}

export interface TopicRetention {
  /** Full name, prefix included. */
  readonly topic: string;
  readonly group: string;
  /** What was there when it was last read, and is there no more; null: nothing, as far as that is known. */
  readonly gone: 'topic' | 'group' | null;
  /** Null when there is nothing to tell of: no such group, or it may not be looked at. */
  readonly standing: RetentionStanding | null;
}

export interface RetentionStanding {
  /** How many messages the topic is let to keep. */
  readonly keeps: number;
  /** At least so many were removed before they were read, and no process has told of it yet. */
  readonly lost: number;
  /** Whether messages that are in work were removed. */
  readonly lostInWork: boolean;
  /**
   * How many messages can still come before one is removed that is not processed; below zero, so many are due to be removed.
   * Null when all is processed.
   */
  readonly room: number | null;
}

/** Whether unprocessed messages are about to be removed from a topic: less than a fifth of what it keeps is left. */
export function isNearTheEnd({ keeps, room }: RetentionStanding): boolean {
  return room !== null && room < keeps / 5;
}
