import { ConfigResourceTypes } from '@platformatic/kafka';
import type { Admin } from '@platformatic/kafka';
import { brokerAnswers } from './failures.ts';

/** How one topic is, as far as this user may look. Offsets are by partition. */
export interface TopicLook {
  /** Partitions whose broker is away: nothing is known of what they hold, and both offsets are 0. */
  readonly leaderless: readonly number[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Whether old messages of a key are removed when a newer one comes; null: it may not be looked at. */
  readonly isCompacted: boolean | null;
  /** How long it keeps messages; null: for ever, or it may not be looked at. */
  readonly retentionMs: number | null;
}

const earliest = -2n;
const latest = -1n;

/** Null when there is no such topic. */
export async function lookAtTopic(admin: Admin, topic: string): Promise<TopicLook | null> {
  let leaders: readonly number[];
  try {
    const { topics } = await admin.metadata({ topics: [topic], forceUpdate: true });
    leaders = topics.get(topic)?.partitions.map(({ leader }) => leader) ?? [];
  } catch (error) {
    if (brokerAnswers(error).has('UNKNOWN_TOPIC_OR_PARTITION')) return null;
    throw error;
  }
  const leaderless = leaders.flatMap((leader, partition) => (leader < 0 ? [partition] : []));
  const found = await Promise.all([offsetsAt(admin, topic, earliest), offsetsAt(admin, topic, latest)]);
  const [starts = [], ends = []] = found.map((offsets) => offsets.map((offset) => Math.max(0, offset)));
  return { leaderless, starts, ends, ...(await configOf(admin, topic)) };
}

/**
 * The first offset of each partition that was sent at this time or later, in milliseconds since 1970; -1 where none was, and
 * where nobody can tell because the partition has no leader.
 */
export async function offsetsAt(admin: Admin, topic: string, timestamp: bigint): Promise<number[]> {
  const { topics } = await admin.metadata({ topics: [topic] });
  const leaders = topics.get(topic)?.partitions.map(({ leader }) => leader) ?? [];
  const partitions = leaders.flatMap((leader, partitionIndex) => (leader < 0 ? [] : [{ partitionIndex, timestamp }]));
  const found = partitions.length === 0 ? [] : await admin.listOffsets({ topics: [{ name: topic, partitions }] });
  const offsets = new Map(found[0]?.partitions.map(({ partitionIndex, offset }) => [partitionIndex, Number(offset)]));
  return leaders.map((_, partition) => offsets.get(partition) ?? -1);
}

/** What the group has committed, by partition; null where it has committed nothing. */
export async function committedOf(admin: Admin, group: string, topic: string): Promise<ReadonlyMap<number, number>> {
  const [found] = await admin.listConsumerGroupOffsets({ groups: [group] });
  const partitions = found?.topics.find(({ name }) => name === topic)?.partitions ?? [];
  return new Map(
    partitions
      .filter(({ committedOffset }) => committedOffset >= 0n)
      .map(({ partitionIndex, committedOffset }) => [partitionIndex, Number(committedOffset)]),
  );
}

/** Consumers of the group; none when there is no such group. */
export async function membersOf(admin: Admin, group: string): Promise<number> {
  try {
    return (await admin.describeGroups({ groups: [group] })).get(group)?.members.size ?? 0;
  } catch (error) {
    if (brokerAnswers(error).has('GROUP_ID_NOT_FOUND')) return 0;
    throw error;
  }
}

/** Other groups whose consumers read the topic at the moment. */
export async function otherGroups(admin: Admin, own: string, topic: string): Promise<string[]> {
  const names = [...(await admin.listGroups()).keys()].filter((name) => name !== own).slice(0, mostGroups);
  if (names.length === 0) return [];
  const groups = await admin.describeGroups({ groups: names });
  return [...groups.values()]
    .filter(({ members }) => [...members.values()].some((member) => member.assignments?.has(topic)))
    .map(({ id }) => id)
    .toSorted((a, b) => a.localeCompare(b, 'en'));
}

/** Where there are more, nobody waits until all of them are looked at. */
const mostGroups = 100;

async function configOf(admin: Admin, topic: string): Promise<Pick<TopicLook, 'isCompacted' | 'retentionMs'>> {
  const [found] = await ifAllowed(
    () =>
      admin.describeConfigs({
        resources: [
          {
            resourceType: ConfigResourceTypes.TOPIC,
            resourceName: topic,
            configurationKeys: ['cleanup.policy', 'retention.ms'],
          },
        ],
      }),
    [],
  );
  const valueOf = (name: string): string | null => found?.configs.find((config) => config.name === name)?.value ?? null;
  const [policy, retention] = [valueOf('cleanup.policy'), Number(valueOf('retention.ms') ?? -1)];
  return {
    isCompacted: policy === null ? null : policy.includes('compact'),
    retentionMs: retention < 0 ? null : retention,
  };
}

/** What a user may not look at is left out. */
export async function ifAllowed<T>(look: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await look();
  } catch (error) {
    if (![...brokerAnswers(error)].some((id) => id.endsWith('_AUTHORIZATION_FAILED'))) throw error;
    return otherwise;
  }
}
