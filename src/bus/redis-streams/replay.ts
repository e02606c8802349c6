import type { BusSettings } from '../../settings.ts';
import type { RedisSettings } from '../../settings/redis.ts';
import type { ReplayPage, ReplaySource, ReplaySpan } from '../replay.ts';
import { fullTopic } from '../topics.ts';
import { RedisConnection } from './connection.ts';
import { readEntries } from './entries.ts';
import { busUnavailable } from './failures.ts';
import { Helping } from './helping.ts';

/** Most messages in one page. */
const PAGE = 1_000;

/** Reads the streams of the settings once more. Entries carry the time at which they came in their ids. */
export function openRedisReplay(bus: BusSettings, redis: RedisSettings): ReplaySource {
  const connection = new RedisConnection(redis.url);
  return {
    name: `redis-streams ${connection.address}`,
    async *read(span, signal) {
      for (const name of bus.topics) {
        if (signal.aborted) return;
        yield* pagesOf(connection, fullTopic(bus.topicPrefix, name), span, signal);
      }
    },
    close: async () => connection.close(),
  };
}

async function* pagesOf(
  connection: RedisConnection,
  topic: string,
  { from, until }: ReplaySpan,
  signal: AbortSignal,
): AsyncGenerator<ReplayPage> {
  const helping = new Helping();
  let after = String(from.getTime());
  for (;;) {
    try {
      const { messages, mayHaveMore } = await helping.fill(PAGE, async (count) => {
        const range = ['XRANGE', topic, after, String(until.getTime()), 'COUNT', String(count)];
        const entries = readEntries(topic, await connection.send(range));
        const last = entries.at(-1);
        if (last !== undefined) after = `(${last.position}`;
        return { found: entries.length, messages: entries };
      });
      yield { topic, messages, left: null };
      if (!mayHaveMore || signal.aborted) return;
    } catch (error) {
      throw busUnavailable(connection.address, error);
    }
  }
}
