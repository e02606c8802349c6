import { pino } from 'pino';
import type { Subscription } from '../../src/bus/bus.ts';
import { SchemaRegistry } from '../../src/bus/kafka/registry.ts';
import { openKafkaSubscription } from '../../src/bus/kafka/subscription.ts';
import { openRedisSubscription } from '../../src/bus/redis-streams/subscription.ts';
import { consume } from '../../src/consumer/consumer.ts';
import { KnownCourses } from '../../src/consumer/known-courses.ts';
import { KnownLearners } from '../../src/consumer/known-learners.ts';
import { KnownSightings } from '../../src/consumer/known-sightings.ts';
import { LiveRules } from '../../src/consumer/live-rules.ts';
import { sum } from '../../src/consumer/report.ts';
import type { RawMessage } from '../../src/events/message.ts';
import { createReader } from '../../src/events/reader.ts';
import { parseTime } from '../../src/events/time.ts';
import { createVocabulary } from '../../src/events/vocabulary.ts';
import { readSettings } from '../../src/settings.ts';
import { openPostgresql } from '../../src/store/database/postgresql.ts';
import { addressSettings } from './address.ts';
import type { Role, Watch, Work } from './jobs.ts';

/** The consumer as `laurel consume` puts it together, with the settings that it has when nothing else is set. */
export function consumerWork(role: Extract<Role, { kind: 'consumer' }>): Work {
  const settings = readSettings({
    ...addressSettings(role.bus),
    LAUREL_DATABASE_URL: role.databaseUrl,
    ...(role.knownLearners === undefined ? {} : { LAUREL_KNOWN_LEARNERS: String(role.knownLearners) }),
  });
  const { events, consumer, bus } = settings;
  const logger = pino({ level: 'warn' }, pino.destination({ dest: 2, sync: true }));
  const database = openPostgresql({ url: role.databaseUrl, poolSize: 10, logger });
  const parts = {
    database,
    read: createReader({ eventTypes: events }),
    rules: new LiveRules(database, createVocabulary(events, [])),
    known: new KnownLearners(consumer.knownLearners),
    sightings: new KnownSightings(consumer.knownLearners),
    courses: new KnownCourses(),
    futureToleranceMs: consumer.futureToleranceMs,
    announces: true,
  };
  const open = (topic: string, group: string): Subscription => {
    const { redis, kafka } = bus;
    if (redis !== null) return openRedisSubscription({ ...redis, group }, [topic], logger);
    if (kafka === null) throw new Error('no bus is set');
    const schemas = new SchemaRegistry(kafka.registry);
    return openKafkaSubscription({ ...kafka, group }, [topic], { database, schemas, logger });
  };
  return async ({ topic, group, latency = false }, watch, signal) => {
    const opened = open(topic, group);
    const subscription = latency ? watched(opened, watch) : opened;
    const { batchSize } = consumer;
    await consume(
      {
        ...parts,
        subscription,
        batchSize,
        logger,
        onBatch: ({ applied, noEffect, ignored, parked }) => {
          if (ignored.size > 0 || parked.size > 0)
            throw new Error(`${sum(ignored) + sum(parked)} events are not processed`);
          watch.batchDone(applied + noEffect);
        },
      },
      signal,
    );
    await subscription.close();
  };
}

/** The same subscription; what is about to be acknowledged has just been committed. */
function watched(subscription: Subscription, watch: Watch): Subscription {
  return {
    name: subscription.name,
    ...(subscription.positions && { positions: subscription.positions }),
    get healthy() {
      return subscription.healthy;
    },
    get trouble() {
      return subscription.trouble;
    },
    read: (limit, signal, onLook) => subscription.read(limit, signal, onLook),
    acknowledge: (messages) => {
      watch.committed(messages.map(timeOf));
      return subscription.acknowledge(messages);
    },
    close: () => subscription.close(),
  };
}

function timeOf({ fields }: RawMessage): number {
  const name = fields.findIndex((field, index) => index % 2 === 0 && field.toString() === 'time');
  return parseTime(fields[name + 1] ?? Buffer.alloc(0)) ?? NaN;
}
