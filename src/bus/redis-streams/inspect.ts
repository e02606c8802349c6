import type { BusSettings, RedisSettings } from '../../settings.ts';
import { fullTopic } from '../topics.ts';
import type { BusInspection, GroupStanding, TopicInspection } from '../inspection.ts';
import { busUnavailable, RedisConnection } from './connection.ts';
import { groupOf } from './consumer-group.ts';
import { countUnread, groupPositions } from './group-position.ts';
import type { GroupPosition } from './group-position.ts';
import { detectPrefixes } from './prefixes.ts';

/**
 * Looks at the topics and groups of the settings and changes nothing.
 *
 * @throws LaurelError BUS_UNAVAILABLE
 */
export async function inspectRedisStreams(bus: BusSettings, redis: RedisSettings): Promise<BusInspection> {
  const connection = new RedisConnection(redis.url);
  try {
    const information = String(await connection.send(['INFO', 'server']));
    const topics: TopicInspection[] = [];
    for (const topic of bus.topics.map((name) => fullTopic(bus.topicPrefix, name))) {
      topics.push(await inspectTopic(connection, topic, groupOf(redis, topic)));
    }
    return {
      server: `Redis ${/^redis_version:(\S+)/m.exec(information)?.[1] ?? 'of unknown version'}`,
      topics,
      // It looks through all keys: only where it can help.
      prefixes: topics.some(({ length }) => length === null) ? await detectPrefixes(connection) : [],
    };
  } catch (error) {
    throw busUnavailable(connection.address, error);
  } finally {
    connection.close();
  }
}

async function inspectTopic(connection: RedisConnection, topic: string, group: string): Promise<TopicInspection> {
  if ((await connection.send(['EXISTS', topic])) === 0)
    return { topic, length: null, group, standing: null, otherGroups: [] };
  const length = (await connection.send(['XLEN', topic])) as number;
  const groups = await groupPositions(connection, topic);
  const own = groups.find(({ name }) => name === group);
  const otherGroups = groups.filter((found) => found !== own).map(({ name }) => name);
  const standing = own ? await standingOf(connection, topic, own, length) : null;
  return { topic, length, group, standing, otherGroups };
}

async function standingOf(
  connection: RedisConnection,
  topic: string,
  group: GroupPosition,
  length: number,
): Promise<GroupStanding> {
  const { pending, consumers } = group;
  return { pending, lag: await countUnread(connection, topic, group, length), consumers };
}
