import { Consumer } from '@platformatic/kafka';
import type { CommitOptionsPartition, GroupAssignment } from '@platformatic/kafka';
import type { Logger } from 'pino';
import type { KafkaSettings } from '../../settings/kafka.ts';
import { clientOptions } from './client-options.ts';
import type { ClusterView } from './cluster.ts';
import { brokerAnswers, describeFailure } from './failures.ts';
import { lasting } from './lasting.ts';
import type { Turn } from './lasting.ts';

export type Assignments = readonly Pick<GroupAssignment, 'topic' | 'partitions'>[];

export interface GroupMemberParts {
  readonly settings: KafkaSettings;
  readonly group: string;
  readonly logger: Logger;
  readonly turn: Turn;
  /** Told each time that the group has given this process its partitions: all of them, also those that it had. */
  readonly onAssigned: (assignments: Assignments) => void;
  /** Told when something has to be looked after at once. */
  readonly onTrouble: () => void;
}

/** What the brokers answer to whoever is not in the group, or not as it is now. */
const notOurs = ['ILLEGAL_GENERATION', 'UNKNOWN_MEMBER_ID', 'REBALANCE_IN_PROGRESS', 'FENCED_INSTANCE_ID'];
const longestHeartbeatMs = 3_000;
/** Joining takes as long as the slowest of the others needs to join, or is given up for dead. */
const joinMarginMs = 10_000;
const untilRenewedMs = 86_400_000;

/**
 * Membership in a consumer group: joins it, joins it again whenever that is lost, and keeps to the topics that exist. The
 * client itself heartbeats, and joins again when others come or go.
 */
export class GroupMember {
  readonly client: Consumer;
  readonly #parts: GroupMemberParts;
  #isMember = false;
  /** Topics and numbers of partitions for which it joined. */
  #plan = '';
  #brokers = '';

  constructor(parts: GroupMemberParts) {
    const { settings, group, logger } = parts;
    this.#parts = parts;
    const { sessionTimeoutMs: sessionTimeout } = settings;
    this.client = lasting(
      new Consumer({
        ...clientOptions(settings),
        groupId: group,
        autocommit: false,
        requestTimeout: sessionTimeout + joinMarginMs,
        sessionTimeout,
        rebalanceTimeout: sessionTimeout,
        heartbeatInterval: Math.min(longestHeartbeatMs, sessionTimeout / 3),
        heartbeatStallTimeout: sessionTimeout,
        // It is renewed when brokers or topics are others.
        metadataMaxAge: untilRenewedMs,
      }),
      parts.turn,
    );
    // Without a listener an error would end the process.
    this.client.on('error', (error: Error) => {
      logger.debug({ group, cause: describeFailure(error) }, 'the client could not rejoin the consumer group');
      this.rejoin();
    });
    this.client.on('consumer:heartbeat:stalled', () => {
      logger.error({ group }, 'the consumer group receives no heartbeat from this process; rejoining it');
      this.rejoin();
    });
    this.client.on('consumer:group:join', () => {
      if (this.client.assignments !== null) parts.onAssigned(this.client.assignments);
    });
  }

  /** Has the group joined again at the next look. */
  rejoin(): void {
    this.#isMember = false;
    this.#parts.onTrouble();
  }

  /** Joins the group when it is not joined for exactly these topics and their partitions. */
  async attend({ topics, brokers }: ClusterView): Promise<void> {
    if (brokers !== this.#brokers) this.client.clearMetadata();
    this.#brokers = brokers;
    if (topics.size === 0) {
      // Its types name the form with a callback first.
      if (this.#isMember) await (this.client.leaveGroup() as unknown as Promise<void>);
      this.#isMember = false;
      this.#parts.onAssigned([]);
      return;
    }
    const plan = JSON.stringify([...topics].map(([topic, { id, partitions }]) => [topic, id, partitions.length]));
    if (this.#isMember && plan === this.#plan) return;
    if (plan !== this.#plan) this.client.clearMetadata();
    for (const topic of this.client.topics.current.filter((tracked) => !topics.has(tracked)))
      this.client.topics.untrack(topic);
    this.client.topics.trackAll(...[...topics.keys()].filter((topic) => !this.client.topics.current.includes(topic)));
    // Set first: what is lost while it joins has to be noticed.
    this.#isMember = true;
    this.#plan = plan;
    try {
      await this.client.joinGroup({});
    } catch (error) {
      this.#isMember = false;
      throw error;
    }
  }

  /** Whether a failure says only that the group is not as this process knew it. */
  isNotOurs(error: unknown): boolean {
    const said = brokerAnswers(error);
    return notOurs.some((id) => said.has(id));
  }

  /** Whether the group gives this partition to this process, as far as it is known. */
  has(topic: string, partition: number): boolean {
    const own = this.client.assignments?.find((assignment) => assignment.topic === topic);
    return own?.partitions.includes(partition) ?? false;
  }

  /**
   * Commits offsets of partitions that are ours; others are left out, and so is everything when the group has given them away
   * meanwhile: whoever has them now commits what it does.
   *
   * @returns what was committed
   */
  async commit(offsets: readonly CommitOptionsPartition[]): Promise<readonly CommitOptionsPartition[]> {
    const own = offsets.filter(({ topic, partition }) => this.has(topic, partition));
    if (!this.#isMember || own.length === 0) return [];
    try {
      await this.client.commit({ offsets: own });
      return own;
    } catch (error) {
      if (!this.isNotOurs(error)) throw error;
      // In a rebalance the client joins again by itself.
      if (!brokerAnswers(error).has('REBALANCE_IN_PROGRESS')) this.rejoin();
      return [];
    }
  }

  async close(): Promise<void> {
    this.#isMember = false;
    await this.client.close();
  }
}
