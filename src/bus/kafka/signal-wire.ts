import { crc32 } from 'node:zlib';
import avsc from 'avsc';
import { schemaTextOf } from '../../events/encode.ts';
import { schemaText } from '../../events/schema-text.ts';
import type { OutgoingMessage } from '../bus.ts';

/** How signals look on Kafka: byte for byte as the platform's own producer (edx-event-bus-kafka) writes them. */

/** A schema and what it is registered under. */
export interface Registration {
  readonly subject: string;
  readonly schema: string;
}

/** The schema of the keys of badges: that producer makes it of the field that event_key_field names, `badge.uuid`. */
const keySchema = schemaText({ name: 'uuid', type: 'string' });
const keyType = avsc.Type.forSchema('string');

export function keyRegistration(fullTopic: string): Registration {
  return { subject: `${fullTopic}-string`, schema: keySchema };
}

export function valueRegistration(fullTopic: string, message: OutgoingMessage): Registration {
  const { type = '', sourcelib = '' } = attributesOf(message);
  return { subject: `${fullTopic}-${type}.CloudEvent`, schema: schemaTextOf(type, { sourcelib }) };
}

/** The bytes of a signal. */
export interface SignalRecord {
  readonly key: Buffer;
  readonly value: Buffer;
  /** In the order in which the reference writes them. */
  readonly headers: Map<Buffer, Buffer>;
}

/** @param ids under which the registry has the schemas */
export function toRecord(
  message: OutgoingMessage,
  ids: { readonly key: number; readonly value: number },
): SignalRecord {
  const attributes = attributesOf(message);
  const headers = headerNames.map(([name, from]): [Buffer, Buffer] => [
    Buffer.from(name),
    Buffer.from(from === null ? (constants[name] ?? '') : (attributes[from] ?? '')),
  ]);
  return {
    key: frame(ids.key, keyType.toBuffer(message.key)),
    value: frame(ids.value, message.body),
    headers: new Map(headers),
  };
}

const constants: Readonly<Record<string, string>> = {
  ce_specversion: '1.0',
  'content-type': 'application/avro',
  ce_datacontenttype: 'application/avro',
};

/** The headers, and the attribute that each of them tells. */
const headerNames: readonly (readonly [name: string, attribute: string | null])[] = [
  ['ce_specversion', null],
  ['content-type', null],
  ['ce_datacontenttype', null],
  ['ce_type', 'type'],
  ['ce_id', 'id'],
  ['ce_source', 'source'],
  ['ce_time', 'time'],
  ['ce_minorversion', 'minorversion'],
  ['sourcehost', 'sourcehost'],
  ['sourcelib', 'sourcelib'],
];

/** Confluent's frame: a zero, the id of the schema, the body. */
function frame(schemaId: number, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeInt32BE(schemaId, 1);
  return Buffer.concat([head, body]);
}

/** The partition of a key as librdkafka chooses it, so that Laurel's signals lie where those of Python would. */
export function partitionOf(key: Buffer, partitions: number): number {
  return crc32(key) % partitions;
}

export function attributesOf({ fields }: OutgoingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(fields);
}
