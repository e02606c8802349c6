import type { BusSettings, RedisSettings } from '../../settings.ts';
import { fullTopic } from '../topics.ts';
import type { BusInspection, GroupStanding, TopicInspection } from '../inspection.ts';
import { busUnavailable, RedisConnection } from './connection.ts';
import type { Reply } from './connection.ts';
import { groupOf } from './consumer-group.ts';
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
  const groups = ((await connection.send(['XINFO', 'GROUPS', topic])) as readonly (readonly Reply[])[]).map(toMap);
  const own = groups.find((found) => String(found.get('name')) === group);
  const otherGroups = groups.filter((found) => found !== own).map((found) => String(found.get('name')));
  return { topic, length, group, standing: own ? standingOf(own) : null, otherGroups };
}

function standingOf(group: ReadonlyMap<string, Reply>): GroupStanding {
  const lag = group.get('lag');
  return {
    pending: Number(group.get('pending')),
    lag: typeof lag === 'number' ? lag : null,
    consumers: Number(group.get('consumers')),
  };
}

/** Names and values take turns in the reply. */
function toMap(reply: readonly Reply[]): Map<string, Reply> {
  const map = new Map<string, Reply>();
  for (let index = 0; index < reply.length; index += 2) map.set(String(reply[index]), reply[index + 1] ?? null);
  return map;
}
