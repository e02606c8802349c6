import type { RecordsBatch } from '@platformatic/kafka';
import type { RawMessage } from '../../events/message.ts';
import { translateHeaders } from './headers.ts';
import type { Defaults, KafkaHeader } from './headers.ts';

/** A message of Kafka, and what its adapter has to know of it besides. */
export interface KafkaMessage extends RawMessage {
  readonly partition: number;
  readonly offset: number;
  /** When it was sent, in milliseconds. */
  readonly sentAt: number;
  schema: string | null;
  deliveries: number;
}

/** What a fetch has brought of one partition. */
export interface Arrival {
  readonly messages: KafkaMessage[];
  /** Where to fetch next, whatever lies between: aborted transactions, markers, what was compacted. */
  readonly nextOffset: number;
  /** Whether offsets without a message were seen. */
  readonly hasHoles: boolean;
  readonly bytes: number;
}

interface Aborted {
  readonly producerId: bigint;
  readonly firstOffset: bigint;
}

export interface PartitionAnswer {
  readonly topic: string;
  readonly partition: number;
  /** Transactions that were aborted, as far as the answer reaches; null: none. */
  readonly aborted: readonly Aborted[] | null;
  readonly batches: readonly RecordsBatch[] | null;
}

const isLogAppendTime = 1 << 3;
const isTransactional = 1 << 4;
const isControl = 1 << 5;
const latestTime = 8.64e15;

/**
 * Makes messages of the record batches of an answer, in order.
 *
 * @param from the offset that was asked for: batches come whole, and may begin before it
 * @param defaults is told of headers that were missing and filled in
 */
export function readArrival(
  { topic, partition, aborted, batches }: PartitionAnswer,
  from: number,
  defaults: Defaults,
): Arrival {
  const messages: KafkaMessage[] = [];
  let nextOffset = from;
  let hasHoles = false;
  let bytes = 0;
  const open = new AbortedTransactions(aborted ?? []);
  for (const batch of batches ?? []) {
    const first = Number(batch.firstOffset);
    const end = first + batch.lastOffsetDelta + 1;
    if (end <= nextOffset) continue;
    if ((batch.attributes & isControl) !== 0) {
      open.end(batch);
      hasHoles = true;
    } else if ((batch.attributes & isTransactional) !== 0 && open.has(batch)) {
      hasHoles = true;
    } else {
      if (first > nextOffset) hasHoles = true;
      const appendedAt = (batch.attributes & isLogAppendTime) === 0 ? null : Number(batch.maxTimestamp);
      const firstSentAt = Number(batch.firstTimestamp);
      let expected = Math.max(first, nextOffset);
      for (const record of batch.records) {
        const offset = first + record.offsetDelta;
        if (offset < nextOffset) continue;
        if (offset !== expected) hasHoles = true;
        expected = offset + 1;
        const time = appendedAt ?? firstSentAt + Number(record.timestampDelta);
        const sentAt = Math.min(Math.max(0, time), latestTime);
        const headers = record.headers as unknown as readonly KafkaHeader[];
        const fields = translateHeaders(headers, sentAt, defaults);
        const body = record.value;
        messages.push({
          topic,
          partition,
          offset,
          sentAt,
          position: `${partition}:${offset}`,
          fields,
          body,
          format: 'confluent',
          schema: null,
          deliveries: 1,
        });
        bytes += record.length;
      }
      if (expected !== end) hasHoles = true;
    }
    nextOffset = end;
  }
  return { messages, nextOffset, hasHoles, bytes };
}

/** Which producers are within a transaction that was aborted, batch after batch: its end is often in a later answer. */
class AbortedTransactions {
  readonly #waiting: Aborted[];
  readonly #open = new Set<bigint>();

  constructor(aborted: readonly Aborted[]) {
    this.#waiting = aborted.toSorted((a, b) => Number(a.firstOffset - b.firstOffset));
  }

  has(batch: RecordsBatch): boolean {
    const last = batch.firstOffset + BigInt(batch.lastOffsetDelta);
    for (;;) {
      const [next] = this.#waiting;
      if (next === undefined || next.firstOffset > last) break;
      this.#open.add(next.producerId);
      this.#waiting.shift();
    }
    return this.#open.has(batch.producerId);
  }

  end(batch: RecordsBatch): void {
    this.has(batch);
    this.#open.delete(batch.producerId);
  }
}
