import type { KafkaPosition, KafkaProgress } from '../../store/engine/kafka-positions.ts';
import type { KafkaMessage } from './kafka-message.ts';
import type { Arrival } from './records.ts';

/** `unclaimed`: ours by the group's word, and its position is not taken yet. `unsure`: the position may be another's by now. */
type PartitionState = 'unclaimed' | 'ready' | 'unsure';

/** One partition that the group has given to this process. */
export class Partition {
  readonly topic: string;
  readonly partition: number;
  state: PartitionState = 'unclaimed';
  topicId = '';
  /** The broker that has it; null: not known. */
  leader: number | null = null;
  /** The offset to fetch next. */
  fetchOffset = 0;
  /** The end of the partition as the broker told it last. */
  end = 0;
  waitingBytes = 0;
  /** Up to here it is recorded and may be committed. */
  recorded = 0;
  /** Up to here Kafka knows it. */
  committed = 0;
  #waiting: KafkaMessage[] = [];
  #hasHoles = false;
  /** Messages that may be those on which a process died, and how often they were handed out with this time. */
  #suspects = 0;
  #tries = 1;
  /** Where messages are followed by offsets without any: the last message before, and the offset after. */
  #jumps: { readonly last: number; readonly next: number }[] = [];
  /** The last message that was handed out. */
  #last = -1;

  constructor(topic: string, partition: number) {
    this.topic = topic;
    this.partition = partition;
  }

  get key(): string {
    return partitionKey(this.topic, this.partition);
  }

  /** Messages that are there and not fetched yet, as far as was told. */
  get lag(): number {
    return Math.max(0, this.end - this.fetchOffset) + this.#waiting.length;
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** Whether all that was ever fetched is processed and recorded. */
  get isSettled(): boolean {
    return this.isEmpty && this.#last < this.recorded;
  }

  /**
   * @param committed what the group has committed; null: nothing
   * @param first how many messages can be those that a process died of
   */
  claimed(position: KafkaPosition, committed: number | null, first: number): void {
    this.state = 'ready';
    this.topicId = position.topicId;
    this.fetchOffset = position.nextOffset;
    this.recorded = position.nextOffset;
    this.committed = committed ?? position.nextOffset;
    this.end = position.seenEnd;
    this.#tries = position.tries;
    this.#suspects = position.tries > 1 ? first : 0;
    this.#hasHoles = false;
    this.drop();
  }

  /** Forgets what is fetched and not handed out: it may be another's now. */
  drop(): void {
    this.#waiting = [];
    this.waitingBytes = 0;
    this.#jumps = [];
    this.#last = -1;
  }

  arrived({ messages, nextOffset, hasHoles, bytes }: Arrival): void {
    this.fetchOffset = nextOffset;
    this.#hasHoles ||= hasHoles;
    this.waitingBytes += bytes;
    const last = messages.at(-1)?.offset ?? this.#waiting.at(-1)?.offset ?? this.#last;
    if (nextOffset > last + 1) this.#jumps.push({ last, next: nextOffset });
    if (messages.length > 0) this.#waiting = this.isEmpty ? messages : [...this.#waiting, ...messages];
  }

  /** Takes messages in order, at most so many of them and of their bytes; the first one however large it is, if that is said. */
  take(
    limit: number,
    room: number,
    atLeastOne: boolean,
  ): { readonly messages: KafkaMessage[]; readonly bytes: number } {
    let count = 0;
    let bytes = 0;
    while (count < limit && count < this.#waiting.length) {
      const { size } = this.#waiting[count] as KafkaMessage;
      if (bytes + size > room && !(atLeastOne && count === 0)) break;
      bytes += size;
      count += 1;
    }
    const messages = this.#waiting.slice(0, count);
    this.#waiting = count === this.#waiting.length ? [] : this.#waiting.slice(count);
    this.waitingBytes = this.isEmpty ? 0 : Math.max(0, this.waitingBytes - bytes);
    this.#last = messages.at(-1)?.offset ?? this.#last;
    for (const message of messages.slice(0, this.#suspects)) message.deliveries = this.#tries;
    this.#suspects = Math.max(0, this.#suspects - count);
    return { messages, bytes };
  }

  /** How far this partition is processed once a message of it is. */
  progressAfter(offset: number, sentAt: number | null): KafkaProgress {
    const jump = this.#jumps.find(({ last }) => last === offset);
    const { topic, partition, end } = this;
    const nextOffset = jump?.next ?? offset + 1;
    return { topic, partition, nextOffset, seenEnd: end, lastTime: sentAt, hasHoles: this.#hasHoles };
  }

  /** How far it is when all its messages are processed and only offsets without one follow; null when that is recorded. */
  get progressOfRest(): KafkaProgress | null {
    if (this.state !== 'ready' || !this.isSettled || this.recorded >= this.fetchOffset) return null;
    return { ...this.progressAfter(this.fetchOffset - 1, null), nextOffset: this.fetchOffset };
  }

  /** Whether more is recorded than Kafka knows: a commit came while the group was joined again, or its broker was away. */
  get owesCommit(): boolean {
    return this.state === 'ready' && this.recorded > this.committed;
  }

  noteCommit(offset: number): void {
    this.committed = Math.max(this.committed, offset);
  }

  advanced({ nextOffset }: KafkaProgress): void {
    this.recorded = Math.max(this.recorded, nextOffset);
    this.#jumps = this.#jumps.filter(({ next }) => next > this.recorded);
  }
}

export function partitionKey(topic: string, partition: number): string {
  return `${topic} ${partition}`;
}
