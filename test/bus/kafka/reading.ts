/** Reads topics of the shared Kafka as a consumer does, and tells what came of it. */
import { randomUUID } from 'node:crypto';
import type { KafkaWatch } from '../../../src/bus/kafka/reading-parts.ts';
import { SchemaRegistry } from '../../../src/bus/kafka/registry.ts';
import { openKafkaSubscription } from '../../../src/bus/kafka/subscription.ts';
import type { Subscription } from '../../../src/bus/bus.ts';
import type { RawMessage } from '../../../src/events/message.ts';
import type { KafkaSettings } from '../../../src/settings/kafka.ts';
import type { Environment } from '../../../src/settings/sources.ts';
import type { BusGap } from '../../../src/store/engine/bus-gaps.ts';
import type { Database } from '../../../src/store/database/database.ts';
import type { TopicOptions } from '../../support/kafka-admin.ts';
import { KafkaTopic } from '../../support/kafka-topic.ts';
import { recordLogs } from '../../support/logs.ts';
import type { KafkaPlace } from '../../support/on-demand.ts';
import { waitFor } from '../../support/wait.ts';
import { kafkaSettings } from './kafka-settings.ts';

export interface Reading {
  readonly subscription: Subscription;
  readonly gaps: readonly BusGap[];
  /** How many messages were fetched, handed out or not. */
  readonly fetched: () => number;
  /** The log. */
  readonly text: () => string;
  /** Records and acknowledges, as a consumer does after its transaction. */
  readonly done: (messages: readonly RawMessage[]) => Promise<void>;
  /** Reads until so many messages have come. */
  readonly take: (count: number, timeoutMs?: number) => Promise<RawMessage[]>;
}

/** Opens topics and readings of them, and closes them all. */
export class ReadingStage {
  readonly #kafka: KafkaPlace;
  readonly #database: Database;
  #closers: (() => Promise<unknown>)[] = [];

  constructor(kafka: KafkaPlace, database: Database) {
    this.#kafka = kafka;
    this.#database = database;
  }

  /** A topic of a name of its own; not made when there are no partitions. */
  async makeTopic(options: TopicOptions = {}, name = `t-${randomUUID().slice(0, 8)}`): Promise<KafkaTopic> {
    const topic = new KafkaTopic(this.#kafka, name);
    this.#closers.push(() => topic.close());
    if (options.partitions !== 0) await createTopic(topic, options);
    return topic;
  }

  open(topics: readonly KafkaTopic[], environment: Environment = {}): Reading {
    const gaps: BusGap[] = [];
    let fetched = 0;
    const watch: KafkaWatch = {
      rebalanced: () => {},
      fetched: ({ messages }) => (fetched += messages),
      lag: () => {},
    };
    const { logger, text } = recordLogs();
    const settings = settingsOf(this.#kafka, environment);
    const database = this.#database;
    const subscription = openKafkaSubscription(
      settings,
      topics.map(({ name }) => name),
      { database, schemas: new SchemaRegistry(settings.registry), logger, onGap: (_, gap) => gaps.push(gap), watch },
    );
    this.#closers.push(() => subscription.close());
    const done = async (messages: readonly RawMessage[]): Promise<void> => {
      await subscription.positions?.record(database, messages, true);
      await subscription.acknowledge(messages);
    };
    return {
      subscription,
      gaps,
      fetched: () => fetched,
      text,
      done,
      take: (count, timeoutMs = 20_000) => take(subscription, count, timeoutMs, text),
    };
  }

  async close(): Promise<void> {
    for (const close of this.#closers.toReversed()) await close();
    this.#closers = [];
  }
}

/** Makes a topic, once one of the same name is gone, and waits until its leader knows it. */
export async function createTopic(topic: KafkaTopic, options: TopicOptions = {}): Promise<void> {
  await waitFor('the topic is made', async () => (await topic.create(options), true));
  await waitFor('the topic is known', async () => (await topic.entries(), true));
}

/** The settings of {@link ReadingStage.open}. */
export function settingsOf({ kafkaServers, registryUrl }: KafkaPlace, environment: Environment): KafkaSettings {
  return kafkaSettings({
    EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS: kafkaServers,
    EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL: registryUrl,
    EVENT_BUS_KAFKA_CONSUMER_POLL_TIMEOUT: '0.2',
    LAUREL_KAFKA_SESSION_SECONDS: '6',
    ...environment,
  });
}

async function take(
  subscription: Subscription,
  count: number,
  timeoutMs: number,
  text: () => string,
): Promise<RawMessage[]> {
  const taken: RawMessage[] = [];
  const { signal } = new AbortController();
  const enough = async (): Promise<boolean> => {
    taken.push(...(await subscription.read(100, signal)));
    return taken.length >= count;
  };
  await waitFor(`${count} messages`, enough, { timeoutMs }).catch((error: unknown) => {
    throw new Error(`${taken.length} of ${count} came\n${text()}`, { cause: error });
  });
  return taken;
}

/** The id of the event in a message. */
export function idOf({ fields }: RawMessage): string {
  return String(fields[fields.findIndex((field, index) => index % 2 === 0 && String(field) === 'id') + 1]);
}
