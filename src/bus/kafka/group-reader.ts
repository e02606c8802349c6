import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCode } from '../../errors.ts';
import type { LaurelError } from '../../errors.ts';
import type { RawMessage } from '../../events/message.ts';
import type { Queryable } from '../../store/database/database.ts';
import { advanceKafkaPositions, leaveKafkaPositions } from '../../store/engine/kafka-positions.ts';
import { Bell } from '../bell.ts';
import { TakenOver } from '../bus.ts';
import { Outage } from '../outage.ts';
import { lookAt, readStanding, takePartitions } from './claim.ts';
import { kafkaAddress } from './client-options.ts';
import { Commits } from './commits.ts';
import { Cluster } from './cluster.ts';
import type { TopicView } from './cluster.ts';
import { busUnavailable, describeFailure, kindOf } from './failures.ts';
import { Fetcher } from './fetcher.ts';
import { Fetchers } from './fetchers.ts';
import { GroupMember } from './group-member.ts';
import type { Assignments } from './group-member.ts';
import type { Turn } from './lasting.ts';
import { PartitionSet } from './partition-set.ts';
import { partitionKey } from './partition.ts';
import { Preparation } from './preparation.ts';
import type { GroupReaderParts } from './reading-parts.ts';
import { Refusals } from './refusals.ts';
import { asLack, lackOf } from './rights.ts';
import { StuckWatch } from './stuck-watch.ts';

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
  readonly #preparation: Preparation;
  readonly #partitions = new PartitionSet();
  readonly #commits: Commits;
  readonly #fetchers = new Fetchers((node) => this.#openFetcher(node));
  readonly #stuck = new StuckWatch();
  /** Topics that this user may see and not read. */
  readonly #unreadable: Refusals;
  readonly #turn: Turn = { count: 0 };
  #cluster: Cluster;
  #keeping: Promise<void> | null = null;
  #failed: LaurelError | null = null;
  #databaseFails = false;
  #limit = 1_000;

  constructor(parts: GroupReaderParts) {
    const { settings, group, topics, logger } = parts;
    this.#parts = parts;
    this.topics = topics;
    const name = `kafka ${topics.join(', ')}`;
    this.#outage = new Outage(name, settings.pollFailureSleepMs, logger);
    this.#unreadable = new Refusals(settings.pollFailureSleepMs, logger);
    this.#preparation = new Preparation(parts, this.#closing.signal);
    this.#cluster = new Cluster(parts, this.#turn);
    this.#member = new GroupMember({
      settings,
      group,
      logger,
      turn: this.#turn,
      onAssigned: (assignments) => this.#assigned(assignments),
      onTrouble: () => this.#bell.ring(),
    });
    this.#commits = new Commits({ ...parts, owner: this.#owner, member: this.#member, partitions: this.#partitions });
  }

  /** What failed last and did not work since; null when all does. */
  get trouble(): string | null {
    const troubles = [
      this.#commits.trouble,
      this.#outage.trouble,
      this.#preparation.trouble,
      ...this.#fetchers.troubles,
      this.#unreadable.trouble,
      this.#cluster.trouble,
    ];
    return troubles.find((trouble) => trouble !== null) ?? null;
  }

  /** Begins to read, unless it has begun. */
  start(limit: number): void {
    this.#limit = limit;
    this.#keeping ??= this.#keep();
  }

  /**
   * Takes at most so many of the messages that wait.
   *
   * @throws LaurelError BUS_UNAVAILABLE after as many failures in a row as the settings allow
   */
  take(limit: number): RawMessage[] {
    if (this.#failed !== null) throw this.#failed;
    const taken = this.#partitions.take(limit);
    if (taken.length > 0) this.#fetchers.wake();
    return taken;
  }

  /** @throws TakenOver */
  async record(queryable: Queryable, messages: readonly RawMessage[], hadEffects: boolean): Promise<void> {
    const progress = this.#partitions.progressOf(messages);
    if (progress.length === 0) return;
    const held = await advanceKafkaPositions(queryable, this.#ownership, progress, hadEffects);
    if (held.length === progress.length) return;
    const own = new Set(held.map(({ topic, partition }) => partitionKey(topic, partition)));
    const lost = progress.map(({ topic, partition }) => partitionKey(topic, partition)).filter((key) => !own.has(key));
    for (const key of lost) this.#partitions.lose(key);
    this.#parts.logger.warn(
      { group: this.#parts.group, partitions: lost },
      'another process has taken over partitions of this one; it also processes what this one has not finished',
    );
    this.#member.rejoin();
    throw new TakenOver(new Set(lost));
  }

  /** Commits with Kafka how far these messages bring their partitions, as far as these are ours. Throws when that is not known. */
  async commit(messages: readonly RawMessage[]): Promise<void> {
    const progress = this.#partitions.progressOf(messages);
    this.#partitions.advance(progress);
    await this.#commits.commit(progress);
    if (this.#partitions.unclaimed.length > 0) this.#bell.ring();
  }

  /** Leaves the group. A join that is under way is not waited for long. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#bell.ring();
    const { database, group, logger } = this.#parts;
    if (this.#keeping !== null)
      await leaveKafkaPositions(database, group, this.#owner).catch((error: unknown) => {
        logger.debug({ code: errorCode(error) }, 'left Kafka without recording it in the database');
      });
    const left = this.#member.close().catch((error: unknown) => {
      logger.debug({ cause: describeFailure(error) }, 'left Kafka without notifying the group; it notices later');
    });
    const ended = Promise.all([this.#fetchers.close(), left, this.#keeping]).then(() => this.#cluster.close());
    await Promise.race([ended, pause(closeWithinMs, undefined, { ref: false })]).catch(() => {});
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
        await this.#commits.settle();
        await this.#watch();
        this.#outage.succeeded();
        this.#parts.onLook();
        if (!signal.aborted) await this.#bell.wait(waitMs);
      } catch (error) {
        if (signal.aborted) return;
        await this.#endure(asLack(error, this.#parts.settings, 'Read', { kind: 'group', name: this.#parts.group }));
      }
    }
  }

  async #endure(failure: unknown): Promise<void> {
    const { signal } = this.#closing;
    const { settings } = this.#parts;
    // Others came or went while it joined.
    const pauseMs = this.#member.isNotOurs(failure)
      ? Math.min(200, settings.pollFailureSleepMs)
      : this.#outage.failed(describeFailure(failure), kindOf(failure));
    this.#parts.onLook();
    this.#giveUpAfter(this.#outage.failures, failure);
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
    for (const { topic, partition } of this.#partitions.assign(assignments)) watch?.lag(topic, partition, null);
    watch?.rebalanced(group);
    const partitions = this.#partitions.all.map(({ key }) => key);
    logger.info({ group, partitions }, 'the consumer group has assigned its partitions');
    this.#bell.ring();
  }

  #place(topics: ReadonlyMap<string, TopicView>): void {
    this.#partitions.place(topics);
    this.#fetchers.keepTo(new Set(this.#partitions.all.flatMap(({ leader }) => leader ?? [])));
  }

  #openFetcher(node: number): Fetcher {
    const { logger, onLook, settings, watch, topics } = this.#parts;
    return new Fetcher(
      {
        node,
        client: () => this.#cluster.client,
        wanted: () => this.#partitions.wantedFrom(node).filter(({ topic }) => this.#unreadable.isDue(topic)),
        prepare: (arrival) => this.#preparation.prepare(arrival, (message) => this.#partitions.holds(message)),
        onLook,
        onArrival: this.#parts.onNews,
        onFetched: (figures) => watch?.fetched(figures),
        onAnswered: (topic, isAllowed) => this.#answered(topic, isAllowed),
        onMoved: () => this.#bell.ring(),
        onFailed: (error, failures) => this.#giveUpAfter(failures, error),
        onDefault: (name) => this.#preparation.tellDefault(name),
        failurePauseMs: settings.pollFailureSleepMs,
        logger,
      },
      `kafka ${topics.join(', ')}`,
    );
  }

  #answered(topic: string, isAllowed: boolean): void {
    if (isAllowed) this.#unreadable.granted(topic);
    // One refusal counts once, whichever brokers have partitions of the topic.
    if (isAllowed || !this.#unreadable.isDue(topic)) return;
    const lack = lackOf(this.#parts.settings, 'Read', { kind: 'topic', name: topic });
    this.#giveUpAfter(this.#unreadable.refused(topic, lack), lack);
  }

  /** @returns false when the database is away, and it has to be tried again soon */
  async #claim(): Promise<boolean> {
    const { database, group, logger, onGap } = this.#parts;
    const due = this.#partitions.unclaimed;
    if (due.length === 0) return true;
    const standing = await this.#inDatabase(() => readStanding({ database, group }, due));
    if (standing === null) return false;
    const looked = await lookAt(this.#cluster.client, due, standing);
    if (this.#closing.signal.aborted) return true;
    // The group may have given some to others meanwhile.
    const still = new Set(this.#partitions.unclaimed);
    const looks = looked.filter(([partition]) => still.has(partition));
    const parts = { database, group, owner: this.#owner, first: this.#limit, logger, onGap };
    if ((await this.#inDatabase(async () => (await takePartitions(parts, looks), true))) === null) return false;
    this.#fetchers.wake();
    return true;
  }

  /** Does what needs the database; null when that is away, which is said once. */
  async #inDatabase<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      const result = await work();
      this.#databaseFails = false;
      return result;
    } catch (error) {
      const { group, logger } = this.#parts;
      if (!this.#databaseFails)
        logger.warn(
          { code: errorCode(error), group },
          'reading from Kafka waits for the database, which stores the positions',
        );
      this.#databaseFails = true;
      return null;
    }
  }

  /** Tells the lag, and begins anew where messages are there and nothing arrives. */
  async #watch(): Promise<void> {
    const { group, logger, watch } = this.#parts;
    const partitions = this.#partitions.all;
    for (const { topic, partition, lag } of partitions) watch?.lag(topic, partition, lag);
    const readable = partitions.filter(({ topic }) => !this.#unreadable.has(topic));
    const stuck = await this.#stuck.look(this.#cluster.client, readable);
    if (stuck.length === 0) return;
    logger.error(
      { group, partitions: stuck },
      'messages are available but do not arrive; fetching again over new connections',
    );
    this.#cluster.close().catch(() => {});
    this.#cluster = new Cluster(this.#parts, this.#turn);
    this.#member.rejoin();
  }
}
