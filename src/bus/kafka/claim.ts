import type { Consumer } from '@platformatic/kafka';
import type { Logger } from 'pino';
import type { Database } from '../../store/database/database.ts';
import { storeBusGap } from '../../store/engine/bus-gaps.ts';
import type { BusGap } from '../../store/engine/bus-gaps.ts';
import { findKafkaPosition, lockKafkaPosition, takeKafkaPosition } from '../../store/engine/kafka-positions.ts';
import type { KafkaPosition } from '../../store/engine/kafka-positions.ts';
import type { Partition } from './partition.ts';
import { startOf } from './start.ts';
import type { PartitionLook, Start } from './start.ts';

export interface ClaimParts {
  readonly database: Database;
  readonly group: string;
  readonly owner: string;
  /** Messages that are handed out at first, at most. */
  readonly first: number;
  readonly logger: Logger;
  readonly onGap: (topic: string, gap: BusGap) => void;
}

/** Where partitions stood, by their keys. */
export type Standing = ReadonlyMap<string, KafkaPosition | null>;

type GroupClient = Consumer;

const earliestOffset = -2n;
const latestOffset = -1n;
const readUncommitted = 0;

/** Reads where partitions stand, before the brokers are asked about them. */
export async function readStanding(
  { database, group }: Pick<ClaimParts, 'database' | 'group'>,
  partitions: readonly Partition[],
): Promise<Standing> {
  const standing = new Map<string, KafkaPosition | null>();
  for (const { topic, partition, key } of partitions)
    standing.set(key, await findKafkaPosition(database, { topic, group, partition }));
  return standing;
}

/**
 * Takes the positions of partitions that were looked at: from now on nobody else moves them. What is lost before them is kept in
 * the same transaction, and told.
 */
export async function takePartitions(
  parts: ClaimParts,
  looks: readonly (readonly [Partition, PartitionLook])[],
): Promise<void> {
  const { database, group, owner, first } = parts;
  const starts = await database.transaction(async (transaction) => {
    const found: (Start & { readonly partition: Partition; readonly committed: number | null })[] = [];
    // All processes in one order: they wait for each other, never in a circle.
    for (const [partition, look] of looks) {
      const name = { topic: partition.topic, group, partition: partition.partition };
      const start = startOf(await lockKafkaPosition(transaction, name), look, first);
      await takeKafkaPosition(transaction, name, owner, start.position);
      if (start.gap !== null) await storeBusGap(transaction, name, start.gap);
      found.push({ ...start, partition, committed: look.committed });
    }
    return found;
  });
  for (const { partition, position, committed, gap, passedOver } of starts) {
    partition.claimed(position, committed, first);
    if (gap !== null) tellGap(parts, partition.topic, gap);
    if (passedOver > 0)
      parts.logger.warn(
        { topic: partition.topic, group, partition: partition.partition, messages: passedOver },
        "the group's committed offset is ahead of the last processed message, so the messages between are not read: somebody moved the offset forward, or the database lost its newest data",
      );
  }
}

/** Asks the brokers how partitions are. Throws what the client throws. */
export async function lookAt(
  client: GroupClient,
  partitions: readonly Partition[],
  standing: Standing,
): Promise<(readonly [Partition, PartitionLook])[]> {
  const byTopic = Map.groupBy(partitions, ({ topic }) => topic);
  const ordered: (readonly [Partition, PartitionLook])[] = [];
  for (const topic of [...byTopic.keys()].toSorted()) {
    const own = (byTopic.get(topic) ?? []).toSorted((a, b) => a.partition - b.partition);
    const numbers = own.map(({ partition }) => partition);
    const asked = { topics: [topic], partitions: { [topic]: numbers }, isolationLevel: readUncommitted };
    const metadata = await client.metadata({ topics: [topic], forceUpdate: true });
    const committed = await client.listCommittedOffsets({ topics: [{ topic, partitions: numbers }] });
    const earliest = await client.listOffsets({ ...asked, timestamp: earliestOffset });
    const latest = await client.listOffsets({ ...asked, timestamp: latestOffset });
    const oldest = await client.listOffsetsWithTimestamps({ ...asked, timestamp: 0n });
    const topicId = metadata.topics.get(topic)?.id ?? '';
    for (const partition of own) {
      const number = partition.partition;
      const offset = Number(committed.get(topic)?.[number] ?? -1n);
      const sentAt = Number(oldest.get(topic)?.get(number)?.timestamp ?? -1n);
      ordered.push([
        partition,
        {
          partition: number,
          topicId,
          before: standing.get(partition.key) ?? null,
          committed: offset < 0 ? null : offset,
          earliest: Number(earliest.get(topic)?.[number] ?? 0n),
          end: Number(latest.get(topic)?.[number] ?? 0n),
          earliestTime: sentAt < 0 ? null : new Date(sentAt),
        },
      ]);
    }
  }
  return ordered;
}

function tellGap({ logger, group, onGap }: ClaimParts, topic: string, gap: BusGap): void {
  const { reason, lost, exact, atMost, partition, from, until } = gap;
  const count = exact ? { lost } : atMost ? { lostAtMost: lost } : { lostAtLeast: lost };
  logger.error(
    { topic, group, partition, ...count, from, until },
    reason === 'trimmed'
      ? 'messages were deleted from the topic before they were read and are lost; increase the retention (retention.ms, retention.bytes)'
      : 'the topic was deleted and recreated, or has lost its end; its unread messages are lost, and it is read from its beginning',
  );
  onGap(topic, gap);
}
