/** Senders that write otherwise than the platform of today. */
import { Producer } from '@platformatic/kafka';
import avsc, { type Schema } from 'avsc';
import { shippedCatalogue } from '../../../src/events/catalogue.ts';
import type { Payload } from '../../../src/rules/event.ts';
import { passingType } from '../../support/events.ts';
import { framed } from '../../support/kafka-topic.ts';
import type { KafkaTopic } from '../../support/kafka-topic.ts';
import type { SharedKafka } from '../../support/on-demand.ts';

type Headers = readonly (readonly [name: string, value: string])[];

interface Field {
  readonly name: string;
  readonly type: unknown;
}

/** A platform of tomorrow: its passing status has further fields, one of a type that is used nowhere today, and another order. */
export async function newerPlatform(topic: KafkaTopic): Promise<(payload: Payload) => Buffer> {
  const known = shippedCatalogue().types.get(passingType)?.variants.at(-1)?.schema;
  const [payloadField] = known?.fields ?? [];
  if (known === undefined || payloadField === undefined) throw new Error('the catalogue has lost its passing status');
  const { fields, ...record } = payloadField.type as unknown as { readonly fields: readonly Field[] };
  const further = [
    { name: 'grade', type: ['null', 'int', 'string'] },
    { name: 'seal', type: 'bytes' },
  ];
  const schema = {
    ...known,
    fields: [{ ...payloadField, type: { ...record, fields: [...fields.toReversed(), ...further] } }],
  };
  const id = await topic.register(`${passingType}.CloudEvent`, schema);
  const type = avsc.Type.forSchema(schema as unknown as Schema);
  return (payload) => {
    const { course, ...rest } = payload as { readonly course: Readonly<Record<string, unknown>> };
    const value = { ...rest, course: { ...course }, grade: 7, seal: Buffer.from('seal') };
    return framed(id, type.toBuffer({ [payloadField.name]: value }));
  };
}

/** Sends a message four times, packed in each way. */
export async function sendPacked(kafka: SharedKafka, topic: string, value: Buffer, headers: Headers): Promise<void> {
  const producer = producerOf(kafka);
  for (const compression of ['gzip', 'snappy', 'lz4', 'zstd'] as const)
    await producer.send({ messages: [{ topic, value, headers: mapOf(headers) }], compression });
  await producer.close();
}

/** Sends a message in a transaction that is aborted, one that is never to be seen, and one in a transaction that counts. */
export async function sendInTransactions(
  kafka: SharedKafka,
  topic: string,
  message: { readonly key?: Buffer; readonly value?: Buffer },
  headersOf: (id: string) => Headers,
): Promise<void> {
  const producer = producerOf(kafka, { transactionalId: `tx-${topic}`, idempotent: true, acks: -1 });
  for (const [id, commits] of [
    ['aborted', false],
    ['committed', true],
  ] as const) {
    const transaction = await producer.beginTransaction();
    await transaction.send({ messages: [{ topic, ...message, headers: mapOf(headersOf(id)) }] });
    await (commits ? transaction.commit() : transaction.abort());
  }
  await producer.close();
}

function producerOf({ kafkaServers }: SharedKafka, options = {}): Producer {
  return new Producer({ clientId: 'others', bootstrapBrokers: kafkaServers.split(','), ...options });
}

function mapOf(headers: Headers): Map<Buffer, Buffer> {
  return new Map(headers.map(([name, value]) => [Buffer.from(name), Buffer.from(value)]));
}
