import { RedisConnection } from '../../src/bus/redis-streams/connection.ts';
import { encodeEvent } from '../../src/events/encode.ts';
import { paced, persistently, type SendOptions } from './pace.ts';
import type { LmsEvent } from './stream.ts';

export interface Stream {
  readonly redisUrl: string;
  /** Full topic name, prefix included. */
  readonly topic: string;
  /** Approximate length to which the stream is trimmed, as the platform's producer does; default 10,000. */
  readonly maxLength?: number;
}

/**
 * Adds events to a Redis stream in the wire form of the platform, many in one round trip. What was not taken, because
 * the connection was lost, is sent again until it is, so that an event may be there twice but none is lost.
 *
 * Mind the length: entries that nobody has read are trimmed too.
 *
 * @returns how many events were added
 * @throws the error of the last attempt when the signal is aborted while a batch is under way
 */
export async function sendToRedis(
  events: Iterable<LmsEvent>,
  { redisUrl, topic, maxLength = 10_000 }: Stream,
  options: SendOptions = {},
): Promise<number> {
  const connection = new RedisConnection(redisUrl);
  let total = 0;
  try {
    for await (const batch of paced(events, options)) {
      await sendAll(
        connection,
        batch.map((event) => addition(event, topic, maxLength)),
        options.signal,
      );
      total += batch.length;
      options.onSent?.(total);
    }
  } finally {
    connection.close();
  }
  return total;
}

type Addition = readonly (string | Buffer)[];

function addition({ type, payload, id, time, source }: LmsEvent, topic: string, maxLength: number): Addition {
  const { fields, body } = encodeEvent(type, payload, { id, time, source, sourcehost: 'lms' });
  return ['XADD', topic, 'MAXLEN', '~', String(maxLength), '*', ...fields.flat(), 'event_data', body];
}

/** Sends everything; what failed is sent again, the rest is not. */
function sendAll(
  connection: RedisConnection,
  additions: readonly Addition[],
  signal: AbortSignal | undefined,
): Promise<void> {
  let left = additions;
  return persistently(async () => {
    const results = await connection.sendAll(left);
    left = left.filter((_addition, place) => results[place]?.status !== 'fulfilled');
    const failure = results.find((result) => result.status === 'rejected');
    if (failure) throw failure.reason;
  }, signal);
}
