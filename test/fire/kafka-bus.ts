import { randomUUID } from 'node:crypto';
import { avroText, framed, KafkaTopic } from '../support/kafka-topic.ts';
import type { KafkaEntry, KafkaMessageToSend } from '../support/kafka-topic.ts';
import type { KafkaPlace } from '../support/on-demand.ts';
import { waitFor } from '../support/wait.ts';
import { shippedCatalogue } from '../../src/events/catalogue.ts';
import type { FireBus, Removed } from './bus.ts';
import type { OwnKafka } from './servers.ts';
import { readSignal, sentTypes } from './wire.ts';
import type { Message, Signal } from './wire.ts';

export const partitions = 3;
/** Of a frame: what says which schema the body has. */
const frameBytes = 5;
const withoutPrefix = new Set(['sourcehost', 'sourcelib']);

/** A topic of three partitions on a Kafka with its schema registry. */
export class KafkaBus implements FireBus {
  readonly name = 'kafka';
  readonly environment;
  /** Null where the servers are others', too: then they may not be broken. */
  readonly own: OwnKafka | null;
  /** The producer sends nothing twice by itself; what a failed call was about is sent again. */
  readonly resent = new Set<string>();
  readonly #topic: KafkaTopic;
  /** How many messages of each partition are listened to. */
  readonly #listened = new Map<number, number>();
  /** Signals that were heard, and not asked for yet. */
  readonly #heard: Signal[] = [];

  private constructor(servers: KafkaPlace, own: KafkaBus['own']) {
    this.own = own;
    const prefix = `fire${randomUUID().slice(0, 8)}`;
    this.#topic = new KafkaTopic(servers, `${prefix}-learning-badges-lifecycle`);
    this.environment = {
      EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS: servers.kafkaServers,
      EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL: servers.registryUrl,
      EVENT_BUS_TOPIC_PREFIX: prefix,
      EVENT_BUS_KAFKA_CONSUMER_POLL_TIMEOUT: '0.5',
      EVENT_BUS_KAFKA_CONSUMER_POLL_FAILURE_SLEEP: '0.1',
      EVENT_BUS_KAFKA_AUDIT_LOGGING_ENABLED: 'false',
      // What a dead process had is left to the other one after so long.
      LAUREL_KAFKA_SESSION_SECONDS: '3',
    };
  }

  /** A topic of its own on these servers: the harness's, or those of others. */
  static async start(servers: OwnKafka | KafkaPlace): Promise<KafkaBus> {
    const bus = 'cluster' in servers ? KafkaBus.#on(servers) : new KafkaBus(servers, null);
    await bus.#topic.create({ partitions });
    // Later the registry may be away: of a sender that has once asked for its schemas, that stops nothing.
    await Promise.all(sentTypes.map((type) => bus.#schemasOf(type)));
    return bus;
  }

  static #on(own: OwnKafka): KafkaBus {
    return new KafkaBus({ kafkaServers: own.cluster.servers, registryUrl: own.registry.url }, own);
  }

  async send(messages: readonly Message[]): Promise<void> {
    const framedMessages = await Promise.all(messages.map((message) => this.#framed(message)));
    let tried = false;
    await waitFor(
      'Kafka takes the events',
      async () => {
        if (tried) for (const { event } of messages) this.resent.add(event.id);
        tried = true;
        await this.#topic.send(...framedMessages);
        return true;
      },
      { timeoutMs: 60_000, everyMs: 200 },
    );
  }

  async isDrained(): Promise<boolean> {
    const [ends, committed] = await Promise.all([
      this.#topic.ends(),
      this.#topic.admin.committed(`badges.${this.#topic.name}`, this.#topic.name),
    ]);
    // Of a partition in which nothing is, nothing is committed.
    return ends.every((end, partition) => end === 0n || (committed.get(partition) ?? -1n) >= end);
  }

  async newSignals(): Promise<Signal[]> {
    this.#hear(await this.#topic.entries());
    return this.#heard.splice(0);
  }

  /**
   * Removes a part of what the group has not read, as retention does. Nobody may read meanwhile.
   *
   * @param processed where the group is with each partition, as far as it has said so elsewhere
   */
  async removeUnread(processed: ReadonlyMap<number, number>): Promise<Removed> {
    const [ends, committed] = await Promise.all([
      this.#topic.ends(),
      this.#topic.admin.committed(`badges.${this.#topic.name}`, this.#topic.name),
    ]);
    // Afterwards: more may come meanwhile, and what is removed must be known.
    const entries = await this.#topic.entries();
    this.#hear(entries);
    const unread: string[] = [];
    let count = 0;
    for (const [partition, end] of ends.entries()) {
      const from = Math.max(processed.get(partition) ?? 0, Number(committed.get(partition) ?? 0n));
      const before = from + Math.ceil((Number(end) - from) / 2);
      if (before <= from) continue;
      await this.#topic.admin.deleteRecords(this.#topic.name, partition, BigInt(before));
      count += before - from;
      const removed = entries.filter(
        (entry) => entry.partition === partition && entry.offset >= from && entry.offset < before,
      );
      unread.push(...removed.filter(isSent).map((entry) => entry.header('ce_id')));
    }
    return { unread, unfinished: [], counts: { unread: count, unfinished: 0 } };
  }

  async close(): Promise<void> {
    await this.#topic.close();
  }

  #hear(entries: readonly KafkaEntry[]): void {
    for (const { partition, offset, headers, value } of entries) {
      if (offset < (this.#listened.get(partition) ?? 0)) continue;
      this.#listened.set(partition, offset + 1);
      const plain = new Map(headers.map(([name, text]) => [name.replace(/^ce_/, ''), text]));
      const signal = value === null ? null : readSignal(plain, value.subarray(frameBytes));
      if (signal !== null) this.#heard.push(signal);
    }
  }

  /** As the platform's producer writes it: the learner's events are spread over partitions by their course. */
  async #framed({ event, headers, body }: Message): Promise<KafkaMessageToSend> {
    const [keyId, valueId] = await this.#schemasOf(headers.find(([name]) => name === 'type')?.[1] ?? '');
    return {
      key: framed(keyId, avroText(event.course)),
      value: framed(valueId, body),
      headers: [
        ['ce_specversion', '1.0'],
        ['content-type', 'application/avro'],
        ['ce_datacontenttype', 'application/avro'],
        ...headers.map(([name, value]) => [withoutPrefix.has(name) ? name : `ce_${name}`, value] as const),
      ],
    };
  }

  /** The ids of a type's key and body with the registry. */
  #schemasOf(type: string): Promise<[key: number, value: number]> {
    const schema = shippedCatalogue().types.get(type)?.variants.at(-1)?.schema;
    return Promise.all([
      this.#topic.register('string', { name: 'course_key', type: 'string' }),
      this.#topic.register(`${type}.CloudEvent`, schema),
    ]);
  }
}

/** Whether the platform has sent it, and not Laurel. */
function isSent(entry: KafkaEntry): boolean {
  return entry.header('ce_source') === 'openedx/lms/web';
}
