import { BATCH_BYTES } from '../../events/message.ts';
import type { RawMessage } from '../../events/message.ts';
import type { KafkaProgress } from '../../store/engine/kafka-positions.ts';
import type { TopicView } from './cluster.ts';
import type { Assignments } from './group-member.ts';
import { Partition, partitionKey } from './partition.ts';
import type { KafkaMessage } from './kafka-message.ts';

/** So many bytes of messages wait to be taken; with less than that, more is fetched. */
const readAheadBytes = 2 << 20;

/** The partitions that a consumer group has given to this process. */
export class PartitionSet {
  readonly #partitions = new Map<string, Partition>();
  #turn = 0;

  get all(): Partition[] {
    return [...this.#partitions.values()];
  }

  get(topic: string, partition: number): Partition | undefined {
    return this.#partitions.get(partitionKey(topic, partition));
  }

  /** Whether the partition of a message is still here. */
  holds(message: RawMessage): boolean {
    return this.#partitions.has(keyOf(message));
  }

  /**
   * Takes over what the group says now.
   *
   * @returns the partitions that are not this process's any more
   */
  assign(assignments: Assignments): readonly Partition[] {
    const given = new Map(
      assignments.flatMap(({ topic, partitions }) =>
        partitions.map((partition) => [partitionKey(topic, partition), { topic, partition }] as const),
      ),
    );
    const gone = this.all.filter(({ key }) => !given.has(key));
    for (const { key } of gone) {
      this.lose(key);
      this.#partitions.delete(key);
    }
    for (const [key, { topic, partition }] of given) {
      const known = this.#partitions.get(key);
      if (known === undefined) this.#partitions.set(key, new Partition(topic, partition));
      else if (known.state === 'unsure') known.state = 'unclaimed';
    }
    return gone;
  }

  /** Forgets what is fetched of a partition and not handed out: it may be another's by now. */
  lose(key: string): void {
    const partition = this.#partitions.get(key);
    if (partition === undefined) return;
    partition.state = 'unsure';
    partition.drop();
  }

  /** Notes where each partition is, and that those of a topic which is another one than before have to be taken anew. */
  place(topics: ReadonlyMap<string, TopicView>): void {
    for (const partition of this.#partitions.values()) {
      const about = topics.get(partition.topic);
      partition.leader = about?.partitions[partition.partition]?.leader ?? null;
      if (about === undefined || partition.state !== 'ready' || about.id === partition.topicId) continue;
      partition.drop();
      partition.state = 'unclaimed';
    }
  }

  /** Those whose positions have to be taken, and can be: nothing of them is in work. */
  get unclaimed(): readonly Partition[] {
    return this.all.filter(({ state, isSettled, leader }) => state === 'unclaimed' && isSettled && leader !== null);
  }

  /** What to fetch from a broker now; nothing while enough waits. */
  wantedFrom(node: number): readonly Partition[] {
    let waiting = 0;
    for (const { waitingBytes } of this.#partitions.values()) waiting += waitingBytes;
    if (waiting >= readAheadBytes) return [];
    return this.all.filter(({ state, leader }) => state === 'ready' && leader === node);
  }

  /** Takes at most so many of the messages that wait, partition after partition, beginning with another one each time. */
  take(limit: number): RawMessage[] {
    const ready = this.all.filter(({ isEmpty }) => !isEmpty);
    let taken: KafkaMessage[] = [];
    let room = BATCH_BYTES;
    this.#turn += 1;
    for (let step = 0; step < ready.length && taken.length < limit; step += 1) {
      const partition = ready[(this.#turn + step) % ready.length] as Partition;
      const first = taken.length === 0;
      const { messages, bytes } = partition.take(limit - taken.length, room, first);
      room -= bytes;
      taken = first ? messages : taken.concat(messages);
    }
    return taken;
  }

  /** How far these messages bring their partitions. */
  progressOf(messages: readonly RawMessage[]): KafkaProgress[] {
    const newest = new Map<string, KafkaMessage>();
    let key = '';
    let before: KafkaMessage | undefined;
    for (const message of messages.map(ours)) {
      // They come partition after partition, so most are of the one of the message before.
      if (before?.partition !== message.partition || before.topic !== message.topic) key = keyOf(message);
      before = message;
      if ((newest.get(key)?.offset ?? -1) < message.offset) newest.set(key, message);
    }
    return [...newest].map(([key, { topic, partition, offset, sentAt }]) =>
      (this.#partitions.get(key) ?? new Partition(topic, partition)).progressAfter(offset, sentAt),
    );
  }

  /** Those of which more is recorded than Kafka knows. */
  get owingCommit(): readonly Partition[] {
    return this.all.filter(({ owesCommit }) => owesCommit);
  }

  /** Notes that this is recorded. */
  advance(progress: readonly KafkaProgress[]): void {
    for (const done of progress) this.get(done.topic, done.partition)?.advanced(done);
  }
}

/** The sequence of a message: its topic and partition. */
export function keyOf(message: RawMessage): string {
  return partitionKey(message.topic, ours(message).partition);
}

/** What was handed out comes back as it is. */
function ours(message: RawMessage): KafkaMessage {
  return message as KafkaMessage;
}
