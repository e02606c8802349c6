import type { Logger } from 'pino';
import type { BusSettings } from '../../settings.ts';
import type { RedisSettings } from '../../settings/redis.ts';
import type { OutgoingMessage, Publisher } from '../bus.ts';
import { Outage } from '../outage.ts';
import { fullTopic } from '../topics.ts';
import { isRefused, requireCommands, sendingProbes } from './commands.ts';
import type { Command, Reply } from './connection.ts';
import { RedisConnection, RENEWED_SOON_MS } from './connection.ts';
import { groupOf } from './consumer-group.ts';
import { eventIds } from './entries.ts';
import { busUnavailable, describeFailure, refusalCode } from './failures.ts';
import { trimFinished } from './trimming.ts';

/** Writes to Redis Streams in the form of the platform's own producer. Connects with the first message. */
export function openRedisPublisher(
  settings: RedisSettings,
  topicPrefix: BusSettings['topicPrefix'],
  logger: Logger,
): Publisher {
  return new StreamsPublisher(settings, topicPrefix, logger);
}

/** How many of the newest entries are looked through for messages whose fate is not known. */
const LOOKED_THROUGH = 2_000;
/** How often the way is looked at while nothing is sent. */
const CHECK_EVERY_MS = 15_000;

class StreamsPublisher implements Publisher {
  readonly name: string;
  readonly #settings: RedisSettings;
  readonly #topicPrefix: string;
  readonly #logger: Logger;
  readonly #connection: RedisConnection;
  readonly #outage: Outage;
  /** Ids of messages of a failed call: those that the server has taken, and those of which nobody knows. */
  readonly #taken = new Set<string>();
  readonly #doubtful = new Set<string>();
  #keptFor: string | null = null;
  /** What is known of the way until then is known well enough. */
  #checkedUntil = 0;

  constructor(settings: RedisSettings, topicPrefix: string, logger: Logger) {
    this.#settings = settings;
    this.#topicPrefix = topicPrefix;
    this.#logger = logger;
    this.#connection = new RedisConnection(settings.url, RENEWED_SOON_MS);
    this.name = `redis-streams ${this.#connection.address}`;
    this.#outage = new Outage('redis-streams publisher', settings.pollFailureSleepMs, logger);
  }

  get healthy(): boolean {
    return this.#outage.healthy;
  }

  get trouble(): string | null {
    return this.#outage.trouble;
  }

  async publish(messages: readonly OutgoingMessage[], begin: () => void = () => {}): Promise<void> {
    if (messages.length === 0) return;
    await this.#attempt(async () => {
      // Nothing is written to a server that does not answer: it would find it in its socket when it wakes up, once for
      // every try.
      await this.#connection.send(['PING']);
      await this.#settleDoubts(messages);
    });
    begin();
    await this.#attempt(() => this.#send(messages.filter((message) => !this.#taken.has(idOf(message)))));
    this.#succeeded();
    this.#taken.clear();
    await this.#trim(messages);
  }

  async check(topic: string): Promise<void> {
    if (performance.now() < this.#checkedUntil) return;
    try {
      await requireCommands(this.#connection, sendingProbes(fullTopic(this.#topicPrefix, topic)));
      this.#succeeded();
    } catch (error) {
      this.#failed(error);
    }
  }

  async close(): Promise<void> {
    this.#connection.close();
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#failed(error);
      throw busUnavailable(this.#connection.address, error);
    }
  }

  #succeeded(): void {
    this.#outage.succeeded();
    this.#checkedUntil = performance.now() + CHECK_EVERY_MS;
  }

  #failed(error: unknown): void {
    const pauseMs = this.#outage.failed(describeFailure(error), isRefused(error) ? 'refused' : 'unanswered');
    this.#checkedUntil = performance.now() + Math.min(pauseMs, CHECK_EVERY_MS);
  }

  async #send(messages: readonly OutgoingMessage[]): Promise<void> {
    for (const message of messages) this.#doubtful.add(idOf(message));
    const results = await this.#connection.sendAll(messages.map((message) => this.#entry(message)));
    let failure: PromiseRejectedResult | undefined;
    for (const [index, result] of results.entries()) {
      const message = messages[index] as OutgoingMessage;
      if (result.status === 'rejected') failure ??= result;
      else this.#audit(message, result.value);
      // A refusal is an answer like another; only a connection that was lost leaves a doubt.
      if (result.status === 'fulfilled') this.#taken.add(idOf(message));
      if (result.status === 'fulfilled' || refusalCode(result.reason) !== '') this.#doubtful.delete(idOf(message));
    }
    if (failure) throw failure.reason;
  }

  /** A connection that was lost is a third outcome: the stream itself tells whether the messages arrived. */
  async #settleDoubts(messages: readonly OutgoingMessage[]): Promise<void> {
    const doubtful = messages.filter((message) => this.#doubtful.has(idOf(message)));
    for (const topic of new Set(doubtful.map((message) => fullTopic(this.#topicPrefix, message.topic)))) {
      try {
        const newest = await this.#connection.send(['XREVRANGE', topic, '+', '-', 'COUNT', String(LOOKED_THROUGH)]);
        for (const id of eventIds(newest)) if (this.#doubtful.has(id)) this.#taken.add(id);
      } catch (error) {
        // A user who may only write can't look; at least once is what is promised.
        if (refusalCode(error) === '') throw error;
      }
    }
    this.#doubtful.clear();
  }

  #entry({ topic, fields, body }: OutgoingMessage): Command {
    return ['XADD', fullTopic(this.#topicPrefix, topic), '*', ...fields.flat(), 'event_data', body];
  }

  /** The messages are out, whatever becomes of this. */
  async #trim(messages: readonly OutgoingMessage[]): Promise<void> {
    const { streamMaxLength, consumersEnabled } = this.#settings;
    if (streamMaxLength === null) return;
    for (const topic of new Set(messages.map((message) => fullTopic(this.#topicPrefix, message.topic)))) {
      const own = consumersEnabled ? groupOf(this.#settings, topic) : null;
      try {
        const keptFor = await trimFinished(this.#connection, topic, streamMaxLength, own);
        if (keptFor !== null && keptFor !== this.#keptFor)
          this.#logger.warn(
            { topic, group: keptFor },
            'the stream stays longer than EVENT_BUS_REDIS_STREAM_MAX_LEN: this consumer group has not read and acknowledged the entries to trim',
          );
        this.#keptFor = keptFor;
      } catch (error) {
        this.#logger.warn({ topic, cause: describeFailure(error) }, 'the stream was not trimmed');
      }
    }
  }

  /** One line for each signal sent, with what names it and nothing of what is in it. */
  #audit(message: OutgoingMessage, entry: Reply): void {
    if (!this.#settings.auditLogging) return;
    const { type, id } = Object.fromEntries(message.fields);
    const topic = fullTopic(this.#topicPrefix, message.topic);
    this.#logger.info({ topic, entry: String(entry), type, id }, 'signal sent');
  }
}

function idOf({ fields }: OutgoingMessage): string {
  return fields.find(([name]) => name === 'id')?.[1] ?? '';
}
