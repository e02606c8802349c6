/**
 * A process that consumes what is pending in an inbox, on the database of its first argument, or a topic of Kafka, where a second
 * one names that as JSON; and dies of the message that says `kill`: the test of a message that no process survives.
 */
import { pino } from 'pino';
import { openInboxSubscription } from '../../src/bus/http-inbox/subscription.ts';
import { SchemaRegistry } from '../../src/bus/kafka/registry.ts';
import { openKafkaSubscription } from '../../src/bus/kafka/subscription.ts';
import type { Subscription } from '../../src/bus/bus.ts';
import { consume } from '../../src/consumer/consumer.ts';
import { KnownCourses } from '../../src/consumer/known-courses.ts';
import { KnownLearners } from '../../src/consumer/known-learners.ts';
import { KnownSightings } from '../../src/consumer/known-sightings.ts';
import { LiveRules } from '../../src/consumer/live-rules.ts';
import { createReader } from '../../src/events/reader.ts';
import type { ReadMessage } from '../../src/events/reader.ts';
import { createVocabulary } from '../../src/events/vocabulary.ts';
import { readSettings } from '../../src/settings.ts';
import { openPostgresql } from '../../src/store/database/postgresql.ts';
import { passingType } from './events.ts';
import type { KafkaPlace } from './on-demand.ts';

const logger = pino({ level: 'silent' });
const database = openPostgresql({ url: process.argv[2] ?? '', poolSize: 4, logger });
const subscription = process.argv[3] === undefined ? openInbox() : openTopic(process.argv[3]);
const rules = new LiveRules(database, createVocabulary([passingType], []));
const known = new KnownLearners(100);
const courses = new KnownCourses();
const sightings = new KnownSightings(100);
const readWell = createReader({ eventTypes: [passingType] });
const read: ReadMessage = (message) => {
  if (message.body?.toString() === 'kill') process.kill(process.pid, 'SIGKILL');
  return readWell(message);
};
const stop = new AbortController();
process.on('SIGTERM', () => stop.abort());
await consume(
  {
    database,
    read,
    rules,
    known,
    courses,
    sightings,
    futureToleranceMs: 300_000,
    announces: true,
    logger,
    subscription,
    batchSize: 100,
  },
  stop.signal,
);
await subscription.close();
await database.close();

function openInbox(): Subscription {
  return openInboxSubscription({ database, logger, leaseMs: 1, pollMs: 5 });
}

function openTopic(named: string): Subscription {
  const { kafkaServers, registryUrl, topic } = JSON.parse(named) as KafkaPlace & { readonly topic: string };
  const { kafka } = readSettings({
    EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS: kafkaServers,
    EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL: registryUrl,
    EVENT_BUS_KAFKA_CONSUMER_POLL_TIMEOUT: '0.1',
    // So long the dead one before keeps the partitions.
    LAUREL_KAFKA_SESSION_SECONDS: '1',
  }).bus;
  if (kafka === null) throw new Error('no Kafka');
  return openKafkaSubscription(kafka, [topic], { database, logger, schemas: new SchemaRegistry(kafka.registry) });
}
