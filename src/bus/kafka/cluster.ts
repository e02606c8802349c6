import { ResponseError } from '@platformatic/kafka';
import type { Logger } from 'pino';
import type { KafkaSettings } from '../../settings/kafka.ts';
import { clientOptions } from './client-options.ts';
import { brokerAnswers } from './failures.ts';
import { FetchClient } from './fetch-client.ts';

/** A topic as the brokers have it. */
export interface TopicView {
  /** Another one for each topic that is made, also under the same name. */
  readonly id: string;
  /** The broker that leads each partition; null where there is none now. */
  readonly partitions: readonly { readonly leader: number | null }[];
}

/** How the cluster is now. */
export interface ClusterView {
  /** Those of the topics that exist. */
  readonly topics: ReadonlyMap<string, TopicView>;
  /** One text for the brokers and where they are. */
  readonly brokers: string;
}

/** The part of an answer that is used here: the client keeps it in its error when a part of it is one. */
interface MetadataAnswer {
  readonly topics: readonly {
    readonly name: string;
    readonly errorCode: number;
    readonly topicId: string;
    readonly partitions: readonly { readonly partitionIndex: number; readonly leaderId: number }[];
  }[];
}

/**
 * Connections that are not those of the group's membership: messages are waited for on them, and who waits on a connection
 * keeps all others on it waiting.
 */
export class Cluster {
  readonly client: FetchClient;
  readonly #topics: readonly string[];
  readonly #logger: Logger;
  #missing = '';

  /** @param topics full topic names */
  constructor(settings: KafkaSettings, group: string, topics: readonly string[], logger: Logger) {
    this.#topics = topics;
    this.#logger = logger;
    // It never joins the group, and tracks no topic: then it asks whom it is told to ask.
    this.client = new FetchClient({ ...clientOptions(settings), groupId: group, autocommit: false });
    this.client.on('error', () => {});
  }

  /** Looks at the brokers and the topics. Throws what the client throws. */
  async look(): Promise<ClusterView> {
    const { brokers } = await this.client.metadata({ topics: [], forceUpdate: true });
    const topics = new Map<string, TopicView>();
    for (const topic of this.#topics) {
      const view = await this.#lookAt(topic);
      if (view !== null) topics.set(topic, view);
    }
    this.#tellMissing(topics);
    return { topics, brokers: JSON.stringify([...brokers].toSorted(([one], [other]) => one - other)) };
  }

  close(): Promise<void> {
    return this.client.close();
  }

  async #lookAt(topic: string): Promise<TopicView | null> {
    try {
      const metadata = await this.client.metadata({ topics: [topic], forceUpdate: true });
      const about = metadata.topics.get(topic);
      if (about === undefined) return null;
      return {
        id: about.id,
        partitions: about.partitions.map(({ leader }) => ({ leader: leader < 0 ? null : leader })),
      };
    } catch (error) {
      if (isUnknownTopic(error)) return null;
      const view = viewIn(error, topic);
      if (view === null) throw error;
      return view;
    }
  }

  #tellMissing(found: ReadonlyMap<string, unknown>): void {
    const missing = this.#topics.filter((topic) => !found.has(topic)).join(', ');
    if (missing !== this.#missing && missing !== '')
      this.#logger.warn(
        { topics: missing },
        'a topic does not exist; it is read from its beginning as soon as somebody creates it',
      );
    this.#missing = missing;
  }
}

/** The client says so in words only, once it has looked what the brokers say. */
function isUnknownTopic(error: unknown): boolean {
  if (brokerAnswers(error).has('UNKNOWN_TOPIC_OR_PARTITION')) return true;
  return error instanceof Error && error.message.startsWith('Unknown topic ');
}

/** What an error tells of a topic all the same, when only some of its partitions are in trouble. */
function viewIn(error: unknown, topic: string): TopicView | null {
  const response = error instanceof ResponseError ? (error.response as Partial<MetadataAnswer> | undefined) : undefined;
  const about = response?.topics?.find(({ name }) => name === topic);
  if (about === undefined || about.errorCode !== 0) return null;
  const partitions = about.partitions.toSorted((a, b) => a.partitionIndex - b.partitionIndex);
  return {
    id: about.topicId,
    partitions: partitions.map(({ leaderId }) => ({ leader: leaderId < 0 ? null : leaderId })),
  };
}
