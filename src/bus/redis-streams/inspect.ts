import type { BusSettings } from '../../settings.ts';
import type { RedisSettings } from '../../settings/redis.ts';
import { fullTopic } from '../topics.ts';
import { isAnnouncing } from '../announcing.ts';
import type { BusInspection, GroupStanding, TopicInspection } from '../inspection.ts';
import { busRefused, comfortProbes, findLacks, lookingProbes, readingProbes, sendingProbes } from './commands.ts';
import type { Probe } from './commands.ts';
import { RedisConnection } from './connection.ts';
import { busUnavailable, refusalCode } from './failures.ts';
import { groupOf } from './consumer-group.ts';
import { countFrom, countUnread, groupPositions, startOfUnfinished } from './group-position.ts';
import type { GroupPosition } from './group-position.ts';
import { detectPrefixes } from './prefixes.ts';
import { mostUnfinished } from './read-ahead-gate.ts';

/**
 * Looks at the topics and groups of the settings and changes nothing.
 *
 * @throws LaurelError BUS_UNAVAILABLE, or BUS_REFUSED when the server does not let Laurel do what it must
 */
export async function inspectRedisStreams(bus: BusSettings, redis: RedisSettings): Promise<BusInspection> {
  const connection = new RedisConnection(redis.url);
  try {
    const names = bus.topics.map((name) => fullTopic(bus.topicPrefix, name));
    const lacks = await findLacks(connection, neededProbes(names, redis));
    if (lacks.length > 0) throw busRefused(connection.address, lacks);
    const inconveniences = await findLacks(connection, names.slice(0, 1).flatMap(comfortProbes));
    const topics: TopicInspection[] = [];
    for (const [index, topic] of names.entries()) {
      // Signals travel on the first one.
      const limit = index === 0 && isAnnouncing(bus) && redis.consumersEnabled ? mostUnfinished(redis) : null;
      topics.push(await inspectTopic(connection, topic, groupOf(redis, topic), limit));
    }
    return {
      server: await serverOf(connection),
      inconveniences,
      topics,
      // It looks through all keys: only where it can help.
      prefixes: topics.some(({ length }) => length === null)
        ? await ifAllowed(() => detectPrefixes(connection), [])
        : [],
    };
  } catch (error) {
    throw busUnavailable(connection.address, error);
  } finally {
    connection.close();
  }
}

/** What Laurel uses with these settings; the first topic is the one of its own signals. */
function neededProbes(topics: readonly string[], { consumersEnabled }: RedisSettings): Probe[] {
  return [
    ...topics.flatMap(lookingProbes),
    ...(consumersEnabled ? topics.flatMap(readingProbes) : []),
    ...topics.slice(0, 1).flatMap(sendingProbes),
  ];
}

async function serverOf(connection: RedisConnection): Promise<string> {
  const information = await ifAllowed(async () => String(await connection.send(['INFO', 'server'])), '');
  return `Redis ${/^redis_version:(\S+)/m.exec(information)?.[1] ?? 'of unknown version'}`;
}

/** What a user may not look at is left out. */
async function ifAllowed<T>(look: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await look();
  } catch (error) {
    if (!['NOPERM', 'ERR'].includes(refusalCode(error))) throw error;
    return otherwise;
  }
}

/** @param mostUnfinished how many unfinished entries hold no signals back; null: signals don't wait for this topic */
async function inspectTopic(
  connection: RedisConnection,
  topic: string,
  group: string,
  mostUnfinished: number | null,
): Promise<TopicInspection> {
  if ((await connection.send(['EXISTS', topic])) === 0)
    return {
      topic,
      lacks: [],
      length: null,
      group,
      standing: null,
      holdsSignals: false,
      otherGroups: [],
      keeping: null,
    };
  const length = (await connection.send(['XLEN', topic])) as number;
  const groups = await groupPositions(connection, topic);
  const own = groups.find(({ name }) => name === group);
  const otherGroups = groups.filter((found) => found !== own).map(({ name }) => name);
  const standing = own ? await standingOf(connection, topic, own, length) : null;
  const holdsSignals = own !== undefined && (await holds(connection, topic, own, mostUnfinished));
  return { topic, lacks: [], length, group, standing, holdsSignals, otherGroups, keeping: null };
}

async function holds(
  connection: RedisConnection,
  topic: string,
  group: GroupPosition,
  mostUnfinished: number | null,
): Promise<boolean> {
  if (mostUnfinished === null) return false;
  const start = await startOfUnfinished(connection, topic, group);
  return (await countFrom(connection, topic, start, mostUnfinished)) >= mostUnfinished;
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
