import type { RawMessage } from '../../events/message.ts';
import type { BusSettings } from '../../settings.ts';
import type { RedisSettings } from '../../settings/redis.ts';
import { fullTopic } from '../topics.ts';
import { RedisConnection } from './connection.ts';
import { busUnavailable } from './failures.ts';
import { readEntries } from './entries.ts';

/** So many are read at once, fewer where those before were large: what is read is in memory, wanted or not. */
const pageSize = 20;
const mostBytes = 4 * 1_048_576;

/** Somebody waits for the answer. */
const patienceMs = 2_000;

/**
 * The newest messages of each configured topic, the newest first. Looks only: no group, and nothing is acknowledged.
 *
 * @param limit how many of each topic at most; fewer where they are large
 * @throws LaurelError BUS_UNAVAILABLE
 */
export async function readRecentMessages(bus: BusSettings, redis: RedisSettings, limit: number): Promise<RawMessage[]> {
  const connection = new RedisConnection(redis.url);
  const deadline = setTimeout(() => connection.close(), patienceMs);
  try {
    const messages: RawMessage[] = [];
    for (const topic of bus.topics.map((name) => fullTopic(bus.topicPrefix, name)))
      messages.push(...(await newestOf(connection, topic, limit)));
    return messages;
  } catch (error) {
    throw busUnavailable(connection.address, error);
  } finally {
    clearTimeout(deadline);
    connection.close();
  }
}

async function newestOf(connection: RedisConnection, topic: string, limit: number): Promise<RawMessage[]> {
  const messages: RawMessage[] = [];
  let bytes = 0;
  let before = '+';
  while (messages.length < limit && bytes < mostBytes) {
    const fitting = messages.length === 0 ? 1 : Math.floor((mostBytes - bytes) / (bytes / messages.length + 1));
    const count = Math.max(1, Math.min(pageSize, limit - messages.length, fitting));
    const page = readEntries(topic, await connection.send(['XREVRANGE', topic, before, '-', 'COUNT', String(count)]));
    messages.push(...page);
    const last = page.at(-1);
    if (last === undefined || page.length < count) break;
    bytes += page.reduce((sum, { body }) => sum + (body?.length ?? 0), 0);
    before = `(${last.position}`;
  }
  return messages;
}
