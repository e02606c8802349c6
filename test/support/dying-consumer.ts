/**
 * A process that consumes what is pending in an inbox, on the database of its only argument, and dies of the message that
 * says `kill`: the test of a message that no process survives.
 */
import { pino } from 'pino';
import { openInboxSubscription } from '../../src/bus/http-inbox/subscription.ts';
import { consume } from '../../src/consumer/consumer.ts';
import { KnownLearners } from '../../src/consumer/known-learners.ts';
import { LiveRules } from '../../src/consumer/live-rules.ts';
import { createReader } from '../../src/events/reader.ts';
import type { ReadMessage } from '../../src/events/reader.ts';
import { createVocabulary } from '../../src/events/vocabulary.ts';
import { openPostgresql } from '../../src/store/database/postgresql.ts';
import { passingType } from './events.ts';

const logger = pino({ level: 'silent' });
const database = openPostgresql({ url: process.argv[2] ?? '', poolSize: 4, logger });
const subscription = openInboxSubscription({ database, logger, leaseMs: 1, pollMs: 5 });
const rules = new LiveRules(database, createVocabulary([passingType], []));
const known = new KnownLearners(100);
const readWell = createReader({ eventTypes: [passingType] });
const read: ReadMessage = (message) => {
  if (message.body?.toString() === 'kill') process.kill(process.pid, 'SIGKILL');
  return readWell(message);
};
const stop = new AbortController();
process.on('SIGTERM', () => stop.abort());
await consume(
  { database, read, rules, known, futureToleranceMs: 300_000, announces: true, logger, subscription, batchSize: 100 },
  stop.signal,
);
await subscription.close();
await database.close();
