import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { errorCode } from '../../errors.ts';
import type { LaurelError } from '../../errors.ts';
import { BATCH_BYTES, bytesOf } from '../../events/message.ts';
import type { RawMessage } from '../../events/message.ts';
import type { KafkaSettings } from '../../settings/kafka.ts';
import type { Database, Queryable } from '../../store/database/database.ts';
import type { BusGap } from '../../store/engine/bus-gaps.ts';
import { advanceKafkaPositions, leaveKafkaPositions } from '../../store/engine/kafka-positions.ts';
import type { KafkaProgress } from '../../store/engine/kafka-positions.ts';
import { Bell } from '../bell.ts';
import { TakenOver } from '../bus.ts';
import { Outage } from '../outage.ts';
import { claimPartitions } from './claim.ts';
import { kafkaAddress } from './client-options.ts';
import { Cluster } from './cluster.ts';
import type { TopicView } from './cluster.ts';
import { busUnavailable, describeFailure, kindOf } from './failures.ts';
import { Fetcher } from './fetcher.ts';
import type { FetchFigures } from './fetcher.ts';
import { GroupMember } from './group-member.ts';
import type { Assignments } from './group-member.ts';
import type { Defaults } from './headers.ts';
import { Partition, partitionKey } from './partition.ts';
import type { Arrival, KafkaMessage } from './records.ts';
import { StuckWatch } from './stuck-watch.ts';
import { attachSchemas } from './writer-schemas.ts';
import type { SchemaSource } from './writer-schemas.ts';

/** Told of what reading does, for metrics. */
export interface KafkaWatch {
  readonly rebalanced: (group: string) => void;
  readonly fetched: (figures: FetchFigures) => void;
  /** Messages of a partition that are left to process; null when it is not this process's any more. */
  readonly lag: (topic: string, partition: number, lag: number | null) => void;
}

export interface GroupReaderParts {
  readonly settings: KafkaSettings;
  readonly group: string;
  readonly topics: readonly string[];
  readonly database: Database;
  readonly schemas: SchemaSource;
  readonly logger: Logger;
  readonly onLook: () => void;
  /** Told when messages can be taken, or reading has failed for good. */
  readonly onNews: () => void;
  readonly onGap: (topic: string, gap: BusGap) => void;
  readonly watch: KafkaWatch | null;
}

/** So many bytes of messages wait to be taken; with less than that, more is fetched. */
const readAheadBytes = 2 << 20;
/** How often brokers, topics and partitions are looked at when nothing calls for it. */
const lookEveryMs = 3_000;
const databasePauseMs = 1_000;
const closeWithinMs = 5_000;

/**
 * Reads topics as one member of one consumer group: keeps the membership, takes the positions of the partitions that the
 * group gives it, has them fetched from their brokers, and records and commits how far they are processed.
 */
export class GroupReader {
  readonly topics: readonly string[];
  readonly #parts: GroupReaderParts;
  readonly #member: GroupMember;
  readonly #owner = randomUUID();
  readonly #closing = new AbortController();
  readonly #bell = new Bell();
  readonly #outage: Outage;
  readonly #registryOutage: Outage;
  readonly #partitions = new Map<string, Partition>();
  readonly #fetchers = new Map<number, Fetcher>();
  readonly #stuck = new StuckWatch();
  #cluster: Cluster;
  #keeping: Promise<void> | null = null;
  #failed: LaurelError | null = null;
  /** Why the last commit failed. */
  #refusal: string | null = null;
  #databaseFails = false;
  #toldDefaults: Defaults = { source: false, time: false };
  #limit = 1_000;
  #turn = 0;

  constructor(parts: GroupReaderParts) {
    const { settings, group, topics, logger } = parts;
    this.#parts = parts;
    this.topics = topics;
    const name = `kafka ${topics.join(', ')}`;
    this.#outage = new Outage(name, settings.pollFailureSleepMs, logger);
    this.#registryOutage = new Outage(`schema registry for ${name}`, settings.pollFailureSleepMs, logger);
    this.#cluster = new Cluster(settings, group, topics, logger);
    this.#member = new GroupMember({
      settings,
      group,
      logger,
      onAssigned: (assignments) => this.#assigned(assignments),
      onTrouble: () => this.#bell.ring(),
    });
  }

  /** What failed last and did not work since; null when all does. */
  get trouble(): string | null {
    const fetching = [...this.#fetchers.values()].map(({ trouble }) => trouble);
    const troubles = [this.#refusal, this.#outage.trouble, this.#registryOutage.trouble, ...fetching];
    return troubles.find((trouble) => trouble !== null) ?? null;
  }

  /** Begins to read, unless it has begun. */
  start(limit: number): void {
    this.#limit = limit;
    this.#keeping ??= this.#keep();
  }

  /**
   * Takes at most so many of the messages that wait, partition after partition, beginning with another one each time.
   *
   * @throws LaurelError BUS_UNAVAILABLE after as many failures in a row as the settings allow
   */
  take(limit: number): RawMessage[] {
    if (this.#failed !== null) throw this.#failed;
    const ready = [...this.#partitions.values()].filter(({ isEmpty }) => !isEmpty);
    let taken: RawMessage[] = [];
    let room = BATCH_BYTES;
    this.#turn += 1;
    for (let step = 0; step < ready.length && taken.length < limit && room > 0; step += 1) {
      const partition = ready[(this.#turn + step) % ready.length] as Partition;
      const more = partition.take(limit - taken.length, room, bytesOf);
      if (taken.length > 0 && bytesOfAll(more) > room) break;
      room -= bytesOfAll(more);
      taken = taken.length === 0 ? more : taken.concat(more);
    }
    if (taken.length > 0) this.#wakeFetchers();
    return taken;
  }

  /** @throws TakenOver */
  async record(queryable: Queryable, messages: readonly RawMessage[]): Promise<void> {
    const progress = this.#progressOf(messages);
    if (progress.length === 0) return;
    const held = await advanceKafkaPositions(queryable, this.#ownership, progress);
    if (held.length === progress.length) return;
    const own = new Set(held.map(({ topic, partition }) => partitionKey(topic, partition)));
    const lost = progress.map(({ topic, partition }) => partitionKey(topic, partition)).filter((key) => !own.has(key));
    for (const key of lost) this.#lose(key);
    this.#parts.logger.warn(
      { group: this.#parts.group, partitions: lost },
      'another process has taken over partitions of this one; what it has not finished of them is left to the other',
    );
    this.#member.rejoin();
    throw new TakenOver(new Set(lost));
  }

  /** Commits with Kafka how far these messages bring their partitions, as far as these are ours. Throws when that is not known. */
  async commit(messages: readonly RawMessage[]): Promise<void> {
    const progress = this.#progressOf(messages);
    for (const done of progress) this.#partitions.get(partitionKey(done.topic, done.partition))?.advanced(done);
    await this.#commit(progress);
    if ([...this.#partitions.values()].some(({ state, isSettled }) => state === 'unclaimed' && isSettled))
      this.#bell.ring();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#bell.ring();
    await this.#keeping;
    await Promise.all([...this.#fetchers.values()].map((fetcher) => fetcher.close()));
    const { database, group, logger } = this.#parts;
    if (this.#keeping !== null)
      await leaveKafkaPositions(database, group, this.#owner).catch((error: unknown) => {
        logger.debug({ code: errorCode(error) }, 'left Kafka without a word in the database');
      });
    const clients = Promise.all([this.#member.close(), this.#cluster.close()]).catch((error: unknown) => {
      logger.debug({ cause: describeFailure(error) }, 'left Kafka without a word; the group notices later');
    });
    await Promise.race([clients, pause(closeWithinMs, undefined, { ref: false })]);
  }

  get #ownership(): { readonly group: string; readonly owner: string } {
    return { group: this.#parts.group, owner: this.#owner };
  }

  async #keep(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      try {
        const view = await this.#cluster.look();
        await this.#member.attend(view);
        this.#place(view.topics);
        const waitMs = (await this.#claim()) ? lookEveryMs : databasePauseMs;
        await this.#settleRests();
        await this.#watch();
        this.#outage.succeeded();
        this.#parts.onLook();
        if (!signal.aborted) await this.#bell.wait(waitMs);
      } catch (error) {
        if (signal.aborted) return;
        await this.#endure(error);
      }
    }
  }

  async #endure(error: unknown): Promise<void> {
    const { signal } = this.#closing;
    const { settings } = this.#parts;
    // Others came or went while it joined.
    const pauseMs = this.#member.isNotOurs(error)
      ? Math.min(200, settings.pollFailureSleepMs)
      : this.#outage.failed(describeFailure(error), kindOf(error));
    this.#parts.onLook();
    this.#giveUpAfter(this.#outage.failures, error);
    await pause(pauseMs, undefined, { signal }).catch(() => {});
  }

  #giveUpAfter(failures: number, error: unknown): void {
    const { consecutiveErrorsLimit } = this.#parts.settings;
    if (consecutiveErrorsLimit === null || failures < consecutiveErrorsLimit) return;
    this.#failed = busUnavailable(kafkaAddress(this.#parts.settings), error);
    this.#parts.onNews();
  }

  #assigned(assignments: Assignments): void {
    const { group, logger, watch } = this.#parts;
    const given = new Map(
      assignments.flatMap(({ topic, partitions }) =>
        partitions.map((partition) => [partitionKey(topic, partition), { topic, partition }] as const),
      ),
    );
    for (const [key, { topic, partition }] of this.#partitions) {
      if (given.has(key)) continue;
      this.#lose(key);
      this.#partitions.delete(key);
      watch?.lag(topic, partition, null);
    }
    for (const [key, { topic, partition }] of given) {
      const known = this.#partitions.get(key);
      if (known === undefined) this.#partitions.set(key, new Partition(topic, partition));
      else if (known.state === 'unsure') known.state = 'unclaimed';
    }
    watch?.rebalanced(group);
    logger.info({ group, partitions: [...given.keys()] }, 'the consumer group has given out its partitions');
    this.#bell.ring();
  }

  /** Forgets what is fetched of a partition and not handed out. */
  #lose(key: string): void {
    const partition = this.#partitions.get(key);
    if (partition === undefined) return;
    partition.state = 'unsure';
    partition.drop();
  }

  /** Where each partition is, and whether its topic is still the same. */
  #place(found: ReadonlyMap<string, TopicView>): void {
    for (const partition of this.#partitions.values()) {
      const about = found.get(partition.topic);
      partition.leader = about?.partitions[partition.partition]?.leader ?? null;
      if (about === undefined || partition.state !== 'ready' || about.id === partition.topicId) continue;
      partition.drop();
      partition.state = 'unclaimed';
    }
    const nodes = new Set([...this.#partitions.values()].flatMap(({ leader }) => leader ?? []));
    for (const node of nodes) if (!this.#fetchers.has(node)) this.#fetchers.set(node, this.#openFetcher(node));
    for (const [node, fetcher] of this.#fetchers) {
      if (nodes.has(node)) continue;
      this.#fetchers.delete(node);
      void fetcher.close();
    }
  }

  #openFetcher(node: number): Fetcher {
    const { logger, onLook, settings, watch, topics } = this.#parts;
    return new Fetcher(
      {
        node,
        client: () => this.#cluster.client,
        wanted: () => this.#wantedFrom(node),
        prepare: (arrival) => this.#prepare(arrival),
        onLook,
        onArrival: this.#parts.onNews,
        onFetched: (figures) => watch?.fetched(figures),
        onMoved: () => this.#bell.ring(),
        onFailed: (error, failures) => this.#giveUpAfter(failures, error),
        onDefaults: (defaults) => this.#tellDefaults(defaults),
        failurePauseMs: settings.pollFailureSleepMs,
        logger,
      },
      `kafka ${topics.join(', ')}`,
    );
  }

  #wantedFrom(node: number): readonly Partition[] {
    const all = [...this.#partitions.values()];
    if (all.reduce((sum, { waitingBytes }) => sum + waitingBytes, 0) >= readAheadBytes) return [];
    return all.filter(({ state, leader }) => state === 'ready' && leader === node);
  }

  #wakeFetchers(): void {
    for (const fetcher of this.#fetchers.values()) fetcher.wake();
  }

  /** Asks the registry for the schemas of what has arrived, however long it is away. */
  async #prepare({ messages }: Arrival): Promise<boolean> {
    const { signal } = this.#closing;
    const [first] = messages;
    while (!signal.aborted && first !== undefined && this.#partitions.has(keyOf(first))) {
      try {
        await attachSchemas(this.#parts.schemas, messages);
        this.#registryOutage.succeeded();
        return true;
      } catch (error) {
        const pauseMs = this.#registryOutage.failed(describeFailure(error));
        this.#parts.onLook();
        await pause(pauseMs, undefined, { signal }).catch(() => {});
      }
    }
    return false;
  }

  /** @returns false when the database is away, and it has to be tried again soon */
  async #claim(): Promise<boolean> {
    const { database, group, logger, onGap } = this.#parts;
    const due = [...this.#partitions.values()].filter(
      ({ state, isSettled, leader }) => state === 'unclaimed' && isSettled && leader !== null,
    );
    if (due.length === 0) return true;
    const claims = await claimPartitions(this.#cluster.client, due);
    try {
      await claims.take({ database, group, owner: this.#owner, first: this.#limit, logger, onGap });
      this.#databaseFails = false;
    } catch (error) {
      if (!this.#databaseFails)
        logger.warn(
          { code: errorCode(error), group },
          'reading from Kafka waits for the database, which has the positions',
        );
      this.#databaseFails = true;
      return false;
    }
    this.#wakeFetchers();
    return true;
  }

  /** Where only offsets without a message follow, nothing will be recorded with a batch. */
  async #settleRests(): Promise<void> {
    const rests = [...this.#partitions.values()].flatMap(({ progressOfRest }) => progressOfRest ?? []);
    if (rests.length === 0) return;
    try {
      const held = await advanceKafkaPositions(this.#parts.database, this.#ownership, rests);
      const done = rests.filter((rest) =>
        held.some(({ topic, partition }) => topic === rest.topic && partition === rest.partition),
      );
      for (const rest of done) this.#partitions.get(partitionKey(rest.topic, rest.partition))?.advanced(rest);
      await this.#commit(done);
    } catch (error) {
      this.#parts.logger.debug({ code: errorCode(error) }, 'a position on Kafka was not stored; the next one will be');
    }
  }

  /** Tells the lag, and begins anew where messages are there and nothing arrives. */
  async #watch(): Promise<void> {
    const { group, logger, watch } = this.#parts;
    const partitions = [...this.#partitions.values()];
    for (const { topic, partition, lag } of partitions) watch?.lag(topic, partition, lag);
    const stuck = await this.#stuck.look(this.#cluster.client, partitions);
    if (stuck.length === 0) return;
    logger.error(
      { group, partitions: stuck },
      'messages are there and do not arrive; fetching anew, over new connections',
    );
    this.#cluster.close().catch(() => {});
    this.#cluster = new Cluster(this.#parts.settings, group, this.topics, logger);
    this.#member.rejoin();
  }

  #progressOf(messages: readonly RawMessage[]): KafkaProgress[] {
    const newest = new Map<string, { readonly message: RawMessage; readonly offset: number }>();
    for (const message of messages) {
      const key = keyOf(message);
      const offset = offsetOf(message);
      if ((newest.get(key)?.offset ?? -1) < offset) newest.set(key, { message, offset });
    }
    return [...newest].map(([key, { message, offset }]) => {
      const partition = this.#partitions.get(key) ?? new Partition(message.topic, partitionOf(message));
      return partition.progressAfter(offset, 'sentAt' in message ? (message as KafkaMessage).sentAt : null);
    });
  }

  async #commit(progress: readonly KafkaProgress[]): Promise<void> {
    if (progress.length === 0) return;
    try {
      await this.#member.commit(
        progress.map(({ topic, partition, nextOffset }) => ({
          topic,
          partition,
          offset: BigInt(nextOffset),
          leaderEpoch: -1,
        })),
      );
      this.#refusal = null;
    } catch (error) {
      this.#refusal = `committing: ${describeFailure(error)}`;
      throw busUnavailable(kafkaAddress(this.#parts.settings), error);
    }
  }

  /** Once for each: a sender that leaves something out leaves it out of every message. */
  #tellDefaults(defaults: Defaults): void {
    for (const name of ['source', 'time'] as const) {
      if (!defaults[name] || this.#toldDefaults[name]) continue;
      this.#toldDefaults = { ...this.#toldDefaults, [name]: true };
      this.#parts.logger.warn(
        { group: this.#parts.group, header: `ce_${name}` },
        name === 'time'
          ? 'a message does not say when its event happened; the time at which it was sent counts instead'
          : 'a message does not say where its event came from; it counts as from "unknown"',
      );
    }
  }
}

/** The sequence of a message: its topic and partition. */
export function keyOf(message: RawMessage): string {
  return partitionKey(message.topic, partitionOf(message));
}

function partitionOf({ position }: RawMessage): number {
  return Number(position.slice(0, position.indexOf(':')));
}

function offsetOf({ position }: RawMessage): number {
  return Number(position.slice(position.indexOf(':') + 1));
}

function bytesOfAll(messages: readonly RawMessage[]): number {
  return messages.reduce((sum, message) => sum + bytesOf(message), 0);
}
