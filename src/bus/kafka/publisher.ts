import { ProduceAcks, Producer } from '@platformatic/kafka';
import type { Logger } from 'pino';
import { LaurelError } from '../../errors.ts';
import type { BusSettings } from '../../settings.ts';
import type { KafkaSettings } from '../../settings/kafka.ts';
import type { OutgoingMessage, Publisher } from '../bus.ts';
import { Outage } from '../outage.ts';
import { fullTopic } from '../topics.ts';
import { clientOptions, kafkaAddress } from './client-options.ts';
import { brokerAnswers, busUnavailable, describeFailure, isAnswered } from './failures.ts';
import { lasting } from './lasting.ts';
import { asLack, lackedRights, lackOf } from './rights.ts';
import { SchemaRegistry } from './registry.ts';
import { attributesOf, keyRegistration, partitionOf, toRecord, valueRegistration } from './signal-wire.ts';
import type { SignalRecord } from './signal-wire.ts';

/** Writes to Kafka in the form of the platform's own producer. Connects with the first message. */
export function openKafkaPublisher(
  settings: KafkaSettings,
  topicPrefix: BusSettings['topicPrefix'],
  logger: Logger,
): Publisher {
  return new KafkaPublisher(settings, topicPrefix, logger);
}

/** How often the way is looked at while nothing is sent. */
const CHECK_EVERY_MS = 15_000;
/** Together with the tries shorter than the database leaves a transaction that waits. */
const REQUEST_MS = 3_000;
const RETRIES = 2;
const RETRY_MS = 200;

type Client = Producer;
type Ready = SignalRecord & { readonly topic: string; readonly partition: number; readonly message: OutgoingMessage };

class KafkaPublisher implements Publisher {
  readonly name: string;
  readonly #settings: KafkaSettings;
  readonly #topicPrefix: string;
  readonly #logger: Logger;
  readonly #address: string;
  readonly #registry: SchemaRegistry;
  readonly #outage: Outage;
  #client: Client | null = null;
  /** Ids of messages of a failed call that the brokers have taken. */
  readonly #taken = new Set<string>();
  /** Topics that this user is known to be allowed to write. */
  readonly #writable = new Set<string>();
  /** What is known of the way until then is known well enough. */
  #checkedUntil = 0;

  constructor(settings: KafkaSettings, topicPrefix: string, logger: Logger) {
    this.#settings = settings;
    this.#topicPrefix = topicPrefix;
    this.#logger = logger;
    this.#address = kafkaAddress(settings);
    this.#registry = new SchemaRegistry(settings.registry);
    this.name = `kafka ${this.#address}`;
    this.#outage = new Outage('kafka publisher', settings.pollFailureSleepMs, logger);
  }

  get healthy(): boolean {
    return this.#outage.healthy;
  }

  get trouble(): string | null {
    return this.#outage.trouble;
  }

  async publish(messages: readonly OutgoingMessage[], begin: () => void = () => {}): Promise<void> {
    const open = messages.filter((message) => !this.#taken.has(idOf(message)));
    if (open.length > 0) {
      const ready = await this.#attempt(() => this.#prepare(open));
      begin();
      await this.#attempt(() => this.#send(ready));
      this.#succeeded();
    }
    this.#taken.clear();
  }

  async check(topic: string): Promise<void> {
    if (performance.now() < this.#checkedUntil) return;
    try {
      const full = fullTopic(this.#topicPrefix, topic);
      await this.#partitionsOf(full, false);
      await this.#requireWrite(full);
      await this.#registry.check();
      this.#succeeded();
    } catch (error) {
      this.#failed(error);
    }
  }

  async close(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    await client?.close();
  }

  get #producer(): Client {
    if (this.#client !== null) return this.#client;
    const client: Client = lasting(
      new Producer({
        ...clientOptions(this.#settings),
        requestTimeout: REQUEST_MS,
        timeout: REQUEST_MS,
        // A message that is sent again keeps its number, so that the brokers take it once.
        idempotent: true,
        acks: ProduceAcks.ALL,
        retries: RETRIES,
        retryDelay: RETRY_MS,
      }),
    );
    // Without a listener an error would end the process; whoever waits for an answer is told it anyway.
    client.on('error', (error: Error) => this.#logger.debug({ cause: describeFailure(error) }, 'the producer failed'));
    this.#client = client;
    return client;
  }

  async #attempt<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      this.#failed(error);
      throw busUnavailable(this.#address, error);
    }
  }

  #succeeded(): void {
    this.#outage.succeeded();
    this.#checkedUntil = performance.now() + CHECK_EVERY_MS;
  }

  #failed(error: unknown): void {
    const pauseMs = this.#outage.failed(describeFailure(error), isAnswered(error) ? 'refused' : 'unanswered');
    this.#checkedUntil = performance.now() + Math.min(pauseMs, CHECK_EVERY_MS);
  }

  /** Asks brokers and registry for all that sending needs: nothing is written to who does not answer. */
  async #prepare(messages: readonly OutgoingMessage[]): Promise<readonly Ready[]> {
    const partitions = new Map<string, number>();
    const ready: Ready[] = [];
    for (const message of messages) {
      const topic = fullTopic(this.#topicPrefix, message.topic);
      const count = partitions.get(topic) ?? (await this.#partitionsOf(topic, true));
      partitions.set(topic, count);
      const record = toRecord(message, { key: await this.#keyId(topic), value: await this.#valueId(topic, message) });
      ready.push({ ...record, topic, partition: partitionOf(record.key, count), message });
    }
    return ready;
  }

  #keyId(topic: string): Promise<number> {
    const { subject, schema } = keyRegistration(topic);
    return this.#registry.register(subject, schema);
  }

  #valueId(topic: string, message: OutgoingMessage): Promise<number> {
    const { subject, schema } = valueRegistration(topic, message);
    return this.#registry.register(subject, schema);
  }

  /** @param create whether brokers that make topics by themselves may make it now, as for the platform's own producers */
  async #partitionsOf(topic: string, create: boolean): Promise<number> {
    const metadata = await this.#producer
      .metadata({ topics: [topic], forceUpdate: true, autocreateTopics: create })
      .catch((error: unknown) => {
        throw asLack(error, this.#settings, 'Describe', { kind: 'topic', name: topic });
      });
    return metadata.topics.get(topic)?.partitionsCount ?? 1;
  }

  /** Whether signals could be written, so that it is not the first award which tells. Brokers log who asks: it is asked until it is so. */
  async #requireWrite(topic: string): Promise<void> {
    if (this.#writable.has(topic)) return;
    const [lacked] = await lackedRights(this.#producer, topic, ['Write']);
    if (lacked !== undefined) throw lackOf(this.#settings, lacked, { kind: 'topic', name: topic });
    this.#writable.add(topic);
  }

  /** Partition by partition: what one of them refuses keeps no other from what it gets, and each takes all or nothing. */
  async #send(ready: readonly Ready[]): Promise<void> {
    const groups = Map.groupBy(ready, ({ topic, partition }) => `${topic} ${partition}`);
    let failure: Error | null = null;
    for (const group of groups.values()) {
      try {
        const { offsets } = await this.#producer.send({
          messages: group.map(({ topic, partition, key, value, headers }) => ({
            topic,
            partition,
            key,
            value,
            headers,
          })),
        });
        const first = offsets?.[0]?.offset;
        for (const [index, { message, topic, partition }] of group.entries()) {
          this.#taken.add(idOf(message));
          this.#audit(message, topic, `${partition}:${first === undefined ? '?' : first + BigInt(index)}`);
        }
      } catch (error) {
        const [{ topic }] = group as [Ready];
        const told = await this.#inWords(error, topic);
        failure ??= told instanceof Error ? told : new Error(String(told));
        // No answer of one broker is likely the fate of all; refusals are each partition's own.
        if (brokerAnswers(error).size === 0) break;
      }
    }
    if (failure !== null) throw failure;
  }

  /** Whoever may write to no topic at all may not even begin to send: the brokers then say that of the cluster. */
  async #inWords(error: unknown, topic: string): Promise<unknown> {
    const said = brokerAnswers(error);
    if (said.has('TOPIC_AUTHORIZATION_FAILED') || said.has('CLUSTER_AUTHORIZATION_FAILED'))
      this.#writable.delete(topic);
    if (!said.has('CLUSTER_AUTHORIZATION_FAILED'))
      return asLack(error, this.#settings, 'Write', { kind: 'topic', name: topic });
    return this.#requireWrite(topic).then(
      () => error,
      (lack: unknown) => (lack instanceof LaurelError ? lack : error),
    );
  }

  /** One line for each signal sent, with what names it and nothing of what is in it. */
  #audit(message: OutgoingMessage, topic: string, position: string): void {
    if (!this.#settings.auditLogging) return;
    const { type, id } = attributesOf(message);
    this.#logger.info({ topic, entry: position, type, id }, 'signal sent');
  }
}

function idOf(message: OutgoingMessage): string {
  return attributesOf(message)['id'] ?? '';
}
