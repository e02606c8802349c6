import type { Event } from '../../src/rules/event.ts';
import { KafkaTopic } from '../../test/support/kafka-topic.ts';
import type { BusAddress, KafkaAddress } from './jobs.ts';
import { addCommand, connectRedis } from './stream.ts';
import type { BareRedis } from './stream.ts';

/** The topic that carries the events of a soak; Laurel's own signals have the first one to themselves. */
export const soakTopics = { signals: 'learning-badges-lifecycle', events: 'learning-events', prefix: 'soak' };
const topic = `${soakTopics.prefix}-${soakTopics.events}`;
const group = `badges.${topic}`;
const partitions = 4;

/** The bus of a soak, seen from its sender. */
export interface SoakBus {
  /** Settings by which Laurel reads it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Makes the topic. */
  create(): Promise<void>;
  send(events: readonly Event[]): Promise<void>;
  /** How many events the consumers have not done yet. */
  behind(): Promise<number>;
  /** Removes what is done, so that the bus does not grow; never what is not. */
  trim(): Promise<void>;
  close(): Promise<void>;
}

export async function openSoakBus(address: BusAddress): Promise<SoakBus> {
  if (!('redisUrl' in address)) return new KafkaSoakBus(address);
  return new RedisSoakBus(address.redisUrl, await connectRedis(address.redisUrl).connect());
}

const common = {
  EVENT_BUS_TOPIC_PREFIX: soakTopics.prefix,
  LAUREL_TOPICS: `${soakTopics.signals},${soakTopics.events}`,
};

class RedisSoakBus implements SoakBus {
  readonly environment;
  readonly #redis: BareRedis;

  constructor(url: string, redis: BareRedis) {
    this.#redis = redis;
    this.environment = {
      ...common,
      EVENT_BUS_REDIS_CONNECTION_URL: url,
      EVENT_BUS_REDIS_AUDIT_LOGGING_ENABLED: 'false',
      // Laurel's signals have a topic that nobody else trims.
      EVENT_BUS_REDIS_STREAM_MAX_LEN: '10000',
    };
  }

  async create(): Promise<void> {
    await this.#redis.sendCommand(['XGROUP', 'CREATE', topic, group, '0', 'MKSTREAM']);
  }

  async send(events: readonly Event[]): Promise<void> {
    await Promise.all(events.map((event) => this.#redis.sendCommand(addCommand(topic, event))));
  }

  async behind(): Promise<number> {
    const { lag, pending } = await this.#look();
    return lag + pending;
  }

  async trim(): Promise<void> {
    const { delivered } = await this.#look();
    const [, oldest] = await this.#redis.sendCommand<readonly unknown[]>(['XPENDING', topic, group]);
    await this.#redis.sendCommand(['XTRIM', topic, 'MINID', Buffer.isBuffer(oldest) ? oldest : delivered]);
  }

  async close(): Promise<void> {
    this.#redis.destroy();
    return Promise.resolve();
  }

  async #look(): Promise<{ readonly lag: number; readonly pending: number; readonly delivered: string }> {
    const [row = []] = await this.#redis.sendCommand<readonly (readonly unknown[])[]>(['XINFO', 'GROUPS', topic]);
    const field = (name: string): string => String(row[row.findIndex((each) => String(each) === name) + 1]);
    return { lag: Number(field('lag')), pending: Number(field('pending')), delivered: field('last-delivered-id') };
  }
}

class KafkaSoakBus implements SoakBus {
  readonly environment;
  readonly #topic: KafkaTopic;

  constructor(address: KafkaAddress) {
    this.#topic = new KafkaTopic(address, topic);
    this.environment = {
      ...common,
      EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS: address.kafkaServers,
      EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL: address.registryUrl,
      EVENT_BUS_KAFKA_AUDIT_LOGGING_ENABLED: 'false',
    };
  }

  async create(): Promise<void> {
    await this.#topic.create({ partitions });
    await this.#topic.admin.createTopic(`${soakTopics.prefix}-${soakTopics.signals}`, { partitions });
  }

  async send(events: readonly Event[]): Promise<void> {
    await this.#topic.publish(...events);
  }

  async behind(): Promise<number> {
    const [ends, done] = await Promise.all([this.#topic.ends(), this.#topic.admin.committed(group, topic)]);
    return ends.reduce((sum, end, partition) => sum + Number(end - positive(done.get(partition))), 0);
  }

  async trim(): Promise<void> {
    for (const [partition, offset] of await this.#topic.admin.committed(group, topic))
      if (offset > 0n) await this.#topic.admin.deleteRecords(topic, partition, offset);
  }

  async close(): Promise<void> {
    await this.#topic.close();
  }
}

/** Of a partition from which nothing was committed yet, the offset is below 0. */
function positive(offset: bigint | undefined): bigint {
  return offset === undefined || offset < 0n ? 0n : offset;
}
