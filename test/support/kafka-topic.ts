import { Consumer, Producer } from '@platformatic/kafka';
import type { RecordsBatch } from '@platformatic/kafka';
import { schemaText } from '../../src/events/schema-text.ts';
import { shippedCatalogue } from '../../src/events/catalogue.ts';
import { encodeEvent } from '../../src/events/encode.ts';
import type { Event } from '../../src/rules/event.ts';
import { KafkaAdmin } from './kafka-admin.ts';
import type { TopicOptions } from './kafka-admin.ts';
import type { KafkaPlace } from './on-demand.ts';

/** A message of the topic, headers in their order. */
export interface KafkaEntry {
  readonly partition: number;
  readonly offset: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The text of one header; empty when there is none. */
  header(name: string): string;
}

/** What to write as it is, whatever it is. */
export interface KafkaMessageToSend {
  readonly key?: Buffer;
  readonly value?: Buffer;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly partition?: number;
}

/** What a message is keyed by: a field of the payload, as event_key_field names it. */
interface Key {
  readonly field: string;
  readonly value: string;
}

/** A topic of Kafka, as an onlooker sees it, and as a producer of the platform fills it. */
export class KafkaTopic {
  readonly name: string;
  readonly admin: KafkaAdmin;
  readonly #kafka: KafkaPlace;
  readonly #producer: Producer;
  readonly #onlooker: Consumer;
  readonly #ids = new Map<string, Promise<number>>();

  /** @param name with the prefix */
  constructor(kafka: KafkaPlace, name = 'dev-learning-badges-lifecycle') {
    this.name = name;
    this.#kafka = kafka;
    const bootstrapBrokers = kafka.kafkaServers.split(',');
    const common = { clientId: 'tests', bootstrapBrokers, connectTimeout: 2000, timeout: 10_000 };
    this.admin = new KafkaAdmin(bootstrapBrokers);
    // It waits long for a leader: brokers die in tests.
    this.#producer = new Producer({ ...common, acks: -1, idempotent: true, retries: 120, retryDelay: 250 });
    this.#onlooker = new Consumer({ ...common, groupId: 'onlooker', retries: 120, retryDelay: 250 });
  }

  /** Makes the topic. */
  async create(options?: TopicOptions): Promise<void> {
    await this.admin.createTopic(this.name, options);
  }

  /** Adds events in the wire form, in one go. */
  async publish(...events: readonly Event[]): Promise<void> {
    await this.send(...(await Promise.all(events.map((event) => this.messageOf(event)))));
  }

  /** An event as the platform's producer writes it; `keyed` by the course unless something else is said. */
  async messageOf(event: Event, keyed: Key = courseOf(event)): Promise<KafkaMessageToSend> {
    const { type, id, source, time, payload } = event;
    const { fields, body } = encodeEvent(type, payload, { id, source, time, sourcehost: 'lms' });
    const schema = shippedCatalogue().types.get(type)?.variants.at(-1)?.schema;
    const [keyId, valueId] = await Promise.all([
      this.register('string', { name: keyed.field, type: 'string' }),
      this.register(`${type}.CloudEvent`, schema),
    ]);
    return { key: framed(keyId, avroText(keyed.value)), value: framed(valueId, body), headers: headersOf(fields) };
  }

  /** Registers a schema for this topic, and gives its id. */
  register(record: string, schema: unknown): Promise<number> {
    const text = schemaText(schema);
    const key = `${record}\n${text}`;
    const asked = this.#ids.get(key) ?? this.#register(`${this.name}-${record}`, text);
    this.#ids.set(key, asked);
    // What failed is asked again the next time.
    asked.catch(() => this.#ids.delete(key));
    return asked;
  }

  async #register(subject: string, schema: string): Promise<number> {
    const answer = await fetch(`${this.#kafka.registryUrl}/subjects/${encodeURIComponent(subject)}/versions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ schema }),
      signal: AbortSignal.timeout(20_000),
    });
    const { id } = (await answer.json()) as { readonly id?: number };
    if (id === undefined) throw new Error(`the registry answers ${answer.status} for ${subject}`);
    return id;
  }

  /** Writes messages as they are, in order. */
  async send(...messages: readonly KafkaMessageToSend[]): Promise<void> {
    await this.#producer.send({
      messages: messages.map(({ headers, ...message }) => ({
        ...message,
        topic: this.name,
        headers: new Map((headers ?? []).map(([name, value]) => [Buffer.from(name), Buffer.from(value)])),
      })),
    });
  }

  /** Where the next message of each partition will be. */
  async ends(): Promise<readonly bigint[]> {
    return (await this.#onlooker.listOffsets({ topics: [this.name], timestamp: -1n })).get(this.name) ?? [];
  }

  /** Everything that is in the topic, oldest first within each partition. */
  async entries(): Promise<KafkaEntry[]> {
    const { topics } = await this.#onlooker.metadata({ topics: [this.name], forceUpdate: true });
    const topic = topics.get(this.name);
    if (topic === undefined) return [];
    const [starts, ends] = await Promise.all(
      [-2n, -1n].map((timestamp) => this.#onlooker.listOffsets({ topics: [this.name], timestamp })),
    );
    const all: KafkaEntry[] = [];
    for (const [partition, { leader }] of Object.entries(topic.partitions)) {
      const index = Number(partition);
      const end = ends?.get(this.name)?.[index] ?? 0n;
      let offset = starts?.get(this.name)?.[index] ?? 0n;
      while (offset < end) {
        const batches = await this.#fetch(leader, topic.id, index, offset);
        for (const batch of batches) {
          all.push(...entriesOf(batch, index).filter((entry) => entry.offset >= Number(offset)));
          offset = batch.firstOffset + BigInt(batch.lastOffsetDelta) + 1n;
        }
      }
    }
    return all;
  }

  async #fetch(node: number, topicId: string, partition: number, fetchOffset: bigint): Promise<RecordsBatch[]> {
    const answer = await this.#onlooker.fetch({
      node,
      minBytes: 1,
      maxBytes: 8 << 20,
      maxWaitTime: 200,
      isolationLevel: 0,
      topics: [
        {
          topicId,
          partitions: [
            { partition, currentLeaderEpoch: -1, fetchOffset, lastFetchedEpoch: -1, partitionMaxBytes: 8 << 20 },
          ],
        },
      ],
    });
    return answer.responses[0]?.partitions[0]?.records ?? [];
  }

  async close(): Promise<void> {
    await Promise.all([this.admin.close(), this.#producer.close(), this.#onlooker.close()]);
  }
}

function entriesOf(batch: RecordsBatch, partition: number): KafkaEntry[] {
  const isControl = (batch.attributes & 32) !== 0;
  return (isControl ? [] : batch.records).map((record) => {
    const pairs = record.headers as unknown as readonly (readonly [Buffer, Buffer])[];
    const headers = pairs.map(([name, value]) => [String(name), String(value)] as const);
    return {
      partition,
      offset: Number(batch.firstOffset) + record.offsetDelta,
      key: record.key,
      value: record.value,
      headers,
      header: (wanted) => headers.find(([name]) => name === wanted)?.[1] ?? '',
    };
  });
}

/** The headers of edx-event-bus-kafka, in its order. */
function headersOf(fields: readonly (readonly [string, string])[]): [string, string][] {
  const bare = new Set(['sourcehost', 'sourcelib']);
  return [
    ['ce_specversion', '1.0'],
    ['content-type', 'application/avro'],
    ['ce_datacontenttype', 'application/avro'],
    ...fields.map(([name, value]): [string, string] => [bare.has(name) ? name : `ce_${name}`, value]),
  ];
}

/** The frame of Confluent's serializers. */
export function framed(schemaId: number, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(schemaId, 1);
  return Buffer.concat([head, body]);
}

/** A text in Avro. */
export function avroText(text: string): Buffer {
  const bytes = Buffer.from(text);
  const length: number[] = [];
  for (let rest = bytes.length * 2; ; rest = Math.floor(rest / 128)) {
    length.push(rest < 128 ? rest : (rest % 128) + 128);
    if (rest < 128) break;
  }
  return Buffer.concat([Buffer.from(length), bytes]);
}

function courseOf({ payload, id }: Event): Key {
  const { course } = payload as { readonly course?: Readonly<Record<string, string>> };
  const field = ['course_key', 'ccx_course_key'].find((name) => course?.[name] !== undefined);
  return field === undefined ? { field: 'id', value: id } : { field, value: course?.[field] ?? '' };
}
