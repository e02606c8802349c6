import { compressionsAlgorithmsByBitmask, UnsupportedCompressionError } from '@platformatic/kafka';
import type { Aborted } from './fetch-answer.ts';
import type { OnDefault } from './headers.ts';
import { KafkaMessage } from './kafka-message.ts';
import { RecordCursor } from './record-cursor.ts';

/** What a fetch has brought of one partition. */
export interface Arrival {
  readonly messages: KafkaMessage[];
  /** Where to fetch next, whatever lies between: aborted transactions, markers, what was compacted. */
  readonly nextOffset: number;
  /** Whether offsets without a message were seen. */
  readonly hasHoles: boolean;
  readonly bytes: number;
}

export interface PartitionAnswer {
  readonly topic: string;
  readonly partition: number;
  /** Transactions that were aborted, as far as the answer reaches; null: none. */
  readonly aborted: readonly Aborted[] | null;
  /** Record batches one after the other; the last one may be cut off. */
  readonly recordSet: Buffer | null;
  /** Told of headers that were missing and filled in, when messages are read. */
  readonly onDefault?: OnDefault;
}

/** Bits of a batch's attributes. */
const compression = 0b111;
const isLogAppendTime = 1 << 3;
const isTransactional = 1 << 4;
const isControl = 1 << 5;
const latestTime = 8.64e15;

/** Where in a batch its parts are. The length counts what follows it. */
const at = {
  length: 8,
  contents: 12,
  magic: 16,
  attributes: 21,
  lastOffsetDelta: 23,
  firstTimestamp: 27,
  maxTimestamp: 35,
  producerId: 43,
  count: 57,
  records: 61,
};
/** Of Kafka 0.11 and later. */
const knownMagic = 2;

interface Batch {
  readonly first: number;
  /** The offset after its last one. */
  readonly end: number;
  readonly attributes: number;
  readonly firstTimestamp: number;
  readonly maxTimestamp: number;
  readonly producerId: bigint;
  readonly count: number;
  /** Its records, packed as the attributes say. */
  readonly packed: Buffer;
}

/**
 * Makes messages of the record batches of an answer, in order.
 *
 * @param from the offset that was asked for: batches come whole, and may begin before it
 * @throws Error for a batch that can't be read
 */
export function readArrival(
  { topic, partition, aborted, recordSet, onDefault = () => {} }: PartitionAnswer,
  from: number,
): Arrival {
  const messages: KafkaMessage[] = [];
  const source = { topic, partition, onDefault };
  let nextOffset = from;
  let hasHoles = false;
  let bytes = 0;
  const open = new AbortedTransactions(aborted ?? []);
  for (const batch of recordSet === null ? [] : batchesIn(recordSet)) {
    const { first, end, attributes } = batch;
    if (end <= nextOffset) continue;
    if ((attributes & isControl) !== 0) {
      open.end(batch);
      hasHoles = true;
    } else if ((attributes & isTransactional) !== 0 && open.has(batch)) {
      hasHoles = true;
    } else {
      if (first > nextOffset) hasHoles = true;
      const appendedAt = (attributes & isLogAppendTime) === 0 ? null : batch.maxTimestamp;
      let expected = Math.max(first, nextOffset);
      const cursor = new RecordCursor(unpack(batch), 0);
      for (let left = batch.count; left > 0; left -= 1) {
        const size = cursor.varint();
        const after = cursor.at + size;
        // Its attributes are not used.
        cursor.at += 1;
        const time = batch.firstTimestamp + cursor.varint();
        const offset = first + cursor.varint();
        cursor.passBytes();
        const valueLength = cursor.passBytes();
        const headersAt = cursor.at;
        if (headersAt >= after || after > cursor.bytes.length)
          throw new Error(`a record in the batch at offset ${first} of partition ${partition} of ${topic} is damaged`);
        cursor.at = after;
        if (offset < nextOffset) continue;
        if (offset !== expected) hasHoles = true;
        expected = offset + 1;
        const sentAt = Math.min(Math.max(0, appendedAt ?? time), latestTime);
        const valueAt = headersAt - Math.max(0, valueLength);
        messages.push(
          new KafkaMessage(source, { offset, sentAt, size, bytes: cursor.bytes, valueAt, valueLength, headersAt }),
        );
        bytes += size;
      }
      if (expected !== end) hasHoles = true;
    }
    nextOffset = end;
  }
  return { messages, nextOffset, hasHoles, bytes };
}

/** The batches that are there whole. */
function* batchesIn(recordSet: Buffer): Generator<Batch> {
  for (let start = 0; start + at.contents <= recordSet.length;) {
    const end = start + at.contents + recordSet.readInt32BE(start + at.length);
    if (end > recordSet.length) return;
    const magic = recordSet[start + at.magic];
    if (magic !== knownMagic || end < start + at.records)
      throw new Error(`a record batch is of a format that can't be read (${magic}): Kafka 3.1 or newer is needed`);
    const first = Number(recordSet.readBigInt64BE(start));
    yield {
      first,
      end: first + recordSet.readInt32BE(start + at.lastOffsetDelta) + 1,
      attributes: recordSet.readInt16BE(start + at.attributes),
      firstTimestamp: Number(recordSet.readBigInt64BE(start + at.firstTimestamp)),
      maxTimestamp: Number(recordSet.readBigInt64BE(start + at.maxTimestamp)),
      producerId: recordSet.readBigInt64BE(start + at.producerId),
      count: recordSet.readInt32BE(start + at.count),
      packed: recordSet.subarray(start + at.records, end),
    };
    start = end;
  }
}

function unpack({ attributes, packed }: Batch): Buffer {
  const codec = attributes & compression;
  if (codec === 0) return packed;
  const algorithms: Readonly<Record<number, { decompressSync(data: Buffer): Buffer } | undefined>> =
    compressionsAlgorithmsByBitmask;
  const algorithm = algorithms[codec];
  if (algorithm === undefined) throw new UnsupportedCompressionError(`records are packed in an unknown way (${codec})`);
  return algorithm.decompressSync(packed);
}

/** Which producers are within a transaction that was aborted, batch after batch: its end is often in a later answer. */
class AbortedTransactions {
  readonly #waiting: Aborted[];
  readonly #open = new Set<bigint>();

  constructor(aborted: readonly Aborted[]) {
    this.#waiting = aborted.toSorted((a, b) => Number(a.firstOffset - b.firstOffset));
  }

  has(batch: Batch): boolean {
    for (;;) {
      const [next] = this.#waiting;
      if (next === undefined || next.firstOffset >= batch.end) break;
      this.#open.add(next.producerId);
      this.#waiting.shift();
    }
    return this.#open.has(batch.producerId);
  }

  end(batch: Batch): void {
    this.has(batch);
    this.#open.delete(batch.producerId);
  }
}
