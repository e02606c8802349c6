import type { BusGap, GapReason } from '../../store/engine/bus-gaps.ts';
import type { KafkaPosition } from '../../store/engine/kafka-positions.ts';

/** How a partition is when a process is given it, or finds that what it wants to read is there no more. */
export interface PartitionLook {
  readonly partition: number;
  readonly topicId: string;
  /** Where it stood right before it was looked at; others may have moved it since. */
  readonly before: KafkaPosition | null;
  /** What the group has committed with Kafka; null: nothing. */
  readonly committed: number | null;
  /** The oldest offset that is there, and the one that comes next. */
  readonly earliest: number;
  readonly end: number;
  /** When the oldest message that is there was sent; null when there is none. */
  readonly earliestTime: Date | null;
}

/** Where to read on, and what is lost before it. */
export interface Start {
  readonly position: KafkaPosition;
  readonly gap: BusGap | null;
  /** How many messages the group's commit passes over that are not known to be processed. */
  readonly passedOver: number;
}

/**
 * Finds out where to read a partition from, and what is lost. No I/O.
 *
 * The later of what is stored and what the group has committed holds; a group that never read begins at the oldest message.
 * Offsets tell how many messages are gone, unless some offsets never were messages: compaction removes them, and
 * transactions take some for themselves.
 *
 * @param stored where the partition stands, as far as it was ever read
 * @param first so many messages are handed out at first, at most: a process that ends on one of them has got no further
 */
export function startOf(stored: KafkaPosition | null, look: PartitionLook, first: number): Start {
  const { topicId, committed, earliest, end } = look;
  const fresh = { topicId, seenEnd: end, lastTime: null, hasHoles: false, life: stored?.life ?? 1 };
  if (stored === null && committed === null)
    return { position: begin({ ...fresh, nextOffset: earliest }, 1, first), gap: null, passedOver: 0 };
  if (stored !== null && isReplaced(stored, look)) {
    const replaced = { ...fresh, nextOffset: earliest, life: stored.life + 1 };
    return { position: begin(replaced, 1, first), gap: replacedGap(stored, look), passedOver: 0 };
  }
  const known = stored ?? { ...fresh, nextOffset: committed ?? earliest, tries: 0, begunTo: 0 };
  const tries = known.nextOffset < known.begunTo ? known.tries + 1 : 1;
  // What was looked at is not what others have found since.
  if (known.topicId !== topicId) return { position: begin(known, tries, first), gap: null, passedOver: 0 };
  const at = Math.max(known.nextOffset, Math.min(committed ?? 0, end));
  const position = { ...known, seenEnd: Math.max(known.seenEnd, end), nextOffset: Math.max(at, earliest) };
  return {
    position: begin(position, tries, first),
    gap: at < earliest ? trimmedGap(known, at, look) : null,
    passedOver: stored === null ? 0 : at - known.nextOffset,
  };
}

/**
 * Whether the topic is another one than it was, or ends earlier. By where it stood before the look: a process that waits for the
 * one which still has the partition finds it further on than what it has looked at.
 */
function isReplaced(stored: KafkaPosition, { before, topicId, end }: PartitionLook): boolean {
  if (before === null || before.life !== stored.life || before.topicId !== stored.topicId) return false;
  return before.topicId !== topicId || before.nextOffset > end;
}

/** Where nothing waits to be read, nothing is begun. */
function begin(position: Omit<KafkaPosition, 'tries' | 'begunTo'>, tries: number, first: number): KafkaPosition {
  const { nextOffset, seenEnd } = position;
  return { ...position, tries, begunTo: Math.min(seenEnd, nextOffset + first) };
}

function trimmedGap({ life, lastTime, hasHoles }: KafkaPosition, at: number, look: PartitionLook): BusGap {
  return {
    ...gapOf('trimmed', look.partition, at, life),
    lost: look.earliest - at,
    exact: !hasHoles,
    atMost: hasHoles,
    from: lastTime,
    until: look.earliestTime ?? new Date(),
  };
}

/** What had come to the old topic and was not read yet; more may have come since. */
function replacedGap({ life, nextOffset, seenEnd, lastTime }: KafkaPosition, look: PartitionLook): BusGap {
  return {
    ...gapOf('topic_gone', look.partition, nextOffset, life),
    lost: Math.max(0, seenEnd - nextOffset),
    exact: false,
    from: lastTime,
    until: look.earliestTime ?? new Date(),
  };
}

function gapOf(
  reason: GapReason,
  partition: number,
  at: number,
  life: number,
): Pick<BusGap, 'reason' | 'partition' | 'afterId' | 'life'> {
  return { reason, partition, afterId: `${partition}:${at}`, life };
}
