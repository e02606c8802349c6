import type { BusSettings } from '../../settings.ts';
import type { RedisSettings } from '../../settings/redis.ts';
import type { ReplayPage, ReplayPlace, ReplayPreview, ReplaySource, ReplaySpan } from '../replay.ts';
import { fullTopic } from '../topics.ts';
import { RedisConnection } from './connection.ts';
import { readEntries } from './entries.ts';
import { busUnavailable } from './failures.ts';
import { Helping } from './helping.ts';

/** Most messages in one page. */
const PAGE = 1_000;
/** Pages of one topic that are counted for a preview: somebody waits for it. */
const MOST_PAGES = 20;

/** Reads the streams of the settings once more. Entries carry the time at which they came in their ids. */
export function openRedisReplay(bus: BusSettings, redis: RedisSettings): ReplaySource {
  const connection = new RedisConnection(redis.url);
  const topics = bus.topics.map((name) => fullTopic(bus.topicPrefix, name));
  return {
    name: `redis-streams ${connection.address}`,
    async *read(span, signal, place = null) {
      // A topic that is configured no more is passed over.
      for (const topic of topics.slice(Math.max(0, topics.indexOf(place?.topic ?? '')))) {
        if (signal.aborted) return;
        yield* pagesOf(connection, topic, span, signal, place);
      }
    },
    preview: async (span, signal) => {
      const all: ReplayPreview[] = [];
      for (const topic of topics) all.push(await previewOf(connection, topic, span, signal));
      return all;
    },
    close: async () => connection.close(),
  };
}

/** Streams have no partitions. */
const stream = 'stream';

async function previewOf(
  connection: RedisConnection,
  topic: string,
  span: ReplaySpan,
  signal: AbortSignal,
): Promise<ReplayPreview> {
  try {
    const [first] = readEntries(topic, await connection.send(['XRANGE', topic, '-', '+', 'COUNT', '1']));
    const oldest = first === undefined ? null : new Date(Number(first.position.split('-')[0]));
    let [count, pages] = [0, 0];
    for await (const { messages } of pagesOf(connection, topic, span, signal)) {
      count += messages.length;
      pages += 1;
      if (pages === MOST_PAGES) return { topic, oldest, count, atLeast: true };
    }
    return { topic, oldest, count, atLeast: signal.aborted };
  } catch (error) {
    throw busUnavailable(connection.address, error);
  }
}

async function* pagesOf(
  connection: RedisConnection,
  topic: string,
  { from, until }: ReplaySpan,
  signal: AbortSignal,
  place: ReplayPlace | null = null,
): AsyncGenerator<ReplayPage> {
  const helping = new Helping();
  let after = (place?.topic === topic ? place.next[stream] : undefined) ?? String(from.getTime());
  for (;;) {
    try {
      const { messages, mayHaveMore } = await helping.fill(PAGE, async (count) => {
        const range = ['XRANGE', topic, after, String(until.getTime()), 'COUNT', String(count)];
        const entries = readEntries(topic, await connection.send(range));
        const last = entries.at(-1);
        if (last !== undefined) after = `(${last.position}`;
        return { found: entries.length, messages: entries };
      });
      yield { topic, messages, left: null, place: { topic, next: { [stream]: after } } };
      if (!mayHaveMore || signal.aborted) return;
    } catch (error) {
      throw busUnavailable(connection.address, error);
    }
  }
}
