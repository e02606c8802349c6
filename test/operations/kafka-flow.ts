/** A steady flow of passing learners over a topic of Kafka, and what must have come of it. */
import { expect } from 'vitest';
import type { Database } from '../../src/store/database/database.ts';
import { passing } from '../support/events.ts';
import type { KafkaTopic } from '../support/kafka-topic.ts';
import type { LaurelEnvironment } from '../support/laurel.ts';
import type { KafkaPlace } from '../support/on-demand.ts';
import { waitFor } from '../support/wait.ts';
import { countOf } from './stage.ts';

const awarded = 'org.openedx.learning.badge.awarded.v1';

/** How long a dead consumer of {@link kafkaSettingsFor} keeps its partitions. */
export const sessionMs = 3000;

/** The settings of a Laurel between this Kafka and this PostgreSQL. */
export function kafkaSettingsFor(
  { kafkaServers, registryUrl }: KafkaPlace,
  prefix: string,
  databaseUrl: string,
): LaurelEnvironment {
  return {
    LAUREL_DATABASE_URL: databaseUrl,
    EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS: kafkaServers,
    EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL: registryUrl,
    EVENT_BUS_KAFKA_CONSUMER_POLL_FAILURE_SLEEP: '0.1',
    EVENT_BUS_TOPIC_PREFIX: prefix,
    LAUREL_KAFKA_SESSION_SECONDS: String(sessionMs / 1000),
  };
}

/** Learners who pass the demo course, each once, on all partitions in turn. */
export class Flow {
  readonly #topic: KafkaTopic;
  readonly #database: Database;
  readonly #partitions: number;
  #learners = 0;
  #running: Promise<void> | null = null;
  #goesOn = false;

  constructor(topic: KafkaTopic, database: Database, partitions: number) {
    this.#topic = topic;
    this.#database = database;
    this.#partitions = partitions;
  }

  /** How many have passed so far. */
  get learners(): number {
    return this.#learners;
  }

  /** So many more pass. */
  async pass(count: number): Promise<void> {
    const events = Array.from({ length: count }, (_, index) =>
      passing({ learner: this.#learners + index + 1, time: Date.now() * 1000 }),
    );
    const messages = await Promise.all(
      events.map(async (event, index) => ({
        ...(await this.#topic.messageOf(event)),
        partition: (this.#learners + index) % this.#partitions,
      })),
    );
    await this.#topic.send(...messages);
    this.#learners += count;
  }

  /** Lets more and more pass, until {@link stop}; never more than a few hundred ahead of what is decided. */
  start(): void {
    this.#goesOn = true;
    const goOn = async (): Promise<void> => {
      while (this.#goesOn) {
        await this.pass(this.#partitions);
        await waitFor('there is room', async () => !this.#goesOn || this.#learners - (await this.badges()) < 300, {
          timeoutMs: 60_000,
          everyMs: 20,
        });
      }
    };
    this.#running = goOn();
  }

  async stop(): Promise<void> {
    this.#goesOn = false;
    await this.#running;
    this.#running = null;
  }

  badges(): Promise<number> {
    return countOf(this.#database, 'SELECT count(*) AS count FROM badge');
  }

  /** Waits for what is decided of those who passed in the meantime. */
  async waitForMore(count: number): Promise<void> {
    const wanted = (await this.badges()) + count;
    await waitFor(`${count} more badges`, async () => (await this.badges()) >= wanted, { timeoutMs: 40_000 });
  }

  /** Everybody has a badge, decided once, announced as one signal; nothing is parked and nothing unread. */
  async expectWhole(group: string): Promise<void> {
    await waitFor(`${this.#learners} badges`, async () => (await this.badges()) === this.#learners, {
      timeoutMs: 40_000,
    });
    await waitFor('the group has read all', async () => {
      const committed = await this.#topic.admin.committed(group, this.#topic.name);
      return (await this.#topic.ends()).every((end, partition) => committed.get(partition) === end);
    });
    await waitFor('every signal is on the topic', async () => {
      const signals = (await this.#topic.entries()).filter(({ header }) => header('ce_type') === awarded);
      const keys = new Set(signals.map(({ key }) => String(key)));
      return keys.size === this.#learners && new Set(signals.map(({ header }) => header('ce_id'))).size === keys.size;
    });
    const count = (what: string): Promise<number> => countOf(this.#database, `SELECT count(*) AS count FROM ${what}`);
    expect({
      decided: await count("history WHERE kind = 'awarded'"),
      parked: await count('parked_message'),
      losses: await count("history WHERE kind = 'gap'"),
    }).toEqual({ decided: this.#learners, parked: 0, losses: 0 });
  }

  /** The longest that anybody waited from passing to the decision, in milliseconds. */
  longestWait(): Promise<number> {
    const wait = 'max(extract(epoch FROM recorded_at - event_time) * 1000)::float8';
    return countOf(this.#database, `SELECT ${wait} AS count FROM history WHERE kind = 'awarded'`);
  }
}
