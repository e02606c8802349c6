import { AclOperations, AclPermissionTypes, Admin, ResourcePatternTypes, ResourceTypes } from '@platformatic/kafka';
import type { AclOperationLabel } from '@platformatic/kafka';

/** What tests do to a cluster as its administrators, through the open listener. */
export class KafkaAdmin {
  readonly #servers: readonly string[];
  #client: Admin | null = null;

  constructor(servers: readonly string[]) {
    this.#servers = servers;
  }

  /** Makes a topic; resolves when every broker that is there knows it. */
  async createTopic(
    name: string,
    { partitions = 1, replicas = this.#servers.length, configs = {} }: TopicOptions = {},
  ): Promise<void> {
    await this.#admin.createTopics({
      topics: [name],
      partitions,
      replicas,
      configs: Object.entries(configs).map(([key, value]) => ({ name: key, value })),
    });
  }

  async deleteTopic(name: string): Promise<void> {
    await this.#admin.deleteTopics({ topics: [name] });
  }

  /** Removes what lies before an offset, as retention does. */
  async deleteRecords(topic: string, partition: number, before: bigint): Promise<void> {
    await this.#admin.deleteRecords({ topics: [{ name: topic, partitions: [{ partition, offset: before }] }] });
  }

  /** How many brokers are in the cluster, as the reached one sees it; false while it does not see this one. */
  async sees(node: number): Promise<boolean> {
    const client = this.#fresh();
    try {
      return (await client.metadata({ topics: [] })).brokers.has(node);
    } finally {
      await client.close();
    }
  }

  /** What is committed of a group: offsets by partition. */
  async committed(group: string, topic: string): Promise<ReadonlyMap<number, bigint>> {
    const [found] = await this.#admin.listConsumerGroupOffsets({ groups: [group] });
    const partitions = found?.topics.find(({ name }) => name === topic)?.partitions ?? [];
    return new Map(partitions.map(({ partitionIndex, committedOffset }) => [partitionIndex, committedOffset]));
  }

  /** How a group stands: who is in it, and whether they have settled who reads what. */
  async group(name: string): Promise<{ readonly members: number; readonly state: string }> {
    const found = (await this.#admin.describeGroups({ groups: [name] })).get(name);
    return { members: found?.members.size ?? 0, state: found?.state ?? 'Dead' };
  }

  /** The index of the broker, among those of the cluster, that leads a partition. */
  async leaderOf(topic: string, partition: number): Promise<number> {
    return (await this.leaders(topic))[partition] ?? -1;
  }

  /** The same of all partitions. */
  async leaders(topic: string): Promise<number[]> {
    const { topics } = await this.#admin.metadata({ topics: [topic], forceUpdate: true });
    return topics.get(topic)?.partitions.map(({ leader }) => leader - 1) ?? [];
  }

  /** Sets where a group that nobody is in begins. */
  async commit(group: string, topic: string, offsets: readonly bigint[]): Promise<void> {
    const partitionOffsets = offsets.map((offset, partition) => ({ partition, offset }));
    await this.#admin.alterConsumerGroupOffsets({ groupId: group, topics: [{ name: topic, partitionOffsets }] });
  }

  /** Grants a user rights on a topic or group, or takes them away. */
  async allow(user: string, rights: readonly AclOperationLabel[], on: GrantedResource): Promise<void> {
    await this.#admin.createAcls({ creations: rights.map((right) => aclOf(user, right, on)) });
  }

  async disallow(user: string, rights: readonly AclOperationLabel[], on: GrantedResource): Promise<void> {
    await this.#admin.deleteAcls({ filters: rights.map((right) => aclOf(user, right, on)) });
  }

  async close(): Promise<void> {
    await this.#client?.close();
    this.#client = null;
  }

  get #admin(): Admin {
    return (this.#client ??= this.#fresh());
  }

  #fresh(): Admin {
    return new Admin({
      clientId: 'tests',
      bootstrapBrokers: [...this.#servers],
      timeout: 10_000,
      connectTimeout: 2000,
    });
  }
}

/** What a right is on. */
export type GrantedResource = { readonly topic: string } | { readonly group: string };

function aclOf(user: string, right: AclOperationLabel, on: GrantedResource) {
  return {
    resourceType: 'topic' in on ? ResourceTypes.TOPIC : ResourceTypes.GROUP,
    resourceName: 'topic' in on ? on.topic : on.group,
    resourcePatternType: ResourcePatternTypes.LITERAL,
    principal: `User:${user}`,
    host: '*',
    operation: AclOperations[right],
    permissionType: AclPermissionTypes.ALLOW,
  };
}

export interface TopicOptions {
  readonly partitions?: number;
  /** As many as there are brokers, unless told. */
  readonly replicas?: number;
  /** Settings of the topic: `cleanup.policy`, `retention.ms`, ... */
  readonly configs?: Readonly<Record<string, string>>;
}
