import { schemaIdAt } from '../../events/confluent-frame.ts';
import type { Headers } from '../../events/headers.ts';
import type { RawMessage } from '../../events/message.ts';
import { findHeadersAt, translateHeaders } from './headers.ts';
import type { OnDefault } from './headers.ts';

/** Where messages come from, many of them from the same. */
export interface MessageSource {
  readonly topic: string;
  readonly partition: number;
  /** Told of headers that were missing and are filled in, once they are asked for. */
  readonly onDefault: OnDefault;
}

/** Where the parts of a record lie. */
export interface RecordPlace {
  readonly offset: number;
  /** When it was sent, in milliseconds. */
  readonly sentAt: number;
  /** Bytes of the record. */
  readonly size: number;
  /** What it lies in, among others. */
  readonly bytes: Buffer;
  readonly valueAt: number;
  /** Negative: it has no value. */
  readonly valueLength: number;
  readonly headersAt: number;
}

/**
 * A message of Kafka, as it lies in what was fetched. Its parts are cut out when they are asked for, and not kept: nearly all
 * messages are read once, few headers of each, and many more wait than are in work.
 */
export class KafkaMessage implements RawMessage {
  readonly offset: number;
  /** When it was sent, in milliseconds. */
  readonly sentAt: number;
  /** Bytes of the record. */
  readonly size: number;
  schema: string | null = null;
  deliveries = 1;
  readonly #source: MessageSource;
  readonly #bytes: Buffer;
  readonly #valueAt: number;
  readonly #valueLength: number;
  readonly #headersAt: number;

  constructor(source: MessageSource, { offset, sentAt, size, bytes, valueAt, valueLength, headersAt }: RecordPlace) {
    this.offset = offset;
    this.sentAt = sentAt;
    this.size = size;
    this.#source = source;
    this.#bytes = bytes;
    this.#valueAt = valueAt;
    this.#valueLength = valueLength;
    this.#headersAt = headersAt;
  }

  get topic(): string {
    return this.#source.topic;
  }

  get partition(): number {
    return this.#source.partition;
  }

  get position(): string {
    return `${this.partition}:${this.offset}`;
  }

  get format(): 'confluent' {
    return 'confluent';
  }

  get body(): Buffer | null {
    const [start, length] = [this.#valueAt, this.#valueLength];
    return length < 0 ? null : this.#bytes.subarray(start, start + length);
  }

  /** The id of the schema that its frame names; null when it has none. */
  get schemaId(): number | null {
    return schemaIdAt(this.#bytes, this.#valueAt, this.#valueLength);
  }

  get fields(): readonly Buffer[] {
    return translateHeaders(this.#bytes, this.#headersAt, this.sentAt);
  }

  findHeaders(): Headers | string {
    return findHeadersAt(this.#bytes, this.#headersAt, this.sentAt, this.#source.onDefault);
  }
}
