import type { RawMessage } from '../../events/message.ts';
import type { BusSettings, RedisSettings } from '../../settings.ts';
import { fullTopic } from '../topics.ts';
import { busUnavailable, RedisConnection } from './connection.ts';
import { readEntries } from './entries.ts';

/** Somebody waits for the answer. */
const patienceMs = 2_000;

/**
 * The newest messages of each configured topic, the newest first. Looks only: no group, and nothing is acknowledged.
 *
 * @param limit how many of each topic at most
 * @throws LaurelError BUS_UNAVAILABLE
 */
export async function readRecentMessages(bus: BusSettings, redis: RedisSettings, limit: number): Promise<RawMessage[]> {
  const connection = new RedisConnection(redis.url);
  const deadline = setTimeout(() => connection.close(), patienceMs);
  try {
    const messages: RawMessage[] = [];
    for (const topic of bus.topics.map((name) => fullTopic(bus.topicPrefix, name))) {
      messages.push(
        ...readEntries(topic, await connection.send(['XREVRANGE', topic, '+', '-', 'COUNT', String(limit)])),
      );
    }
    return messages;
  } catch (error) {
    throw busUnavailable(connection.address, error);
  } finally {
    clearTimeout(deadline);
    connection.close();
  }
}
