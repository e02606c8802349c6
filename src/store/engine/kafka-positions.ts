import type { Queryable, Transaction } from '../database/database.ts';
import { rowSet } from '../database/rows.ts';

/** One partition of a topic, as a consumer group reads it. */
export interface PartitionName {
  readonly topic: string;
  readonly group: string;
  readonly partition: number;
}

/** How far a consumer group has processed a partition. */
export interface KafkaPosition {
  /** Kafka's id of the topic; one that was made anew under the same name has another. */
  readonly topicId: string;
  /** The offset that is processed next. */
  readonly nextOffset: number;
  /** How often in a row a process was given the partition and ended before it had got to `begunTo`; at least 1. */
  readonly tries: number;
  readonly begunTo: number;
  /** The end of the partition when it was last looked at. */
  readonly seenEnd: number;
  /** When the last message that was processed had been sent; null when that is not known. */
  readonly lastTime: Date | null;
  /** Whether offsets without a message were seen in it. */
  readonly hasHoles: boolean;
  readonly life: number;
}

const columns = `topic_id AS "topicId", next_offset AS "nextOffset", tries, begun_to AS "begunTo", seen_end AS "seenEnd",
  last_time AS "lastTime", has_holes AS "hasHoles", life`;

const positionOf = `SELECT ${columns} FROM kafka_position WHERE topic = $1 AND group_name = $2 AND partition = $3`;

/** Where a partition stands, while others may move it. Null when nobody ever read it. */
export async function findKafkaPosition(
  queryable: Queryable,
  { topic, group, partition }: PartitionName,
): Promise<KafkaPosition | null> {
  const [row] = await queryable.query<KafkaPosition>(positionOf, [topic, group, partition]);
  return row ?? null;
}

/** Where a partition stands; from here to the end of the transaction nobody else moves it. Null when nobody ever read it. */
export async function lockKafkaPosition(
  transaction: Transaction,
  { topic, group, partition }: PartitionName,
): Promise<KafkaPosition | null> {
  const [row] = await transaction.query<KafkaPosition>(`${positionOf} FOR UPDATE`, [topic, group, partition]);
  return row ?? null;
}

/** Gives a partition to an owner at a position: from now on nobody else moves it. */
export async function takeKafkaPosition(
  transaction: Transaction,
  { topic, group, partition }: PartitionName,
  owner: string,
  { topicId, nextOffset, tries, begunTo, seenEnd, lastTime, hasHoles, life }: KafkaPosition,
): Promise<void> {
  await transaction.query(
    `INSERT INTO kafka_position (topic, group_name, partition, owner, topic_id, next_offset, tries, begun_to, seen_end,
                                 last_time, has_holes, life)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     ON CONFLICT (topic, group_name, partition) DO UPDATE
     SET owner = excluded.owner, topic_id = excluded.topic_id, next_offset = excluded.next_offset, tries = excluded.tries,
         begun_to = excluded.begun_to, seen_end = excluded.seen_end, last_time = excluded.last_time,
         has_holes = excluded.has_holes, life = excluded.life`,
    [topic, group, partition, owner, topicId, nextOffset, tries, begunTo, seenEnd, lastTime, hasHoles, life],
  );
}

/** How far an owner has processed a partition. */
export interface KafkaProgress {
  readonly topic: string;
  readonly partition: number;
  readonly nextOffset: number;
  readonly seenEnd: number;
  /** When the last message had been sent, in milliseconds. */
  readonly lastTime: number | null;
  readonly hasHoles: boolean;
}

const progressRows = rowSet({
  topic: 'text',
  partition: 'integer',
  next_offset: 'bigint',
  seen_end: 'bigint',
  last_time: 'bigint',
  has_holes: 'boolean',
});

/**
 * Moves positions on, where they are still the owner's; never back.
 *
 * @param mustLast false where nothing but the positions is written: then the commit does not wait for the disk. A server that
 * fails at that moment forgets where reading was, by less than a second, and never what a later commit relied on.
 * @returns the partitions that are still the owner's
 */
export async function advanceKafkaPositions(
  queryable: Queryable,
  { group, owner }: { readonly group: string; readonly owner: string },
  progress: readonly KafkaProgress[],
  mustLast: boolean,
): Promise<{ readonly topic: string; readonly partition: number }[]> {
  const rows = progress.map(({ topic, partition, nextOffset, seenEnd, lastTime, hasHoles }) => ({
    topic,
    partition,
    next_offset: nextOffset,
    seen_end: seenEnd,
    last_time: lastTime,
    has_holes: hasHoles,
  }));
  return queryable.query(
    `UPDATE kafka_position AS held
     SET next_offset = greatest(held.next_offset, done.next_offset),
         seen_end = greatest(held.seen_end, done.seen_end),
         last_time = coalesce('epoch'::timestamptz + done.last_time * interval '1 millisecond', held.last_time),
         has_holes = held.has_holes OR done.has_holes, seen_at = now()
     FROM ${progressRows.inParameter} AS done
     WHERE held.topic = done.topic AND held.partition = done.partition AND held.group_name = $2 AND held.owner = $3
     RETURNING held.topic, held.partition, CASE WHEN NOT $4 THEN set_config('synchronous_commit', 'off', true) END`,
    [progressRows.toParameter(rows), group, owner, mustLast],
  );
}

/** Notes that an owner ends in order: whatever it left unfinished, no message was to blame. */
export async function leaveKafkaPositions(queryable: Queryable, group: string, owner: string): Promise<void> {
  await queryable.query('UPDATE kafka_position SET tries = 0 WHERE group_name = $1 AND owner = $2', [group, owner]);
}
