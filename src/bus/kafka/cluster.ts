import type { Logger } from 'pino';
import type { KafkaSettings } from '../../settings/kafka.ts';
import { clientOptions } from './client-options.ts';
import { brokerAnswers } from './failures.ts';
import { FetchClient } from './fetch-client.ts';
import { lasting } from './lasting.ts';
import type { Turn } from './lasting.ts';
import { partitionKey } from './partition.ts';
import type { GroupReaderParts } from './reading-parts.ts';
import { Refusals } from './refusals.ts';
import { lackOf } from './rights.ts';

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

/**
 * Connections that are not those of the group's membership: messages are waited for on them, and who waits on a connection
 * keeps all others on it waiting.
 */
export class Cluster {
  readonly client: FetchClient;
  /** Topics that this user may not see. */
  readonly refusals: Refusals;
  readonly #settings: KafkaSettings;
  readonly #topics: readonly string[];
  readonly #logger: Logger;
  #missing = '';
  /** Partitions that had no leader at the look before, and those that are told. */
  #leaderless: readonly string[] = [];
  #told = '';

  constructor({ settings, group, topics, logger }: GroupReaderParts, turn: Turn) {
    this.#settings = settings;
    this.refusals = new Refusals(settings.pollFailureSleepMs, logger);
    this.#topics = topics;
    this.#logger = logger;
    // It never joins the group, and tracks no topic: then it asks whom it is told to ask.
    this.client = lasting(new FetchClient({ ...clientOptions(settings), groupId: group, autocommit: false }), turn);
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
    this.#tellLeaderless(topics);
    return { topics, brokers: JSON.stringify([...brokers].toSorted(([one], [other]) => one - other)) };
  }

  /** What is not as it should be, although the cluster answers; null: nothing. */
  get trouble(): string | null {
    return this.#told === ''
      ? this.refusals.trouble
      : `partitions without a leader: ${this.#told}. Their brokers are away; the other partitions go on`;
  }

  close(): Promise<void> {
    return this.client.close();
  }

  async #lookAt(topic: string): Promise<TopicView | null> {
    try {
      const metadata = await this.client.metadata({ topics: [topic], forceUpdate: true });
      const about = metadata.topics.get(topic);
      this.refusals.granted(topic);
      if (about === undefined) return null;
      return {
        id: about.id,
        partitions: about.partitions.map(({ leader }) => ({ leader: leader < 0 ? null : leader })),
      };
    } catch (error) {
      if (isUnknownTopic(error)) {
        this.refusals.granted(topic);
        return null;
      }
      if (!brokerAnswers(error).has('TOPIC_AUTHORIZATION_FAILED')) throw error;
      // The others of the group are read meanwhile.
      this.refusals.refused(topic, lackOf(this.#settings, 'Describe', { kind: 'topic', name: topic }));
      return null;
    }
  }

  /** A leader is chosen within a moment: what has none at two looks in a row is told. */
  #tellLeaderless(topics: ReadonlyMap<string, TopicView>): void {
    const now = [...topics].flatMap(([topic, { partitions }]) =>
      partitions.flatMap(({ leader }, partition) => (leader === null ? [partitionKey(topic, partition)] : [])),
    );
    const still = now.filter((key) => this.#leaderless.includes(key)).join(', ');
    this.#leaderless = now;
    if (still === this.#told) return;
    this.#told = still;
    if (still === '') this.#logger.info('all partitions have a leader again');
    else
      this.#logger.error(
        { partitions: still },
        'partitions have no leader because their brokers are down; reading continues on the others',
      );
  }

  #tellMissing(found: ReadonlyMap<string, unknown>): void {
    const missing = this.#topics.filter((topic) => !found.has(topic) && !this.refusals.has(topic)).join(', ');
    if (missing !== this.#missing && missing !== '')
      this.#logger.warn(
        { topics: missing },
        'a topic does not exist; once it is created, it is read from its beginning',
      );
    this.#missing = missing;
  }
}

/** The client says so in words only, once it has looked what the brokers say. */
function isUnknownTopic(error: unknown): boolean {
  if (brokerAnswers(error).has('UNKNOWN_TOPIC_OR_PARTITION')) return true;
  return error instanceof Error && error.message.startsWith('Unknown topic ');
}
