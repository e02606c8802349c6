import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { RawMessage } from '../../events/message.ts';
import type { KafkaSettings } from '../../settings/kafka.ts';
import type { Database, Queryable } from '../../store/database/database.ts';
import type { BusGap } from '../../store/engine/bus-gaps.ts';
import type { Positions, SchemaSource, Subscription } from '../bus.ts';
import { untilAborted } from '../until-aborted.ts';
import { GroupReader } from './group-reader.ts';
import type { KafkaWatch } from './reading-parts.ts';
import { groupOf } from './group.ts';
import { keyOf } from './partition-set.ts';

export interface KafkaSubscriptionParts {
  /** Where positions are kept, with what is processed. */
  readonly database: Database;
  readonly schemas: SchemaSource;
  readonly logger: Logger;
  /** Told of each loss of messages by the process that has found it. */
  readonly onGap?: (topic: string, gap: BusGap) => void;
  readonly watch?: KafkaWatch;
}

/**
 * Reads topics of Kafka in consumer groups: one group a topic, or one for all of them where the settings name it. Connects
 * with the first read.
 *
 * @param topics full topic names, prefix included; at least one
 */
export function openKafkaSubscription(
  settings: KafkaSettings,
  topics: readonly string[],
  parts: KafkaSubscriptionParts,
): Subscription {
  return new KafkaSubscription(settings, topics, parts);
}

class KafkaSubscription implements Subscription {
  readonly name: string;
  readonly positions: Positions;
  readonly #readers: readonly GroupReader[];
  readonly #pollTimeoutMs: number;
  #onLook: (() => void) | null = null;
  #onNews: (() => void) | null = null;
  #turn = 0;
  #closing: Promise<void> | null = null;

  constructor(settings: KafkaSettings, topics: readonly string[], parts: KafkaSubscriptionParts) {
    const { onGap = () => {}, watch = null, ...rest } = parts;
    this.name = `kafka ${topics.join(', ')}`;
    this.#pollTimeoutMs = settings.pollTimeoutMs;
    const groups = Map.groupBy(topics, (topic) => groupOf(settings, topic));
    this.#readers = [...groups].map(
      ([group, ofGroup]) =>
        new GroupReader({
          ...rest,
          settings,
          group,
          topics: ofGroup,
          onGap,
          watch,
          onLook: () => this.#onLook?.(),
          onNews: () => this.#onNews?.(),
        }),
    );
    this.positions = {
      record: (queryable, messages, hadEffects) => this.#record(queryable, messages, hadEffects),
      sequenceOf: keyOf,
    };
  }

  get healthy(): boolean {
    return this.trouble === null;
  }

  get trouble(): string | null {
    return this.#readers.map(({ trouble }) => trouble).find((trouble) => trouble !== null) ?? null;
  }

  async read(limit: number, signal: AbortSignal, onLook = (): void => {}): Promise<readonly RawMessage[]> {
    if (signal.aborted || this.#closing !== null) return [];
    for (const reader of this.#readers) reader.start(limit);
    const waiting = this.#take(limit);
    if (waiting.length > 0) return waiting;
    const { promise: news, resolve } = Promise.withResolvers<void>();
    const patience = new AbortController();
    this.#onLook = onLook;
    this.#onNews = resolve;
    try {
      const timeout = pause(this.#pollTimeoutMs, undefined, { signal: patience.signal }).catch(() => {});
      await untilAborted(Promise.race([news, timeout]), signal);
    } finally {
      patience.abort();
      // What is fetched meanwhile says nothing of whoever takes the messages.
      this.#onLook = null;
      this.#onNews = null;
    }
    return signal.aborted ? [] : this.#take(limit);
  }

  async acknowledge(messages: readonly RawMessage[]): Promise<void> {
    await Promise.all(this.#ofReaders(messages).map(([reader, own]) => reader.commit(own)));
  }

  close(): Promise<void> {
    return (this.#closing ??= Promise.all(this.#readers.map((reader) => reader.close())).then(() => {}));
  }

  async #record(queryable: Queryable, messages: readonly RawMessage[], hadEffects: boolean): Promise<void> {
    for (const [reader, own] of this.#ofReaders(messages)) await reader.record(queryable, own, hadEffects);
  }

  #ofReaders(messages: readonly RawMessage[]): (readonly [GroupReader, readonly RawMessage[]])[] {
    const [only] = this.#readers.length === 1 ? this.#readers : [];
    if (only !== undefined) return messages.length === 0 ? [] : [[only, messages]];
    return this.#readers.flatMap((reader) => {
      const own = messages.filter(({ topic }) => reader.topics.includes(topic));
      return own.length === 0 ? [] : [[reader, own] as const];
    });
  }

  #take(limit: number): RawMessage[] {
    this.#turn = (this.#turn + 1) % this.#readers.length;
    let taken: RawMessage[] = [];
    for (let step = 0; step < this.#readers.length && taken.length < limit; step += 1) {
      const more = this.#readers[(this.#turn + step) % this.#readers.length]?.take(limit - taken.length) ?? [];
      taken = taken.length === 0 ? more : taken.concat(more);
    }
    return taken;
  }
}
