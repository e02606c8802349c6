import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import type { OutgoingMessage, Publisher } from '../../src/bus/bus.ts';
import { openKafkaPublisher } from '../../src/bus/kafka/publisher.ts';
import { openRedisPublisher } from '../../src/bus/redis-streams/publisher.ts';
import { relaySignals } from '../../src/bus/relay.ts';
import { encodeSignal } from '../../src/bus/signals.ts';
import { readSettings } from '../../src/settings.ts';
import { openPostgresql } from '../../src/store/database/postgresql.ts';
import { addressSettings } from './address.ts';
import { awardingTemplate } from './events.ts';
import type { Role, Work } from './jobs.ts';
import { connectRedis } from './stream.ts';

/** As many as the announcer sends at a time. */
const together = 500;

/** The announcer as `laurel announce` puts it together, without the gate: nothing is to be read on the topic of the signals. */
export function announcerWork(role: Extract<Role, { kind: 'announcer' }>): Work {
  const { bus } = readSettings({
    ...addressSettings(role.bus),
    LAUREL_DATABASE_URL: role.databaseUrl,
    EVENT_BUS_REDIS_AUDIT_LOGGING_ENABLED: 'false',
  });
  const logger = pino({ level: 'warn' }, pino.destination({ dest: 2, sync: true }));
  const database = openPostgresql({ url: role.databaseUrl, poolSize: 10, logger });
  const openPublisher = (): Publisher => {
    const { redis, kafka } = bus;
    if (redis !== null) return openRedisPublisher(redis, '', logger);
    if (kafka === null) throw new Error('no bus is set');
    return openKafkaPublisher(kafka, '', logger);
  };
  return async ({ topic }, watch, signal) => {
    const publisher = openPublisher();
    const onSent = (sent: readonly unknown[]): void => watch.batchDone(sent.length);
    await relaySignals(
      { database, publisher, logger, onSent, encode: (waiting) => encodeSignal(waiting, topic) },
      signal,
    );
    await publisher.close();
  };
}

/** XADD of messages that are there already, as many at a time. */
export async function bareAnnouncing(redisUrl: string): Promise<Work> {
  const redis = await connectRedis(redisUrl).connect();
  return async ({ topic, events }, watch, signal) => {
    const messages = Array.from({ length: events }, (_, index) => messageOf(index + 1, topic));
    for (let start = 0; start < events && !signal.aborted; start += together) {
      const batch = messages.slice(start, start + together);
      await Promise.all(
        batch.map(({ fields, body }) => redis.sendCommand(['XADD', topic, '*', ...fields.flat(), 'event_data', body])),
      );
      watch.batchDone(batch.length);
    }
  };
}

/** What the announcer makes of an award of the benchmark. */
function messageOf(learner: number, topic: string): OutgoingMessage {
  const username = `learner${learner}`;
  const { name, description, imageUrl } = awardingTemplate;
  return encodeSignal(
    {
      position: learner,
      id: randomUUID(),
      signal: 'awarded',
      badgeId: randomUUID(),
      time: Date.UTC(2026, 10, 22) * 1_000 + learner,
      traceParent: null,
      learner: { id: learner, username, email: `${username}@example.org`, name: `Learner ${learner}`, active: true },
      template: { uuid: randomUUID(), origin: 'openedx', name, description, imageUrl },
    },
    topic,
  );
}
