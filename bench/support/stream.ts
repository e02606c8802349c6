/** Streams of Redis as the platform's producer fills them. */
import { createClient, RESP_TYPES } from '@redis/client';
import { encodeEvent } from '../../src/events/encode.ts';
import type { Event } from '../../src/rules/event.ts';

export type BareRedis = ReturnType<typeof connectRedis>;

/**
 * The client that the engine has, with the same replies: plain arrays of Buffers. Without the engine's care for outages, and without
 * time-outs: a machine that is slow for a while must not end a run of an hour.
 */
export function connectRedis(url: string) {
  return createClient({
    url,
    RESP: 2,
    commandOptions: { timeout: 0, typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } },
  });
}

/** The command that sends an event. */
export function addCommand(topic: string, { type, payload, id, source, time }: Event): (string | Buffer)[] {
  const { fields, body } = encodeEvent(type, payload, { id, source, time, sourcehost: 'lms' });
  return ['XADD', topic, '*', ...fields.flat(), 'event_data', body];
}

/** Sends events, a thousand at a time. */
export async function fill(redis: BareRedis, topic: string, events: Iterable<Event>): Promise<void> {
  let sending: Promise<unknown>[] = [];
  for (const event of events) {
    sending.push(redis.sendCommand(addCommand(topic, event)));
    if (sending.length < 1_000) continue;
    await Promise.all(sending);
    sending = [];
  }
  await Promise.all(sending);
}
