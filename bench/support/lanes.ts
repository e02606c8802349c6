/** The buses, as a sender and as an onlooker sees them: for cases that are the same on both. */
import { FetchClient } from '../../src/bus/kafka/fetch-client.ts';
import { readArrival } from '../../src/bus/kafka/records.ts';
import { SchemaRegistry } from '../../src/bus/kafka/registry.ts';
import { attachSchemas } from '../../src/bus/kafka/writer-schemas.ts';
import type { Reply } from '../../src/bus/redis-streams/connection.ts';
import { readEntries } from '../../src/bus/redis-streams/entries.ts';
import type { RawMessage } from '../../src/events/message.ts';
import type { Event } from '../../src/rules/event.ts';
import { KafkaTopic } from '../../test/support/kafka-topic.ts';
import type { BusAddress, KafkaAddress } from './jobs.ts';
import { addCommand, connectRedis } from './stream.ts';

export interface Lane {
  readonly bus: 'Redis' | 'Kafka';
  readonly address: BusAddress;
  openTopic(name: string): Promise<LaneTopic>;
}

export interface LaneTopic {
  send(event: Event): Promise<unknown>;
  /** Tells of each message as soon as it is there, until the signal is aborted. */
  follow(onMessage: (message: RawMessage) => void, signal: AbortSignal): Promise<void>;
  close(): Promise<unknown>;
}

const patienceMs = 100;
const mostBytes = 1 << 20;

export function redisLane(redisUrl: string): Lane {
  return { bus: 'Redis', address: { redisUrl }, openTopic: (name) => openStream(redisUrl, name) };
}

export function kafkaLane(address: KafkaAddress): Lane {
  return { bus: 'Kafka', address, openTopic: (name) => openKafkaTopic(address, name) };
}

async function openStream(url: string, name: string): Promise<LaneTopic> {
  const redis = await connectRedis(url).connect();
  return {
    send: (event) => redis.sendCommand(addCommand(name, event)),
    follow: async (onMessage, signal) => {
      const onlooker = await connectRedis(url).connect();
      let last = '0';
      while (!signal.aborted) {
        const command = ['XREAD', 'COUNT', '1000', 'BLOCK', String(patienceMs), 'STREAMS', name, last];
        const reply = await onlooker.sendCommand<readonly (readonly [Buffer, Reply])[] | null>(command);
        for (const message of readEntries(name, reply?.[0]?.[1] ?? null)) {
          last = message.position;
          onMessage(message);
        }
      }
      onlooker.destroy();
    },
    close: async () => {
      await redis.sendCommand(['DEL', name]);
      redis.destroy();
    },
  };
}

async function openKafkaTopic(address: KafkaAddress, name: string): Promise<LaneTopic> {
  const topic = new KafkaTopic(address, name);
  await topic.create();
  return {
    send: sendGathered((events) => topic.publish(...events)),
    follow: async (onMessage, signal) => {
      const bootstrapBrokers = address.kafkaServers.split(',');
      const client = new FetchClient({ clientId: 'onlooker', groupId: 'onlooker', bootstrapBrokers });
      const registry = new SchemaRegistry({ url: `${address.registryUrl}/`, credentials: null, authorities: null });
      const about = (await client.metadata({ topics: [name] })).topics.get(name);
      let offset = 0;
      while (!signal.aborted) {
        const { responses } = await client.fetchRecords({
          node: about?.partitions[0]?.leader ?? 0,
          minBytes: 1,
          maxBytes: mostBytes,
          maxWaitTime: patienceMs,
          topics: [{ topicId: about?.id ?? '', partitions: [requestFrom(offset)] }],
        });
        const recordSet = responses[0]?.partitions[0]?.recordSet ?? null;
        const arrival = readArrival({ topic: name, partition: 0, aborted: null, recordSet }, offset);
        await attachSchemas(registry, arrival.messages, ({ schemaId }) => schemaId);
        offset = arrival.nextOffset;
        for (const message of arrival.messages) onMessage(message);
      }
      await client.close();
    },
    close: () => topic.close(),
  };
}

/** As librdkafka does, which the platform sends with: what comes while one request is under way goes together with the next. */
function sendGathered(publish: (events: readonly Event[]) => Promise<void>): (event: Event) => Promise<void> {
  let waiting: Event[] = [];
  let sending: Promise<void> | null = null;
  const sendAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const events = waiting;
      waiting = [];
      await publish(events);
    }
    sending = null;
  };
  return (event) => {
    waiting.push(event);
    return (sending ??= sendAll());
  };
}

function requestFrom(offset: number) {
  return {
    partition: 0,
    currentLeaderEpoch: -1,
    fetchOffset: BigInt(offset),
    lastFetchedEpoch: -1,
    partitionMaxBytes: mostBytes,
  };
}
