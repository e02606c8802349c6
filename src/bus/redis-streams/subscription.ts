import type { Logger } from 'pino';
import type { RawMessage } from '../../events/message.ts';
import type { RedisSettings } from '../../settings/redis.ts';
import type { Subscription } from '../bus.ts';
import { untilAborted } from '../until-aborted.ts';
import { RedisConnection, RENEWED_SOON_MS } from './connection.ts';
import { busUnavailable, describeFailure } from './failures.ts';
import { groupOf, leaveGroup, newConsumerName } from './consumer-group.ts';
import { TopicReader } from './topic-reader.ts';
import type { ReaderParts } from './topic-reader.ts';

const acknowledgeAtOnce = 1_000;

/**
 * Reads topics of Redis Streams in consumer groups, one group a topic. Connects with the first read.
 *
 * @param topics full topic names, prefix included; at least one
 * @param parts where positions are kept, so that a restart notices what was lost meanwhile, and who is told of losses
 */
export function openRedisSubscription(
  settings: RedisSettings,
  topics: readonly string[],
  logger: Logger,
  parts: Partial<Pick<ReaderParts, 'database' | 'onGap'>> = {},
): Subscription {
  const consumer = newConsumerName();
  const { database = null, onGap } = parts;
  return new StreamsSubscription(settings, logger, (onLook) =>
    topics.map((topic) => {
      const membership = { topic, group: groupOf(settings, topic), consumer };
      return new TopicReader(membership, settings, { logger, database, onLook, ...(onGap && { onGap }) });
    }),
  );
}

class StreamsSubscription implements Subscription {
  readonly name: string;
  readonly #readers: readonly TopicReader[];
  readonly #settings: RedisSettings;
  readonly #logger: Logger;
  /** Acknowledges; the readers' own connections are blocked most of the time. */
  readonly #connection: RedisConnection;
  /** Why the last acknowledgement failed. */
  #refusal: string | null = null;
  #turn = 0;
  #onLook: (() => void) | null = null;
  #closing: Promise<void> | null = null;

  constructor(settings: RedisSettings, logger: Logger, openReaders: (onLook: () => void) => readonly TopicReader[]) {
    this.#readers = openReaders(() => this.#onLook?.());
    this.name = `redis-streams ${this.#readers.map(({ membership }) => membership.topic).join(', ')}`;
    this.#settings = settings;
    this.#logger = logger;
    this.#connection = new RedisConnection(settings.url, RENEWED_SOON_MS);
  }

  get healthy(): boolean {
    return this.trouble === null;
  }

  get trouble(): string | null {
    const troubles = this.#readers.map((reader) => reader.trouble);
    return this.#refusal ?? troubles.find((trouble) => trouble !== null) ?? null;
  }

  async read(limit: number, signal: AbortSignal, onLook = (): void => {}): Promise<readonly RawMessage[]> {
    if (signal.aborted || this.#closing !== null) return [];
    const arrived = this.#take(limit);
    if (arrived.length > 0) return arrived;
    // After an abort the fetch stays under way; what it brings is taken by the next read, or given back by close.
    this.#onLook = onLook;
    try {
      await untilAborted(Promise.race(this.#readers.map((reader) => reader.fetch(limit))), signal);
    } finally {
      // What they fetch meanwhile says nothing of whoever takes the messages.
      this.#onLook = null;
    }
    return signal.aborted ? [] : this.#take(limit);
  }

  async acknowledge(messages: readonly RawMessage[]): Promise<void> {
    const commands = this.#readers.flatMap(({ membership: { topic, group } }) => {
      const ids = messages.filter((message) => message.topic === topic).map(({ position }) => position);
      return chunks(ids, acknowledgeAtOnce).map((chunk) => ['XACK', topic, group, ...chunk]);
    });
    if (commands.length === 0) return;
    try {
      const results = await this.#connection.sendAll(commands);
      for (const result of results) if (result.status === 'rejected') throw result.reason;
      this.#refusal = null;
    } catch (error) {
      this.#refusal = `acknowledging: ${describeFailure(error)}`;
      throw busUnavailable(this.#connection.address, error);
    }
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<void> {
    await Promise.all(this.#readers.map((reader) => reader.close()));
    try {
      for (const { membership, joined } of this.#readers)
        if (joined) await leaveGroup(this.#connection, membership, this.#settings.claimIdleMs);
    } catch (error) {
      this.#logger.debug(
        { cause: describeFailure(error) },
        'left the event bus without notifying it; others take over its messages later',
      );
    } finally {
      this.#connection.close();
    }
  }

  /** Takes what has arrived, topic after topic, beginning with another topic each time so that none starves. */
  #take(limit: number): RawMessage[] {
    const count = this.#readers.length;
    this.#turn = (this.#turn + 1) % count;
    let taken: RawMessage[] = [];
    for (let step = 0; step < count && taken.length < limit; step += 1) {
      const more = this.#readers[(this.#turn + step) % count]?.take(limit - taken.length) ?? [];
      taken = taken.length === 0 ? more : taken.concat(more);
    }
    return taken;
  }
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  const result: T[][] = [];
  for (let start = 0; start < items.length; start += size) result.push(items.slice(start, start + size));
  return result;
}
