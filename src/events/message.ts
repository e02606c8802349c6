import type { Headers } from './headers.ts';

/**
 * A message as it came off a bus, before anything of it is believed.
 *
 * Bus adapters produce it, the reader (reader.ts) makes an event of it, and what can't be read is parked exactly as it
 * is here, so nothing may be lost or repaired on the way in.
 */
export interface RawMessage {
  /** The full topic name, prefix included; for the HTTP inbox `http-inbox`. */
  readonly topic: string;
  /** Unique and stable within the topic: the Redis entry id, `partition:offset` of Kafka, or the inbox row. */
  readonly position: string;
  /**
   * Metadata as alternating names and values, as they came: `type`, `id`, `source`, `time`, `minorversion`,
   * `sourcehost`, `sourcelib`. Adapters of a bus that spells them otherwise (`ce_type`) translate the names.
   */
  readonly fields: readonly Buffer[];
  /** The encoded payload, or null when the message had none. */
  readonly body: Buffer | null;
  /**
   * `avro`: bare Avro of the CloudEvent record. `json`: the `data` object of a CloudEvent in JSON. `confluent`: Avro of that
   * record in the frame of a schema registry (confluent-frame.ts).
   */
  readonly format: MessageFormat;
  /**
   * Of `confluent`: the schema that the body was written with, as the registry has it. Null: the registry has none of that id,
   * or nobody has asked it yet.
   */
  readonly schema?: string | null;
  /** How often the bus has handed this message out, this time included. */
  readonly deliveries: number;
  /** What findHeaders() of headers.ts finds in `fields`, from an adapter that finds it without making these. */
  findHeaders?(): Headers | string;
}

export type MessageFormat = 'avro' | 'json' | 'confluent';

/** Bytes that a message holds: its metadata and its payload. */
export function bytesOf({ fields, body }: Pick<RawMessage, 'fields' | 'body'>): number {
  let sum = body?.length ?? 0;
  for (const field of fields) sum += field.length;
  return sum;
}

/** What is read and processed in one go has about so many bytes at most, or is a single message. */
export const BATCH_BYTES = 16 << 20;
