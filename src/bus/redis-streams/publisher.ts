import type { Logger } from 'pino';
import type { BusSettings, RedisSettings } from '../../settings.ts';
import type { OutgoingMessage, Publisher } from '../bus.ts';
import { Outage } from '../outage.ts';
import { fullTopic } from '../topics.ts';
import type { Command, Reply } from './connection.ts';
import { busUnavailable, describeFailure, RedisConnection } from './connection.ts';

/** Writes to Redis Streams in the form of the platform's own producer. Connects with the first message. */
export function openRedisPublisher(
  settings: RedisSettings,
  topicPrefix: BusSettings['topicPrefix'],
  logger: Logger,
): Publisher {
  return new StreamsPublisher(settings, topicPrefix, logger);
}

class StreamsPublisher implements Publisher {
  readonly name: string;
  readonly #settings: RedisSettings;
  readonly #topicPrefix: string;
  readonly #logger: Logger;
  readonly #connection: RedisConnection;
  readonly #outage: Outage;

  constructor(settings: RedisSettings, topicPrefix: string, logger: Logger) {
    this.#settings = settings;
    this.#topicPrefix = topicPrefix;
    this.#logger = logger;
    this.#connection = new RedisConnection(settings.url);
    this.name = `redis-streams ${this.#connection.address}`;
    this.#outage = new Outage('redis-streams publisher', settings.pollFailureSleepMs, logger);
  }

  get healthy(): boolean {
    return this.#outage.healthy;
  }

  async publish(messages: readonly OutgoingMessage[]): Promise<void> {
    if (messages.length === 0) return;
    try {
      const results = await this.#connection.sendAll(messages.map((message) => this.#entry(message)));
      let failure: PromiseRejectedResult | undefined;
      for (const [index, result] of results.entries()) {
        if (result.status === 'rejected') failure ??= result;
        else this.#audit(messages[index], result.value);
      }
      if (failure) throw failure.reason;
      this.#outage.succeeded();
    } catch (error) {
      this.#outage.failed(describeFailure(error));
      throw busUnavailable(this.#connection.address, error);
    }
  }

  async close(): Promise<void> {
    this.#connection.close();
  }

  #entry({ topic, fields, body }: OutgoingMessage): Command {
    return [
      'XADD',
      fullTopic(this.#topicPrefix, topic),
      'MAXLEN',
      '~',
      String(this.#settings.streamMaxLength),
      '*',
      ...fields.flat(),
      'event_data',
      body,
    ];
  }

  /** One line for each signal sent, with what names it and nothing of what is in it. */
  #audit(message: OutgoingMessage | undefined, entry: Reply): void {
    if (!message || !this.#settings.auditLogging) return;
    const { type, id } = Object.fromEntries(message.fields);
    const topic = fullTopic(this.#topicPrefix, message.topic);
    this.#logger.info({ topic, entry: String(entry), type, id }, 'signal sent');
  }
}
