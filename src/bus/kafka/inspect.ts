import { Admin } from '@platformatic/kafka';
import type { BusSettings } from '../../settings.ts';
import type { KafkaSettings } from '../../settings/kafka.ts';
import type { BusInspection, Keeping, TopicInspection } from '../inspection.ts';
import { fullTopic } from '../topics.ts';
import { clientOptions, kafkaAddress } from './client-options.ts';
import { busUnavailable } from './failures.ts';
import { groupOf } from './group.ts';
import { SchemaRegistry } from './registry.ts';
import { committedOf, ifAllowed, lookAtTopic, membersOf, offsetsAt, otherGroups } from './topic-look.ts';
import type { TopicLook } from './topic-look.ts';

const badgesTopic = 'learning-badges-lifecycle';
/** Unread messages that have lasted for this part of the time that the topic keeps them are about to be removed. */
const nearTheEnd = 0.8;
const RETRIES = 5;
const RETRY_MS = 200;

/**
 * Looks at brokers, registry, topics and groups of the settings and changes nothing.
 *
 * @throws LaurelError BUS_UNAVAILABLE, which says what is refused where something is
 */
export async function inspectKafka(bus: BusSettings, kafka: KafkaSettings): Promise<BusInspection> {
  // A cluster that is new makes its coordinators when somebody asks for the first group.
  const admin = new Admin({ ...clientOptions(kafka), retries: RETRIES, retryDelay: RETRY_MS });
  admin.on('error', () => {});
  try {
    const { brokers } = await admin.metadata({ topics: [] });
    const registry = new SchemaRegistry(kafka.registry);
    await registry.check();
    const topics: TopicInspection[] = [];
    for (const name of bus.topics) topics.push(await inspectTopic(admin, fullTopic(bus.topicPrefix, name), kafka));
    return {
      server: `Kafka, ${brokers.size === 1 ? '1 broker' : `${brokers.size} brokers`}; schema registry at ${registry.address}`,
      inconveniences: [],
      topics,
      prefixes: topics.some(({ length }) => length === null) ? prefixesOf(await admin.listTopics()) : [],
    };
  } catch (error) {
    throw busUnavailable(kafkaAddress(kafka), error);
  } finally {
    await admin.close().catch(() => {});
  }
}

async function inspectTopic(admin: Admin, topic: string, kafka: KafkaSettings): Promise<TopicInspection> {
  const group = groupOf(kafka, topic);
  const nothing = { topic, group, length: null, standing: null, holdsSignals: false, otherGroups: [], keeping: null };
  const look = await lookAtTopic(admin, topic);
  if (look === null) return nothing;
  const committed = await committedOf(admin, group, topic);
  const consumers = await membersOf(admin, group);
  const positions = look.starts.map((start, partition) => committed.get(partition) ?? start);
  const behind = positions.map((position, partition) => (look.ends[partition] ?? 0) - position);
  const isKnown = committed.size > 0 || consumers > 0;
  return {
    ...nothing,
    length: sum(look.ends) - sum(look.starts),
    standing: isKnown ? { pending: 0, lag: sum(behind.map((count) => Math.max(0, count))), consumers } : null,
    otherGroups: await ifAllowed(() => otherGroups(admin, group, topic), []),
    keeping: await keepingOf(admin, topic, look, positions),
  };
}

async function keepingOf(
  admin: Admin,
  topic: string,
  { starts, ends, isCompacted, retentionMs }: TopicLook,
  positions: readonly number[],
): Promise<Keeping> {
  const isUnread = positions.map((position, partition) => position < (ends[partition] ?? 0));
  let isEnding = false;
  if (retentionMs !== null && isUnread.includes(true)) {
    // The first message that is younger: where it comes after the position, an older one is unread.
    const younger = await offsetsAt(admin, topic, BigInt(Date.now() - Math.floor(retentionMs * nearTheEnd)));
    isEnding = younger.some((offset, partition) => {
      const position = positions[partition] ?? 0;
      return isUnread[partition] === true && (offset < 0 || offset > position);
    });
  }
  const gone = starts.map((start, partition) => Math.max(0, start - (positions[partition] ?? start)));
  return { partitions: starts.length, isCompacted, forMs: retentionMs, isEnding, lost: sum(gone) };
}

function prefixesOf(topics: readonly string[]): string[] {
  const prefixes = topics.flatMap((topic) => {
    if (topic === badgesTopic) return [''];
    return topic.endsWith(`-${badgesTopic}`) ? [topic.slice(0, -badgesTopic.length - 1)] : [];
  });
  return prefixes.toSorted((a, b) => a.localeCompare(b, 'en'));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
