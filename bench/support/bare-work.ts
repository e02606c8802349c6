/** The loops that the engine is held against: the same work with nothing but the work. */
import { randomUUID } from 'node:crypto';
import avsc from 'avsc';
import type { Schema, Type } from 'avsc';
import { shippedCatalogue } from '../../src/events/catalogue.ts';
import { parseTime } from '../../src/events/time.ts';
import { passingType } from '../../test/support/events.ts';
import { BareWriter, rowsAStatement } from './bare-sql.ts';
import type { BareAward, BareTables } from './bare-sql.ts';
import { awardedCourse } from './events.ts';
import type { Watch, Work } from './jobs.ts';
import { connectRedis } from './stream.ts';
import type { BareRedis } from './stream.ts';

/** What of an event the bare loop writes. */
interface DecodedPassing {
  readonly course_passing_status: {
    readonly user: {
      readonly id: number;
      readonly pii: { readonly username: string; readonly email: string; readonly name: string };
    };
  };
}

/** The values that the rules of the award read. */
const evidence = JSON.stringify({ values: { is_passing: true, 'course.course_key': awardedCourse }, penalty: null });

type Entry = readonly [id: Buffer, fields: readonly Buffer[]];

/** XREADGROUP COUNT 1000, Avro decode, XACK. */
export async function bareReading(redisUrl: string): Promise<Work> {
  const redis = await connectRedis(redisUrl).connect();
  const decoder = passingStatusDecoder();
  return async ({ topic, group }, watch, signal) => {
    await join(redis, topic, group);
    while (!signal.aborted) {
      const entries = await readEntries(redis, topic, group);
      for (const [, fields] of entries) decoder.fromBuffer(fields.at(-1) as Buffer);
      await acknowledge(redis, topic, group, entries, watch);
    }
  };
}

/** Batched SQL with rows that are there already. */
export async function bareWriting(databaseUrl: string, tables: BareTables): Promise<Work> {
  const writer = await BareWriter.open(databaseUrl, tables);
  let learner = 0;
  return async ({ events }, watch, signal) => {
    const awards = Array.from({ length: events }, () => awardOf((learner += 1)));
    for (let start = 0; start < events && !signal.aborted; start += rowsAStatement) {
      const batch = awards.slice(start, start + rowsAStatement);
      await writer.write(batch);
      watch.batchDone(batch.length);
    }
  };
}

/** Both: XREADGROUP, Avro decode, batched SQL, XACK. Takes the time from each event to its commit. */
export async function bareAwarding(redisUrl: string, databaseUrl: string): Promise<Work> {
  const redis = await connectRedis(redisUrl).connect();
  const writer = await BareWriter.open(databaseUrl, 'own');
  const decoder = passingStatusDecoder();
  return async ({ topic, group }, watch, signal) => {
    await join(redis, topic, group);
    while (!signal.aborted) {
      const entries = await readEntries(redis, topic, group);
      if (entries.length === 0) continue;
      const awards = entries.map(([, fields]) => awardIn(fields, decoder));
      for (let start = 0; start < awards.length; start += rowsAStatement)
        await writer.write(awards.slice(start, start + rowsAStatement));
      watch.committed(awards.map(({ time }) => time));
      await acknowledge(redis, topic, group, entries, watch);
    }
  };
}

async function join(redis: BareRedis, topic: string, group: string): Promise<void> {
  await redis.sendCommand(['XGROUP', 'CREATE', topic, group, '0']).catch((error: Error) => {
    if (!error.message.startsWith('BUSYGROUP')) throw error;
  });
}

async function readEntries(redis: BareRedis, topic: string, group: string): Promise<readonly Entry[]> {
  const command = [
    'XREADGROUP',
    'GROUP',
    group,
    String(process.pid),
    'COUNT',
    '1000',
    'BLOCK',
    '20',
    'STREAMS',
    topic,
    '>',
  ];
  const reply = await redis.sendCommand<readonly (readonly [topic: Buffer, entries: readonly Entry[]])[] | null>(
    command,
  );
  return reply?.[0]?.[1] ?? [];
}

async function acknowledge(
  redis: BareRedis,
  topic: string,
  group: string,
  entries: readonly Entry[],
  watch: Watch,
): Promise<void> {
  if (entries.length === 0) return;
  await redis.sendCommand(['XACK', topic, group, ...entries.map(([id]) => id.toString('latin1'))]);
  watch.batchDone(entries.length);
}

/** Plain avsc, as a program would use it that trusts its input. */
export function passingStatusDecoder(): Type {
  const variant = shippedCatalogue().types.get(passingType)?.variants.at(-1);
  if (variant === undefined) throw new Error(`${passingType} is not in the catalogue`);
  const { namespace: _, ...schema } = variant.schema;
  return avsc.Type.forSchema(schema as Schema, { wrapUnions: false });
}

function awardOf(learner: number): BareAward {
  const username = `learner${learner}`;
  return {
    learner,
    username,
    email: `${username}@example.org`,
    name: `Learner ${learner}`,
    eventId: randomUUID(),
    eventType: passingType,
    eventSource: 'openedx/lms/web',
    time: Date.UTC(2026, 10, 22) * 1_000 + learner,
    evidence,
  };
}

function awardIn(fields: readonly Buffer[], decoder: Type): BareAward {
  const event = decoder.fromBuffer(fields.at(-1) as Buffer) as DecodedPassing;
  const { id, pii } = event.course_passing_status.user;
  // The order in which the platform's producer writes them: type, id, source, time.
  const [eventType, eventId, eventSource] = [1, 3, 5].map((index) => String(fields[index])) as [string, string, string];
  return {
    learner: id,
    ...pii,
    eventId,
    eventType,
    eventSource,
    time: parseTime(fields[7] as Buffer) ?? NaN,
    evidence,
  };
}
