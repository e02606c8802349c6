import { startKafka } from '../support/kafka.ts';
import type { KafkaCluster } from '../support/kafka.ts';
import { avroText, framed, KafkaTopic } from '../support/kafka-topic.ts';
import type { KafkaMessageToSend } from '../support/kafka-topic.ts';
import { startRegistry } from '../support/registry.ts';
import type { RegistryServer } from '../support/registry.ts';
import { waitFor } from '../support/wait.ts';
import { shippedCatalogue } from '../../src/events/catalogue.ts';
import type { FireBus } from './bus.ts';
import { readSignal } from './wire.ts';
import type { Message, Signal } from './wire.ts';

const topicName = 'fire-learning-badges-lifecycle';
const group = `badges.${topicName}`;
const partitions = 3;
/** Of a frame: what says which schema the body has. */
const frameBytes = 5;
const withoutPrefix = new Set(['sourcehost', 'sourcelib']);

/** Kafka with its schema registry, of the harness's own: one broker, a topic of three partitions. */
export class KafkaBus implements FireBus {
  readonly name = 'kafka';
  readonly environment;
  readonly cluster: KafkaCluster;
  readonly registry: RegistryServer;
  /** The producer sends nothing twice by itself; what a failed call was about is sent again. */
  readonly resent = new Set<string>();
  readonly #topic: KafkaTopic;
  /** How many messages of each partition are listened to. */
  readonly #listened = new Map<number, number>();

  private constructor(cluster: KafkaCluster, registry: RegistryServer) {
    this.cluster = cluster;
    this.registry = registry;
    this.#topic = new KafkaTopic({ kafkaServers: cluster.servers, registryUrl: registry.url }, topicName);
    this.environment = {
      EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS: cluster.servers,
      EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL: registry.url,
      EVENT_BUS_TOPIC_PREFIX: 'fire',
      EVENT_BUS_KAFKA_CONSUMER_POLL_TIMEOUT: '0.5',
      EVENT_BUS_KAFKA_CONSUMER_POLL_FAILURE_SLEEP: '0.1',
      EVENT_BUS_KAFKA_AUDIT_LOGGING_ENABLED: 'false',
      // What a dead process had is left to the other one after so long.
      LAUREL_KAFKA_SESSION_SECONDS: '3',
    };
  }

  static async start(): Promise<KafkaBus> {
    const [cluster, registry] = await Promise.all([startKafka(), startRegistry()]);
    const bus = new KafkaBus(cluster, registry);
    await bus.#topic.create({ partitions });
    return bus;
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
    const [entries, committed] = await Promise.all([
      this.#topic.entries(),
      this.#topic.admin.committed(group, topicName),
    ]);
    const newest = new Map(entries.map(({ partition, offset }) => [partition, offset]));
    return [...newest].every(([partition, offset]) => Number(committed.get(partition) ?? -1n) > offset);
  }

  async newSignals(): Promise<Signal[]> {
    const entries = await this.#topic.entries();
    const fresh = entries.filter(({ partition, offset }) => offset >= (this.#listened.get(partition) ?? 0));
    for (const { partition, offset } of fresh) this.#listened.set(partition, offset + 1);
    return fresh.flatMap(({ headers, value }) => {
      const plain = new Map(headers.map(([name, text]) => [name.replace(/^ce_/, ''), text]));
      return value === null ? [] : (readSignal(plain, value.subarray(frameBytes)) ?? []);
    });
  }

  async close(): Promise<void> {
    await this.#topic.close();
    await Promise.all([this.cluster.remove(), this.registry.remove()]);
  }

  /** As the platform's producer writes it: the learner's events are spread over partitions by their course. */
  async #framed({ event, headers, body }: Message): Promise<KafkaMessageToSend> {
    const type = headers.find(([name]) => name === 'type')?.[1] ?? '';
    const schema = shippedCatalogue().types.get(type)?.variants.at(-1)?.schema;
    const [keyId, valueId] = await Promise.all([
      this.#topic.register('string', { name: 'course_key', type: 'string' }),
      this.#topic.register(`${type}.CloudEvent`, schema),
    ]);
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
}
