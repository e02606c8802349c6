import type { RawMessage } from '../../events/message.ts';
import type { OutgoingMessage, Publisher, Subscription } from '../bus.ts';
import { fullTopic } from '../topics.ts';
import { untilAborted } from '../until-aborted.ts';

/**
 * A bus within the process, for tests and the demo: topics that keep everything, groups that begin at the first message,
 * delivery at least once. What is read and not acknowledged comes again after {@link MemoryBus.redeliver}, as it would
 * on a real bus when a consumer has died.
 */
export interface MemoryBus {
  /** Joins a group; consumers of the same group share its messages. */
  subscribe(topics: readonly string[], group: string): Subscription;
  /** @param topicPrefix put before every topic that is published to */
  publisher(topicPrefix?: string): Publisher;
  /** Everything ever published to a topic (full name), in order. */
  messages(topic: string): readonly RawMessage[];
  /** Makes all that a group has not acknowledged available again. */
  redeliver(group: string): void;
  /** How many messages a group has read and not acknowledged. */
  pending(group: string): number;
}

export function openMemoryBus(): MemoryBus {
  return new InProcessBus();
}

/** One group: how far it has read each topic, and what it has not finished. */
interface Group {
  readonly offsets: Map<string, number>;
  readonly pending: Map<string, RawMessage>;
  again: RawMessage[];
}

class InProcessBus implements MemoryBus {
  readonly #topics = new Map<string, RawMessage[]>();
  readonly #groups = new Map<string, Group>();
  readonly #waiting = new Set<() => void>();

  subscribe(topics: readonly string[], groupName: string): Subscription {
    const group = this.#group(groupName);
    const closing = new AbortController();
    return {
      name: `memory ${topics.join(', ')}`,
      healthy: true,
      trouble: null,
      read: async (limit, signal, onLook) => {
        const ended = AbortSignal.any([signal, closing.signal]);
        while (!ended.aborted) {
          const messages = this.#take(group, topics, limit);
          onLook?.();
          if (messages.length > 0) return messages;
          await untilAborted(this.#change(), ended);
        }
        return [];
      },
      acknowledge: async (messages) => {
        for (const message of messages) group.pending.delete(key(message));
      },
      close: async () => closing.abort(),
    };
  }

  publisher(topicPrefix = ''): Publisher {
    return {
      name: 'memory',
      healthy: true,
      trouble: null,
      check: async () => {},
      publish: async (messages, begin) => {
        begin?.();
        for (const message of messages) this.#append(fullTopic(topicPrefix, message.topic), message);
        this.#wake();
      },
      close: async () => {},
    };
  }

  messages(topic: string): readonly RawMessage[] {
    return this.#topics.get(topic) ?? [];
  }

  redeliver(groupName: string): void {
    const group = this.#group(groupName);
    group.again = [...group.pending.values()].map((message) => ({ ...message, deliveries: message.deliveries + 1 }));
    this.#wake();
  }

  pending(groupName: string): number {
    return this.#group(groupName).pending.size;
  }

  #append(topic: string, { fields, body }: OutgoingMessage): void {
    const messages = this.#topics.get(topic) ?? [];
    this.#topics.set(topic, messages);
    messages.push({
      topic,
      position: String(messages.length + 1),
      fields: fields.flat().map((text) => Buffer.from(text)),
      body,
      format: 'avro',
      deliveries: 1,
    });
  }

  /** Takes what comes again first, then what is new. */
  #take(group: Group, topics: readonly string[], limit: number): RawMessage[] {
    const taken = group.again.filter(({ topic }) => topics.includes(topic)).slice(0, limit);
    group.again = group.again.filter((message) => !taken.includes(message));
    for (const topic of topics) {
      const offset = group.offsets.get(topic) ?? 0;
      const fresh = this.messages(topic).slice(offset, offset + limit - taken.length);
      group.offsets.set(topic, offset + fresh.length);
      taken.push(...fresh);
    }
    for (const message of taken) group.pending.set(key(message), message);
    return taken;
  }

  #group(name: string): Group {
    let group = this.#groups.get(name);
    if (!group) this.#groups.set(name, (group = { offsets: new Map(), pending: new Map(), again: [] }));
    return group;
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.add(resolve));
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }
}

const key = ({ topic, position }: RawMessage): string => `${topic} ${position}`;
