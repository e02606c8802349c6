import type { BusPosition, GroupName } from '../../store/engine/bus-positions.ts';
import type { BusSettings } from '../../settings.ts';
import type { RedisSettings } from '../../settings/redis.ts';
import type { Eviction, Retention, TopicRetention } from '../retention.ts';
import { fullTopic } from '../topics.ts';
import { platformLength } from './trimming.ts';
import { RedisConnection } from './connection.ts';
import { groupOf } from './consumer-group.ts';
import { isAfter, noEntry } from './entry-id.ts';
import { busUnavailable, refusalCode } from './failures.ts';
import { findGap, isReplaced } from './gaps.ts';
import { countFrom, groupPositions, startOfUnfinished } from './group-position.ts';
import { lookCommands, readInfo, readLook, readStream } from './look.ts';
import type { StreamLook } from './look.ts';

/** Trimming leaves whole nodes of the stream: a shorter one tells nothing of how long it may be. */
const oneNode = 100;

/**
 * Looks at what may take messages from the groups of the settings before they are processed, and changes nothing.
 *
 * @param positions how far groups are known to have read; of others it can't be told what is gone already
 * @throws LaurelError BUS_UNAVAILABLE
 */
export async function inspectRetention(
  bus: BusSettings,
  redis: RedisSettings,
  positions: readonly (GroupName & BusPosition)[],
): Promise<Retention> {
  const connection = new RedisConnection(redis.url);
  try {
    const topics: TopicRetention[] = [];
    for (const name of bus.topics) {
      const topic = fullTopic(bus.topicPrefix, name);
      const membership = { topic, group: groupOf(redis, topic) };
      const known = positions.find((each) => each.topic === topic && each.group === membership.group) ?? null;
      topics.push(await inspectTopic(connection, membership, known, redis.streamMaxLength));
    }
    return { eviction: await evictionOf(connection), topics };
  } catch (error) {
    throw busUnavailable(connection.address, error);
  } finally {
    connection.close();
  }
}

/** Asked in two ways, since servers of others often allow only one. */
async function evictionOf(connection: RedisConnection): Promise<Eviction | null> {
  const [information, policies, limits] = await connection.sendAll([
    ['INFO', 'memory'],
    ['CONFIG', 'GET', 'maxmemory-policy'],
    ['CONFIG', 'GET', 'maxmemory'],
  ]);
  const text = information?.status === 'fulfilled' ? String(information.value) : '';
  const policy = /^maxmemory_policy:(\S+)/m.exec(text)?.[1] ?? configured(policies);
  if (policy === null) return null;
  const limit = /^maxmemory:(\d+)/m.exec(text)?.[1] ?? configured(limits);
  return { policy, limited: limit !== '0' };
}

function configured(answer: PromiseSettledResult<unknown> | undefined): string | null {
  const [, value] = answer?.status === 'fulfilled' && Array.isArray(answer.value) ? answer.value : [];
  return value === undefined || value === null ? null : String(value);
}

/** A user who may not look at the topic learns nothing of it. */
async function inspectTopic(
  connection: RedisConnection,
  name: GroupName,
  known: BusPosition | null,
  maxLength: number | null,
): Promise<TopicRetention> {
  const without = (gone: TopicRetention['gone']): TopicRetention => ({ ...name, gone, standing: null });
  try {
    const [stream, groups] = await connection.sendAll(lookCommands(name));
    if (stream?.status !== 'fulfilled') throw stream?.reason;
    if (groups?.status !== 'fulfilled') throw groups?.reason;
    const info = readInfo(stream.value);
    const look = readLook(info, groups.value, name.group);
    const isOther = known !== null && isReplaced(known, look ?? readStream(info));
    if (isOther) return without('topic');
    if (look === null) return without(known?.joined ? 'group' : null);
    const finding = known && findGap(known, look, { fullLength: maxLength ?? platformLength });
    const keeps = lengthKept(look, known, maxLength);
    const unfinished = await unfinishedOf(connection, name, look, keeps);
    return { ...name, gone: null, standing: { keeps, lost: finding?.gap.lost ?? 0, ...unfinished } };
  } catch (error) {
    const code = refusalCode(error);
    // There is no such topic.
    if (code === 'ERR') return without(known?.joined ? 'topic' : null);
    if (code === 'NOPERM') return without(null);
    throw error;
  }
}

/**
 * How many messages the topic is let to keep: what the settings say, or as long as it is where it has been trimmed to that,
 * for the platform's settings may be others.
 */
function lengthKept(look: StreamLook, known: BusPosition | null, maxLength: number | null): number {
  const { added, length, deletedId, oldestId } = look;
  const keeps = maxLength ?? platformLength;
  const wasTrimmed = added !== null && added > length && deletedId === noEntry && length >= oneNode;
  // It has grown since: it was trimmed once, by somebody's hand.
  const grows = known?.oldestId === oldestId && (added ?? 0) - (known?.added ?? 0) > 2 * oneNode;
  if (!wasTrimmed || grows) return keeps;
  return maxLength === null ? length : Math.min(keeps, length);
}

/** How many messages can still come before the oldest one is trimmed that the group has not finished. */
async function unfinishedOf(
  connection: RedisConnection,
  { topic, group }: GroupName,
  { length, oldestId }: StreamLook,
  keeps: number,
): Promise<{ room: number | null; lostInWork: boolean }> {
  const own = (await groupPositions(connection, topic)).find(({ name }) => name === group);
  if (own === undefined || oldestId === null) return { room: null, lostInWork: false };
  const start = await startOfUnfinished(connection, topic, own);
  const lostInWork = !start.startsWith('(') && isAfter(oldestId, start);
  if (!lostInWork && (await countFrom(connection, topic, start, 1)) === 0) return { room: null, lostInWork };
  // Further than that it makes no difference.
  const most = Math.max(0, length - keeps) + Math.ceil(keeps / 5) + 1;
  const end = start.startsWith('(') ? start.slice(1) : `(${start}`;
  return { room: keeps - length + (await countFrom(connection, topic, '-', most, end)), lostInWork };
}
