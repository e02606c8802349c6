import { Admin } from '@platformatic/kafka';
import type { BusSettings } from '../../settings.ts';
import type { KafkaSettings } from '../../settings/kafka.ts';
import type { LaurelError } from '../../errors.ts';
import { isAnnouncing } from '../announcing.ts';
import type { BusInspection, Keeping, Lack, TopicInspection } from '../inspection.ts';
import { fullTopic } from '../topics.ts';
import { clientOptions, kafkaAddress } from './client-options.ts';
import { busUnavailable } from './failures.ts';
import { groupOf } from './group.ts';
import { lasting } from './lasting.ts';
import { lackedRights, lackOf, mayJoin } from './rights.ts';
import type { Right } from './rights.ts';
import { SchemaRegistry } from './registry.ts';
import { committedOf, ifAllowed, lookAtTopic, membersOf, offsetsAt, otherGroups } from './topic-look.ts';
import type { TopicLook } from './topic-look.ts';

const badgesTopic = 'learning-badges-lifecycle';
/** Unread messages that have lasted for this part of the time that the topic keeps them are about to be removed. */
const nearTheEnd = 0.8;
const RETRIES = 5;
/** Somebody waits, and another broker may answer. */
const REQUEST_MS = 3_000;
const RETRY_MS = 200;

/**
 * Looks at brokers, registry, topics and groups of the settings and changes nothing.
 *
 * @throws LaurelError BUS_UNAVAILABLE, which says what is refused where something is
 */
export async function inspectKafka(bus: BusSettings, kafka: KafkaSettings): Promise<BusInspection> {
  // A cluster that is new makes its coordinators when somebody asks for the first group.
  const admin = lasting(
    new Admin({ ...clientOptions(kafka), retries: RETRIES, retryDelay: RETRY_MS, requestTimeout: REQUEST_MS }),
  );
  admin.on('error', () => {});
  try {
    const { brokers } = await admin.metadata({ topics: [] });
    const registry = new SchemaRegistry(kafka.registry);
    await registry.check();
    const topics: TopicInspection[] = [];
    for (const name of bus.topics) {
      const topic = fullTopic(bus.topicPrefix, name);
      const writes = isAnnouncing(bus) && name === bus.topics[0];
      topics.push(await inspectTopic(admin, topic, kafka, writes));
    }
    return {
      server: `Kafka, ${brokers.size === 1 ? '1 broker' : `${brokers.size} brokers`}; schema registry at ${registry.address}`,
      inconveniences: [],
      topics,
      prefixes: topics.some(({ length, lacks }) => length === null && lacks.length === 0)
        ? prefixesOf(await admin.listTopics())
        : [],
    };
  } catch (error) {
    throw busUnavailable(kafkaAddress(kafka), error);
  } finally {
    await admin.close().catch(() => {});
  }
}

async function inspectTopic(
  admin: Admin,
  topic: string,
  kafka: KafkaSettings,
  writes: boolean,
): Promise<TopicInspection> {
  const group = groupOf(kafka, topic);
  const nothing: TopicInspection = {
    topic,
    group,
    lacks: [],
    length: null,
    standing: null,
    holdsSignals: false,
    otherGroups: [],
    keeping: null,
  };
  const ofGroup = (await mayReadAs(admin, kafka, group)) ? [] : [lackOf(kafka, 'Read', { kind: 'group', name: group })];
  const onTopic = { kind: 'topic', name: topic } as const;
  const look = await ifAllowed<TopicLook | null | 'unseen'>(() => lookAtTopic(admin, topic), 'unseen');
  if (look === null) return { ...nothing, lacks: ofGroup.map(toLack) };
  if (look === 'unseen') return { ...nothing, lacks: [lackOf(kafka, 'Describe', onTopic), ...ofGroup].map(toLack) };
  const wanted: Right[] = [
    ...(kafka.consumersEnabled ? (['Read'] as const) : []),
    ...(writes ? (['Write'] as const) : []),
  ];
  const ofTopic = (await lackedRights(admin, topic, wanted)).map((right) => lackOf(kafka, right, onTopic));
  const committed = await ifAllowed(() => committedOf(admin, group, topic), new Map<number, number>());
  const consumers = await ifAllowed(() => membersOf(admin, group), 0);
  const positions = look.starts.map((start, partition) => committed.get(partition) ?? start);
  const behind = positions.map((position, partition) => (look.ends[partition] ?? 0) - position);
  const isKnown = committed.size > 0 || consumers > 0;
  return {
    ...nothing,
    lacks: [...ofTopic, ...ofGroup].map(toLack),
    length: sum(look.ends) - sum(look.starts),
    standing: isKnown ? { pending: 0, lag: sum(behind.map((count) => Math.max(0, count))), consumers } : null,
    otherGroups: await ifAllowed(() => otherGroups(admin, group, topic), []),
    keeping: await keepingOf(admin, topic, look, positions),
  };
}

/** Who does not read needs no right to. */
async function mayReadAs(admin: Admin, kafka: KafkaSettings, group: string): Promise<boolean> {
  return !kafka.consumersEnabled || (await mayJoin(admin, group));
}

function toLack({ details: [message = '', ...todo] }: LaurelError): Lack {
  return { message, todo: todo.join(' ') };
}

async function keepingOf(
  admin: Admin,
  topic: string,
  { leaderless, starts, ends, isCompacted, retentionMs }: TopicLook,
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
  return { partitions: starts.length, leaderless, isCompacted, forMs: retentionMs, isEnding, lost: sum(gone) };
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
