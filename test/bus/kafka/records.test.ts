import {
  Consumer,
  createRecordsBatch,
  ResponseError,
  fetchV4,
  fetchV5,
  fetchV6,
  fetchV7,
  fetchV8,
  fetchV9,
  fetchV10,
  fetchV11,
  fetchV12,
  fetchV13,
  fetchV14,
  fetchV15,
  fetchV16,
  fetchV17,
} from '@platformatic/kafka';
import type { Connection, Reader } from '@platformatic/kafka';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parseFetchAnswer } from '../../../src/bus/kafka/fetch-answer.ts';
import type { FetchAnswer, FetchedPartition } from '../../../src/bus/kafka/fetch-answer.ts';
import { RecordCursor } from '../../../src/bus/kafka/record-cursor.ts';
import { readArrival } from '../../../src/bus/kafka/records.ts';
import { findHeaders } from '../../../src/events/headers.ts';
import { passing } from '../../support/events.ts';
import { isKafkaInstalled } from '../../support/kafka.ts';
import { KafkaTopic } from '../../support/kafka-topic.ts';
import { sharedKafka } from '../../support/on-demand.ts';
import { isRegistryInstalled } from '../../support/registry.ts';
import { sendInTransactions, sendPacked } from './other-senders.ts';

const versions = [
  fetchV4,
  fetchV5,
  fetchV6,
  fetchV7,
  fetchV8,
  fetchV9,
  fetchV10,
  fetchV11,
  fetchV12,
  fetchV13,
  fetchV14,
  fetchV15,
  fetchV16,
  fetchV17,
];
type FetchResponse = ReturnType<typeof fetchV17.parseResponse>;
type Header = readonly [name: Buffer, value: Buffer | null];

describe('headers of a record', () => {
  const names = ['ce_type', 'ce_id', 'ce_source', 'ce_time', 'ce_specversion', 'ce_minorversion', 'sourcelib', 'sourcehost', 'type', 'id', 'source', 'time', 'specversion', 'foreign:id', 'ce_xy', 'ce_typo', 'ce_sourcf', '']; // prettier-ignore
  const name = fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 16 })).map((text) => Buffer.from(text));
  const value = fc.option(
    fc.oneof(fc.constant(''), fc.string({ maxLength: 200 })).map((text) => Buffer.from(text)),
    { freq: 6 },
  );

  test('what reading needs is found in the bytes as it is found in the fields, whatever the headers are', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 12 }), fc.boolean(), (some, isEvent) => {
        const headers: Header[] = isEvent ? [[Buffer.from('ce_type'), Buffer.from('t')], ...some] : some;
        const { message } = read(headers);
        expect(message.findHeaders()).toEqual(findHeaders(message.fields));
        // Everything is there, under one name or another.
        const values = message.fields.filter((_, index) => index % 2 === 1);
        expect(values.slice(0, headers.length).map(String)).toEqual(headers.map(([, bytes]) => String(bytes ?? '')));
      }),
    );
  });

  test('names count with their prefix only; what an event lacks is filled in and told', () => {
    const text = (pairs: Readonly<Record<string, string>>) => {
      const { message, defaults } = read(
        Object.entries(pairs).map(([key, said]) => [Buffer.from(key), Buffer.from(said)]),
      );
      return { fields: message.fields.map(String), defaults };
    };
    expect(text({ type: 'a', ce_type: 'b', sourcelib: 'c', colour: 'd', ce_source: 's', ce_time: 't' })).toEqual({
      fields: ['foreign:type', 'a', 'type', 'b', 'sourcelib', 'c', 'colour', 'd', 'source', 's', 'time', 't'],
      defaults: [],
    });
    expect(text({ ce_type: 'b', ce_source: '' })).toEqual({
      fields: ['type', 'b', 'source', '', 'source', 'unknown', 'time', '2026-11-30T10:00:00.000Z'],
      defaults: ['source', 'time'],
    });
    expect(text({ ce_source: '' })).toEqual({ fields: ['source', ''], defaults: [] });
  });
});

test('numbers of records are those that were written, as far as a double holds them', () => {
  const most = 2n ** 53n;
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.bigInt(-most, most), fc.bigInt(-300n, 300n))), (numbers) => {
      const bytes = Buffer.from(numbers.flatMap(varint));
      const cursor = new RecordCursor(bytes, 0);
      expect(numbers.map(() => cursor.varint())).toEqual(numbers.map(Number));
      expect(cursor.at).toBe(bytes.length);
    }),
  );
});

test('a batch that is cut off comes with the next answer; one that is damaged or of an older format is an error', () => {
  const batch = batchOf([[Buffer.from('ce_type'), Buffer.from('t')]]);
  const arrive = (recordSet: Buffer) => readArrival({ topic: 't', partition: 0, aborted: null, recordSet }, 0);
  const cut = arrive(Buffer.concat([batch, batch.subarray(0, batch.length - 1)]));
  expect(cut).toMatchObject({ nextOffset: 1, hasHoles: false, messages: [{ position: '0:0' }] });
  const damaged = Buffer.from(batch);
  // The length of its only record.
  damaged[61] = 0xfe;
  expect(() => arrive(damaged)).toThrow('a record in the batch at offset 0 of partition 0 of t is damaged');
  const older = Buffer.from(batch);
  older[16] = 1;
  expect(() => arrive(older)).toThrow("a format that can't be read");
});

describe.skipIf(!isKafkaInstalled() || !isRegistryInstalled())('answers of a broker', () => {
  test('in each version they are read as the client reads them: packed, in transactions, and errors', async () => {
    const kafka = await sharedKafka();
    const topic = new KafkaTopic(kafka, `t-${randomUUID().slice(0, 8)}`);
    const client = new Consumer({
      clientId: 'reader',
      groupId: 'reader',
      bootstrapBrokers: kafka.kafkaServers.split(','),
    });
    try {
      await topic.create({ partitions: 2 });
      await topic.publish(passing({ id: 'a' }), passing({ id: 'b' }));
      await topic.send({ partition: 1, headers: [['ce_type', 't']] }, { partition: 1, value: Buffer.from('v') });
      await sendPacked(kafka, topic.name, Buffer.from('packed'), [['ce_id', 'p']]);
      await sendInTransactions(kafka, topic.name, { value: Buffer.from('value') }, (id) => [['ce_id', id]]);
      const { topics } = await client.metadata({ topics: [topic.name], forceUpdate: true });
      const [connection] = (await client.connectToBrokers()).values();
      for (const [index, { api, parseResponse }] of versions.entries()) {
        const version = index + 4;
        expect(api.version).toBe(version);
        const both: Both[] = [];
        const listening = listen(connection as Connection, parseResponse, both);
        const topicId = version < 13 ? topic.name : (topics.get(topic.name)?.id ?? '');
        for (const offset of [0n, 1_000n]) await api.async(listening, 100, 1, 1 << 20, 1, 0, -1, [{ topicId, partitions: [0, 1].map((partition) => ask(partition, offset)) }], [], '').catch(() => {}); // prettier-ignore
        expect(both).toHaveLength(2);
        for (const { theirs, ours } of both) expect([version, plain(ours)]).toEqual([version, plain(theirs)]);
        const messages = both[0]?.ours.answer.responses[0]?.partitions.reduce((sum, { recordSet }) => sum + (recordSet?.length ?? 0), 0); // prettier-ignore
        expect(messages).toBeGreaterThan(500);
      }
    } finally {
      await Promise.all([topic.close(), client.close()]);
    }
  }, 60_000);
});

type Parse = (correlation: number, key: number, version: number, reader: Reader) => FetchResponse;
type Parsed<Answer> = { readonly answer: Answer; readonly error: string | null };
interface Both {
  readonly theirs: Parsed<FetchResponse>;
  readonly ours: Parsed<FetchAnswer>;
}

/** A connection whose answers are read twice. */
function listen(connection: Connection, parse: Parse, both: Both[]): Connection {
  const parseTwice: Parse = (...arrived) => {
    const [, , , reader] = arrived;
    const { position } = reader;
    const theirs = attempt(() => parse(...arrived));
    reader.position = position;
    both.push({ theirs, ours: attempt(() => parseFetchAnswer(...arrived)) });
    return theirs.answer;
  };
  const send = ((...[key, version, createPayload, , ...rest]: Parameters<Connection['send']>) =>
    connection.send(key, version, createPayload, parseTwice, ...rest)) as Connection['send'];
  return { send } as Connection;
}

function attempt<Answer>(parse: () => Answer): Parsed<Answer> {
  try {
    return { answer: parse(), error: null };
  } catch (error) {
    if (!(error instanceof ResponseError)) throw error;
    return { answer: error.response as Answer, error: error.errors.map(String).join() };
  }
}

function ask(partition: number, fetchOffset: bigint) {
  return { partition, currentLeaderEpoch: -1, fetchOffset, lastFetchedEpoch: -1, partitionMaxBytes: 1 << 20 };
}

/** All that either reading makes of an answer. */
function plain({ answer, error }: Parsed<FetchResponse | FetchAnswer>): unknown {
  const { throttleTimeMs, errorCode, sessionId, responses } = answer;
  return {
    throttleTimeMs,
    errorCode,
    sessionId,
    error,
    responses: responses.map(({ topicId, partitions }) => ({
      topicId,
      partitions: partitions.map((partition) => {
        const { partitionIndex, highWatermark, lastStableOffset, logStartOffset, abortedTransactions, preferredReadReplica } = partition; // prettier-ignore
        const errorOfPart = partition.errorCode;
        return { partitionIndex, errorOfPart, highWatermark, lastStableOffset, logStartOffset, abortedTransactions, preferredReadReplica, records: recordsOf(partition) }; // prettier-ignore
      }),
    })),
  };
}

function recordsOf(partition: FetchResponse['responses'][number]['partitions'][number] | FetchedPartition): unknown[] {
  if ('recordSet' in partition) {
    const { recordSet } = partition;
    const { messages } = readArrival({ topic: 't', partition: partition.partitionIndex, aborted: null, recordSet }, 0);
    return messages.map(({ offset, sentAt, size, body, fields }) => ({ offset, sentAt, size, body, names: fields.length / 2 })); // prettier-ignore
  }
  return (partition.records ?? [])
    .filter(({ attributes }) => (attributes & 32) === 0)
    .flatMap((batch) =>
      batch.records.map((record) => ({
        offset: Number(batch.firstOffset) + record.offsetDelta,
        sentAt: Number(batch.firstTimestamp + record.timestampDelta),
        size: record.length,
        body: record.value,
        names:
          record.headers.length +
          (record.headers.some(([key]) => String(key) === 'ce_type') ? missing(record.headers) : 0),
      })),
    );
}

function missing(headers: readonly (readonly [Buffer | null, Buffer | null])[]): number {
  return ['ce_source', 'ce_time'].filter((name) => !headers.some(([key]) => String(key) === name)).length;
}

function read(headers: readonly Header[]) {
  const defaults: string[] = [];
  const recordSet = batchOf(headers);
  const onDefault = (filled: string): number => defaults.push(filled);
  const { messages } = readArrival({ topic: 't', partition: 0, aborted: null, recordSet, onDefault }, 0);
  const [message] = messages;
  if (message === undefined) throw new Error('there is no message');
  message.findHeaders();
  return { message, defaults: [...defaults] };
}

/** As Kafka's protocol has it; the client's own writer is wrong beyond 31 bits. */
function varint(number: bigint): number[] {
  const bytes: number[] = [];
  for (let rest = number < 0n ? -2n * number - 1n : 2n * number; ; rest >>= 7n) {
    bytes.push(Number(rest & 0x7fn) + (rest > 0x7fn ? 0x80 : 0));
    if (rest <= 0x7fn) return bytes;
  }
}

function batchOf(headers: readonly Header[]): Buffer {
  const timestamp = BigInt(Date.UTC(2026, 10, 30, 10));
  // Its types know no header without a value; its code does, and so does Kafka.
  const pairs = new Map(headers) as Map<Buffer, Buffer>;
  return createRecordsBatch([{ topic: 't', timestamp, value: Buffer.from('v'), headers: pairs }]).buffer;
}
